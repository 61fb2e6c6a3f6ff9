"""Home says what the records say, in the language in force, and each row leads to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from domain.commands import SetFields
from domain.founding import Founding, founding_commands
from domain.records import Query
from tests.ui.desk import RecordedDesk, new_workbook
from tests.ui.park_on_screen import copy_of, let_go, screen_context
from ui.components.due_list import DueRow
from ui.components.tables.cells import LOOK, Cell
from ui.screens.home import HomeScreen
from ui.screens.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication, QListView
    from pytestqt.qtbot import QtBot

    from domain.records import Records
    from storage.workbook import Workbook

NAME, VALUE, UNIT, BEFORE, YEAR_AGO, TREND, STATE = range(7)


@pytest.fixture
def workbook(sample: Path, tmp_path: Path) -> Iterator[Workbook]:
    with copy_of(sample, tmp_path / "own") as opened:
        yield opened


@pytest.fixture
def home(
    qtbot: QtBot, qapp: QApplication, workbook: Workbook, desk: RecordedDesk
) -> Iterator[HomeScreen]:
    with screen_context(qapp, workbook, desk) as context:
        screen = HomeScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1166, 684)
        screen.show()
        screen.activate("2024Q4")
        yield screen
    let_go(screen)


def row_texts(screen: HomeScreen, key: str) -> list[str]:
    """Return what a row of the table of indicators shows."""
    model = screen.figures.model
    row = model.row_of(key)
    return [str(model.index(row, column).data() or "") for column in range(7)]


def cell(screen: HomeScreen, key: str, column: int) -> Cell:
    """Return a cell of the table of indicators."""
    found = screen.figures.model.index(screen.figures.model.row_of(key), column).data(LOOK)
    assert isinstance(found, Cell)
    return found


def rows_of(listed: QListView) -> list[DueRow]:
    """Return the rows of a due list."""
    model = listed.model()
    rows = [model.index(row, 0).data(Qt.ItemDataRole.UserRole) for row in range(model.rowCount())]
    return [row for row in rows if isinstance(row, DueRow)]


def report_a_missing_tax(screen: HomeScreen, workbook: Workbook) -> None:
    """Tell the VAT of a firm that reported all but that."""
    rows = workbook.find("firm_quarter", quarter="2024Q4", not_reported=0)
    record = next(str(row["id"]) for row in rows if row["vat_fen"] is None)
    screen.context.bus.run(SetFields("firm_quarter", record, {"vat_fen": 0}))


def click_row(listed: QListView, row: int) -> None:
    """Click a row of a list."""
    at = listed.visualRect(listed.model().index(row, 0)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=at)


# --------------------------------------------------------------------------------- what it says


def test_the_headline_figures_are_those_of_the_records(home: HomeScreen) -> None:
    # Sums of 2024Q4, 2024Q3 and 2023Q4 from the park's file of expected totals.
    assert row_texts(home, "revenue")[:5] == ["营业收入", "41,974.26", "万元", "+8.8%", "+8.6%"]
    assert row_texts(home, "tax_total")[1:5] == ["1,770.10", "万元", "−8.9%", "−8.8%"]
    assert row_texts(home, "headcount")[1:5] == ["1,555", "人", "+7", "+134"]
    assert row_texts(home, "firms_incubating")[1:5] == ["24", "家", "−4", "−6"]


def test_each_indicator_has_a_state_as_word_and_colour(home: HomeScreen) -> None:
    states = {
        key: (cell(home, key, STATE).text, cell(home, key, STATE).state)
        for key in ("revenue", "tax_total", "firms_incubating", "operator_score")
    }
    assert states == {
        "revenue": ("正常", "ok"),
        "tax_total": ("关注", "warn"),
        "firms_incubating": ("变动", "info"),
        "operator_score": ("触底线", "crit"),
    }


def test_the_trend_holds_twelve_quarters_and_ends_with_this_one(home: HomeScreen) -> None:
    series = cell(home, "headcount", TREND).series
    assert len(series) == 12
    assert series[-1] == 1555


def test_a_figure_tells_how_many_have_answered(home: HomeScreen) -> None:
    # 48 of the 54 firms in the park reported all taxes.
    assert cell(home, "tax_total", VALUE).tip == "已报 48，应报 54"


def test_the_banner_says_that_the_fall_of_tax_rests_on_missing_answers(home: HomeScreen) -> None:
    # 54 firms are asked, 48 told their VAT: expected totals of 2024Q4.
    words = home.figures.banner.findChild(QLabel)
    assert words is not None
    assert words.accessibleName() == (
        "总体关注。 收入与研发继续增长。税收下降8.9%，其中6家增值税尚未报送，不能据此下结论。"
    )


def test_the_banner_leads_to_what_is_missing(home: HomeScreen, desk: RecordedDesk) -> None:
    home.figures.banner.link_clicked.emit()
    table, where = desk.lists[0]
    assert table == "quarter_entry"
    assert [(each.name, each.value) for each in where] == [("filter", "missing")]


def test_the_stages_are_counted_at_the_end_of_the_quarter(home: HomeScreen) -> None:
    # Stages at the end of 2024Q4 from the file of expected totals: 24, 1, 2, 26.
    told = home.figures.stages.accessibleDescription()
    assert told == "初审、评审 2, 在孵 24, 观察 1, 待毕业 2, 毕业 26"


def test_the_output_of_both_cities_is_drawn_over_twelve_quarters(home: HomeScreen) -> None:
    data = home.figures.output.data
    assert [series.name for series in data.series] == ["杭州", "衢州"]
    assert data.unit == "亿元"
    assert len(data.categories) == 12
    # 35,177.90 and 5,116.99 wan yuan: sums of 2024Q4 from the file of expected totals.
    assert [series.values[-1] for series in data.series] == pytest.approx([3.51779, 0.511699])


def test_the_quarter_is_filled_as_far_as_the_reports_that_came_in(home: HomeScreen) -> None:
    # 54 firms of 13 figures each; 37 of them are empty in the park's file.
    firms = home.facts.filled[0] if home.facts else None
    assert firms is not None
    assert (firms.key, firms.known, firms.owed) == ("firms", 665, 702)
    assert home.side.missing.text() == "缺什么（37）"


def test_overdue_actions_come_first_with_their_days(home: HomeScreen) -> None:
    rows = rows_of(home.side.due)
    # Due 30 November 2024; the day is 20 January 2025.
    assert (rows[0].title, rows[0].note) == ("书面征求余杭区意见", "督办 A-2024-01-1 · 叶清和")
    assert (rows[0].right, rows[0].state) == ("逾期 51 天", "crit")
    assert [row.state for row in rows] == ["crit"] * 4 + ["warn"]


def test_what_changed_puts_equal_moves_into_one_row(home: HomeScreen) -> None:
    assert [(row.title, row.right) for row in rows_of(home.side.changed)] == [
        ("朔砚数据科技、曜钧微电子 → 待毕业", "12-28"),
        ("沅舟检测技术 退出（补贴到期后迁出）", "12-09"),
        ("霁禾气动科技 → 观察", "11-28"),
        ("M-2024-01 法定人数不足，决议暂缓", "10-24"),
    ]


# ------------------------------------------------------------------------------- where it leads


def test_a_due_row_opens_its_record(
    home: HomeScreen, workbook: Workbook, desk: RecordedDesk
) -> None:
    (action,) = workbook.find("action_item", number="A-2024-01-1")
    click_row(home.side.due, 0)
    assert ("action_item", str(action["id"])) in desk.opened


def test_a_claw_back_opens_its_incentive(
    home: HomeScreen, workbook: Workbook, desk: RecordedDesk
) -> None:
    (incentive,) = workbook.find("incentive", number="ZC0056")
    click_row(home.side.due, 4)
    assert ("incentive", str(incentive["id"])) in desk.opened


def test_a_change_of_one_firm_opens_the_firm(
    home: HomeScreen, workbook: Workbook, desk: RecordedDesk
) -> None:
    (firm,) = workbook.find("firm", number="QH039")
    click_row(home.side.changed, 1)
    assert ("firm", str(firm["id"])) in desk.opened


def test_a_change_of_several_firms_opens_their_moves(home: HomeScreen, desk: RecordedDesk) -> None:
    click_row(home.side.changed, 0)
    table, where = desk.lists[0]
    told = {(each.name, each.operator): each.value for each in where}
    assert table == "stage_change"
    assert told["to_stage", "="] == "ready"
    assert (told["date", ">="], told["date", "<="]) == ("2024-10-01", "2024-12-31")


def test_an_indicator_opens_its_definition(home: HomeScreen, desk: RecordedDesk) -> None:
    table = home.figures.table
    at = table.visualRect(home.figures.model.index(2, NAME)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.opened == [("indicators", "tax_total")]


def test_a_bar_of_the_pipeline_opens_the_moves_to_that_stage(
    home: HomeScreen, desk: RecordedDesk
) -> None:
    QTest.mouseClick(home.figures.stages, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    table, where = desk.lists[0]
    assert table == "stage_change"
    assert where[0].value == ("incubating",)


def test_the_keyboard_reaches_a_bar_of_the_pipeline(home: HomeScreen, desk: RecordedDesk) -> None:
    home.figures.stages.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(home.figures.stages, key)
    assert desk.lists[0][1][0].value == ("incubating",)


def test_a_bar_of_the_entry_opens_its_grid(home: HomeScreen, desk: RecordedDesk) -> None:
    counts = home.side.counts
    at = QPoint(60, counts.height() // 2)
    QTest.mouseClick(counts, Qt.MouseButton.LeftButton, pos=at)
    table, where = desk.lists[0]
    assert (table, where[0].value) == ("quarter_entry", "projects")


def test_all_dues_are_shown_on_demand_and_hidden_again(home: HomeScreen) -> None:
    assert len(rows_of(home.side.due)) == 5
    home.side.due_title.link_clicked.emit()
    # Four actions overdue on 20 January 2025, ten ends within 90 days after it.
    assert len(rows_of(home.side.due)) == 14
    home.side.due_title.link_clicked.emit()
    assert len(rows_of(home.side.due)) == 5


# ------------------------------------------------------------------------- when something changes


def test_another_quarter_is_read_anew(home: HomeScreen) -> None:
    home.activate("2023Q4")
    # 1,421 = 1,555 − 134: the change on last year that 2024Q4 shows.
    assert row_texts(home, "headcount")[VALUE] == "1,421"


def test_a_change_of_the_records_is_shown_at_once(home: HomeScreen, workbook: Workbook) -> None:
    report_a_missing_tax(home, workbook)
    assert home.side.missing.text() == "缺什么（36）"


def test_a_hidden_page_is_read_when_it_is_shown_again(home: HomeScreen, workbook: Workbook) -> None:
    home.hide()
    report_a_missing_tax(home, workbook)
    assert home.side.missing.text() == "缺什么（37）"
    home.show()
    home.activate("2024Q4")
    assert home.side.missing.text() == "缺什么（36）"


def test_an_unchanged_quarter_is_not_read_twice(home: HomeScreen) -> None:
    facts = home.facts
    home.activate("2024Q4")
    assert home.facts is facts


@pytest.mark.parametrize(
    ("lang", "revenue", "late", "stages"),
    [
        ("fr", ["Chiffre d’affaires", "419\u202f742,6", "k¥"], "en retard de 51 j", "Parcours"),
        ("en", ["Revenue", "419,742.6", "k¥"], "51 days late", "Pipeline"),
    ],
)
def test_the_language_changes_while_the_page_is_open(
    home: HomeScreen, lang: str, revenue: list[str], late: str, stages: str
) -> None:
    home.context.language.choose(lang)
    home.retranslate()
    assert row_texts(home, "revenue")[:3] == revenue
    assert rows_of(home.side.due)[0].right == late
    assert home.figures.stages_title.text() == stages


# ------------------------------------------------------------------------------ small workbooks


def test_an_empty_workbook_offers_one_thing_to_do(qtbot: QtBot, qapp: QApplication) -> None:
    desk = RecordedDesk()
    with new_workbook() as empty, screen_context(qapp, empty, desk, lang="en") as context:
        for command in founding_commands(Founding("Park", "Quzhou", "Yuhang", "2024Q4", "en")):
            empty.run(command)
        screen = HomeScreen(context)
        qtbot.addWidget(screen)
        screen.show()
        screen.activate("2024Q4")
        assert screen.empty.isVisible()
        assert not screen.figures.isVisible()
        assert screen.next.ways.model().rowCount() == 3
        screen.next.ways.row_chosen.emit("person")
        screen.empty.action_asked.emit()
        assert desk.opened == [("person", ""), ("quarter_entry", "")]


def test_a_quarter_without_reports_says_so_instead_of_judging(
    qtbot: QtBot, home: HomeScreen
) -> None:
    del qtbot
    home.activate("2025Q1")
    banner = home.figures.banner
    words = banner.findChild(QLabel)
    assert words is not None
    assert words.accessibleName().startswith("2025年第1季度尚未填报。")


def test_a_small_park_without_agreement_leases_or_operator_opens(
    qtbot: QtBot, qapp: QApplication, park: Workbook, desk: RecordedDesk
) -> None:
    with screen_context(qapp, park, desk, lang="en") as context:
        screen = HomeScreen(context)
        qtbot.addWidget(screen)
        screen.show()
        screen.activate("2024Q4")
        # 30 firms of 20 employees each.
        assert row_texts(screen, "headcount")[VALUE] == "600"
        assert row_texts(screen, "occupancy")[VALUE] == "—"
        assert not screen.side.due.isVisible()


def test_nothing_is_unknown_by_pretending_it_is_zero(home: HomeScreen, workbook: Workbook) -> None:
    rows = workbook.select(Query("firm_quarter", columns=("revenue_fen",)))
    assert any(row["revenue_fen"] is None for row in rows)
    home.activate("2025Q1")
    assert row_texts(home, "revenue")[VALUE:UNIT] == ["—"]
    assert row_texts(home, "revenue")[BEFORE] == "—"
    assert row_texts(home, "revenue")[YEAR_AGO] == "—"


def test_a_large_workbook_is_read_beside_the_window(
    qtbot: QtBot,
    qapp: QApplication,
    workbook: Workbook,
    desk: RecordedDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.home.aside.AT_ONCE", 0)

    def read_aside(work: Callable[[Records], object]) -> object:
        with workbook.reader() as records:
            return work(records)

    services = Services(read_aside=read_aside)
    with screen_context(qapp, workbook, desk, services=services) as context:
        screen = HomeScreen(context)
        qtbot.addWidget(screen)
        screen.show()
        screen.activate("2024Q4")
        assert screen.facts is None
        qtbot.waitUntil(lambda: screen.facts is not None, timeout=10_000)
        assert row_texts(screen, "headcount")[VALUE] == "1,555"
        # The answer for a quarter that was left meanwhile is dropped.
        screen.activate("2023Q4")
        screen.activate("2024Q3")
        qtbot.waitUntil(lambda: row_texts(screen, "headcount")[VALUE] == "1,548", timeout=10_000)
    let_go(screen)


def test_a_reading_that_fails_is_told(
    qtbot: QtBot,
    qapp: QApplication,
    workbook: Workbook,
    desk: RecordedDesk,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.home.aside.AT_ONCE", 0)

    def read_aside(work: Callable[[Records], object]) -> object:
        del work
        raise OSError("disk gone")

    services = Services(read_aside=read_aside)
    with screen_context(qapp, workbook, desk, lang="en", services=services) as context:
        screen = HomeScreen(context)
        qtbot.addWidget(screen)
        screen.activate("2024Q4")
        qtbot.waitUntil(lambda: bool(desk.told), timeout=10_000)
        assert desk.told == ["The quarter could not be read: disk gone. Open this page again."]
