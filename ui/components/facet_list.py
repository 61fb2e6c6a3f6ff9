"""Narrow a table by its facets: headings that fold, values with check box and count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.components.buttons import paint_ring
from ui.components.quiet_list import QuietList
from ui.theme.painting import Writing, broken, write, write_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_ROW_PX: Final = 26
_LINE_PX: Final = 20
_MOST_LINES: Final = 3
_ABOVE_HEADING: Final = 10
_BEFORE: Final = 24
_MOST_VALUES: Final = 8
_AFTER: Final = 4


@dataclass(frozen=True, slots=True)
class FacetValue:
    """Hold a value of a facet: key, words, formatted count, whether it is chosen."""

    key: str
    text: str
    count: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    """Hold a facet: key, title, values.

    Attributes:
        rest: words of the lines that open and close the rest of many values, each as it is shown
            and as it is spoken; without them all values are shown.
    """

    key: str
    title: str
    values: tuple[FacetValue, ...]
    rest: tuple[tuple[str, str], tuple[str, str]] | None = None

    def parted(self) -> bool:
        """Tell whether values are left out at first; a line instead of one alone saves nothing."""
        unchosen = sum(not value.chosen for value in self.values[_MOST_VALUES:])
        return self.rest is not None and unchosen > 0 and len(self.values) > _MOST_VALUES + 1

    def first(self) -> tuple[FacetValue, ...]:
        """Return the values shown at first: some, and all that are chosen."""
        after = self.values[_MOST_VALUES:]
        return (*self.values[:_MOST_VALUES], *(value for value in after if value.chosen))


@dataclass(frozen=True, slots=True)
class _Row:
    facet: str
    text: str
    value: FacetValue | None = None
    spoken: str = ""
    opens: bool = False
    folded: bool = False
    first: bool = False

    @property
    def heads(self) -> bool:
        """Whether it is the heading of a facet."""
        return self.value is None and not self.opens


class FacetModel(QAbstractListModel):
    """Hold headings and values as one list of rows; folded facets show no values."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facets: tuple[Facet, ...] = ()
        self._folded: set[str] = set()
        self._opened: set[str] = set()
        self._rows: list[_Row] = []

    def set_facets(self, facets: Sequence[Facet]) -> None:
        """Show other facets, or the same with other counts."""
        self._facets = tuple(facets)
        rows = self._flatten()
        if [(row.facet, row.text, row.heads) for row in rows] == [
            (row.facet, row.text, row.heads) for row in self._rows
        ]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def fold(self, facet: str) -> None:
        """Fold or unfold a facet."""
        self._folded ^= {facet}
        self._set_anew()

    def open(self, facet: str) -> None:
        """Show the rest of many values, or leave it out again."""
        self._opened ^= {facet}
        self._set_anew()

    def opening(self, facet: str) -> int:
        """Return the row that opens or closes a facet, -1 where there is none."""
        places = (at for at, row in enumerate(self._rows) if row.opens and row.facet == facet)
        return next(places, -1)

    def is_open(self, facet: str) -> bool:
        """Tell whether the rest of many values is asked for."""
        return facet in self._opened

    def _set_anew(self) -> None:
        self.beginResetModel()
        self._rows = self._flatten()
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text} {row.value.count}" if row.value else row.spoken or row.text
        if role == Qt.ItemDataRole.CheckStateRole and row.value is not None:
            on = row.value.chosen
            return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        return None

    def _flatten(self) -> list[_Row]:
        rows: list[_Row] = []
        for facet in self._facets:
            folded = facet.key in self._folded
            rows.append(_Row(facet.key, facet.title, folded=folded, first=not rows))
            if not folded:
                rows += self._values(facet)
        return rows

    def _values(self, facet: Facet) -> list[_Row]:
        if facet.rest is None or not facet.parted():
            return [_Row(facet.key, value.text, value) for value in facet.values]
        opened = facet.key in self._opened
        text, spoken = facet.rest[opened]
        shown = facet.values if opened else facet.first()
        rows = [_Row(facet.key, value.text, value) for value in shown]
        return [*rows, _Row(facet.key, text, spoken=spoken, opens=True)]


