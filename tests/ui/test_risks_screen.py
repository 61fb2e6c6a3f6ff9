"""Risks stand in a matrix whose cells narrow the table beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from domain.commands import AddRow, SetFields
from domain.records import Condition
from ui.screens.risks import RisksScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


@pytest.fixture
def screen(qtbot: QtBot, context: ScreenContext) -> RisksScreen:
    for title, probability, impact, state in (
        ("Flood", 4, 4, "open"),
        ("Strike", 4, 4, "open"),
        ("Delay", 2, 3, "open"),
        ("Settled", 2, 3, "closed"),
    ):
        context.bus.run(
            AddRow("risk", {"title": title, "probability": probability, "impact": impact,
                            "state": state})
        )  # fmt: skip
    made = RisksScreen(context)
    qtbot.addWidget(made)
    made.resize(1166, 684)
    made.show()
    made.activate("2024Q4")
    return made


def _titles(screen: RisksScreen) -> list[str]:
    model = screen.table.records
    return sorted(str(model.index(row, 0).data()) for row in range(model.rowCount()))


def _chosen(screen: RisksScreen) -> tuple[int, int] | None:
    return screen.matrix.chosen


def test_a_cell_that_is_clicked_shows_its_risks_alone_and_again_all(screen: RisksScreen) -> None:
    centre = screen.matrix.cell_box(4, 4).center()
    at = QPoint(int(centre.x()), int(centre.y()))

    QTest.mouseClick(screen.matrix, Qt.MouseButton.LeftButton, pos=at)
    assert _titles(screen) == ["Flood", "Strike"]
    assert [chip.text for chip in screen.filter_chips()] == [
        "Probability (1–5): 4",
        "Impact (1–5): 4",
    ]

    QTest.mouseClick(screen.matrix, Qt.MouseButton.LeftButton, pos=at)
    assert len(_titles(screen)) == 4


def test_the_matrix_is_worked_by_keys(screen: RisksScreen) -> None:
    matrix = screen.matrix
    matrix.setFocus()
    # From the gravest cell two to the left and three down: impact 3, probability 2.
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, *[Qt.Key.Key_Down] * 3):
        QTest.keyClick(matrix, key)
    QTest.keyClick(matrix, Qt.Key.Key_Return)
    assert _chosen(screen) == (2, 3)
    assert _titles(screen) == ["Delay", "Settled"]

    QTest.keyClick(matrix, Qt.Key.Key_Escape)
    assert _chosen(screen) is None
    assert len(_titles(screen)) == 4
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    QTest.keyClick(matrix, Qt.Key.Key_A)


def test_a_cell_is_let_go_with_its_filter_and_by_a_list_from_elsewhere(
    screen: RisksScreen,
) -> None:
    screen.matrix.choose((4, 4))
    screen.matrix.picked.emit(4, 4)
    screen.line.filter_dropped.emit("given0")
    assert _chosen(screen) is None
    screen.narrow([Condition("title", "=", "Flood")])
    assert _titles(screen) == ["Flood"]


def test_a_risk_that_moves_is_counted_in_its_new_cell(screen: RisksScreen) -> None:
    flood = str(screen.context.records.find("risk", title="Flood")[0]["id"])
    screen.context.bus.run(SetFields("risk", flood, {"impact": 5}))
    centre = screen.matrix.cell_box(4, 5).center()
    at = QPoint(int(centre.x()), int(centre.y()))
    QTest.mouseClick(screen.matrix, Qt.MouseButton.LeftButton, pos=at)
    assert _titles(screen) == ["Flood"]


def test_where_there_is_no_room_the_table_stands_alone(screen: RisksScreen) -> None:
    assert screen.matrix.isVisible()
    screen.resize(700, 684)
    assert not screen.matrix.isVisible()


def test_the_cells_leave_room_for_the_words_of_both_axes(screen: RisksScreen) -> None:
    matrix = screen.matrix
    highest, lowest = matrix.cell_box(5, 1), matrix.cell_box(1, 5)
    assert highest.top() >= 20
    assert lowest.bottom() <= matrix.height() - 20
    assert highest.left() == 0
    assert lowest.right() <= matrix.width()
