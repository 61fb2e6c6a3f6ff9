"""Show the firms at one stage, to be chosen, dragged or moved by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.label import IconLabel, Label
from ui.components.quiet_list import QuietList
from ui.pipeline.cards import (
    CARD,
    CARD_PX,
    UNTIMED_PX,
    CardDelegate,
    FirmCard,
    FirmCards,
    LaneModel,
)
from ui.theme.painting import broken

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.theme.appearance import Appearance

_HEAD_GAP: Final = 8
_HEAD_PX: Final = 32
"""What margins and gaps leave out of a head without its icon."""

_HEAD_LINES: Final = 2
_CARD_GAP: Final = 9
_SEEN: Final = 1.5
_EMPTY_PX: Final = 24
"""Room for a card to be dropped on a lane without any."""

_ONWARD: Final = (Qt.Key.Key_Right, Qt.Key.Key_Period)
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class LaneList(QuietList):
    """List cards in one or more columns.

    Signals:
        firm_opened: record of the firm clicked, or entered by Enter or Space.
        move_asked: record of a firm to be moved onward, by Ctrl+Right.
        leave_asked: record of a firm that leaves, by Delete.
        step_asked: -1 or 1 for the lane before or after, by Left or Right at the edge.
    """

    firm_opened = Signal(str)
    move_asked = Signal(str)
    leave_asked = Signal(str)
    step_asked = Signal(int)

    def __init__(self, appearance: Appearance, across: int, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._across = across
        self.cards = LaneModel(self)
        self.setModel(self.cards)
        self._delegate = CardDelegate(appearance, self)
        self.setItemDelegate(self._delegate)
        several = across > 1
        self.setFlow(QListView.Flow.LeftToRight if several else QListView.Flow.TopToBottom)
        self.setWrapping(several)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setProperty("ground", "clear")
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self._fitting = False
        self.setMinimumHeight(CARD_PX + _CARD_GAP)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(lambda index: self.firm_opened.emit(_firm(index.data(CARD))))

    def show_cards(self, cards: FirmCards) -> None:
        """Show firms; cards without a bar are lower."""
        self._delegate.height = CARD_PX if cards.scale.full else UNTIMED_PX
        self.cards.set_cards(cards)
        if self._fitting:
            self._fit_cards()
        self.scheduleDelayedItemsLayout()

    def fit_cards(self) -> None:
        """Take no more room than the cards need, and little while there are none."""
        self._fitting = True
        self._fit_cards()

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width(), self.maximumHeight()) if self._fitting else hint

    def _fit_cards(self) -> None:
        rows = -(-self.cards.rowCount() // self._across)
        one = self._delegate.height + _CARD_GAP
        # Of the many that scroll the second is seen by half, so that one knows of it.
        self.setMinimumHeight(min(max(rows * one, _EMPTY_PX), round(one * _SEEN)))
        self.setMaximumHeight(max(rows * one, _EMPTY_PX))
        self.updateGeometry()

    def firm(self) -> str:
        """Return the firm in force, empty where there is none."""
        return _firm(self.currentIndex().data(CARD))

    def choose(self, firm: str) -> bool:
        """Put a firm in force; tell whether it is here."""
        row = self.cards.row_of(firm)
        if row < 0:
            self.clearSelection()
            return False
        index = self.cards.index(row, 0)
        self.setCurrentIndex(index)
        select = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().select(index, select)
        self.scrollTo(index)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        firm, key = self.firm(), event.key()
        if control and key in _ONWARD and firm:
            self.move_asked.emit(firm)
        elif key in _ENTER and firm:
            self.firm_opened.emit(firm)
        elif key == Qt.Key.Key_Delete and firm:
            self.leave_asked.emit(firm)
        elif not control and self._at_edge(key):
            self.step_asked.emit(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _at_edge(self, key: int) -> bool:
        row = max(self.currentIndex().row(), 0)
        if key == Qt.Key.Key_Left:
            return row % self._across == 0
        last = row == self.cards.rowCount() - 1 or row % self._across == self._across - 1
        return key == Qt.Key.Key_Right and last

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A pixel less than the room: a row that fits exactly would wrap.
        self._delegate.width = max((self.viewport().width() - 1) // self._across, CARD_PX)


def _firm(card: object) -> str:
    return card.firm if isinstance(card, FirmCard) else ""


class LaneBox(QFrame):
    """Head a list of cards with its stage and their number."""

    def __init__(
        self, appearance: Appearance, stage: str, across: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.stage = stage
        self._words = ""
        self.setProperty("part", "lane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        icons = appearance.tokens.icons
        icon = f"stage.{stage}" if f"stage.{stage}" in icons else "circle-dot"
        self._icon = IconLabel(appearance, icon, parent=self)
        self._title = Label("", "strong", parent=self)
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._count = Label("", "note", parent=self)
        self.list = LaneList(appearance, across, self)
        self.list.setObjectName(f"pipeline.{stage}")
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 4)
        head.setSpacing(_HEAD_GAP)
        head.addWidget(self._icon)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def fit_cards(self) -> None:
        """Take no more room than the cards need, less where others need it too: then scroll."""
        self.list.fit_cards()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def show_cards(self, cards: FirmCards, words: tuple[str, str, str]) -> None:
        """Show firms; words are those of the stage, of their number, and what is spoken."""
        title, count, spoken = words
        self._words = title
        self._count.set_text(count)
        self._fit()
        self.list.setAccessibleName(spoken)
        self.list.show_cards(cards)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the words the room of the icon where they need it, and two lines at most."""
        font = self._title.font()
        words = QFontMetrics(font).horizontalAdvance(self._words)
        room = self.width() - self._count.sizeHint().width() - _HEAD_PX
        self._icon.setVisible(words + self._icon.width() + _HEAD_GAP <= room)
        lines = [self._words] if words <= room else broken(self._words, font, room, _HEAD_LINES)
        self._title.set_text("\n".join(lines))
        self._title.setAccessibleName(self._words)
