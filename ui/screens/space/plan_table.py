"""Show the floors of a building as rows of tiles, one per unit."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)
from typing_extensions import override

from ui.components.buttons import paint_ring
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex

TILE: Final = Qt.ItemDataRole.UserRole + 60
"""Role under which the model gives the :class:`ShownTile` of an index."""

_ROW_PX: Final = 84
_FLOOR_PX: Final = 56
_LEGEND_LINE: Final = 24
"""A line of the legend, in pixels."""
_GROUNDS: Final = {
    "let": "selected",
    "ending": "warn_tint",
    "free": "surface",
    "pilot": "surface",
    "booked": "info_tint",
    "reserve": "sunken",
    "common": "canvas",
}
_EDGES: Final = {
    "let": "accent",
    "ending": "warn",
    "free": "control_border",
    "pilot": "info",
    "booked": "info",
    "reserve": "text_note",
    "common": "hairline_strong",
}
_PATTERNS: Final = {
    "pilot": Qt.BrushStyle.VerPattern,
    "booked": Qt.BrushStyle.VerPattern,
    "reserve": Qt.BrushStyle.BDiagPattern,
    "common": Qt.BrushStyle.Dense7Pattern,
}
"""States told apart without colour; the others have an icon and their word."""

_ICONS: Final = {
    "let": "check",
    "ending": "due_soon",
    "free": "door-open",
    "pilot": "calendar",
    "booked": "calendar-days",
    "reserve": "sprout",
    "common": "users",
}


class ShownTile:
    """What a tile says: number and area, state in a word, who has it, all of it spoken.

    ``short`` stands for the word where it has no room: a day is never cut.
    """

    def __init__(
        self,
        record: str,
        state: str,
        lines: tuple[str, str, str],
        spoken: str,
        short: str = "",
    ) -> None:
        self.record = record
        self.state = state
        self.head, self.word, self.detail = lines
        self.spoken = spoken
        self.short = short or self.word


class PlanModel(QAbstractTableModel):
    """Hold floors of tiles; floors with fewer units end with empty places."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._floors: list[tuple[str, tuple[ShownTile, ...]]] = []

    def set_floors(self, floors: Sequence[tuple[str, tuple[ShownTile, ...]]]) -> None:
        """Show floors by name, the highest first."""
        self.beginResetModel()
        self._floors = list(floors)
        self.endResetModel()

    def tile(self, index: _Index) -> ShownTile | None:
        """Return the tile of an index, None where there is none."""
        if not index.isValid():
            return None
        tiles = self._floors[index.row()][1]
        return tiles[index.column()] if index.column() < len(tiles) else None

    def index_of(self, record: str) -> QModelIndex:
        """Return where a unit stands, an invalid index where it does not."""
        for row, (_, tiles) in enumerate(self._floors):
            for column, tile in enumerate(tiles):
                if tile.record == record:
                    return self.index(row, column)
        return QModelIndex()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._floors)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return max((len(tiles) for _, tiles in self._floors), default=0)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tile = self.tile(index)
        if tile is None:
            return None
        if role == TILE:
            return tile
        if role == Qt.ItemDataRole.DisplayRole:
            return tile.head
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return tile.spoken
        return None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) if self.tile(index) else Qt.ItemFlag.NoItemFlags

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation == Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return self._floors[section][0] if section < len(self._floors) else None
        return None


class _TileDelegate(QStyledItemDelegate):
    """Draw a tile: ground and pattern of its state, number, word, who has it."""

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = appearance

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        tile = index.data(TILE)
        if not isinstance(tile, ShownTile):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(option.rect).adjusted(4, 4, -4, -4)
        view = option.widget
        current = isinstance(view, QAbstractItemView) and view.currentIndex() == index
        paint_ground(painter, at, self._look, tile.state)
        edge = self._look.colour("accent" if current else _EDGES[tile.state])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(edge, 3 if current else 1))
        painter.drawRoundedRect(at, 4, 4)
        if current and isinstance(view, QAbstractItemView) and view.hasFocus():
            # The unit in force is marked always; around it is seen whether the keyboard is here.
            paint_ring(painter, QRectF(option.rect), self._look)
        self._write(painter, at.adjusted(8, 4, -8, -4), tile)
        painter.restore()

    def _write(self, painter: QPainter, at: QRectF, tile: ShownTile) -> None:
        look = self._look
        strong = Writing(look.font(strong=True), look.colour("text"))
        small = Writing(look.font(12), look.colour("text"))
        line = at.height() / 3
        self._clear(painter, at, tile)
        write(painter, QRectF(at.left(), at.top(), at.width(), line), tile.head, strong)
        icon = QRectF(at.left(), round(at.top() + line + (line - 14) / 2), 14, 14)
        look.paint_icon(painter, icon, _ICONS[tile.state], "text_secondary")
        word = QRectF(at.left() + 18, at.top() + line, at.width() - 18, line)
        write(painter, word, word_within(look, tile, word.width()), small)
        rest = QRectF(at.left(), at.top() + 2 * line, at.width(), line)
        write(painter, rest, tile.detail, small)

    def _clear(self, painter: QPainter, at: QRectF, tile: ShownTile) -> None:
        """Leave no pattern behind words."""
        if tile.state not in _PATTERNS:
            return
        strong = QFontMetricsF(self._look.font(strong=True)).horizontalAdvance(tile.head)
        small = QFontMetricsF(self._look.font(12))
        width = max(
            strong, small.horizontalAdvance(tile.word) + 18, small.horizontalAdvance(tile.detail)
        )
        lines = 3 if tile.detail else 2
        room = QRectF(at.left() - 2, at.top(), min(width, at.width()) + 4, at.height() * lines / 3)
        painter.fillRect(room, self._look.colour(_GROUNDS[tile.state]))


