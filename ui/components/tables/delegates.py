"""Draw the cells of a flat table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui.components.tables.cells import LOOK, Cell
from ui.theme.painting import Writing, bar, hatch, sparkline, write
from ui.theme.tokens import STATES

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
_ICON: Final = 14
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight)
PAD: Final = 8


class CellDelegate(QStyledItemDelegate):
    """Draw ground, hairline, focus border; descendants draw what stands in the cell.

    The model gives a :class:`Cell` under the role ``LOOK``, or plain text and alignment under
    Qt's own roles.
    """

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        cell = cell_of(index)
        width = sum(_pads(option, index)) + self.content_width(cell)
        return QSize(round(width + 1), self.look.tokens.sizes.row_compact)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell = cell_of(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(option.rect)
        inner = at.adjusted(0, 0, 0, -1)
        focused = self._focused(option, index)
        self._paint_ground(painter, inner, cell, self._ground(option, index))
        if focused:
            painter.fillRect(inner, self.look.colour("surface"))
        pads = _pads(option, index)
        self.paint_content(painter, inner.adjusted(pads[0], 0, -pads[1], 0), cell, index)
        self._paint_hairline(painter, at, option, index)
        if focused:
            self._paint_border(painter, at.adjusted(1, 1, -1, -2), option)
        elif getattr(option.widget, "focused_row", -1) == index.row():
            self._paint_row_ring(painter, inner, option, index)
        painter.restore()

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        role = Qt.ItemDataRole.DisplayRole
        heading = index.model().headerData(index.column(), Qt.Orientation.Horizontal, role)
        editor.setAccessibleName(str(heading))
        return editor

    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        """Draw icon, text and note, aligned as the column is."""
        if cell.missing and not cell.text:
            return
        right = is_right(index)
        ink = self._ink(cell)
        if cell.icon and right:
            place = QRectF(at.left() - 4, round(at.center().y() - _ICON / 2), _ICON, _ICON)
            self.look.paint_icon(painter, place, cell.icon, cell.ground or ink)
            at = at.adjusted(_ICON + 2, 0, 0, 0)
        elif cell.icon:
            place = QRectF(at.left(), round(at.center().y() - _ICON / 2), _ICON, _ICON)
            self.look.paint_icon(painter, place, cell.icon, ink)
            at = at.adjusted(_ICON + 6, 0, 0, 0)
        if right:
            self._write_right(painter, at, cell, ink)
        else:
            self._write_left(painter, at, cell, ink)

    def content_width(self, cell: Cell) -> float:
        """Return the width that the content asks for, in pixels."""
        font = self.look.font(12 if cell.small else 14, strong=cell.strong)
        width = QFontMetricsF(font).horizontalAdvance(cell.text)
        for small in filter(None, (cell.note, cell.lead)):
            width += 6 + QFontMetricsF(self.look.font(12)).horizontalAdvance(small)
        return width + (_ICON + 6 if cell.icon else 0)

    def _write_left(self, painter: QPainter, at: QRectF, cell: Cell, ink: str) -> None:
        font = self.look.font(12 if cell.small else 14, strong=cell.strong)
        used = write(painter, at, cell.text, Writing(font, self.look.colour(ink)))
        if cell.note:
            how = Writing(self.look.font(12), self.look.colour("text_note"))
            room = at.adjusted(used + 6, 1, 0, 1)
            # The first letters of a code or a unit say nothing: it is written whole or not at all.
            if QFontMetricsF(how.font).horizontalAdvance(cell.note) <= room.width():
                write(painter, room, cell.note, how)

    def _write_right(self, painter: QPainter, at: QRectF, cell: Cell, ink: str) -> None:
        right = Qt.AlignmentFlag.AlignRight
        if cell.note:
            how = Writing(self.look.font(12), self.look.colour("text_note"), right)
            used = write(painter, at.adjusted(0, 1, 0, 1), cell.note, how)
            at = at.adjusted(0, 0, -used - 6, 0)
        font = self.look.font(12 if cell.small else 14, strong=cell.strong)
        # A cut number would be another number: it may reach over the cell, it is never elided.
        # What was refused may be anything; why it was tells it beside.
        width = QFontMetricsF(font).horizontalAdvance(cell.text)
        if width > at.width() and cell.ground != "crit":
            at = at.adjusted(at.width() - width - 1, 0, 0, 0)
        write(painter, at, cell.text, Writing(font, self.look.colour(ink), right))
        if cell.lead:
            before = at.adjusted(0, 1, -width - 6, 1)
            how = Writing(self.look.font(12), self.look.colour("text_note"), right)
            write(painter, before, cell.lead, how)

    def _ink(self, cell: Cell) -> str:
        if cell.state:
            return cell.state
        if cell.ground == "crit":
            return "crit"
        return cell.tone or "text"

    def _paint_ground(self, painter: QPainter, at: QRectF, cell: Cell, ground: str) -> None:
        if ground:
            painter.fillRect(at, self.look.colour(ground))
        if cell.ground in STATES[:4]:
            painter.fillRect(at, self.look.colour(f"{cell.ground}_tint"))
        if cell.missing:
            hatch(painter, at, self._hatching())

    def _hatching(self) -> QColor:
        colour = self.look.colour("hairline_strong")
        colour.setAlpha(180)
        return colour

    def _ground(self, option: QStyleOptionViewItem, index: _Index) -> str:
        if option.state & QStyle.StateFlag.State_Selected:
            return "selected"
        hovered = getattr(option.widget, "hovered_row", -1)
        return "hover" if hovered == index.row() else ""

    def _paint_hairline(
        self, painter: QPainter, at: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        rule = "hairline"
        line = QRectF(at.left(), at.bottom() - 1, at.width(), 1)
        painter.fillRect(line, self.look.colour(rule))
        if getattr(option.widget, "column_lines", False) and index.column() > 0:
            edge = QRectF(at.left(), at.top(), 1, at.height())
            painter.fillRect(edge, self.look.colour(rule))

    def _paint_border(self, painter: QPainter, at: QRectF, option: QStyleOptionViewItem) -> None:
        """Draw the border of the current cell, quieter while the keyboard is elsewhere."""
        view = option.widget
        here = isinstance(view, QAbstractItemView) and view.hasFocus()
        colour = self.look.colour("accent" if here else "control_border")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, 2 if here else 1, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(at)

    def _paint_row_ring(
        self, painter: QPainter, at: QRectF, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """Draw this cell's part of the border around the row at which the keyboard is."""
        accent, view = self.look.colour("accent"), option.widget
        painter.fillRect(QRectF(at.left(), at.top(), at.width(), 2), accent)
        painter.fillRect(QRectF(at.left(), at.bottom() - 2, at.width(), 2), accent)
        if not isinstance(view, QTableView) or not getattr(view, "edge_padding", 0):
            # Words that begin at the very edge leave no room for a line beside them.
            return
        columns = range(index.model().columnCount())
        seen = [each for each in columns if not view.isColumnHidden(each)]
        if index.column() == seen[0]:
            painter.fillRect(QRectF(at.left(), at.top(), 2, at.height()), accent)
        if index.column() == seen[-1]:
            painter.fillRect(QRectF(at.right() - 2, at.top(), 2, at.height()), accent)

    def _focused(self, option: QStyleOptionViewItem, index: _Index) -> bool:
        # As in a spreadsheet the current cell stays marked while the focus is elsewhere.
        view = option.widget
        if not isinstance(view, QAbstractItemView) or not getattr(view, "cell_focus", False):
            return False
        return view.currentIndex() == index


