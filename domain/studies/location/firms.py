"""Read from the records what decides where a firm innovates and produces, per quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.space.rent import all_terms, rent_due
from domain.standing.incentives import grants
from domain.standing.places import places
from domain.standing.residence import residences
from domain.standing.rows import text, whole_of
from domain.units import QUARTERS_PER_YEAR, Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.records import Records, Row
    from domain.standing.incentives import Grant
    from domain.standing.places import Places

SIDES: Final = ("host", "origin")
"""The two cities in the order of all lists of the study."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A firm in the park; money in fen per quarter, area in hundredths of a m².

    Attributes:
        output, rd: mean of the known quarters of the last four.
        rent: due in full for the quarter; 0 without a lease.
        granted: incentives running at the quarter's end, by side of the payer, spread over
            their terms.
        investment: planned for its return projects, None when there is none.
    """

    firm: str
    number: str
    output: float
    rd: float
    rent: int
    area: int
    granted: tuple[float, float]
    investment: int | None


@dataclass(frozen=True, slots=True)
class Seats:
    """The firms whose figures are known, and how many are left out because one is not."""

    known: tuple[Seat, ...]
    left_out: int


def seats(records: Records, quarter: Quarter) -> Seats:
    """Return the firms in the park at the end of a quarter, by number."""
    living = [each for each in residences(records) if each.lives_at(quarter.last_day)]
    figures = _means(records, quarter)
    rents, areas = _rents(records, quarter)
    granted = _granted(records, quarter)
    planned = _planned(records)
    known = tuple(
        Seat(
            each.firm,
            each.number,
            *found,
            rents.get(each.firm) or 0,
            areas.get(each.firm, 0),
            granted.get(each.firm, (0.0, 0.0)),
            planned.get(each.firm),
        )
        for each in living
        if (found := figures.get(each.firm)) and rents.get(each.firm, 0) is not None
    )
    return Seats(known, len(living) - len(known))


def _means(records: Records, quarter: Quarter) -> dict[str, tuple[float, float]]:
    """Return mean output and R&D spending of the quarters of a year in which both are known."""
    year = tuple(str(each) for each in quarters_back(quarter, QUARTERS_PER_YEAR))
    columns = ("firm", "output_host_fen", "output_origin_fen", "rd_fen")
    rows = records.select(
        Query("firm_quarter", columns=columns, where=(Condition("quarter", "in", year),))
    )
    pairs: dict[str, list[tuple[int, int]]] = {}
    for row in rows:
        host, origin, rd = (whole_of(row, name) for name in columns[1:])
        if host is not None and origin is not None and rd is not None:
            pairs.setdefault(text(row, "firm"), []).append((host + origin, rd))
    return {
        firm: (_mean(output for output, _ in mine), _mean(rd for _, rd in mine))
        for firm, mine in pairs.items()
    }


def _mean(values: Iterable[int]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def _rents(records: Records, quarter: Quarter) -> tuple[dict[str, int | None], dict[str, int]]:
    """Return rent in full and area let by firm; the rent is None where a lease names none."""
    rents: dict[str, int | None] = {}
    areas: dict[str, int] = {}
    for terms in all_terms(records):
        due = rent_due(terms, quarter)
        if due is None or not terms.start <= quarter.last_day <= terms.until:
            continue
        so_far = rents.get(terms.firm, 0)
        rents[terms.firm] = None if so_far is None or due.fen is None else so_far + due.fen
        areas[terms.firm] = areas.get(terms.firm, 0) + terms.area
    return rents, areas


def _granted(records: Records, quarter: Quarter) -> dict[str, tuple[float, float]]:
    """Return what payers of each side grant a firm per quarter; a grant without end is left out."""
    where = places(records)
    side_of = sides_of_parties(records, where)
    found: dict[str, list[float]] = {}
    for each in grants(records):
        side = side_of.get(each.payer)
        if side is None or each.amount_fen is None or not _runs(each, quarter):
            continue
        sums = found.setdefault(each.firm, [0.0, 0.0])
        sums[SIDES.index(side)] += each.amount_fen / _term(each)
    return {firm: (sums[0], sums[1]) for firm, sums in found.items()}


def _runs(grant: Grant, quarter: Quarter) -> bool:
    return grant.end is not None and grant.start <= quarter.last_day <= grant.end


def _term(grant: Grant) -> int:
    """Return the quarters that a grant runs, at least one."""
    if grant.end is None:
        return 1
    return Quarter.of(grant.end).index - Quarter.of(grant.start).index + 1


def sides_of_parties(records: Records, where: Places) -> Mapping[str, str]:
    """Return the side of each party whose region lies in one of the two cities."""
    sides = {where.host_city: "host", where.origin_city: "origin"}
    rows = records.select(Query("party", columns=("region",)))
    found: dict[str, str] = {}
    for row in rows:
        region = text(row, "region")
        side = sides.get(where.city_of.get(region, region)) if region else None
        if side is not None:
            found[text(row, "id")] = side
    return found


def _planned(records: Records) -> dict[str, int]:
    rows = records.select(Query("return_project", columns=("firm", "planned_investment_fen")))
    found: dict[str, int] = {}
    for row in rows:
        planned = whole_of(row, "planned_investment_fen")
        if planned is not None:
            found[text(row, "firm")] = found.get(text(row, "firm"), 0) + planned
    return found


def tax_rate(records: Records, quarter: Quarter) -> float | None:
    """Return tax ÷ output of return projects so far, None when nothing is known."""
    columns = ("quarter", "output_fen", "tax_fen")
    rows = records.select(
        Query("return_quarter", columns=columns, where=(Condition("quarter", "<=", str(quarter)),))
    )
    pairs = [pair for row in rows if (pair := _pair(row)) is not None]
    output = sum(made for made, _ in pairs)
    return sum(tax for _, tax in pairs) / output if output else None


def _pair(row: Row) -> tuple[int, int] | None:
    output, tax = whole_of(row, "output_fen"), whole_of(row, "tax_fen")
    return None if output is None or tax is None else (output, tax)


def chosen_first(known: Sequence[Seat], firm: str) -> list[Seat]:
    """Return the firms with the chosen one in front."""
    return sorted(known, key=lambda each: (each.firm != firm, each.number))
