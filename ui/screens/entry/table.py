"""A table of figures that is typed into, moved in and copied like a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QLineEdit, QWidget
from typing_extensions import override

from domain.tables import guarded
from ui.components.tables.flat_table import FlatTable
from ui.screens.entry.clipboard import write_block
from ui.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.screens.entry.model import EntryModel
    from ui.theme.appearance import Appearance

FIGURE: Final = "quarter_entry.figure"
"""Name of the field in which a figure is typed."""

_Keys = Qt.Key
_Held = Qt.KeyboardModifier
_AWAY: Final = _Held.ControlModifier | _Held.AltModifier | _Held.MetaModifier
_ARROWS: Final = {
    _Keys.Key_Up: (-1, 0),
    _Keys.Key_Down: (1, 0),
    _Keys.Key_Left: (0, -1),
    _Keys.Key_Right: (0, 1),
}


class FigureTable(FlatTable):
    """A table whose keys are those of a spreadsheet.

    Tab goes to the next figure and Enter to the next line, back in the column in which the
    typing of the line began; with Shift they go the other way. Ctrl and an arrow go to the end
    of what is filled; F6 leaves the table.

    Signals:
        pasted: text of the clipboard, to be written from the current cell on.
        same_asked: the selected cells shall be as last quarter.
        filled: the selected cells shall repeat their first row (``down``) or column (``right``).
        cleared: the selected cells are not known yet.
        fault_asked: go to the next refused cell.
        left: the keyboard shall leave the table; whether backwards.
    """

    pasted = Signal(str)
    same_asked = Signal()
    filled = Signal(str)
    cleared = Signal()
    fault_asked = Signal()
    left = Signal(bool)

    def __init__(
        self, appearance: Appearance, figures: EntryModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, edge_padding=8, parent=parent)
        self._figures = figures
        self._began: int | None = None
        self.setObjectName("quarter_entry.grid")
        self.set_cell_focus(on=True)
        self.set_column_lines(on=True)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)

    @property
    def last_column(self) -> int:
        """The column of the last figure."""
        return self._figures.columnCount() - 2

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            # The key is the editor's: closing it goes on to the next cell.
            event.accept()
            return
        for keys, act in self._shortcuts():
            if (
                event.matches(keys)
                if isinstance(keys, QKeySequence.StandardKey)
                else _is(event, keys)
            ):
                act()
                event.accept()
                return
        if not self._moved(event):
            super().keyPressEvent(event)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Stay in the cell: what is typed is a figure, never the beginning of one to be found."""

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Give Tab to the next figure; F6 leaves the table."""
        self.step(0, 1 if forward else -1)
        return True

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._began = None
        super().mousePressEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next cell instead of letting the view choose."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint == hints.EditNextItem:
            self.step(0, 1)
        elif hint == hints.EditPreviousItem:
            self.step(0, -1)

    @override
    def copy_selection(self) -> None:
        """Put the selected figures on the clipboard as a spreadsheet takes them."""
        rows: dict[int, dict[int, str]] = {}
        for index in self.figure_indexes():
            field = self._figures.field_of(index)
            if field is not None:
                value = self._figures.line(index.row()).values.get(field.name)
                text = self._figures.text.neutral(field, value)
                shown = text if field.kind in NUMBERS else guarded(text)
                rows.setdefault(index.row(), {})[index.column()] = shown
        block = [[row[at] for at in sorted(row)] for _, row in sorted(rows.items())]
        QGuiApplication.clipboard().setText(write_block(block))

    def open_editor(self) -> QLineEdit | None:
        """Return what the current figure is typed into, None where nobody types."""
        for each in self.viewport().findChildren(QLineEdit, FIGURE):
            if each.isVisible():
                return each
        return None

    def finish_typing(self) -> None:
        """Save what is being typed, as leaving the cell does."""
        editor = self.open_editor()
        if editor is not None:
            self.commitData(editor)
            super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def figure_indexes(self) -> list[QModelIndex]:
        """Return the selected figures, row by row; the current one where nothing is selected."""
        found = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        figures = [index for index in found if self._figures.field_of(index) is not None]
        return sorted(figures, key=lambda index: (index.row(), index.column()))

    def select_rows(self, first: int, last: int) -> None:
        """Select every figure of some lines."""
        model = self._figures
        chosen = QItemSelection(model.index(first, 1), model.index(last, self.last_column))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def step(self, down: int, right: int) -> None:
        """Move by Tab or Enter; past the last figure begin the next line."""
        current = self.currentIndex()
        row, column = current.row() + down, current.column() + right
        if right and self._began is None:
            self._began = current.column()
        if down and self._began is not None:
            column, self._began = self._began, None
        if column > self.last_column:
            row, column, self._began = row + 1, 1, None
        elif column < 1:
            row, column, self._began = row - 1, self.last_column, None
        self._go(row, column)

    def leave_cell(self, down: int, *, by_arrow: bool) -> None:
        """Go on from an edited cell; an arrow stays in its column, Enter begins the next line."""
        if by_arrow:
            self._began = None
        self.step(down, 0)

    # ------------------------------------------------------------------------------------ inside

    def _shortcuts(
        self,
    ) -> tuple[tuple[QKeySequence.StandardKey | tuple[Qt.Key, bool], Callable[[], object]], ...]:
        standard = QKeySequence.StandardKey
        clip = QGuiApplication.clipboard()
        return (
            (standard.Paste, lambda: self.pasted.emit(clip.text())),
            (standard.Cut, self._cut),
            (standard.Copy, self.copy_selection),
            ((_Keys.Key_D, True), lambda: self.filled.emit("down")),
            ((_Keys.Key_R, True), lambda: self.filled.emit("right")),
            ((_Keys.Key_L, True), self.same_asked.emit),
            ((_Keys.Key_F8, False), self.fault_asked.emit),
            ((_Keys.Key_Delete, False), self.cleared.emit),
            ((_Keys.Key_Backspace, False), self.cleared.emit),
        )

    def _moved(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~_Held.KeypadModifier
        back = bool(held & _Held.ShiftModifier)
        if key in (_Keys.Key_Return, _Keys.Key_Enter) and not held & _AWAY:
            self.step(-1 if back else 1, 0)
        elif key == _Keys.Key_F6:
            self.left.emit(back)
        elif key == _Keys.Key_Space and held == _Held.ShiftModifier:
            self.select_rows(self.currentIndex().row(), self.currentIndex().row())
        elif key in (_Keys.Key_Home, _Keys.Key_End):
            self._to_end(key == _Keys.Key_End, bool(held & _Held.ControlModifier), back)
        elif key in _ARROWS:
            self._began = None
            if not held & _Held.ControlModifier:
                return False
            self._jump(*_ARROWS[key], back)
        else:
            return False
        return True

    def _to_end(self, last: bool, whole: bool, extend: bool) -> None:  # noqa: FBT001 - keys held
        row = self.currentIndex().row()
        if whole:
            row = self._figures.rowCount() - 1 if last else 0
        self._began = None
        self._go(row, self.last_column if last else 1, extend=extend)

    def _jump(self, down: int, right: int, extend: bool) -> None:  # noqa: FBT001 - a key held
        """Go to the end of the filled cells, or over the empty ones to the next filled."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        wanted = self._filled(row, column) and self._filled(row + down, column + right)
        while self._inside(row + down, column + right):
            row, column = row + down, column + right
            if wanted and not self._filled(row + down, column + right):
                break
            if not wanted and self._filled(row, column):
                break
        self._go(row, column, extend=extend)

    def _inside(self, row: int, column: int) -> bool:
        return 0 <= row < self._figures.rowCount() and 1 <= column <= self.last_column

    def _filled(self, row: int, column: int) -> bool:
        index = self._figures.index(row, column)
        return self._inside(row, column) and bool(index.data(Qt.ItemDataRole.EditRole))

    def _go(self, row: int, column: int, *, extend: bool = False) -> None:
        if not self._inside(row, column):
            return
        target = self._figures.index(row, column)
        flags = QItemSelectionModel.SelectionFlag
        if not extend:
            self.setCurrentIndex(target)
            return
        found = self.figure_indexes()
        here = self.currentIndex()
        far = next((each for each in (found[0], found[-1]) if each != here), here)
        corner = (
            self._figures.index(min(far.row(), row), min(far.column(), column)),
            self._figures.index(max(far.row(), row), max(far.column(), column)),
        )
        self.selectionModel().setCurrentIndex(target, flags.NoUpdate)
        self.selectionModel().select(QItemSelection(*corner), flags.ClearAndSelect)

    def _cut(self) -> None:
        self.copy_selection()
        self.cleared.emit()


def _is(event: QKeyEvent, keys: tuple[Qt.Key, bool]) -> bool:
    key, control = keys
    held = event.modifiers() & (_AWAY | _Held.ShiftModifier)
    return event.key() == key and held == (_Held.ControlModifier if control else _Held.NoModifier)
