"""Tell what a party gave and got, and whether the exchange pays for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from domain.reports.axes import value_axis
from domain.reports.charts import Axis, LineChart, LineSeries, Tick
from domain.studies.showing import Showing, numbers
from domain.studies.study import Findings, Said, words_of
from domain.studies.taking import by_name
from domain.units import QUARTERS_PER_YEAR, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.formatting import Formatter
    from domain.reports.tree import Figure, Table
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Result = Mapping[str, object]

_MOST_TICKS = 6


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the ledger means."""
    show, given = Showing("land_exchange", formatter), by_name(inputs)
    exhibits: tuple[Figure | Table, ...] = (
        _areas(show, given, result),
        _balance(show, given, result),
        _account(show, result),
    )
    return Findings(_verdict(show, given, result), exhibits, _warnings(show, given, result))


def _number(result: Result, name: str) -> float:
    return cast("float", result[name])


def _party(show: Showing, given: Inputs) -> str:
    return words_of(cast("Said", given["party"].source.values["party"]), show.fmt)


def _verdict(show: Showing, given: Inputs, result: Result) -> str:
    balance = _number(result, "balance")
    net = _number(result, "given_area") - _number(result, "got_area")
    return show.say(
        "verdict.ahead" if balance >= 0 else "verdict.behind",
        party=_party(show, given),
        net=show.fmt.measure(round(net), "land"),
        balance=show.fmt.money(round(abs(balance))),
        second=_break_even(show, result),
    )


def _break_even(show: Showing, result: Result) -> str:
    ratio, recorded = result["break_even_value_ratio"], result["value_ratio"]
    if ratio is None:
        return show.say("verdict.no_ratio")
    even = show.number(cast("float", ratio), 1)
    if recorded is None:
        return show.say("verdict.even", even=even)
    return show.say("verdict.even_now", even=even, now=show.number(cast("float", recorded), 1))


def _warnings(show: Showing, given: Inputs, result: Result) -> tuple[str, ...]:
    found = []
    unknown = cast("int", given["unknown"].value)
    if unknown:
        found.append(show.say("warning.unknown", count=unknown))
    if not _number(result, "got_area"):
        found.append(show.say("warning.nothing_got"))
    found.append(show.say("warning.values"))
    return tuple(found)


def _years(given: Inputs) -> Axis:
    """Return the axis of quarters with the years written."""
    quarters = cast("list[int]", given["quarters"].value)
    start, last = Quarter.parse(str(given["first_quarter"].value)).index, max(quarters)
    first_year = -(-start // QUARTERS_PER_YEAR)
    years = range(first_year, (start + last) // QUARTERS_PER_YEAR + 1)
    step = max(1, -(-len(years) // _MOST_TICKS))
    ticks = tuple(
        Tick(float(year * QUARTERS_PER_YEAR - start), str(year)) for year in years[::step]
    )
    return Axis(0.0, float(last + 1), ticks)


def _stepped(given: Inputs, values: Sequence[float]) -> tuple[tuple[float, float | None], ...]:
    """Return the steps of a ledger, the last held for a quarter so that it is seen."""
    quarters = cast("list[int]", given["quarters"].value)
    held = [*quarters, quarters[-1] + 1], [*values, values[-1]]
    return tuple((float(at), value) for at, value in zip(*held, strict=True))


def _areas(show: Showing, given: Inputs, result: Result) -> Figure:
    running = [each / 100 for each in numbers(result["running_area"])]
    line = LineSeries(
        show.say("areas.line"),
        _stepped(given, running),
        show.fmt.number(running[-1], 2),
        step=True,
    )
    axis = value_axis(min(0.0, *running), max(0.0, *running), lambda at: show.number(at, 0))
    return show.figure("areas", LineChart((line,), _years(given), axis))


def _balance(show: Showing, given: Inputs, result: Result) -> Figure:
    running = numbers(result["running_balance"])
    line = LineSeries(
        show.say("balance.line"),
        _stepped(given, running),
        show.fmt.money(round(running[-1])),
        step=True,
        tone="mid",
    )
    axis = value_axis(
        min(0.0, *running), max(0.0, *running), lambda at: show.fmt.money(round(at), 0)
    )
    chart = LineChart((line,), _years(given), axis)
    return show.figure("balance", chart, note=show.say("balance.note"))


def _account(show: Showing, result: Result) -> Table:
    """Return both columns of the ledger: areas and present values."""
    body = [
        (
            show.say(f"account.{side}"),
            show.fmt.measure(round(_number(result, f"{side}_area")), "land"),
            show.fmt.money(round(_number(result, value))),
        )
        for side, value in (("given", "quota_value"), ("got", "park_value"))
    ]
    net = _number(result, "given_area") - _number(result, "got_area")
    balance = show.fmt.money(round(_number(result, "balance")))
    body.append((show.say("account.net"), show.fmt.measure(round(net), "land"), balance))
    return show.table("account", ("side", "area", "value"), body)
