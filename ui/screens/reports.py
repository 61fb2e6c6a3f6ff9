"""Compose a report, see its pages as they will be printed, print, export and verify it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.errors import DomainError
from domain.formatting import Formatter
from domain.records import Condition, Query
from domain.report_address import address_of
from domain.reports.period import is_closed
from domain.units import Quarter
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.empty_state import EmptyState
from ui.components.label import hairline
from ui.refusal import allow, reason_of, sentence
from ui.report_ports import Asked, Check, Exported, Printed
from ui.reports.checking import show_check
from ui.reports.copies import CopyButton
from ui.reports.dialogs import REPORT, Dialogs
from ui.reports.issued import IssuedShown
from ui.reports.options import ReportOptions
from ui.reports.preview import ReportPreview
from ui.reports.printing import PrintJob, prepare
from ui.reports.saving import Saving, file_name
from ui.screen import HeaderParts, Screen
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from domain.progress import Progress
    from domain.records import Changes
    from ui.reports.dialogs import Asking
    from ui.screen import ScreenContext
    from ui.tasks import Task, Work

_SETTLE_MS: Final = 250
_SHARING: Final = "sharing"
# What is issued or looked at changes nothing in the report itself.
_SILENT: Final = frozenset({"report_issue", "saved_view"})


class ReportsScreen(Screen):
    """Show the options of a report beside its pages."""

    name = "reports"
    title_key = "reports.title"
    icon = "reports"
    parts = HeaderParts(search=False, steps=True, quarter=False)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self._values = Values(context.language, context.specs)
        self._stale = True
        self._task: Task | None = None
        self._refused: object = None
        self._shown: Asked | None = None
        self.dialogs: Asking = Dialogs(context.language, copies=False)
        self._make_buttons()
        self.checked = Banner(look, "info", self)
        self.checked.setObjectName("reports.checked")
        self.checked.hide()
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        make = context.services.reports
        self._ports = make() if make is not None else None
        if self._ports is None:
            self._lay_out_without(EmptyState(look, "reports", self))
            return
        self.options = ReportOptions(context, self._ports, self)
        self.preview = ReportPreview(context, self._ports, self)
        self.saving = Saving(context, self._ports, self)
        self.issued = IssuedShown(context, self._ports, self.preview, self)
        self._lay_out()
        self._wire()
        self.retranslate()

    def _make_buttons(self) -> None:
        look = self.context.appearance
        self.verify = Button(look, "", icon="verify", parent=self)
        self.verify.setObjectName("reports.verify")
        self.print = Button(look, "", icon="print", parent=self)
        self.print.setObjectName("reports.print")
        self.save_as = CopyButton(look, self)
        self.export = Button(look, "", "primary", icon="export", parent=self)
        self.export.setObjectName("reports.export")

    @override
    def header_actions(self) -> Sequence[QWidget]:
        return () if self._ports is None else (self.verify, self.print, self.save_as, self.export)

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        super().activate(quarter)
        if self._ports is not None and (moved or self._stale):
            self.options.retranslate(self._quarters())
            self._say_quarter()
            self.render_now()

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self.verify.set_text(say("reports.verify"))
        self.print.set_text(say("reports.print"))
        self.save_as.retranslate(say)
        self.export.set_text(say("reports.export"))
        self.checked.hide()
        if self._ports is None:
            return
        before = self.options.asked()
        self.options.retranslate(self._quarters())
        self.preview.retranslate()
        if self.quarter and self.options.asked().languages != before.languages:
            self._say_quarter()
            self._stale = True
            if self.isVisible():
                self.render_now()
        elif self.quarter:
            self._say_quarter()
            self.options.show_printed(self.preview.printed)
            if self._refused is not None:
                self.preview.show_error(self._why(self._refused))

    @override
    def show_record(self, record: str) -> None:
        """Show a report at the place of a record, both named by their address."""
        found = address_of(record)
        if found is None or self._ports is None or found.kind not in self._ports.kinds:
            return
        self.issued.look_for(found.table, found.record, _SHARING)
        self.options.compose(found.kind, found.languages)
        if found.quarter != self.quarter:
            self.context.desk.choose_quarter(found.quarter)
        else:
            self.render_now()

    @override
    def busy(self) -> bool:
        return self._settling.isActive()

    @override
    def focus_search(self) -> bool:
        if self._ports is None:
            return False
        self.preview.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.preview.search.selectAll()
        return True

    def render_now(self) -> None:
        """Print the report as it is composed into the preview."""
        self._settling.stop()
        self._stale, self._refused = False, None
        if self._ports is None:
            return
        if self._task is not None:
            self._task.cancel()
        asked, make = self.options.asked(), self._ports.preview
        self.preview.show_progress(0, 0)
        self._allow(on=False)

        def work(progress: Progress) -> object:
            return make(asked, progress)

        task = self.context.tasks.start(work, abandonable=True)
        self._task = task
        task.progressed.connect(partial(self._on_progressed, task))
        task.finished.connect(partial(self._on_printed, task, asked))
        task.failed.connect(partial(self._on_failed, task))
        task.cancelled.connect(partial(self._on_cancelled, task))

    # --------------------------------------------------------------------------------- the slots

    def _on_progressed(self, task: Task, done: int, total: int) -> None:
        if task is self._task:
            self.preview.show_progress(done, total)

    def _on_printed(self, task: Task, asked: Asked, printed: object) -> None:
        if task is self._task and isinstance(printed, Printed):
            self._task, self._shown = None, asked
            self.preview.show_printed(printed)
            self.options.show_printed(printed)
            self._allow(on=True)
            self.issued.show_printed(asked, printed)

    def _on_failed(self, task: Task, error: object) -> None:
        if task is self._task:
            self._task = None
            self._on_page_failed(error)

    def _on_page_failed(self, error: object) -> None:
        self._refused, self._shown = error, None
        self.preview.show_error(self._why(error))
        self.options.show_printed(None)
        self._allow(on=False)

    def _on_cancelled(self, task: Task) -> None:
        if task is self._task:
            self._task = self._shown = None
            self._stale = True
            self.preview.show_rest()
            self.options.show_printed(None)
            self._allow(on=False)

    def _on_cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_changed(self, changes: Changes) -> None:
        if set(changes.tables) <= _SILENT:
            return
        self._stale = True
        if self.isVisible() and self.quarter:
            self._allow(on=False)
            self._say_quarter()
            self._settling.start()

    def _on_quarter(self, quarter: str) -> None:
        if quarter and quarter != self.quarter:
            self.context.desk.choose_quarter(quarter)

    def _on_missing(self) -> None:
        where = [Condition("filter", "=", "missing")]
        self.context.desk.open_list("quarter_entry", where)

    def _on_export(self) -> None:
        printed = self.preview.printed
        if printed is None or self._ports is None:
            return
        path = self.dialogs.ask_where(self, file_name(printed, REPORT[0]))
        if path is None:
            return
        asked, issue = self.options.asked(), self._ports.issue

        def work(progress: Progress) -> object:
            return issue(asked, path, progress)

        self._run(work).finished.connect(partial(self._on_exported, printed.standing))

    def _on_exported(self, standing: str, exported: object) -> None:
        self._allow(on=self.preview.printed is not None)
        if isinstance(exported, Exported):
            key = f"reports.exported.{standing}"
            told = self.context.say(key, file=exported.path.name, revision=exported.revision)
            self.context.desk.tell(told)

    def _on_save_as(self, kind: str) -> None:
        printed = self.preview.printed
        if printed is not None:
            self.saving.save(kind, printed, self.options.asked(), self.dialogs)

    def _on_saved(self) -> None:
        self._allow(on=self.preview.printed is not None)

    def _on_verify(self) -> None:
        path = self.dialogs.ask_which(self)
        if path is None or self._ports is None:
            return
        hold = self._ports.verify

        def work(progress: Progress) -> object:
            return hold(path, progress)

        self._run(work).finished.connect(partial(self._on_verified, path))

    def _on_verified(self, path: Path, check: object) -> None:
        self._allow(on=self.preview.printed is not None)
        if isinstance(check, Check):
            show_check(self.checked, self._formatter(), path, check)

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrinter

        printed = self.preview.printed
        if printed is None or self._ports is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        prepare(printer, printed)
        if not self.dialogs.ask_printer(self, printer):
            return
        self._allow(on=False)
        job = PrintJob(self.context.tasks, self._ports, printer, printed, self)
        job.finished.connect(partial(self._on_print_over, job, None))
        job.failed.connect(partial(self._on_print_over, job))
        job.start(grey=self.preview.grey.isChecked())

    def _on_print_over(self, job: PrintJob, error: object) -> None:
        job.deleteLater()
        self._allow(on=self.preview.printed is not None)
        if error is None:
            self.context.desk.tell(self.context.say("reports.printed"))
        else:
            self._tell_failure(error)

    # ------------------------------------------------------------------------------------- parts

    def _run(self, work: Work) -> Task:
        """Start work that the header asked for; its failure is told at the foot of the window."""
        self._allow(on=False)
        task = self.context.tasks.start(work)
        task.failed.connect(self._tell_failure)
        return task

    def _tell_failure(self, error: object) -> None:
        self._allow(on=self.preview.printed is not None)
        self.context.desk.tell(self._why(error), icon="state.crit")

    def _why(self, error: object) -> str:
        if isinstance(error, DomainError):
            return sentence(self._values, error)
        return self.context.say("reports.failed.why", reason=reason_of(self._values, error))

    def _allow(self, *, on: bool) -> None:
        self.print.setEnabled(on)
        self.save_as.setEnabled(on)
        allow(self.export, self._values, self._export_refused())
        self.export.setEnabled(on and self.export.isEnabled())
        self.verify.setEnabled(on or self._task is None)

    def _export_refused(self) -> DomainError | None:
        """Return why whoever works may not issue the report of a closed quarter."""
        return self.context.bus.refusal("report_issue") if self._is_closed() else None

    def _quarters(self) -> list[str]:
        rows = self.context.records.select(
            Query("quarter", columns=("quarter",), order=("quarter",))
        )
        return [str(row["quarter"]) for row in rows] or [self.quarter]

    def _say_quarter(self) -> None:
        if self.quarter:
            self.options.show_quarter(self.quarter, is_open=not self._is_closed())

    def _is_closed(self) -> bool:
        """Tell whether what the composed report covers can no longer change."""
        kind = self.options.asked().kind if self._ports is not None else ""
        return bool(self.quarter) and is_closed(
            kind, self.context.records, Quarter.parse(self.quarter)
        )

    def _formatter(self) -> Formatter:
        return Formatter(self.context.lang, self.context.language.texts)

    def _lay_out(self) -> None:
        banner = QVBoxLayout()
        banner.setContentsMargins(16, 0, 16, 0)
        banner.addWidget(self.checked)
        banner.addWidget(self.issued.banner)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(banner)
        right.addWidget(self.preview, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.options)
        row.addWidget(hairline(self, vertical=True))
        row.addLayout(right, 1)

    def _lay_out_without(self, empty: EmptyState) -> None:
        empty.set_words(self.context.say("reports.none"))
        column = QVBoxLayout(self)
        column.addWidget(empty)

    def _wire(self) -> None:
        self._settling.timeout.connect(self.render_now)
        self.options.changed.connect(self._settling.start)
        self.options.quarter_chosen.connect(self._on_quarter)
        self.options.kind_chosen.connect(self._say_quarter)
        self.options.page_asked.connect(lambda page: self.preview.show_page(page - 1))
        self.options.missing_asked.connect(self._on_missing)
        self.preview.cancelled.connect(self._on_cancel)
        self.preview.again_asked.connect(self.render_now)
        self.preview.failed.connect(self._on_page_failed)
        self.preview.record_asked.connect(self.context.desk.open_record)
        self.verify.clicked.connect(self._on_verify)
        self.print.clicked.connect(self._on_print)
        self.save_as.copy_asked.connect(self._on_save_as)
        self.saving.started.connect(partial(self._allow, on=False))
        self.saving.ended.connect(self._on_saved)
        self.saving.failed.connect(self._tell_failure)
        self.export.clicked.connect(self._on_export)
        self.checked.link_clicked.connect(self.checked.hide)
        self.issued.today_asked.connect(self.render_now)
        self.issued.shown.connect(self.options.show_printed)
        self.context.bus.changed.connect(self._on_changed)
