"""Firms and incubation: the funnel, who came and left, the four quadrants, the second mode."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.gate_wording import recorded_words
from domain.indicators.reading import evaluate
from domain.reports.charts import (
    Axis,
    BarChart,
    BarSeries,
    CategoryGroup,
    Funnel,
    FunnelStage,
    Tick,
)
from domain.reports.diagrams import Step, Steps
from domain.reports.quarterly.funnel import funnel, quantile, waiting
from domain.reports.quarterly.quadrants import block as quadrants
from domain.reports.tree import Column, Columns, Figure, Paragraph, Row, Section, Table
from domain.standing.residence import residences
from domain.standing.stages import arrivals, stage_counts, stage_moves
from domain.units import QUARTERS_PER_YEAR, Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.page import Page
    from domain.reports.quarterly.funnel import StageSpan
    from domain.reports.tree import Block
    from domain.standing.stages import StageMove

_QUARTERS: Final = 20
_TICKS: Final = (1, 3, 10, 30, 100, 365, 1000, 3000)
_BEFORE_ADMISSION: Final = ("lead", "screened", "panel")
_LEFT: Final = ("withdrawn", "exited")
_DAYS_PER_MONTH: Final = Fraction(1461, 48)
_THREE_QUARTERS: Final = Fraction(3, 4)
_LABELLED: Final = 4


def build(page: Page) -> Section | None:
    """Return the section on firms, None when none is recorded."""
    moves = stage_moves(page.records)
    if not residences(page.records) and not moves:
        return None
    spans = funnel(page.records, page.day)
    # Numbers are given in the order in which figures are made.
    blocks: list[Block] = [_funnel(page, spans)] if moves else []
    blocks += [Columns(*_columns(page, moves, spans), "6+6"), *_mode_2(page)]
    title = page.say("part.firms")
    return Section("", title, tuple(blocks), finding=_finding(page, moves))


def _columns(
    page: Page, moves: Sequence[StageMove], spans: Sequence[StageSpan]
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return who came, left and waits, and beside it where firms innovate and produce."""
    if not moves:
        # Nobody is known to have come, left or waited: that is not nobody.
        return (Paragraph(page.say("firms.no_stages")),), (quadrants(page),)
    left = (*_moves(page, moves), *_exits(page, moves))
    return left, (quadrants(page), Paragraph(_waiting(page, spans)))


def _finding(page: Page, moves: Sequence[StageMove]) -> str:
    there = [each for each in residences(page.records) if each.admitted <= page.day]
    if not moves:
        admitted = page.fmt.integer(len(there))
        return page.say("firms.finding.no_stages", admitted=admitted)
    stages = stage_counts(moves, page.day)
    came: Counter[str] = Counter()
    for quarter in page.period.quarters:
        came.update(arrivals(moves, quarter))
    counts = {
        "admitted": len(there),
        "graduated": sum(
            each.graduated is not None and each.graduated <= page.day for each in there
        ),
        "left": sum(each.left is not None and each.left <= page.day for each in there),
        "came": came["admitted"],
        "done": came["graduated"],
        "gone": sum(came[stage] for stage in _LEFT),
        "ready": stages["ready"],
        "watch": stages["on_watch"],
    }
    return page.say(
        page.of_period("firms.finding"),
        **{name: page.fmt.integer(count) for name, count in counts.items()},
    )


# --------------------------------------------------------------------------------- the funnel


def _funnel(page: Page, spans: Sequence[StageSpan]) -> Figure:
    watched = stage_counts(stage_moves(page.records), page.day)["on_watch"]
    before: StageSpan | None = None
    stages: list[FunnelStage] = []
    for span in spans:
        beside = ""
        if span.stage == "incubating" and watched:
            beside = page.say("firms.funnel.watch", count=watched)
        stages.append(_stage(page, span, before, beside))
        before = span
    chart = Funnel(
        tuple(stages),
        page.say("firms.funnel.reached"),
        page.say("firms.funnel.now"),
        page.say("firms.funnel.dwell"),
        _days_axis(page, spans),
    )
    return Figure(
        page.figure(),
        page.say("firms.funnel"),
        chart,
        page.say("firms.funnel.unit", as_of=page.as_of()),
        page.sentences(*_notes(page)),
    )


