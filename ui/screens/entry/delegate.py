"""Draw and edit one figure of the quarter: the value, and last quarter's in grey beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    Qt,
)
from PySide6.QtGui import (
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from ui.components.tables.delegates import PAD, CellDelegate, cell_of, is_right
from ui.screens.entry.table import FIGURE, FigureTable
from ui.theme.painting import Writing, hatch, write

if TYPE_CHECKING:
    from ui.components.tables.cells import Cell
    from ui.screens.entry.model import EntryModel
    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
_VALUE_SHARE: Final = 0.56
_ICON: Final = 14
_AROUND: Final = 14
"""Room left and right of a value, in pixels: the frame of the current cell cuts no digit."""
_BEFORE_GAP: Final = 6
"""Room before last quarter's value, in pixels: with that after this one's it makes 12."""
_ARROWS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class NameDelegate(CellDelegate):
    """Draw the code in grey, then the name, elided at its end; the current line stands out."""

    @override
    def _ground(self, option: QStyleOptionViewItem, index: _Index) -> str:
        view = option.widget
        current = isinstance(view, QAbstractItemView) and view.currentIndex().row() == index.row()
        return "selected" if current else super()._ground(option, index)

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        if cell.icon:
            super().paint_content(painter, at, cell, index)
            return
        how = Writing(self.look.font(12), self.look.colour("text_note"))
        used = write(painter, at.adjusted(0, 1, 0, 1), cell.note, how) if cell.note else -6
        font = self.look.font(14, strong=cell.strong)
        write(
            painter,
            at.adjusted(used + 6, 0, 0, 0),
            cell.text,
            Writing(font, self.look.colour("text")),
        )


class FigureDelegate(CellDelegate):
    """Draw value and last quarter's value in one cell; edit the value only."""

    def __init__(
        self, appearance: Appearance, figures: EntryModel, parent: QObject | None = None
    ) -> None:
        super().__init__(appearance, parent)
        self._figures = figures

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = cell_of(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(option.rect).adjusted(1, 0, 0, -1)
        share = self._share(index)
        value = QRectF(at.left(), at.top(), at.width() * share, at.height())
        rest = QRectF(value.right(), at.top(), at.right() - value.right(), at.height())
        ground = self._ground(option, index)
        if ground:
            painter.fillRect(at, self.look.colour(ground))
        self._paint_value(painter, value, cell, index)
        self._paint_before(painter, rest.adjusted(0, 1, -PAD, 1), cell.note)
        self._paint_hairline(painter, QRectF(option.rect), option, index)
        if self._focused(option, index):
            self._paint_border(painter, value.adjusted(0, 1, -1, -1), option)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName(FIGURE)
        editor.setProperty("cell", "true")
        side = Qt.AlignmentFlag.AlignRight if is_right(index) else Qt.AlignmentFlag.AlignLeft
        editor.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.setTextMargins(0, 0, 2, 0)
        field = self._figures.field_of(index)
        names = self._figures.text.names(field) if field is not None else ()
        if names:
            completer = QCompleter(list(names), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        return editor

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save and go on at the keys that leave a cell of a spreadsheet."""
        if (
            isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            if event.matches(QKeySequence.StandardKey.Paste) and self._paste_block(watched):
                return True
            down = _leaving(event)
            if down and not _lists(watched):
                table = self.parent()
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, QStyledItemDelegate.EndEditHint.NoHint)
                if isinstance(table, FigureTable):
                    table.leave_cell(down, by_arrow=event.key() in _ARROWS)
                return True
        return super().eventFilter(watched, event)

    def _paste_block(self, editor: QLineEdit) -> bool:
        """Give a block of cells to the table; several figures in one cell would read as another."""
        text, table = QGuiApplication.clipboard().text(), self.parent()
        several = "\t" in text or "\n" in text.strip()
        if several and isinstance(table, FigureTable):
            self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
            table.pasted.emit(text)
        return several

    @override
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setModified(False)
            model.setData(model.index(index.row(), index.column()), editor.text())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        at = option.rect
        width = round(at.width() * self._share(index)) + 1
        editor.setGeometry(at.left(), at.top(), width, at.height())

    @override
    def content_width(self, cell: Cell) -> float:
        if cell.note:
            return self.figure_width(cell)
        return QFontMetricsF(self.look.font(14)).horizontalAdvance(cell.text) + 24

    def figure_width(self, cell: Cell) -> float:
        """Return the width of a column in which both figures are whole and apart, in pixels."""
        font = self.look.font(14, strong=cell.strong)
        value = QFontMetricsF(font).horizontalAdvance(cell.text) + _AROUND
        if cell.icon:
            value += _ICON + 4
        note = QFontMetricsF(self.look.font(12)).horizontalAdvance(cell.note) + PAD + _BEFORE_GAP
        return max(value / _VALUE_SHARE, note / (1 - _VALUE_SHARE)) + 2

    def _share(self, index: _Index) -> float:
        """Return the part of a cell that the value takes.

        Words have no earlier value beside them, nor have figures of records that are their own.
        """
        beside = is_right(index) and not self._figures.layout.listed
        return _VALUE_SHARE if beside else 1.0

    def _paint_before(self, painter: QPainter, at: QRectF, text: str) -> None:
        font = self.look.font(12)
        # A cut number would be another number: it may reach into the room before it.
        at.setLeft(min(at.left(), at.right() - QFontMetricsF(font).horizontalAdvance(text) - 1))
        right = Qt.AlignmentFlag.AlignRight
        write(painter, at, text, Writing(font, self.look.colour("text_note"), right))

    def _paint_value(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        if cell.missing:
            hatch(painter, at, self._hatching())
            return
        if cell.ground:
            painter.fillRect(at, self.look.colour(f"{cell.ground}_tint"))
        if cell.icon:
            place = QRectF(at.left() + 4, round(at.center().y() - _ICON / 2), _ICON, _ICON)
            self.look.paint_icon(painter, place, cell.icon, cell.ground or "text")
        ink = self.look.colour("crit" if cell.ground == "crit" else "text")
        font = self.look.font(14, strong=cell.strong)
        if is_right(index):
            # A cut number would be another number: it may reach over its room, never be elided.
            # What was refused may be anything; it is told whole at the foot.
            width = QFontMetricsF(font).horizontalAdvance(cell.text)
            refused = cell.ground == "crit"
            left = _ICON + 8 if refused else min(4, at.width() - width - 7)
            room = at.adjusted(left, 0, -6, 0)
            write(painter, room, cell.text, Writing(font, ink, Qt.AlignmentFlag.AlignRight))
            return
        beside = _ICON + 8 if cell.icon else PAD
        write(painter, at.adjusted(beside, 0, -4, 0), cell.text, Writing(font, ink))


def _lists(editor: QLineEdit) -> bool:
    """Tell whether the editor offers names to choose from: then arrows and Enter are the list's."""
    popup = editor.completer().popup() if editor.completer() is not None else None
    return popup is not None and popup.isVisible()


def _leaving(event: QKeyEvent) -> int:
    """Return the lines down that a key leaves its cell by, 0 for a key that stays."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return -1 if held == Qt.KeyboardModifier.ShiftModifier else 1
    if held != Qt.KeyboardModifier.NoModifier:
        return 0
    return _ARROWS.get(Qt.Key(event.key()), 0)
