"""Take the figures of one indicator for all its regions and periods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.given import ANY, OPEN_UNIT, POSITIVE
from domain.studies.naming import names
from domain.studies.regions import indicators, period_said, series, until, usual_stock
from domain.studies.study import Choice, NothingToStudy, Option, Said, StudyInput
from domain.units import QUARTERS_PER_YEAR, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records
    from domain.studies.regions import Series

FEWEST_REGIONS: Final = 3
_ENDS: Final = 2


def year_of(period: str) -> float:
    """Return a year, or the middle of what a quarter is of it, on an axis of years."""
    if "Q" not in period:
        return float(period)
    quarter = Quarter.parse(period)
    return quarter.year + (quarter.number - 1) / QUARTERS_PER_YEAR


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Return which indicator can be looked at.

    Raises:
        NothingToStudy: none has two periods with three regions.
    """
    known = [until(series(records, each), quarter) for each in indicators(records)]
    found = {each.indicator: each for each in known if len(_periods(each)) >= _ENDS}
    if not found:
        raise NothingToStudy(Said("study.convergence.nothing"), "region_figure")
    usual = usual_stock(tuple(found)) or next(iter(found))
    options = tuple(Option(each, figures.named) for each, figures in found.items())
    return (Choice("indicator", options, usual),)


def _periods(found: Series) -> list[str]:
    """Return the periods in which enough regions have a figure above zero."""
    return [
        period
        for period in found.periods
        if sum(known.get(period, 0.0) > 0 for known in found.values.values()) >= FEWEST_REGIONS
    ]


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return the figures, the years compared and the level of the interval."""
    found = until(series(records, chosen["indicator"]), quarter)
    periods = _periods(found)
    if len(periods) < _ENDS:
        raise NothingToStudy(Said("study.convergence.nothing"), "region_figure")
    named = names(records, "region")
    regions = sorted(found.values, key=lambda each: str(named[each].values["en"]))
    rows = [[found.values[region].get(period) for period in periods] for region in regions]
    unknown = sum(each is None for row in rows for each in row)
    years = [year_of(period) for period in periods]
    source = Said(
        "study.convergence.source.values" if not unknown else "study.convergence.source.gaps",
        {
            "indicator": found.named,
            "first": period_said(periods[0]),
            "last": period_said(periods[-1]),
            "count": len(regions),
            "unknown": unknown,
            "source": found.source or Said("study.source.unknown_source"),
        },
    )
    labels = tuple(named[each] for each in regions)
    ends = Said("study.convergence.source.ends")
    level = Said("study.convergence.source.level")
    return (
        StudyInput("values", rows, "records", source, "", POSITIVE, labels=labels),
        StudyInput(
            "years",
            years,
            "records",
            Said("study.convergence.source.years"),
            "year",
            labels=tuple(periods),
        ),
        StudyInput("first_year", years[0], "records", ends, "year", ANY),
        StudyInput("last_year", years[-1], "records", ends, "year", ANY),
        StudyInput("level", 0.95, "assumed", level, "ratio", OPEN_UNIT),
    )