class FacetList(QuietList):
    """Show facets; the screen answers a change with new counts.

    Signals:
        value_switched: facet key, value key, whether it is chosen now.
    """

    value_switched = Signal(str, str, bool)

    def __init__(
        self, appearance: Appearance, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, parent)
        self._rows = FacetModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_FacetDelegate(appearance, self))
        self.setAccessibleName(name)
        self.clicked.connect(self._on_switched)

    def set_facets(self, facets: Sequence[Facet]) -> None:
        """Show other facets, or the same with other counts; the keyboard stays where it is."""
        at = self.currentIndex().row()
        self._rows.set_facets(facets)
        if at >= 0 and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(min(at, self._rows.rowCount() - 1)))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_switched(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_switched(self, index: QModelIndex) -> None:
        row = index.data(_ROW)
        if not isinstance(row, _Row):
            return
        at = index.row()
        if row.opens:
            self._rows.open(row.facet)
            # Opened, the first of the values that have come; closed, the line that opens again.
            at = at if self._rows.is_open(row.facet) else self._rows.opening(row.facet)
            self.setCurrentIndex(self._rows.index(at))
        elif row.value is None:
            self._rows.fold(row.facet)
            self.setCurrentIndex(self._rows.index(at))
        else:
            self.value_switched.emit(row.facet, row.value.key, not row.value.chosen)


class _FacetDelegate(QStyledItemDelegate):
    """Draw a heading with its arrow, or a value with check box and count."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._look = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(_ROW)
        if not isinstance(row, _Row):
            return QSize(120, _ROW_PX)
        view = option.widget
        width = view.viewport().width() if isinstance(view, QuietList) else 120
        above = _ABOVE_HEADING if row.heads and not row.first else 0
        words = self._heading(row, width) if row.value is None else self._lines(row.value, width)
        return QSize(120, above + _ROW_PX + _LINE_PX * (len(words) - 1))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(_ROW)
        if not isinstance(row, _Row):
            return
        at = QRectF(option.rect)
        if row.heads and not row.first:
            at.setTop(at.top() + _ABOVE_HEADING)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if row.opens:
            self._paint_opening(painter, at, row, over=over)
        elif row.value is None:
            self._paint_heading(painter, at, row)
        else:
            self._paint_value(painter, at, row.value, over=over)
        view = option.widget
        if isinstance(view, QuietList) and view.shows_focus(option):
            paint_ring(painter, at, self._look)
        painter.restore()

    def _paint_heading(self, painter: QPainter, at: QRectF, row: _Row) -> None:
        look = self._look
        words = self._heading(row, at.width())
        room = at.adjusted(0, 0, -_BEFORE, 0)
        room.setTop(at.top() + (_ROW_PX - _LINE_PX) / 2)
        room.setHeight(_LINE_PX * len(words))
        how = Writing(look.font(12, strong=True), look.colour("text"))
        write_lines(painter, room, words, how)
        arrow = QRectF(at.right() - 19, at.top() + _ROW_PX / 2 - 7, 14, 14)
        icon = "chevron-right" if row.folded else "chevron-down"
        look.paint_icon(painter, arrow, icon, "text_note")

    def _paint_opening(self, painter: QPainter, at: QRectF, row: _Row, *, over: bool) -> None:
        words = self._heading(row, at.width())
        room = at.adjusted(_BEFORE, (_ROW_PX - _LINE_PX) / 2, 0, 0)
        room.setHeight(_LINE_PX * len(words))
        font = self._look.font(12)
        font.setUnderline(over)
        write_lines(painter, room, words, Writing(font, self._look.colour("accent")))

    def _paint_value(self, painter: QPainter, at: QRectF, value: FacetValue, *, over: bool) -> None:
        look = self._look
        line = QRectF(at.left(), at.top(), at.width(), _ROW_PX)
        box = QRectF(line.left() + 0.5, line.center().y() - 7.5, 15, 15)
        paint_check(painter, box, look, on=value.chosen, over=over)
        right = Qt.AlignmentFlag.AlignRight
        how = Writing(look.font(12), look.colour("text_secondary"), right)
        write(painter, line.adjusted(_BEFORE, 0, -_AFTER, 0), value.count, how)
        words = self._lines(value, at.width())
        top = (_ROW_PX - _LINE_PX) / 2
        room = QRectF(
            at.left() + _BEFORE,
            at.top() + top,
            self._room(value, at.width()),
            _LINE_PX * len(words),
        )
        write_lines(painter, room, words, Writing(look.font(), look.colour("text")))

    def _heading(self, row: _Row, width: float) -> list[str]:
        return broken(row.text, self._look.font(12, strong=True), width - _BEFORE, _MOST_LINES)

    def _lines(self, value: FacetValue, width: float) -> list[str]:
        """Return the words of a value on the lines that they take beside its count."""
        return broken(value.text, self._look.font(), self._room(value, width), _MOST_LINES)

    def _room(self, value: FacetValue, width: float) -> float:
        count = QFontMetricsF(self._look.font(12)).horizontalAdvance(value.count)
        return width - _BEFORE - _AFTER - count - 6


def paint_check(
    painter: QPainter, box: QRectF, look: Appearance, *, on: bool, over: bool = False
) -> None:
    """Draw a check box of 16 px as the style sheet does."""
    painter.setPen(look.colour("accent" if on else "control_border"))
    painter.setBrush(look.colour("accent" if on else "hover" if over else "surface"))
    painter.drawRoundedRect(box, 2.5, 2.5)
    if on:
        mark = QRectF(round(box.left() + 1.5), round(box.top() + 1.5), 12, 12)
        look.paint_icon(painter, mark, "check", "on_accent")
