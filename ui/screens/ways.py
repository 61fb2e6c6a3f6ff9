"""Draw what follows on one another over the years: a row each, a stretch per state."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.components.tables.delegates import CellDelegate
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.header import FlatHeader
from ui.components.tables.rows_model import KEY, RowsModel
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

    from ui.components.tables.cells import Cell, Column
    from ui.theme.appearance import Appearance

    _Index = QModelIndex | QPersistentModelIndex

_BAR: Final = 14
_YEAR_PX: Final = 44
_SIDE: Final = 8


@dataclass(frozen=True, slots=True)
class Stretch:
    """A state from one day to another.

    Attributes:
        series: colour of the chart's fixed order, from 0; None is the muted one.
        shape: ``bar``; ``dash`` for a standstill; ``end`` for a mark at the first day.
    """

    first: date
    last: date
    series: int | None = None
    shape: Literal["bar", "dash", "end"] = "bar"


@dataclass(frozen=True, slots=True)
class Way:
    """The stretches of a row in order; ``remark`` stands after an end."""

    stretches: tuple[Stretch, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Years:
    """The axis: from the first day of a year to a day; ``now`` is marked where it lies within."""

    first: int
    until: date
    now: date | None = None

    def at(self, on: date, room: QRectF) -> float:
        """Return where a day lies in a room, in pixels."""
        start = date(self.first, 1, 1)
        days = max((self.until - start).days, 1)
        return room.left() + room.width() * min(max((on - start).days / days, 0.0), 1.0)

    def shown(self) -> range:
        """Return the years that begin within the axis."""
        return range(self.first, self.until.year + 1)


def colour_of(look: Appearance, series: int | str | None) -> QColor:
    """Return a colour of the chart's fixed order, or by its role; None is the muted one."""
    if isinstance(series, str):
        return look.colour(series)
    return look.colour("chart_muted") if series is None else QColor(look.theme.chart[series])


