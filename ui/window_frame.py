"""Hold the fixed parts of the window and their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.banner import Banner
from ui.components.navigation import Navigation
from ui.components.page_header import PageHeader
from ui.components.scroll_area import Scrolling
from ui.components.status_bar import StatusBar
from ui.components.toast import Toast
from ui.help_panel import HelpPanel
from ui.page_stack import PageStack
from ui.page_tabs import PageTabs
from ui.palette import Palette
from ui.people.asking import WhoAsking
from ui.places import all_pages
from ui.refusal import sentence
from ui.services import cannot_write
from ui.tab_order import step
from ui.values import Values
from ui.window_facts import palette_entries

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QShowEvent

    from ui.crash_notice import CrashNotice
    from ui.window_facts import Workplace

_LEAST: Final = (400, 300)
"""Smallest window: what is left of 1024 × 768 where everything is shown two and a half times."""

_WHOLE: Final = (900, 600)
"""Room that the parts need; a smaller window scrolls over them."""


class WindowFrame(QWidget):
    """Hold navigation, header, tabs, the stack of screens, help, status bar."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = workplace
        self._values = Values(workplace.language, workplace.specs)
        self._quarter = ""
        self._crash: CrashNotice | None = None
        self._exposed = False
        self._make_parts()
        self._lay_out()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._exposed:
            self.windowHandle().installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin the work beside the window once it is painted: both want the interpreter.

        Its own paint event would not tell: it never comes where what lies in it covers it whole.
        """
        if event.type() is QEvent.Type.Expose and not self._exposed:
            self._exposed = True
            watched.removeEventFilter(self)
            # What is exposed is painted before the event loop comes round.
            QTimer.singleShot(0, self._place.tasks, self._place.tasks.release)
        return super().eventFilter(watched, event)

    def pages(self) -> tuple[str, ...]:
        """Return the names of all pages, in the order of the navigation."""
        return all_pages(self._place.specs)

    @override
    def focusNextPrevChild(self, forward: bool) -> bool:
        return step(self, forward=forward)

    def say_read_only(self) -> None:
        """Say that nothing can be changed, and why: who works, or who else holds the workbook."""
        bus, say = self._place.bus, self._place.language.say
        barred = bus.barred()
        if not bus.records.writable:
            words = cannot_write(self._place.services, say)
            self._read_only.set_message(say("people.reading"), words)
        elif barred is not None:
            words = sentence(self._values, barred)
            self._read_only.set_message(say("people.reading"), words, say("people.choose"))
        shown = not bus.writable
        self._read_only.setVisible(shown)
        self._margin.setContentsMargins(*((24, 8, 24, 0) if shown else (0, 0, 0, 0)))

    def tell_crash(self, report: Path, *, ended: bool) -> None:
        """Say over the page that something went wrong, and where the report is."""
        if self._crash is None:
            from ui.crash_notice import CrashNotice

            self._crash = CrashNotice(self._place.appearance, self._place.language, self)
            self._crash.advice_asked.connect(lambda: self.help.open_window("troubles"))
            self._column.insertWidget(1, self._crash)
        self._crash.show_report(report, ended=ended)

    def _make_parts(self) -> None:
        look, words = self._place.appearance, self._place.language.words
        self.setObjectName("window")
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*_LEAST)
        self._whole = QWidget(self)
        self._whole.setProperty("ground", "page")
        self._whole.setMinimumSize(*_WHOLE)
        # A screen that shows everything twice as large leaves less than the parts need.
        self._scrolling = Scrolling(self)
        self._scrolling.setObjectName("window.whole")
        self.navigation = Navigation(look, self)
        self.header = PageHeader(look, words, self)
        self.tabs = PageTabs(look, self)
        self.tabs.setObjectName("tabs")
        self._read_only = Banner(look, "warn", self)
        self._read_only.setObjectName("read_only")
        self._stack = PageStack(self)
        self.help = HelpPanel(look, self._values, self.pages, self)
        self.status = StatusBar(look, self)
        self._toast = Toast(look, words, self)
        self.palette_box = Palette(
            look,
            self._values,
            self._place.bus.records,
            lambda: palette_entries(self._values, self.pages()),
            self,
        )

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._stack, 1)
        self.help.stand_beside(self._stack, middle)
        self.who = WhoAsking(self._place, middle, self)
        self._margin = QVBoxLayout()
        self._margin.addWidget(self._read_only)
        self._column = column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._margin)
        column.addWidget(self.tabs)
        column.addLayout(middle, 1)
        column.addWidget(self.status)
        self.say_read_only()
        row = _Row(self._whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(column, 1)
        self._scrolling.setWidget(self._whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scrolling)
        for over in (self._toast, self.palette_box):
            over.raise_()


class _Row(QHBoxLayout):
    """Lay the parts of the window out in the height that there is.

    What scrolls would give a row that asks for a height by its width as much as it asks for.
    """

    @override
    def hasHeightForWidth(self) -> bool:
        return False
