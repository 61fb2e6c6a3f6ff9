"""Each row of home leads to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.home.page import NAME, click_row, rows_of

if TYPE_CHECKING:
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.screens.home import HomeScreen


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
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
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
