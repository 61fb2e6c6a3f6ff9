"""Bring data in and keep them safe: import, backups, health check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.buttons import Button
from ui.components.due_list import DueList, DueRow
from ui.components.label import Label, hairline
from ui.components.progress import ProgressPanel
from ui.components.scroll_area import ScrollArea
from ui.components.section_title import SectionTitle
from ui.refusal import reason_of, sentence
from ui.screen import HeaderParts, Screen
from ui.screens.backups_panel import BackupsPanel
from ui.screens.exchange_panel import ExchangePanel
from ui.screens.import_panel import ImportPanel
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from domain.records import Changes
    from ui.screen import ScreenContext
    from ui.services import Finding
    from ui.tasks import Task

_SIDE_PX: Final = 324
_MOST_LINES: Final = 8
"""Of a finding, whose sentence says the remedy at its end."""
_BOTH_PX: Final = 1480


class DataScreen(Screen):
    """Show the import at the left, backups and the health check at the right."""

    name = "data"
    title_key = "page.data"
    icon = "data"
    parts = HeaderParts(quarter=False)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self._values = Values(context.language, context.specs)
        self._task: Task | None = None
        self._filled = False
        self._found: Sequence[Finding] | None = None
        self.importing = ImportPanel(context, self)
        self.backups = BackupsPanel(context, self)
        self._health_title = SectionTitle(look, parent=self)
        self._health_note = Label("", "caption", wrap=True, parent=self)
        self.check = Button(look, "", icon="verify", parent=self)
        self.check.setObjectName("data.check")
        self.exchange = ExchangePanel(context, self)
        self._progress = ProgressPanel(look, context.words, self)
        self._findings = DueList(look, lines=_MOST_LINES, parent=self)
        self._findings.setObjectName("data.findings")
        self._findings.row_chosen.connect(self._on_finding)
        self._lay_out()
        self._wire()
        self.retranslate()

    @override
    def activate(self, quarter: str) -> None:
        super().activate(quarter)
        self.backups.show_backups()

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self.importing.retranslate()
        self.exchange.retranslate()
        self.backups.retranslate()
        self._health_title.set_words(say("data.health"))
        self._health_note.set_text(say("data.health.about"))
        self.check.set_text(say("data.check"))
        self._progress.retranslate(self.context.words)
        self._show_findings()

    def _lay_out(self) -> None:
        side = QWidget(self)
        side.setProperty("ground", "page")
        column = QVBoxLayout(side)
        # Words keep away from the scroll bar that a low window has.
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addWidget(self.backups)
        column.addSpacing(16)
        column.addWidget(self.exchange)
        column.addSpacing(16)
        health = (self._health_title, self._health_note, self.check, self._progress)
        for part in (*health, self._findings):
            column.addWidget(part)
        column.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(24)
        self._row.addWidget(self.importing, 1)
        self._between = hairline(self, vertical=True)
        self._row.addWidget(self._between)
        self._side = ScrollArea(side, self, sideways=False)
        self._side.setFixedWidth(_SIDE_PX)
        self._row.addWidget(self._side)
        self._progress.hide()

    def _wire(self) -> None:
        services = self.context.services
        self.check.setEnabled(services.check_health is not None)
        self.check.clicked.connect(self._on_check)
        self._progress.cancelled.connect(self._on_cancel)
        self.context.bus.changed.connect(self._on_changed)
        self.importing.filled.connect(self._on_filled)
        self.backups.made.connect(self.context.desk.say_saved)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()

    def _on_filled(self, filled: bool) -> None:  # noqa: FBT001 - a signal gives it by position
        self._filled = filled
        self._share_out()

    def _share_out(self) -> None:
        """Leave a narrow page to the answer of an import alone."""
        both = not self._filled or self.width() >= _BOTH_PX
        for part in (self._between, self._side):
            part.setVisible(both)
        # The column at the side brings its own distance to the edge along.
        self._row.setContentsMargins(24, 16, 16 if both else 24, 16)

    def _show_findings(self) -> None:
        say = self.context.say
        rows = []
        if self._found is not None and not self._found:
            rows = [DueRow("0", say("data.health.ok"), "", "", "", "ok")]
        for at, finding in enumerate(self._found or ()):
            named = dict(finding.values)
            if finding.reason is not None:
                named["reason"] = sentence(self._values, finding.reason)
            words = say(finding.key, **named)
            rows.append(DueRow(str(at), words, "", "", "", finding.state))
        self._findings.set_rows(rows)
        self._findings.setVisible(bool(rows))
        self._findings.setAccessibleName(say("data.health"))

    def _on_finding(self, key: str) -> None:
        """Show the record where a finding is to be mended; damage has none."""
        found = self._found or ()
        table, record = found[int(key)].place if int(key) < len(found) else ("", "")
        if record:
            self.context.desk.open_record(table, record)

    def _on_check(self) -> None:
        look = self.context.services.check_health
        if look is None or self._task is not None:
            return
        task = self.context.tasks.start(look, abandonable=True)
        self._task = task
        task.finished.connect(self._on_checked)
        task.failed.connect(self._on_check_failed)
        task.cancelled.connect(lambda: self._end_check(None))
        task.progressed.connect(self._on_progressed)
        self._progress.set_progress(0.0, "", self.context.say("data.checking"))
        self._progress.show()
        self.check.setEnabled(False)

    def _on_progressed(self, done: int, total: int) -> None:
        share = done / total if total else 0.0
        percent = self._values.format.percent(round(share * 10_000), 0)
        self._progress.set_progress(share, percent, self.context.say("data.checking"))

    def _on_checked(self, found: Sequence[Finding]) -> None:
        self._end_check(found)

    def _on_check_failed(self, error: Exception) -> None:
        self._end_check(None)
        words = self.context.say("data.check_failed", reason=reason_of(self._values, error))
        self.context.desk.tell(words, icon="state.crit")

    def _end_check(self, found: Sequence[Finding] | None) -> None:
        self._task = None
        self._found = found
        self._progress.hide()
        self.check.setEnabled(True)
        self._show_findings()

    def _on_cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_changed(self, _changes: Changes) -> None:
        # What was found no longer describes the workbook.
        self._found = None
        self._show_findings()
