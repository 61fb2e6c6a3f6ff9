"""Firms that are likely the same are hinted at, compared field by field, and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.commands import AddRow, SetFields, WriteBatch
from domain.records import Write
from ui.components.tables.cells import LOOK, Cell
from ui.screens.firm_merging import FirmMergingScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.firms.merge_page import MergePage
    from ui.screen import ScreenContext


def added(park: Workbook, table: str, **values: Value) -> str:
    """Record something and return its id."""
    command = AddRow(table, values)
    park.run(command)
    return command.record


@pytest.fixture
def twice(park: Workbook) -> tuple[str, str]:
    """Give a firm of the park and the same one registered again."""
    first = str(park.find("firm", number="QH001")[0]["id"])
    park.run(SetFields("firm", first, {"name_zh": "泓禾检测有限公司", "name_en": "Honghe Testing"}))
    again = added(
        park,
        "firm",
        number="QH901",
        name_zh="泓禾检测股份有限公司",
        sector="M74",
        contact_person="柯知夏",
        admission_date="2021-05-01",
    )
    return first, again


@pytest.fixture
def screen(
    qtbot: QtBot, context: ScreenContext, twice: tuple[str, str]
) -> Iterator[FirmMergingScreen]:
    """Give the firms of the park, shown, once duplicates have been looked for."""
    del twice
    made = FirmMergingScreen(context)
    made.resize(1200, 800)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activate("2024Q4")
    qtbot.waitUntil(lambda: context.tasks.running() == 0)
    yield made
    context.tasks.close()


def cell(page: MergePage, row: int, column: int) -> Cell:
    """Return what a cell of the comparison shows."""
    shown = page.table.model().index(row, column).data(LOOK)
    assert isinstance(shown, Cell)
    return shown


def row_of(page: MergePage, name: str) -> int:
    """Return the row that is named so."""
    model = page.table.model()
    names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    return names.index(name)


def press(page: MergePage, name: str, column: int, key: Qt.Key = Qt.Key.Key_Space) -> None:
    """Press a key on a cell of the comparison."""
    page.table.setCurrentIndex(page.table.model().index(row_of(page, name), column))
    QTest.keyClick(page.table, key)


def give_reason(page: MergePage) -> None:
    """Type why, and press Enter."""
    QTest.keyClicks(page.side.reason, "registered twice")
    QTest.keyClick(page.side.reason, Qt.Key.Key_Return)


def test_a_hint_tells_of_likely_duplicates_and_leads_to_them(
    qtbot: QtBot, screen: FirmMergingScreen, twice: tuple[str, str]
) -> None:
    assert screen.hint.isVisible()
    assert screen.hint.text() == "1 possible duplicate"
    QTest.mouseClick(screen.hint, Qt.MouseButton.LeftButton)
    table = screen.likely.table
    assert screen.likely.isVisible()
    assert [table.model().index(0, at).data() for at in (0, 2)] == ["QH001", "same name"]
    assert table.model().index(1, 0).data() == "QH901"
    table.setCurrentIndex(table.model().index(1, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert screen.merging.isVisible()
    assert not screen.likely.isVisible()
    assert set(screen.merging.wish.records) == set(twice)
    assert screen.title() == "Merge firms"
    assert (screen.note(), screen.state(), screen.header_actions()) == ("", ("", "", ""), ())
    QTest.keyClick(screen.merging.table, Qt.Key.Key_Escape)
    assert not screen.merging.isVisible()
    assert screen.title() == "Firms"
    del qtbot


def test_a_click_on_a_group_opens_it_too(screen: FirmMergingScreen) -> None:
    QTest.mouseClick(screen.hint, Qt.MouseButton.LeftButton)
    table = screen.likely.table
    place = table.visualRect(table.model().index(0, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert screen.merging.isVisible()


def test_firms_told_apart_are_not_hinted_at_again_until_that_is_undone(
    qtbot: QtBot, screen: FirmMergingScreen, twice: tuple[str, str], desk: RecordedDesk
) -> None:
    screen.open_merging(twice)
    QTest.mouseClick(screen.merging.side.apart_button, Qt.MouseButton.LeftButton)
    assert not screen.merging.isVisible()
    assert desk.told == ["Marked as different firms; they will not be pointed out again."]
    qtbot.waitUntil(lambda: not screen.hint.isVisible())
    screen.context.bus.undo()
    qtbot.waitUntil(screen.hint.isVisible)


def test_firms_are_merged_with_the_values_picked_and_undo_gives_them_back(
    qtbot: QtBot,
    screen: FirmMergingScreen,
    park: Workbook,
    twice: tuple[str, str],
    desk: RecordedDesk,
    context: ScreenContext,
) -> None:
    first, again = twice
    screen.open_merging([again, first])
    page = screen.merging
    assert page.wish.kept == first
    sector = row_of(page, "Industry code (GB/T 4754)")
    assert (cell(page, sector, 1).text, cell(page, sector, 2).text) == ("M73", "M74")
    assert (cell(page, sector, 1).icon, cell(page, sector, 2).icon) == ("check", "")
    press(page, "Industry code (GB/T 4754)", 2)
    assert (cell(page, sector, 1).icon, cell(page, sector, 2).icon) == ("", "check")
    assert page.table.currentIndex().column() == 2
    QTest.mouseClick(page.side.merge_button, Qt.MouseButton.LeftButton)
    assert page.side.refusal.isVisible()
    assert park.get("firm", again) is not None
    assert page.side.reason.hasFocus()
    give_reason(page)
    row = park.get("firm", first) or {}
    assert (row["sector"], row["contact_person"]) == ("M74", "柯知夏")
    assert park.get("firm", again) is None
    assert desk.told == ["Merged into Honghe Testing."]
    assert not page.isVisible()
    qtbot.waitUntil(lambda: not screen.hint.isVisible())
    context.bus.undo()
    assert park.get("firm", again) is not None
    qtbot.waitUntil(screen.hint.isVisible)


def test_the_selected_firms_are_merged_from_the_menu_and_one_is_not_enough(
    screen: FirmMergingScreen, desk: RecordedDesk
) -> None:
    model = screen.table.model()
    screen.table.setCurrentIndex(model.index(1, 0))
    screen.merge_action.trigger()
    assert desk.told == ["Choose at least two records to merge."]
    assert not screen.merging.isVisible()
    QTest.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    screen.header_actions()
    screen.merge_action.trigger()
    assert screen.merging.isVisible()
    assert len(screen.merging.wish.records) == 2


def test_equal_fields_are_folded_until_they_are_asked_for(
    screen: FirmMergingScreen, twice: tuple[str, str]
) -> None:
    screen.open_merging(twice)
    page = screen.merging
    rows = page.table.model().rowCount()
    folded = next(
        row for row in range(rows) if "fields are the same" in str(cell(page, row, 0).text)
    )
    page.table.setCurrentIndex(page.table.model().index(folded, 0))
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.whole_button.isChecked()
    assert page.table.model().rowCount() > rows
    assert cell(page, row_of(page, "Admitted on"), 1).text == "2021-05-01"
    QTest.mouseClick(page.whole_button, Qt.MouseButton.LeftButton)
    assert page.table.model().rowCount() == rows


def test_two_figures_of_one_quarter_are_settled_cell_by_cell(
    screen: FirmMergingScreen, park: Workbook, twice: tuple[str, str]
) -> None:
    first, again = twice
    added(park, "firm_quarter", firm=again, quarter="2024Q4", headcount=44, rd_staff=9)
    screen.open_merging(twice)
    page = screen.merging
    head = row_of(page, "Firm’s quarter · 2024Q4")
    assert head < row_of(page, "Headcount")
    assert "Firm" not in [line.cells[0].text for line in page._lines[head:]]  # noqa: SLF001
    press(page, "Headcount", 2, Qt.Key.Key_Return)
    give_reason(page)
    figures = park.find("firm_quarter", firm=first, quarter="2024Q4")
    assert [(row["headcount"], row["rd_staff"]) for row in figures] == [(44, 9)]
    assert park.find("firm_quarter", firm=again) == []


def test_steps_that_do_not_follow_on_are_left_out_and_can_be_taken_instead(
    screen: FirmMergingScreen, park: Workbook, twice: tuple[str, str]
) -> None:
    first, again = twice
    added(park, "stage_change", firm=again, to_stage="lead", date="2021-04-09")
    screen.open_merging(twice)
    page = screen.merging
    name = "2021-04-09 · Lead"
    assert cell(page, row_of(page, name), 2).text == "Left out"
    assert not page.side.refusal.isVisible()
    press(page, name, 2)
    assert cell(page, row_of(page, name), 2).text == "Kept"
    assert page.side.refusal.isVisible()
    assert not page.side.merge_button.isEnabled()
    press(page, name, 2)
    give_reason(page)
    assert len(park.find("stage_change", firm=first)) == 5


def test_what_hangs_on_the_records_is_counted(
    screen: FirmMergingScreen, park: Workbook, twice: tuple[str, str]
) -> None:
    added(park, "patent", number="D1", kind="design", filed="2024-02-01", firm=twice[1])
    screen.open_merging(twice)
    moving = screen.merging.side.moving.model()
    assert moving.rowCount() == 1
    assert [moving.index(0, at).data() for at in (0, 1)] == ["Patents", "1 moved"]


def test_another_record_can_be_the_one_kept(
    screen: FirmMergingScreen, park: Workbook, twice: tuple[str, str]
) -> None:
    first, again = twice
    screen.open_merging(twice)
    screen.merging.side.kept_chosen.emit(again)
    assert screen.merging.wish.kept == again
    give_reason(screen.merging)
    assert park.get("firm", first) is None


def test_closed_quarters_stand_against_it_with_what_to_do(
    screen: FirmMergingScreen, park: Workbook, twice: tuple[str, str]
) -> None:
    first, again = twice
    quarter = str(park.find("quarter", quarter="2024Q3")[0]["id"])
    park.run(WriteBatch((Write("update", "quarter", quarter, {"state": "closed"}),)))
    screen.open_merging(twice)
    page = screen.merging
    assert page.wish.kept == first
    page.side.kept_chosen.emit(again)
    assert page.side.refusal.isVisible()
    assert not page.side.merge_button.isEnabled()


def test_everything_is_said_again_in_another_language(
    screen: FirmMergingScreen, twice: tuple[str, str], context: ScreenContext
) -> None:
    QTest.mouseClick(screen.hint, Qt.MouseButton.LeftButton)
    screen.open_merging(twice)
    context.language.choose("zh")
    screen.retranslate()
    assert screen.hint.text() == "1组疑似重复"
    assert screen.merging.side.merge_button.text() == "合并"
    assert cell(screen.merging, 0, 0).text == "企业编号"


def test_the_page_is_left_when_a_firm_on_it_is_gone(
    screen: FirmMergingScreen, park: Workbook, context: ScreenContext, twice: tuple[str, str]
) -> None:
    screen.open_merging(twice)
    context.bus.undo()
    assert park.get("firm", twice[1]) is None
    assert not screen.merging.isVisible()
