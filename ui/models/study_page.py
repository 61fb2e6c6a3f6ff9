"""Show one study: its inputs at the left, what a run of them tells at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from domain.errors import DomainError
from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.periods import is_closed
from domain.studies import study as study_of
from domain.studies.refusing import refusal
from domain.studies.study import NothingToStudy, Said
from domain.units import Quarter
from ui.components.label import hairline
from ui.models.bargaining.draft_panel import DraftPanel
from ui.models.bargaining.table import STUDY as AT_TABLE
from ui.models.findings_pane import FindingsPane
from ui.models.inputs_pane import InputsPane
from ui.models.keep_panel import KeepPanel
from ui.models.keeping import keeping, title_of
from ui.models.list_panel import ListPanel
from ui.models.reading import RecordsReading, offered, taken
from ui.models.seat import Seat
from ui.refusal import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from domain.studies.inquiry import Inquiry
    from domain.studies.scenarios import Kept
    from domain.studies.study import Choice
    from ui.screen import ScreenContext
    from ui.tasks import Task
    from ui.values import Values

_NARROW: Final = 1000
_WIDE_PX: Final = 432
_NARROW_PX: Final = 368


@dataclass(frozen=True, slots=True)
class Run:
    """A run that has ended: what was asked, what was found."""

    inquiry: Inquiry
    result: Mapping[str, object]


class StudyPage(QWidget):
    """Run one study on the records of the quarter in force.

    Signals:
        changed: a run began or ended, inputs changed, something was kept.
        kept: the record of a scenario that was kept.
    """

    changed = Signal()
    kept = Signal(str)

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self._values = values
        self.name = ""
        self.quarter = ""
        self.run: Run | None = None
        self.task: Task | None = None
        self._asked: Inquiry | None = None
        self._choices: tuple[Choice, ...] = ()
        self._kept: Kept | None = None
        self._place = ""
        self._inputs_wanted = False
        self._reading = RecordsReading(context, self)
        self._reading.answered.connect(self._on_answered)

        def word(error: DomainError) -> str:
            return sentence(values, error)

        self.inputs = InputsPane(context, word, self)
        self.findings = FindingsPane(context, self)
        self.lists = ListPanel(look, context.language, self.inputs.inputs, word, self)
        self.keeping = KeepPanel(look, context.language, self)
        self.drafting = DraftPanel(context, self)
        self._sides = (self.inputs, self.lists, self.keeping, self.drafting)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in self._sides:
            row.addWidget(part)
        row.addWidget(hairline(self, vertical=True))
        row.addWidget(self.findings, 1)
        self._wire()

    # --------------------------------------------------------------------------------- opening

    def open(self, name: str, quarter: str) -> None:
        """Show a study with the inputs of a quarter and run it."""
        same = name == self.name and quarter == self.quarter
        if same and self._asked is not None:
            return
        self._leave(name, quarter)
        self._take({})

    def open_kept(self, each: Kept) -> None:
        """Show a kept scenario: its inputs as they were, its result without running."""
        inquiry = each.inquiry
        self._leave(inquiry.study, inquiry.quarter)
        self._kept = each
        self._reading.ask(lambda records: offered(records, inquiry))

    def reread(self) -> None:
        """Take the inputs from the records again, unless the analyst has changed any."""
        changed = self._asked is not None and bool(self._asked.originals)
        if not self.name or changed or self._kept is not None:
            return
        chosen = dict(self._asked.chosen) if self._asked else {}
        self._take(chosen)

    def say_again(self) -> None:
        """Say everything in the language in force."""
        self.findings.progress.retranslate(self._context.words)
        self.drafting.say_again()
        if self._asked is None:
            if self.name:
                self._take({})
            return
        self.inputs.show_inquiry(self._asked, self._choices, drawn=study_of(self.name).random)
        self._show_inputs()
        if self.run is not None:
            self._tell()

    # --------------------------------------------------------------------------------- running

    def start(self) -> None:
        """Run the study on the inputs shown."""
        inquiry = self._asked
        if inquiry is None or self.task is not None or self.inputs.inputs.refused:
            return
        self.findings.say_refused("")
        if self.at_table:
            self.findings.say_stale(stale=False)
        task = self._context.tasks.start(inquiry.run, abandonable=True)
        self.task = task
        self._on_progress(0, 1, task)
        # What is over in a moment would only make the page jump.
        self.findings.progress.setVisible(not self.at_table)
        task.progressed.connect(lambda done, total: self._on_progress(done, total, task))
        task.finished.connect(lambda result: self._on_finished(task, inquiry, result))
        task.failed.connect(lambda error: self._on_failed(task, error))
        task.cancelled.connect(lambda: self._on_cancelled(task))
        self.changed.emit()

    def stop(self) -> None:
        """Stop the run under way; the result before stays."""
        if self.task is not None:
            self.task.cancel()

    @property
    def at_table(self) -> bool:
        """Tell whether the study is negotiated at a table and runs by itself; not among many."""
        many = self._asked is not None and "needed" in self._asked.values()
        return self.name == AT_TABLE and not many

    def rules(self) -> str:
        """Say the rules that are negotiated about; of other studies, or without room, nothing."""
        if not self.at_table or self._asked is None or self.width() < _NARROW:
            return ""
        formatter = Formatter(self._context.lang, self._context.language.texts)
        known = self._asked.input("contract").source.values
        return Said("bargaining.rules", known).words(formatter) if known.get("rules") else ""

    def stale(self) -> bool:
        """Tell whether inputs have changed since the run that is shown."""
        return self.run is not None and self.run.inquiry != self._asked

    def may_keep(self) -> bool:
        """Tell whether there is a run of the inputs shown that can be kept."""
        may = self._context.bus.may_change("scenario")
        return may and self.run is not None and not self.stale() and self.task is None

    def ask_to_keep(self, *, reported: bool) -> None:
        """Ask under which title the run is kept."""
        if self.run is None:
            return
        self._show_side(self.keeping)
        quarter = self._values.quarter(self.quarter)
        closed = is_closed(self._context.records, Quarter.parse(self.quarter))
        title = (
            self._kept.title if self._kept else title_of(self._context, self._asked, self._choices)
        )
        self.keeping.open(title, quarter, reported=reported, may_report=not closed)

    # ----------------------------------------------------------------------------------- parts

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.oldSize().width() < _NARROW) != (self.width() < _NARROW):
            self.changed.emit()
        width = _NARROW_PX if self.width() < _NARROW else _WIDE_PX
        for part in self._sides:
            part.setFixedWidth(width)

    def _wire(self) -> None:
        self.inputs.choice_made.connect(self._on_choice)
        self.inputs.seed_changed.connect(self._on_seed)
        self.inputs.inputs.inquiry_changed.connect(self._on_inquiry)
        self.inputs.table.list_asked.connect(self._on_list)
        self.findings.cancel_asked.connect(self.stop)
        seat = Seat(self.findings, self.inputs.inputs, self.drafting, self)
        seat.inputs_asked.connect(self._on_inputs_asked)
        seat.draft_asked.connect(lambda: self._show_side(self.drafting))
        self.findings.run_asked.connect(self.start)
        self.findings.empty.action_asked.connect(self._on_enter)
        self.keeping.keep_asked.connect(self._on_keep)
        for panel in (self.lists, self.keeping, self.drafting):
            panel.closed.connect(self._on_side_closed)

    def _leave(self, name: str, quarter: str) -> None:
        """Forget what was shown for another study or quarter."""
        self._stop()
        self.name, self.quarter = name, quarter
        self.run = self._asked = self._kept = None
        self._choices = ()
        self._show_side(None)
        self.findings.clear()
        self.findings.empty.hide()
        self.findings.say_refused("")
        self.findings.say_stale(stale=False)
        self.changed.emit()

    def _take(self, chosen: Mapping[str, str]) -> None:
        """Take the inputs from the records, then run."""
        name, quarter = self.name, self.quarter
        self._reading.ask(lambda records: taken(records, name, quarter, chosen))

    def _on_answered(self, answer: object) -> None:
        if isinstance(answer, NothingToStudy):
            self._say_nothing(answer)
        elif self._kept is not None:
            self._choices = answer if isinstance(answer, tuple) else ()
            self.run = Run(self._kept.inquiry, self._kept.result)
            self._show(self._kept.inquiry)
            self._tell()
        elif isinstance(answer, tuple):
            inquiry, self._choices = answer
            self._show(inquiry)
            if self.run is None or self.run.inquiry != inquiry:
                self.start()

    def _say_nothing(self, nothing: NothingToStudy) -> None:
        self._asked = self.run = None
        self._place = nothing.place
        formatter = Formatter(self._context.lang, self._context.language.texts)
        self._show_side(None)
        self.findings.say_stale(stale=False)
        words = nothing.said.words(formatter)
        self.findings.show_nothing(words, self._context.say("models.enter"))
        self.changed.emit()

    def _show(self, inquiry: Inquiry) -> None:
        self._asked = inquiry
        self.inputs.show_inquiry(inquiry, self._choices, drawn=study_of(self.name).random)
        self._show_inputs()
        self.findings.say_refused("")
        self.findings.say_stale(stale=self.stale())
        self.changed.emit()

    def _show_inputs(self) -> None:
        """Show the inputs; at the table of a negotiation only when they are asked for."""
        shown = self._inputs_wanted or not self.at_table
        self._show_side(self.inputs if shown else None)

    def _show_side(self, wanted: QWidget | None) -> None:
        """Show inputs, a list or what is to be kept at the left: the findings need the room."""
        for part in self._sides:
            part.setVisible(part is wanted)

    def _tell(self) -> None:
        if self.run is not None:
            self.findings.show_result(self.run.inquiry, self.run.result)
            self.findings.say_stale(stale=self.stale())

    def _stop(self) -> None:
        self._reading.forget()
        if self.task is not None:
            self.task.cancel()
            self.task = None
        self.findings.progress.hide()

    # ----------------------------------------------------------------------------------- slots

    def _on_choice(self, name: str, value: str) -> None:
        if self._asked is None or self._asked.chosen.get(name) == value:
            return
        self._stop()
        self._kept = None
        self._take({**self._asked.chosen, name: value})

    def _on_seed(self, seed: int) -> None:
        if self._asked is not None and seed != self._asked.seed:
            self._asked = self._asked.seeded(seed)
            self.inputs.inputs.set_inquiry(self._asked)
            self._on_inquiry()

    def _on_inquiry(self) -> None:
        self._asked = self.inputs.inputs.inquiry
        if self.at_table:
            self._stop()
            self.start()
        self.findings.say_stale(stale=self.stale() and self.task is None)
        self.changed.emit()

    def _on_inputs_asked(self) -> None:
        self._inputs_wanted = not self._inputs_wanted
        self._show_inputs()

    def _on_list(self, name: str) -> None:
        each = self.inputs.inputs.input(self.inputs.inputs.row_of(name))
        if each is not None:
            self._show_side(self.lists)
            self.lists.show_input(each, self.name)
            self.lists.grid.setFocus()

    def _on_side_closed(self) -> None:
        self._show_inputs()
        self.inputs.table.setFocus()

    def _on_progress(self, done: int, total: int, task: Task) -> None:
        if task is not self.task:
            return
        share = done / total if total else 0.0
        text = self._values.format.percent(share * 10_000, 0)
        self.findings.progress.set_progress(share, text, self._context.say("models.running"))

    def _on_finished(self, task: Task, inquiry: Inquiry, result: Mapping[str, object]) -> None:
        if not self._ended(task):
            return
        self.run = Run(inquiry, result)
        self._tell()
        self.changed.emit()

    def _on_failed(self, task: Task, error: BaseException) -> None:
        if not self._ended(task):
            return
        if not isinstance(error, ModelError):
            raise error
        formatter = Formatter(self._context.lang, self._context.language.texts)
        self.inputs.inputs.refuse(error)
        self.findings.say_refused(refusal(error, self.name, formatter))
        self.changed.emit()

    def _on_cancelled(self, task: Task) -> None:
        if not self._ended(task):
            return
        self._context.desk.tell(self._context.say("models.cancelled"), icon="state.info")
        self.changed.emit()

    def _ended(self, task: Task) -> bool:
        """Take note of the end of a run; False when another one has taken its place."""
        if task is not self.task:
            return False
        self.task = None
        self.findings.progress.hide()
        return True

    def _on_keep(self, title: str, note: str, reported: bool) -> None:  # noqa: FBT001 - a slot
        if self.run is None:
            return
        quarter = self.quarter if reported else None
        command = keeping(self._context, self.run.inquiry, self.run.result, (title, note, quarter))
        try:
            self._context.bus.run(command)
        except DomainError as error:
            self.keeping.refuse(sentence(self._values, error))
            return
        self._show_inputs()
        self._context.desk.tell(self._context.say("models.kept", title=title), undo=True)
        self.kept.emit(command.record)
        self.changed.emit()

    def _on_enter(self) -> None:
        if self._place:
            self._context.desk.open_screen(self._place)
