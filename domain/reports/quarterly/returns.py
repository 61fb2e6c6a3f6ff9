"""Production that returned home: states, progress of each project, plan against actual."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from domain.indicators.breakdowns import (
    CountyReturns,
    returns_by_county,
    returns_by_trigger,
)
from domain.indicators.returns import latest_investment
from domain.reports.charts import Axis, Gantt, GanttRow, Milestone, Span, Tick
from domain.reports.diagrams import Tile, TileColumn, TileColumns
from domain.reports.tree import Column, Figure, HeadGroup, MicroBar, Row, Section, Table
from domain.standing.returns import HALTED, PRODUCING, STATES, begun, projects, state_counts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.reports.page import Page
    from domain.reports.tree import Cell
    from domain.standing.returns import Project

LONG_CONSTRUCTION_MONTHS: Final = 36
"""A project that builds for longer without producing is marked."""

LONG_STEP_MONTHS: Final = 18
"""A project that stands at an earlier step for longer is marked."""

_EARLY: Final = ("intent", "site_matched", "agreement", "land_granted")
_DAYS_PER_YEAR: Final = 365.25
_FULL: Final = Fraction(1)
_WHOLE_BP: Final = 10_000
_YEAR_QUARTERS: Final = 4


def build(page: Page) -> Section | None:
    """Return the section on returned production, None when no project has begun."""
    there = begun(projects(page.records), page.day)
    if not there:
        return None
    counties = sorted(
        _by_county(page),
        key=lambda each: (-each.projects, -(each.output_fen or 0), each.county),
    )
    blocks = (_states(page, there), _progress(page, there), _table(page, there, counties))
    finding = _finding(page, there, counties)
    return Section("", page.say("part.returns"), blocks, finding=finding)


def _by_county(page: Page) -> list[CountyReturns]:
    """Return the returns by county at the end, with the tax of all quarters told of."""
    taxes: dict[str, int | None] = {}
    for quarter in page.period.quarters:
        for each in returns_by_county(page.records, quarter):
            if each.tax_fen is not None:
                taxes[each.county] = (taxes.get(each.county) or 0) + each.tax_fen
    last = returns_by_county(page.records, page.quarter)
    return [replace(each, tax_fen=taxes.get(each.county)) for each in last]


def months_between(start: date, end: date) -> int:
    """Return the full months from one day to another; the last day of a month completes one."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day and not _ends_month(end))


def _ends_month(day: date) -> bool:
    return _next(day).day == 1


def _next(day: date) -> date:
    return type(day).fromordinal(day.toordinal() + 1)


def late_construction(page: Page, there: Sequence[Project]) -> list[tuple[Project, int]]:
    """Return the projects that build for too long, with their months."""
    found = []
    for project in there:
        step = project.step_at(page.day)
        if step is None or step.state != "construction":
            continue
        months = months_between(step.date, page.day)
        if months > LONG_CONSTRUCTION_MONTHS:
            found.append((project, months))
    return found


def _finding(page: Page, there: Sequence[Project], counties: Sequence[CountyReturns]) -> str:
    producing = sum(project.state_at(page.day) in PRODUCING for project in there)
    lead = page.count("returns.finding", len(there), producing=page.fmt.integer(producing))
    return page.sentences(lead, _output(page, counties), _late(page, there))


def _output(page: Page, counties: Sequence[CountyReturns]) -> str:
    made = [each.output_fen for each in counties if each.output_fen is not None]
    plan = sum(each.planned_output_fen for each in counties)
    if not made or not plan:
        return ""
    values = {
        "year": page.quarter.year,
        "quarters": page.quarter.number,
        "output": page.money(sum(made)),
        "share": page.fmt.percent(Fraction(sum(made) * _WHOLE_BP, plan), 0),
    }
    whole = page.quarter.number == _YEAR_QUARTERS
    return page.say("returns.finding.year" if whole else "returns.finding.output", **values)


def _late(page: Page, there: Sequence[Project]) -> str:
    late = late_construction(page, there)
    if not late:
        return ""
    spent = latest_investment(page.records, page.quarter)
    over = all(
        project.planned_investment_fen is not None
        and spent.get(project.record, 0) > project.planned_investment_fen
        for project, _ in late
    )
    months = sorted({months for _, months in late})
    words = page.fmt.integer(months[0])
    if len(months) > 1:
        words = page.fmt.span(words, page.fmt.integer(months[-1]))
    key = "returns.finding.late.over" if over else "returns.finding.late"
    return page.count(key, len(late), months=words)


