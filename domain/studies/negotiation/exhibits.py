"""Show a negotiation: dots by rule, rules side by side, the core, groups, parties."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from domain.reports.axes import value_axis
from domain.reports.charts import HorizontalBar, HorizontalBars
from domain.reports.divisions import CoreDiagram, DivisionMark, DotPlot, DotRow, DotSeries
from domain.reports.tree import Figure, Table
from domain.studies.negotiation.accepting import core_corners, gain_corners
from domain.studies.negotiation.told import MARKS, OTHERS, RULES
from domain.studies.negotiation.weighing import weigh, window

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.reports.diagrams import Chart
    from domain.studies.negotiation.told import Told
    from domain.studies.negotiation.weighing import Weighed

_Exhibit = TypeVar("_Exhibit", Figure, Table)
MOST_GROUPS: Final = 14
_DRAWN: Final = 3
"""Up to so many parties the core is drawn; beyond, a bar for each group says its excess."""


def exhibits(told: Told) -> tuple[Figure | Table, ...]:
    """Return figures and tables; the first three are the table at which one negotiates."""
    weighed = weigh(told.worth, told.tried)
    return (
        _dots(told),
        _rules(told, "division", drawn_rules(told)),
        accepted(told, weighed),
        _groups(told, weighed),
        _parties(told, weighed),
        _rules(told, "others", OTHERS),
        *([_borne(told)] if told.saved else []),
    )


def drawn_rules(told: Told) -> list[str]:
    """Return the rules that are drawn, with the shares tried where they are others."""
    first, *rest = RULES
    return [first, *(["tried"] if told.other else []), *rest]


def _dots(told: Told) -> Figure:
    show, rules = told.show, [each for each in drawn_rules(told) if told.parts(each) is not None]
    amounts = {rule: [part * told.pie for part in told.parts(rule) or []] for rule in rules}
    highest = max(value for each in amounts.values() for value in each)
    rows = tuple(
        DotRow(
            name,
            show.say("shares.alone", amount=told.written(told.worth[1 << at])),
            tuple(amounts[rule][at] for rule in rules),
            tuple(told.written(amounts[rule][at]) for rule in rules),
            told.worth[1 << at],
        )
        for at, name in enumerate(told.names)
    )
    series = tuple(DotSeries(show.say(f"rule.{rule}"), *MARKS[rule]) for rule in rules)
    axis = value_axis(0, highest, told.written)
    chart = DotPlot(series, rows, axis, show.say("rule.alone"))
    key = "saved" if told.saved else "shares"
    figure = show.figure(key, chart, pie=told.amount(told.pie))
    return replace(figure, unit="" if told.unit else told.unit_words())  # a title says its unit


def _rules(told: Told, key: str, rules: Iterable[str]) -> Table:
    """Return divisions in money and as shares, and how far each is from the contract."""
    show, body = told.show, []
    for rule in rules:
        parts = told.parts(rule)
        if parts is None:
            continue
        cells = [
            show.say("cell", amount=told.written(part * told.pie), share=show.percent(part, 1))
            for part in parts
        ]
        body.append((show.say(f"rule.{rule}"), *cells, _distance(told, rule)))
    if key == "others":
        body += _bounds(told)
    heads = ("rule", *(f"={name}" for name in told.names), "distance")
    return _in_unit(told, show.table(key, heads, body, note=show.say(f"{key}.note")))


def _borne(told: Told) -> Table:
    """Return what each pays of a game of costs: what it would pay alone less what it saves."""
    show, costs = told.show, cast("list[float]", told.inputs["costs"].value)
    body = []
    for rule in drawn_rules(told):
        parts = told.parts(rule)
        if parts is not None:
            paid = [costs[1 << at] - part * told.pie for at, part in enumerate(parts)]
            body.append((show.say(f"rule.{rule}"), *map(told.written, paid)))
    heads = ("rule", *(f"={name}" for name in told.names))
    return _in_unit(told, show.table("borne", heads, body, note=show.say("borne.note")))


def _distance(told: Told, rule: str) -> str:
    if rule == "contract":
        return "—"
    if rule == "tried":
        pairs = zip(told.contract, told.tried, strict=True)
        return told.show.percent(sum(abs(one - other) for one, other in pairs) / 2, 1)
    return told.show.percent(cast("float", told.result["distance"][rule]), 1)


def _bounds(told: Told) -> list[tuple[str, ...]]:
    show = told.show
    alone = [told.written(told.worth[1 << at]) for at in range(len(told.names))]
    body = [(show.say("rule.alone"), *alone, "—")]
    core = cast("list[list[float]] | None", told.result["core"])
    if core is not None:
        spans = [show.span(told.written(low), told.written(high)) for low, high in core]
        body.append((show.say("rule.core"), *spans, "—"))
    return body


def accepted(told: Told, weighed: Weighed) -> Figure:
    """Return which divisions all accept; of many parties, what each group could have more."""
    show = told.show
    if len(told.names) > _DRAWN:
        note = show.say("note.two", one=window(told), other=show.say("groups.bars.note"))
        return _in_unit(told, show.figure("groups.bars", excess_bars(told, weighed), note=note))
    key = "triangle" if len(told.names) == _DRAWN else "segment"
    chart = core_diagram(told, weighed.shares)
    note = show.say("note.two", one=window(told), other=show.say(f"{key}.note"))
    return show.figure(key, chart, note=note)


def diagram(told: Told, weighed: Weighed) -> Chart:
    """Return the chart of ``accepted`` by itself, to follow shares as they are tried."""
    if len(told.names) > _DRAWN:
        return excess_bars(told, weighed)
    return core_diagram(told, weighed.shares)


def core_diagram(told: Told, tried: Sequence[float]) -> CoreDiagram:
    """Return the core with the rules' divisions in it; those that are tried stand last."""
    show = told.show
    marks = []
    for rule in (*RULES, *(["tried"] if told.other else [])):
        parts = told.parts(rule) if rule != "tried" else list(tried)
        if parts is not None:
            marks.append(DivisionMark(show.say(f"rule.{rule}"), tuple(parts), *MARKS[rule]))
    empty = bool(told.result["core_empty"])
    return CoreDiagram(
        tuple(show.say("corner", party=name) for name in told.names),
        () if empty else tuple(core_corners(told.worth)),
        tuple(gain_corners(told.worth)),
        tuple(marks),
        "" if empty else show.say("core"),
    )


