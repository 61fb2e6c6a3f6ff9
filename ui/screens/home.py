"""Show this quarter at a glance: verdict, indicators, what is due, what changed."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedLayout, QWidget
from typing_extensions import override

from domain.formatting import Formatter
from domain.records import Condition
from domain.units import WHOLE_BP, Quarter
from ui.components.empty_state import EmptyState
from ui.components.label import hairline
from ui.components.scroll_area import ScrollArea
from ui.home.aside import AsideReading
from ui.home.facts import HomeFacts, is_empty, read_facts
from ui.home.figures import QuarterFigures
from ui.home.next_steps import NextSteps
from ui.home.quarter_side import LEAST_SHOWN, QuarterSide
from ui.refusal import reason_of
from ui.screens.fresh import FreshScreen
from ui.values import Values

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from domain.records import Records
    from ui.home.events import Lead
    from ui.screen import ScreenContext

_SIDE_PX: Final = 353
_SIDE_LEAST_PX: Final = 250
_LEFT_PX: Final = 716
_TABLE_PX: Final = 600
_BETWEEN_PX: Final = 105
_NARROW_PX: Final = 1100
_STACKED_PX: Final = 780
_MARGINS_PX: Final = 64
_HEIGHT_PX: Final = 690
_DUE_PX: Final = 53
_SLOW_MS: Final = 400
_WORDED_BY: Final = ("ui.home.events", "ui.home.output", "ui.home.rows", "ui.home.verdict")


class HomeScreen(FreshScreen):
    """Show the quarter in force; every row leads to its place."""

    name = "home"
    title_key = "home.title"
    icon = "home"

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.facts: HomeFacts | None = None
        self.figures = QuarterFigures(context, self)
        self.side = QuarterSide(context, self)
        self.empty = EmptyState(context.appearance, "home", self)
        self.next = NextSteps(context, self.empty, self)
        self._waiting = EmptyState(context.appearance, "due_soon", self)
        self._aside = AsideReading(context, self)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._lay_out()
        self._wire()
        self.retranslate()

    @override
    def retranslate(self) -> None:
        words = "home.empty.import" if self._can_import() else "home.empty.entry"
        icon = "upload" if self._can_import() else "entry"
        self.empty.set_words(self.context.say("home.empty"), self.context.say(words), icon)
        self._waiting.set_words(self.context.say("home.reading"))
        if self.facts is not None or self.quarter:
            self._show()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # In a narrow window the table keeps its room and the column beside it gives way, until
        # it stands below.
        left = self.width() - _BETWEEN_PX - _TABLE_PX
        narrow, stacked = self.width() < _NARROW_PX, self.width() < _STACKED_PX
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)
        self._rule.setVisible(not stacked)
        width = max(_SIDE_LEAST_PX, min(left, _SIDE_PX)) if narrow else _SIDE_PX
        width = self.width() - _MARGINS_PX if stacked else width
        self.side.setMinimumWidth(width)
        self.side.setMaximumWidth(width if narrow else self.width())
        self.side.set_most(LEAST_SHOWN + max(self.height() - _HEIGHT_PX, 0) // _DUE_PX)

    @override
    def _read(self) -> None:
        self._aside.drop()
        records = self.context.records
        if is_empty(records):
            self.facts = None
            self._show()
            return
        quarter, today = Quarter.parse(self.quarter), self.context.today()
        if self._aside.worthwhile():
            if self.facts is None:
                self._pages.setCurrentWidget(self._waiting)
            elif self.facts.quarter != quarter:
                self._slow.start()
            self._aside.start(lambda copy: _read_page(copy, quarter, today))
            return
        self.facts = read_facts(records, quarter, today)
        self._show()

    def _on_slow(self) -> None:
        """Cover the quarter before once the reading of another takes noticeably long."""
        self._pages.setCurrentWidget(self._waiting)

    def _on_read(self, facts: object) -> None:
        if isinstance(facts, HomeFacts):
            self.facts = facts
            self._show()

    def _on_read_failed(self, error: BaseException) -> None:
        reason = reason_of(Values(self.context.language, self.context.specs), error)
        self.context.desk.tell(self.context.say("home.not_read", reason=reason), icon="state.crit")

    def _show(self) -> None:
        facts, context = self.facts, self.context
        self._slow.stop()
        self._pages.setCurrentWidget(self.next if facts is None else self._area)
        if facts is None:
            self.next.say(self.quarter)
            return
        from domain.reports.names import names_of
        from ui.home.events import change_entries, due_entries
        from ui.home.rows import counts

        texts = context.language.texts
        fmt = Formatter(context.lang, texts)
        names = names_of(context.records, texts, context.lang)
        self.figures.show_facts(facts, fmt, names)
        share = facts.known * WHOLE_BP // facts.owed if facts.owed else WHOLE_BP
        self.side.show_filled(
            counts(facts, fmt),
            [each.key for each in facts.filled],
            fmt.percent(share),
            facts.missing,
        )
        self.side.show_due(due_entries(facts.dues, context.records, fmt, names))
        self.side.show_changes(change_entries(facts, fmt, names))

    def _can_import(self) -> bool:
        return self.context.services.import_files is not None

    def _lay_out(self) -> None:
        page = QWidget(self)
        page.setProperty("ground", "page")
        self._row = row = QHBoxLayout(page)
        row.setContentsMargins(24, 16, 24, 16)
        row.setSpacing(24)
        row.addWidget(self.figures, _LEFT_PX)
        self._rule = hairline(page, vertical=True)
        row.addWidget(self._rule)
        row.addWidget(self.side, _SIDE_PX)
        self._area = ScrollArea(page, self, sideways=False)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.next)
        self._pages.addWidget(self._area)
        self._pages.addWidget(self._waiting)

    def _wire(self) -> None:
        desk = self.context.desk
        self.figures.missing_asked.connect(self._on_missing)
        self.figures.indicator_chosen.connect(self._on_indicator)
        self.figures.stages_chosen.connect(self._on_stages)
        self.side.missing_asked.connect(self._on_missing)
        self.side.entry_asked.connect(self._on_entry)
        self.side.lead_chosen.connect(self._on_lead)
        self.side.trail_asked.connect(lambda: desk.open_screen("trail"))
        self.empty.action_asked.connect(self._on_begin)
        self._slow.timeout.connect(self._on_slow)
        self._aside.finished.connect(self._on_read)
        self._aside.failed.connect(self._on_read_failed)
        self.context.bus.changed.connect(self._on_changed)

    def _on_missing(self) -> None:
        self.context.desk.open_list("quarter_entry", [Condition("filter", "=", "missing")])

    def _on_entry(self, grid: str) -> None:
        where = [Condition("grid", "=", grid)] if grid else []
        self.context.desk.open_list("quarter_entry", where)

    def _on_indicator(self, key: str) -> None:
        if key:
            self.context.desk.open_record("indicators", key)
        else:
            self.context.desk.open_screen("indicators")

    def _on_stages(self, stages: tuple[str, ...]) -> None:
        where = Condition("to_stage", "in", stages)
        self.context.desk.open_list("stage_change", [where])

    def _on_lead(self, lead: Lead) -> None:
        if lead.record:
            self.context.desk.open_record(lead.table, lead.record)
        else:
            self.context.desk.open_list(lead.table, lead.where)

    def _on_begin(self) -> None:
        self.context.desk.open_screen("data" if self._can_import() else "quarter_entry")


def _read_page(records: Records, quarter: Quarter, today: date) -> HomeFacts:
    """Read the facts beside the window, and load what will word them on its thread."""
    for name in _WORDED_BY:
        importlib.import_module(name)
    return read_facts(records, quarter, today)
