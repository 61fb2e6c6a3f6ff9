"""Data quality: who reported what, what is missing or estimated, why the quarter was reopened."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.reports.charts import Bullet, BulletChart
from domain.reports.quarterly.money import greatest_gap
from domain.reports.tree import Columns, Figure, Paragraph, TextPanel
from domain.standing.completeness import FIRM_FIGURES, completeness
from domain.standing.residence import reporting, residences
from domain.standing.rows import text
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.page import Page
    from domain.reports.tree import Block
    from domain.standing.completeness import Completeness, Gap

_ALERT_TENTHS: Final = 9
"""Below nine tenths of those asked, what is missing is set in brick."""


def blocks(page: Page) -> list[Block]:
    """Return how many reported each figure, and what else is to be known of the data."""
    done = [completeness(page.records, quarter) for quarter in page.period.quarters]
    panel = TextPanel(
        page.say("follow_up.quality.sign"),
        page.say("follow_up.quality"),
        tuple(Paragraph(words) for words in _notes(page, done)),
    )
    there = residences(page.records)
    asked = sum(len(reporting(there, quarter)) for quarter in page.period.quarters)
    if not asked:
        return [panel]
    return [Columns((_reported(page, done, asked),), (panel,), "6+6")]


def _reported(page: Page, done: Sequence[Completeness], asked: int) -> Figure:
    missing = dict.fromkeys(FIRM_FIGURES, 0)
    for gap in _gaps(done, "firms"):
        missing[gap.field] += 1
    bullets = tuple(
        Bullet(
            page.texts.say(f"field.firm_quarter.{name}", page.lang),
            float(asked - count),
            float(asked),
            page.say("follow_up.reported.missing", count=count)
            if count
            else page.say("follow_up.reported.whole"),
            alert=(asked - count) * 10 < asked * _ALERT_TENTHS,
        )
        for name, count in missing.items()
    )
    columns = 2 if page.lang == "zh" else 1
    return Figure(
        page.figure(),
        page.say("follow_up.reported"),
        BulletChart(bullets, columns),
        page.count(page.of_period("follow_up.reported.unit"), asked),
    )


def _gaps(done: Sequence[Completeness], section: str) -> list[Gap]:
    return [gap for each in done for gap in each.section(section).gaps]


def _notes(page: Page, done: Sequence[Completeness]) -> Iterator[str]:
    first = page.say(page.of_period("follow_up.quality.nothing_asked"))
    known, expected = sum(each.known for each in done), sum(each.expected for each in done)
    if expected:
        first = page.say(
            page.of_period("follow_up.quality.completeness"),
            count=known,
            expected=page.fmt.integer(expected),
            known=page.fmt.integer(known),
            share=page.fmt.percent(Fraction(known * WHOLE_BP, expected)),
        )
    yield page.sentences(first, _estimated(page), *_unknown(page, done))
    kept = [page.say("follow_up.quality.rejected")]
    if page.lang != "zh":
        kept.append(page.say("follow_up.quality.language"))
    yield page.sentences(*_reopened(page), *kept)


def _estimated(page: Page) -> str:
    quarter = Condition("quarter", "in", _names(page))
    if not page.records.count(Query("firm_quarter", where=(quarter,))):
        return ""
    count = page.records.count(
        Query("firm_quarter", where=(quarter, Condition("estimated", "=", 1)))
    )
    if count:
        return page.count(page.of_period("follow_up.quality.estimated"), count)
    # The chart of taxes draws what is missing as an estimate.
    drawn = greatest_gap(page) is not None
    key = page.of_period(f"follow_up.quality.{'not_estimated' if drawn else 'no_estimate'}")
    return page.say(key)


def _names(page: Page) -> tuple[str, ...]:
    return tuple(map(str, page.period.quarters))


def _unknown(page: Page, done: Sequence[Completeness]) -> Iterator[str]:
    projects = {gap.subject for gap in _gaps(done, "projects")}
    if projects:
        yield page.count(page.of_period("follow_up.quality.projects"), len(projects))
    codes = page.records.count(
        Query(
            "firm",
            where=(Condition("credit_code", "unknown"), Condition("foreign_code", "unknown")),
        )
    )
    if codes:
        yield page.count("follow_up.quality.codes", codes)
    budgets = page.records.count(
        Query(
            "cost",
            where=(
                Condition("quarter", "in", _names(page)),
                Condition("budget_fen", "unknown"),
            ),
        )
    )
    if budgets:
        yield page.count(page.of_period("follow_up.quality.budgets"), budgets)


def _reopened(page: Page) -> Iterator[str]:
    for quarter in page.period.quarters:
        for row in page.records.find("quarter", quarter=str(quarter)):
            if text(row, "reopened_by") and (reason := text(row, "state_reason")):
                key = page.of_period("follow_up.quality.reopened")
                yield page.say(key, quarter=page.fmt.quarter(quarter), reason=reason)
