"""A firm's years in the park on one axis: stages, leases, incentives by payer, returns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.charts import Axis, Gantt, GanttRow, Milestone, Span, Tick
from domain.reports.tree import Figure
from domain.standing.incentives import grants, overlaps
from domain.standing.returns import HALTED, PRODUCING, projects
from domain.standing.rows import whole_of
from domain.standing.space import tenancies
from domain.standing.stages import IN_INCUBATION, LEFT, stage_moves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from domain.reports.charts import Tone
    from domain.reports.page import Page
    from domain.standing.incentives import Grant, Overlap
    from domain.standing.returns import Project
    from domain.standing.space import Tenancy
    from domain.standing.stages import StageMove

_DAYS_PER_YEAR: Final = 365.25
_PROCESSES: Final = ("incubation", "mode_2")


def life_figure(page: Page, firm: str) -> Figure:
    """Return the chart; what has not begun by the end of the quarter is left out."""
    end = at(page.day)
    rows = [
        *_stages(page, firm),
        *_leases(page, firm),
        *_incentives(page, firm),
        *_returns(page, firm),
    ]
    starts = [span.start for row in rows for span in row.spans]
    first = int(min([*starts, end - 1]))
    ticks = tuple(Tick(float(year), str(year)) for year in range(first, page.day.year + 1))
    chart = Gantt(tuple(rows), Axis(float(first), end, ticks))
    rents = page.fmt.unit("yuan_per_m2_month")
    unit = page.say("firm_sheet.life.unit", as_of=page.as_of(), rents=rents)
    return Figure(page.figure(), page.say("firm_sheet.life"), chart, unit, _note(page, rows))


def _note(page: Page, rows: Sequence[GanttRow]) -> str:
    """Return how to read the marks that are drawn."""
    tones = {span.tone for row in rows for span in row.spans}
    stages = page.say("firm_sheet.life.note.stages")
    shared = page.say("firm_sheet.life.note.shared") if "brick" in tones else ""
    return page.sentences(stages, shared)


def at(day: date) -> float:
    """Return a day as a place on an axis of years."""
    first = day.replace(month=1, day=1)
    return day.year + (day - first).days / _DAYS_PER_YEAR


def _span(first: date, last: date, page: Page, tone: Tone, *, thin: bool = False) -> Span:
    return Span(at(first), at(min(last, page.day)), tone, thin)


# -------------------------------------------------------------------------------------- stages


def _stages(page: Page, firm: str) -> Iterator[GanttRow]:
    for process in _PROCESSES:
        moves = [
            each
            for each in stage_moves(page.records, process)
            if each.firm == firm and each.date <= page.day
        ]
        if moves:
            last = moves[-1]
            yield GanttRow(
                "",
                page.choice("process", process),
                "",
                tuple(_stays(page, moves)),
                tuple(_marks(moves)),
                page.choice("stage", last.to_stage),
                alert=last.to_stage in LEFT,
            )


def _stays(page: Page, moves: Sequence[StageMove]) -> Iterator[Span]:
    for number, move in enumerate(moves):
        until = moves[number + 1].date if number + 1 < len(moves) else page.day
        if move.to_stage in LEFT:
            continue
        inside = move.to_stage in IN_INCUBATION
        tone: Tone = "ink" if inside else "mid"
        before = not inside and move.to_stage in {"lead", "screened", "panel", "diagnosed"}
        yield _span(move.date, until, page, tone, thin=before)


def _marks(moves: Iterable[StageMove]) -> Iterator[Milestone]:
    for move in moves:
        if move.to_stage in LEFT:
            yield Milestone(at(move.date), "stopped")
        elif move.to_stage in {"admitted", "graduated"}:
            yield Milestone(at(move.date), "reached")


# -------------------------------------------------------------------------------------- leases


def _leases(page: Page, firm: str) -> Iterator[GanttRow]:
    """Yield a row per unit: its leases, until when the last one runs and at which rent."""
    own = [each for each in tenancies(page.records) if each.firm == firm and each.start <= page.day]
    for unit in dict.fromkeys(each.unit for each in own):
        mine = [each for each in own if each.unit == unit]
        yield GanttRow(
            "",
            page.say("firm_sheet.life.lease"),
            page.names.unit(unit),
            tuple(_span(each.start, each.until, page, "sand") for each in mine),
            remark=_until(page, mine[-1]),
        )


def _until(page: Page, lease: Tenancy) -> str:
    row = page.records.get("lease", lease.record) or {}
    rent = whole_of(row, "rent_fen")
    until = page.fmt.date(lease.until, "numeric")
    if rent is None:
        return page.say("firm_sheet.until", date=until)
    return page.say("firm_sheet.until_at", date=until, rent=page.fmt.yuan(rent))


# ---------------------------------------------------------------------------------- incentives


def _incentives(page: Page, firm: str) -> Iterator[GanttRow]:
    own = [each for each in grants(page.records) if each.firm == firm and each.start <= page.day]
    shared = overlaps(own, page.day)
    for payer in dict.fromkeys(each.payer for each in own):
        mine = [each for each in own if each.payer == payer]
        spans = [_span(each.start, each.end or page.day, page, "mid") for each in mine]
        spans += [
            _span(pair.start, pair.end or page.day, page, "brick")
            for pair in shared
            if payer in (pair.first.payer, pair.second.payer) and pair.start <= page.day
        ]
        yield GanttRow(
            "",
            page.say("firm_sheet.life.incentives"),
            page.names.party_short(payer),
            tuple(spans),
            remark=_paid(page, mine),
            alert=_shares(payer, shared),
        )


def _paid(page: Page, mine: Iterable[Grant]) -> str:
    known = [each.amount_fen for each in mine if each.amount_fen is not None]
    decimals = 2 if page.lang == "zh" else 0
    return page.fmt.with_unit(sum(known) if known else None, "money", decimals)


def _shares(payer: str, shared: Iterable[Overlap]) -> bool:
    return any(payer in (pair.first.payer, pair.second.payer) for pair in shared)


# ----------------------------------------------------------------------------- return home


def _returns(page: Page, firm: str) -> Iterator[GanttRow]:
    for project in projects(page.records):
        step = project.step_at(page.day)
        if project.firm == firm and step is not None:
            yield GanttRow(
                "",
                page.say("firm_sheet.life.return", number=project.number),
                page.names.region_short(project.county),
                tuple(_ways(page, project)),
                remark=page.choice("return_state", step.state),
                alert=step.state in HALTED,
            )


def _ways(page: Page, project: Project) -> Iterator[Span]:
    steps = [step for step in project.milestones if step.date <= page.day]
    for number, step in enumerate(steps):
        until = steps[number + 1].date if number + 1 < len(steps) else page.day
        if step.state not in HALTED:
            tone: Tone = "ink" if step.state in PRODUCING else "sand"
            early = step.state not in {*PRODUCING, "construction"}
            yield _span(step.date, until, page, tone, thin=early)