class WayDelegate(CellDelegate):
    """Draw the stretches of a row."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(appearance, parent)
        self.years = Years(2000, date(2000, 12, 31))
        self.ways: Mapping[str, Way] = {}

    @override
    def content_width(self, cell: Cell) -> float:
        return 160

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        for year in self.years.shown():
            x = round(self.years.at(date(year, 1, 1), at))
            painter.fillRect(QRectF(x, at.top(), 1, at.height()), self.look.colour("hairline"))
        self._paint_now(painter, at)
        way = self.ways.get(str(index.data(KEY)))
        if way is None or not way.stretches:
            return
        for stretch in way.stretches:
            self._paint_stretch(painter, at, stretch)
        self._paint_remark(painter, at, way)

    def _paint_now(self, painter: QPainter, at: QRectF) -> None:
        now = self.years.now
        if now is not None and now < self.years.until:
            x = round(self.years.at(now, at))
            painter.fillRect(QRectF(x - 1, at.top(), 2, at.height()), self.look.colour("text_note"))

    def _paint_stretch(self, painter: QPainter, at: QRectF, stretch: Stretch) -> None:
        left, right = self.years.at(stretch.first, at), self.years.at(stretch.last, at)
        middle = at.center().y()
        if stretch.shape == "dash":
            pen = QPen(self.look.colour("warn"), 2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(left, middle), QPointF(right, middle))
            return
        if stretch.shape == "bar":
            box = QRectF(left, middle - _BAR / 2, max(right - left - 1, 2), _BAR)
            painter.fillRect(box, colour_of(self.look, stretch.series))

    def _paint_remark(self, painter: QPainter, at: QRectF, way: Way) -> None:
        last = way.stretches[-1]
        if last.shape != "end":
            return
        x = self.years.at(last.first, at) + 4
        mark = QRectF(x, round(at.center().y() - 7), 14, 14)
        self.look.paint_icon(painter, mark, "close", "text_secondary")
        how = Writing(self.look.font(12), self.look.colour("text_secondary"))
        write(painter, QRectF(x + 16, at.top(), at.right() - x - 16, at.height()), way.remark, how)


class _YearsHeader(FlatHeader):
    """Write the years above the ways."""

    def __init__(self, appearance: Appearance, edge: int, parent: QWidget) -> None:
        super().__init__(appearance, edge, parent)
        self._appearance = appearance
        self.section = -1
        self.years = Years(2000, date(2000, 12, 31))

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        super().paintSection(painter, rect, logicalIndex)
        if logicalIndex != self.section:
            return
        room = QRectF(rect).adjusted(_SIDE, 0, -_SIDE, -1)
        how = Writing(self._appearance.font(12), self._appearance.colour("text_secondary"))
        years = self.years.shown()
        # Where years stand close, only every second or third one is named.
        step = max(1, -(-_YEAR_PX * len(years) // max(round(room.width()), 1)))
        for number, year in enumerate(years):
            x = self.years.at(date(year, 1, 1), room)
            if number % step == 0 and x + _YEAR_PX / 2 < room.right():
                write(painter, QRectF(x + 3, room.top(), _YEAR_PX, room.height()), str(year), how)


class WayTable(FlatTable):
    """Show rows with their way over the years; keys move from row to row."""

    def __init__(
        self, appearance: Appearance, parent: QWidget | None = None, *, fit: bool = False
    ) -> None:
        super().__init__(appearance, fit=fit, parent=parent)
        self._years_header = _YearsHeader(appearance, 0, self)
        self.setHorizontalHeader(self._years_header)
        self._years_header.setSectionsClickable(False)
        self.model_shown = RowsModel(parent=self)
        self.setModel(self.model_shown)
        self._delegate = WayDelegate(appearance, self)

    def show_ways(
        self,
        columns: Sequence[Column],
        rows: Sequence[tuple[str, Sequence[Cell]]],
        ways: Mapping[str, Way],
        years: Years,
    ) -> None:
        """Show rows by key; the column called ``way`` is drawn."""
        chosen = self.chosen()
        self.model_shown.set_columns(columns)
        self.model_shown.set_rows([cells for _, cells in rows], [key for key, _ in rows])
        self.set_columns(columns)
        section = [column.key for column in columns].index("way")
        self._delegate.ways, self._delegate.years = ways, years
        self._years_header.section, self._years_header.years = section, years
        self.setItemDelegateForColumn(section, self._delegate)
        self.choose(chosen)

    def chosen(self) -> str:
        """Return the key of the row in force, empty when there is none."""
        index = self.currentIndex()
        return str(index.data(KEY) or "") if index.isValid() else ""

    def choose(self, key: str) -> None:
        """Put a row in force without telling."""
        row = self.model_shown.row_of(key)
        if row >= 0:
            self.blockSignals(True)
            self.setCurrentIndex(self.model_shown.index(row, 0))
            self.blockSignals(False)


class WayLegend(QWidget):
    """Name the colours of what is drawn."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._words: tuple[tuple[int | str | None, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_words(self, words: tuple[tuple[int | str | None, str], ...]) -> None:
        """Show pairs of a colour as of ``colour_of``, or ``dash``, and what is drawn so."""
        self._words = words
        self.setAccessibleName(", ".join(text for _, text in words))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._look.font(12))
        width = sum(metrics.horizontalAdvance(text) + 36 for _, text in self._words)
        return QSize(round(width), 24)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, 24)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        how = Writing(self._look.font(12), self._look.colour("text_secondary"))
        left = 0.0
        for series, text in self._words:
            if series == "dash":
                painter.setPen(QPen(self._look.colour("warn"), 2, Qt.PenStyle.DashLine))
                painter.drawLine(QPointF(left, 12), QPointF(left + 16, 12))
            else:
                painter.fillRect(QRectF(left, 7, 10, 10), colour_of(self._look, series))
            start = left + (22 if series == "dash" else 16)
            room = QRectF(start, 0, max(self.width() - start, 0), 24)
            left = start + write(painter, room, text, how) + 16
        painter.end()
