"""A column of the action board, moved through and moved from by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.label import ElidedLabel, IconLabel, Label
from ui.components.quiet_list import QuietList
from ui.meetings.action_cards import CARD, CARD_PX, ActionCard, CardDelegate, CardModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from ui.theme.appearance import Appearance

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_SIDES: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ActionList(QuietList):
    """List the cards of a state.

    Signals:
        opened: id of the action clicked, or entered by Enter or Space.
        pushed: id of an action and 1 onward (Ctrl+Right) or -1 back (Ctrl+Left).
        blocked: id of an action that is stuck, by B.
        step_asked: -1 or 1 for the column before or after, by Left or Right.
    """

    opened = Signal(str)
    pushed = Signal(str, int)
    blocked = Signal(str)
    step_asked = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self.cards = CardModel(self)
        self.setModel(self.cards)
        self._delegate = CardDelegate(appearance, self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setUniformItemSizes(True)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self.setProperty("ground", "clear")
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setMinimumHeight(CARD_PX + 9)
        self.clicked.connect(lambda index: self.opened.emit(_record(index.data(CARD))))

    def record(self) -> str:
        """Return the action in force, empty where there is none."""
        return _record(self.currentIndex().data(CARD))

    def choose(self, record: str) -> bool:
        """Put an action in force; tell whether it is here."""
        row = self.cards.row_of(record)
        if row < 0:
            self.clearSelection()
            return False
        index = self.cards.index(row, 0)
        self.setCurrentIndex(index)
        self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        record, side = self.record(), _SIDES.get(Qt.Key(event.key()))
        if side is not None and control and record:
            self.pushed.emit(record, side)
        elif side is not None:
            self.step_asked.emit(side)
        elif event.key() == Qt.Key.Key_B and record:
            self.blocked.emit(record)
        elif event.key() in _ENTER and record:
            self.opened.emit(record)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._delegate.width = max(self.viewport().width() - 1, CARD_PX)


class ActionLane(QFrame):
    """Head a list of cards with its state and their number."""

    def __init__(
        self, appearance: Appearance, state: str, icon: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.state = state
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = ElidedLabel("", "strong", self)
        self._count = Label("", "note", parent=self)
        self.list = ActionList(appearance, self)
        self.list.setObjectName(f"action_board.{state}")
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 4)
        head.setSpacing(8)
        head.addWidget(IconLabel(appearance, icon, parent=self))
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 0, 4, 4)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_cards(self, cards: Sequence[ActionCard], title: str, count: str, spoken: str) -> None:
        """Show actions; the words are those of the state, of their number, and what is spoken."""
        self._title.set_text(title)
        self._count.set_text(count)
        self.list.setAccessibleName(spoken)
        kept = self.list.record()
        self.list.cards.set_cards(cards)
        if kept:
            self.list.choose(kept)


def _record(card: object) -> str:
    return card.record if isinstance(card, ActionCard) else ""
