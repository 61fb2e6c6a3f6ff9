"""Sums over the quarterly figures, each quarter summed once for each state of the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.indicators.definition import Figure
from domain.records import Aggregate, Condition, Query
from domain.standing.completeness import FIRM_FIGURES, PROJECT_FIGURES
from domain.standing.kept import kept_each
from domain.standing.residence import reporting, residences
from domain.standing.returns import projects
from domain.standing.rows import amount, text, whole_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.indicators.definition import Formula
    from domain.records import Records, Row
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of one quarter: ``row`` holds total and known count per field."""

    row: Row
    expected: int

    def figure(self, field: str) -> Figure:
        """Return the sum of a field over those who reported it, unknown when nobody did."""
        known = amount(self.row, f"{field}.known")
        value = whole_of(self.row, f"{field}.total") if known else None
        return Figure(value, known, max(known, self.expected))

    def total(self, *fields: str) -> Figure:
        """Return the sum of several fields; ``known`` is that of the one known least."""
        parts = [self.figure(field) for field in fields]
        values = [part.value for part in parts if part.value is not None]
        return Figure(
            sum(values) if values else None,
            min(part.known for part in parts),
            max(part.expected for part in parts),
        )


@kept_each
def firm_sums(records: Records, quarters: Sequence[Quarter]) -> Mapping[Quarter, Sums]:
    """Return the sums of the firms' figures; expected are the firms in the park."""
    known = residences(records)
    rows = _by_quarter(records, "firm_quarter", FIRM_FIGURES, quarters)
    return {
        quarter: Sums(rows.get(str(quarter), {}), len(reporting(known, quarter)))
        for quarter in quarters
    }


@kept_each
def project_sums(records: Records, quarters: Sequence[Quarter]) -> Mapping[Quarter, Sums]:
    """Return the sums of the projects' figures; expected are those agreed and not halted."""
    known = projects(records)
    rows = _by_quarter(records, "return_quarter", PROJECT_FIGURES, quarters)
    return {
        quarter: Sums(rows.get(str(quarter), {}), sum(each.reports_in(quarter) for each in known))
        for quarter in quarters
    }


def _by_quarter(
    records: Records, table: str, fields: Sequence[str], quarters: Sequence[Quarter]
) -> dict[str, Row]:
    figures = [
        figure
        for field in fields
        for figure in (
            Aggregate(f"{field}.total", "total", field),
            Aggregate(f"{field}.known", "known", field),
        )
    ]
    where = (Condition("quarter", "in", tuple(str(quarter) for quarter in quarters)),)
    rows = records.aggregate(Query(table, where=where), figures, by=("quarter",))
    return {text(row, "quarter"): row for row in rows}


def firm_total(*fields: str) -> Formula:
    """Return the formula of a sum over the firms that reported it."""

    def formula(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
        sums = firm_sums(records, quarters)
        return tuple(sums[quarter].total(*fields) for quarter in quarters)

    return formula


def project_total(field: str) -> Formula:
    """Return the formula of a sum over the return projects that reported it."""

    def formula(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
        sums = project_sums(records, quarters)
        return tuple(sums[quarter].figure(field) for quarter in quarters)

    return formula
