"""Take the trades of tenants from the register, and those of regions from published figures.

A published figure counts as employment of a trade when its indicator names a division of
GB/T 4754 and employment, e.g. ``从业人员 C34`` or ``employment C34``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE
from domain.records import Condition, Query
from domain.standing.places import places
from domain.standing.residence import residences
from domain.standing.rows import number_of, text
from domain.studies.naming import names
from domain.studies.study import Choice, Option, Said
from domain.studies.taking import Intake
from domain.trades import division, trade_key
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records
    from domain.studies.study import StudyInput

TAKE: Final = Intake("industry_fit")
REGISTER: Final = "register"
"""Where no region's industry is recorded: the origin's own firms in the park stand for it."""

_DIVISION: Final = re.compile(r"[A-T]\d{2}")
_EMPLOYMENT: Final = re.compile(r"从业|就业|职工|employ|emploi|effectif", re.IGNORECASE)
_LEAST_REGIONS: Final = 2


@dataclass(frozen=True, slots=True)
class Tenant:
    """A firm in the park: its division, empty when unknown, and its trajectory."""

    division: str
    trajectory: str


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer the regions whose employment by trade is recorded, else the origin's own firms."""
    last = Quarter.parse(quarter)
    known = _employment(records, last.year)
    tenants = _tenants(records, last)
    if not any(each.division for each in tenants):
        raise TAKE.nothing("firm")
    regions = names(records, "region")
    options = [Option(region, regions[region]) for region in regions if region in known]
    if not options:
        if not any(each.division and each.trajectory == "II" for each in tenants):
            raise TAKE.nothing("region_figure", "nothing.home")
        options = [Option(REGISTER, Said("study.industry_fit.register"))]
    origin = places(records).origin_city
    proposed = origin if origin in known else options[0].value
    return (Choice("home", tuple(options), proposed),)


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return the trades of tenants, of the home, of all, and of each region."""
    last = Quarter.parse(quarter)
    tenants = [each for each in _tenants(records, last) if each.division]
    unknown = len(_tenants(records, last)) - len(tenants)
    home = chosen.get("home", REGISTER)
    if home == REGISTER:
        return _from_register(records, tenants, unknown, quarter)
    return _from_regions(records, tenants, unknown, home, last)


def _from_register(
    records: Records, tenants: Sequence[Tenant], unknown: int, quarter: str
) -> tuple[StudyInput, ...]:
    """Hold the start-ups against the origin's own firms with R&D in the park."""
    started = Counter(each.division for each in tenants if each.trajectory != "II")
    own = Counter(each.division for each in tenants if each.trajectory == "II")
    if not started or not own:
        raise TAKE.nothing("region_figure", "nothing.home")
    every = started + own
    divisions = _ordered(every, started)
    labels = _labels(records, divisions)
    told = {"quarter": quarter, "unknown": unknown}
    return (
        TAKE.recorded(
            "tenant_mix",
            [started[each] for each in divisions],
            TAKE.source("tenant_mix.started", count=sum(started.values()), **told),
            unit="firms",
            limits=NOT_NEGATIVE,
            labels=labels,
        ),
        TAKE.assumed(
            "home_industry",
            [own[each] for each in divisions],
            TAKE.source("home_industry.register", count=sum(own.values()), quarter=quarter),
            unit="firms",
            limits=NOT_NEGATIVE,
            labels=labels,
        ),
        TAKE.assumed(
            "reference_industry",
            [every[each] for each in divisions],
            TAKE.source("reference_industry.register", quarter=quarter),
            unit="firms",
            limits=NOT_NEGATIVE,
            labels=labels,
        ),
        TAKE.recorded("region_industry", None, TAKE.source("region_industry.none")),
        TAKE.recorded("unknown_sector", unknown, TAKE.source("unknown_sector", quarter=quarter)),
    )


