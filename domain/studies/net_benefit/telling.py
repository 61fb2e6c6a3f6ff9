"""Tell what each party gains by the enclave and say plainly who is worse off."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from domain.reports.axes import value_axis
from domain.reports.charts import BarChart, BarSeries
from domain.reports.tree import Row, Table
from domain.studies.showing import Showing, numbers
from domain.studies.study import Findings, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.formatting import Formatter
    from domain.reports.charts import Tone
    from domain.reports.tree import Cell, Figure
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Result = Mapping[str, object]

_TONES: tuple[Tone, ...] = ("ink", "mid", "sand", "pale", "dark", "grey")


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say who gains and who does not."""
    show, given = Showing("net_benefit", formatter), by_name(inputs)
    names = [words_of(each, formatter) for each in given["due"].labels]
    nets = numbers(result["net"])
    exhibits: tuple[Figure | Table, ...] = (
        _bars(show, given, names, nets),
        _account(show, given, names, result),
        _over_time(show, given, names),
    )
    return Findings(_verdict(show, names, nets, result), exhibits, _warnings(show, given))


def _verdict(show: Showing, names: Sequence[str], nets: list[float], result: Result) -> str:
    worse = cast("list[int]", result["worse_off"])
    told = [
        show.say("one", party=names[at], amount=show.fmt.money(net)) for at, net in enumerate(nets)
    ]
    if not worse:
        return show.say("verdict.all", parties=told)
    losers = [told[at] for at in worse]
    key = "verdict.some" if result["compensable"] else "verdict.loss"
    return show.say(key, losers=losers, total=show.fmt.money(cast("float", result["total"])))


def _warnings(show: Showing, given: Inputs) -> tuple[str, ...]:
    found = []
    unknown = cast("int", given["unknown"].value)
    if unknown:
        found.append(show.say("warning.unknown", count=unknown))
    if given["anyway"].origin == "assumed":
        found.append(show.say("warning.anyway"))
    found.append(show.say("warning.left_out"))
    return tuple(found)


def _bars(show: Showing, given: Inputs, names: Sequence[str], nets: Sequence[float]) -> Figure:
    series = BarSeries(
        show.say("net"), tuple(nets), "ink", tuple(show.fmt.money(net) for net in nets)
    )
    axis = value_axis(min(0.0, *nets), max(0.0, *nets), lambda at: show.fmt.money(at, 0))
    chart = BarChart(tuple(names), (series,), axis, stacked=False, names=False)
    quarters = _quarters(show, given)
    period = quarters[0] if len(quarters) == 1 else show.span(quarters[0], quarters[-1])
    return show.figure("bars", chart, period=period)


def _account(show: Showing, given: Inputs, names: Sequence[str], result: Result) -> Table:
    """Return the account of each party, one column a party, and the sum."""
    lines = [
        ("due", numbers(given["due"].value), 1),
        ("anyway", _anyway(given), -1),
        ("home_tax", numbers(given["home_tax"].value), 1),
        ("cost", numbers(given["cost"].value), -1),
        ("incentives", numbers(given["incentives"].value), -1),
    ]
    body = [_line(show, key, [sign * each for each in values]) for key, values, sign in lines]
    heads = ("item", *(f"={name}" for name in names), "total")
    table = show.table("account", heads, body, note=show.say("account.note"))
    total = Row(_line(show, "net", numbers(result["net"])), "total")
    return Table("", table.title, table.columns, (*table.rows, total), table.unit, table.note)


def _anyway(given: Inputs) -> list[float]:
    pairs = zip(numbers(given["due"].value), numbers(given["anyway"].value), strict=True)
    return [due * part for due, part in pairs]


def _line(show: Showing, key: str, values: Sequence[float]) -> tuple[Cell, ...]:
    amounts = (*values, sum(values))
    return (show.say(f"account.{key}"), *(show.fmt.money(round(each)) for each in amounts))


def _quarters(show: Showing, given: Inputs) -> tuple[str, ...]:
    return tuple(words_of(each, show.fmt) for each in given["net_by_quarter"].labels)


def _over_time(show: Showing, given: Inputs, names: Sequence[str]) -> Figure:
    """Return each party's net benefit quarter by quarter, as the records tell it."""
    by_quarter = cast("list[list[float | None]]", given["net_by_quarter"].value)
    quarters = _quarters(show, given)
    series = tuple(
        BarSeries(name, tuple(row[at] for row in by_quarter), _TONES[at % len(_TONES)])
        for at, name in enumerate(names)
    )
    every = [value for row in by_quarter for value in row if value is not None] or [0.0]
    axis = value_axis(min(0.0, *every), max(0.0, *every), lambda at: show.fmt.money(at, 0))
    chart = BarChart(quarters, series, axis, stacked=False)
    return show.figure("over_time", chart, note=show.say("over_time.note"))