def excess_bars(told: Told, weighed: Weighed) -> HorizontalBars:
    """Return a bar for each group: what it could have more by itself, the largest first."""
    proper = sorted(range(1, len(told.worth) - 1), key=lambda mask: -weighed.excess[mask])
    bars = [
        HorizontalBar(
            told.group(mask),
            weighed.excess[mask],
            told.written(weighed.excess[mask]),
            tone="brick" if mask in weighed.leaving else "ink",
        )
        for mask in proper[:MOST_GROUPS]
    ]
    return HorizontalBars(tuple(bars), max(abs(each.value or 0.0) for each in bars) or 1.0)


def _groups(told: Told, weighed: Weighed) -> Table:
    """Return what each group could share by itself, gets, and could have more."""
    show, now = told.show, weigh(told.worth, told.contract)
    proper = sorted(range(1, len(told.worth) - 1), key=lambda mask: -weighed.excess[mask])
    body = []
    for mask in proper[:MOST_GROUPS]:
        cells = [told.group(mask), told.written(told.worth[mask])]
        cells += [told.written(told.worth[mask] - now.excess[mask])]
        cells += [told.written(now.excess[mask])]
        body.append((*cells, *([told.written(weighed.excess[mask])] if told.other else [])))
    heads = ["group", "worth", "gets", "excess", *(["excess_tried"] if told.other else [])]
    return _in_unit(told, show.table("groups", heads, body, note=show.say("groups.note")))


def _parties(told: Told, weighed: Weighed) -> Table:
    show, diagnosis = told.show, cast("dict[str, Any]", told.result["diagnosis"])
    ratios = diagnosis["benefit_cost_ratio"] or [None] * len(told.names)
    body = []
    for at, name in enumerate(told.names):
        cells = [name, told.written(diagnosis["rationality_margin"][at])]
        cells.append(show.number(diagnosis["propensity_to_disrupt"][at], 2))
        if told.other:
            cells.append(show.number(weighed.propensity[at], 2))
        body.append((*cells, show.number(ratios[at], 2)))
    heads = ["party", "margin", "propensity", *(["propensity_tried"] if told.other else [])]
    distance = show.percent(diagnosis["shapley_distance"], 1)
    note = show.say("diagnosis.note", distance=distance)
    return _in_unit(told, show.table("diagnosis", [*heads, "ratio"], body, note=note))


def _in_unit(told: Told, exhibit: _Exhibit) -> _Exhibit:
    """Return a figure or table with the unit of the amounts."""
    return replace(exhibit, unit=told.unit_words())