def _stage(page: Page, span: StageSpan, before: StageSpan | None, beside: str) -> FunnelStage:
    passed = ""
    if before is not None and before.reached:
        ratio = Fraction(span.reached * 10_000, before.reached)
        passed = page.fmt.percent(ratio, 0 if ratio.denominator == 1 and ratio % 100 == 0 else 1)
    quartiles = span.quartiles
    return FunnelStage(
        page.choice("stage", span.stage),
        span.reached,
        page.fmt.integer(span.reached),
        passed,
        page.fmt.integer(span.now),
        beside,
        None if quartiles is None else (*(float(max(each, 1)) for each in quartiles),),  # type: ignore[arg-type]
        "" if quartiles is None else page.fmt.integer(quartiles[1]),
        last=span.stage == "graduated",
    )


def _days_axis(page: Page, spans: Sequence[StageSpan]) -> Axis | None:
    known = [quartiles for span in spans if (quartiles := span.quartiles) is not None]
    if not known:
        return None
    low = max(1.0, float(min(each[0] for each in known)))
    high = float(max(each[2] for each in known))
    start = max((tick for tick in _TICKS if tick <= low), default=1)
    ticks = [tick for tick in _TICKS if start <= tick <= max(high, start)]
    return Axis(
        float(start),
        max(high * 1.15, start * 10.0),
        tuple(Tick(float(tick), page.fmt.integer(tick)) for tick in ticks),
        log=True,
    )


def _notes(page: Page) -> Iterator[str]:
    done = sorted(
        (each.graduated - each.admitted).days
        for each in residences(page.records)
        if each.graduated is not None and each.graduated <= page.day
    )
    middle = quantile(done, Fraction(1, 2))
    if middle is not None:
        months = page.fmt.number(middle / _DAYS_PER_MONTH, 1)
        yield page.count("firms.note.graduated", len(done), months=months)
    estimate = evaluate(page.records, "months_to_graduation", page.quarter)
    if estimate.value is not None:
        yield page.say("firms.note.estimate", months=page.fmt.number(estimate.value, 1))
    yield page.say("firms.note.percent")
    incubating = [each for each in waiting(page.records, page.day) if each.stage == "incubating"]
    if incubating:
        yield page.say("firms.note.longest", days=page.fmt.integer(incubating[0].days))
    counts = stage_counts(stage_moves(page.records), page.day)
    if counts["rejected"] or counts["withdrawn"]:
        yield page.say(
            "firms.note.turned_away",
            rejected=page.fmt.integer(counts["rejected"]),
            withdrawn=page.fmt.integer(counts["withdrawn"]),
        )


# -------------------------------------------------------------------------- who came and left


def _moves(page: Page, moves: Sequence[StageMove]) -> tuple[Figure, ...]:
    """Return the chart of who came and left, none when nobody did."""
    quarters = _shown_quarters(page, moves)
    counts = [arrivals(moves, quarter) for quarter in quarters]
    if not any(any(each.values()) for each in counts):
        return ()
    came = [each.get("admitted", 0) for each in counts]
    labels = tuple(page.fmt.integer(count) if count >= _LABELLED else "" for count in came)
    years = Counter(quarter.year for quarter in quarters)
    chart = BarChart(
        ("",) * len(quarters),
        (
            BarSeries(page.say("firms.moves.admitted"), tuple(map(float, came)), "mid", labels),
            BarSeries(
                page.say("firms.moves.graduated"),
                tuple(-float(each.get("graduated", 0)) for each in counts),
            ),
            BarSeries(
                page.say("firms.moves.left"),
                tuple(-float(sum(each.get(stage, 0) for stage in _LEFT)) for each in counts),
                "grey",
                hatch=True,
            ),
        ),
        groups=tuple(
            CategoryGroup(page.say("year", year=year), number) for year, number in years.items()
        ),
        groups_below=True,
        height=33,
    )
    unit = page.say("firms.moves.unit")
    note = _criteria(page, moves)
    return (Figure(page.figure(), page.say("firms.moves"), chart, unit, note),)


def _shown_quarters(page: Page, moves: Sequence[StageMove]) -> tuple[Quarter, ...]:
    """Return whole years up to the quarter, back to the first admission, at most twenty."""
    firsts = [Quarter.of(move.date) for move in moves if move.to_stage == "admitted"]
    first = min(firsts, default=page.quarter)
    count = min(max(page.quarter.index - first.index + 1, QUARTERS_PER_YEAR), _QUARTERS)
    shown = quarters_back(page.quarter, count)
    # The end of a year before the whole ones has no room for its name.
    whole = tuple(each for each in shown if each.year > shown[0].year)
    return whole if shown[0].number > 1 and len(whole) >= QUARTERS_PER_YEAR else shown


