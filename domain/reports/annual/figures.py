"""The quarters of a year side by side: totals of flows, values at the end, change on the year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.assessment.years import year_figures
from domain.indicators.wording import change_text, figure_text
from domain.reports.tree import Column, Row, Run, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.assessment.years import YearFigure
    from domain.indicators.definition import Figure
    from domain.reports.page import Page
    from domain.reports.tree import Text

_RELATIVE_COUNTS: Final = frozenset({"headcount"})


def of_year(page: Page, keys: Iterable[str]) -> dict[str, YearFigure]:
    """Return indicators over the quarters told of and over the same of the year before."""
    return year_figures(page.records, keys, page.quarter, page.period.count)


def name_of(page: Page, key: str, figure: YearFigure) -> str:
    """Return the name of an indicator; one that does not add up says that it stands at the end."""
    own = f"annual.name.{key}"
    name = page.say(own) if page.texts.has(f"report.{own}") else page.indicator(key)
    return name if figure.indicator.flow else page.say("annual.at_end", name=name)


def change_of(page: Page, key: str, figure: YearFigure) -> Text:
    """Return the change on the year before, with its unit where it is a count or points."""
    indicator = figure.indicator
    moved = figure.moved(relative=key in _RELATIVE_COUNTS)
    if moved.amount is None:
        return page.fmt.relative(None)
    if moved.kind == "points":
        return page.points(moved.amount)
    return change_text(page.fmt, indicator, moved)


def _incomplete(page: Page, figures: Mapping[str, YearFigure]) -> str:
    """List the figures for which answers are missing, with how many are known."""
    items = [
        page.say(
            "annual.quarters.known",
            name=page.indicator(key),
            known=page.fmt.counts(figure.now.known, figure.now.expected),
        )
        for key, figure in figures.items()
        if key != "completeness" and not figure.now.complete
    ]
    if not items:
        return ""
    return page.say("annual.quarters.incomplete", items=page.say("list.comma").join(items))


def year_heads(page: Page) -> tuple[str, str]:
    """Return the heads over the year and over the year before."""
    year = page.quarter.year
    return page.say("year", year=year), page.say("year", year=year - 1)


def year_table(page: Page, keys: Iterable[str]) -> Table | None:
    """Return indicators quarter by quarter with the year; None when none of them is known."""
    figures = {
        key: figure for key, figure in of_year(page, keys).items() if figure.now.value is not None
    }
    if not figures:
        return None
    now, before = year_heads(page)
    quarters = (page.fmt.quarter(each, short=True) for each in page.period.quarters)
    columns = (
        # Beside a twin the names keep to one line: the table then takes the whole width in turn.
        Column(
            page.say("summary.column.indicator"), kind="label", weight=1.4, wrap=not page.halved
        ),
        Column(page.say("summary.column.unit"), kind="muted", weight=0),
        *(Column(head, "right") for head in quarters),
        Column(now, "right"),
        Column(before, "right"),
        Column(page.say("annual.column.change"), "right"),
    )
    return Table(
        page.table(),
        page.say("annual.quarters"),
        columns,
        tuple(_row(page, key, figure) for key, figure in figures.items()),
        unit=page.say("annual.quarters.unit"),
        note=_incomplete(page, figures),
        density="tight",
    )


def _row(page: Page, key: str, figure: YearFigure) -> Row:
    def shown(each: Figure) -> str:
        return figure_text(page.fmt, figure.indicator, each)

    return Row(
        (
            name_of(page, key, figure),
            page.fmt.unit(figure.indicator.unit),
            *(shown(each) for each in figure.quarters),
            (Run(shown(figure.now), "bold"),),
            shown(figure.year_ago),
            change_of(page, key, figure),
        )
    )
