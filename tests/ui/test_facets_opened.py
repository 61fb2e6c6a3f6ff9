"""A filter with many values shows some of them, and opens to all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.commands import RemoveRow
from domain.entities import SPECS
from domain.records import Condition, Query
from tests.storage.park import added
from ui.screens.entity import EntityScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.screen import ScreenContext

QUARTERS = [f"{year}Q{part}" for year in (2023, 2022, 2021) for part in (4, 3, 2, 1)]
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def screen(qtbot: QtBot, park: Workbook, context: ScreenContext) -> EntityScreen:
    """Give the posts that a region sought in the twelve quarters of three years."""
    region = added(park, "region", code="330800", name_en="Quzhou", kind="city")
    for quarter in QUARTERS:
        added(park, "talent_need", region=region, profile="optics", quarter=quarter)
    made = EntityScreen(context, SPECS["talent_need"])
    qtbot.addWidget(made)
    made.resize(1166, 640)
    made.show()
    made.activate("2024Q4")
    return made


def lines(screen: EntityScreen, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    """Return what stands below the heading of the quarters."""
    model = screen.facets.model()
    said = [str(model.index(row, 0).data(role)) for row in range(model.rowCount())]
    return said[said.index("Quarter") + 1 :]


def go_to(screen: EntityScreen, words: str) -> None:
    """Put a line in force, as the arrow keys do."""
    model = screen.facets.model()
    row = next(at for at in range(model.rowCount()) if model.index(at, 0).data() == words)
    screen.facets.setFocus()
    screen.facets.setCurrentIndex(model.index(row, 0))


def in_force(screen: EntityScreen) -> str:
    """Return the line that the keyboard is on."""
    return str(screen.facets.currentIndex().data())


def test_many_values_open_to_all_and_close_again_by_keys(screen: EntityScreen) -> None:
    assert lines(screen) == [*QUARTERS[:8], "Show all (12)"]
    assert lines(screen, SPOKEN)[-1] == "Quarter: Show all (12)"
    go_to(screen, "Show all (12)")
    QTest.keyClick(screen.facets, Qt.Key.Key_Return)
    assert lines(screen) == [*QUARTERS, "Show fewer"]
    assert lines(screen, SPOKEN)[-1] == "Quarter: Show fewer"
    # The keyboard goes on with the first of those that have come.
    assert in_force(screen) == "2021Q4"
    go_to(screen, "Show fewer")
    QTest.keyClick(screen.facets, Qt.Key.Key_Space)
    assert lines(screen) == [*QUARTERS[:8], "Show all (12)"]
    assert in_force(screen) == "Show all (12)"


def test_a_list_stays_open_while_its_values_are_chosen(screen: EntityScreen) -> None:
    go_to(screen, "Show all (12)")
    QTest.keyClick(screen.facets, Qt.Key.Key_Space)
    go_to(screen, "2021Q2")
    QTest.keyClick(screen.facets, Qt.Key.Key_Space)
    assert screen.table.records.rowCount() == 1
    assert lines(screen) == [*QUARTERS, "Show fewer"]
    assert in_force(screen) == "2021Q2"
    screen.activate("2024Q3")
    screen.activate("2024Q4")
    assert lines(screen) == [*QUARTERS, "Show fewer"]


def test_a_chosen_value_is_shown_also_where_the_others_are_left_out(screen: EntityScreen) -> None:
    screen.facets.value_switched.emit("quarter", "2021Q2", True)
    assert lines(screen) == [*QUARTERS[:8], "2021Q2", "Show all (12)"]
    go_to(screen, "2021Q2")
    QTest.keyClick(screen.facets, Qt.Key.Key_Space)
    assert lines(screen) == [*QUARTERS[:8], "Show all (12)"]
    assert in_force(screen) == "Show all (12)"


def test_a_line_that_would_stand_for_one_value_is_not_offered(screen: EntityScreen) -> None:
    # Nine of twelve quarters are left: the ninth stands where the line would.
    records, bus = screen.context.records, screen.context.bus
    asked = Query("talent_need", where=(Condition("quarter", "in", tuple(QUARTERS[:3])),))
    for row in records.select(asked):
        bus.run(RemoveRow("talent_need", str(row["id"])))
    assert lines(screen) == QUARTERS[3:]


def test_a_click_opens_the_list(screen: EntityScreen) -> None:
    model = screen.facets.model()
    place = screen.facets.visualRect(model.index(model.rowCount() - 1, 0)).center()
    QTest.mouseClick(screen.facets.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert lines(screen)[-1] == "Show fewer"