def word_within(look: Appearance, tile: ShownTile, width: float) -> str:
    """Return the words of a tile's state that find room in a width in pixels."""
    whole = QFontMetricsF(look.font(12)).horizontalAdvance(tile.word) <= width
    return tile.word if whole else tile.short


def paint_ground(painter: QPainter, at: QRectF, look: Appearance, state: str) -> None:
    """Fill a tile with the ground and the pattern of its state."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(_GROUNDS[state]))
    painter.drawRoundedRect(at, 4, 4)
    if state in _PATTERNS:
        ink = QColor(look.colour(_EDGES[state]))
        ink.setAlpha(110)
        painter.setBrush(QBrush(ink, _PATTERNS[state]))
        painter.drawRoundedRect(at, 4, 4)


class PlanTable(QTableView):
    """Show a building; arrow keys go from unit to unit.

    Signals:
        unit_chosen: id of the unit that became current.
    """

    unit_chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unit.plan")
        self.plan = PlanModel(self)
        self.setModel(self.plan)
        self.setItemDelegate(_TileDelegate(appearance, self))
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(96)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_PX)
        rows.setFixedWidth(_FLOOR_PX)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.setHighlightSections(False)
        appearance.theme_changed.connect(self.viewport().update)

    def show_floors(self, floors: Sequence[tuple[str, tuple[ShownTile, ...]]]) -> None:
        """Show floors; the unit in force stays so where it remains."""
        record = self.chosen()
        self.plan.set_floors(floors)
        self.choose(record)

    def chosen(self) -> str:
        """Return the id of the unit in force, empty when there is none."""
        tile = self.plan.tile(self.currentIndex())
        return tile.record if tile else ""

    def choose(self, record: str) -> bool:
        """Put a unit in force without telling; tell whether it is shown."""
        index = self.plan.index_of(record)
        if index.isValid():
            self.blockSignals(True)
            self.setCurrentIndex(index)
            self.blockSignals(False)
            self.scrollTo(index)
        return index.isValid()

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        tile = self.plan.tile(current)
        if tile is not None:
            self.unit_chosen.emit(tile.record)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen():
            self.unit_chosen.emit(self.chosen())
            return
        super().keyPressEvent(event)


class PlanLegend(QWidget):
    """Name the grounds and patterns of the states, on as many lines as they take."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._words: tuple[tuple[str, str], ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        appearance.theme_changed.connect(self.update)

    def set_words(self, words: tuple[tuple[str, str], ...]) -> None:
        """Show pairs of state and word."""
        self._words = words
        self.setAccessibleName(", ".join(word for _, word in words))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, _LEGEND_LINE)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        lines = [int(at.y()) for _, _, at in self.entries(width)]
        return max(lines, default=0) + _LEGEND_LINE

    def entries(self, width: int) -> list[tuple[str, str, QPointF]]:
        """Return state, word and corner of each entry; one without room begins a line."""
        metrics = QFontMetricsF(self._look.font(12))
        placed, left, top = [], 0.0, 0.0
        for state, word in self._words:
            wide = 24 + math.ceil(metrics.horizontalAdvance(word)) + 1
            if left and left + wide > width:
                left, top = 0.0, top + _LEGEND_LINE
            placed.append((state, word, QPointF(left, top)))
            left += wide + 16
        return placed

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        how = Writing(self._look.font(12), self._look.colour("text_secondary"))
        for state, word, at in self.entries(self.width()):
            box = QRectF(at.x() + 0.5, at.y() + 5.5, 18, 13)
            paint_ground(painter, box, self._look, state)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour(_EDGES[state]), 1))
            painter.drawRoundedRect(box, 3, 3)
            left = at.x() + 24.5
            room = QRectF(left, at.y(), max(self.width() - left, 0), _LEGEND_LINE)
            write(painter, room, word, how)
        painter.end()
