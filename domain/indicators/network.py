"""Exchange between the two cities: weekend engineers, contracts, and the two scores."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import UNKNOWN_FIGURE, Figure, Indicator, counted
from domain.records import Aggregate, Condition, Query
from domain.standing.places import places
from domain.standing.residence import reporting, residences
from domain.standing.rows import amount, text
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records, Row
    from domain.units import Quarter

CONTRACTS: Final = ("licence", "joint_rd", "supply_link")


def diffusion_days(records: Records) -> list[Row]:
    """Return entries, days and amounts of the diffusion log by kind and day."""
    return records.aggregate(
        Query("diffusion_entry"),
        (
            Aggregate("entries", "rows"),
            Aggregate("half_days", "total", "person_days"),
            Aggregate("days_known", "known", "person_days"),
            Aggregate("amount", "total", "amount_fen"),
            Aggregate("amount_known", "known", "amount_fen"),
        ),
        by=("kind", "date"),
    )


def _within(rows: Sequence[Row], first: Quarter, last: Quarter) -> list[Row]:
    start, end = first.first_day.isoformat(), last.last_day.isoformat()
    return [row for row in rows if start <= text(row, "date") <= end]


def engineer_days(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Sum the days of weekend engineers in a quarter, in half days.

    Source: Hu & Zhang 2024, §3.3.
    """
    rows = [row for row in diffusion_days(records) if row["kind"] == "weekend_engineer"]
    found: list[Figure] = []
    for quarter in quarters:
        within = _within(rows, quarter, quarter)
        known = sum(amount(row, "days_known") for row in within)
        entries = sum(amount(row, "entries") for row in within)
        days = sum(amount(row, "half_days") for row in within)
        found.append(Figure(days if rows else None, known, entries))
    return tuple(found)


def diffusion_value(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Sum the licences, joint R&D and supply contracts with firms at home in a quarter."""
    rows = [row for row in diffusion_days(records) if row["kind"] in CONTRACTS]
    found: list[Figure] = []
    for quarter in quarters:
        within = _within(rows, quarter, quarter)
        known = sum(amount(row, "amount_known") for row in within)
        entries = sum(amount(row, "entries") for row in within)
        value = sum(amount(row, "amount") for row in within)
        found.append(Figure(value if rows else None, known, entries))
    return tuple(found)


def _flows_to(records: Records, city: str, city_of: Mapping[str, str]) -> list[Row]:
    """Return the factor flows that come into a city from another, by day."""
    if not city:
        return []
    rows = records.aggregate(
        Query("factor_flow", where=(Condition("date", "known"),)),
        (Aggregate("entries", "rows"),),
        by=("from_region", "to_region", "date"),
    )
    return [
        row
        for row in rows
        if city_of.get(text(row, "to_region")) == city
        and city_of.get(text(row, "from_region")) != city
    ]


def _per_firm(
    records: Records, quarters: Sequence[Quarter], rows: Sequence[Row]
) -> tuple[Figure, ...]:
    """Divide the entries of the last four quarters by the firms in the park."""
    if not rows:
        return tuple(UNKNOWN_FIGURE for _ in quarters)
    firms = residences(records)
    found: list[Figure] = []
    for quarter in quarters:
        within = _within(rows, quarter.plus(1 - QUARTERS_PER_YEAR), quarter)
        entries = sum(amount(row, "entries") for row in within)
        living = len(reporting(firms, quarter))
        found.append(Figure(Fraction(entries, living) if living else None))
    return tuple(found)


def aggregation_score(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide the factor flows into the host city in four quarters by the firms in the park.

    The score of directed aggregation; source: Hu & Zhang 2024, §3.3 and figure 6.
    """
    where = places(records)
    return _per_firm(records, quarters, _flows_to(records, where.host_city, where.city_of))


def diffusion_score(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Divide flows to the origin and diffusion entries in four quarters by the firms.

    The score of flexible diffusion; source: Hu & Zhang 2024, §3.3 and figure 6.
    """
    where = places(records)
    flows = _flows_to(records, where.origin_city, where.city_of)
    return _per_firm(records, quarters, [*flows, *diffusion_days(records)])


def events_held(records: Records, quarters: Sequence[Quarter]) -> tuple[Figure, ...]:
    """Count the events of the network in a quarter."""
    rows = records.aggregate(Query("event"), (Aggregate("entries", "rows"),), by=("date",))
    counts = [
        sum(amount(row, "entries") for row in _within(rows, quarter, quarter))
        for quarter in quarters
    ]
    return counted(counts, any_record=rows)


INDICATORS: Final = (
    Indicator(
        "engineer_days", "half_days", "network", engineer_days, "up", headline=True, flow=True
    ),
    Indicator("diffusion_value", "money", "network", diffusion_value, "up", flow=True),
    Indicator("aggregation_score", "entries_per_firm", "network", aggregation_score, "up"),
    Indicator("diffusion_score", "entries_per_firm", "network", diffusion_score, "up"),
    Indicator("events_held", "events", "network", events_held, "up", flow=True),
)
