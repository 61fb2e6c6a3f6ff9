"""Read from the records what parks offer to firms, quarter by quarter, and to which tenants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.entities.choices import PARTY_KIND
from domain.indicators.reading import series
from domain.records import Condition, Query
from domain.standing.incentives import grants
from domain.standing.residence import residences
from domain.standing.rows import day, text, whole_of
from domain.studies.naming import names
from domain.units import QUARTERS_PER_YEAR, Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.standing.incentives import Grant
    from domain.studies.study import Said

WINDOW: Final = 12
"""Quarters looked at, the last one included."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a park offered to a firm, or granted: ``park`` is a payer's record or a rival's name."""

    park: str
    quarter: Quarter
    amount: int


@dataclass(frozen=True, slots=True)
class Rival:
    """An offer of another place to a tenant."""

    firm: str
    offered_by: str
    amount: int


def tenants(records: Records, last: Quarter) -> dict[Quarter, int]:
    """Return how many firms were in the park at the end of each quarter in which there were any."""
    known = residences(records)
    counts = {
        quarter: sum(each.lives_at(quarter.last_day) for each in known)
        for quarter in quarters_back(last, WINDOW)
    }
    return {quarter: count for quarter, count in counts.items() if count}


def offers(records: Records, last: Quarter) -> tuple[Offer, ...]:
    """Return grants and rival offers of known amount up to a quarter."""
    granted = [
        Offer(each.payer, Quarter.of(each.start), each.amount_fen)
        for each in grants(records)
        if each.amount_fen is not None and each.start <= last.last_day
    ]
    rows = records.select(Query("rival_offer", columns=("offered_by", "amount_fen", "date")))
    for row in rows:
        on, amount = day(row, "date"), whole_of(row, "amount_fen")
        if on is not None and amount is not None and on <= last.last_day:
            granted.append(Offer(text(row, "offered_by"), Quarter.of(on), amount))
    return tuple(granted)


def levels(known: Sequence[Offer], park: str, window: Sequence[Quarter]) -> list[float]:
    """Return a park's offer per firm in each quarter: the mean of its grants or offers.

    The last level holds until another is known; before the first it is 0.
    """
    mine = [each for each in known if each.park == park]
    found: list[float] = []
    for quarter in window:
        begun = [each.quarter for each in mine if each.quarter <= quarter]
        recent = [each.amount for each in mine if begun and each.quarter == max(begun)]
        found.append(sum(recent) / len(recent) if recent else 0.0)
    return found


def park_names(records: Records, known: Sequence[Offer]) -> dict[str, Said | str]:
    """Return the parks with their names: parties by their kind, then rivals by their first offer.

    Origin, host and county come first, so that a party has the colour that it has elsewhere.
    """
    parties = names(records, "party")
    rows = records.select(Query("party", columns=("kind",)))
    places = {text(row, "id"): PARTY_KIND.values.index(text(row, "kind")) for row in rows}
    ordered = sorted(
        known, key=lambda each: (places.get(each.park, len(PARTY_KIND.values)), each.quarter)
    )
    return {each.park: parties.get(each.park, each.park) for each in ordered}


def tax_per_tenant(records: Records, last: Quarter) -> float | None:
    """Return the mean tax per reporting firm and quarter over the last year, in fen."""
    figures = series(records, "tax_total", last, QUARTERS_PER_YEAR)
    known = [
        float(each.value) / each.known for each in figures if each.value is not None and each.known
    ]
    return sum(known) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Trait:
    """What the risk of leaving is judged by; per firm, over its last year."""

    firm: str
    number: str
    subsidy_ratio: float
    rd_intensity: float


def traits(records: Records, last: Quarter) -> tuple[Trait, ...]:
    """Return the tenants whose revenue and R&D spending of the last year are known."""
    year = tuple(str(each) for each in quarters_back(last, QUARTERS_PER_YEAR))
    rows = records.select(
        Query(
            "firm_quarter",
            columns=("firm", "revenue_fen", "rd_fen"),
            where=(Condition("quarter", "in", year),),
        )
    )
    sums: dict[str, list[int]] = {}
    for row in rows:
        revenue, rd = whole_of(row, "revenue_fen"), whole_of(row, "rd_fen")
        if revenue is not None and rd is not None:
            mine = sums.setdefault(text(row, "firm"), [0, 0])
            mine[0], mine[1] = mine[0] + revenue, mine[1] + rd
    first = last.plus(1 - QUARTERS_PER_YEAR)
    paid: dict[str, int] = {}
    for each in grants(records):
        if first.first_day <= each.start <= last.last_day and each.amount_fen is not None:
            paid[each.firm] = paid.get(each.firm, 0) + each.amount_fen
    return tuple(
        Trait(each.firm, each.number, paid.get(each.firm, 0) / found[0], found[1] / found[0])
        for each in residences(records)
        if each.lives_at(last.last_day) and (found := sums.get(each.firm)) and found[0] > 0
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What keeps a tenant: grants still to be paid, and those that can be clawed back.

    Attributes:
        per_quarter: of the grants that run on, in fen.
        quarters_left: of the grant that runs longest.
        past: granted so far and open to claw-back, in fen; since: quarters since the first.
    """

    per_quarter: float
    quarters_left: int
    past: int
    since: int


def held(known: Sequence[Grant], firm: str, last: Quarter) -> Held:
    """Return what of the grants known keeps a tenant at the end of a quarter."""
    mine = [
        each
        for each in known
        if each.firm == firm and each.amount_fen is not None and each.start <= last.last_day
    ]
    running = [each for each in mine if each.end is not None and each.end > last.last_day]
    open_ = [each for each in mine if each.claw_back is not None and each.claw_back > last.last_day]
    left = [Quarter.of(each.end).index - last.index for each in running if each.end is not None]
    since = [last.index - Quarter.of(each.start).index for each in open_]
    return Held(
        sum((each.amount_fen or 0) / _term(each) for each in running),
        max(left, default=0),
        sum(each.amount_fen or 0 for each in open_),
        max(since, default=0),
    )


def _term(grant: Grant) -> int:
    end = grant.end or grant.start
    return Quarter.of(end).index - Quarter.of(grant.start).index + 1


def rivals(records: Records, last: Quarter) -> tuple[Rival, ...]:
    """Return the offers of other places to tenants, of known amount."""
    there = {each.firm for each in residences(records) if each.lives_at(last.last_day)}
    rows = records.select(
        Query("rival_offer", columns=("firm", "offered_by", "amount_fen", "date"), order=("date",))
    )
    return tuple(
        Rival(text(row, "firm"), text(row, "offered_by"), amount)
        for row in rows
        if (amount := whole_of(row, "amount_fen")) is not None
        and text(row, "firm") in there
        and text(row, "date") <= last.last_day.isoformat()
    )


def without_source(records: Records) -> tuple[int, int]:
    """Return how many rival offers are recorded, and how many of them name no source."""
    rows = records.select(Query("rival_offer", columns=("source",)))
    return len(rows), sum(not text(row, "source") for row in rows)
