"""Tell whether parks outbid each other, and which tenants may leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.reports.charts import Axis, LineChart, LineSeries, Tick
from domain.studies.showing import Showing, numbers, rows
from domain.studies.study import Findings, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.reports.charts import Dash, Tone
    from domain.reports.tree import Figure, Table
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Result = Mapping[str, object]

SIGNALS: Final = ("follows_rivals", "above_benefit_share", "growing_fast", "flat_tenants")
_LINES: Final[tuple[tuple[Tone, Dash], ...]] = (
    ("ink", "solid"),
    ("mid", "dashed"),
    ("sand", "solid"),
    ("grey", "dotted"),
    ("dark", "dashed"),
)
"""Colour and dash of each payer's line: they are told apart in black and white, too."""
_FAR: Final = 2.0
_MOST_TENANTS: Final = 10
_RECENT: Final = 4


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the result means."""
    show, given = Showing("subsidy_race", formatter), by_name(inputs)
    exhibits: tuple[Figure | Table, ...] = (
        _offers(show, given, result),
        _signals(show, given, result),
        _equilibrium(show, given, result),
        *_tenants(show, given, result),
        *_hops(show, given, result),
    )
    return Findings(_verdict(show, result), exhibits, _warnings(show, given, result))


def _detected(result: Result) -> dict[str, object]:
    return cast("dict[str, object]", result["detected"])


def _verdict(show: Showing, result: Result) -> str:
    found = _detected(result)
    signals = cast("dict[str, bool]", found["signals"])
    seen = [show.say(f"signal.{name}.seen") for name in SIGNALS if signals[name]]
    if not seen:
        return show.say("verdict.none")
    key = "verdict.race" if found["flagged"] else "verdict.one"
    return show.say(key, signs=seen, number=cast("int", found["signal_count"]))


def _warnings(show: Showing, given: Inputs, result: Result) -> tuple[str, ...]:
    found = [show.say("warning.assumed")]
    without = cast("int", given["without_source"].value)
    if not given["rivals"].value:
        found.append(show.say("warning.no_rivals"))
    elif without:
        found.append(show.say("warning.source", count=without))
    gains = [cast("bool", hop["hops"]) for hop in cast("list[dict[str, object]]", result["hops"])]
    if any(gains):
        found.append(show.say("warning.hops", count=sum(gains)))
    return tuple(found)


def _offers(show: Showing, given: Inputs, result: Result) -> Figure:
    """Return the offers of the parks over quarters; the equilibrium of the highest as a line."""
    table, parks = rows(given["subsidy"].value), given["benefit"].labels
    highest = sorted(range(len(parks)), key=lambda at: -table[-1][at])[: len(_LINES)]
    order = sorted(highest)
    plotted = [[show.fmt.plotted(row[at], "money") or 0.0 for row in table] for at in order]
    lines = [
        LineSeries(
            words_of(parks[at], show.fmt),
            tuple((float(x), value) for x, value in enumerate([*values, values[-1]])),
            show.fmt.money(table[-1][at]),
            tone=tone,
            dash=dash,
            step=True,
        )
        for at, values, (tone, dash) in zip(order, plotted, _LINES, strict=False)
    ]
    last = len(table) - 1
    level = numbers(cast("dict[str, object]", result["race"])["subsidy"])[highest[0]]
    values = [value for each in plotted for value in each]
    line = _highest_offer(show, level, float(last + 1))
    height = line.points[0][1] or 0.0
    # An equilibrium far above would press the lines together: it is told below instead.
    if height <= _FAR * max(values):
        lines, values, note = [*lines, line], [*values, height], show.say("offers.note")
    else:
        note = show.say("offers.note.far", level=show.fmt.with_unit(level, "money"))
    quarters = [words_of(each, show.fmt) for each in given["subsidy"].labels]
    ticks = tuple(Tick(float(at), quarters[at]) for at in range(last % _RECENT, last + 1, _RECENT))
    x, y = Axis(0.0, float(last + 1), ticks), show.axis(values)
    return show.figure("offers", LineChart(tuple(lines), x, y), note=note)


def _highest_offer(show: Showing, level: float, end: float) -> LineSeries:
    """Return the offer of the highest bidder in equilibrium, in fen, as a level line."""
    height = show.fmt.plotted(level, "money") or 0.0
    return LineSeries(
        show.say("offers.equilibrium"),
        ((0.0, height), (end, height)),
        show.fmt.money(level),
        dash="dashed",
        tone="brick",
    )


def _signals(show: Showing, given: Inputs, result: Result) -> Table:
    """Return the four signs with what is measured and from where it counts."""
    found = _detected(result)
    signals = cast("dict[str, bool]", found["signals"])
    table, worth = rows(given["subsidy"].value), numbers(given["benefit"].value)
    tenants = numbers(given["tenants"].value)
    sums = [sum(row) for row in table]
    growth = (tenants[-1] / tenants[-1 - _RECENT]) ** (1 / _RECENT) - 1
    recent = [
        after / before - 1
        for before, after in zip(sums[-1 - _RECENT : -1], sums[-_RECENT:], strict=True)
        if before > 0
    ]
    measured = {
        "follows_rivals": show.say(
            "signals.slope",
            slope=cast("float | None", found["slope"]),
            t=cast("float | None", found["t_value"]),
        ),
        "above_benefit_share": show.percent(
            max(paid / each for paid, each in zip(table[-1], worth, strict=True))
        ),
        "growing_fast": show.percent(min(recent) if recent else None),
        "flat_tenants": show.percent(growth, 2),
    }
    body = [
        (
            show.say(f"signal.{name}"),
            measured[name],
            show.say(f"signal.{name}.limit"),
            show.say("signals.yes" if signals[name] else "signals.no"),
        )
        for name in SIGNALS
    ]
    return show.table("signals", ("sign", "<measured", "<limit", "<seen"), body)


def _equilibrium(show: Showing, given: Inputs, result: Result) -> Table:
    """Return what each park would offer if all answered each other, and what is burnt."""
    race = cast("dict[str, object]", result["race"])
    last, worth = rows(given["subsidy"].value)[-1], numbers(given["benefit"].value)
    offered, share = numbers(race["subsidy"]), numbers(race["share"])
    left = numbers(race["home_payoff"])
    body = [
        (
            words_of(park, show.fmt),
            show.fmt.money(worth[at]),
            show.fmt.money(last[at]),
            show.fmt.money(offered[at]),
            show.percent(share[at]),
            show.fmt.money(left[at]),
        )
        for at, park in enumerate(given["benefit"].labels)
    ]
    note = show.say(
        "equilibrium.note",
        burnt=cast("float", race["dissipation"]),
        share=cast("float | None", race["dissipation_share"]),
    )
    heads = ("park", "benefit", "last", "offer", "share", "payoff")
    return show.table("equilibrium", heads, body, note=note)


def _tenants(show: Showing, given: Inputs, result: Result) -> list[Table]:
    """Return the tenants of the highest risk, by judgement."""
    score = cast("dict[str, object] | None", result["score"])
    if score is None:
        return []
    traits, values = rows(given["traits"].value), numbers(score["score"])
    body = [
        (
            words_of(given["traits"].labels[at], show.fmt),
            show.percent(traits[at][0], 1),
            show.percent(traits[at][3], 1),
            show.number(values[at], 2),
        )
        for at in cast("list[int]", score["order"])[:_MOST_TENANTS]
    ]
    heads = ("firm", "subsidy", "rd", "score")
    return [show.table("tenants", heads, body, note=show.say("tenants.note"), count=len(values))]


def _hops(show: Showing, given: Inputs, result: Result) -> list[Table]:
    """Return for each offer whether the tenant gains by leaving, and what would deter it."""
    hops = cast("list[dict[str, float | None]]", result["hops"])
    if not hops:
        return []
    body = [
        (
            words_of(label, show.fmt),
            show.fmt.money(hop["present_value_new"]),
            show.fmt.money(hop["present_value_old"]),
            show.fmt.money(hop["clawback"]),
            show.fmt.money(hop["gain"]),
            show.number(hop["deterring_vesting_quarters"], 1),
        )
        for label, hop in zip(given["offers"].labels, hops, strict=True)
    ]
    heads = ("offer", "new", "old", "clawback", "gain", "vesting")
    return [show.table("hops", heads, body, note=show.say("hops.note"))]
