"""How an operator's scores moved over the quarters of a contract."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from domain.measures import DECIMALS, needed_decimals
from domain.reports.axes import value_axis
from domain.reports.charts import BarChart, BarSeries, CategoryGroup
from domain.reports.operator_sheet.tables import measured_name
from domain.reports.quarter_columns import quarter_columns, year_groups
from domain.reports.tree import Column, Figure, Row, Run, Sparkline, Table
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.assessment.operators import Assessment
    from domain.reports.charts import Tone
    from domain.reports.page import Page
    from domain.reports.tree import Cell
    from domain.standing.operators import Assessed

_FULL: Final = 100.0
_SHOWN: Final = 8
_TONES: Final[dict[str, Tone]] = {"passed": "ink", "failed": "grey", "undecided": "pale"}


def scores_figure(page: Page, known: Sequence[Assessment]) -> Figure:
    """Return the scores as bars; quarters that failed are hatched, which ink alone shows."""
    series = tuple(
        BarSeries(
            page.say(f"operator.grade.{grade}"),
            tuple(_height(page, each) if each.grade == grade else None for each in known),
            _TONES[grade],
            hatch=grade == "failed",
        )
        for grade in _TONES
    )
    years = Counter(each.quarter.year for each in known)
    chart = BarChart(
        tuple(page.fmt.quarter(each.quarter, short=True) for each in known),
        series,
        value_axis(0.0, _FULL, page.fmt.integer),
        groups=tuple(
            CategoryGroup(page.say("year", year=year), count) for year, count in years.items()
        ),
        groups_below=True,
        totals=tuple(page.fmt.measure(each.score, "score") for each in known),
        names=False,
        height=33,
    )
    return Figure(
        page.figure(),
        page.say("operator.scores"),
        chart,
        page.say("operator.scores.unit"),
        page.sentences(page.say("operator.scores.note"), _at_threshold(page, known[-1])),
    )


def _height(page: Page, each: Assessment) -> float | None:
    return page.fmt.plotted(each.score, "score")


def _at_threshold(page: Page, now: Assessment) -> str:
    if now.at_threshold is None:
        return ""
    score = page.fmt.measure(now.at_threshold, "score")
    return page.say("operator.scores.at_threshold", score=score)


def evolution_table(page: Page, known: Sequence[Assessment]) -> Table:
    """Return what was attained of each indicator quarter by quarter, then score and index."""
    shown = known[-_SHOWN:]
    last = len(shown) - 1
    narrow = set(range(last - QUARTERS_PER_YEAR + 1, last + 1))
    quarters = [each.quarter for each in shown]
    columns = (
        Column(page.say("operator.head.name"), weight=1.6, kind="label", wrap=True),
        Column("", weight=0.6, narrow=False),
        *quarter_columns(page, quarters, narrow=narrow),
    )
    rows = [_line(page, line, shown) for line in shown[-1].lines]
    rows += [
        _summed(page, "score", [page.fmt.measure(each.score, "score") for each in shown]),
        _summed(page, "missed", [_missed(page, each) for each in shown]),
        _summed(page, "index", [page.fmt.number(each.index, 2) for each in shown]),
    ]
    return Table(
        page.table(),
        page.say("operator.evolution"),
        columns,
        tuple(rows),
        unit=page.say("operator.evolution.unit"),
        note=page.say("operator.evolution.note", count=len(known)),
        groups=() if page.halved else year_groups(quarters, 2),
        density=page.dense("compact"),
    )


def _line(page: Page, line: Assessed, shown: Sequence[Assessment]) -> Row:
    lines = [next(one for one in each.lines if one.record == line.record) for each in shown]
    values = tuple(None if one.actual is None else float(one.actual) for one in lines)
    last = len(values) - 1
    ago = last - QUARTERS_PER_YEAR
    spark = Sparkline(
        values,
        None if values[last] is None else last,
        ago if ago >= 0 and values[ago] is not None else None,
    )
    known = [one.actual for one in lines if one.actual is not None]
    decimals = max((needed_decimals(each, DECIMALS) for each in known), default=0)
    return Row(
        (measured_name(page, line), spark, *(_attained(page, one, decimals) for one in lines))
    )


def _attained(page: Page, line: Assessed, decimals: int) -> Cell:
    number = page.fmt.number(line.actual, decimals)
    # The sign stands before, so that the digits of a column stay under each other.
    return (Run("× "), Run(number, "bold")) if line.missed else number


def _missed(page: Page, each: Assessment) -> str:
    # Where nothing was reported nobody knows what was missed.
    return page.fmt.number(None) if each.score is None else page.fmt.integer(len(each.missed))


def _summed(page: Page, name: str, cells: Sequence[str]) -> Row:
    words = (page.say(f"operator.evolution.{name}"), None, *cells)
    return Row(words, "total" if name == "score" else "normal")
