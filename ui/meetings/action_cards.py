"""Draw an action as a card: what, who, until when; lists of cards take one another's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.components.quiet_list import QuietList
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
CARD: Final = Qt.ItemDataRole.UserRole
MIME: Final = "application/x-feidi-action"
"""Type under which an action travels from one column to another."""

CARD_PX: Final = 76
_GAP: Final = 8
_PAD: Final = 9
_ICON: Final = 14


@dataclass(frozen=True, slots=True)
class ActionCard:
    """What a card says.

    Attributes:
        record: id of the action.
        what: the task; ``number`` and ``owner`` stand below it.
        due: until when, or how late, in words; ``state`` and ``icon`` colour it.
        spoken: what a screen reader says.
    """

    record: str
    what: str
    number: str
    owner: str
    due: str
    state: str
    icon: str
    spoken: str


class CardModel(QAbstractListModel):
    """Hold the cards of a state.

    Signals:
        dropped: id of an action that was dropped here.
    """

    dropped = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[ActionCard, ...] = ()
        self.movable = True

    def set_cards(self, cards: Sequence[ActionCard]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._cards = tuple(cards)
        self.endResetModel()

    def row_of(self, record: str) -> int:
        """Return the row of an action, -1 where it is not here."""
        return next((at for at, card in enumerate(self._cards) if card.record == record), -1)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._cards)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        card = self._cards[index.row()]
        shown: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: card.what,
            Qt.ItemDataRole.ToolTipRole: card.what,
            Qt.ItemDataRole.AccessibleTextRole: card.spoken,
            CARD: card,
        }
        return shown.get(role)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not self.movable:
            return flags
        if index.isValid():
            return flags | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsDropEnabled

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(MIME, QByteArray(self._cards[indexes[0].row()].record.encode()))
        return data

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        del action, row, column, parent
        return self.movable and data.hasFormat(MIME)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: _Index
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        record = bytes(data.data(MIME).data()).decode()
        if self.row_of(record) < 0:
            self.dropped.emit(record)
        # A command moves the action: the view must take nothing out of the other column.
        return False


class CardDelegate(QStyledItemDelegate):
    """Draw a card with its border."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._look = appearance
        self.width = CARD_PX

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self.width, CARD_PX + _GAP)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card = index.data(CARD)
        if not isinstance(card, ActionCard):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(option.rect).adjusted(4.5, 0.5, -4.5, -_GAP - 0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(
            self._look.colour("selected" if chosen else "hover" if over else "surface")
        )
        view = option.widget
        here = isinstance(view, QuietList) and view.shows_focus(option)
        border = self._look.colour("accent" if chosen or here else "hairline_strong")
        painter.setPen(QPen(border, 2 if here else 1))
        painter.drawRoundedRect(at, 4.5, 4.5)
        self._paint_words(painter, at.adjusted(_PAD, 5, -_PAD, -5), card)
        painter.restore()

    def _paint_words(self, painter: QPainter, at: QRectF, card: ActionCard) -> None:
        look = self._look
        small, grey = look.font(12), look.colour("text_secondary")
        first = QRectF(at.left(), at.top(), at.width(), 24)
        write(painter, first, card.what, Writing(look.font(14), look.colour("text")))
        line = QRectF(at.left(), first.bottom(), at.width(), 20)
        note = Writing(small, look.colour("text_note"), Qt.AlignmentFlag.AlignRight)
        used = write(painter, line, card.number, note)
        write(painter, line.adjusted(0, 0, -used - 8, 0), card.owner, Writing(small, grey))
        last = QRectF(at.left(), line.bottom(), at.width(), 20)
        icon = QRectF(at.left(), round(last.center().y() - _ICON / 2), _ICON, _ICON)
        ink = card.state or "text_secondary"
        look.paint_icon(painter, icon, card.icon, ink)
        write(painter, last.adjusted(18, 0, 0, 0), card.due, Writing(small, look.colour(ink)))
