"""Bring a quarter from open to closed: its steps, its differences, its revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.closing.commands import SettleDifference
from domain.closing.differences import differences
from domain.closing.sides import side_named, side_of
from domain.closing.steps import acts, open_sides
from domain.errors import DomainError
from domain.records import Condition, Query
from domain.standing.completeness import completeness
from domain.units import Quarter
from ui.closing.act_panel import ActPanel, Asked
from ui.closing.acting import Acting
from ui.closing.settle_panel import SettlePanel
from ui.closing.titled_table import TitledTable
from ui.closing.words import (
    closing_cells,
    closing_columns,
    closing_rows,
    difference_cells,
    difference_columns,
    step_looks,
    unsettled,
)
from ui.components.banner import Banner
from ui.components.step_line import StepLine
from ui.refusal import allow, sentence
from ui.screens.quarter_acts import QuarterActs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.closing.differences import Difference
    from domain.closing.figures import SideFigures
    from domain.records import Row
    from ui.screen import ScreenContext

_REASONED: Final = frozenset({"send_back", "reopen"})
_ICONS: Final = {
    "submit": "saved",
    "reconcile": "verify",
    "approve": "countersigned",
    "send_back": "undo",
    "close": "locked",
    "reopen": "unlocked",
    "open_next": "add",
}


def _command(act: str) -> str:
    return "command.open_quarter" if act == "open_next" else f"command.{act}_quarter"


class QuarterScreen(QuarterActs):
    """Show how far the quarter is, what the sides disagree on, and offer the next step only."""

    name = "quarter"
    title_key = "page.quarter"
    icon = "entry"
    acts = _ICONS
    said = "closing"

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self._row: Row | None = None
        self._found: tuple[Difference, ...] = ()
        self.steps = StepLine(look, self)
        self.standing = Banner(look, "info", self)
        self.standing.setObjectName("quarter.standing")
        self.lacking = Banner(look, "warn", self)
        self.lacking.setObjectName("quarter.lacking")
        self.differences = TitledTable(look, "quarter.differences", self)
        self.closings = TitledTable(look, "quarter.closings", self)
        self.settling = SettlePanel(context, self)
        self.asking = ActPanel(context, self)
        self.acting = Acting(context, self)
        self._lay_out()
        self._wire()
        self.retranslate()

    @override
    def header_actions(self) -> Sequence[QWidget]:
        offered = self.offered()
        beside = self.asking.isVisibleTo(self) or self.settling.isVisibleTo(self)
        for act, button in self._buttons.items():
            main = offered[:1] == (act,) and not beside
            button.set_kind("primary" if main else "secondary")
            allow(button, self._values, self.context.bus.refusal(_command(act)))
        return [self._buttons[act] for act in reversed(offered)]

    def offered(self) -> tuple[str, ...]:
        """Return the steps that may be taken now, the usual first."""
        if not self.context.bus.records.writable:
            return ()
        if self._row is None:
            return ("open_next",)
        state = str(self._row["state"])
        if state == "closed" and self._next() is not None:
            return ("open_next", "reopen")
        return acts(state)

    @override
    def say_again(self) -> None:
        say = self.context.say
        self.closings.set_words(say("closing.revisions"), say("closing.revisions.none"))
        self.settling.say_again()
        self.asking.say_again()
        self.differences.set_columns(difference_columns(say))
        self.closings.set_columns(closing_columns(say))

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        for each in where:
            if each.name == "act" and each.value in self.offered():
                self.begin(str(each.value))

    @override
    def begin(self, act: str) -> None:
        if not self.context.bus.may_change(_command(act)):
            return
        self.settling.hide()
        self.acting.forget_file()
        if act == "open_next":
            following = self._next()
            if following is not None and self.acting.open_quarter(following):
                self.context.desk.choose_quarter(str(following))
            return
        if self._row is None:
            return
        mine = side_of(self.context.records, self.acting.person())
        sides = open_sides(str(self._row["state"]), act)
        if act == "submit" and not sides:
            sides = ("origin", "host")
        chosen = [side for side in sides if mine in {None, side}] or list(sides)
        missing = len(self._gaps()) if act == "submit" else 0
        asked = Asked(
            act,
            chosen if act in {"submit", "approve"} else (),
            missing,
            act in _REASONED,
            unsettled(self._found) if act == "reconcile" else 0,
        )
        from_file = act == "submit" and self.context.services.read_side is not None
        self.asking.ask(asked, from_file=from_file)
        self.heading_changed.emit()

    # ------------------------------------------------------------------------------------ reading

    @override
    def read(self) -> None:
        records, specs = self.context.records, self.context.specs
        found = records.find("quarter", quarter=self.quarter)
        self._row = found[0] if found else None
        self._found = ()
        closings: list[Row] = []
        if self._row is not None:
            self._found = differences(records, specs, Quarter.parse(self.quarter))
            closings = closing_rows(records, self._row)
            self.steps.set_steps(step_looks(self._values, self._row))
        self.steps.setVisible(self._row is not None)
        cells = [difference_cells(self._values, records, each) for each in self._found]
        self.differences.set_rows(cells)
        self.closings.set_rows([closing_cells(self._values, each) for each in closings])
        self._say_standing()
        self.heading_changed.emit()

    def _say_standing(self) -> None:
        say = self.context.say
        quarter = self._values.quarter(self.quarter)
        state = str(self._row["state"]) if self._row else "none"
        look = {"closed": "ok", "reopened": "warn", "none": "warn"}.get(state, "info")
        self.standing.set_state(look, "locked" if state == "closed" else "")
        told = dict(self._row or {})
        values = {name: str(told.get(name) or "") for name in ("closed_by", "reopened_by")}
        values |= {"reason": str(told.get("state_reason") or ""), "quarter": quarter}
        values["revision"] = str(told.get("revision") or 0)
        self.standing.set_message(
            say(f"closing.standing.{state}", **values), say(f"closing.next.{state}", **values)
        )
        gaps = self._gaps() if state != "none" else ()
        self.lacking.set_message(
            say("closing.missing", count=len(gaps)), link=say("closing.missing.link")
        )
        self.lacking.setVisible(bool(gaps) and state != "closed")
        count = unsettled(self._found)
        note = say("closing.differences.open", count=count) if count else ""
        key = "closing.differences.none" if self._both() else "closing.differences.wait"
        self.differences.set_words(say("closing.differences"), say(key), beside=note)

    def _both(self) -> bool:
        return self.context.records.count(
            Query("submission", where=(Condition("quarter", "=", self.quarter),))
        ) == len(("origin", "host"))

    def _gaps(self) -> Sequence[object]:
        return completeness(self.context.records, Quarter.parse(self.quarter)).gaps

    def _next(self) -> Quarter | None:
        """Return the quarter to open after the last one, None while the one shown is not it."""
        last = self.context.records.select(Query("quarter", order=("-quarter",), limit=1))
        if not last:
            return Quarter.parse(self.quarter)
        shown = str(last[0]["quarter"]) == self.quarter
        return Quarter.parse(self.quarter).plus(1) if shown else None

    # -------------------------------------------------------------------------------------- slots

    def _on_confirmed(self, act: str, side: str, reason: str) -> None:
        quarter = Quarter.parse(self.quarter)
        self.acting.take(act, quarter, side=side, reason=reason, missing=len(self._gaps()))

    def _on_taken(self, act: str) -> None:
        self.asking.hide()
        self.read()
        words = self.context.say(f"closing.done.{act}", quarter=self._values.quarter(self.quarter))
        self.context.desk.tell(words, undo=act not in {"close", "reopen", "open_next"})

    def _on_refused(self, error: DomainError) -> None:
        words = sentence(self._values, error)
        if self.asking.act:
            self.asking.refuse(words)
        else:
            self.context.desk.tell(words, icon="state.crit")

    def _on_brought(self, found: SideFigures) -> None:
        side = self.asking.side()
        self.asking.ask(Asked("submit", (side_named(side),), found.missing), from_file=False)
        self.asking.tell(self.context.say("closing.file.read", count=len(found.figures)))

    def _on_row(self, row: int) -> None:
        self.asking.hide()
        state = str((self._row or {}).get("state"))
        refused = self.context.bus.refusal("command.settle_difference")
        refusal = sentence(self._values, refused) if refused else ""
        if state != "submitted" or not self.context.bus.writable:
            refusal = refusal or self.context.say("closing.settle.locked")
        self.settling.show_difference(self._found[row], refusal=refusal)
        self.heading_changed.emit()

    def _on_opened(self, row: int) -> None:
        """Settle a row entered by Enter; going along the rows only shows them."""
        self._on_row(row)
        self.settling.begin()

    def _on_agreed(self, each: Difference, figure: object, reason: str) -> None:
        value = figure if isinstance(figure, int | float) else None
        moment = self.context.bus.moment()
        quarter, person = Quarter.parse(self.quarter), self.acting.person()
        command = SettleDifference(quarter, each.place, value, reason, person, moment)
        try:
            self.context.bus.run(command)
        except DomainError as error:
            self.settling.refuse(error)
            return
        self.settling.hide()
        self.read()
        self.context.desk.tell(self.context.say("closing.done.settle"), undo=True)
        still = next((at for at, row in enumerate(self._found) if not row.settled), None)
        if still is not None:
            self.differences.choose(still)
            self.settling.begin()

    def _on_missing(self) -> None:
        self.context.desk.open_list("quarter_entry", [Condition("filter", "=", "missing")])

    def _lay_out(self) -> None:
        column = self.make_column(self.settling, self.asking)
        column.addWidget(self.steps)
        column.addSpacing(8)
        column.addWidget(self.standing)
        column.addWidget(self.lacking)
        for part in (self.differences, self.closings):
            column.addSpacing(16)
            column.addWidget(part)
        column.addStretch(1)

    def _wire(self) -> None:
        self.lacking.link_clicked.connect(self._on_missing)
        self.differences.row_chosen.connect(self._on_row)
        self.differences.row_opened.connect(self._on_opened)
        self.settling.agreed.connect(self._on_agreed)
        self.asking.confirmed.connect(self._on_confirmed)
        self.asking.file_asked.connect(lambda: self.acting.bring(self.quarter, self.asking.side()))
        self.acting.taken.connect(self._on_taken)
        self.acting.brought.connect(self._on_brought)
        self.acting.refused.connect(self._on_refused)
