"""Tell how inventive the tenants are: the share of inventions beside the county's."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from domain.reports.axes import value_axis
from domain.reports.charts import Axis, Band, LineChart, LineSeries, Tick
from domain.studies.showing import Showing
from domain.studies.study import Findings, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.reports.tree import Figure, Table
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Result = Mapping[str, object]

_YEAR = 4


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the share means."""
    show, given = Showing("spillover", formatter), by_name(inputs)
    exhibits: tuple[Figure | Table, ...] = (
        _over_time(show, given, result),
        _shares(show, given, result),
    )
    return Findings(_verdict(show, given, result), exhibits, _warnings(show, given, result))


def _number(result: Result, name: str) -> float | None:
    return cast("float | None", result[name])


def _county(show: Showing, given: Inputs) -> str:
    return words_of(given["benchmark_invention"].labels[0], show.fmt)


def _verdict(show: Showing, given: Inputs, result: Result) -> str:
    low, high = _number(result, "lift_lower"), _number(result, "lift_upper")
    if low is None or high is None:
        key = "verdict.no_benchmark"
    elif low > 1:
        key = "verdict.above"
    else:
        key = "verdict.below" if high < 1 else "verdict.open"
    return show.say(
        key,
        count=given["invention"].value,
        total=given["total"].value,
        county=_county(show, given),
        **{name: value for name, value in result.items() if name not in {"before", "warnings"}},
    )


def _warnings(show: Showing, given: Inputs, result: Result) -> tuple[str, ...]:
    found = []
    if result["warnings"]:
        found.append(show.say("warning.few", count=given["total"].value))
    if given["benchmark_total"].origin == "assumed":
        found.append(show.say("warning.published"))
    found.append(show.say("warning.measure"))
    return tuple(found)


def _over_time(show: Showing, given: Inputs, result: Result) -> Figure:
    """Return the share over quarters with its interval, the county's as a dashed line."""
    before = cast("list[dict[str, float] | None]", result["before"])
    known = [(float(at), each) for at, each in enumerate(before) if each is not None]
    line = LineSeries(
        show.say("share.line"),
        tuple((float(at), each["share"] if each else None) for at, each in enumerate(before)),
        show.percent(_number(result, "share"), 1),
    )
    band = Band(
        tuple((at, each["lower"], each["upper"]) for at, each in known),
        show.percent(known[-1][1]["lower"], 1),
        show.percent(known[-1][1]["upper"], 1),
    )
    last = float(len(before) - 1)
    county = _number(result, "benchmark_share") or 0.0
    other = LineSeries(
        _county(show, given),
        ((0.0, county), (last, county)),
        show.percent(county, 1),
        dash="dashed",
        tone="sand",
    )
    labels = [words_of(each, show.fmt) for each in given["totals_before"].labels]
    ticks = tuple(
        Tick(float(at), labels[at]) for at in range((len(labels) - 1) % _YEAR, len(labels), _YEAR)
    )
    top = max(county, *(each["upper"] for _, each in known))
    y = value_axis(0, top, show.percent)
    chart = LineChart((line, other), Axis(0.0, max(last, 1.0), ticks), y, (band,))
    note = show.say("share.note", level=given["level"].value)
    return show.figure("share", chart, note=note)


def _shares(show: Showing, given: Inputs, result: Result) -> Table:
    """Return counts, shares and intervals of the park and the county, and the lift."""
    body = []
    for name, prefix, counts in (
        (show.say("shares.park"), "share", ("invention", "total")),
        (_county(show, given), "benchmark", ("benchmark_invention", "benchmark_total")),
    ):
        share = _number(result, "share" if prefix == "share" else "benchmark_share")
        body.append(
            (
                name,
                *(show.number(cast("float", given[each].value), 0) for each in counts),
                show.percent(share, 1),
                show.span(
                    show.percent(_number(result, f"{prefix}_lower"), 1),
                    show.percent(_number(result, f"{prefix}_upper"), 1),
                ),
            )
        )
    lift = show.say(
        "shares.lift.words",
        level=given["level"].value,
        **{name: result[name] for name in ("lift", "lift_lower", "lift_upper")},
    )
    heads = ("who", "inventions", "patents", "share", "interval")
    return show.table("shares", heads, body, note=lift)
