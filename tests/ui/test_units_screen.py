"""The plan of a building shows who has which unit on a day; letting twice is refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from domain.commands import RemoveRow
from domain.records import Query
from tests.ui import hand
from ui.components.tables.flat_table import FlatTable
from ui.screens.space.plan_table import word_within
from ui.screens.space.unit_overview import UnitOverview
from ui.screens.space.units import UnitsScreen

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester

    from tests.ui.desk import RecordedDesk
    from tests.ui.park_on_screen import OpenScreen


@pytest.fixture
def screen(open_screen: OpenScreen) -> UnitsScreen:
    return open_screen(UnitsScreen)


def unit(screen: UnitsScreen, building: str, number: str) -> str:
    """Return the id of a unit."""
    records = screen.context.records
    found = str(records.find("building", code=building)[0]["id"])
    return str(records.find("unit", building=found, number=number)[0]["id"])


def words(screen: UnitsScreen) -> set[str]:
    """Return all labels of the plan."""
    return {label.text() for label in screen.plan.findChildren(QLabel)}


def press(screen: UnitsScreen, name: str) -> None:
    """Click a button by its name, once what a click before it changed is laid out."""
    QTest.qWait(1)
    hand.press(screen, name)


def enter(screen: UnitsScreen, name: str, text: str) -> None:
    """Replace what stands in a field of the action."""
    line = screen.findChild(QLineEdit, f"unit.action.{name}")
    assert line is not None
    line.setText(text)


def overview(screen: UnitsScreen) -> UnitOverview:
    """Return what the panel shows of a unit."""
    found = screen.panel.findChild(UnitOverview)
    assert found is not None
    return found


def test_occupancy_and_reserve_are_those_expected_at_the_end_of_2024(
    screen: UnitsScreen,
) -> None:
    assert {"75.51%", "5.26%"} <= words(screen)


def test_another_day_shows_what_was_let_then(screen: UnitsScreen) -> None:
    screen.plan.day.setDate(QDate(2020, 3, 31))
    # 11,914.0 of 29,648.5 m² by the park's expected figures.
    assert "40.18%" in words(screen)
    screen.activate("2024Q3")
    assert screen.plan.day.date() == QDate(2024, 9, 30)


def test_the_plan_says_who_operates_the_building_on_the_day(screen: UnitsScreen) -> None:
    plan = screen.plan
    plan.building.setCurrentIndex(1)
    plan.building.activated.emit(1)
    assert any("Committee itself (since 2022-01-01)" in text for text in words(screen))
    plan.day.setDate(QDate(2021, 12, 31))
    assert any("Third party" in text and "Chengzhou" in text for text in words(screen))
    plan.day.setDate(QDate(2015, 1, 1))
    assert any("No operating regime" in text for text in words(screen))


def test_tiles_are_reached_by_arrow_keys_and_spoken(screen: UnitsScreen) -> None:
    table = screen.plan.table
    screen.show_record(unit(screen, "1号楼", "502"))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert screen.panel.record == unit(screen, "1号楼", "503")
    spoken = str(table.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.splitlines() == ["503 · 560.0 m²", "Office", "Free"]
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert screen.panel.isVisible()
    assert not table.grab().isNull()


def test_a_free_unit_is_let_by_keyboard_and_undone(screen: UnitsScreen, desk: RecordedDesk) -> None:
    screen.show_record(unit(screen, "1号楼", "503"))
    before = screen.context.records.count(Query("lease"))
    press(screen, "unit.let")
    enter(screen, "firm", "QH001")
    enter(screen, "start", "2024-12-01")
    enter(screen, "end", "2027-11-30")
    enter(screen, "rent_fen", "30")
    press(screen, "unit.action.run")
    assert overview(screen).action.refusal() == ""
    assert desk.told == ["Let: Building 1, room 503."]
    assert screen.context.records.count(Query("lease")) == before + 1
    spoken = str(screen.plan.table.currentIndex().data(Qt.ItemDataRole.ToolTipRole))
    assert "Let until 2027-11-30" in spoken
    screen.context.bus.undo()
    assert screen.context.records.count(Query("lease")) == before


def test_letting_a_unit_that_is_let_later_names_the_other_lease(screen: UnitsScreen) -> None:
    screen.plan.day.setDate(QDate(2016, 6, 1))
    record = unit(screen, "1号楼", "502")
    screen.show_record(record)
    other = min(
        screen.context.records.find("lease", unit=record), key=lambda row: str(row["start"])
    )
    press(screen, "unit.let")
    enter(screen, "firm", "QH001")
    enter(screen, "end", "2027-11-30")
    press(screen, "unit.action.run")
    refusal = overview(screen).action.refusal()
    assert str(other["number"]) in refusal
    assert overview(screen).action.entry("end").typed() == "2027-11-30"


def test_a_lease_is_ended_early_with_a_reason(screen: UnitsScreen, desk: RecordedDesk) -> None:
    record = unit(screen, "1号楼", "502")
    screen.show_record(record)
    press(screen, "unit.end")
    enter(screen, "early_end", "2024-12-30")
    press(screen, "unit.action.run")
    assert "needs a reason" in overview(screen).action.refusal()
    reason = overview(screen).action.entry("reason").widget
    assert reason.property("invalid") == "true"
    assert reason.accessibleDescription() == overview(screen).action.refusal()
    enter(screen, "reason", "moved to its own works")
    press(screen, "unit.action.run")
    assert "ended early" in desk.told[0]
    tile = screen.plan.table.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert "Free" in str(tile)


def test_a_lease_is_renewed_from_the_day_after_its_last(
    screen: UnitsScreen, desk: RecordedDesk
) -> None:
    record = unit(screen, "1号楼", "502")
    screen.show_record(record)
    press(screen, "unit.renew")
    enter(screen, "end", "2030-07-27")
    press(screen, "unit.action.run")
    assert "renewed" in desk.told[0]
    starts = {str(row["start"]) for row in screen.context.records.find("lease", unit=record)}
    # Its lease runs until 27 July 2027.
    assert "2027-07-28" in starts


def test_the_reserve_and_common_rooms_are_not_offered_to_let(screen: UnitsScreen) -> None:
    screen.show_record(unit(screen, "1号楼", "104"))
    button = screen.findChild(QPushButton, "unit.let")
    assert button is not None
    assert not button.isVisible()


def test_the_units_are_listed_too_and_a_lease_is_one_step_away(
    screen: UnitsScreen, desk: RecordedDesk
) -> None:
    screen.choose_view("list")
    assert screen.view() == "list"
    assert screen.table.records.rowCount() == 100
    record = unit(screen, "1号楼", "502")
    screen.show_record(record)
    leases = screen.panel.findChild(FlatTable, "unit.leases")
    assert leases is not None
    key = str(leases.model().index(0, 0).data(Qt.ItemDataRole.UserRole))
    leases.row_opened.emit(key)
    assert desk.opened == [("lease", key)]


def test_the_model_of_the_plan_keeps_the_rules_of_models(
    screen: UnitsScreen, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(screen.plan.table.plan)  # type: ignore[no-untyped-call]


def test_the_plan_is_said_in_another_language(screen: UnitsScreen) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    assert [view.text for view in screen.views()] == ["Plan des étages", "Locaux"]
    assert "Part de la réserve" in words(screen)


def test_the_legend_takes_another_line_rather_than_cut_a_word(screen: UnitsScreen) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    legend = screen.plan.legend
    whole = legend.entries(2_000)
    assert {at.y() for _, _, at in whole} == {0}
    narrow = int(whole[-1][2].x())  # the last entry begins where the legend ends
    assert [word for _, word, _ in legend.entries(narrow)] == [word for _, word, _ in whole]
    assert legend.entries(narrow)[-1][2].x() == 0
    assert legend.heightForWidth(narrow) == 2 * legend.heightForWidth(2_000)


def test_the_list_says_who_has_each_unit_and_until_when(screen: UnitsScreen) -> None:
    screen.choose_view("list")
    rows = screen.table.records
    keys = [each.column.key for each in rows.columns]

    def said(building: str, number: str) -> list[str]:
        row = rows.row_of(unit(screen, building, number))
        return [str(rows.index(row, keys.index(key)).data()) for key in ("state", "firm", "until")]

    let = said("1号楼", "101")
    assert let == ["Let", "Shuopeng Drive Technology", "2027-08-31"]
    assert said("1号楼", "103") == ["Free", "—", "—"]
    assert said("1号楼", "104")[0] == "Common use"
    for lease in screen.context.records.find("lease", unit=unit(screen, "1号楼", "101")):
        screen.context.bus.run(RemoveRow("lease", str(lease["id"])))
    assert said("1号楼", "101") == ["Free", "—", "—"]
    screen.activate("2019Q4")
    assert said("1号楼", "101")[0] == "Free"


def test_a_narrow_tile_leaves_out_the_state_but_never_cuts_the_day(screen: UnitsScreen) -> None:
    index = screen.plan.table.plan.index_of(unit(screen, "1号楼", "101"))
    tile = screen.plan.table.plan.tile(index)
    assert tile is not None
    look = screen.context.appearance
    assert word_within(look, tile, 200) == "Let until 2027-08-31"
    assert word_within(look, tile, 100) == "to 2027-08-31"
