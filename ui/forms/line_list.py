"""Draw lines inside a form: the name of each, what else is known of it below, as long as it is."""

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
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.components.buttons import paint_ring
from ui.components.quiet_list import QuietList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
_ROW: Final = Qt.ItemDataRole.UserRole
_PAD: Final = 6
_BODY: Final = 14
_SMALL: Final = 12
_WRAP: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True, slots=True)
class LineRow:
    """What is shown of a line."""

    key: str
    title: str
    note: str = ""
    refused: bool = False


class _Rows(QAbstractListModel):
    """Hold the lines."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[LineRow, ...] = ()

    def set_rows(self, rows: Sequence[LineRow]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (row.title, row.note) if part)
        return None


class LineList(QuietList):
    """Show lines, as high as they are; worked by keys.

    Signals:
        opened: key of the line that was entered, by Enter, F2 or a double click.
        removal_asked: key of the line for which Delete was pressed.
        more_asked: Insert was pressed.
        chosen: key of the line that became current.
    """

    opened = Signal(str)
    removal_asked = Signal(str)
    more_asked = Signal()
    chosen = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_LineDelegate(appearance, self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(True)
        self.doubleClicked.connect(lambda _index: self.opened.emit(self.key()))

    def rows(self) -> tuple[LineRow, ...]:
        """Return what is shown."""
        return self._rows.rows

    def set_rows(self, rows: Sequence[LineRow]) -> None:
        """Show other lines; the one in force stays so."""
        before = self.key()
        self._rows.set_rows(rows)
        keys = [row.key for row in rows]
        if before in keys:
            self.choose(before)
        self._fit()

    def key(self) -> str:
        """Return the key of the line in force, empty when there is none."""
        row = self.currentIndex().data(_ROW) if self.currentIndex().isValid() else None
        return row.key if isinstance(row, LineRow) else ""

    def choose(self, key: str) -> None:
        """Put a line in force."""
        keys = [row.key for row in self._rows.rows]
        if key in keys:
            self.setCurrentIndex(self._rows.index(keys.index(key), 0))

    @override
    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.key())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and row:
            self.opened.emit(row)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row:
            self.removal_asked.emit(row)
        elif key == Qt.Key.Key_Insert:
            self.more_asked.emit()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(max(self.content_height(), 1))


class _LineDelegate(QStyledItemDelegate):
    """Draw a line: its name, then the rest over as many lines of text as it needs."""

    def __init__(self, appearance: Appearance, parent: LineList) -> None:
        super().__init__(parent)
        self._look = appearance
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row, width = index.data(_ROW), self._list.viewport().width()
        if not isinstance(row, LineRow):
            return QSize(width, 0)
        height = self._height(row.title, _BODY, width)
        height += self._height(row.note, _SMALL, width) if row.note else 0
        return QSize(width, height + 2 * _PAD)

    def _height(self, text: str, px: int, width: int) -> int:
        metrics = QFontMetricsF(self._look.font(px))
        room = QRectF(0, 0, max(width - 2 * _PAD, 40), 10_000)
        lines = round(metrics.boundingRect(room, int(_WRAP), text).height() / metrics.lineSpacing())
        return max(lines, 1) * self._look.tokens.type[px].line

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(_ROW)
        if not isinstance(row, LineRow):
            return
        look, at = self._look, QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(at, look.colour("selected"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(at, look.colour("hover"))
        painter.fillRect(QRectF(at.left(), at.bottom() - 1, at.width(), 1), look.colour("hairline"))
        inner = at.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        title = self._height(row.title, _BODY, round(at.width()))
        painter.setFont(look.font(_BODY))
        painter.setPen(look.colour("crit" if row.refused else "text"))
        painter.drawText(inner, int(_WRAP), row.title)
        painter.setFont(look.font(_SMALL))
        painter.setPen(look.colour("text_secondary"))
        painter.drawText(inner.adjusted(0, title, 0, 0), int(_WRAP), row.note)
        if self._list.shows_focus(option):
            paint_ring(painter, at, look)
        painter.restore()
