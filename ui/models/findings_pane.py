"""Show what a run tells: verdict, warnings, figures and tables, how it is computed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.formatting import Formatter
from domain.studies import study as study_of
from domain.studies.formulas import equations
from ui.components.banner import Banner
from ui.components.empty_state import EmptyState
from ui.components.label import IconLabel, Label
from ui.components.progress import ProgressPanel
from ui.components.scroll_area import ScrollArea
from ui.components.section_title import SectionTitle
from ui.models.bargaining.table import LEFT, STUDY, BargainingTable
from ui.models.exhibit import Exhibit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from domain.reports.tree import Figure, Table
    from domain.studies.inquiry import Inquiry
    from domain.studies.study import Findings
    from ui.screen import ScreenContext

_TEXT_PX = 720
_HOW = ("how", "formula", "references")


class FindingsPane(QWidget):
    """Hold the right side of a study's page.

    Signals:
        cancel_asked: the run shall stop.
        run_asked: the study shall run again.
        table_made: the table at which one negotiates has come about.
    """

    cancel_asked = Signal()
    run_asked = Signal()
    table_made = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self.findings: Findings | None = None
        self.stale = Banner(look, "warn", self)
        self.stale.setObjectName("models.stale")
        self.stale.link_clicked.connect(self.run_asked)
        self.refused = Banner(look, "crit", self)
        self.refused.setObjectName("models.refused")
        self.progress = ProgressPanel(look, context.words, self)
        self.progress.setObjectName("models.progress")
        self.progress.cancelled.connect(self.cancel_asked)
        self.empty = EmptyState(look, "models", self)
        self.verdict = Banner(look, "info", self)
        self.verdict.setObjectName("models.verdict")
        self.table: BargainingTable | None = None
        self._told = QVBoxLayout()
        self._told.setSpacing(24)
        self._shown: list[QWidget] = []
        self._study = ""
        self._waiting: list[Figure | Table] = []
        self._steps: list[Callable[[], None]] = []
        # One part after the other: all at once would hold the window up.
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._on_next)
        self._lay_out()
        for part in (self.stale, self.refused, self.progress, self.empty):
            part.hide()

    def show_result(self, inquiry: Inquiry, result: Mapping[str, object]) -> None:
        """Tell a result in the language in force."""
        language = self._context.language
        formatter = Formatter(language.lang, language.texts)
        findings = study_of(inquiry.study).tell(inquiry.inputs, result, formatter)
        self.findings = findings
        self._clear_told()
        self.verdict.set_state("info")
        self.verdict.set_message(findings.verdict)
        self.verdict.show()
        self.empty.hide()
        if findings.warnings:
            self._add(self._warnings(findings.warnings))
        self._study = inquiry.study
        self._waiting = list(findings.exhibits)
        self._lay_table(inquiry, result)
        self._next.start()

    def _lay_table(self, inquiry: Inquiry, result: Mapping[str, object]) -> None:
        """Show the table at which one negotiates in the place of the first exhibits."""
        if inquiry.study != STUDY or "worth" not in result:  # of too many parties there is none
            if self.table is not None:
                self.table.hide()
            return
        shown = self._waiting[: LEFT + 1]
        del self._waiting[: LEFT + 1]
        if self.table is None:
            self._steps = [
                self._make_table,
                partial(self._show_table, inquiry, result, shown[LEFT]),
                partial(self._show_left, shown[:LEFT]),
            ]
            return
        # What is under the hand follows at once.
        self._show_table(inquiry, result, shown[LEFT])
        self._show_left(shown[:LEFT])

    def _make_table(self) -> None:
        self.table = BargainingTable(self._context, self)
        self.table.said.connect(self._on_said)
        self._table_place.addWidget(self.table)
        self.table_made.emit()

    def _show_table(
        self, inquiry: Inquiry, result: Mapping[str, object], accepted: Figure | Table
    ) -> None:
        if self.table is not None:
            self.table.show_result(inquiry, result, accepted)
            self.table.show()

    def _show_left(self, exhibits: Sequence[Figure | Table]) -> None:
        if self.table is not None:
            self.table.show_left(exhibits)

    def busy(self) -> bool:
        """Tell whether exhibits are yet to be shown."""
        return self._next.isActive()

    def show_nothing(self, sentence: str, action: str = "") -> None:
        """Say why there is nothing to show."""
        self.findings = None
        self.clear()
        self.empty.set_words(sentence, action)
        self.empty.show()

    def clear(self) -> None:
        """Take away what was told."""
        self._clear_told()
        self.verdict.hide()
        if self.table is not None:
            self.table.hide()

    def _clear_told(self) -> None:
        self._next.stop()
        self._steps = []
        self._waiting = []
        for part in self._shown:
            self._told.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._shown = []

    def say_stale(self, *, stale: bool) -> None:
        """Say whether inputs have changed since the run."""
        say = self._context.say
        self.stale.set_message(
            say("models.stale"), say("models.stale.why"), say("models.run_again")
        )
        self.stale.setVisible(stale)

    def say_refused(self, sentence: str) -> None:
        """Say why a run was refused, or with an empty sentence that none was."""
        self.refused.set_message(sentence)
        self.refused.setVisible(bool(sentence))

    def _lay_out(self) -> None:
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 12, 24, 24)
        column.setSpacing(16)
        for part in (self.stale, self.refused, self.progress, self.verdict, self.empty):
            column.addWidget(part)
        self._table_place = QVBoxLayout()
        column.addLayout(self._table_place)
        column.addLayout(self._told)
        column.addStretch(1)
        self.area = ScrollArea(inner, self)
        self.area.setObjectName("models.findings")
        self.area.fill(self)

    def _on_said(self, verdict: str, state: str) -> None:
        self.verdict.set_state(state)
        self.verdict.set_message(verdict)

    def _on_next(self) -> None:
        if self._steps:
            self._steps.pop(0)()
            self._next.start()
            return
        if not self._waiting:
            self._add(self._how(self._study))
            return
        look, language = self._context.appearance, self._context.language
        self._add(Exhibit(look, language, self._waiting.pop(0), self))
        self._next.start()

    def _add(self, part: QWidget) -> None:
        self._told.addWidget(part)
        self._shown.append(part)

    def _warnings(self, sentences: tuple[str, ...]) -> QWidget:
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(self._context.say("models.warnings"), "heading", parent=block))
        for sentence in sentences:
            row = QHBoxLayout()
            row.setSpacing(8)
            mark = QVBoxLayout()
            mark.setContentsMargins(0, 3, 0, 0)
            mark.addWidget(IconLabel(self._context.appearance, "state.warn", "warn", parent=block))
            mark.addStretch(1)
            row.addLayout(mark)
            row.addWidget(Label(sentence, tone="warn", wrap=True, parent=block), 1)
            column.addLayout(row)
        return block

    def _how(self, name: str) -> QWidget:
        """Return how the study is computed: paragraphs, equations, literature."""
        say = self._context.say
        block = QWidget(self)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        title = SectionTitle(self._context.appearance, say("models.how"), block)
        column.addWidget(title)
        for part in _HOW:
            if part != "how":
                column.addSpacing(8)
                column.addWidget(Label(say(f"models.{part}"), "heading", parent=block))
            text = say(f"study.{name}.{part}")
            words = Label(text, "secondary", wrap=True, parent=block)
            if part == "formula":
                words.set_runs(equations(text))
            words.setMaximumWidth(_TEXT_PX)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        return block
