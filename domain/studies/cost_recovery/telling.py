"""Tell what part of its cost the park earns: the verdict, buildings side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from domain.reports.axes import value_axis
from domain.reports.charts import BarChart, BarSeries
from domain.reports.tree import Row, Table
from domain.studies.showing import Showing, numbers
from domain.studies.study import Findings, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.reports.charts import Tone
    from domain.reports.tree import Cell, Figure
    from domain.studies.study import StudyInput

    Inputs = Mapping[str, StudyInput]
    Ratios = Mapping[str, float | None]

_WITHOUT, _WITH = "recovery_without_subsidy", "recovery_with_subsidy"


def tell(
    inputs: tuple[StudyInput, ...], result: Mapping[str, object], formatter: Formatter
) -> Findings:
    """Say what the ratios mean."""
    show, given = Showing("cost_recovery", formatter), by_name(inputs)
    park = cast("Ratios", result["park"])
    buildings = cast("list[Ratios]", result["buildings"])
    exhibits: tuple[Figure | Table, ...] = (
        _chart(show, given, buildings, park),
        _table(show, given, buildings, park),
    )
    return Findings(_verdict(show, park), exhibits, _warnings(show, given, buildings))


def _verdict(show: Showing, park: Ratios) -> str:
    even = park["break_even_occupancy"]
    key = "none" if even is None else "never" if even > 1 else "even"
    second = show.say(f"verdict.{key}", even=even, occupancy=park["occupancy"])
    return show.say("verdict", without=park[_WITHOUT], subsidised=park[_WITH], second=second)


def _warnings(show: Showing, given: Inputs, buildings: list[Ratios]) -> tuple[str, ...]:
    found = []
    unknown = cast("int", given["unknown_costs"].value)
    if unknown:
        found.append(show.say("warning.unknown", count=unknown))
    labels = given["area"].labels
    below = [
        words_of(label, show.fmt)
        for label, each in zip(labels, buildings, strict=True)
        if each["break_even_occupancy"] is None
    ]
    if below:
        found.append(show.say("warning.below_variable", buildings=below))
    return tuple(found)


def _names(show: Showing, given: Inputs) -> list[str]:
    return [words_of(each, show.fmt) for each in given["area"].labels]


def _chart(show: Showing, given: Inputs, buildings: list[Ratios], park: Ratios) -> Figure:
    """Return recovery of each building and the park, without and with subsidy."""
    every = [*buildings, park]
    names = (*_names(show, given), show.say("park"))
    tones: tuple[tuple[str, Tone], ...] = ((_WITHOUT, "ink"), (_WITH, "sand"))
    series = tuple(
        BarSeries(
            show.say(name),
            tuple(each[name] for each in every),
            tone,
            tuple(show.percent(each[name]) for each in every),
        )
        for name, tone in tones
    )
    top = max(1.0, *(each[_WITH] or 0.0 for each in every))
    axis = value_axis(0, top, show.percent)
    return show.figure("recovery", BarChart(names, series, axis, stacked=False))


def _table(show: Showing, given: Inputs, buildings: list[Ratios], park: Ratios) -> Table:
    """Return the accounts with their ratios, the park below."""
    columns = [
        numbers(given[name].value) for name in ("rent_income", "service_income", "public_subsidy")
    ]
    body = [
        _cells(show, name, ratios, [column[at] for column in columns])
        for at, (name, ratios) in enumerate(zip(_names(show, given), buildings, strict=True))
    ]
    heads = (
        "building",
        "cost",
        "rent",
        "services",
        "subsidy",
        "without",
        "subsidised",
        "occupancy",
        "even",
    )
    table = show.table("accounts", heads, body, note=show.say("accounts.note"))
    total = _cells(show, show.say("park"), park, [sum(column) for column in columns])
    rows = (*table.rows, Row(total, "total"))
    return Table("", table.title, table.columns, rows, table.unit, table.note)


def _cells(show: Showing, name: str, ratios: Ratios, income: list[float]) -> tuple[Cell, ...]:
    return (
        name,
        show.fmt.money(ratios["cost"]),
        *(show.fmt.money(each) for each in income),
        show.percent(ratios[_WITHOUT]),
        show.percent(ratios[_WITH]),
        show.percent(ratios["occupancy"]),
        show.percent(ratios["break_even_occupancy"]),
    )
