"""Say what the records tell of the flow model's parameters, and what they do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from domain.reports.axes import value_axis
from domain.reports.charts import Dot, LineSeries, Panel, SmallMultiples
from domain.reports.tree import Column, Figure, Row, Table
from domain.studies.calibration.taking import FITTED
from domain.studies.flow.axes import recorded_year, years_axis
from domain.studies.regions import period_said
from domain.studies.study import Findings, Said, words_of
from domain.studies.told import Result

_AT_BOUND: Final = 1e-3
_SHOWN: Final = 2
_FEW: Final = 8


@dataclass(frozen=True, slots=True)
class Told(Result):
    """What the study gave, with the readings that its sentences ask for."""

    study: ClassVar[str] = "calibration"

    def parameter(self, name: str) -> str:
        """Return the name of a parameter."""
        return Said(f"study.input.{name}").words(self.formatter)

    def quoted(self, name: str) -> str:
        """Return the name of a parameter as it stands within a sentence."""
        return Said("study.input.named", {"name": self.parameter(name)}).words(self.formatter)

    def sought(self, name: str) -> list[float]:
        """Return start, lower and upper bound of a parameter."""
        value = self.inputs[f"{name}_sought"].value
        return [float(each) for each in value] if isinstance(value, list) else []

    @property
    def regions(self) -> list[str]:
        """Names of the regions."""
        return [words_of(each, self.formatter) for each in self.inputs["stock"].labels]

    @property
    def better(self) -> bool:
        """Whether the fitted model comes nearer the records than no change."""
        return bool(self.result["fit_error"] < self.result["no_change_error"])

    def reach(self, name: str) -> tuple[float, float] | None:
        """Return the interval of a parameter, None where it tells no more than the bounds."""
        if self.result["lower"] is None:
            return None
        low, high = self.result["lower"][name], self.result["upper"][name]
        _, least, most = self.sought(name)
        return (low, high) if high - low < most - least else None

    @property
    def untold(self) -> list[str]:
        """Parameters of which the records tell no more than the bounds do."""
        return [self.quoted(name) for name in FITTED if self.reach(name) is None]

    @property
    def at_bound(self) -> list[str]:
        """Parameters whose best value lies at an end of what was allowed."""
        found = []
        for name in FITTED:
            _, low, high = self.sought(name)
            value = self.result["estimate"][name]
            if min(value - low, high - value) <= _AT_BOUND * (high - low):
                found.append(self.quoted(name))
        return found


def tell(told: Told) -> Findings:
    """Return verdict, exhibits and warnings."""
    return Findings(_verdict(told), (_course(told), _estimates(told), _fit(told)), _warnings(told))


def _verdict(told: Told) -> str:
    result = told.result
    values = {
        "fit": result["fit_error"],
        "still": result["no_change_error"],
        "count": len(told.inputs["observed_quarters"].labels),
    }
    worth = told.say("worth.better" if told.better else "worth.no_better", **values)
    known = [told.quoted(name) for name in FITTED if told.reach(name) is not None]
    if result["identified"] and not told.untold:
        return told.say("verdict.identified", **values, worth=worth)
    if known:
        return told.say("verdict.partly", **values, worth=worth, known=known, untold=told.untold)
    return told.say("verdict.not_identified", **values, worth=worth)


def _warnings(told: Told) -> tuple[str, ...]:
    result, found = told.result, []
    if not result["identified"]:
        condition = result["condition_number"]
        key = "warning.no_effect" if condition is None else "warning.not_identified"
        found.append(told.say(key, condition=condition))
    elif told.untold:
        found.append(told.say("warning.untold", parameters=told.untold))
    if not told.better:
        found.append(told.say("warning.no_better"))
    if told.at_bound:
        found.append(told.say("warning.at_bound", parameters=told.at_bound))
    count = len(told.inputs["observed_quarters"].labels)
    if count < _FEW:
        found.append(told.say("warning.few", count=count))
    return tuple(found)


def _course(told: Told) -> Figure:
    """Return the courses of home and host, recorded and fitted."""
    labels = told.inputs["observed_quarters"].labels
    places = [recorded_year(words_of(each, told.formatter)) for each in labels]
    observed = told.inputs["observed_stock"].value
    rows = observed if isinstance(observed, list) else []
    fitted = told.result["fitted_stock"]
    panels, plotted = [], [100.0]
    for at in range(min(_SHOWN, len(rows))):
        course = [100 * each / rows[at][0] for each in rows[at]]
        model = [100 * row[at] / rows[at][0] for row in fitted]
        plotted += [*course, *model]
        known = tuple(zip(places, course, strict=True))
        dots = tuple(Dot(each) for each in range(len(known)))
        panels.append(
            Panel(
                told.regions[at],
                (
                    LineSeries("", known, dots=dots, key=told.say("recorded")),
                    LineSeries(
                        "",
                        tuple(zip(places, model, strict=True)),
                        dash="dashed",
                        tone="sand",
                        key=told.say("fitted"),
                    ),
                ),
            )
        )
    chart = SmallMultiples(
        tuple(panels),
        years_axis(places[0], places[-1]),
        value_axis(min(plotted), max(plotted), told.formatter.number, from_zero=False),
        height=44,
    )
    title, unit = told.say("figure.course"), told.say("unit.course")
    return Figure("", title, chart, unit, told.say("note.course"))


def _estimates(told: Told) -> Table:
    result, number = told.result, told.formatter.number
    rows = []
    for name in FITTED:
        _, low, high = told.sought(name)
        ends = told.reach(name)
        reach = told.say("refused" if result["lower"] is None else "wider")
        if ends is not None:
            reach = told.formatter.span(number(ends[0], 4), number(ends[1], 4))
        rows.append(
            Row(
                (
                    told.parameter(name),
                    number(result["estimate"][name], 4),
                    reach,
                    told.formatter.span(number(low, 3), number(high, 3)),
                )
            )
        )
    columns = (
        Column(told.say("column.parameter"), kind="label"),
        Column(told.say("column.estimate"), "right"),
        Column(told.say("column.interval", level=told.inputs["level"].value), "right"),
        Column(told.say("column.bounds"), "right"),
    )
    condition = result["condition_number"]
    key = "note.estimates" if condition is not None else "note.no_effect"
    note = told.say(key, condition=condition)
    return Table("", told.say("table.estimates"), columns, tuple(rows), note=note)


def _fit(told: Told) -> Table:
    """Return the error by region in the last period, of the fit and of no change."""
    observed = told.inputs["observed_stock"].value
    rows = observed if isinstance(observed, list) else []
    last = told.result["fitted_stock"][-1]
    lines = tuple(
        Row(
            (
                name,
                told.formatter.number(row[-1]),
                told.formatter.number(last[at]),
                told.formatter.relative(last[at] / row[-1] - 1),
                told.formatter.relative(row[0] / row[-1] - 1),
            )
        )
        for at, (name, row) in enumerate(zip(told.regions, rows, strict=True))
    )
    heads = ("recorded", "fitted", "error", "error_still")
    columns = (
        Column(told.say("column.region"), kind="label"),
        *(Column(told.say(f"column.{head}"), "right") for head in heads),
    )
    last_label = words_of(told.inputs["observed_quarters"].labels[-1], told.formatter)
    period = period_said(last_label)
    title = told.say("table.fit", period=period)
    return Table("", title, columns, lines, note=told.say("note.fit"))
