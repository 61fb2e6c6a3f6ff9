"""Draw and edit one figure of the quarter: the value, and last quarter's in grey beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.components.tables.delegates import PAD, CellDelegate, cell_of
from ui.theme.painting import Writing, hatch, write

if TYPE_CHECKING:
    from ui.components.tables.cells import Cell

_Index = QModelIndex | QPersistentModelIndex
_VALUE_SHARE: Final = 0.61
_ICON: Final = 14


class NameDelegate(CellDelegate):
    """Draw the code in grey, then the name, elided at its end."""

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
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

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = cell_of(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(option.rect).adjusted(1, 0, 0, -1)
        value = QRectF(at.left(), at.top(), at.width() * _VALUE_SHARE, at.height())
        rest = QRectF(value.right(), at.top(), at.right() - value.right(), at.height())
        ground = self._ground(option, index)
        if ground:
            painter.fillRect(at, self.look.colour(ground))
        self._paint_value(painter, value, cell)
        self._paint_before(painter, rest.adjusted(0, 1, -PAD, 1), cell.note)
        self._paint_hairline(painter, QRectF(option.rect), option, index)
        if self._focused(option, index):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.look.colour("accent"), 2, j=Qt.PenJoinStyle.MiterJoin))
            painter.drawRect(value.adjusted(0, 1, -1, -1))
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("quarter_entry.figure")
        editor.setProperty("cell", "true")
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        editor.setTextMargins(0, 0, 2, 0)
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        if isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(model.index(index.row(), index.column()), editor.text())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        at = option.rect
        editor.setGeometry(at.left(), at.top(), round(at.width() * _VALUE_SHARE) + 1, at.height())

    @override
    def content_width(self, cell: Cell) -> float:
        value = QFontMetricsF(self.look.font(14)).horizontalAdvance(cell.text)
        note = QFontMetricsF(self.look.font(12)).horizontalAdvance(cell.note)
        return value + note + 24

    def _paint_before(self, painter: QPainter, at: QRectF, text: str) -> None:
        font = self.look.font(12)
        # A cut number would be another number: it may reach into the room before it.
        at.setLeft(min(at.left(), at.right() - QFontMetricsF(font).horizontalAdvance(text) - 1))
        right = Qt.AlignmentFlag.AlignRight
        write(painter, at, text, Writing(font, self.look.colour("text_note"), right))

    def _paint_value(self, painter: QPainter, at: QRectF, cell: Cell) -> None:
        if cell.missing:
            hatch(painter, at, self._hatching())
            return
        if cell.ground:
            painter.fillRect(at, self.look.colour(f"{cell.ground}_tint"))
        if cell.icon:
            place = QRectF(at.left() + 4, round(at.center().y() - _ICON / 2), _ICON, _ICON)
            self.look.paint_icon(painter, place, cell.icon, cell.ground or "text")
        ink = self.look.colour("crit" if cell.ground == "crit" else "text")
        how = Writing(self.look.font(14, strong=cell.strong), ink, Qt.AlignmentFlag.AlignRight)
        write(painter, at.adjusted(4, 0, -6, 0), cell.text, how)
