"""Which firms live in the park, since when, and which of them report in a quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.records import Query
from domain.standing.kept import kept
from domain.standing.rows import day, text
from domain.standing.stages import first_dates, stage_moves

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.records import Records
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class Residence:
    """An admitted firm: since when, until when; ``left`` and ``graduated`` None when not so."""

    firm: str
    number: str
    admitted: date
    graduated: date | None
    left: date | None

    def lives_at(self, on: date) -> bool:
        """Tell whether the firm is admitted and has not left by the end of a day."""
        return self.admitted <= on and (self.left is None or self.left > on)

    def reports_in(self, quarter: Quarter) -> bool:
        """Tell whether the firm was in the park on any day of a quarter."""
        return bool(reporting((self,), quarter))


@kept
def residences(records: Records) -> tuple[Residence, ...]:
    """Return every firm that was ever admitted, in the order of the register.

    The day of admission is the register's, or the stage history's where the register has none.
    Graduates stay: they are followed after they have graduated.
    """
    moves = stage_moves(records)
    admitted = first_dates(moves, "admitted")
    graduated = first_dates(moves, "graduated")
    left = {**first_dates(moves, "withdrawn"), **first_dates(moves, "exited")}
    rows = records.select(Query("firm", columns=("number", "admission_date"), order=("number",)))
    found: list[Residence] = []
    for row in rows:
        firm = text(row, "id")
        since = day(row, "admission_date") or admitted.get(firm)
        if since is not None:
            found.append(
                Residence(firm, text(row, "number"), since, graduated.get(firm), left.get(firm))
            )
    return tuple(found)


def reporting(known: Iterable[Residence], quarter: Quarter) -> tuple[Residence, ...]:
    """Return the firms that owe figures for a quarter: in the park on any of its days."""
    first, last = quarter.first_day, quarter.last_day
    return tuple(
        each
        for each in known
        if each.admitted <= last and (each.left is None or each.left >= first)
    )
