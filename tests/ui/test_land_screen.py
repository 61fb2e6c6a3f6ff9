"""The land ledger shows a pair in two columns and leads to its entries and its study."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from domain.commands import AddRow, RemoveRow
from domain.records import Condition
from domain.reports.charts import LineChart
from tests.ui.desk import new_workbook
from tests.ui.hand import cells
from tests.ui.park_on_screen import let_go, screen_context
from ui.screens.land import LandScreen
from ui.services import Services

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk, WrittenSheets
    from tests.ui.park_on_screen import OpenScreen


@pytest.fixture
def screen(open_screen: OpenScreen, written: WrittenSheets) -> LandScreen:
    return open_screen(LandScreen, services=Services(write_sheet=written.write))


def rows(screen: LandScreen) -> list[list[str]]:
    return cells(screen.ledger.table)


def said(screen: LandScreen) -> list[str]:
    return [label.text() for label in screen.ledger.figures.findChildren(QLabel)]


def test_the_ledger_shows_both_columns_with_running_balances(screen: LandScreen) -> None:
    assert screen.ledger.pair.currentText() == "Quzhou and Yuhang"
    first, second = rows(screen)[:2]
    assert first[3:] == ["12.63", "3,536.4", "", "", "12.63", "3,536.4"]
    assert second[3:] == ["", "", "26.75", "32,100.0", "\u221214.12", "\u221228,563.6"]
    # 1,022.67 mu given for 52.69 received; a mu received was booked at 125.0, one given at 28.0.
    for figure in ("1,022.67", "52.69", "969.98", "19.41", "at recorded counter-values: 4.46"):
        assert figure in said(screen)
    assert "all entries valued" in said(screen)
    drawn = screen.ledger.chart.chart
    assert isinstance(drawn, LineChart)
    assert drawn.series[0].points[-1][1] == 969.98


def test_another_pair_says_what_has_no_counter_value(screen: LandScreen) -> None:
    screen.ledger.pair.setCurrentIndex(1)
    assert screen.ledger.pair.currentText() == "Longyou and Yuhang"
    assert "2 not valued, left out" in said(screen)
    assert "\u2014" in [row[4] for row in rows(screen)]


def test_the_study_at_present_value_is_one_click_away(
    screen: LandScreen, desk: RecordedDesk
) -> None:
    QTest.mouseClick(screen.ledger.study, Qt.MouseButton.LeftButton)
    assert desk.opened[-1] == ("models", "land_exchange")


def test_an_entry_is_opened_from_the_ledger_and_what_is_recorded_counts_at_once(
    screen: LandScreen, workbook: Workbook
) -> None:
    table = screen.ledger.table
    place = table.visualRect(table.model().index(1, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    opened = screen.panel.record
    assert (workbook.get("land_entry", opened) or {})["land"] == 2675
    screen.context.bus.run(RemoveRow("land_entry", opened))
    assert len(rows(screen)) == 17
    assert "25.94" in said(screen)


def test_the_ledger_stands_as_of_the_quarter_in_force(screen: LandScreen) -> None:
    screen.activate("2016Q2")
    assert len(rows(screen)) == 1
    screen.activate("2015Q4")
    assert screen.ledger.nothing.isVisibleTo(screen)
    assert not screen.ledger.table.isVisibleTo(screen)


def test_entries_stand_in_a_view_of_their_own(screen: LandScreen, workbook: Workbook) -> None:
    views = [(each.key, each.count) for each in screen.views()]
    assert views == [("ledger", ""), ("entries", "28")]
    assert screen.view() == "ledger"
    screen.choose_view("entries")
    assert screen.table.isVisibleTo(screen)
    screen.choose_view("ledger")
    assert screen.ledger.isVisibleTo(screen)
    record = str(workbook.find("land_entry")[0]["id"])
    screen.show_record(record)
    assert (screen.view(), screen.panel.record) == ("entries", record)
    screen.choose_view("ledger")
    assert not screen.panel.isVisibleTo(screen)
    screen.narrow([Condition("quota_kind", "=", "park_land")])
    assert screen.view() == "entries"
    assert screen.table.records.rowCount() == 8


def test_the_ledger_is_exported_in_mu_and_yuan(
    screen: LandScreen,
    written: WrittenSheets,
    desk: RecordedDesk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names = iter(("ledger", "ledger"))

    def choose(_parent: object, _title: str, _name: str, kinds: str) -> tuple[str, str]:
        return (str(tmp_path / next(names)), kinds.split(";;")[1])

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    QTest.mouseClick(screen.ledger.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert "ledger.csv" in desk.told[-1]
    assert written.title == "Land ledger Quzhou and Yuhang"
    assert written.heads[3:5] == ["Given (mu)", "Value given (CNY)"]
    assert written.rows[0][3:] == [
        Decimal("12.63"), Decimal(3536400), None, None, Decimal("12.63"), Decimal(3536400),
    ]  # fmt: skip
    written.full = True
    QTest.mouseClick(screen.ledger.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(desk.told) > 1)
    assert "export failed" in desk.told[-1]
    assert written.times == 1


def test_without_any_entry_the_page_offers_the_first(
    qapp: QApplication, qtbot: QtBot, desk: RecordedDesk
) -> None:
    with new_workbook() as empty, screen_context(qapp, empty, desk, lang="en") as context:
        made = LandScreen(context)
        qtbot.addWidget(made)
        made.activate("2024Q4")
        made.show()
        assert made.add_record()
        parties = [AddRow("party", {"code": code, "name_en": code, "kind": "county"})
                   for code in ("A", "B")]  # fmt: skip
        for party in parties:
            context.bus.run(party)
        context.bus.run(
            AddRow(
                "land_entry",
                {"date": "2024-05-01", "from_party": parties[0].record, "land": 100,
                 "to_party": parties[1].record, "quota_kind": "park_land"},
            )
        )  # fmt: skip
        assert made.ledger.isVisibleTo(made)
        # Only what is exchanged with a host can be studied.
        assert not made.ledger.study.isVisibleTo(made)
        let_go(made)
