"""Head a page: where one is, and what holds on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.components.buttons import IconButton
from ui.components.chip import Chip
from ui.components.label import ElidedLabel
from ui.components.quarter_switcher import QuarterSwitcher
from ui.components.search_box import SearchBox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.components.words import Words
    from ui.theme.appearance import Appearance


_LEAST_NOTE_PX: Final = 120


class PageHeader(QFrame):
    """Show back, title, state and a note; search, undo, redo, quarter and actions.

    ``quarter`` is the :class:`QuarterSwitcher`; ``chip`` stands beside the title.

    Signals:
        back_asked, search_asked, undo_asked, redo_asked: the user pressed that button.
    """

    back_asked = Signal()
    search_asked = Signal()
    undo_asked = Signal()
    redo_asked = Signal()

    def __init__(self, appearance: Appearance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setProperty("part", "header")
        self.setFixedHeight(appearance.tokens.sizes.header)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.back = self._icon_button("arrow-left", "header.back")
        self.title = ElidedLabel("", "title", self)
        self.title.setObjectName("header.title")
        self.chip = Chip(appearance, "", parent=self)
        # A state is said whole; it is the title that gives way.
        self.chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.note = ElidedLabel("", "caption", self)
        self.search = SearchBox(appearance, self)
        self.undo = self._icon_button("undo", "header.undo")
        self.redo = self._icon_button("redo", "header.redo")
        self.quarter = QuarterSwitcher(appearance, words, self)
        self._actions: list[QWidget] = []
        self._with_steps = True
        self._row = QHBoxLayout(self)
        self._lay_out()
        self.back.clicked.connect(self.back_asked)
        self.search.clicked.connect(self.search_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.redo.clicked.connect(self.redo_asked)
        for widget in (self.back, self.chip, self.note):
            widget.hide()
        self.retranslate(words)

    def set_title(self, title: str, *, back: bool = False, note: str = "") -> None:
        """Show the page's title, a way back where there is one, and a small note."""
        self.title.set_text(title)
        self.back.setVisible(back)
        self.note.set_text(note)
        self._fit()

    def set_state(self, text: str, state: str = "", icon: str = "") -> None:
        """Show a state beside the title; an empty text removes it."""
        self.chip.set_chip(text, state, icon)

    def set_parts(self, *, search: bool = True, steps: bool = True, quarter: bool = True) -> None:
        """Say which of the common parts this page shows; ``steps`` are undo and redo."""
        self.search.setVisible(search)
        self._with_steps = steps
        self.quarter.setVisible(quarter)
        self._fit_steps()

    def set_steps(self, undo: str | None, redo: str | None) -> None:
        """Enable undo and redo; the text tells what they would do, None disables."""
        for button, text in ((self.undo, undo), (self.redo, redo)):
            button.setEnabled(text is not None)
            if text:
                button.set_name(text)

    def add_left(self, widget: QWidget) -> None:
        """Put a control right after the title, as segments."""
        at = self._row.indexOf(self.note) + 1
        self._row.insertWidget(at, widget)

    def show_actions(self, widgets: Sequence[QWidget]) -> None:
        """Put controls at the right end; the caller's page keeps those that are there no more.

        One that has the focus keeps it.
        """
        held = next((each for each in self._actions if each.hasFocus() and each in widgets), None)
        for widget in self._actions:
            self._row.removeWidget(widget)
            if widget not in widgets:
                widget.hide()
        self._actions = list(widgets)
        for widget in widgets:
            self._row.addWidget(widget)
            widget.show()
        self._fit_steps()
        if held is not None and not held.hasFocus():
            held.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self, words: Words) -> None:
        """Say the own words in another language."""
        self.back.set_name(words.say("components.back"))
        self.search.set_text(words.say("components.search"))
        self.undo.set_name(words.say("components.undo"))
        self.redo.set_name(words.say("components.redo"))
        self.quarter.retranslate(words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._fit_steps()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._fit_steps()

    @override
    def event(self, event: QEvent) -> bool:
        # What stands at the right has a size of its own only once it is laid out.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Shorten the note before the title; leave it out rather than show its first letters."""
        if not self.isVisible():
            return  # what is asked for its size too early keeps the size that it had then
        note = self.note.sizeHint().width()
        # As wide as all would be with the whole search, however far that has given way.
        given = max(self.search.sizeHint().width() - self.search.maximumWidth(), 0)
        wanted = self._row.totalSizeHint().width() + (0 if self.search.isHidden() else given)
        if self.note.isHidden():
            wanted += note + self._row.spacing()
        lack = wanted - self.width()
        shown = bool(self.note.text()) and lack <= max(note - _LEAST_NOTE_PX, 0)
        self.note.setVisible(shown)
        policy = QSizePolicy.Policy.Minimum if shown else QSizePolicy.Policy.Preferred
        self.title.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
        self._fit_search(0 if shown else wanted - note - self._row.spacing() - self.width())

    def _fit_search(self, lack: int) -> None:
        """Let the search give way before the title is shortened, by so many pixels."""
        whole = self.search.sizeHint().width()
        room = max(whole - max(lack, 0), self.search.minimumWidth())
        if room != self.search.maximumWidth():
            self.search.setMaximumWidth(room)

    def _fit_steps(self) -> None:
        """Leave undo and redo to their keys where the actions of the page need the room."""
        steps = (self.undo, self.redo)
        # What is asked for its size too early keeps the size that it had then.
        room = not self.isVisible() or self._least_width(steps) <= self.width()
        shown = self._with_steps and room
        for button in steps:
            # Shown once more it would ask for another layout.
            if button.isHidden() == shown:
                button.setVisible(shown)

    def _least_width(self, steps: Sequence[QWidget]) -> int:
        """Return the width of all that is shown, with the steps, where what can gives way."""
        margins = self._row.contentsMargins()
        least = margins.left() + margins.right()
        for at in range(self._row.count()):
            item = self._row.itemAt(at)
            each = item.widget() if item is not None else None
            if each is None or (each.isHidden() and each not in steps):
                continue
            firm = each.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Fixed
            if firm:
                least += max(each.sizeHint().width(), each.minimumWidth())
            else:
                # As Qt has it, a least width that is set goes before the one that is asked for.
                least += each.minimumWidth() or each.minimumSizeHint().width()
            least += self._row.spacing()
        return least

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._appearance.colour("hairline"))
        painter.end()

    def _icon_button(self, icon: str, name: str) -> IconButton:
        button = IconButton(self._appearance, icon, "", parent=self)
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        row = self._row
        row.setContentsMargins(24, 0, 24, 1)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.title)
        row.addWidget(self.chip)
        row.addWidget(self.note)
        row.addStretch(1)
        row.addWidget(self.search)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(self.quarter)
