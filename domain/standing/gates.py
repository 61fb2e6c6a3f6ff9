"""The gates of the incubation: their criteria, and what a park's records say of each.

Source of the criteria that hold until a park records its own: the practice of incubators, which
admit by form, plan and panel and graduate a firm when one of four conditions holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.standing.rows import day, text, whole_of
from domain.standing.stages import stage_moves
from domain.units import Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from domain.records import Records, Row

GATES: Final = ("admitted", "graduated")
_TWO_YEARS: Final = 8
_FIVE_MILLION: Final = 500_000_000
_TEN_MILLION: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a gate.

    Attributes:
        gate: stage that is entered.
        measure: what of the records it is held against, ``other`` for nothing recorded.
        threshold_fen: sum that must be exceeded, None where there is none.
        suffices: it opens the gate alone; those that do not must all be met together.
        names: its own name per language (zh, fr, en), empty where the measure names it.
    """

    gate: str
    position: int
    measure: str
    threshold_fen: int | None = None
    suffices: bool = False
    names: tuple[str, str, str] = ("", "", "")


DEFAULTS: Final = (
    Criterion("admitted", 1, "form"),
    Criterion("admitted", 2, "plan"),
    Criterion("admitted", 3, "panel"),
    Criterion("graduated", 1, "high_tech", suffices=True),
    Criterion("graduated", 2, "venture_money", _FIVE_MILLION, suffices=True),
    Criterion("graduated", 3, "two_year_revenue", _TEN_MILLION, suffices=True),
    Criterion("graduated", 4, "acquired_or_listed", suffices=True),
)
"""What holds while a park has recorded no criterion of its own for a gate."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the records say of a criterion.

    Attributes:
        met: None when the records cannot tell.
        amount_fen: sum held against the threshold, None where nothing is recorded.
        since: day since which it holds, None when unknown or not of that kind.
        known, expected: quarters with a figure, and quarters asked about; 0 for other measures.
    """

    criterion: Criterion
    met: bool | None = None
    amount_fen: int | None = None
    since: date | None = None
    known: int = 0
    expected: int = 0


def criteria_of(records: Records, gate: str) -> tuple[Criterion, ...]:
    """Return the criteria of a gate in order: the park's own, else those of practice."""
    own = records.select(
        Query("gate_criterion", where=(Condition("gate", "=", gate),), order=("position",))
    )
    if own:
        return tuple(_criterion(row) for row in own)
    return tuple(each for each in DEFAULTS if each.gate == gate)


def _criterion(row: Row) -> Criterion:
    return Criterion(
        text(row, "gate"),
        whole_of(row, "position") or 0,
        text(row, "measure"),
        whole_of(row, "threshold_fen"),
        row.get("suffices") == 1,
        (text(row, "name_zh"), text(row, "name_fr"), text(row, "name_en")),
    )


def opens(criteria: Iterable[Criterion], met: Collection[int]) -> bool:
    """Tell whether a gate opens when the criteria at the positions ``met`` are met.

    One that suffices is enough; otherwise all that do not suffice alone must be met. A gate
    without criteria is open.
    """
    known = tuple(criteria)
    if any(each.suffices and each.position in met for each in known):
        return True
    together = [each for each in known if not each.suffices]
    return all(each.position in met for each in together) and bool(together or not known)


def findings(records: Records, firm: str, gate: str, on: date) -> tuple[Finding, ...]:
    """Return what the records say of each criterion of a gate at the end of a day.

    Sums count the quarters that have ended by then. A sum of what is known that exceeds its
    threshold meets it; one that does not leaves the answer open while a quarter is unknown.
    """
    return tuple(_finding(records, firm, each, on) for each in criteria_of(records, gate))


def _finding(records: Records, firm: str, criterion: Criterion, on: date) -> Finding:
    plain = Finding(criterion)
    if criterion.measure == "high_tech":
        since = day(records.get("firm", firm) or {}, "high_tech_date")
        return replace(plain, since=since, met=None if since is None else since <= on)
    if criterion.measure == "panel":
        moves = [each for each in stage_moves(records) if each.firm == firm]
        seen = [each.date for each in moves if each.to_stage == "panel" and each.date <= on]
        return replace(plain, since=seen[-1] if seen else None)
    if criterion.measure == "venture_money":
        return _summed(records, firm, plain, "financing_fen", _ended(on), 0)
    if criterion.measure == "two_year_revenue":
        return _summed(records, firm, plain, "revenue_fen", _ended(on), _TWO_YEARS)
    return plain


def _ended(on: date) -> Quarter:
    """Return the last quarter that has ended by a day."""
    quarter = Quarter.of(on)
    return quarter if quarter.last_day <= on else quarter.plus(-1)


def _summed(
    records: Records, firm: str, plain: Finding, name: str, last: Quarter, count: int
) -> Finding:
    """Sum a figure over the last ``count`` quarters, 0 for all that are recorded."""
    rows = records.find("firm_quarter", firm=firm)
    wanted = {str(each) for each in quarters_back(last, count)} if count else set()
    asked = [
        row
        for row in rows
        if (text(row, "quarter") in wanted if count else text(row, "quarter") <= str(last))
    ]
    values = [value for row in asked if (value := whole_of(row, name)) is not None]
    expected = count or len(asked)
    total = sum(values) if values else None
    over = total is not None and total > (plain.criterion.threshold_fen or 0)
    met = True if over else False if values and len(values) == expected else None
    return replace(plain, met=met, amount_fen=total, known=len(values), expected=expected)
