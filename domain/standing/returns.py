"""Return projects on a day: their state and how they came there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.entities.machines import RETURN
from domain.records import Query
from domain.standing.kept import kept
from domain.standing.rows import day, text, whole_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.records import Records
    from domain.units import Quarter

STATES: Final = RETURN.states
PRODUCING: Final = ("in_production", "at_scale")
HALTED: Final = ("stalled", "abandoned")


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step of a project."""

    state: str
    date: date
    reason: str
    record: str


@dataclass(frozen=True, slots=True)
class Project:
    """A return project with its steps, the oldest first; land in hundredths of a mu."""

    record: str
    number: str
    firm: str
    firm_number: str
    county: str
    local_partner: str
    trigger: str
    driver: str
    land: int | None
    planned_investment_fen: int | None
    planned_output_fen: int | None
    planned_jobs: int | None
    milestones: tuple[Milestone, ...]

    def step_at(self, on: date) -> Milestone | None:
        """Return the last step by the end of a day, None when the project had not begun."""
        return next((each for each in reversed(self.milestones) if each.date <= on), None)

    def state_at(self, on: date) -> str:
        """Return the state at the end of a day, empty when the project had not begun."""
        step = self.step_at(on)
        return step.state if step else ""

    def reached(self, state: str) -> date | None:
        """Return the day on which a state was first reached."""
        return next((each.date for each in self.milestones if each.state == state), None)

    def reports_in(self, quarter: Quarter) -> bool:
        """Tell whether the project owes figures: agreed by then, and not halted before."""
        agreed = self.reached("agreement")
        if agreed is None or agreed > quarter.last_day:
            return False
        before = self.step_at(quarter.plus(-1).last_day)
        return before is None or before.state not in HALTED


_COLUMNS: Final = (
    "number",
    "firm",
    "firm.number",
    "county",
    "local_partner",
    "trigger",
    "driver",
    "land",
    "planned_investment_fen",
    "planned_output_fen",
    "planned_jobs",
)


@kept
def projects(records: Records) -> tuple[Project, ...]:
    """Return all return projects in the order of their numbers."""
    steps: dict[str, list[Milestone]] = {}
    milestones = Query(
        "return_milestone", columns=("project", "state", "date", "reason"), order=("date",)
    )
    for row in records.select(milestones):
        on = day(row, "date")
        if on is not None:
            step = Milestone(text(row, "state"), on, text(row, "reason"), text(row, "id"))
            steps.setdefault(text(row, "project"), []).append(step)
    rows = records.select(Query("return_project", columns=_COLUMNS, order=("number",)))
    return tuple(
        Project(
            text(row, "id"),
            text(row, "number"),
            text(row, "firm"),
            text(row, "firm.number"),
            text(row, "county"),
            text(row, "local_partner"),
            text(row, "trigger"),
            text(row, "driver"),
            whole_of(row, "land"),
            whole_of(row, "planned_investment_fen"),
            whole_of(row, "planned_output_fen"),
            whole_of(row, "planned_jobs"),
            tuple(steps.get(text(row, "id"), ())),
        )
        for row in rows
    )


def begun(known: Iterable[Project], on: date) -> tuple[Project, ...]:
    """Return the projects that had begun by the end of a day."""
    return tuple(each for each in known if each.state_at(on))


def state_counts(known: Iterable[Project], on: date) -> dict[str, int]:
    """Return how many projects are in each state on a day."""
    states = [each.state_at(on) for each in known]
    return {state: states.count(state) for state in STATES}
