"""Read from the records how each firm moved on, quarter by quarter, and where it came to an end.

Trajectory I: from admission through incubation, readiness and graduation to one of three ends:
production at home, staying in the host, failure. Trajectory II: from diagnosis to diffusion at
home, or to leaving the park.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.places import places
from domain.standing.residence import residences
from domain.standing.returns import HALTED, projects
from domain.standing.rows import text
from domain.standing.stages import stage_moves, stages_at
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from domain.records import Records
    from domain.standing.residence import Residence
    from domain.standing.returns import Project
    from domain.standing.stages import StageMove

STAGES: Final = {
    "I": ("incubating", "ready", "graduated"),
    "II": ("diagnosed", "rd_unit_opened", "joint_project", "applied_at_home"),
}
ENDS: Final = {"I": ("returned", "stayed", "failed"), "II": ("diffused", "left")}
FUNNELS: Final = {
    "I": ("lead", "screened", "panel", "admitted", "incubating", "ready", "graduated"),
    "II": (*STAGES["II"], "diffused"),
}
FOLLOWED_QUARTERS: Final = 20
"""Graduates are followed for five years."""

_PROCESS: Final = {"I": "incubation", "II": "mode_2"}


@dataclass(frozen=True, slots=True)
class Path:
    """Where a firm stood at the end of each quarter, from ``entered`` on without a gap."""

    firm: str
    entered: Quarter
    stages: tuple[str, ...]

    @property
    def duration(self) -> int:
        """Quarters from the entry to the last one seen."""
        return len(self.stages) - 1


def of_trajectory(records: Records, trajectory: str) -> dict[str, str]:
    """Return the numbers of the firms of a trajectory by record."""
    rows = records.select(Query("firm", columns=("number", "trajectory"), order=("number",)))
    return {text(row, "id"): text(row, "number") for row in rows if row["trajectory"] == trajectory}


def moves_of(records: Records, trajectory: str) -> tuple[StageMove, ...]:
    """Return the changes of stage of the firms of a trajectory, the oldest first."""
    firms = of_trajectory(records, trajectory)
    return tuple(move for move in stage_moves(records, _PROCESS[trajectory]) if move.firm in firms)


def paths(records: Records, trajectory: str, last: Quarter) -> tuple[Path, ...]:
    """Return the ways of all firms of a trajectory up to the end of a quarter, by number."""
    moves: dict[str, list[StageMove]] = {}
    for move in moves_of(records, trajectory):
        moves.setdefault(move.firm, []).append(move)
    lives = {each.firm: each for each in residences(records)}
    returned, in_host = _returns(records), _producing_in_host(records)
    found: list[Path] = []
    for firm in of_trajectory(records, trajectory):
        mine, life = moves.get(firm, []), lives.get(firm)
        if trajectory == "II":
            entered = mine[0].date if mine else None
            end = _end_of_diffusion(mine, life)
        else:
            entered = life.admitted if life else None
            stays = firm in in_host
            end = _end_of_incubation(life, returned.get(firm, ()), stays=stays) if life else None
        if entered is not None and Quarter.of(entered) <= last:
            found.append(_path(firm, Quarter.of(entered), last, mine, end))
    return tuple(found)


def begun(records: Records, trajectory: str, last: Quarter) -> bool:
    """Tell whether any firm of a trajectory is on its way by the end of a quarter."""
    firms = of_trajectory(records, trajectory)
    if trajectory == "II":
        return any(move.date <= last.last_day for move in moves_of(records, trajectory))
    return any(
        each.firm in firms and each.admitted <= last.last_day for each in residences(records)
    )


def home_starts(records: Records) -> dict[str, date]:
    """Return the day on which each firm first produced at home; moves for rent do not count."""
    found: dict[str, date] = {}
    for firm, mine in _returns(records).items():
        days = [day for each in mine if (day := each.reached("in_production")) is not None]
        if days:
            found[firm] = min(days)
    return found


def _returns(records: Records) -> dict[str, tuple[Project, ...]]:
    found: dict[str, tuple[Project, ...]] = {}
    for each in projects(records):
        if each.driver != "rent":
            found[each.firm] = (*found.get(each.firm, ()), each)
    return found


def _path(
    firm: str,
    entered: Quarter,
    last: Quarter,
    mine: list[StageMove],
    end: tuple[date, str] | None,
) -> Path:
    stages: list[str] = []
    quarter = entered
    while quarter <= last:
        if end is not None and end[0] <= quarter.last_day:
            stages.append(end[1])
            break
        stages.append(_stage(stages_at(mine, quarter.last_day), firm))
        quarter = quarter.plus(1)
    return Path(firm, entered, tuple(stages))


def _stage(known: Mapping[str, str], firm: str) -> str:
    """Return the stage of the chain; what comes before readiness is incubation."""
    stage = known.get(firm, "")
    both = (*STAGES["I"], *STAGES["II"])
    return stage if stage in both else "incubating"


def _end_of_incubation(
    life: Residence, mine: tuple[Project, ...], *, stays: bool
) -> tuple[date, str] | None:
    """Return the first end of a firm of trajectory I with its day, None while it is under way.

    A firm that exited ``stays`` when it produces in the host today, else it failed.
    """
    ends: list[tuple[date, str]] = []
    days = [day for each in mine if (day := each.reached("in_production")) is not None]
    if days:
        ends.append((min(days), "returned"))
    if life.left is not None:
        ends.append((life.left, "stayed" if stays else "failed"))
    if life.graduated is not None:
        followed = Quarter.of(life.graduated).plus(FOLLOWED_QUARTERS).last_day
        if not any((state := each.state_at(followed)) and state not in HALTED for each in mine):
            ends.append((followed, "stayed"))
    return min(ends, default=None)


def _producing_in_host(records: Records) -> set[str]:
    """Return the firms whose production site recorded today lies in the host city."""
    where = places(records)
    rows = records.select(Query("firm", columns=("production_site",)))
    sites = {text(row, "id"): text(row, "production_site") for row in rows}
    return {
        firm
        for firm, site in sites.items()
        if where.host_city and where.city_of.get(site, site) == where.host_city
    }


def _end_of_diffusion(mine: list[StageMove], life: Residence | None) -> tuple[date, str] | None:
    ends = [(move.date, "diffused") for move in mine if move.to_stage == "diffused"]
    if life is not None and life.left is not None:
        ends.append((life.left, "left"))
    return min(ends, default=None)