def _from_regions(
    records: Records, tenants: Sequence[Tenant], unknown: int, home: str, last: Quarter
) -> tuple[StudyInput, ...]:
    known = _employment(records, last.year)
    if home not in known or not tenants:
        raise TAKE.nothing("region_figure", "nothing.home")
    mix = Counter(each.division for each in tenants)
    sums: Counter[str] = Counter()
    for employed in known.values():
        sums.update(employed)
    divisions = [each for each in _ordered(mix + Counter(known[home]), mix) if sums[each] > 0]
    if not any(mix[each] for each in divisions):
        raise TAKE.nothing("region_figure", "nothing.home")
    labels, regions = _labels(records, divisions), names(records, "region")
    rows = None
    if len(known) >= _LEAST_REGIONS:
        rows = [[known[region].get(each, 0.0) for each in divisions] for region in known]
    lost = sum(mix.values()) - sum(mix[each] for each in divisions)
    quarter = str(last)
    figures = TAKE.source("regions", year=str(last.year), count=len(known))
    return (
        TAKE.recorded(
            "tenant_mix",
            [mix[each] for each in divisions],
            TAKE.source(
                "tenant_mix", count=sum(mix.values()), unknown=unknown, lost=lost, quarter=quarter
            ),
            unit="firms",
            limits=NOT_NEGATIVE,
            labels=labels,
        ),
        TAKE.recorded(
            "home_industry",
            [known[home].get(each, 0.0) for each in divisions],
            TAKE.source("home_industry", region=regions[home], year=str(last.year)),
            limits=NOT_NEGATIVE,
            labels=labels,
        ),
        TAKE.recorded(
            "reference_industry",
            [sums[each] for each in divisions],
            figures,
            limits=NOT_NEGATIVE,
            labels=labels,
        ),
        TAKE.recorded(
            "region_industry",
            rows,
            figures,
            limits=NOT_NEGATIVE,
            labels=[regions[region] for region in known] if rows else (),
        ),
        TAKE.recorded("unknown_sector", unknown, TAKE.source("unknown_sector", quarter=quarter)),
    )


def _ordered(every: Mapping[str, float], first: Mapping[str, int]) -> list[str]:
    """Return divisions, the most tenants first."""
    return sorted(every, key=lambda each: (-first.get(each, 0), each))


def _tenants(records: Records, last: Quarter) -> list[Tenant]:
    living = {each.firm for each in residences(records) if each.lives_at(last.last_day)}
    rows = records.select(Query("firm", columns=("sector", "trajectory"), order=("number",)))
    return [
        Tenant(division(text(row, "sector")), text(row, "trajectory"))
        for row in rows
        if text(row, "id") in living
    ]


def _labels(records: Records, divisions: Sequence[str]) -> list[Said | str]:
    """Name divisions by their code and by the standard, else as the register calls them."""
    called: dict[str, str] = {}
    for row in records.select(Query("firm", columns=("sector", "sector_name"), order=("number",))):
        if text(row, "sector_name"):
            called.setdefault(division(text(row, "sector")), text(row, "sector_name"))
    return [_label(each, called.get(each, "")) for each in divisions]


def _label(code: str, called: str) -> Said | str:
    key = trade_key(code)
    if not key and not called:
        return code
    name = Said(key) if key else called
    return Said("study.industry_fit.division", {"code": code, "name": name})


def _employment(records: Records, year: int) -> dict[str, dict[str, float]]:
    """Return employment by division and region, the latest figure up to a year."""
    columns = ("region", "indicator", "value")
    rows = records.select(
        Query(
            "region_figure",
            columns=columns,
            where=(Condition("year", "<=", year), Condition("value", "known")),
            order=("year",),
        )
    )
    found: dict[str, dict[str, float]] = {}
    for row in rows:
        indicator, value = text(row, "indicator"), number_of(row, "value")
        division = _DIVISION.search(indicator)
        if division is None or value is None or not _EMPLOYMENT.search(indicator):
            continue
        found.setdefault(text(row, "region"), {})[division[0]] = value
    return {region: mine for region, mine in found.items() if any(mine.values())}
