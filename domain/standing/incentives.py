"""Incentives that overlap: two payers who support one firm at the same time.

Source: Hu & Zhang 2024, §3.2 (tenants enjoy host subsidies and the origin's cuts at once).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.standing.rows import day, text, whole_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.records import Records, Row

_COLUMNS: Final = (
    "number",
    "firm",
    "payer",
    "kind",
    "amount_fen",
    "start",
    "end",
    "claw_back_date",
)


@dataclass(frozen=True, slots=True)
class Grant:
    """One incentive; ``end`` None while it has none."""

    record: str
    number: str
    firm: str
    payer: str
    kind: str
    amount_fen: int | None
    start: date
    end: date | None
    claw_back: date | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two grants to one firm by different payers, and the days they share."""

    first: Grant
    second: Grant
    start: date
    end: date | None

    @property
    def same_kind(self) -> bool:
        """Both grants are of the same kind."""
        return self.first.kind == self.second.kind

    @property
    def days(self) -> int | None:
        """Shared days, None when neither grant ends."""
        return None if self.end is None else (self.end - self.start).days + 1


def grants(records: Records) -> tuple[Grant, ...]:
    """Return all incentives, the oldest first."""
    rows = records.select(Query("incentive", columns=_COLUMNS, order=("start", "number")))
    return tuple(grant for row in rows if (grant := grant_of(row)) is not None)


def grant_of(row: Row) -> Grant | None:
    """Return the incentive of a row, None while the day of its start is unknown."""
    start = day(row, "start")
    if start is None:
        return None
    return Grant(
        text(row, "id"),
        text(row, "number"),
        text(row, "firm"),
        text(row, "payer"),
        text(row, "kind"),
        whole_of(row, "amount_fen"),
        start,
        day(row, "end"),
        day(row, "claw_back_date"),
    )


def overlaps(known: Iterable[Grant], on: date | None = None) -> tuple[Overlap, ...]:
    """Return all pairs of grants that share at least a day, of those begun by a day.

    Args:
        known: grants.
        on: grants that start later are left out; None takes all.
    """
    by_firm: dict[str, list[Grant]] = {}
    for grant in known:
        if on is None or grant.start <= on:
            by_firm.setdefault(grant.firm, []).append(grant)
    found: list[Overlap] = []
    for mine in by_firm.values():
        mine.sort(key=lambda grant: (grant.start, grant.number))
        for at, first in enumerate(mine):
            found.extend(_pairs(first, mine[at + 1 :]))
    return tuple(found)


def _pairs(first: Grant, later: list[Grant]) -> Iterable[Overlap]:
    for second in later:
        if first.end is not None and second.start > first.end:
            return  # sorted by start: none after this one overlaps either
        if second.payer != first.payer:
            ends = [each.end for each in (first, second) if each.end is not None]
            yield Overlap(first, second, second.start, min(ends, default=None))


def claw_backs_open(known: Iterable[Grant], on: date) -> tuple[Grant, ...]:
    """Return the grants made by a day that can still be clawed back after it."""
    return tuple(
        each for each in known if each.start <= on and each.claw_back and each.claw_back > on
    )
