"""Sharing rules are seen over the years, and the terms of each version phase by phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from domain.records import Condition
from tests.rents_shared import share_rents
from ui.screens.rule_versions import RuleVersionsScreen

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from storage.workbook import Workbook
    from tests.ui.park_on_screen import OpenScreen

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def texts(model: QAbstractItemModel, row: int) -> list[str]:
    """Return what a row of a table shows."""
    return [str(model.index(row, column).data() or "") for column in range(model.columnCount())]


def over_the_years(open_screen: OpenScreen) -> RuleVersionsScreen:
    """Return the screen with the tab of the years chosen."""
    screen = open_screen(RuleVersionsScreen)
    screen.choose_view("course")
    return screen


def test_each_version_says_how_it_stands_and_in_which_phase_it_is(
    open_screen: OpenScreen,
) -> None:
    screen = over_the_years(open_screen)
    model = screen.course.table.model_shown
    # R1 counts from 2019Q4: the sixth year, and with it phase 3, began in 2024Q4.
    assert [texts(model, row)[3:] for row in range(2)] == [
        ["Ended", "—", "R-2019-01"],
        ["In force", "Phase 3", "R-2022-02"],
    ]
    assert str(model.index(1, 2).data(SPOKEN)).splitlines() == [
        "2023-01-01 to 2024-09-30: Phase 2",
        "2024-10-01 to 2034-06-30: Phase 3",
    ]
    assert not screen.course.table.grab().isNull()


def test_the_terms_follow_the_version_and_its_record_opens_by_enter(
    open_screen: OpenScreen,
) -> None:
    screen = over_the_years(open_screen)
    table, terms = screen.course.table, screen.course.terms
    assert texts(terms.model(), 1) == [
        "Phase 3",
        "6 onwards",
        "2024-10-01 to 2034-06-30",
        "33.33",
        "50.00",
        "16.67",
    ]
    # The cap of 3.4 million and the floor of 1.8 million yuan a quarter.
    spoken = [str(terms.model().index(1, at).data(SPOKEN)) for at in (4, 5)]
    assert spoken == ["≤ 3,400.0 50.00", "≥ 1,800.0 16.67"]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert not terms.isVisible()  # R2 counts project by project
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert screen.panel.isVisible()
    assert screen.panel.record == table.chosen()
    assert screen.view() == "course"


def test_brackets_stand_below_their_phase(open_screen: OpenScreen, workbook: Workbook) -> None:
    share_rents(workbook)
    screen = over_the_years(open_screen)
    screen.course.table.setCurrentIndex(screen.course.table.model_shown.index(4, 0))
    model = screen.course.terms.model()
    assert model.rowCount() == 2
    assert texts(model, 1)[2:] == [
        "Part of the year’s pool above 1,000.0 k¥",
        "30.00",
        "60.00",
        "10.00",
    ]


def test_the_link_opens_the_version_and_a_narrowed_list_is_the_table(
    open_screen: OpenScreen, workbook: Workbook
) -> None:
    screen = over_the_years(open_screen)
    buttons = screen.course.findChildren(QPushButton)
    link = next(each for each in buttons if each.text() == "Open the version")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert screen.panel.record == screen.course.table.chosen()
    rule = workbook.find("sharing_rule", code="R1")[0]["id"]
    screen.narrow([Condition("rule", "=", rule)])
    assert screen.view() == "list"
    assert screen.table.records.rowCount() == 2
