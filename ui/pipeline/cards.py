"""Draw a firm as a card: name, number, time at its stage."""

from __future__ import annotations

from dataclasses import dataclass, field
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
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from ui.components.quiet_list import QuietList
from ui.theme.painting import Writing, bar, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.standing.board import Card
    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
CARD: Final = Qt.ItemDataRole.UserRole
MIME: Final = "application/x-feidi-firm"
"""Type under which a firm travels from one lane to another."""

CARD_PX: Final = 64
UNTIMED_PX: Final = 54
"""Height of a card without a bar."""
_GAP: Final = 8
_PAD: Final = 9


@dataclass(frozen=True, slots=True)
class FirmCard:
    """What a card says.

    Attributes:
        firm: record of the firm.
        time: time at the stage, in words.
        share: of the longest stay shown, None draws no bar.
        mark: median stay on the same scale, None where there is none.
        spoken: what a screen reader says.
    """

    firm: str
    name: str
    number: str
    time: str
    spoken: str
    share: float | None = None
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """What the bars of a stage are measured by.

    Attributes:
        full: days of a whole bar, None draws none.
        mark: median stay as a share of it, None where there is none.
        lang: language of the words.
    """

    full: float | None
    mark: float | None
    lang: str


@dataclass(frozen=True, slots=True)
class FirmCards:
    """The firms at a stage, and how a card is put in words once it is seen.

    Of thousands only some ever are.
    """

    there: tuple[Card, ...]
    scale: Scale
    say: Callable[[Card, Scale], FirmCard] = field(compare=False)


class LaneModel(QAbstractListModel):
    """Hold the cards of one stage; a firm may be taken out of it and dropped on it.

    Signals:
        firm_dropped: record of the firm that was dropped here.
    """

    firm_dropped = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: FirmCards | None = None
        self._said: dict[int, FirmCard] = {}
        self.movable = True

    def set_cards(self, cards: FirmCards) -> None:
        """Show other firms, or the same in other words."""
        if cards != self._cards:
            self.beginResetModel()
            self._cards, self._said = cards, {}
            self.endResetModel()

    def row_of(self, firm: str) -> int:
        """Return the row of a firm, -1 where it is not here."""
        return next((at for at, card in enumerate(self.there()) if card.firm == firm), -1)

    def there(self) -> tuple[Card, ...]:
        """Return the firms of the stage, the longest there first."""
        return () if self._cards is None else self._cards.there

    def _card(self, row: int) -> FirmCard | None:
        if self._cards is not None and row not in self._said:
            self._said[row] = self._cards.say(self._cards.there[row], self._cards.scale)
        return self._said.get(row)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.there())

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        card = self._card(index.row()) if index.isValid() else None
        if role == CARD or card is None:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.name
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return card.spoken
        return None

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
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(MIME, QByteArray(self.there()[indexes[0].row()].firm.encode()))
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
        firm = bytes(data.data(MIME).data()).decode()
        if self.row_of(firm) < 0:
            self.firm_dropped.emit(firm)
        # The move waits for its record: nothing is taken out of the other lane yet.
        return False


class CardDelegate(QStyledItemDelegate):
    """Draw a card with its border, and a bar of the time at the stage."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._look = appearance
        self.width = CARD_PX
        self.height = CARD_PX

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(self.width, self.height + _GAP)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        card = index.data(CARD)
        if not isinstance(card, FirmCard):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(option.rect).adjusted(4.5, 0.5, -4.5, -_GAP - 0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "selected" if chosen else "hover" if over else "surface"
        painter.setBrush(self._look.colour(ground))
        view = option.widget
        here = isinstance(view, QuietList) and view.shows_focus(option)
        border = self._look.colour("accent" if chosen or here else "hairline_strong")
        painter.setPen(QPen(border, 2 if here else 1))
        painter.drawRoundedRect(at, 4.5, 4.5)
        self._paint_words(painter, at.adjusted(_PAD, 5, -_PAD, -5), card)
        painter.restore()

    def _paint_words(self, painter: QPainter, at: QRectF, card: FirmCard) -> None:
        look = self._look
        high = 22.0
        name = Writing(look.font(14), look.colour("text"))
        write(painter, QRectF(at.left(), at.top(), at.width(), high), card.name, name)
        note = Writing(look.font(12), look.colour("text_secondary"))
        right = Writing(note.font, note.colour, Qt.AlignmentFlag.AlignRight)
        line = QRectF(at.left(), at.top() + high, at.width(), 18)
        used = write(painter, line, card.time, right)
        # Two figures that touch would read as one: the number gives way to the time.
        if QFontMetricsF(note.font).horizontalAdvance(card.number) + 8 <= at.width() - used:
            write(painter, line, card.number, note)
        if card.share is not None:
            track = QRectF(at.left(), at.bottom() - 7, at.width(), 4)
            colours = (look.colour("hairline_strong"), look.colour("accent"))
            bar(painter, track, card.share, colours)
            if card.mark is not None:
                place = QRectF(track.left() + card.mark * track.width(), track.top() - 2, 1, 8)
                painter.fillRect(place, look.colour("text"))
