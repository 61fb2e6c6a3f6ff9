"""List what is due or what has changed: icon, one or two lines, text at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from PySide6.QtGui import QFontMetricsF, QPainter, QResizeEvent
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
_LINE = 20
_ONE_LINE = 28
_TWO_LINES = 53


@dataclass(frozen=True, slots=True)
class DueRow:
    """Hold a row.

    Attributes:
        key: what the screen opens when the row is chosen.
        icon: role or name of the icon set; empty takes that of the state.
        state: ``ok warn crit info unknown`` or empty; colours icon and right text.
        note: second line; rows without it are 28 px high, with it 53 px.
        hint: what the tooltip says besides.
    """

    key: str
    title: str
    note: str = ""
    right: str = ""
    icon: str = ""
    state: str = ""
    hint: str = ""


class DueModel(QAbstractListModel):
    """Hold the rows of a due list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[DueRow, ...] = ()

    def set_rows(self, rows: Sequence[DueRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
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
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            words = ", ".join(part for part in (row.title, row.note, row.right) if part)
            tip = role == Qt.ItemDataRole.ToolTipRole and row.hint
            return f"{words}\n{row.hint}" if tip else words
        return None


class DueList(QuietList):
    """Show rows with hairlines between those of two lines.

    ``fit`` makes the list as high as its rows, for pages that scroll as a whole; ``marked``
    shows which row is the current one although the keys go elsewhere; ``lines`` is how many
    a long title may take.

    Signals:
        row_chosen: the key of the row that the user opened.
    """

    row_chosen = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        name: str = "",
        *,
        fit: bool = True,
        marked: bool = False,
        lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, parent)
        self._fit = fit
        self.marked = marked
        self.lines = lines
        self._rows = DueModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(_DueDelegate(appearance, self))
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if fit:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_chosen)
        self.activated.connect(self._on_chosen)

    def set_rows(self, rows: Sequence[DueRow]) -> None:
        """Show other rows."""
        self._rows.set_rows(rows)
        if self._fit:
            self.setFixedHeight(self.content_height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit and self.lines > 1:
            self.setFixedHeight(self.content_height())

    def _on_chosen(self, index: QModelIndex) -> None:
        row = index.data(_ROW)
        if isinstance(row, DueRow):
            self.row_chosen.emit(row.key)


class _DueDelegate(QStyledItemDelegate):
    """Draw a row of one or two lines."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._look = appearance

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row, view = index.data(_ROW), option.widget
        height = _TWO_LINES if not isinstance(row, DueRow) or row.note else _ONE_LINE
        if isinstance(row, DueRow) and isinstance(view, DueList) and view.lines > 1:
            titles = self._titles(row, view.viewport().width(), view.lines)
            height += _LINE * (len(titles) - 1)
        return QSize(160, height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(_ROW)
        if not isinstance(row, DueRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(option.rect)
        view = option.widget
        marked = isinstance(view, DueList) and view.marked
        current = isinstance(view, DueList) and marked and index == view.currentIndex()
        if current or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(at, self._look.colour("selected" if current else "hover"))
        # A marked row has a ground, from whose border its words keep away.
        lines = view.lines if isinstance(view, DueList) else 1
        self._paint_row(painter, at.adjusted(8, 0, -8, 0) if marked else at, row, lines)
        if row.note:
            line = QRectF(at.left(), at.bottom() - 1, at.width(), 1)
            painter.fillRect(line, self._look.colour("hairline"))
        if isinstance(view, QuietList) and view.shows_focus(option):
            paint_ring(painter, at, self._look)
        painter.restore()

    def _titles(self, row: DueRow, width: float, lines: int) -> list[str]:
        """Return the lines of a title beside its icon."""
        if row.right:
            width -= QFontMetricsF(self._look.font(12)).horizontalAdvance(row.right) + 8
        return broken(row.title, self._look.font(), width - 24, lines)

    def _paint_row(self, painter: QPainter, at: QRectF, row: DueRow, lines: int) -> None:
        look = self._look
        top = at.top() + (5 if row.note else 3)
        high = at.height() > (_TWO_LINES if row.note else _ONE_LINE)
        wrapped = self._titles(row, at.width(), lines) if high else [row.title]
        ink = row.state or "text_secondary"
        icon = row.icon or (f"state.{row.state}" if row.state else "")
        if icon:
            place = QRectF(at.left(), top + 3, 16, 16)
            look.paint_icon(painter, place, icon, ink)
        first = QRectF(at.left() + 24, top, at.width() - 24, 22)
        if row.right:
            right = Qt.AlignmentFlag.AlignRight
            how = Writing(look.font(12), look.colour(ink), right)
            first.adjust(0, 0, -write(painter, first, row.right, how) - 8, 0)
        how = Writing(look.font(), look.colour("text"))
        first.setHeight(_LINE * len(wrapped) + 2)
        write_lines(painter, first, wrapped, how)
        if row.note:
            second = QRectF(at.left() + 24, first.bottom(), at.width() - 24, 20)
            how = Writing(look.font(12), look.colour("text_secondary"))
            write(painter, second, row.note, how)
