"""Take the inputs of the location study; costs that no record holds are marked as assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE, UNIT, Range
from domain.records import Query
from domain.standing.places import places
from domain.standing.quadrants import QUADRANTS, quadrants_at
from domain.standing.rows import number_of
from domain.standing.space import LETTABLE, spaces
from domain.studies.location.firms import Seat, Seats, chosen_first, seats, tax_rate
from domain.studies.naming import names
from domain.studies.study import Choice, Option, Said, StudyInput
from domain.studies.taking import Intake
from domain.units import QUARTERS_PER_YEAR, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records

TAKE: Final = Intake("location")
_ASSUMED_KM: Final = 200.0
_YUAN: Final = 100
_RATE: Final = Range(-0.5, 0.5)


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer the firms whose output and spending are known."""
    where = places(records)
    if not where.host_city or not where.origin_city:
        raise TAKE.nothing("enclave", "nothing.cities")
    known = seats(records, Quarter.parse(quarter)).known
    if not known:
        raise TAKE.nothing("firm_quarter")
    named = names(records, "firm", "number")
    return (
        Choice(
            "firm",
            tuple(Option(each.firm, _label(each, named)) for each in known),
            max(known, key=lambda each: each.output).firm,
        ),
    )


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return what decides where the chosen firm, and all others, innovate and produce."""
    last = Quarter.parse(quarter)
    found = seats(records, last)
    if not found.known:
        raise TAKE.nothing("firm_quarter")
    firm = chosen.get("firm", found.known[0].firm)
    listed = chosen_first(found.known, firm)
    return (
        *_quadrants(records, last, listed),
        *_figures(records, quarter, found, listed),
        *_cities(records, last),
        *_move(listed[0]),
        *_home(records, last),
    )


def _label(seat: Seat, named: Mapping[str, Said]) -> Said:
    return Said("study.location.firm", {"number": seat.number, "name": named[seat.firm]})


def _quadrants(records: Records, last: Quarter, listed: Sequence[Seat]) -> tuple[StudyInput, ...]:
    """Return where firms are today and were a year ago, read from their sites."""
    now = quadrants_at(records, last.last_day)
    ago = quadrants_at(records, last.plus(-QUARTERS_PER_YEAR).last_day)
    counts = [list(now.values()).count(each) for each in QUADRANTS]
    before = [list(ago.values()).count(each) for each in QUADRANTS]
    came = [
        sum(now[firm] == each and ago.get(firm) == "not_admitted" for firm in now)
        for each in QUADRANTS
    ]
    gone = [
        sum(now[firm] == "exited" and ago.get(firm) == each for firm in now) for each in QUADRANTS
    ]
    labels = [Said(f"study.value.{each}") for each in QUADRANTS]
    sites = TAKE.source("quadrants", quarter=str(last))
    moved = TAKE.source("moved", quarter=str(last))
    named = names(records, "firm", "number")
    own = [QUADRANTS.index(now[each.firm]) for each in listed]
    return (
        TAKE.recorded("quadrants", counts, sites, unit="firms", labels=labels),
        TAKE.recorded("quadrants_before", before, sites, unit="firms", labels=labels),
        TAKE.recorded("came", came, moved, unit="firms", labels=labels),
        TAKE.recorded("gone", gone, moved, unit="firms", labels=labels),
        TAKE.recorded(
            "own_quadrant",
            own,
            TAKE.source("own_quadrant", quarter=str(last)),
            limits=Range(0, len(QUADRANTS) - 1),
            labels=[_label(each, named) for each in listed],
        ),
    )


def _figures(
    records: Records, quarter: str, found: Seats, listed: Sequence[Seat]
) -> tuple[StudyInput, ...]:
    named = names(records, "firm", "number")
    labels = [_label(each, named) for each in listed]
    told = {"quarter": quarter, "count": len(listed), "left_out": found.left_out}
    means, leases = TAKE.source("means", **told), TAKE.source("leases", quarter=quarter)
    granted = TAKE.source("granted", quarter=quarter)
    figures: tuple[tuple[str, Sequence[object], Said, str], ...] = (
        ("output", [each.output for each in listed], means, "money"),
        ("rd_spending", [each.rd for each in listed], means, "money"),
        ("rent", [each.rent for each in listed], leases, "money"),
        ("area", [each.area for each in listed], leases, "area"),
        ("incentive", [list(each.granted) for each in listed], granted, "money"),
    )
    return tuple(
        TAKE.recorded(name, values, source, unit=unit, limits=NOT_NEGATIVE, labels=labels)
        for name, values, source, unit in figures
    )


def _cities(records: Records, last: Quarter) -> tuple[StudyInput, ...]:
    where, regions = places(records), names(records, "region")
    cities = [regions[where.host_city], regions[where.origin_city]]
    room = sum(each.area for each in spaces(records) if each.use in LETTABLE)
    return (
        TAKE.assumed("unit_cost", [0.80, 0.76], unit="ratio", limits=NOT_NEGATIVE, labels=cities),
        TAKE.assumed("innovation_advantage", 0.20, unit="ratio", limits=Range(-1, 5)),
        TAKE.assumed("production_room", 0.50, unit="ratio", limits=UNIT),
        TAKE.assumed("separation_fixed", 50_000 * _YUAN, unit="money", limits=NOT_NEGATIVE),
        TAKE.assumed("separation_per_km", 100 * _YUAN, unit="yuan", limits=NOT_NEGATIVE),
        _distance(records),
        TAKE.recorded(
            "capacity",
            [room, None],
            TAKE.source("capacity", quarter=str(last)),
            unit="area",
            limits=NOT_NEGATIVE,
            labels=cities,
        ),
    )


def _distance(records: Records) -> StudyInput:
    rows = records.select(Query("enclave", columns=("distance_km",), order=("opened",)))
    known = next((km for row in rows if (km := number_of(row, "distance_km")) is not None), None)
    if known is None:
        source = TAKE.source("distance_km.assumed")
        return TAKE.assumed("distance_km", _ASSUMED_KM, source, unit="km", limits=NOT_NEGATIVE)
    return TAKE.recorded("distance_km", known, unit="km", limits=NOT_NEGATIVE)


def _move(seat: Seat) -> tuple[StudyInput, ...]:
    """Return what moving the chosen firm's production costs, and how its output grows."""
    if seat.investment is None:
        cost = TAKE.assumed(
            "move_cost",
            QUARTERS_PER_YEAR * seat.output,
            TAKE.source("move_cost.assumed"),
            unit="money",
            limits=NOT_NEGATIVE,
        )
    else:
        cost = TAKE.recorded("move_cost", seat.investment, unit="money", limits=NOT_NEGATIVE)
    return (
        cost,
        TAKE.assumed("output_growth", 0.02, unit="ratio", limits=_RATE),
        TAKE.assumed("discount_rate", 0.01, unit="ratio", limits=Range(0, 1)),
        TAKE.assumed("horizon_quarters", 40, unit="quarters", limits=Range(0, 400)),
    )


def _home(records: Records, last: Quarter) -> tuple[StudyInput, ...]:
    rate = tax_rate(records, last)
    source = TAKE.source("home_tax_rate" if rate is not None else "home_tax_rate.none")
    return (TAKE.recorded("home_tax_rate", rate, source, unit="ratio", limits=UNIT),)
