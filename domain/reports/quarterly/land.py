"""The land-quota ledger of a report: what each party ceded to the host, step by step."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.records import Query
from domain.reports.axes import value_axis
from domain.reports.charts import Axis, LineChart, LineSeries, Tick
from domain.reports.tree import Column, Columns, Figure, Row, Table
from domain.standing.land import land_moves, pair_balances, running_balance
from domain.standing.places import places
from domain.standing.rows import text, whole_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.reports.charts import Dash
    from domain.reports.page import Page
    from domain.reports.tree import Block
    from domain.standing.land import LandMove

_DASHES: Final[tuple[Dash, ...]] = ("solid", "dashed", "dotted")
_MOST: Final = 3
_DAYS_PER_YEAR: Final = 365.25
_WHOLE_BP: Final = 10_000
_TICK_YEARS: Final = 2
_SMALL_DIP: Final = 0.05


def blocks(page: Page, notes: tuple[Block, ...] = ()) -> tuple[Block, ...]:
    """Return chart and table of the ledger with the host, the notes under the table.

    Without any entry only the notes.
    """
    moves = tuple(move for move in land_moves(page.records) if move.date <= page.day)
    host = places(page.records).host
    balances = pair_balances(moves, host, page.day)
    givers = [each.giver for each in sorted(balances, key=lambda each: -each.given)][:_MOST]
    if not givers:
        return notes
    chart = _chart(page, moves, givers, host)
    return (Columns((chart,), (_table(page, moves, givers, host), *notes), "6+6"),)


def _at(day: date) -> float:
    return day.year + (day - type(day)(day.year, 1, 1)).days / _DAYS_PER_YEAR


def _chart(page: Page, moves: tuple[LandMove, ...], givers: Sequence[str], host: str) -> Figure:
    start = float(min(move.date for move in moves).year)
    end = _at(page.day)
    series: list[LineSeries] = []
    for giver, dash in zip(givers, _DASHES, strict=False):
        steps = running_balance(moves, giver, host)
        last = steps[-1][1] if steps else 0
        points = [(start, 0.0), *((_at(on), total / 100) for on, total in steps)]
        series.append(
            LineSeries(
                page.names.party_short(giver),
                (*points, (end, last / 100)),
                page.fmt.land(last),
                dash,
                "ink" if dash == "solid" else "dark",
                step=True,
            )
        )
    values = [value or 0.0 for line in series for _, value in line.points]
    years = range(int(start), page.day.year + 1, _TICK_YEARS)
    chart = LineChart(
        tuple(series),
        Axis(start, end, tuple(Tick(float(year), str(year)) for year in years)),
        value_axis(_low(values), max(values), page.fmt.integer, count=5),
        height=38,
    )
    unit = page.say("sharing.land.unit", taker=page.names.party_short(host))
    return Figure(page.figure(), page.say("sharing.land"), chart, unit)


def _low(values: Sequence[float]) -> float:
    """Leave a small dip below zero to the line itself, which needs no scale of its own."""
    lowest = min(values)
    return 0.0 if -lowest < max(values) * _SMALL_DIP else lowest


def _table(page: Page, moves: tuple[LandMove, ...], givers: Sequence[str], host: str) -> Table:

    def moved(giver: str, kind: str = "", since: date | None = None) -> int:
        """Return ceded less received, of one kind or all, from a day on or all along."""
        return sum(
            move.land if move.giver == giver else -move.land
            for move in moves
            if {move.giver, move.taker} == {giver, host}
            and kind in {"", move.quota_kind}
            and (since is None or move.date >= since)
        )

    by_kind = {
        kind: [moved(giver, kind) for giver in givers]
        for kind in dict.fromkeys(move.quota_kind for move in moves)
    }
    rows: list[Row] = []
    for kind, nets in sorted(by_kind.items(), key=lambda each: -sum(each[1])):
        key = "in" if sum(nets) < 0 else "out"
        name = page.say(f"sharing.quota.{kind}")
        rows.append(_row(page, page.say(f"sharing.ledger.{key}", kind=name), nets))
    balances = [moved(giver) for giver in givers]
    rows.append(_row(page, page.say("sharing.ledger.net"), balances, "total"))
    rows += _promises(page, moves, givers, host)
    changes = [moved(giver, since=page.period.first_day) for giver in givers]
    signed = [page.fmt.signed(_land(page, change)) for change in changes]
    rows.append(Row((page.say(page.of_period("sharing.ledger.quarter")), *signed)))
    heads = [Column(page.names.party_short(giver), "right") for giver in givers]
    return Table(
        page.table(),
        page.say("sharing.ledger"),
        (Column(page.say("sharing.ledger.item"), weight=2), *heads),
        tuple(rows),
        unit=page.say("sharing.ledger.unit", as_of=page.as_of()),
        density="tight",
    )


def _land(page: Page, hundredths: int) -> str:
    return page.fmt.land(hundredths) if hundredths else page.fmt.integer(0)


def _row(page: Page, label: str, amounts: Sequence[int], style: str = "normal") -> Row:
    cells = tuple(_land(page, amount) for amount in amounts)
    return Row((label, *cells), style)  # type: ignore[arg-type]  # one of the styles of a row


def _promises(
    page: Page, moves: tuple[LandMove, ...], givers: Sequence[str], host: str
) -> list[Row]:
    """Compare what was ceded with what the agreements promise, kind by kind taken together."""
    rows = page.records.select(
        Query("land_commitment", columns=("from_party", "to_party", "quota_kind", "land"))
    )
    promised: dict[str, int] = {}
    done: dict[str, int] = {}
    for row in rows:
        giver, land = text(row, "from_party"), whole_of(row, "land")
        if text(row, "to_party") != host or land is None:
            continue
        promised[giver] = promised.get(giver, 0) + land
        done[giver] = done.get(giver, 0) + sum(
            move.land
            for move in moves
            if (move.giver, move.taker, move.quota_kind) == (giver, host, row["quota_kind"])
        )
    if not any(giver in promised for giver in givers):
        return []

    def cell(giver: str) -> str:
        if not promised.get(giver):
            return page.fmt.number(None)
        share = page.fmt.percent(Fraction(done[giver] * _WHOLE_BP, promised[giver]))
        return page.say("sharing.ledger.share", land=page.fmt.land(promised[giver]), share=share)

    return [Row((page.say("sharing.ledger.promised"), *map(cell, givers)))]
