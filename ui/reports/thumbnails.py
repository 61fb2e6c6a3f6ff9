"""Show the pages of a report small, with their numbers, one of them in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.components.buttons import paint_ring
from ui.components.quiet_list import QuietList
from ui.reports.sheets import Sheet
from ui.theme.painting import Writing, broken, write_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.reports.sheets import Sheets
    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
_PAGE: Final = Qt.ItemDataRole.UserRole
WIDTH: Final = 72
_HEIGHT: Final = 102
_ROW: Final = 160
_LINE: Final = 18
_POINTS: Final = 595.3


class _Pages(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()

    def set_names(self, names: Sequence[str]) -> None:
        """Show pages of these names."""
        self.beginResetModel()
        self._names = tuple(names)
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._names)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == _PAGE:
            return index.row()
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return self._names[index.row()] if role in shown else None


class Thumbnails(QuietList):
    """Hold a column of small pages.

    Signals:
        page_chosen: number of the page that the user chose, from 0.
    """

    page_chosen = Signal(int)

    def __init__(
        self, appearance: Appearance, sheets: Sheets, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, parent)
        self._sheets = sheets
        self._silent = False
        self._model = _Pages(self)
        self.setModel(self._model)
        self.setItemDelegate(_PageDelegate(appearance, self))
        self.setFixedWidth(WIDTH + 40)
        self.setUniformItemSizes(True)
        self.setProperty("ground", "sunken")
        self.setObjectName("reports.thumbnails")
        self.selectionModel().currentChanged.connect(self._on_current)
        sheets.arrived.connect(self._on_arrived)

    def set_pages(self, names: Sequence[str]) -> None:
        """Show pages of these names, the first in force."""
        self._model.set_names(names)
        self.show_page(0)

    def show_page(self, page: int) -> None:
        """Put a page in force without a signal."""
        index = self._model.index(page, 0)
        self._silent = True
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        self._silent = False
        self.scrollTo(index)
        self.viewport().update()

    def picture(self, page: int) -> QImage | None:
        """Return the small picture of a page, None when it is yet to arrive."""
        return self._sheets.image(self._sheet(page), urgent=False)

    def _sheet(self, page: int) -> Sheet:
        return Sheet(page, round(WIDTH * self.devicePixelRatioF() / _POINTS, 3))

    def _on_arrived(self, sheet: Sheet) -> None:
        if sheet.scale == self._sheet(0).scale:
            self.viewport().update()

    def _on_current(self, current: _Index, _previous: _Index) -> None:
        if current.isValid() and not self._silent:
            self.page_chosen.emit(current.row())


class _PageDelegate(QStyledItemDelegate):
    """Draw a small page with its name below."""

    def __init__(self, appearance: Appearance, parent: Thumbnails) -> None:
        super().__init__(parent)
        self._look = appearance
        self._list = parent

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(WIDTH, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        look, at = self._look, QRectF(option.rect)
        sheet = QRectF(round(at.center().x() - WIDTH / 2), at.top() + 16, WIDTH, _HEIGHT)
        picture = self._list.picture(index.row())
        # Paper is white in every theme.
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if picture is not None:
            painter.drawImage(sheet, picture)
        current = index.row() == self._list.currentIndex().row()
        role, width = ("accent", 2) if current else ("hairline_strong", 1)
        painter.setPen(QPen(look.colour(role), width))
        painter.drawRect(sheet)
        centre = Qt.AlignmentFlag.AlignHCenter
        ink = look.colour("text" if current else "text_secondary")
        how = Writing(look.font(12, strong=current), ink, centre)
        lines = broken(str(index.data() or ""), how.font, at.width(), 2)
        name = QRectF(at.left(), sheet.bottom() + 4, at.width(), _LINE * len(lines))
        write_lines(painter, name, lines, how)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused and self._list.shows_focus(option):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, at.adjusted(0, 0, 0, -2), look)
        painter.restore()
