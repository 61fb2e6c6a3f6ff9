"""Show where every firm stands in its process, and take it through the next gate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from domain.entities.stage_change import MACHINES
from domain.errors import DomainError
from domain.indicators.firms import DAYS_PER_MONTH
from domain.records import Condition, Query
from domain.stage_commands import OwnCriteria
from domain.standing.board import board
from domain.standing.durations import FUNNEL, stays
from domain.standing.residence import residences
from domain.standing.stages import LEFT, PROCESSES, arrivals, stage_moves
from domain.units import Quarter
from ui.charts.rows import BarRow
from ui.components.empty_state import EmptyState
from ui.components.label import Label
from ui.components.option import Option
from ui.components.segments import Segments
from ui.models.reading import RecordsReading
from ui.pipeline.board_view import BoardView
from ui.pipeline.funnel import FunnelFoot
from ui.pipeline.gate_panel import GatePanel
from ui.pipeline.lane import LaneList
from ui.pipeline.time_view import TimeView
from ui.refusal import sentence
from ui.reports.dialogs import Dialogs
from ui.reports.sheet_printing import SheetPrinting
from ui.screens.fresh import FreshScreen
from ui.values import Values

if TYPE_CHECKING:
    from datetime import date

    from domain.records import Records
    from domain.standing.board import Lane
    from domain.standing.residence import Residence
    from domain.standing.stages import StageMove
    from ui.screen import ScreenContext

_TABLES: Final = frozenset(
    {"firm", "stage_change", "firm_quarter", "gate_criterion", "gate_finding"}
)
_PROCESSES: Final = ("incubation", "mode_2")
_TRAJECTORIES: Final = ("all", "I", "II")
_WAYS: Final = ("board", "time")
_FUNNELS: Final = {"incubation": FUNNEL, "mode_2": PROCESSES["mode_2"].states}
"""Process → the stages on its way, in their order."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where the firms stand in a process at the end of a day, and what the funnel is told from.

    Attributes:
        arrivals: all moves of the incubation, of which the note of the quarter tells.
        moves: of the process and the trajectory shown.
        homes: of the trajectory shown.
    """

    process: str
    on: date
    lanes: tuple[Lane, ...]
    arrivals: tuple[StageMove, ...]
    moves: tuple[StageMove, ...]
    homes: tuple[Residence, ...]


def _stand(records: Records, process: str, on: date, trajectory: str) -> _Stand:
    lanes = board(records, process, on, trajectory)
    admitted = stage_moves(records)
    moves = admitted if process == "incubation" else stage_moves(records, process)
    homes = residences(records)
    if trajectory:
        wanted = Condition("trajectory", "=", trajectory)
        firms = {row["id"] for row in records.select(Query("firm", where=(wanted,)))}
        moves = tuple(each for each in moves if each.firm in firms)
        homes = tuple(each for each in homes if each.firm in firms)
    return _Stand(process, on, lanes, admitted, moves, homes)


class PipelineScreen(FreshScreen):
    """Show the stages as lanes of cards, the funnel below, the gate beside."""

    name = "pipeline"
    title_key = "place.pipeline"
    icon = "pipeline"
    told = _TABLES

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.values = Values(context.language, context.specs)
        self._moved = ""
        self._reading = RecordsReading(context, self)
        look = context.appearance
        self.process = Segments(look, parent=self)
        self.process.setObjectName("pipeline.process")
        self.trajectory = Segments(look, parent=self)
        self.trajectory.setObjectName("pipeline.trajectory")
        self.way = Segments(look, parent=self)
        self.way.setObjectName("pipeline.way")
        self._note = ""
        self._trajectory_name = Label("", "caption", parent=self)
        self.boards = {each: BoardView(context, self.values, each, self) for each in _PROCESSES}
        self.times = TimeView(context, self.values, self)
        self.empty = EmptyState(look, "pipeline", self)
        self._funnel = FunnelFoot(look, self)
        self.panel = GatePanel(context, self.values, self)
        self.panel.hide()
        self.printing = SheetPrinting(context, self.values, Dialogs(context.language), self)
        self._lay_out()
        self._wire()
        self.retranslate()

    # ------------------------------------------------------------------------------ as a screen

    @override
    def note(self) -> str:
        return self._note

    @override
    def retranslate(self) -> None:
        say = self.context.say
        for segments, name, keys in (
            (self.process, "process", _PROCESSES),
            (self.trajectory, "trajectory", _TRAJECTORIES),
            (self.way, "way", _WAYS),
        ):
            segments.setAccessibleName(say(f"pipeline.{name}"))
            segments.set_options([Option(key, say(f"pipeline.{name}.{key}")) for key in keys])
        self._trajectory_name.set_text(say("pipeline.trajectory"))
        self.empty.set_words(say("pipeline.empty"), say("pipeline.begin"), "add")
        self._funnel.title.set_text(say("pipeline.funnel"))
        self._funnel.note.set_text(say("pipeline.funnel.note"))
        self.panel.say_again()
        self._read_again()

    @override
    def show_record(self, record: str) -> None:
        self._open(record)

    # --------------------------------------------------------------------------------- reading

    def day(self) -> date:
        """Return the day shown: the last of the quarter in force, at most today."""
        return min(Quarter.parse(self.quarter).last_day, self.context.today())

    @override
    def _read(self) -> None:
        """Read lanes, times and the funnel."""
        if not self.quarter:
            return
        process, chosen, on = self.process.current(), self.trajectory.current(), self.day()
        trajectory = "" if chosen == "all" else chosen
        # Beside the window: of a large park it takes longer than a key may wait.
        self._reading.ask(lambda records: _stand(records, process, on, trajectory))

    def _show(self, stand: _Stand) -> None:
        """Show what was read."""
        shown = self.boards[stand.process]
        shown.show_lanes(stand.lanes)
        chosen = self.panel.firm if not self.panel.isHidden() else self._moved
        if self._moved and isinstance(QApplication.focusWidget(), LaneList):
            shown.go_to(self._moved)
        elif chosen:
            shown.choose(chosen)
        self._moved = ""
        timed = self.way.current() == "time" and stand.process == "incubation"
        if timed:
            self.times.show_moves(stand.moves, stand.on)
        some = any(lane.cards for lane in stand.lanes) or self.trajectory.current() != "all"
        self.pages.setCurrentWidget(self.times if timed else shown if some else self.empty)
        self.way.setVisible(stand.process == "incubation")
        self._say_figures(stand)
        self.heading_changed.emit()

    def _say_figures(self, stand: _Stand) -> None:
        say, fmt = self.context.say, self.values.format
        quarter = Quarter.parse(self.quarter)
        found = arrivals(stand.arrivals, quarter)
        self._note = say(
            "pipeline.note",
            quarter=fmt.quarter(quarter),
            admitted=found.get("admitted", 0),
            graduated=found.get("graduated", 0),
            left=sum(found.get(stage, 0) for stage in LEFT),
        )
        reached = stays(stand.moves, stand.on, _FUNNELS[stand.process])
        rows = [
            BarRow(
                say(f"choice.stage.{each.stage}"), float(each.reached), fmt.integer(each.reached)
            )
            for each in reached
        ]
        self._funnel.strip.set_rows(rows, say("pipeline.funnel.note"))
        timed = stand.process == "incubation"
        self._funnel.note.set_text(self._median(stand) if timed else say("pipeline.funnel.note"))

    def _median(self, stand: _Stand) -> str:
        spans = sorted(
            (each.graduated - each.admitted).days
            for each in stand.homes
            if each.graduated is not None and each.graduated <= stand.on
        )
        if not spans:
            return self.context.say("pipeline.median.unknown")
        middle = len(spans) // 2
        days = (spans[middle] + spans[~middle]) / 2
        months = self.values.format.integer(round(days / DAYS_PER_MONTH))
        return self.context.say("pipeline.median", months=months)

    # ---------------------------------------------------------------------------------- widgets

    def _lay_out(self) -> None:
        self.pages = QStackedWidget(self)
        for page in (*self.boards.values(), self.times, self.empty):
            self.pages.addWidget(page)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.process)
        top.addWidget(self._trajectory_name)
        top.addWidget(self.trajectory)
        top.addWidget(self.way)
        top.addStretch(1)
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 12, 24, 8)
        middle.setSpacing(12)
        middle.addLayout(top)
        middle.addWidget(self.pages, 1)
        middle.addWidget(self._funnel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(middle, 1)
        row.addWidget(self.panel)

    def _wire(self) -> None:
        for segments in (self.process, self.trajectory, self.way):
            segments.chosen.connect(lambda _key: self._on_chosen())
        for shown in self.boards.values():
            shown.firm_opened.connect(self._open)
            shown.move_asked.connect(self._move)
            shown.leave_asked.connect(self._leave)
        self.times.firm_chosen.connect(self._open)
        self.empty.action_asked.connect(lambda: self.context.desk.open_screen("firm"))
        self.panel.recorded.connect(self._on_recorded)
        self.panel.closed.connect(self._on_put_back)
        self.panel.firm_asked.connect(lambda firm: self.context.desk.open_record("firm", firm))
        self.panel.memo_asked.connect(self._print_memo)
        self.panel.criteria_asked.connect(self._on_criteria_asked)
        self._reading.answered.connect(self._show)
        self.context.bus.changed.connect(self._on_changed)

    # ------------------------------------------------------------------------------------ slots

    def _open(self, firm: str) -> None:
        if firm:
            self.panel.show_move(firm, self.process.current(), "", self.day())
            self.boards[self.process.current()].choose(firm)

    def _move(self, firm: str, stage: str) -> None:
        """Show the gate of a move, or say why the process does not have it."""
        process = self.process.current()
        machine = MACHINES[process]
        there = self._stage_of(firm)
        following = machine.moves.get(there, ())
        wanted = stage or next(iter(following), "")
        try:
            # A reason is asked for at the gate itself.
            machine.check(there, wanted, self.context.say("gate.reason"))
        except DomainError as error:
            self.context.desk.tell(sentence(self.values, error), icon="state.crit")
            return
        self.panel.show_move(firm, process, wanted, self.day())

    def _leave(self, firm: str) -> None:
        machine = MACHINES[self.process.current()]
        following = machine.moves.get(self._stage_of(firm), ())
        # Before the admission the park says no; afterwards the firm goes.
        self._move(firm, "rejected" if "rejected" in following else "exited")

    def _stage_of(self, firm: str) -> str:
        moves = stage_moves(self.context.records, self.process.current())
        mine = [each for each in moves if each.firm == firm and each.date <= self.day()]
        return mine[-1].to_stage if mine else ""

    def _on_chosen(self) -> None:
        self.panel.hide()
        self.read()

    def _on_recorded(self, record: str) -> None:
        change = self.context.records.get("stage_change", record) or {}
        firm, stage = str(change.get("firm") or ""), str(change.get("to_stage") or "")
        name = self.values.record(self.context.records, "firm", firm)
        words = self.context.say(
            "pipeline.moved", name=name, stage=self.context.say(f"choice.stage.{stage}")
        )
        self.context.desk.tell(words, undo=True)
        self._moved = firm
        self.boards[self.process.current()].choose(firm)

    def _on_put_back(self) -> None:
        self.boards[self.process.current()].setFocus()

    def _print_memo(self, change: str) -> None:
        row = self.context.records.get("stage_change", change) or {}
        firm = self.context.records.get("firm", str(row.get("firm") or "")) or {}
        stage = self.context.say(f"choice.stage.{row.get('to_stage')!s}")
        name = self.context.say("gate.memo.file", firm=str(firm.get("number")), stage=stage)
        self.printing.start("gate_memo", change, name)

    def _on_criteria_asked(self) -> None:
        self.context.bus.attempt(OwnCriteria())
        self.context.desk.open_list("gate_criterion", ())
