"""Press keys in the entry grid as a clerk does, and read what was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from domain.commands import WriteBatch
from domain.ids import new_id
from domain.records import Query, Write

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Changes, Command, Value
    from storage.workbook import Workbook
    from ui.screens.quarter_entry import QuarterEntryScreen

REVENUE, RD, HEADCOUNT, RD_STAFF, VAT = 1, 2, 3, 4, 5
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class ToldDesk:
    """A desk that remembers what it was asked to tell and to open."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.opened: list[str] = []

    def tell(self, sentence: str, *, undo: bool = False, icon: str = "check") -> None:
        """Remember the sentence."""
        del undo, icon
        self.told.append(sentence)

    def open_screen(self, name: str) -> None:
        """Remember the place."""
        self.opened.append(name)


def told(screen: QuarterEntryScreen) -> list[str]:
    """Return the sentences that the desk was asked to tell."""
    return cast("ToldDesk", screen.context.desk).told


def press(
    screen: QuarterEntryScreen, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None
) -> None:
    """Press keys where the keyboard is: in the editor of a cell, else in the grid."""
    for key in keys:
        modifiers = held if held is not None else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(keyboard(screen), key, modifiers)


def write(screen: QuarterEntryScreen, text: str) -> None:
    """Type letters where the keyboard is."""
    for letter in text:
        QTest.keyClicks(keyboard(screen), letter)


def keyboard(screen: QuarterEntryScreen) -> QWidget:
    """Return the editor of the current cell if there is one, else the grid."""
    grid = screen.grid.figures
    editor = grid.indexWidget(grid.currentIndex()) or grid.focusWidget()
    found = grid.viewport().findChild(QLineEdit, "quarter_entry.figure")
    if isinstance(editor, QLineEdit):
        return editor
    return found if found is not None and found.isVisible() else grid


def stand_on(screen: QuarterEntryScreen, row: int, column: int) -> None:
    """Make a cell current."""
    screen.grid.go_to(screen.model.index(row, column))


def choose(screen: QuarterEntryScreen, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Select a block of cells."""
    model = screen.model
    stand_on(screen, *first)
    block = QItemSelection(model.index(*first), model.index(*last))
    chosen = screen.grid.figures.selectionModel()
    chosen.select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)


def at(screen: QuarterEntryScreen) -> tuple[int, int]:
    """Return row and column of the current cell."""
    current = screen.grid.figures.currentIndex()
    return current.row(), current.column()


def copied() -> str:
    """Return what lies on the clipboard."""
    return QGuiApplication.clipboard().text()


def paste(screen: QuarterEntryScreen, text: str) -> None:
    """Put a text on the clipboard and press Ctrl+V in the grid."""
    QGuiApplication.clipboard().setText(text)
    press(screen, Key.Key_V, held=CTRL)


def saved(workbook: Workbook, *names: str, quarter: str = "2024Q4") -> list[tuple[Value, ...]]:
    """Return these figures of the quarter's records, firm by firm."""
    rows = workbook.select(
        Query("firm_quarter", columns=("quarter", *names), order=("firm.number",))
    )
    return [tuple(row[name] for name in names) for row in rows if row["quarter"] == quarter]


def close_quarter(run: Callable[[Command], Changes], quarter: str = "2024Q4") -> None:
    """Put a closed quarter on record, as an import of an earlier workbook does."""
    values: dict[str, Value] = {"quarter": quarter, "state": "closed", "revision": 1}
    run(WriteBatch((Write("insert", "quarter", new_id(), values),)))
