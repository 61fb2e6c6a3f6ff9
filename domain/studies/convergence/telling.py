"""Say whether regions converge, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Final

from domain.reports.axes import value_axis
from domain.reports.charts import Axis, BarChart, BarSeries, LineChart, LineSeries, Tick
from domain.reports.tree import Column, Figure, Row, Table
from domain.studies.figures import figure
from domain.studies.regions import period_said
from domain.studies.study import Findings, Said, words_of
from domain.studies.told import Result

_MEASURES: Final = ("coefficient_of_variation", "gini", "theil", "sigma_of_logs")
_FEW_REGIONS: Final = 10
_HUNDRED: Final = 100
_MOST_TICKS: Final = 7


@dataclass(frozen=True, slots=True)
class Told(Result):
    """What the study gave, with the readings that its sentences ask for."""

    study: ClassVar[str] = "convergence"

    def period(self, name: str) -> str:
        """Return a year of the result as it is recorded."""
        values = self.inputs["years"].value
        places = values if isinstance(values, list) else []
        label = self.inputs["years"].labels[places.index(self.result[name])]
        said = period_said(words_of(label, self.formatter))
        return Said("study.convergence.since", {"period": said}).words(self.formatter)

    @property
    def measured(self) -> list[dict[str, Any]]:
        """Years with enough regions, the first and the last among them."""
        return [each for each in self.result["dispersion"] if "gini" in each]


def tell(told: Told) -> Findings:
    """Return verdict, exhibits and warnings."""
    exhibits = (_dispersion(told), _groups(told), _measures(told), _regression(told))
    return Findings(_verdict(told), exhibits, _warnings(told))


def _verdict(told: Told) -> str:
    result, measured = told.result, told.measured
    values = {
        "first": told.period("first_year"),
        "last": told.period("last_year"),
        "count": len(result["used"]),
        "before": measured[0]["coefficient_of_variation"],
        "after": measured[-1]["coefficient_of_variation"],
    }
    spread = told.say("spread.fell" if _fell(told) else "spread.rose", **values)
    speed, half = result["speed"], result["half_life_years"]
    return told.say(f"verdict.{result['verdict']}", **values, speed=speed, half=half, spread=spread)


def _fell(told: Told) -> bool:
    name = "coefficient_of_variation"
    return bool(told.measured[-1][name] < told.measured[0][name])


def _warnings(told: Told) -> tuple[str, ...]:
    result, found = told.result, []
    if result["verdict"] == "convergent" and not _fell(told):
        found.append(told.say("warning.spread_rose"))
    if len(result["used"]) < _FEW_REGIONS:
        found.append(told.say("warning.few", count=len(result["used"])))
    labels = told.inputs["values"].labels
    left = [labels[at] for at in range(len(labels)) if at not in set(result["used"])]
    if left:
        found.append(told.say("warning.left_out", regions=left, count=len(left)))
    return tuple(found)


def _dispersion(told: Told) -> Figure:
    measured = told.measured
    years = [each["year"] for each in measured]
    tones = ("ink", "mid", "sand")
    dashes = ("solid", "dashed", "dotted")
    series = tuple(
        LineSeries(
            told.say(f"measure.{name}"),
            tuple((each["year"], each[name]) for each in measured),
            dash=dash,  # type: ignore[arg-type]  # one of the dashes
            tone=tone,  # type: ignore[arg-type]  # one of the tones
        )
        for name, tone, dash in zip(_MEASURES, tones, dashes, strict=False)
    )
    high = max(each[name] for each in measured for name in _MEASURES[:3])
    chart = LineChart(
        series,
        _year_axis(years[0], years[-1]),
        value_axis(0, high, lambda value: told.formatter.number(value, 2)),
        height=60,
    )
    title = told.say("figure.dispersion")
    return Figure("", title, chart, told.say("unit.dispersion"), told.say("note.dispersion"))


def _year_axis(first: float, last: float) -> Axis:
    whole = range(int(-(-first // 1)), int(last) + 1)
    step = max(1, -(-len(whole) // _MOST_TICKS))
    step = next(each for each in (1, 2, 5, 10, 20, 50, 100) if each >= step)
    ticks = tuple(Tick(year, str(year)) for year in whole if year % step == 0)
    return Axis(first, last, ticks)


def _groups(told: Told) -> Figure:
    groups = [_HUNDRED * each for each in told.result["groups"]]
    last = len(groups) - 1
    words = {0: "group.lowest", last: "group.highest"}
    categories = tuple(
        told.say(words.get(at, "group.between"), number=at + 1) for at in range(len(groups))
    )
    labels = tuple(told.formatter.signed(told.formatter.number(each, 1)) for each in groups)
    chart = BarChart(
        categories,
        (BarSeries(told.say("growth"), tuple(groups), labels=labels),),
        value_axis(min(groups), max(groups), lambda value: figure(value, "", told.formatter)),
        stacked=False,
        names=False,
    )
    title = told.say("figure.groups")
    return Figure("", title, chart, told.say("unit.growth"), told.say("note.groups"))


def _measures(told: Told) -> Table:
    first, last = told.measured[0], told.measured[-1]
    rows = tuple(
        Row(
            (
                told.say(f"measure.{name}"),
                told.formatter.number(first[name], 4),
                told.formatter.number(last[name], 4),
                told.formatter.relative(last[name] / first[name] - 1 if first[name] else None),
            )
        )
        for name in _MEASURES
    )
    columns = (
        Column(told.say("column.measure"), kind="label"),
        Column(told.period("first_year"), "right"),
        Column(told.period("last_year"), "right"),
        Column(told.say("column.change"), "right"),
    )
    return Table("", told.say("table.measures"), columns, rows)


def _regression(told: Told) -> Table:
    result, number = told.result, told.formatter.number
    level = told.inputs["level"].value
    interval = told.formatter.span(
        number(_HUNDRED * result["slope_lower"], 3), number(_HUNDRED * result["slope_upper"], 3)
    )
    scaled = [
        ("row.slope", number(_HUNDRED * result["slope"], 3)),
        ("row.interval", interval),
        ("row.t", number(result["t"], 2)),
        ("row.r_squared", number(result["r_squared"], 3)),
        ("row.speed", number(None if result["speed"] is None else 100 * result["speed"], 2)),
        ("row.half_life", number(result["half_life_years"], 1)),
    ]
    rows = tuple(Row((told.say(key, level=level), value)) for key, value in scaled)
    columns = (
        Column(told.say("column.figure"), kind="label"),
        Column(told.say("column.value"), "right"),
    )
    return Table("", told.say("table.regression"), columns, rows, note=told.say("note.regression"))
