"""Tell how far the contract is from what each brings, and who could do better without whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from domain.reports.axes import value_axis
from domain.reports.charts import BarChart, BarSeries
from domain.studies.negotiation.triangle import triangle
from domain.studies.showing import Showing, numbers
from domain.studies.study import Findings, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.formatting import Formatter
    from domain.reports.charts import Tone
    from domain.reports.tree import Figure, Table
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Result = Mapping[str, object]

RULES: Final = (
    *("contract", "shapley", "nucleolus", "nash"),
    *("proportional", "constrained_equal_awards", "constrained_equal_losses", "talmud"),
)
_SHOWN: Final[tuple[tuple[str, Tone], ...]] = (
    ("contract", "ink"),
    ("shapley", "sand"),
    ("nucleolus", "mid"),
    ("nash", "pale"),
)
_TRIANGLE: Final = 3
_NEAR: Final = 0.02


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the division of the contract means."""
    show, given = Showing("negotiation", formatter), by_name(inputs)
    names = [words_of(each, formatter) for each in given["contract"].labels]
    exhibits: list[Figure | Table] = [_bars(show, names, result)]
    if len(names) == _TRIANGLE:
        exhibits.append(triangle(show, names, given, result))
    exhibits += [_table(show, names, result), _diagnosis(show, names, result)]
    return Findings(
        _verdict(show, names, given, result), tuple(exhibits), _warnings(show, names, result)
    )


def _parts(result: Result, rule: str) -> list[float] | None:
    """Return the shares of a rule, None where it gives none."""
    divisions = cast("dict[str, list[float] | None]", result["divisions"])
    amounts, pie = divisions.get(rule), cast("float", result["pie"])
    return None if amounts is None else [each / pie for each in amounts]


def _diagnosed(result: Result) -> dict[str, Any]:
    return cast("dict[str, Any]", result["diagnosis"])


def _verdict(show: Showing, names: Sequence[str], given: Inputs, result: Result) -> str:
    contract, fair = _parts(result, "contract") or [], _parts(result, "shapley") or []
    gaps = [brought - had for had, brought in zip(contract, fair, strict=True)]
    at = max(range(len(names)), key=lambda each: abs(gaps[each]))
    told = {"party": names[at], "contract": contract[at], "fair": fair[at]}
    first = show.say("verdict.near" if abs(gaps[at]) < _NEAR else "verdict.far", **told)
    diagnosis = _diagnosed(result)
    if diagnosis["in_core"]:
        return show.say("verdict", first=first, second=show.say("verdict.stable"))
    mask = cast("int", diagnosis["largest_excess_coalition"])
    group = words_of(given["values"].labels[mask], show.fmt)
    amount = show.fmt.money(cast("float", diagnosis["largest_excess"]))
    second = show.say("verdict.unstable", group=group, amount=amount)
    return show.say("verdict", first=first, second=second)


def _warnings(show: Showing, names: Sequence[str], result: Result) -> tuple[str, ...]:
    found = []
    if result["core_empty"]:
        found.append(show.say("warning.empty"))
    diagnosis = _diagnosed(result)
    margins = numbers(diagnosis["rationality_margin"])
    below = [name for name, margin in zip(names, margins, strict=True) if margin < 0]
    if below:
        found.append(show.say("warning.below_alone", parties=below))
    objecting = [name for name, flag in zip(names, diagnosis["disrupting"], strict=True) if flag]
    if objecting:
        found.append(show.say("warning.disrupting", parties=objecting))
    found.append(show.say("warning.values"))
    return tuple(found)


def _bars(show: Showing, names: Sequence[str], result: Result) -> Figure:
    series = []
    for rule, tone in _SHOWN:
        parts = _parts(result, rule)
        if parts is not None:
            series.append(BarSeries(show.say(f"rule.{rule}"), tuple(parts), tone))
    top = max((value or 0.0 for each in series for value in each.values), default=1.0)
    chart = BarChart(tuple(names), tuple(series), value_axis(0, top, show.percent), stacked=False)
    return show.figure("shares", chart, note=show.say("shares.note"))


def _table(show: Showing, names: Sequence[str], result: Result) -> Table:
    """Return every rule's division, in money and as shares, and the core's ranges."""
    body = []
    for rule in RULES:
        parts = _parts(result, rule)
        amounts = cast("dict[str, list[float] | None]", result["divisions"])[rule]
        if parts is None or amounts is None:
            continue
        cells = [
            show.say("cell", amount=show.fmt.money(amount), share=show.percent(part, 1))
            for amount, part in zip(amounts, parts, strict=True)
        ]
        body.append((show.say(f"rule.{rule}"), *cells))
    alone = [show.fmt.money(each) for each in numbers(result["alone"])]
    body.append((show.say("rule.alone"), *alone))
    core = cast("list[list[float]] | None", result["core"])
    if core is not None:
        spans = [show.span(show.fmt.money(low), show.fmt.money(high)) for low, high in core]
        body.append((show.say("rule.core"), *spans))
    heads = ("rule", *(f"={name}" for name in names))
    return show.table("division", heads, body, note=show.say("division.note"))


def _diagnosis(show: Showing, names: Sequence[str], result: Result) -> Table:
    diagnosis = _diagnosed(result)
    ratios = diagnosis["benefit_cost_ratio"] or [None] * len(names)
    body = []
    for at, name in enumerate(names):
        propensity = diagnosis["propensity_to_disrupt"][at]
        body.append(
            (
                name,
                show.fmt.money(diagnosis["rationality_margin"][at]),
                show.number(propensity, 2),
                show.number(ratios[at], 2),
            )
        )
    distance = show.percent(diagnosis["shapley_distance"], 1)
    note = show.say("diagnosis.note", distance=distance)
    return show.table("diagnosis", ("party", "margin", "propensity", "ratio"), body, note=note)
