"""Take a recorded series: a figure of the park by quarter, or one of a region by year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.indicators.families import INDICATORS
from domain.indicators.reading import series as park_series
from domain.models.given import ANY, AT_LEAST_ONE, Range
from domain.records import Aggregate, Query
from domain.standing.places import places
from domain.standing.rows import text_of
from domain.studies.naming import names
from domain.studies.regions import indicators, period_said, series, until
from domain.studies.study import Choice, NothingToStudy, Option, Said, StudyInput
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records

PARK: Final = "park:"
REGION: Final = "region:"
_KEYS: Final = ("rd_staff", "headcount", "revenue", "rd_spending", "tax_total")
FEWEST: Final = 6
_FIRST_ORIGIN: Final = 8
_HORIZONS: Final = (1, 2, 4, 8)


@dataclass(frozen=True, slots=True)
class Course:
    """A series without gaps: the periods after the last one that is unknown.

    Attributes:
        dropped: how many earlier periods were left out with the gap.
    """

    periods: tuple[str, ...]
    values: tuple[float, ...]
    dropped: int = 0
    unit: str = ""


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Return the series that are long enough.

    Raises:
        NothingToStudy: none is.
    """
    options = tuple(
        Option(value, label)
        for value, label in _offered(records)
        if len(course(records, quarter, value).values) >= FEWEST
    )
    if not options:
        raise NothingToStudy(Said("study.backtest.nothing", {"count": FEWEST}), "firm_quarter")
    return (Choice("series", options, options[0].value),)


def _offered(records: Records) -> list[tuple[str, Said]]:
    found = [
        (f"{PARK}{key}", Said("study.backtest.park", {"indicator": Said(f"indicator.{key}")}))
        for key in _KEYS
    ]
    named, known = names(records, "region"), places(records)
    for indicator in indicators(records):
        known_figures = series(records, indicator)
        for region in dict.fromkeys((known.origin_city, known.host_city)):
            if region in known_figures.values:
                said = {"region": named[region], "indicator": known_figures.named}
                found.append((f"{REGION}{region}:{indicator}", Said("study.backtest.region", said)))
    return found


def course(records: Records, quarter: str, chosen: str) -> Course:
    """Return a series up to a quarter."""
    if chosen.startswith(PARK):
        key = chosen.removeprefix(PARK)
        first = _first_quarter(records)
        last = Quarter.parse(quarter)
        if first is None or last < first:
            return Course((), ())
        count = last.index - first.index + 1
        figures = park_series(records, key, last, count)
        periods = [str(first.plus(at)) for at in range(count)]
        values = [None if each.value is None else float(each.value) for each in figures]
        return _without_gaps(periods, values, INDICATORS[key].unit)
    region, _, indicator = chosen.removeprefix(REGION).partition(":")
    found = until(series(records, indicator), quarter)
    known = found.values.get(region, {})
    return _without_gaps(list(found.periods), [known.get(each) for each in found.periods], "")


def _first_quarter(records: Records) -> Quarter | None:
    rows = records.aggregate(Query("firm_quarter"), (Aggregate("first", "least", "quarter"),))
    first = text_of(rows[0], "first") if rows else None
    return Quarter.parse(first) if first else None


def _without_gaps(periods: list[str], values: list[float | None], unit: str) -> Course:
    while values and values[-1] is None:
        values, periods = values[:-1], periods[:-1]
    start = max((at + 1 for at, each in enumerate(values) if each is None), default=0)
    kept = tuple(each for each in values[start:] if each is not None)
    return Course(tuple(periods[start:]), kept, start, unit)


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return the series, the steps ahead and the first origin.

    Raises:
        NothingToStudy: the series is too short.
    """
    found = course(records, quarter, chosen["series"])
    if len(found.values) < FEWEST:
        raise NothingToStudy(Said("study.backtest.nothing", {"count": FEWEST}), "firm_quarter")
    label = dict(_offered(records))[chosen["series"]]
    count = len(found.values)
    values = {
        "series": label,
        "first": period_said(found.periods[0]),
        "last": period_said(found.periods[-1]),
        "count": count,
        "dropped": found.dropped,
    }
    key = "study.backtest.source.gap" if found.dropped else "study.backtest.source.series"
    origin = min(_FIRST_ORIGIN, count // 2)
    steps = [each for each in _HORIZONS if each <= count - origin]
    said = Said("study.source.chosen")
    return (
        StudyInput(
            "series",
            list(found.values),
            "records",
            Said(key, values),
            found.unit,
            ANY,
            labels=found.periods,
        ),
        StudyInput("horizons", steps, "assumed", said, "", AT_LEAST_ONE),
        StudyInput("first_origin", origin, "assumed", said, "", Range(3, count - 1)),
    )
