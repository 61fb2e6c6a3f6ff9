"""Show a step of the tour on a calm card: where one is, what to look at, how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.buttons import Button, IconButton
from ui.components.label import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.theme.appearance import Appearance

_WIDTH: Final = 340


class TourCard(QFrame):
    """Hold the words of a step and the ways on, back and out.

    Signals:
        next_asked: the user wants the step after.
        back_asked: the user wants the step before.
        left: the user has seen enough.
    """

    next_asked = Signal()
    back_asked = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("part", "box")
        self.setObjectName("tour")
        self.setFixedWidth(_WIDTH)
        self._place = Label("", "caption", parent=self)
        self._title = Label("", "section", wrap=True, parent=self)
        self._text = Label("", wrap=True, parent=self)
        self.leave = IconButton(appearance, "close", "", small=True, parent=self)
        self.leave.setObjectName("tour.leave")
        self.back = Button(appearance, "", parent=self)
        self.back.setObjectName("tour.back")
        self.next = Button(appearance, "", parent=self)
        self.next.setObjectName("tour.next")
        self.leave.clicked.connect(self.left)
        self.back.clicked.connect(self.back_asked)
        self.next.clicked.connect(self.next_asked)
        self._lay_out()

    def show_words(self, place: str, title: str, text: str) -> None:
        """Show a step; screen readers are told the whole."""
        self._place.set_text(place)
        self._title.set_text(title)
        self._text.set_text(text)
        self.setAccessibleName(f"{place} {title}")
        self.next.setAccessibleDescription(text)
        self.fit()

    def fit(self) -> None:
        """Be as high as the words need at the width of the card."""
        # The border takes its part of the width: words may need one more line within it.
        self.resize(_WIDTH, self._column.totalHeightForWidth(_WIDTH))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next.hasFocus():
            self.next_asked.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.back.hasFocus():
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._place, 1)
        head.addWidget(self.leave)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.next)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._title)
        column.addWidget(self._text)
        column.addSpacing(4)
        column.addLayout(foot)
