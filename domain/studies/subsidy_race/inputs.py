"""Take the inputs of the study of subsidy races from grants, rival offers and taxes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.given import AT_LEAST_ONE, NOT_NEGATIVE, POSITIVE, UNIT, Range
from domain.standing.incentives import grants
from domain.studies.naming import names
from domain.studies.study import Said
from domain.studies.subsidy_race.offers import (
    held,
    levels,
    offers,
    park_names,
    rivals,
    tax_per_tenant,
    tenants,
    traits,
    without_source,
)
from domain.studies.taking import Intake
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records
    from domain.studies.study import Choice, StudyInput

TAKE: Final = Intake("subsidy_race")
_LEAST_QUARTERS: Final = 6
_LEAST_PARKS: Final = 2
_BENEFIT_QUARTERS: Final = 12
_YUAN: Final = 100


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer nothing to choose, but refuse to study what is not recorded.

    Raises:
        NothingToStudy: fewer than two payers or rivals, six quarters, or no tax.
    """
    last = Quarter.parse(quarter)
    parks = {each.park for each in offers(records, last)}
    if len(parks) < _LEAST_PARKS:
        raise TAKE.nothing("rival_offer")
    if len(tenants(records, last)) < _LEAST_QUARTERS:
        raise TAKE.nothing("firm", "nothing.quarters")
    if not tax_per_tenant(records, last):
        raise TAKE.nothing("firm_quarter", "nothing.tax")
    return ()


def inputs(records: Records, quarter: str) -> tuple[StudyInput, ...]:
    """Return offers by quarter and park, what a firm is worth, and what may lead tenants away."""
    choices(records, quarter)
    last = Quarter.parse(quarter)
    return (*_race(records, last), *_judged(records, last), *_hops(records, last))


def _race(records: Records, last: Quarter) -> tuple[StudyInput, ...]:
    there, known = tenants(records, last), offers(records, last)
    window = tuple(there)
    parks = park_names(records, known)
    columns = [levels(known, park, window) for park in parks]
    rows = [[column[at] for column in columns] for at in range(len(window))]
    worth = (tax_per_tenant(records, last) or 0.0) * _BENEFIT_QUARTERS
    quarters, labels = [str(each) for each in window], tuple(parks.values())
    total, without = without_source(records)
    seen = TAKE.source(
        "subsidy", count=len(known), rivals=total, without=without, quarter=str(last)
    )
    said = [Said("study.subsidy_race.quarter", {"quarter": each}) for each in quarters]
    return (
        TAKE.recorded("subsidy", rows, seen, unit="money", limits=NOT_NEGATIVE, labels=said),
        TAKE.recorded(
            "benefit",
            [worth] * len(parks),
            TAKE.source("benefit", quarter=str(last)),
            unit="money",
            limits=POSITIVE,
            labels=labels,
        ),
        TAKE.recorded("tenants", list(there.values()), unit="firms", limits=POSITIVE, labels=said),
        TAKE.recorded("rivals", total, TAKE.source("rivals", quarter=str(last))),
        TAKE.recorded("without_source", without, TAKE.source("rivals", quarter=str(last))),
        TAKE.assumed("attraction", [0.0] * len(parks), unit="money", labels=labels),
        TAKE.assumed("scale", worth / 4, unit="money", limits=POSITIVE),
    )


def _judged(records: Records, last: Quarter) -> tuple[StudyInput, ...]:
    found = traits(records, last)
    labels = _firm_labels(records, [(each.firm, each.number) for each in found])
    rows = [[each.subsidy_ratio, 0.0, 0.0, each.rd_intensity] for each in found]
    source = TAKE.source("traits", count=len(found), quarter=str(last))
    names_of_traits = [Said(f"study.subsidy_race.trait.{at}") for at in range(4)]
    return (
        TAKE.recorded("traits", rows, source, limits=NOT_NEGATIVE, labels=labels),
        TAKE.assumed("weights", [1.0, 1.0, -1.0, -1.0], labels=names_of_traits),
    )


def _firm_labels(records: Records, firms: Sequence[tuple[str, str]]) -> list[Said]:
    named = names(records, "firm", "number")
    return [
        Said("study.subsidy_race.firm", {"number": number, "name": named[firm]})
        for firm, number in firms
    ]


def _hops(records: Records, last: Quarter) -> tuple[StudyInput, ...]:
    found = rivals(records, last)
    named = names(records, "firm", "number")
    labels = [
        Said("study.subsidy_race.offer", {"firm": named[each.firm], "offered_by": each.offered_by})
        for each in found
    ]
    granted = grants(records)
    kept = [held(granted, each.firm, last) for each in found]
    rows = [
        [each.amount, mine.per_quarter, mine.quarters_left, mine.past, mine.since]
        for each, mine in zip(found, kept, strict=True)
    ]
    source = TAKE.source("offers", count=len(found), quarter=str(last))
    return (
        TAKE.recorded("offers", rows, source, limits=NOT_NEGATIVE, labels=labels),
        TAKE.assumed("new_quarters", 12, unit="quarters", limits=Range(1, 200)),
        TAKE.assumed("vesting_quarters", 20, unit="quarters", limits=AT_LEAST_ONE),
        TAKE.assumed("cliff_quarters", 4, unit="quarters", limits=NOT_NEGATIVE),
        TAKE.assumed("interest_rate", 0.01, unit="ratio", limits=UNIT),
        TAKE.assumed("discount_rate", 0.01, unit="ratio", limits=UNIT),
        TAKE.assumed("move_cost", 200_000 * _YUAN, unit="money", limits=NOT_NEGATIVE),
    )
