"""The summary of a year: how it stands at its end, key figures, what fell, decisions asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.assessment.light import light
from domain.assessment.years import year_deviations
from domain.indicators.wording import figure_text
from domain.records import Condition, Query
from domain.reports.annual.deviations import told, within_the_year
from domain.reports.annual.figures import (
    change_of,
    name_of,
    of_year,
    year_heads,
    year_table,
)
from domain.reports.quarterly.deviations import MARKS
from domain.reports.quarterly.summary import (
    KEYS,
    REPORTED,
    STEADY,
    explained,
    marked,
    reasons_of,
    shown_state,
    told_missing,
    verdict_of,
)
from domain.reports.tree import (
    Bullets,
    Column,
    Heading,
    Light,
    Row,
    Section,
    Sparkline,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.assessment.light import Light as Verdict
    from domain.assessment.years import YearDeviation, YearFigure
    from domain.reports.page import Page
    from domain.reports.tree import Block

MORE: Final = ("financing", "grants_received", "rd_staff", "doctorates", "output_host")
"""Figures of the firms that no other section tells."""


def build(page: Page) -> Section:
    """Return the summary; it exists in every report."""
    figures = of_year(page, KEYS)
    verdicts = [light(page.records, quarter) for quarter in page.period.quarters]
    found = year_deviations(page.records, page.period.quarters)
    blocks: list[Block] = [_table(page, figures, found)]
    blocks += explained(
        page,
        [told(page, each) for each in found],
        page.say("annual.not_compared" if _alone(figures, KEYS) else "annual.no_deviation"),
        page.say("annual.no_decision"),
    )
    blocks.append(_lights(page, verdicts))
    if within := within_the_year(page):
        blocks += [Heading(page.say("annual.within")), Bullets(within)]
    blocks += [each for each in (year_table(page, (*KEYS, *MORE)),) if each]
    return Section(
        "",
        page.say("part.summary"),
        tuple(blocks),
        finding=_finding(page, verdicts[-1], figures),
        light=verdict_of(page, verdicts[-1]),
    )


# -------------------------------------------------------------------------------- key figures


def _table(page: Page, figures: Mapping[str, YearFigure], found: Sequence[YearDeviation]) -> Table:
    now, before = year_heads(page)
    marks = {each.key: MARKS[page.lang][at] for at, each in enumerate(found)}
    columns = (
        Column(page.say("summary.column.indicator"), kind="label", weight=2),
        Column(page.say("summary.column.unit"), kind="muted", weight=0),
        Column(now, "right", kind="key", weight=0.8),
        Column(before, "right", weight=0.8, narrow=False),
        Column(page.say("annual.column.change"), "right"),
        Column(page.say("annual.column.series"), "right", weight=0, narrow=False),
        Column(page.say("summary.column.known"), "right", weight=0.3, narrow=False),
    )
    return Table(
        page.table(),
        page.say("annual.table"),
        columns,
        tuple(_row(page, key, figures[key], marks.get(key, "")) for key in KEYS),
        unit=page.say("annual.table.unit"),
        note=page.sentences(
            page.say("annual.table.note.halved" if page.halved else "annual.table.note"),
            *told_missing(page, [key for key in KEYS if figures[key].now.value is None]),
        ),
        density=page.dense("key"),
    )


def _row(page: Page, key: str, figure: YearFigure, mark: str) -> Row:
    indicator = figure.indicator
    name = name_of(page, key, figure)
    values = tuple(page.fmt.plotted(each.value, indicator.unit) for each in figure.quarters)
    return Row(
        (
            marked(name, mark),
            page.fmt.unit(indicator.unit),
            figure_text(page.fmt, indicator, figure.now),
            figure_text(page.fmt, indicator, figure.year_ago),
            change_of(page, key, figure),
            Sparkline(values, None if values[-1] is None else len(values) - 1),
            page.known(figure.now),
        )
    )


# ---------------------------------------------------------------------------------- the lights


def _lights(page: Page, verdicts: Sequence[Verdict]) -> Table:
    """Return the light of each quarter with its word and reasons."""
    rows = []
    for quarter, verdict in zip(page.period.quarters, verdicts, strict=True):
        word = page.texts.say(f"light.{verdict.state}.word", page.lang)
        why = reasons_of(page, verdict) or page.say("summary.reasons.none")
        rows.append(Row((page.fmt.quarter(quarter), Light(shown_state(verdict)), word, why)))
    return Table(
        page.table(),
        page.say("annual.lights"),
        (
            Column(page.say("annual.lights.quarter"), kind="label", weight=0, wrap=False),
            Column("", weight=0),
            Column(page.say("annual.lights.word"), weight=0, wrap=False),
            Column(page.say("annual.lights.reasons"), weight=2, wrap=True),
        ),
        tuple(rows),
        density=page.dense("compact"),
    )


# ----------------------------------------------------------------------------------- finding


def _finding(page: Page, verdict: Verdict, figures: Mapping[str, YearFigure]) -> str:
    period, state = page.period_name(), shown_state(verdict)
    alone = state in STEADY and _alone(figures, REPORTED)
    return page.sentences(
        page.say(f"annual.finding.{'alone' if alone else state}", period=period),
        *(_moved(page, key, figures[key]) for key in ("revenue", "tax_total", "return_output")),
        _meetings(page),
    )


def _alone(figures: Mapping[str, YearFigure], keys: Iterable[str]) -> bool:
    """Tell whether none of some figures is known both for the year and for the one before."""
    return all(None in (figures[key].now.value, figures[key].year_ago.value) for key in keys)


def _moved(page: Page, key: str, figure: YearFigure) -> str:
    now, amount = figure.now, figure.moved().amount
    if now.value is None or not amount:
        return ""
    direction = "up" if amount > 0 else "down"
    return page.say(
        f"annual.finding.{key}.{direction}", amount=page.money(now.value), change=page.size(amount)
    )


def _meetings(page: Page) -> str:
    """Tell how many joint meetings were held, and how many of them had no quorum."""
    meetings = page.records.select(
        Query(
            "meeting",
            columns=("quorum_met",),
            where=(
                Condition("date", ">=", page.period.first_day.isoformat()),
                Condition("date", "<=", page.day.isoformat()),
            ),
        )
    )
    if not meetings:
        return page.say("annual.finding.no_meeting")
    failed = sum(row["quorum_met"] == 0 for row in meetings)
    key = "annual.finding.meetings"
    if failed:
        key = f"{key}.all_failed" if failed == len(meetings) else f"{key}.failed"
    return page.count(key, len(meetings), failed=page.fmt.integer(failed))
