"""Innovation: patents against the home county, factor flows, diffusion and the two scores."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.assessment.years import year_figures
from domain.indicators.patents import (
    KINDS,
    LONGYOU,
    filed_in,
    granted_in,
    in_force_at,
    patent_counts,
)
from domain.indicators.reading import readings
from domain.records import Aggregate, Condition, Query
from domain.reports.axes import value_axis, years_axis
from domain.reports.charts import (
    BarChart,
    BarSeries,
    CategoryGroup,
    LineChart,
    LineSeries,
)
from domain.reports.quarterly.flows import flows
from domain.reports.tree import Column, Columns, Figure, Row, Section, Table
from domain.standing.rows import amount, text, whole_of
from domain.units import QUARTERS_PER_YEAR, quarters_back

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from domain.indicators.definition import Figure as Reading
    from domain.indicators.patents import PatentCount
    from domain.records import Row as Record
    from domain.reports.charts import Dash, Tone
    from domain.reports.page import Page
    from domain.reports.tree import Block
    from domain.units import Quarter

_QUARTERS: Final = 12
_TONES: Final[tuple[Tone, ...]] = ("ink", "mid", "sand")
_WHOLE_BP: Final = 10_000
_SCORES: Final = ("aggregation_score", "diffusion_score")


def build(page: Page) -> Section | None:
    """Return the section on innovation, None when nothing of it is recorded."""
    counts = patent_counts(page.records)
    keys = (*_SCORES, "invention_share", "patents_in_force")
    series = readings(page.records, keys, page.quarter, _QUARTERS)
    blocks: list[Block] = []
    if counts:
        blocks += [_filed(page, counts), _patents(page, counts)]
    moved = flows(page)
    if any(figure.value is not None for key in _SCORES for figure in series[key]):
        scores = _scores(page, [series[key] for key in _SCORES])
        blocks.append(Columns((scores,), (moved,), "5+7") if moved else scores)
    diffusion = _diffusion(page)
    talent = _talent(page)
    if diffusion and talent:
        blocks.append(Columns((diffusion,), (talent,), "7+5"))
    else:
        blocks += [each for each in (diffusion, talent) if each]
    if not blocks:
        return None
    finding = page.sentences(
        _patent_finding(page, series["patents_in_force"][-1], series["invention_share"][-1]),
        _score_finding(page, [series[key][-1] for key in _SCORES]),
        _engineers(page),
    )
    return Section("", page.say("part.innovation"), tuple(blocks), finding=finding)


def _patent_finding(page: Page, there: Reading, share: Reading) -> str:
    if there.value is None or share.value is None:
        return ""
    above = share.value > LONGYOU.share
    return page.say(
        f"innovation.finding.patents.{'above' if above else 'below'}",
        count=page.fmt.integer(there.value),
        share=page.fmt.percent(share.value),
        region=_county(page),
        month=page.fmt.date(f"{LONGYOU.month}-01", "month"),
        benchmark=page.fmt.percent(LONGYOU.share),
    )


def _county(page: Page) -> str:
    rows = page.records.select(
        Query("region", columns=("code",), where=(Condition("name_zh", "=", LONGYOU.region_zh),))
    )
    return page.names.region_short(text(rows[0], "id")) if rows else LONGYOU.region_zh


def _score_finding(page: Page, figures: Sequence[Reading]) -> str:
    aggregation, diffusion = (figure.value for figure in figures)
    if aggregation is None or diffusion is None:
        return ""
    return page.say(
        "innovation.finding.scores",
        aggregation=page.fmt.number(aggregation, 2),
        diffusion=page.fmt.number(diffusion, 2),
    )


def _engineers(page: Page) -> str:
    figures = year_figures(page.records, ("engineer_days",), page.quarter, page.period.count)
    now = figures["engineer_days"].now
    if now.value is None:
        return ""
    key = page.of_period("innovation.finding.engineers")
    return page.say(key, days=page.fmt.days(now.value))


# ------------------------------------------------------------------------------------ patents


def _filed(page: Page, counts: Sequence[PatentCount]) -> Figure:
    quarters = quarters_back(page.quarter, _QUARTERS)
    filed = [filed_in(counts, quarter) for quarter in quarters]
    bars = tuple(
        BarSeries(
            page.choice("patent_kind", kind),
            tuple(float(each[kind]) for each in filed),
            tone,
            end_label=page.fmt.integer(filed[-1][kind]),
        )
        for kind, tone in zip(KINDS, _TONES, strict=True)
    )
    years = Counter(quarter.year for quarter in quarters)
    totals = [sum(each.values()) for each in filed]
    chart = BarChart(
        tuple(page.fmt.quarter(quarter, short=True) for quarter in quarters),
        bars,
        value_axis(0.0, float(max(totals)), page.fmt.integer),
        groups=tuple(
            CategoryGroup(page.say("year", year=year), count) for year, count in years.items()
        ),
        totals=(*(page.fmt.integer(total) for total in totals[:-1]), ""),
        total=(page.say("total"), page.fmt.integer(totals[-1])),
        height=40,
    )
    unit = page.say("innovation.patents.unit")
    return Figure(page.figure(), page.say("innovation.patents.chart"), chart, unit)


def _patents(page: Page, counts: Sequence[PatentCount]) -> Table:
    quarters = page.period.quarters
    tables = (
        _over(filed_in, counts, quarters),
        _over(filed_in, counts, page.period.a_year_ago.quarters),
        _over(granted_in, counts, quarters),
        in_force_at(counts, page.quarter),
    )
    there = sum(tables[-1].values())
    benchmarks = {"invention": page.fmt.percent(LONGYOU.share)}

    def share(count: int) -> str:
        return page.fmt.percent(Fraction(count * _WHOLE_BP, there) if there else None)

    rows = [
        Row(
            (
                page.choice("patent_kind", kind),
                *(page.fmt.integer(table[kind]) for table in tables),
                share(tables[-1][kind]),
                benchmarks.get(kind, page.fmt.number(None)),
            )
        )
        for kind in KINDS
    ]
    sums = [page.fmt.integer(sum(table.values())) for table in tables]
    whole = page.fmt.percent(_WHOLE_BP if there else None, 0)
    rows.append(Row((page.say("total"), *sums, whole, page.fmt.percent(_WHOLE_BP, 0)), "total"))
    names = ("filed", "filed_before", "granted", "in_force", "share")
    heads = [page.say(page.of_period(f"innovation.patents.{name}")) for name in names]
    heads.append(page.say("innovation.patents.benchmark", region=_county(page)))
    note = page.say(
        "innovation.patents.note",
        region=_county(page),
        month=page.fmt.date(f"{LONGYOU.month}-01", "month"),
        in_force=page.fmt.integer(LONGYOU.in_force),
        inventions=page.fmt.integer(LONGYOU.inventions),
        source=LONGYOU.source,
    )
    return Table(
        page.table(),
        page.say("innovation.patents"),
        (
            Column(page.say("innovation.patents.kind"), kind="label"),
            *(Column(head, "right", weight=0.5) for head in heads),
        ),
        tuple(rows),
        unit=page.say("innovation.patents.table.unit"),
        note=note,
        density=page.dense("compact"),
    )


def _over(
    count: Callable[[Sequence[PatentCount], Quarter], Mapping[str, int]],
    counts: Sequence[PatentCount],
    quarters: Sequence[Quarter],
) -> dict[str, int]:
    """Return patents by kind over some quarters."""
    found = [count(counts, quarter) for quarter in quarters]
    return {kind: sum(each[kind] for each in found) for kind in KINDS}


# ------------------------------------------------------------------------------ scores, diffusion


def _scores(page: Page, series: Sequence[Sequence[Reading]]) -> Figure:
    quarters = quarters_back(page.quarter, _QUARTERS)
    lines = (
        _score(page, "aggregation", series[0], "solid"),
        _score(page, "diffusion", series[1], "dashed"),
    )
    values = [y for line in lines for _, y in line.points if y is not None]
    chart = LineChart(
        lines,
        years_axis(quarters),
        value_axis(0.0, max(values), lambda value: page.fmt.number(value, 1)),
        height=40,
    )
    unit = page.say("innovation.scores.unit")
    note = page.say("innovation.scores.note")
    return Figure(page.figure(), page.say("innovation.scores"), chart, unit, note)


def _score(page: Page, name: str, figures: Sequence[Reading], dash: Dash) -> LineSeries:
    quarters = quarters_back(page.quarter, len(figures))
    points = tuple(
        (quarter.index / QUARTERS_PER_YEAR, None if each.value is None else float(each.value))
        for quarter, each in zip(quarters, figures, strict=True)
    )
    label = page.fmt.number(figures[-1].value, 2)
    tone: Tone = "ink" if dash == "solid" else "dark"
    return LineSeries(page.say(f"innovation.scores.{name}"), points, label, dash, tone)


def _diffusion(page: Page) -> Table | None:
    first = page.quarter.plus(1 - QUARTERS_PER_YEAR).first_day.isoformat()
    rows = page.records.aggregate(
        Query(
            "diffusion_entry",
            where=(
                Condition("date", ">=", first),
                Condition("date", "<=", page.day.isoformat()),
            ),
        ),
        (
            Aggregate("entries", "rows"),
            Aggregate("half_days", "total", "person_days"),
            Aggregate("amount", "total", "amount_fen"),
        ),
        by=("kind", "date"),
    )
    if not rows:
        return None
    start = page.period.first_day.isoformat()
    kinds = Counter({text(row, "kind"): 0 for row in rows})
    for row in rows:
        kinds[text(row, "kind")] += amount(row, "entries")
    # Over a whole year the four quarters to date are the year itself.
    names = ["kind", "quarter", "year", "days", "amount"]
    if page.period.whole_year:
        names.remove("year")
    heads = [page.say(page.of_period(f"innovation.diffusion.{name}")) for name in names]
    return Table(
        page.table(),
        page.say("innovation.diffusion"),
        (Column(heads[0], weight=2), *(Column(head, "right") for head in heads[1:])),
        tuple(
            _diffusion_row(
                page,
                kind,
                year,
                [row for row in rows if row["kind"] == kind and text(row, "date") >= start],
            )
            for kind, year in kinds.most_common()
        ),
        unit=page.say("innovation.diffusion.unit", unit=page.fmt.unit_heading("money")),
        density=page.dense("compact"),
    )


def _diffusion_row(page: Page, kind: str, year: int, rows: Sequence[Record]) -> Row:
    def total(name: str) -> int | None:
        known = [value for row in rows if (value := whole_of(row, name)) is not None]
        return sum(known) if known else None

    return Row(
        (
            page.choice("diffusion_kind", kind),
            page.fmt.integer(sum(amount(row, "entries") for row in rows)),
            *(() if page.period.whole_year else (page.fmt.integer(year),)),
            page.fmt.days(total("half_days")),
            page.fmt.money(total("amount")),
        )
    )


def _talent(page: Page) -> Table | None:
    rows = page.records.aggregate(
        Query("talent_need", where=(Condition("quarter", "=", str(page.quarter)),)),
        (
            Aggregate("sought", "total", "sought"),
            Aggregate("filled", "total", "filled"),
        ),
        by=("region",),
    )
    found = sorted(rows, key=lambda row: (-amount(row, "sought"), text(row, "region")))
    if not found:
        return None

    def row(record: Record) -> Row:
        sought, filled = whole_of(record, "sought"), whole_of(record, "filled")
        share = Fraction(filled * _WHOLE_BP, sought) if sought and filled is not None else None
        return Row(
            (
                page.names.region_short(text(record, "region")),
                page.fmt.integer(sought),
                page.fmt.integer(filled),
                page.fmt.percent(share, 0),
            )
        )

    names = ("region", "sought", "filled", "share")
    heads = [page.say(f"innovation.talent.{name}") for name in names]
    return Table(
        page.table(),
        page.say(page.of_period("innovation.talent"), quarter=page.fmt.quarter(page.quarter)),
        (Column(heads[0]), *(Column(head, "right") for head in heads[1:])),
        tuple(row(record) for record in found),
        unit=page.say("innovation.talent.unit"),
        density=page.dense("compact"),
    )
