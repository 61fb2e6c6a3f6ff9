"""Show the detail of what is chosen beside the page, with a way to close it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.buttons import IconButton
from ui.components.focus_back import FocusBack
from ui.components.label import Label
from ui.components.scroll_area import ScrollArea

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.components.words import Words
    from ui.theme.appearance import Appearance

_ROOM_FOR_WIDE: Final = 1100
_BESIDE_BAR_PX: Final = 8


def panel_width(appearance: Appearance, page: int) -> int:
    """Return how wide a panel beside a page of a width is at least, in pixels."""
    sizes = appearance.tokens.sizes
    return sizes.side_panel_max if page >= _ROOM_FOR_WIDE else sizes.side_panel_min


class SidePanel(QFrame):
    """Hold a heading with "Close", a body that scrolls, and actions at the foot.

    ``body`` and ``foot`` are layouts for the screen's own parts; ``head`` takes controls
    beside "Close".

    Signals:
        closed: the user closed the panel.
    """

    closed = Signal()

    def __init__(self, appearance: Appearance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sizes = appearance.tokens.sizes
        self.setProperty("part", "side")
        self.setMinimumWidth(sizes.side_panel_min)
        self.setMaximumWidth(sizes.side_panel_max)
        self._back = FocusBack(self)
        self._title = Label("", "section", wrap=False, parent=self)
        self.close_button = IconButton(appearance, "close", "", small=True, parent=self)
        self.close_button.setObjectName("side.close")
        self.close_button.clicked.connect(self._on_close)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self.close_button)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, _BESIDE_BAR_PX, 0)
        self.body.setSpacing(8)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        column = QVBoxLayout(self)
        # The scroll bar stands in the margin, clear of what it scrolls.
        self.head.setContentsMargins(0, 0, _BESIDE_BAR_PX, 0)
        column.setContentsMargins(16, 16, 16 - _BESIDE_BAR_PX, 16)
        column.setSpacing(8)
        column.addLayout(self.head)
        column.addWidget(self._scrolling(), 1)
        column.addLayout(self.foot)
        self.retranslate(words)

    def set_title(self, title: str, role: str = "section") -> None:
        """Change the heading; ``note`` makes it small, as for a code."""
        self._title.set_role(role)
        self._title.set_text(title)
        self.setAccessibleName(title)

    def retranslate(self, words: Words) -> None:
        """Say the own words in another language."""
        self.close_button.set_name(words.say("components.close"))

    @override
    def setVisible(self, visible: bool) -> None:
        """Give the focus back to where it was before, when the panel goes with it."""
        held = self._back.holds_focus()
        if visible and self.isHidden():
            self._back.remember()
        super().setVisible(visible)
        if held and not visible:
            self._back.give_back()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.may_close():
            self._on_close()
            return
        super().keyPressEvent(event)

    def may_close(self) -> bool:
        """Tell whether Esc may close the panel: not while something typed would be lost."""
        return True

    def _scrolling(self) -> ScrollArea:
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        inner.setLayout(self.body)
        return ScrollArea(inner, self)

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