# ------------------------------------------------------------------------------------- states


def _code(project: Project) -> str:
    return project.number.rsplit("-", 1)[-1]


def _states(page: Page, there: Sequence[Project]) -> Figure:
    counts = state_counts(there, page.day)
    columns = tuple(
        TileColumn(
            page.say(f"returns.state.{state}"),
            page.fmt.integer(counts[state]),
            tuple(
                Tile(_code(project), hatch=project.driver == "rent")
                for project in there
                if project.state_at(page.day) == state
            ),
            aside=state in HALTED,
        )
        for state in (*(each for each in STATES if each not in HALTED), *HALTED)
    )
    innovation = sum(project.driver == "innovation" for project in there)
    rent = sum(project.driver == "rent" for project in there)
    triggers = [
        page.say(
            "returns.states.trigger",
            name=page.choice("trigger", part.key),
            number=page.fmt.integer(part.figure.value),
        )
        for part in returns_by_trigger(page.records, page.quarter)
        if part.figure.value
    ]
    note = page.say("returns.states.note", innovation=innovation, rent=rent)
    by = page.say("list.comma").join(triggers)
    matched = page.say("returns.states.triggers", items=by) if triggers else ""
    return Figure(
        page.figure(),
        page.say("returns.states"),
        TileColumns(columns),
        page.say("returns.states.unit"),
        page.sentences(note, matched),
    )


# ----------------------------------------------------------------------------------- progress


def _at(day: date) -> float:
    start = type(day)(day.year, 1, 1)
    return day.year + (day - start).days / _DAYS_PER_YEAR


def _progress(page: Page, there: Sequence[Project]) -> Figure:
    firsts = [project.milestones[0].date for project in there]
    first = min(firsts).year
    end = _at(_next(page.day))
    years = range(first, page.day.year + 1)
    # Longer remarks leave less room to the years.
    step = 1 if page.lang == "zh" else 2
    ticks = tuple(
        Tick(float(year), str(year) if (page.day.year - year) % step == 0 else "") for year in years
    )
    chart = Gantt(
        tuple(_gantt_row(page, project, end) for project in there),
        Axis(float(first), end, ticks),
        cutoff=end,
    )
    note = page.say(
        "returns.progress.note", construction=LONG_CONSTRUCTION_MONTHS, early=LONG_STEP_MONTHS
    )
    unit = page.say("returns.progress.unit", as_of=page.as_of())
    return Figure(page.figure(), page.say("returns.progress"), chart, unit, note)


def _gantt_row(page: Page, project: Project, end: float) -> GanttRow:
    steps = [step for step in project.milestones if step.date <= page.day]
    halted = next((step for step in steps if step.state in HALTED), None)
    stop = _at(halted.date) if halted else end
    remark, alert = _remark(page, project)
    return GanttRow(
        _code(project),
        page.names.firm_short(project.firm),
        page.names.region_short(project.county),
        _spans(project, page.day, stop),
        tuple(
            Milestone(_at(step.date), shape)
            for step in steps
            if (shape := _shape(step.state)) is not None
        ),
        remark,
        alert,
    )


def _shape(state: str) -> Literal["dot", "reached", "stopped"] | None:
    if state in _EARLY:
        return "dot"
    if state in HALTED:
        return "stopped"
    return "reached" if state == "at_scale" else None


def _spans(project: Project, on: date, stop: float) -> tuple[Span, ...]:
    def reached(state: str) -> float | None:
        day = project.reached(state)
        return _at(day) if day is not None and day <= on else None

    start = _at(project.milestones[0].date)
    building, output = reached("construction"), reached("in_production")
    spans = [Span(start, building if building is not None else stop, thin=True)]
    if building is not None:
        spans.append(Span(building, output if output is not None else stop, "sand"))
    if output is not None:
        spans.append(Span(output, stop))
    return tuple(spans)


