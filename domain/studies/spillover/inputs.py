"""Take the tenants' patents from the register, and those of the home county from its figures.

Figures of a county are found by their names: patents in force (``有效专利``) and inventions in
force (``有效发明``) of the same year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.indicators.patents import LONGYOU
from domain.models.given import AT_LEAST_ONE, NOT_NEGATIVE, OPEN_UNIT
from domain.records import Condition, Query
from domain.standing.rows import amount, day, number_of, text
from domain.studies.naming import names
from domain.studies.study import Choice, Option, Said
from domain.studies.taking import Intake
from domain.units import Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.records import Records
    from domain.studies.study import StudyInput

TAKE: Final = Intake("spillover")
PUBLISHED: Final = "published"
ALL: Final = "all"
_QUARTERS: Final = 12
_TOTAL: Final = re.compile(r"有效专利|patents in force|brevets en vigueur", re.IGNORECASE)
_INVENTIONS: Final = re.compile(
    r"有效发明|inventions in force|inventions en vigueur", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class InForce:
    """A patent in force: the day of its grant, whether it is an invention, its trajectory."""

    granted: date
    invention: bool
    trajectory: str


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Offer whose patents are counted, and the county they are held against."""
    last = Quarter.parse(quarter)
    known = [each for each in _in_force(records) if each.granted <= last.last_day]
    if not known:
        raise TAKE.nothing("patent")
    groups = [ALL] + [each for each in ("I", "II") if any(one.trajectory == each for one in known)]
    regions = names(records, "region")
    counties = [Option(each, regions[each]) for each in _counties(records, last.year)]
    counties.append(Option(PUBLISHED, Said("study.spillover.published")))
    options = tuple(Option(each, Said(f"study.spillover.group.{each}")) for each in groups)
    return (
        Choice("group", options, ALL),
        Choice("county", tuple(counties), counties[0].value),
    )


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return inventions and patents in force of the group, over time, and of the county."""
    last, group = Quarter.parse(quarter), chosen.get("group", ALL)
    mine = [each for each in _in_force(records) if group in {ALL, each.trajectory}]
    window = quarters_back(last, _QUARTERS)
    totals = [_count(mine, each) for each in window]
    inventions = [_count([one for one in mine if one.invention], each) for each in window]
    if not totals[-1]:
        raise TAKE.nothing("patent")
    labels = [Said("study.spillover.quarter", {"quarter": str(each)}) for each in window]
    counted = TAKE.source("patents", quarter=quarter)
    return (
        TAKE.recorded("invention", inventions[-1], counted, unit="patents", limits=NOT_NEGATIVE),
        TAKE.recorded("total", totals[-1], counted, unit="patents", limits=AT_LEAST_ONE),
        TAKE.recorded("inventions_before", inventions, counted, labels=labels, unit="patents"),
        TAKE.recorded("totals_before", totals, counted, labels=labels, unit="patents"),
        *_benchmark(records, chosen.get("county", PUBLISHED), last),
        TAKE.assumed("level", 0.95, unit="ratio", limits=OPEN_UNIT),
    )


def _benchmark(records: Records, county: str, last: Quarter) -> tuple[StudyInput, ...]:
    known = _counties(records, last.year)
    if county in known:
        year, inventions, total = known[county]
        place = names(records, "region")[county]
        source = TAKE.source("county", year=str(year), county=place)
        values = (inventions, total)
        take = TAKE.recorded
    else:
        place = Said("study.spillover.longyou")
        source = TAKE.source("county.published", month=LONGYOU.month, source=LONGYOU.source)
        values = (LONGYOU.inventions, LONGYOU.in_force)
        take = TAKE.assumed
    return (
        take(
            "benchmark_invention",
            values[0],
            source,
            unit="patents",
            limits=NOT_NEGATIVE,
            labels=(place,),
        ),
        take("benchmark_total", values[1], source, unit="patents", limits=AT_LEAST_ONE),
    )


def _count(mine: Sequence[InForce], quarter: Quarter) -> int:
    return sum(each.granted <= quarter.last_day for each in mine)


def _in_force(records: Records) -> list[InForce]:
    """Return the patents in force today; one that lapsed counts in no quarter."""
    columns = ("kind", "granted", "firm.trajectory")
    rows = records.select(
        Query("patent", columns=columns, where=(Condition("legal_status", "=", "in_force"),))
    )
    return [
        InForce(granted, row["kind"] == "invention", text(row, "firm.trajectory"))
        for row in rows
        if (granted := day(row, "granted")) is not None
    ]


def _counties(records: Records, last_year: int) -> dict[str, tuple[int, int, int]]:
    """Return year, inventions and patents in force of regions, the latest year with both."""
    columns = ("region", "indicator", "year", "value")
    where = (Condition("year", "<=", last_year), Condition("value", "known"))
    totals: dict[tuple[str, int], float] = {}
    inventions: dict[tuple[str, int], float] = {}
    for row in records.select(Query("region_figure", columns=columns, where=where)):
        key, value = (text(row, "region"), amount(row, "year")), number_of(row, "value")
        if value is None:
            continue
        if _INVENTIONS.search(text(row, "indicator")):
            inventions[key] = value
        elif _TOTAL.search(text(row, "indicator")):
            totals[key] = value
    both = sorted(key for key in totals if key in inventions and totals[key] >= inventions[key])
    return {
        region: (year, round(inventions[region, year]), round(totals[region, year]))
        for region, year in both
        if totals[region, year] >= 1
    }
