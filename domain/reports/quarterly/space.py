"""Space and operation: occupancy by use, leases, the operator's scorecard."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.indicators.reading import series
from domain.records import Aggregate, Condition, Query
from domain.reports.axes import value_axis, years_axis
from domain.reports.charts import Dot, LineChart, LineSeries
from domain.reports.quarterly.scorecard import blocks as scorecard
from domain.reports.quarterly.scorecard import finding as score_finding
from domain.reports.tree import Column, Figure, MicroBar, Note, Row, Section, Table
from domain.standing.rows import whole_of
from domain.standing.space import (
    LETTABLE,
    leases_ended,
    leases_ending,
    occupancy,
    occupancy_by_use,
    spaces,
    tenancies,
)
from domain.units import QUARTERS_PER_YEAR, quarters_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.charts import Dash, Tone
    from domain.reports.page import Page
    from domain.reports.tree import Block, Cell
    from domain.standing.space import Occupancy, Tenancy

_QUARTERS: Final = 20
_AHEAD_DAYS: Final = 90
_LINES: Final[tuple[tuple[Tone, Dash], ...]] = (
    ("ink", "solid"),
    ("dark", "dashed"),
    ("grey", "dotted"),
)
_WHOLE_BP: Final = 10_000
_TWO_YEARS: Final = 2 * QUARTERS_PER_YEAR
_FULL: Final = 100.0


def build(page: Page) -> Section | None:
    """Return the section on space, None when neither units nor an operator are recorded."""
    blocks: list[Block] = []
    if spaces(page.records):
        blocks += [_chart(page), _uses(page)]
    blocks += _leases_and_rent(page)
    blocks += scorecard(page)
    if not blocks:
        return None
    finding = page.sentences(_occupancy(page), _ending(page), score_finding(page))
    return Section("", page.say("part.space"), tuple(blocks), finding=finding)


def _occupancy(page: Page) -> str:
    before, *_, now = series(page.records, "occupancy", page.quarter, 1 + page.period.step)
    if now.value is None:
        return ""
    share = page.fmt.percent(now.value)
    if before.value is None or before.value == now.value:
        return page.say("space.finding.occupancy", share=share)
    moved = Fraction(now.value) - before.value
    key = "space.finding.change.up" if moved > 0 else "space.finding.change.down"
    return page.say(page.of_period(key), share=share, points=page.fmt.points_in_text(moved))


def _soon(page: Page) -> tuple[Tenancy, ...]:
    running = [each for each in tenancies(page.records) if each.runs_at(page.day)]
    first = page.day + timedelta(days=1)
    return leases_ending(running, first, page.day + timedelta(days=_AHEAD_DAYS))


def _area(page: Page, leases: Sequence[Tenancy]) -> int:
    areas = {unit.record: unit.area for unit in spaces(page.records)}
    return sum(areas.get(each.unit, 0) for each in leases)


def _ending(page: Page) -> str:
    soon = _soon(page)
    if not soon:
        return ""
    return page.count("space.finding.ending", len(soon), area=page.fmt.area(_area(page, soon)))


# ----------------------------------------------------------------------------------- occupancy


def _chart(page: Page) -> Figure:
    units, leases = spaces(page.records), tenancies(page.records)
    quarters = quarters_back(page.quarter, _QUARTERS)
    lines: list[LineSeries] = []
    there = {unit.use for unit in units}
    for use, (tone, dash) in zip(LETTABLE, _LINES, strict=True):
        if use not in there:
            continue
        shares = [occupancy(units, leases, each.last_day, (use,)).share for each in quarters]
        points = tuple(
            (each.index / QUARTERS_PER_YEAR, None if share is None else float(share) / 100)
            for each, share in zip(quarters, shares, strict=True)
        )
        last = len(points) - 1
        dots = (Dot(last), Dot(last - QUARTERS_PER_YEAR, filled=False))
        label = page.fmt.share(shares[-1])
        name = page.choice("unit_use", use)
        lines.append(LineSeries(name, points, label, dash, tone, dots=dots))
    values = [y for line in lines for _, y in line.points if y is not None] or [0.0]
    axis = value_axis(min(values), max(values), page.fmt.integer, from_zero=False)
    low, high = page.fmt.integer(axis.low), page.fmt.integer(axis.high)
    unit = page.say("space.chart.unit", low=low, high=high)
    chart = LineChart(tuple(lines), years_axis(quarters), axis, height=38)
    return Figure(page.figure(), page.say("space.chart"), chart, unit)


def _uses(page: Page) -> Table:
    units, leases = spaces(page.records), tenancies(page.records)
    back = (1, QUARTERS_PER_YEAR) if not page.period.annual else (QUARTERS_PER_YEAR, _TWO_YEARS)
    days = [page.quarter.plus(-steps).last_day for steps in (0, *back)]
    by_use = [occupancy_by_use(units, leases, on) for on in days]
    order = [*LETTABLE, *(use for use in by_use[0] if use not in LETTABLE)]
    rows = [
        _use_row(
            page,
            page.choice("unit_use", use),
            [each[use] for each in by_use],
            lettable=use in LETTABLE,
        )
        for use in order
        if use in by_use[0]
    ]
    total = [occupancy(units, leases, on) for on in days]
    rows.append(_use_row(page, page.say("space.lettable"), total, lettable=True, style="total"))
    names = ("use", "units", "area", "let", "share", "", "before", "year_ago")
    columns = tuple(
        Column(
            page.say(page.of_period(f"space.{name}")) if name else "",
            "left" if name in {"use", ""} else "right",
            weight=1 if name else 0,
            narrow=name not in {"before", "year_ago", ""},
        )
        for name in names
    )
    reserve = series(page.records, "reserve_share", page.quarter, 1)[0]
    return Table(
        page.table(),
        page.say("space.uses"),
        columns,
        tuple(rows),
        unit=page.say("space.uses.unit", as_of=page.as_of()),
        note=page.say("space.uses.note", reserve=page.fmt.percent(reserve.value)),
        density="compact",
    )


def _use_row(
    page: Page,
    name: str,
    at: Sequence[Occupancy],
    style: str = "normal",
    *,
    lettable: bool,
) -> Row:
    now = at[0]
    shares: tuple[Cell, ...] = (page.say("space.not_let"), None, None, None)
    if lettable:
        share = now.share
        bar = None if share is None else MicroBar(float(share) / 100, _FULL, outlined=True)
        shares = (
            page.fmt.percent(share),
            bar,
            *(page.fmt.percent(each.share) for each in at[1:]),
        )
    cells = (
        name,
        page.fmt.integer(now.units),
        page.fmt.area(now.area),
        page.fmt.area(now.let) if lettable else None,
        *shares,
    )
    return Row(cells, style)  # type: ignore[arg-type]  # one of the styles of a row


# --------------------------------------------------------------------------------- leases, rent


def _leases_and_rent(page: Page) -> list[Block]:
    found: list[Block] = []
    leases = tenancies(page.records)
    if leases:
        found.append(_leases(page, leases))
    rent = _rent(page)
    if rent:
        found.append(Note(rent))
    return found


def _leases(page: Page, leases: Sequence[Tenancy]) -> Table:
    first, last = page.period.first_day, page.day
    early = leases_ended(leases, first, last)
    ended = [
        each
        for each in leases_ending(leases, first, last)
        if each.early_end is None or each.early_end >= each.end
    ]
    groups = {
        "started": [each for each in leases if first <= each.start <= last],
        "early": early,
        "ended": ended,
        "ending": _soon(page),
    }
    rows = tuple(
        Row(
            (
                page.say(page.of_period(f"space.leases.{name}")),
                page.fmt.integer(len(group)),
                page.fmt.area(_area(page, group)) if group else page.fmt.integer(0),
            )
        )
        for name, group in groups.items()
    )
    return Table(
        page.table(),
        page.say("space.leases"),
        (
            Column(page.say("space.leases.what"), weight=2),
            Column(page.say("space.leases.count"), "right"),
            Column(page.say("space.leases.area"), "right"),
        ),
        rows,
        unit=page.say("space.leases.unit"),
        density="compact",
    )


def _rent(page: Page) -> str:
    quarters = tuple(map(str, page.period.quarters))
    rows = page.records.aggregate(
        Query("park_quarter", where=(Condition("quarter", "in", quarters),)),
        (
            Aggregate("invoiced", "total", "rent_invoiced_fen"),
            Aggregate("collected", "total", "rent_collected_fen"),
        ),
    )
    invoiced = whole_of(rows[0], "invoiced") if rows else None
    collected = whole_of(rows[0], "collected") if rows else None
    if not invoiced or collected is None:
        return ""
    return page.say(
        page.of_period("space.rent.sentence"),
        invoiced=page.money(invoiced),
        collected=page.money(collected),
        share=page.fmt.percent(Fraction(collected * _WHOLE_BP, invoiced)),
    )
