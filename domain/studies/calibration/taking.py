"""Take the recorded course of the regions' stocks, to which the flow model is fitted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE, OPEN_UNIT, POSITIVE, Range
from domain.studies.flow import taking as flow_taking
from domain.studies.flow.assumed import PARAMETERS, assumed_input, whole_input
from domain.studies.flow.taking import PER_STOCK, network, proximity_input
from domain.studies.regions import period_said, series, until
from domain.studies.study import NothingToStudy, Said, StudyInput
from domain.units import QUARTERS_PER_YEAR, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records
    from domain.studies.flow.taking import Network
    from domain.studies.study import Choice

FITTED: Final = ("congestion_elasticity", "mobility", "catch_up_rate")
"""What is fitted, as far as the records can tell it."""

BOUNDS: Final[Mapping[str, tuple[float, float]]] = {
    "congestion_elasticity": (0.05, 0.95),
    "mobility": (0.005, 2.0),
    "catch_up_rate": (0.0, 0.2),
}
FEWEST_PERIODS: Final = 4
_STARTS: Final = 5


def quarter_of(period: str) -> int:
    """Return the quarter, counted from the year 0, at the end of a period."""
    if "Q" in period:
        return Quarter.parse(period).index
    return int(period) * QUARTERS_PER_YEAR + QUARTERS_PER_YEAR - 1


def choices(records: Records, quarter: str) -> tuple[Choice, ...]:
    """Return what the flow study asks for.

    Raises:
        NothingToStudy: as the flow study.
    """
    return flow_taking.choices(records, quarter)


def inputs(records: Records, quarter: str, chosen: Mapping[str, str]) -> tuple[StudyInput, ...]:
    """Return the recorded course, the state it starts from, and what is fitted within bounds.

    Raises:
        NothingToStudy: fewer than four periods in which all regions are known.
    """
    net = network(records, quarter, chosen)
    periods = [
        period
        for period in net.stocks.periods
        if all(net.stocks.values[each].get(period, 0.0) > 0 for each in net.regions)
    ]
    if len(periods) < FEWEST_PERIODS:
        said = Said("study.calibration.nothing", {"count": FEWEST_PERIODS})
        raise NothingToStudy(said, "region_figure")
    rows = _shares(net, periods)
    fixed = [each for each in PARAMETERS if each.name not in FITTED]
    return (
        _observed(net, periods, rows),
        _quarters(periods),
        StudyInput(
            "stock",
            [row[0] for row in rows],
            "records",
            Said("study.calibration.source.stock", {"period": period_said(periods[0])}),
            "",
            NOT_NEGATIVE,
            labels=net.labels,
        ),
        _capacity(records, quarter, chosen["capacity"], net),
        _environment(records, quarter, chosen["environment"], net),
        proximity_input(records, net),
        *(_bounds(each.name) for each in PARAMETERS if each.name in FITTED),
        *(assumed_input(each) for each in fixed),
        whole_input("starts", _STARTS, Range(1, 50)),
        StudyInput("level", 0.95, "assumed", Said("study.source.chosen"), "ratio", OPEN_UNIT),
    )


def _shares(net: Network, periods: list[str]) -> list[list[float]]:
    """Return stocks by region and period, scaled to the total of the first period."""
    totals = [sum(net.stocks.values[each][period] for each in net.regions) for period in periods]
    return [
        [
            net.stocks.values[each][period] * totals[0] / total
            for period, total in zip(periods, totals, strict=True)
        ]
        for each in net.regions
    ]


def _observed(net: Network, periods: list[str], rows: list[list[float]]) -> StudyInput:
    values = {
        "indicator": net.stocks.named,
        "first": period_said(periods[0]),
        "last": period_said(periods[-1]),
        "count": len(periods),
        "unknown": len(net.stocks.periods) - len(periods),
        "source": net.stocks.source or Said("study.source.unknown_source"),
    }
    key = "study.calibration.source.observed"
    source = Said(f"{key}_gaps" if values["unknown"] else key, values)
    return StudyInput(
        "observed_stock", rows, "records", source, "", NOT_NEGATIVE, labels=net.labels
    )


def _quarters(periods: list[str]) -> StudyInput:
    first = quarter_of(periods[0])
    values = [quarter_of(period) - first for period in periods]
    source = Said("study.calibration.source.quarters")
    return StudyInput(
        "observed_quarters", values, "records", source, "", NOT_NEGATIVE, labels=tuple(periods)
    )


def _first(records: Records, quarter: str, indicator: str, net: Network) -> list[float]:
    """Return each region's first known figure of an indicator above zero."""
    known = until(series(records, indicator), quarter)
    return [
        next(value for _, value in sorted(known.values[each].items()) if value > 0)
        for each in net.regions
    ]


def _capacity(records: Records, quarter: str, chosen: str, net: Network) -> StudyInput:
    if chosen == flow_taking.ASSUMED:
        first = min(period for each in net.regions for period in net.stocks.values[each])
        values = [
            net.stocks.values[each].get(first, net.picked.values[each]) for each in net.regions
        ]
        source = Said("study.flow.source.no_room")
        return StudyInput("capacity", values, "assumed", source, "", POSITIVE, labels=net.labels)
    values = _first(records, quarter, chosen, net)
    source = Said("study.calibration.source.first", {"indicator": series(records, chosen).named})
    return StudyInput("capacity", values, "records", source, "", POSITIVE, labels=net.labels)


def _environment(records: Records, quarter: str, chosen: str, net: Network) -> StudyInput:
    """Return the environment at the start, scaled to a mean of 1."""
    if chosen == flow_taking.EQUAL:
        return flow_taking.environment_input(records, quarter, chosen, net)
    indicator = chosen.removeprefix(PER_STOCK)
    values = _first(records, quarter, indicator, net)
    key = "study.calibration.source.first"
    if chosen.startswith(PER_STOCK):
        key = "study.calibration.source.first_per_stock"
        stocks = _first(records, quarter, net.stocks.indicator, net)
        values = [value / stock for value, stock in zip(values, stocks, strict=True)]
    mean = sum(values) / len(values)
    source = Said(key, {"indicator": series(records, indicator).named})
    scaled = [value / mean for value in values]
    return StudyInput("environment", scaled, "records", source, "", POSITIVE, labels=net.labels)


def _bounds(name: str) -> StudyInput:
    usual = next(each for each in PARAMETERS if each.name == name)
    low, high = BOUNDS[name]
    labels = tuple(Said(f"study.calibration.{each}") for each in ("start", "low", "high"))
    return StudyInput(
        f"{name}_sought",
        [usual.value, low, high],
        "assumed",
        Said("study.calibration.source.sought"),
        "",
        usual.limits,
        labels=labels,
    )
