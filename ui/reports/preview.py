"""Show a printed report: its pages, their small pictures, size, black and white, a search."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from domain.formatting import Formatter
from domain.units import WHOLE_BP
from ui.components.breaking_row import BreakingRow
from ui.components.buttons import Button, IconButton
from ui.components.card import Card
from ui.components.empty_state import EmptyState
from ui.components.error_panel import ErrorPanel
from ui.components.label import Label, hairline
from ui.components.progress import ProgressPanel
from ui.reports.page_view import PageView
from ui.reports.sheets import Sheets
from ui.reports.sources import SourcesButton
from ui.reports.thumbnails import Thumbnails

if TYPE_CHECKING:
    from domain.progress import Progress
    from ui.report_ports import Place, Printed, ReportPorts
    from ui.screen import ScreenContext

_BAR_PX: Final = 43
_PANEL_PX: Final = 480
_PANEL_LEAST_PX: Final = 320
_SEARCH_PX: Final = 150
_SEARCH_LEAST_PX: Final = 56


class ReportPreview(QWidget):
    """Show the pages of a report as they will be printed.

    Signals:
        cancelled: the user asked to stop the printing into the preview.
        again_asked: the user wants the preview made again.
        failed: the exception that reading a page ended with.
        record_asked: page and id of a record that the page in force tells of.
    """

    cancelled = Signal()
    again_asked = Signal()
    failed = Signal(object)
    record_asked = Signal(str, str)

    def __init__(
        self, context: ScreenContext, ports: ReportPorts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._ports = ports
        self.page = 0
        self.printed: Printed | None = None
        self._wanted: tuple[str, str, str] | None = None
        self.sheets = Sheets(context.tasks, ports, self)
        look = context.appearance
        self.thumbnails = Thumbnails(look, self.sheets, self)
        self.view = PageView(look, self.sheets, self)
        self.progress = ProgressPanel(look, context.words, self)
        self.progress.setObjectName("reports.progress")
        self.error = ErrorPanel(look, context.words, self)
        self.error.setObjectName("reports.error")
        self.rest = EmptyState(look, "reports", self)
        self._make_bar()
        self._lay_out()
        self._wire()

    def _make_bar(self) -> None:
        look = self._context.appearance
        self._back = self._icon("chevron-left", "previous_page")
        self._on = self._icon("chevron-right", "next_page")
        self._smaller = self._icon("zoom-out", "smaller")
        self._larger = self._icon("zoom-in", "larger")
        self.place = Label("", "strong", parent=self)
        self.search = QLineEdit(self)
        self.search.setObjectName("reports.search")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_SEARCH_LEAST_PX)
        self.search.setMaximumWidth(_SEARCH_PX)
        self._found = Label("", "note", parent=self)
        self._size = Label("", parent=self)
        self._whole = Button(look, "", small=True, parent=self)
        self._whole.setObjectName("reports.whole_page")
        self._whole.setCheckable(True)
        self.sources = SourcesButton(self._context, self)
        self.grey = Button(look, "", "quiet", parent=self)
        self.grey.setObjectName("reports.grey")
        self.grey.setCheckable(True)

    def _icon(self, icon: str, name: str) -> IconButton:
        button = IconButton(self._context.appearance, icon, "", parent=self)
        button.setObjectName(f"reports.{name}")
        return button

    def retranslate(self) -> None:
        """Say the own words in the language in force."""
        say = self._context.say
        for button in (self._back, self._on, self._smaller, self._larger):
            button.set_name(say(button.objectName()))
        self.sources.say_again()
        self._whole.set_text(say("reports.whole_page"))
        self.grey.set_text(say("reports.grey"))
        self.search.setPlaceholderText(say("reports.search"))
        self.search.setAccessibleName(say("reports.search"))
        self.thumbnails.setAccessibleName(say("reports.thumbnails"))
        self.view.setAccessibleName(say("reports.preview"))
        self.progress.retranslate(self._context.words)
        self.error.retranslate(self._context.words)
        self.rest.set_words(say("reports.cancelled"), say("reports.again"), "run")
        if self.printed is not None:
            self.thumbnails.set_pages(self._names(self.printed))
        self._say_place()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the printing is; nothing is known of it at 0 of 0."""
        share = done / total if total else 0.0
        fmt = Formatter(self._context.lang, self._context.language.texts)
        told = fmt.percent(round(share * WHOLE_BP), 0) if total else ""
        note = "reports.printing.page" if total else "reports.printing"
        words = self._context.say(note, page=done, pages=total)
        self.progress.set_progress(share, told, words)
        self._pages.setCurrentIndex(1)
        self._enable(on=False)

    def show_printed(self, printed: Printed) -> None:
        """Show the pages of a report, as near as possible to where the reader was."""
        page = self.page if self.printed is not None else 0
        self.printed = printed
        self.sheets.open(printed.path)
        self.thumbnails.set_pages(self._names(printed))
        self._pages.setCurrentIndex(0)
        self._enable(on=True)
        self._found.set_text("")
        self.show_page(min(page, printed.pages - 1))
        self.go()

    def show_error(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self._forget()
        self.error.set_error(self._context.say("reports.failed"), sentence)
        self._pages.setCurrentIndex(2)

    def show_rest(self) -> None:
        """Say that the user stopped, and offer to go on."""
        self._forget()
        self._pages.setCurrentIndex(3)

    def show_page(self, page: int) -> None:
        """Show a page, from 0."""
        if self.printed is None or not 0 <= page < self.printed.pages:
            return
        self.page = page
        places = self.places(page)
        self.view.show_page(page, grey=self.grey.isChecked(), places=places)
        self.sources.show_places(places)
        self.thumbnails.show_page(page)
        self._say_place()

    def places(self, page: int) -> list[Place]:
        """Return where a page (from 0) tells of records."""
        printed = self.printed
        return [each for each in printed.places if each.page == page] if printed else []

    def look_for(self, table: str, record: str, part: str) -> None:
        """Look for a record in the next report shown; where it is not told of, show a part."""
        self._wanted = (table, record, part)

    def go(self) -> None:
        """Show what is looked for."""
        wanted, self._wanted = self._wanted, None
        if wanted is None or self.printed is None:
            return
        table, record, part = wanted
        if not self._find_record(table, record):
            self.show_page(self.printed.starts.get(part, 1) - 1)

    def _find_record(self, table: str, record: str) -> bool:
        """Show the page that tells of a record and frame the place; tell whether there is one.

        Of several places it is the last that tells of this record only: that of the result.
        """
        wanted = (table, record)
        told = (
            [each for each in self.printed.places if wanted in each.records] if self.printed else []
        )
        if not told:
            return False
        alone = [each for each in told if len(each.records) == 1]
        place = (alone or told)[-1]
        self.show_page(place.page)
        self.view.mark(place)
        return True

    def _forget(self) -> None:
        self.printed = self._wanted = None
        self.sources.show_places(())
        self.sheets.open(None)
        self._enable(on=False)
        self._say_place()

    def _names(self, printed: Printed) -> list[str]:
        """Return the number of each page, with the part that starts on it."""
        say = self._context.say
        parts = {page: key for key, page in reversed(list(printed.starts.items()))}
        names = []
        for page in range(1, printed.pages + 1):
            part = say(f"report.part.{parts[page]}") if page in parts else ""
            key = "reports.thumbnail.part" if part else "reports.thumbnail"
            names.append(say(key, page=page, part=part))
        return names

    def _say_place(self) -> None:
        pages = self.printed.pages if self.printed else 0
        say = self._context.say
        shown = say("reports.place", page=self.page + 1, pages=pages) if pages else ""
        self.place.set_text(shown)
        self._back.setEnabled(self.page > 0 and bool(pages))
        self._on.setEnabled(self.page + 1 < pages)

    def _say_size(self) -> None:
        fmt = Formatter(self._context.lang, self._context.language.texts)
        self._size.set_text(fmt.percent(round(self.view.size_shown * WHOLE_BP), 0))
        self._whole.setChecked(self.view.whole_page)

    def _enable(self, *, on: bool) -> None:
        controls = (self._smaller, self._larger, self._whole, self.grey, self.search)
        for control in (*controls, self._back, self._on):
            control.setEnabled(on)

    def _bar(self) -> QWidget:
        """Return the tools above the page."""
        self._tools = BreakingRow(_BAR_PX, self)
        for left in (self._back, self.place, self._on):
            self._tools.left.addWidget(left)
        self._tools.left.addWidget(self.search, 1000)
        self._tools.left.addWidget(self._found)
        self._tools.left.addStretch(1)
        self._tools.right.addWidget(self.sources)
        zoom = QHBoxLayout()
        zoom.setSpacing(2)
        for each in (self._smaller, self._size, self._larger):
            zoom.addWidget(each)
        self._tools.right.addLayout(zoom)
        for right in (self._whole, self.grey):
            self._tools.right.addWidget(right)
        self._tools.right.addStretch(1)
        return self._tools

    def _lay_out(self) -> None:
        self._pages = QStackedLayout()
        self._pages.addWidget(self._sheet_page())
        under_way = Card(self)
        under_way.body.addWidget(self.progress)
        for state in (under_way, self.error, self.rest):
            self._pages.addWidget(self._middle(state))
        ground = QWidget(self)
        ground.setProperty("ground", "sunken")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        ground.setLayout(self._pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar())
        column.addWidget(hairline(self))
        column.addWidget(ground, 1)

    def _sheet_page(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self.thumbnails)
        row.addWidget(self.view, 1000)
        row.addStretch(1)
        self.view.room_across = lambda: page.width() - self.thumbnails.width()
        return page

    def _middle(self, widget: QWidget) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 24, 24, 24)
        widget.setMaximumWidth(_PANEL_PX)
        widget.setMinimumWidth(_PANEL_LEAST_PX)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(widget, 1000)
        row.addStretch(1)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(2)
        return page

    def _wire(self) -> None:
        self._back.clicked.connect(lambda: self.show_page(self.page - 1))
        self._on.clicked.connect(lambda: self.show_page(self.page + 1))
        self.view.place_asked.connect(lambda place: self.sources.ask(place, QCursor.pos()))
        self.sources.record_asked.connect(self.record_asked)
        self.view.turned.connect(lambda step: self.show_page(self.page + step))
        self.view.size_changed.connect(self._say_size)
        self.thumbnails.page_chosen.connect(self.show_page)
        self._smaller.clicked.connect(lambda: self.view.step_size(-1))
        self._larger.clicked.connect(lambda: self.view.step_size(1))
        self._whole.clicked.connect(lambda: self.view.choose_size(0))
        self.grey.toggled.connect(lambda _on: self.show_page(self.page))
        self.progress.cancelled.connect(self.cancelled)
        self.rest.action_asked.connect(self.again_asked)
        self.sheets.failed.connect(self.failed)
        self.search.returnPressed.connect(self._on_search)

    def _on_search(self) -> None:
        """Look for the words from the page after this one on, round the end."""
        wanted, printed = self.search.text().strip().casefold(), self.printed
        if not wanted or printed is None:
            return
        order = [(self.page + step) % printed.pages for step in range(1, printed.pages + 1)]
        read, path = self._ports.text, printed.path

        def work(progress: Progress) -> object:
            for done, page in enumerate(order):
                progress.step(done, len(order))
                if wanted in read(path, page).casefold():
                    return page
            return None

        task = self._context.tasks.start(work, abandonable=True)
        task.finished.connect(partial(self._on_found, printed))
        task.failed.connect(self.failed)

    def _on_found(self, printed: Printed, page: object) -> None:
        if printed is not self.printed:
            return
        found = isinstance(page, int)
        self._found.set_text("" if found else self._context.say("reports.not_found"))
        if isinstance(page, int):
            self.show_page(page)
