"""Home is read anew when something changes, and says what it cannot read or does not know."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from domain.founding import Founding, founding_commands
from domain.records import Query
from tests.ui.desk import RecordedDesk, new_workbook
from tests.ui.home.page import (
    BEFORE,
    UNIT,
    VALUE,
    YEAR_AGO,
    report_a_missing_tax,
    row_texts,
    rows_of,
)
from tests.ui.park_on_screen import let_go, screen_context
from ui.screens.home import HomeScreen
from ui.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.records import Records
    from storage.workbook import Workbook


def test_another_quarter_is_read_anew(home: HomeScreen) -> None:
    home.activate("2023Q4")
    # 1,421 = 1,555 − 134: the change on last year that 2024Q4 shows.
    assert row_texts(home, "headcount")[VALUE] == "1,421"


def test_a_change_of_the_records_is_shown_at_once(home: HomeScreen, workbook: Workbook) -> None:
    report_a_missing_tax(home, workbook)
    assert home.side.missing.text() == "缺项（36）"


def test_a_hidden_page_is_read_when_it_is_shown_again(home: HomeScreen, workbook: Workbook) -> None:
    home.hide()
    report_a_missing_tax(home, workbook)
    assert home.side.missing.text() == "缺项（37）"
    home.show()
    home.activate("2024Q4")
    assert home.side.missing.text() == "缺项（36）"


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
        raise OSError(errno.EIO, "disk gone")

    services = Services(read_aside=read_aside)
    with screen_context(qapp, workbook, desk, lang="en", services=services) as context:
        screen = HomeScreen(context)
        qtbot.addWidget(screen)
        screen.activate("2024Q4")
        qtbot.waitUntil(lambda: bool(desk.told), timeout=10_000)
        why = "the disk or network does not answer"
        assert desk.told == [f"The quarter could not be read: {why}. Open this page again."]
