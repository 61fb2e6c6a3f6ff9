"""How a return project went quarter by quarter, and what its county has of it."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.reports.axes import value_axis
from domain.reports.charts import BarChart, BarSeries, CategoryGroup
from domain.reports.firm_sheet.figures import amount_words, said_once
from domain.reports.quarter_columns import figure_columns, year_groups
from domain.reports.tree import Column, Figure, Sparkline, Table
from domain.reports.tree import Row as Line
from domain.returns.balance import FIGURES, SERIES_QUARTERS, added
from domain.units import QUARTERS_PER_YEAR, quarters_back

if TYPE_CHECKING:
    from domain.reports.page import Page
    from domain.returns.balance import Standing

_SHOWN: Final = 8
_HUNDREDTHS: Final = 100
_OUTPUT: Final = "output_fen"
_HEIGHT: Final = 30.0


def course_figures(page: Page, each: Standing) -> tuple[Figure, ...]:
    """Return the output of each quarter as bars, nothing while there is none to draw."""
    values = each.series[_OUTPUT]
    if not any(values):
        return ()
    quarters = quarters_back(page.quarter, SERIES_QUARTERS)
    heights = tuple(page.fmt.plotted(value, "money") for value in values)
    years = Counter(quarter.year for quarter in quarters)
    chart = BarChart(
        tuple(page.fmt.quarter(quarter, short=True) for quarter in quarters),
        (BarSeries(page.say("return_sheet.head.output_fen"), heights, "ink"),),
        value_axis(0.0, max(height or 0.0 for height in heights), page.fmt.integer),
        groups=tuple(
            CategoryGroup(page.say("year", year=year), count) for year, count in years.items()
        ),
        groups_below=True,
        totals=tuple(page.fmt.money(value, 0) for value in values),
        names=False,
        height=_HEIGHT,
    )
    title, unit = page.say("return_sheet.course"), page.fmt.unit_heading("money")
    note = page.say("return_sheet.course.note") if None in values else ""
    return (Figure(page.figure(), title, chart, unit, note),)


def quarters_table(page: Page, each: Standing) -> Table:
    """Return the figures of eight quarters, each with its line; in words that there are none."""
    title = page.say("return_sheet.quarters")
    if all(value is None for name in FIGURES for value in each.series[name][-_SHOWN:]):
        none = page.say("return_sheet.quarters.none")
        return Table(page.table(), title, *said_once(none), density=page.dense("normal"))
    quarters = quarters_back(page.quarter, _SHOWN)
    columns = figure_columns(page, page.say("return_sheet.head.figure"), quarters)
    return Table(
        page.table(),
        title,
        columns,
        tuple(_line(page, each, name) for name in FIGURES),
        unit=page.say("return_sheet.quarters.unit", unit=page.fmt.unit_heading("money")),
        groups=() if page.halved else year_groups(quarters, 2),
        density=page.dense("normal"),
    )


def _line(page: Page, each: Standing, name: str) -> Line:
    values = each.series[name][-_SHOWN:]
    last = _SHOWN - 1
    ago = last - QUARTERS_PER_YEAR
    unit = "persons" if name == "jobs" else "money"
    spark = Sparkline(
        tuple(page.fmt.plotted(value, unit) for value in values),
        None if values[last] is None else last,
        None if values[ago] is None else ago,
    )
    written = page.fmt.integer if name == "jobs" else lambda value: amount_words(page, value)
    return Line((page.say(f"return_sheet.head.{name}"), spark, *map(written, values)))


def benefit_table(page: Page, each: Standing) -> Table:
    """Return what the county has of the project: output, taxes, jobs, output per mu."""
    year = slice(-QUARTERS_PER_YEAR, None)
    rows = (
        ("output", "money", each.output_to_date),
        ("tax", "money", each.tax_to_date),
        ("tax_year", "money", added(each.series["tax_fen"][year])),
        ("jobs", "persons", each.jobs.actual),
        ("per_mu", "money_per_mu", _per_mu(each)),
    )
    columns = (
        Column(page.say("return_sheet.head.benefit"), weight=1.6, kind="label", wrap=True),
        Column(page.say("return_sheet.head.unit"), weight=0.4, kind="muted"),
        Column(page.say("return_sheet.head.amount"), "right", weight=0.6),
    )
    return Table(
        page.table(),
        page.say("return_sheet.benefit", county=page.names.region_short(each.project.county)),
        columns,
        tuple(
            Line(
                (
                    page.say(f"return_sheet.benefit.{name}"),
                    page.fmt.unit(unit),
                    page.fmt.measure(value, unit),
                )
            )
            for name, unit, value in rows
        ),
        note=page.say("return_sheet.benefit.note"),
        density=page.dense("normal"),
    )


def _per_mu(each: Standing) -> Fraction | None:
    """Return a year's output per mu of granted land in fen, None when one is unknown."""
    if each.output.actual is None or not each.land.actual:
        return None
    return Fraction(each.output.actual * _HUNDREDTHS, each.land.actual)
