"""Say whether forecasts of a series were any better than no change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from domain.reports.axes import value_axis
from domain.reports.charts import (
    Axis,
    Band,
    BarChart,
    BarSeries,
    Cutoff,
    Dot,
    Fan,
    LineChart,
    LineSeries,
    Tick,
)
from domain.reports.tree import Column, Figure, Row, Table
from domain.studies.flow.axes import recorded_year, years_axis
from domain.studies.study import Findings, Said, words_of
from domain.studies.told import Result
from domain.units import QUARTERS_PER_YEAR

_FEW: Final = 5
_SHORT: Final = 12


@dataclass(frozen=True, slots=True)
class Told(Result):
    """What the study gave, with the readings that its sentences ask for."""

    study: ClassVar[str] = "backtest"

    @property
    def periods(self) -> list[str]:
        """Periods of the series as they are recorded."""
        return [words_of(each, self.formatter) for each in self.inputs["series"].labels]

    @property
    def values(self) -> list[float]:
        """The series, in recorded units."""
        value = self.inputs["series"].value
        return [float(each) for each in value] if isinstance(value, list) else []

    @property
    def steps(self) -> str:
        """What a step is: quarters or years."""
        return "quarters" if "Q" in self.periods[0] else "years"

    def ahead(self, step: int) -> str:
        """Say how far ahead, e.g. 2 quarters."""
        return self.say(f"category.{self.steps}", count=step)

    @property
    def named(self) -> str:
        """Name of the series."""
        label = self.inputs["series"].source.values["series"]
        return words_of(label, self.formatter) if isinstance(label, Said) else str(label)

    @property
    def unit(self) -> str:
        """Its unit as a heading, or that there is none to say."""
        unit = self.inputs["series"].unit
        return self.formatter.unit_heading(unit) or self.say("unit.recorded")

    def shown(self, value: float | None) -> str:
        """Write a value of the series in the unit shown."""
        return self.formatter.measure(value, self.inputs["series"].unit)

    def plotted(self, value: float) -> float:
        """Return a value of the series in the unit shown."""
        return self.formatter.plotted(value, self.inputs["series"].unit) or 0.0

    def horizons(self, *, better: bool) -> list[int]:
        """Return the steps ahead at which forecasts were better, or were not."""
        flags = self.result["better_than_no_change"]
        return [
            step
            for step, flag in zip(self.result["horizons"], flags, strict=True)
            if flag is not None and flag is better
        ]


def tell(told: Told) -> Findings:
    """Return verdict, exhibits and warnings."""
    return Findings(
        _verdict(told), (_course(told), _errors(told), _measures(told)), _warnings(told)
    )


def _verdict(told: Told) -> str:
    better, worse = told.horizons(better=True), told.horizons(better=False)
    values: dict[str, object] = {"series": told.named}
    if not worse:
        return told.say("verdict.better", **values)
    if not better:
        return told.say("verdict.no_better", **values)
    unit = told.say(f"steps.{told.steps}")
    return told.say("verdict.some", **values, better=better, worse=worse, unit=unit)


def _warnings(told: Told) -> tuple[str, ...]:
    result, found = told.result, []
    worse = told.horizons(better=False)
    if worse:
        unit = told.say(f"steps.{told.steps}")
        found.append(told.say("warning.no_better", steps=worse, unit=unit))
    if len(told.values) < _SHORT:
        found.append(told.say("warning.short", count=len(told.values)))
    few = [
        step
        for step, origins in zip(result["horizons"], result["origins"], strict=True)
        if origins < _FEW
    ]
    if few:
        found.append(told.say("warning.few_origins", steps=few, count=_FEW))
    return tuple(found)


def _course(told: Told) -> Figure:
    places = [recorded_year(each) for each in told.periods]
    step = 0.25 if told.steps == "quarters" else 1.0
    actual = tuple((x, told.plotted(y)) for x, y in zip(places, told.values, strict=True))
    forecasts = tuple(
        (places[each["at"]], told.plotted(each["forecast"])) for each in told.result["one_step"]
    )
    ahead = [(places[-1] + step * (at + 1), each) for at, each in enumerate(told.result["ahead"])]
    end = (places[-1], [told.values[-1]] * 5)
    rows = [(x, [told.plotted(each) for each in values]) for x, values in (end, *ahead)]
    bands = (
        Band(tuple((x, each[3], each[4]) for x, each in rows), *_words(told, 0.025, 0.975)),
        Band(tuple((x, each[1], each[2]) for x, each in rows)),
    )
    series = (
        LineSeries(
            "", actual, dots=tuple(Dot(at) for at in range(len(actual))), key=told.say("actual")
        ),
        LineSeries("", forecasts, dash="dashed", tone="mid", key=told.say("one_step")),
        LineSeries(told.say("ahead"), tuple((x, each[0]) for x, each in rows), tone="sand"),
    )
    ends = [value for _, each in rows for value in each]
    plotted = [*(y for _, y in actual), *(y for _, y in forecasts), *ends]
    chart = LineChart(
        series,
        _periods_axis(told, places[0], rows[-1][0]),
        value_axis(min(0.0, *plotted), max(plotted), told.formatter.number),
        bands,
        cutoffs=(Cutoff(places[-1], told.say("actual"), told.say("ahead"), "solid", "grey"),),
        height=60,
    )
    title = told.say("figure.course", series=told.named)
    return Figure("", title, Fan(chart), told.unit, told.say("note.course"))


def _periods_axis(told: Told, first: float, last: float) -> Axis:
    """Return the axis of the periods; of quarters the last of a year bears the word."""
    axis = years_axis(first, last)
    if told.steps == "years":
        return axis
    quarter = told.formatter.quarter
    ticks = (Tick(each.at, quarter(f"{each.at:.0f}Q{QUARTERS_PER_YEAR}")) for each in axis.ticks)
    return replace(axis, ticks=tuple(ticks))


def _words(told: Told, *shares: float) -> tuple[str, ...]:
    return tuple(told.say("share", value=each) for each in shares)


def _errors(told: Told) -> Figure:
    result = told.result
    known = [at for at, each in enumerate(result["mae"]) if each is not None]
    categories = tuple(told.ahead(result["horizons"][at]) for at in known)
    rows = (("forecast", "mae", "ink"), ("no_change", "no_change_mae", "sand"))
    series = tuple(
        BarSeries(
            told.say(name),
            tuple(told.plotted(result[key][at]) for at in known),
            tone,  # type: ignore[arg-type]  # one of the tones
            tuple(told.shown(result[key][at]) for at in known),
        )
        for name, key, tone in rows
    )
    high = max(value or 0.0 for each in series for value in each.values)
    chart = BarChart(categories, series, value_axis(0, high, told.formatter.number), stacked=False)
    return Figure("", told.say("figure.errors"), chart, told.unit, told.say("note.errors"))


def _measures(told: Told) -> Table:
    result, number = told.result, told.formatter.number
    rows = []
    for at, step in enumerate(result["horizons"]):
        flag = result["better_than_no_change"][at]
        word = told.say("better.unknown" if flag is None else f"better.{str(flag).lower()}")
        narrow, wide = result["coverage"][at]
        rows.append(
            Row(
                (
                    told.ahead(step),
                    number(result["origins"][at]),
                    told.shown(result["mae"][at]),
                    told.shown(result["rmse"][at]),
                    number(result["mase"][at], 2),
                    number(None if narrow is None else 100 * narrow),
                    number(None if wide is None else 100 * wide),
                    word,
                )
            )
        )
    heads = ("origins", "mae", "rmse", "mase", "cover_80", "cover_95", "better")
    columns = (
        Column(told.say("column.steps"), kind="label"),
        *(Column(told.say(f"column.{head}"), "right") for head in heads),
    )
    note = told.say("note.measures")
    return Table("", told.say("table.measures"), columns, tuple(rows), told.unit, note)
