"""Show the page of the manual that explains the screen in force, beside that screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from ui.components.buttons import IconButton
from ui.components.side_panel import SidePanel
from ui.manual.pages import page_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QBoxLayout

    from ui.manual.reader import ManualReader
    from ui.manual.window import ManualWindow
    from ui.theme.appearance import Appearance
    from ui.values import Values

_WIDE_PX: Final = 380
_WIDE_FROM: Final = 1600
_BESIDE_FROM: Final = 1200
"""Width of the window from which page and help both have room, in pixels."""


class HelpPanel(SidePanel):
    """Hold a reader of the manual, and lead to the manual in a window of its own.

    Signals:
        screen_asked: name of the screen that a link leads to.
        tour_asked: the reader wants to be shown around.
    """

    screen_asked = Signal(str)
    tour_asked = Signal()

    def __init__(
        self,
        appearance: Appearance,
        values: Values,
        screens: Callable[[], tuple[str, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(appearance, values.language.words, parent)
        self._look = appearance
        self._values = values
        self._screens = screens
        self._page: QWidget | None = None
        self._row: QBoxLayout | None = None
        self._over = False
        self._reader: ManualReader | None = None
        self._window: ManualWindow | None = None
        self.setObjectName("help")
        self.whole = IconButton(appearance, "external-link", "", small=True, parent=self)
        self.whole.setObjectName("help.window")
        self.whole.clicked.connect(lambda: self.open_window(self.reader.page))
        self.head.insertWidget(1, self.whole)
        self.hide()

    @property
    def reader(self) -> ManualReader:
        """The reader, made when help is first wanted."""
        if self._reader is None:
            from ui.manual.reader import ManualReader

            self._reader = ManualReader(self._look, self._values, self._screens, self)
            self._reader.screen_asked.connect(self.screen_asked)
            self._reader.tour_asked.connect(self.tour_asked)
            self.body.addWidget(self._reader, 1)
            self._reader.retranslate()
        return self._reader

    def toggle(self, screen: str) -> None:
        """Explain a screen with the cursor in the page, or close the explanation."""
        if self.isVisible():
            self._on_close()
            return
        self.explain(screen)
        self.show()
        self.reader.focus_text()

    def explain(self, screen: str) -> None:
        """Show the page that explains a screen."""
        self._say()
        self.reader.show_page(page_for(screen, self._values.specs))

    def follow(self, screen: str) -> None:
        """Explain another screen where help is shown."""
        if self.isVisible():
            self.explain(screen)

    def open_window(self, page: str) -> None:
        """Show a page in a window of its own."""
        if self._window is None:
            from ui.manual.window import ManualWindow

            self._window = ManualWindow(self._look, self._values, self._screens, self)
            self._window.reader.screen_asked.connect(self.screen_asked)
            self._window.reader.tour_asked.connect(self.tour_asked)
        self._window.open(page)

    def say_again(self) -> None:
        """Say everything in the language in force."""
        self._say()
        if self._reader is not None:
            self._reader.retranslate()
        if self._window is not None:
            self._window.retranslate()

    def stand_beside(self, page: QWidget, row: QBoxLayout) -> None:
        """Stand in a row after the page, or over its right side where both have no room."""
        self._page, self._row = page, row
        row.addWidget(self)
        page.installEventFilter(self)

    def fit(self, width: int) -> None:
        """Take more room beside the page where the window is wide, none where it is narrow."""
        sizes = self._look.tokens.sizes
        self.setFixedWidth(_WIDE_PX if width >= _WIDE_FROM else sizes.side_panel_max)
        over = width < _BESIDE_FROM
        if self._row is not None and over != self._over:
            self._over = over
            if over:
                self._row.removeWidget(self)
            else:
                self._row.insertWidget(1, self)
        self._lie_over()

    def back(self) -> bool:
        """Turn back where the cursor is in the manual; tell whether a page was turned."""
        return self._holds_cursor() and self.reader.back()

    def forward(self) -> bool:
        """Turn on where the cursor is in the manual; tell whether a page was turned."""
        return self._holds_cursor() and self.reader.forward()

    def focus_search(self) -> bool:
        """Put the cursor into the search where it is in the manual; tell whether it was."""
        if not self._holds_cursor():
            return False
        self.reader.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._lie_over()
        return super().eventFilter(watched, event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lie_over()

    def _lie_over(self) -> None:
        if not self._over or self._page is None:
            return
        at = self._page.geometry()
        self.setGeometry(at.right() + 1 - self.width(), at.top(), self.width(), at.height())
        self.raise_()

    def _holds_cursor(self) -> bool:
        held = QApplication.focusWidget()
        return self.isVisible() and held is not None and self.isAncestorOf(held)

    def _say(self) -> None:
        say = self._values.language.say
        super().retranslate(self._values.language.words)
        self.set_title(say("ui.help"))
        self.whole.set_name(say("manual.window"))