def _remark(page: Page, project: Project) -> tuple[str, bool]:
    step = project.step_at(page.day)
    if step is None:
        return "", False
    state = page.say(f"returns.state.{step.state}")
    if step.state in PRODUCING:
        month = page.fmt.date(step.date, "month_short")
        return page.say("returns.remark.since", state=state, month=month), False
    if step.state == "abandoned":
        if not step.reason:
            return state, False
        return page.say(
            "returns.remark.reason", state=state, reason=page.recorded(step.reason)
        ), False
    months = months_between(step.date, page.day)
    limit = LONG_CONSTRUCTION_MONTHS if step.state == "construction" else LONG_STEP_MONTHS
    return page.say("returns.remark.waiting", state=state, months=months), months > limit


# --------------------------------------------------------------------------- plan and actual


def _table(page: Page, there: Sequence[Project], counties: Sequence[CountyReturns]) -> Table:
    groups = (
        HeadGroup(page.say("returns.table.investment"), 3, 6),
        HeadGroup(page.say("returns.table.output", year=page.quarter.year), 7, 10),
    )
    rows = [_county(page, _place(page, each.county), each) for each in counties]
    if len(counties) > 1:
        rows.append(_county(page, page.say("total"), _sum(counties), total=True))
    return Table(
        page.table(),
        page.say("returns.table"),
        _columns(page),
        tuple(rows),
        unit=page.say("returns.table.unit", unit=page.fmt.unit_heading("money")),
        note=page.sentences(page.say("returns.table.note"), *_stalled(page, there)),
        groups=groups,
        density=page.dense("compact"),
    )


def _columns(page: Page) -> tuple[Column, ...]:
    say = page.say
    heads = ("plan", "actual", "", "share", "plan_year", "actual", "", "share")
    return (
        Column(say("returns.table.county")),
        Column(say("returns.table.projects"), "right"),
        Column(say("returns.table.land"), "right"),
        *(
            Column(
                say(f"returns.table.{name}") if name else "",
                "right" if name else "left",
                weight=1 if name else 0,
                narrow=name != "",
            )
            for name in heads
        ),
        Column(say(page.of_period("returns.table.tax")), "right"),
        Column(say("returns.table.jobs"), "right"),
    )


def _place(page: Page, county: str) -> str:
    """Return a county's name: in full where that is short."""
    return page.names.region(county) if page.lang == "zh" else page.names.region_short(county)


def _sum(counties: Sequence[CountyReturns]) -> CountyReturns:
    def known(values: Sequence[int | None]) -> int | None:
        found = [value for value in values if value is not None]
        return sum(found) if found else None

    return CountyReturns(
        "",
        sum(each.projects for each in counties),
        sum(each.land for each in counties),
        sum(each.planned_investment_fen for each in counties),
        known([each.investment_fen for each in counties]),
        sum(each.planned_output_fen for each in counties),
        known([each.output_fen for each in counties]),
        known([each.tax_fen for each in counties]),
        known([each.jobs for each in counties]),
        sum(each.planned_jobs for each in counties),
    )


def _county(page: Page, name: str, each: CountyReturns, *, total: bool = False) -> Row:
    fmt = page.fmt
    return Row(
        (
            name,
            fmt.integer(each.projects),
            fmt.land(each.land),
            *_against(page, each.planned_investment_fen, each.investment_fen),
            *_against(page, each.planned_output_fen, each.output_fen),
            fmt.money(each.tax_fen),
            f"{fmt.integer(each.jobs)}/{fmt.integer(each.planned_jobs)}",
        ),
        "total" if total else "normal",
    )


def _against(page: Page, plan: int, actual: int | None) -> tuple[Cell, Cell, Cell, Cell]:
    decimals = 0
    known_plan = plan or None
    if actual is None or not plan:
        unknown = page.fmt.number(None)
        return page.fmt.money(known_plan, decimals), page.fmt.money(actual), None, unknown
    ratio = Fraction(actual, plan)
    return (
        page.fmt.money(plan, decimals),
        page.fmt.money(actual),
        MicroBar(float(min(ratio, _FULL)), 1.0, outlined=True),
        page.fmt.percent(ratio * _WHOLE_BP, 0),
    )


def _stalled(page: Page, there: Sequence[Project]) -> list[str]:
    halted: dict[str, list[str]] = {}
    for project in there:
        if project.state_at(page.day) in HALTED:
            halted.setdefault(project.county, []).append(_code(project))
    return [
        page.say(
            "returns.table.stalled",
            county=_place(page, county),
            codes=page.say("list.comma").join(codes),
        )
        for county, codes in halted.items()
    ]
