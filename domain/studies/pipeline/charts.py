"""Draw the pipeline: fans of what comes home, funnel, survival, ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.reports.axes import value_axis
from domain.reports.charts import (
    Axis,
    Band,
    BarChart,
    BarSeries,
    Fan,
    Funnel,
    FunnelStage,
    LineChart,
    LineSeries,
)
from domain.studies.pipeline.running import TARGET
from domain.studies.showing import numbers, rows
from domain.studies.study import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.reports.charts import Tone
    from domain.reports.tree import Figure
    from domain.studies.showing import Showing
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Result = Mapping[str, object]

_TONES: Final[tuple[Tone, ...]] = ("ink", "sand", "pale")
_YEAR: Final = 4
_MOST_BARS: Final = 24


def returned_fan(show: Showing, given: Inputs, result: Result) -> Figure:
    """Return how many firms reach the end hoped for, quarter by quarter ahead."""
    fan = cast("list[dict[str, dict[str, float]]]", result["fan"])
    end = words_of(given["ended"].labels[TARGET], show.fmt)
    points = [(0.0, 0.0, 0.0, 0.0)]
    points += [
        (float(at + 1), each["returned"]["p5"], each["returned"]["p50"], each["returned"]["p95"])
        for at, each in enumerate(fan)
    ]
    y = show.axis([each[3] for each in points], 0)
    return show.figure("fan", _fan(show, points, y, 0), end=end)


def output_fan(show: Showing, result: Result) -> list[Figure]:
    """Return the output at home that firms now on their way add up to, where it is known."""
    fan = cast("list[dict[str, dict[str, float] | None]]", result["fan"])
    if fan[-1]["output"] is None:
        return []
    points = [(0.0, 0.0, 0.0, 0.0)]
    for at, each in enumerate(fan):
        made = cast("dict[str, float]", each["output"])
        low, middle, high = (
            show.fmt.plotted(made[part], "money") or 0.0 for part in ("p5", "p50", "p95")
        )
        points.append((float(at + 1), low, middle, high))
    y = show.axis([each[3] for each in points])
    return [show.figure("output_fan", _fan(show, points, y, None))]


def _fan(
    show: Showing,
    points: list[tuple[float, float, float, float]],
    y: Axis,
    decimals: int | None,
) -> Fan:
    last = points[-1]
    band = Band(
        tuple((x, low, high) for x, low, _, high in points),
        show.say("fan.low", value=show.number(last[1], decimals)),
        show.say("fan.high", value=show.number(last[3], decimals)),
    )
    middle = LineSeries(
        show.say("fan.middle"),
        tuple((x, value) for x, _, value, _ in points),
        show.number(last[2], decimals),
    )
    return Fan(LineChart((middle,), show.quarters_axis(len(points) - 1), y, (band,)))


def funnel(show: Showing, given: Inputs) -> Figure:
    """Return the stages with the firms that ever came there, those there now, and days spent."""
    labels = [words_of(each, show.fmt) for each in given["reached"].labels]
    reached, now = numbers(given["reached"].value), numbers(given["standing"].value)
    spent = cast("list[list[float | None]]", given["days_spent"].value)
    stages: list[FunnelStage] = []
    for at, name in enumerate(labels):
        before = reached[at - 1] if at else 0
        quartiles = _quartiles(spent[at])
        stages.append(
            FunnelStage(
                name,
                int(reached[at]),
                show.number(reached[at], 0),
                show.percent(reached[at] / before) if before else "",
                show.number(now[at], 0),
                dwell=quartiles,
                dwell_label=show.number(quartiles[1], 0) if quartiles else "",
                last=at == len(labels) - 1,
            )
        )
    longest = max([each.dwell[2] for each in stages if each.dwell], default=0.0)
    axis = value_axis(0, longest, lambda at: show.number(at, 0)) if longest else None
    reached_head, now_head, days_head = (
        show.say(f"funnel.{name}") for name in ("reached", "now", "days")
    )
    return show.figure("funnel", Funnel(tuple(stages), reached_head, now_head, days_head, axis))


def _quartiles(spent: list[float | None]) -> tuple[float, float, float] | None:
    low, middle, high = spent
    return None if low is None or middle is None or high is None else (low, middle, high)


def survival(show: Showing, given: Inputs, result: Result) -> Figure:
    """Return the share of firms still under way, with its band, as a step curve."""
    last = int(max(numbers(given["duration"].value)))
    curve = cast("dict[str, list[float | None]]", result["survival"])
    times = cast("list[float]", curve["times"])
    kept = cast("list[float]", curve["survival"])
    points = [(0.0, 1.0), *zip(times, kept, strict=True), (float(last), kept[-1] if kept else 1.0)]
    line = LineSeries(
        show.say("survival.line"), tuple(points), show.percent(points[-1][1]), step=True
    )
    edges: list[tuple[float, float, float]] = []
    low, high = 1.0, 1.0
    for at, time in enumerate(times):
        edges.append((time, low, high))
        lower, upper = curve["lower"][at], curve["upper"][at]
        if lower is None or upper is None:
            break
        low, high = lower, upper
        edges.append((time, low, high))
    else:
        edges.append((float(last), low, high))
    bands = (Band(((0.0, 1.0, 1.0), *edges)),)
    chart = LineChart((line,), show.quarters_axis(last), show.percent_axis(), bands)
    note = show.say("survival.note", level=given["level"].value)
    return show.figure("survival", chart, note=note)


def incidence(show: Showing, given: Inputs, result: Result) -> Figure:
    """Return the share of firms that have come to each end, stacked, quarter by quarter."""
    last = int(max(numbers(given["duration"].value)))
    found = cast("dict[str, object]", result["incidence"])
    times, shares = numbers(found["times"]), rows(found["incidence"])
    step = 1 if last <= _MOST_BARS else 2
    quarters = range(0, last + 1, step)
    series = []
    for end, label in enumerate(given["ended"].labels):
        values = []
        for quarter in quarters:
            at = sum(each <= quarter for each in times) - 1
            values.append(shares[at][end] if at >= 0 else 0.0)
        series.append(
            BarSeries(
                words_of(label, show.fmt),
                tuple(values),
                _TONES[end],
                end_label=show.percent(values[-1]),
            )
        )
    names = tuple(show.number(each, 0) if each % _YEAR == 0 else "" for each in quarters)
    return show.figure("incidence", BarChart(names, tuple(series), show.percent_axis()))