def _criteria(page: Page, moves: Sequence[StageMove]) -> str:
    met = Counter(
        recorded_words(page.fmt, move.criteria)
        for move in moves
        if move.to_stage == "graduated" and move.date <= page.day and move.criteria
    )
    if not met:
        return ""
    items = [
        page.say("firms.criteria.item", criterion=words, number=page.fmt.integer(number))
        for words, number in met.most_common()
    ]
    return page.say("firms.criteria", items=page.say("list.comma").join(items))


def _exits(page: Page, moves: Sequence[StageMove]) -> tuple[Block, ...]:
    first = Quarter(page.quarter.year, 1).first_day
    gone = [move for move in moves if move.to_stage in _LEFT and first <= move.date <= page.day]
    since = {each.firm: each.admitted for each in residences(page.records)}
    gone = [move for move in gone if move.firm in since]
    if not gone:
        return (Paragraph(page.say("firms.exits.none", year=page.quarter.year)),)
    rows = tuple(
        Row(
            (
                page.names.firm_short(move.firm),
                f"{since[move.firm]:%Y-%m}",
                page.fmt.date(move.date, "numeric"),
                page.recorded(move.reason) if move.reason else page.say("reason.unknown"),
            )
        )
        for move in reversed(gone)
    )
    heads = [page.say(f"firms.exits.{name}") for name in ("firm", "admitted", "left", "reason")]
    columns = (
        Column(heads[0], weight=2),
        Column(heads[1], weight=0, wrap=False),
        Column(heads[2], weight=0, wrap=False),
        Column(heads[3], "right", wrap=True),
    )
    title = page.say("firms.exits", year=page.quarter.year)
    return (Table(page.table(), title, columns, rows),)


# ----------------------------------------------------------------- who waits; the second mode


def _waiting(page: Page, spans: Sequence[StageSpan]) -> str:
    early = [span for span in spans if span.stage in _BEFORE_ADMISSION and span.spent]
    medians = {span.stage: span.quartiles[1] for span in early if span.quartiles}
    slowest = max(medians, key=lambda stage: medians[stage], default="")
    lead = ""
    if slowest:
        days = page.fmt.integer(medians[slowest])
        stage = page.choice("stage", slowest)
        lead = page.say("firms.waiting.slowest", stage=stage, days=days)
    limits = {span.stage: span.quantile(_THREE_QUARTERS) for span in early}
    long = [
        each
        for each in waiting(page.records, page.day)
        if (limit := limits.get(each.stage)) is not None and each.days > limit
    ]
    told = [
        page.say(
            "firms.waiting.one",
            firm=page.names.firm_short(each.firm),
            stage=page.choice("stage", each.stage),
            days=page.fmt.integer(each.days),
        )
        for each in long[:3]
    ]
    return page.sentences(lead, *(told or [page.say("firms.waiting.none")]))


def _mode_2(page: Page) -> tuple[Block, ...]:
    moves = stage_moves(page.records, "mode_2")
    if not any(move.date <= page.day for move in moves):
        return ()
    now = stage_counts(moves, page.day, "mode_2")
    before = stage_counts(moves, page.quarter.plus(-QUARTERS_PER_YEAR).last_day, "mode_2")
    chart = Steps(
        tuple(
            Step(
                page.choice("stage", stage),
                count,
                page.say("firms.mode_2.step", now=count, before=before[stage]),
            )
            for stage, count in now.items()
        )
    )
    moved = now["diffused"] - before["diffused"]
    note = page.say(
        f"firms.mode_2.{'same' if not moved else 'up' if moved > 0 else 'down'}",
        total=sum(now.values()),
        now=now["diffused"],
        change=abs(moved),
    )
    title = page.say("firms.mode_2", host=host_city(page))
    unit = page.say("firms.mode_2.unit", date=page.fmt.date(page.day, "month"))
    return (Figure(page.figure(), title, chart, unit, note),)


def host_city(page: Page) -> str:
    """Return the short name of the host city."""
    from domain.standing.places import places

    return page.names.region_short(places(page.records).host_city)
