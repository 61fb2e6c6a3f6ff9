"""Work on the page of a meeting as its secretary does: press, type, read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from ui.components.tables.typed import TypedTable
from ui.screens.meetings import MeetingsScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


ROLE = Qt.ItemDataRole.DisplayRole


def open_meetings(qtbot: QtBot, context: ScreenContext) -> MeetingsScreen:
    """Show the screen of meetings at the size it has in the window."""
    made = MeetingsScreen(context)
    qtbot.addWidget(made)
    made.resize(1166, 700)
    made.show()
    qtbot.waitExposed(made)
    made.activate("2024Q4")
    return made


def type_in_cell(table: TypedTable, row: int, column: str, text: str) -> None:
    """Type a text over what stands in a cell, and take it with Enter."""
    names = [each.key for each in table.rows.columns]
    table.setFocus()
    table.setCurrentIndex(table.rows.index(row, names.index(column)))
    QTest.keyClick(table, Qt.Key.Key_F2)
    name = f"{table.objectName()}.{column}"
    editor = next(each for each in table.findChildren(QLineEdit, name) if each.isVisible())
    editor.selectAll()
    write(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QCoreApplication.processEvents()  # Qt takes what was typed in its next round


def write(line: QLineEdit, text: str) -> None:
    """Type a text; what no key of the tests has comes as an input method brings it."""
    if not text:
        QTest.keyClick(line, Qt.Key.Key_Delete)
    elif text.isascii():
        QTest.keyClicks(line, text)
    else:
        line.insert(text)


def votes_of(screen: QWidget) -> TypedTable:
    """Return the table of votes of the resolution that is shown."""
    table = screen.findChild(TypedTable, "resolution.votes")
    assert table is not None
    return table


def shown_at(screen: QWidget, name: str) -> str:
    """Return what a label says; nothing where it is not seen."""
    label = screen.findChild(QLabel, name)
    assert label is not None
    return label.accessibleName() if label.isVisible() else ""
