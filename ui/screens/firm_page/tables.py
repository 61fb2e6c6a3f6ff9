"""Put what belongs to one firm into rows: quarters, stages, incentives, patents and the like."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.standing.incentives import grants, overlaps
from domain.standing.stages import IN_INCUBATION, stage_moves
from domain.units import quarters_back
from ui.charts.data import ChartData, Series
from ui.components.tables.cells import Cell, Column
from ui.screens.ways import Stretch, Way, Years
from ui.values import state_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Row
    from domain.standing.incentives import Overlap
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.values import Values

Rows = list[tuple[str, "Sequence[Cell]"]]

QUARTERS: Final = 20
LISTED: Final[Mapping[str, tuple[str, ...]]] = {
    "firm_quarter": (
        "quarter",
        "revenue_fen",
        "rd_fen",
        "headcount",
        "rd_staff",
        "vat_fen",
        "cit_fen",
        "pit_fen",
        "financing_fen",
    ),
    "lease": ("number", "unit", "start", "end", "rent_fen"),
    "patent": ("number", "title", "kind", "filed", "granted", "legal_status"),
    "return_project": ("number", "county", "trigger", "driver", "local_partner"),
}
"""Entity → fields listed on the page of a firm."""

_WIDEST: Final = frozenset({"title", "local_partner"})
"""Fields that take what the others of their table leave over."""


def listed(
    context: ScreenContext, values: Values, table: str, firm: str
) -> tuple[list[Column], Rows]:
    """Return columns and rows of the records of a firm, in the entity's own order."""
    spec = context.specs[table]
    fields = [spec.field(name) for name in LISTED[table]]
    named = [column for each in fields if each.target for column in values.reference_columns(each)]
    query = Query(
        table,
        columns=(*(each.name for each in fields), *named),
        where=(Condition("firm", "=", firm),),
    )
    columns = [
        replace(column, width=0) if each.name in _WIDEST else column
        for each in fields
        for column in (values.column(spec, each),)
    ]
    rows: Rows = [
        (str(row["id"]), [values.cell(spec, each, row) for each in fields])
        for row in context.records.select(query)
    ]
    return columns, rows


def output_chart(context: ScreenContext, values: Values, firm: str, last: Quarter) -> ChartData:
    """Return the output of a firm by place over the quarters."""
    say, fmt = context.say, values.format
    quarters = quarters_back(last, QUARTERS)
    rows = {str(row["quarter"]): row for row in context.records.find("firm_quarter", firm=firm)}
    series = tuple(
        Series(say(f"firm_page.output.{side}"), *_figures(values, rows, quarters, side))
        for side in ("host", "origin")
    )
    ticks = tuple((at, str(each.year)) for at, each in enumerate(quarters) if each.number == 1)
    return ChartData(
        tuple(fmt.quarter(each) for each in quarters),
        series,
        fmt.unit("money"),
        ticks,
        description=say("firm_page.output"),
        missing=say("firm_page.missing"),
        title=say("firm_page.output"),
    )


def _figures(
    values: Values, rows: Mapping[str, Row], quarters: Sequence[Quarter], side: str
) -> tuple[tuple[float | None, ...], tuple[str, ...]]:
    fmt = values.format
    known = [rows.get(str(each), {}).get(f"output_{side}_fen") for each in quarters]
    fen = [value if isinstance(value, int) else None for value in known]
    return (
        tuple(fmt.plotted(value, "money") for value in fen),
        tuple(fmt.with_unit(value, "money") for value in fen),
    )


def stage_way(
    context: ScreenContext, values: Values, firm: str, on: date
) -> tuple[list[Column], Rows, dict[str, Way], Years]:
    """Return each stay of a firm at a stage with its stretch over the years."""
    say, fmt = context.say, values.format
    columns = [
        Column(say("firms.stage"), "state", 170),
        Column(say("firm_page.since"), "text", 100),
        Column(say("firm_page.days"), "figure", -1),
        Column("", "text", 0, "", "way", spoken=say("spoken.course")),
    ]
    rows: Rows = []
    ways: dict[str, Way] = {}
    first = on
    for process in ("incubation", "mode_2"):
        moves = [each for each in stage_moves(context.records, process) if each.firm == firm]
        for at, move in enumerate(moves):
            until = moves[at + 1].date if at + 1 < len(moves) else max(on, move.date)
            stage = say(f"choice.stage.{move.to_stage}")
            cells = [
                state_cell("stage", move.to_stage, stage),
                Cell(fmt.date(move.date, "numeric")),
                Cell(fmt.integer((until - move.date).days)),
                Cell(tip=stage),
            ]
            rows.append((move.record, cells))
            ways[move.record] = Way((Stretch(move.date, until, _colour(move.to_stage)),))
            first = min(first, move.date)
    return columns, rows, ways, Years(first.year, on)


def _colour(stage: str) -> int | None:
    """Return the accent for the time of incubation, grey for before and after."""
    return 0 if stage in IN_INCUBATION else None


def incentive_way(
    context: ScreenContext, values: Values, firm: str, on: date
) -> tuple[list[Column], Rows, dict[str, Way], Years, tuple[Overlap, ...]]:
    """Return the incentives of a firm by payer, each with its stretch, and their overlaps."""
    say, records = context.say, context.records
    own = [each for each in grants(records) if each.firm == firm]
    shared = overlaps(own)
    columns = [
        Column(say("firm_page.payer"), "text", 140),
        Column(say("firm_page.kind"), "state", 190),
        Column(say("firm_page.amount"), "figure", -1, values.format.unit("money")),
        Column("", "text", 0, "", "way", spoken=say("spoken.course")),
    ]
    payers = {each.payer: values.record(records, "party", each.payer) for each in own}
    own.sort(key=lambda each: (payers[each.payer], each.start))
    rows: Rows = []
    ways: dict[str, Way] = {}
    for each in own:
        both = [pair for pair in shared if each.record in (pair.first.record, pair.second.record)]
        kind = say(f"choice.incentive_kind.{each.kind}") if each.kind else "—"
        state = "warn" if both else ""
        cells = [
            Cell(payers[each.payer], tip=payers[each.payer]),
            Cell(kind, state=state, icon="stacked" if both else "", small=True),
            Cell(values.format.money(each.amount_fen)),
            Cell(tip=kind),
        ]
        rows.append((each.record, cells))
        end = each.end or on
        stretches = [Stretch(each.start, end, 0)]
        stretches += [Stretch(pair.start, pair.end or on, 1) for pair in both]
        ways[each.record] = Way(tuple(stretches))
    first = min((each.start for each in own), default=on)
    last = max((each.end or on for each in own), default=on)
    return columns, rows, ways, Years(first.year, max(last, on)), shared


def shared_days(shared: Sequence[Overlap], on: date) -> int:
    """Return the days on which two payers supported a firm, each counted once."""
    days: set[date] = set()
    for pair in shared:
        end = min(pair.end or on, on)
        days.update(
            pair.start + timedelta(days=step) for step in range((end - pair.start).days + 1)
        )
    return len(days)