class StateDelegate(CellDelegate):
    """Draw icon and word in the colour of the state."""

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        if not cell.text:
            return
        ink = cell.state or cell.tone or "text_secondary"
        icon = cell.icon or (f"state.{cell.state}" if cell.state else "")
        if icon:
            place = QRectF(round(at.left()), round(at.center().y() - _ICON / 2), _ICON, _ICON)
            self.look.paint_icon(painter, place, icon, ink)
            at = at.adjusted(_ICON + 4, 0, 0, 0)
        write(painter, at, cell.text, Writing(self.look.font(12), self.look.colour(ink)))

    @override
    def content_width(self, cell: Cell) -> float:
        return 18 + QFontMetricsF(self.look.font(12)).horizontalAdvance(cell.text)


class UnitDelegate(CellDelegate):
    """Write the unit of the figure in the column before it."""

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        how = Writing(self.look.font(12), self.look.colour("text_note"))
        write(painter, at.adjusted(-PAD, 1, 0, 1), cell.text, how)


class SparkDelegate(CellDelegate):
    """Draw a small line over the last quarters."""

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        colours = (self.look.colour("text_note"), self.look.colour("accent"))
        room = QRectF(at.left(), at.center().y() - 11, min(at.width(), 88), 22)
        sparkline(painter, room, cell.series, colours)

    @override
    def content_width(self, cell: Cell) -> float:
        return 88


class BarDelegate(CellDelegate):
    """Draw a thin bar with its text at the right."""

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        colours = (self.look.colour("sunken"), self.look.colour("accent"))
        right = Qt.AlignmentFlag.AlignRight
        how = Writing(self.look.font(12), self.look.colour("text_secondary"), right)
        used = write(painter, at, cell.text, how) if cell.text else 0
        width = at.width() - used - (8 if used else 0)
        if cell.share is not None and width > 0:
            bar(painter, QRectF(at.left(), at.center().y() - 3, width, 6), cell.share, colours)


class MarkDelegate(CellDelegate):
    """Draw the swatch of a chart series before the text; ``tone`` names its colour."""

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        colour = self.look.colour(cell.tone or "accent")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(at.left() + 8, at.center().y()), 5, 5)
        how = Writing(self.look.font(), self.look.colour("text"))
        write(painter, at.adjusted(24, 0, 0, 0), cell.text, how)


DELEGATES: Final = {
    "text": CellDelegate,
    "figure": CellDelegate,
    "unit": UnitDelegate,
    "change": CellDelegate,
    "state": StateDelegate,
    "spark": SparkDelegate,
    "bar": BarDelegate,
    "mark": MarkDelegate,
}
"""Kind of a column → the delegate that draws it."""


def cell_of(index: _Index) -> Cell:
    """Return the cell that the model gives, else one made of its plain text."""
    cell = index.data(LOOK)
    if isinstance(cell, Cell):
        return cell
    text = index.data(Qt.ItemDataRole.DisplayRole)
    return Cell("" if text is None else str(text))


def is_right(index: _Index) -> bool:
    """Tell whether the model aligns the cell at the right."""
    align = index.data(Qt.ItemDataRole.TextAlignmentRole)
    return align is not None and bool(int(align) & _RIGHT)


def _pads(option: QStyleOptionViewItem, index: _Index) -> tuple[int, int]:
    edge = int(getattr(option.widget, "edge_padding", PAD))
    last = index.model().columnCount() - 1
    left = edge if index.column() == 0 else PAD
    return left, edge if index.column() == last else PAD
