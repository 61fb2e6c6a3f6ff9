"""Factor flows of four quarters: what came into the host, what went to the origin."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.records import Condition, Query
from domain.reports.network_charts import quantity
from domain.reports.tree import Column, HeadGroup, Row, Table
from domain.standing.places import places
from domain.standing.rows import number_of, text
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from domain.records import Row as Record
    from domain.reports.page import Page


@dataclass(slots=True)
class _Sum:
    """Entries of one kind in one direction, with their quantities by unit."""

    entries: int = 0
    quantities: Counter[str] = field(default_factory=Counter)

    def add(self, row: Record) -> None:
        """Count an entry."""
        self.entries += 1
        amount = number_of(row, "quantity")
        if amount is not None:
            self.quantities[text(row, "unit")] += amount  # type: ignore[assignment]  # may be a float


def flows(page: Page) -> Table | None:
    """Return the table of flows, None when none is recorded in four quarters."""
    first = page.quarter.plus(1 - QUARTERS_PER_YEAR).first_day.isoformat()
    rows = page.records.select(
        Query(
            "factor_flow",
            columns=("kind", "from_region", "to_region", "quantity", "unit"),
            where=(
                Condition("date", ">=", first),
                Condition("date", "<=", page.day.isoformat()),
            ),
            order=("date",),
        )
    )
    sums, others = _summed(page, rows)
    if not sums:
        return None
    order = sorted(sums, key=lambda kind: (-sum(each.entries for each in sums[kind]), kind))
    entries, quantity = page.say("innovation.flows.entries"), page.say("innovation.flows.quantity")
    return Table(
        page.table(),
        page.say("innovation.flows"),
        (
            Column(page.say("innovation.flows.kind")),
            Column(entries, "right", weight=0.4),
            Column(quantity, "right"),
            Column(entries, "right", weight=0.4),
            Column(quantity, "right"),
        ),
        tuple(_row(page, kind, sums[kind]) for kind in order),
        unit=page.say("innovation.flows.unit"),
        note=page.count("innovation.flows.other", others) if others else "",
        groups=(
            HeadGroup(page.say("innovation.flows.in"), 1, 2),
            HeadGroup(page.say("innovation.flows.home"), 3, 4),
        ),
        density=page.dense("compact"),
    )


def _summed(page: Page, rows: list[Record]) -> tuple[dict[str, tuple[_Sum, _Sum]], int]:
    where = places(page.records)
    sums: dict[str, tuple[_Sum, _Sum]] = {}
    others = 0
    for row in rows:
        start, end = (
            where.city_of.get(text(row, name), "") for name in ("from_region", "to_region")
        )
        if start == end or end not in {where.host_city, where.origin_city}:
            others += 1
            continue
        pair = sums.setdefault(text(row, "kind"), (_Sum(), _Sum()))
        pair[0 if end == where.host_city else 1].add(row)
    return sums, others


def _row(page: Page, kind: str, pair: tuple[_Sum, _Sum]) -> Row:
    cells: list[str] = []
    for each in pair:
        cells += [page.fmt.integer(each.entries), _quantities(page, each)]
    return Row((page.choice("factor_kind", kind), *cells))


def _quantities(page: Page, each: _Sum) -> str:
    if not each.quantities:
        return page.fmt.number(None)
    told = [quantity(page.fmt, unit, amount) for unit, amount in sorted(each.quantities.items())]
    # One quantity alone is a number still; joined they are words.
    return told[0] if len(told) == 1 else page.say("list.comma").join(told)
