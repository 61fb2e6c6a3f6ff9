"""The first record of a table comes into force once its rows are painted, or at a key before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from tests.ui.tables import shown_table

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.record_table import RecordTable
    from ui.screen import ScreenContext


@pytest.fixture
def table(qtbot: QtBot, context: ScreenContext) -> RecordTable:
    return shown_table(qtbot, context)


def _reach(table: RecordTable, reason: Qt.FocusReason) -> None:
    QApplication.sendEvent(table, QFocusEvent(QEvent.Type.FocusIn, reason))


@pytest.mark.parametrize(
    "reason", [Qt.FocusReason.TabFocusReason, Qt.FocusReason.ActiveWindowFocusReason]
)
def test_the_first_record_is_marked_however_the_table_is_reached(
    table: RecordTable, reason: Qt.FocusReason
) -> None:
    _reach(table, reason)
    assert [each.row() for each in table.selectionModel().selectedRows()] == [0]


def _open(table: RecordTable) -> None:
    """Reach the table as the window does that opens its page: no record is in force yet."""
    table.selectionModel().clear()
    _reach(table, Qt.FocusReason.MouseFocusReason)


def test_as_a_page_is_opened_the_first_record_follows_when_the_rows_are_painted(
    table: RecordTable, qtbot: QtBot
) -> None:
    chosen: list[str] = []
    table.row_chosen.connect(chosen.append)

    _open(table)
    assert chosen == []
    qtbot.waitUntil(lambda: bool(chosen))
    assert [each.row() for each in table.selectionModel().selectedRows()] == [0]


def test_a_key_that_comes_before_the_first_record_goes_on_from_it(table: RecordTable) -> None:
    _open(table)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1


def test_a_click_on_another_record_opens_that_one_alone(table: RecordTable) -> None:
    chosen: list[str] = []
    table.row_chosen.connect(chosen.append)
    third = table.records.index(2, 0)

    _open(table)
    centre = table.visualRect(third).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    table.repaint()
    QApplication.processEvents()
    QApplication.processEvents()
    assert chosen == [table.records.key(2)]


class _Paints(QObject):
    """Counts how often a surface is painted."""

    def __init__(self, surface: QWidget) -> None:
        super().__init__(surface)
        self.count = 0
        surface.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


def test_rows_are_painted_once_when_the_columns_share_another_room(
    table: RecordTable, qtbot: QtBot
) -> None:
    qtbot.wait(50)
    widths = [table.columnWidth(at) for at in range(table.records.columnCount())]
    paints = _Paints(table.viewport())
    table.resize(900, 400)
    qtbot.wait(50)
    assert [table.columnWidth(at) for at in range(len(widths))] != widths
    assert paints.count == 1
