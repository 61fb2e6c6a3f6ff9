"""Work on a screen as a person does: find its parts, press its buttons, read its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from ui.components.tables.cells import LOOK
from ui.screen import Screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

W = TypeVar("W", bound=QWidget)


def child(screen: QWidget, kind: type[W], name: str) -> W:
    """Return the part of a name, seen or not."""
    found = screen.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def press(screen: QWidget, name: str) -> None:
    """Press the button of a name that is seen, or that the window would show in its header."""
    header = screen.header_actions() if isinstance(screen, Screen) else ()
    named = screen.findChildren(QPushButton, name)
    found = [each for each in named if each.isVisible() or each in header]
    assert found, f"no button {name}"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def offered(screen: Screen) -> list[str]:
    """Return the names of the actions in the header, from left to right."""
    return [button.objectName() for button in screen.header_actions()]


def cells(table: QTableView) -> list[list[str]]:
    """Return what a table shows, row by row."""
    model = table.model()
    return [
        [model.index(row, at).data(LOOK).text for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def click(table: QTableView, row: int) -> None:
    """Click into the first column of a row, which no table leaves out."""
    place = table.visualRect(table.model().index(row, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
