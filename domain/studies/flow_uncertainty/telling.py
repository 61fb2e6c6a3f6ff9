"""Say how far the result of the flow model can be trusted, and what decides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from domain.reports.axes import value_axis
from domain.reports.charts import (
    Band,
    BarChart,
    BarSeries,
    Fan,
    HorizontalBar,
    HorizontalBars,
    LineChart,
    LineSeries,
)
from domain.reports.tree import Column, Figure, Row, Table
from domain.studies.flow.axes import year_at, years_axis
from domain.studies.study import Findings, Said, words_of
from domain.studies.told import Result

_HALF: Final = 0.5
_UNSURE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Told(Result):
    """What the study gave, with the readings that its sentences ask for."""

    study: ClassVar[str] = "flow_uncertainty"

    def parameter(self, name: str) -> str:
        """Return the name of a parameter."""
        return Said(f"study.input.{name}").words(self.formatter)

    def number(self, value: float | None) -> str:
        """Write a value of the output asked for."""
        places = {"stock_end": 0, "spread_end": 3}.get(self.output, 1)
        return self.formatter.number(value, places)

    @property
    def output(self) -> str:
        """The output asked for."""
        return str(self.result["output"])

    @property
    def named(self) -> str:
        """Its name."""
        return self.say(f"output.{self.output}")

    @property
    def unit(self) -> str:
        """Its unit."""
        return self.say(f"unit.{self.output}")

    @property
    def home(self) -> str:
        """Name of the region that opened the enclave."""
        return words_of(self.inputs["stock"].labels[0], self.formatter)

    @property
    def deciding(self) -> tuple[str, float] | None:
        """The parameter with the largest total effect, and that effect; None where none is."""
        sobol = self.result["sobol"]
        if sobol["total"] is None:
            return None
        at = max(range(len(sobol["total"])), key=sobol["total"].__getitem__)
        return str(sobol["names"][at]), float(sobol["total"][at])


def tell(told: Told) -> Findings:
    """Return verdict, exhibits and warnings."""
    exhibits: list[Figure | Table] = [_tornado(told)]
    if told.deciding is not None:
        exhibits.append(_sobol(told))
    exhibits += [_fan(told), _histogram(told), _spread(told)]
    if told.deciding is not None:
        exhibits.append(_effects(told))
    return Findings(_verdict(told), tuple(exhibits), _warnings(told))


def _verdict(told: Told) -> str:
    result, deciding = told.result, told.deciding
    values: dict[str, object] = {
        "draws": told.inputs["draws"].value,
        "both": result["chance_both_gain"],
        "window": result["chance_window"],
        "output": told.named,
    }
    if deciding is None:
        return told.say("verdict.nothing", **values)
    name, share = deciding
    key = "verdict.most" if share >= _HALF else "verdict.several"
    named = Said("study.input.named", {"name": told.parameter(name)})
    return told.say(key, **values, parameter=named, share=share)


def _warnings(told: Told) -> tuple[str, ...]:
    result, sobol = told.result, told.result["sobol"]
    found = [told.say("warning.assumed", count=len(result["tornado"]["names"]))]
    if result["failed_runs"]:
        found.append(told.say("warning.failed", count=result["failed_runs"]))
    if sobol["total"] is None:
        found.append(told.say("warning.constant"))
    elif max(high - low for low, high in sobol["total_reach"]) > 2 * _UNSURE:
        found.append(told.say("warning.unsure"))
    return tuple(found)


def _tornado(told: Told) -> Figure:
    tornado = told.result["tornado"]
    swings = [abs(b - a) for a, b in zip(tornado["low"], tornado["high"], strict=True)]
    bars = tuple(
        HorizontalBar(
            told.parameter(tornado["names"][at]),
            swings[at],
            told.say(
                "from_to",
                low=told.number(tornado["low"][at]),
                high=told.number(tornado["high"][at]),
            ),
        )
        for at in tornado["order"]
    )
    chart = HorizontalBars(bars, max(*swings, 1e-12))
    title = told.say("figure.tornado", output=told.named)
    note = told.say("note.tornado", base=told.number(tornado["base"]))
    return Figure("", title, chart, told.unit, note)


def _sobol(told: Told) -> Figure:
    sobol = told.result["sobol"]
    order = sorted(range(len(sobol["names"])), key=lambda at: -sobol["total"][at])
    categories = tuple(told.say(f"symbol.{sobol['names'][at]}") for at in order)
    series = (
        BarSeries(told.say("alone"), tuple(100 * max(0.0, sobol["first"][at]) for at in order)),
        BarSeries(
            told.say("in_all"), tuple(100 * max(0.0, sobol["total"][at]) for at in order), "sand"
        ),
    )
    high = max(value or 0.0 for each in series for value in each.values)
    chart = BarChart(
        categories,
        series,
        value_axis(0, high, told.formatter.number),
        stacked=False,
    )
    title = told.say("figure.sobol", output=told.named)
    return Figure("", title, chart, told.say("unit.variance"), told.say("note.sobol"))


def _fan(told: Told) -> Figure:
    rows = told.result["fan"]
    start = str(told.inputs["start_quarter"].value)
    places = [year_at(start, at) for at in range(len(rows))]
    ends = [told.say("percent", value=share) for share in (0.05, 0.95)]
    bands = (
        Band(tuple((x, row[0], row[4]) for x, row in zip(places, rows, strict=True)), *ends),
        Band(tuple((x, row[1], row[3]) for x, row in zip(places, rows, strict=True))),
    )
    middle = tuple((x, row[2]) for x, row in zip(places, rows, strict=True))
    chart = LineChart(
        (LineSeries(told.say("median"), middle),),
        years_axis(places[0], places[-1]),
        value_axis(0, max(row[4] for row in rows), told.formatter.number),
        bands,
        height=54,
    )
    note = told.say("note.fan", draws=told.inputs["draws"].value)
    return Figure(
        "", told.say("figure.fan", home=told.home), Fan(chart), told.say("unit.fan"), note
    )


def _histogram(told: Told) -> Figure:
    counts, edges = told.result["histogram"]["counts"], told.result["histogram"]["edges"]
    last = len(counts) - 1
    words = {0: edges[0], last // 2: edges[last // 2], last: edges[last]}
    categories = tuple(told.number(words[at]) if at in words else "" for at in range(len(counts)))
    chart = BarChart(
        categories,
        (BarSeries(told.say("draws"), tuple(float(each) for each in counts)),),
        value_axis(0, max(counts), told.formatter.number),
        names=False,
        height=42,
    )
    title = told.say("figure.histogram", output=told.named)
    note = told.say("note.histogram", unit=told.unit)
    return Figure("", title, chart, told.say("unit.draws"), note)


def _spread(told: Told) -> Table:
    low, _, middle, _, high = told.result["percentiles"]
    rows = (
        (told.say("row.low"), told.number(low)),
        (told.say("row.median"), told.number(middle)),
        (told.say("row.high"), told.number(high)),
        (told.say("row.mean"), told.number(told.result["mean"])),
        (told.say("row.both"), told.say("percent", value=told.result["chance_both_gain"])),
        (told.say("row.window"), told.say("percent", value=told.result["chance_window"])),
    )
    columns = (
        Column(told.say("column.figure"), kind="label"),
        Column(told.say("column.value"), "right"),
    )
    named = told.named[:1].upper() + told.named[1:]
    title = told.say("table.spread", output=named, unit=told.unit)
    return Table("", title, columns, tuple(Row(each) for each in rows))


def _effects(told: Told) -> Table:
    sobol = told.result["sobol"]
    order = sorted(range(len(sobol["names"])), key=lambda at: -sobol["total"][at])

    def share(value: float) -> str:
        return told.formatter.number(100 * value, 1)

    def span(ends: tuple[float, float]) -> str:
        return told.formatter.span(share(ends[0]), share(ends[1]))

    rows = tuple(
        Row(
            (
                told.parameter(sobol["names"][at]),
                share(sobol["first"][at]),
                span(sobol["first_reach"][at]),
                share(sobol["total"][at]),
                span(sobol["total_reach"][at]),
            )
        )
        for at in order
    )
    heads = ("alone", "reach", "in_all", "reach")
    columns = (
        Column(told.say("column.parameter"), kind="label"),
        *(Column(told.say(f"column.{head}"), "right") for head in heads),
    )
    note = told.say("note.effects", runs=told.result["runs"])
    return Table("", told.say("table.effects"), columns, rows, note=note)
