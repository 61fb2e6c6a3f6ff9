"""Read the manual: a page with its links, a search, back and forward, the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextBrowser, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.buttons import IconButton
from ui.manual.made import GO, TOUR, contents, found, ways
from ui.manual.pages import CONTENTS, FOUND, page_names, source, title_of
from ui.manual.typesetting import set_page
from ui.visits import Visits

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.appearance import Appearance
    from ui.values import Values

_WAIT_MS: Final = 120


class ManualReader(QWidget):
    """Show one page at a time; the contents and what a search finds are pages too.

    Signals:
        screen_asked: name of the screen that a link leads to.
        tour_asked: the reader wants to be shown around.
        page_shown: name of the page in force.
    """

    screen_asked = Signal(str)
    tour_asked = Signal()
    page_shown = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        values: Values,
        screens: Callable[[], tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        self._values = values
        self._screens = screens
        self._visits = Visits()
        self._page = CONTENTS
        self.contents = IconButton(appearance, "list", "", parent=self)
        self.back_button = IconButton(appearance, "arrow-left", "", parent=self)
        self.forward_button = IconButton(appearance, "arrow-right", "", parent=self)
        self.field = QLineEdit(self)
        self.text = QTextBrowser(self)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._lay_out()
        self._wire()

    @property
    def page(self) -> str:
        """Name of the page that is shown."""
        return self._page

    def show_page(self, page: str) -> None:
        """Show a page by its name, or the contents."""
        self._visits.visit(page)
        self._show(page)

    def back(self) -> bool:
        """Show the page before; tell whether there was one."""
        return self._revisit(self._visits.back())

    def forward(self) -> bool:
        """Show the page after; tell whether there was one."""
        return self._revisit(self._visits.forward())

    def search(self) -> None:
        """Show the pages that hold what is written in the field."""
        self._timer.stop()
        if self.field.text().strip():
            self.show_page(FOUND)
        elif self._page == FOUND:
            self.back()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say = self._values.language.say
        self.contents.set_name(say("manual.contents"))
        self.back_button.set_name(say("manual.back"))
        self.forward_button.set_name(say("manual.forward"))
        self.field.setPlaceholderText(say("manual.search"))
        self.field.setAccessibleName(say("manual.search"))
        self._show(self._page)

    def focus_text(self) -> None:
        """Put the cursor into the page."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter or event.key() == Qt.Key.Key_Down:
                self.search()
                self.focus_text()
                # The first link is in force at once: Enter follows it.
                self.text.focusNextChild()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                self.search()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        for widget, name in (
            (self.contents, "contents"),
            (self.back_button, "back"),
            (self.forward_button, "forward"),
            (self.field, "search"),
            (self.text, "text"),
        ):
            widget.setObjectName(f"manual.{name}")
        self.text.setOpenLinks(False)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setProperty("part", "manual")
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.contents)
        row.addWidget(self.back_button)
        row.addWidget(self.forward_button)
        row.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.text, 1)

    def _wire(self) -> None:
        self.contents.clicked.connect(lambda: self.show_page(CONTENTS))
        self.back_button.clicked.connect(self.back)
        self.forward_button.clicked.connect(self.forward)
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self.field.installEventFilter(self)
        self._timer.timeout.connect(self.search)
        self.text.anchorClicked.connect(self.follow)
        # A method of its own: the look outlives the reader and would hold on to any other.
        self._look.theme_changed.connect(self._show_again)

    def _revisit(self, page: str) -> bool:
        if page:
            self._show(page)
        return bool(page)

    def _show_again(self) -> None:
        self._show(self._page)

    def _show(self, page: str) -> None:
        self._page = page
        lang = self._values.language.lang
        set_page(self.text.document(), self._markdown(page), lang, self._look)
        self.text.setAccessibleName(self.title())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.verticalScrollBar().setValue(0)
        self.back_button.setEnabled(self._visits.at > 0)
        self.forward_button.setEnabled(self._visits.at + 1 < len(self._visits.pages))
        self.page_shown.emit(page)

    def title(self) -> str:
        """Return what the page in force is called."""
        if self._page in (CONTENTS, FOUND):
            return self._values.language.say(f"manual.{self._page}")
        return title_of(self._page, self._values.language.lang)

    def _markdown(self, page: str) -> str:
        if page == CONTENTS:
            return contents(self._values)
        if page == FOUND:
            return found(self._values, self.field.text())
        text = source(page, self._values.language.lang)
        return f"{text}\n{ways(self._values, page, self._screens())}"

    def follow(self, link: QUrl) -> None:
        """Show the page that a link names, or tell who can lead to a screen or through the tour."""
        if link.scheme() == GO:
            self.screen_asked.emit(link.path())
        elif link.scheme() == TOUR:
            self.tour_asked.emit()
        elif link.path().removesuffix(".md") in page_names():
            self.show_page(link.path().removesuffix(".md"))
