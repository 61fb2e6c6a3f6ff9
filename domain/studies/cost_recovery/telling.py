"""Tell what part of its cost the park earns: the verdict, buildings side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from domain.reports.axes import value_axis
from domain.reports.charts import BarChart, BarSeries
from domain.studies.showing import Showing, numbers
from domain.studies.study import Findings, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.formatting import Formatter
    from domain.reports.charts import Tone
    from domain.reports.tree import Figure, Table
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
        _ratios(show, given, buildings, park),
        _accounts(show, given, buildings, park),
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


def _accounts(show: Showing, given: Inputs, buildings: list[Ratios], park: Ratios) -> Table:
    """Return what each building cost and earned, the park below."""
    columns = [
        numbers(given[name].value) for name in ("rent_income", "service_income", "public_subsidy")
    ]
    costs = [*(each["cost"] for each in buildings), park["cost"]]
    body = [
        (name, *(show.fmt.money(each) for each in (costs[at], *sums)))
        for at, (name, sums) in enumerate(
            zip(
                [*_names(show, given), show.say("park")],
                [*zip(*columns, strict=True), tuple(sum(column) for column in columns)],
                strict=True,
            )
        )
    ]
    heads = ("building", "cost", "rent", "services", "subsidy")
    return _with_total(show.table("accounts", heads, body))


def _ratios(show: Showing, given: Inputs, buildings: list[Ratios], park: Ratios) -> Table:
    """Return what part of its cost each building earns, and its occupancies."""
    names = (_WITHOUT, _WITH, "occupancy", "break_even_occupancy")
    body = [
        (name, *(show.percent(each[ratio]) for ratio in names))
        for name, each in zip(
            [*_names(show, given), show.say("park")], [*buildings, park], strict=True
        )
    ]
    heads = ("building", "without", "subsidised", "occupancy", "even")
    return _with_total(show.table("ratios", heads, body, note=show.say("ratios.note")))


def _with_total(table: Table) -> Table:
    """Return a table with its last row set as the total."""
    return replace(table, rows=(*table.rows[:-1], replace(table.rows[-1], style="total")))
