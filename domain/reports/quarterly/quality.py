"""Data quality: who reported what, what is missing or estimated, why the quarter was reopened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.reports.charts import Bullet, BulletChart
from domain.reports.quarterly.money import greatest_gap
from domain.reports.tree import Columns, Figure, Paragraph, TextPanel
from domain.standing.completeness import FIRM_FIGURES, completeness
from domain.standing.residence import reporting, residences
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.reports.quarterly.page import Page
    from domain.reports.tree import Block
    from domain.standing.completeness import Completeness

_ALERT_TENTHS: Final = 9
"""Below nine tenths of those asked, what is missing is set in brick."""


def blocks(page: Page) -> list[Block]:
    """Return how many reported each figure, and what else is to be known of the data."""
    done = completeness(page.records, page.quarter)
    panel = TextPanel(
        page.say("follow_up.quality.sign"),
        page.say("follow_up.quality"),
        tuple(Paragraph(words) for words in _notes(page, done)),
    )
    asked = len(reporting(residences(page.records), page.quarter))
    if not asked:
        return [panel]
    return [Columns((_reported(page, done, asked),), (panel,), "6+6")]


def _reported(page: Page, done: Completeness, asked: int) -> Figure:
    missing = dict.fromkeys(FIRM_FIGURES, 0)
    for gap in done.section("firms").gaps:
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
        page.count("follow_up.reported.unit", asked),
    )


def _notes(page: Page, done: Completeness) -> Iterator[str]:
    first = ""
    if done.share is not None:
        first = page.say(
            "follow_up.quality.completeness",
            count=done.known,
            expected=page.fmt.integer(done.expected),
            known=page.fmt.integer(done.known),
            share=page.fmt.percent(done.share),
        )
    yield page.sentences(first, _estimated(page), *_unknown(page, done))
    kept = [page.say("follow_up.quality.rejected")]
    if page.lang != "zh":
        kept.append(page.say("follow_up.quality.language"))
    reason = _reopened(page)
    if reason:
        kept.insert(0, page.say("follow_up.quality.reopened", reason=reason))
    yield page.sentences(*kept)


def _estimated(page: Page) -> str:
    quarter = Condition("quarter", "=", str(page.quarter))
    if not page.records.count(Query("firm_quarter", where=(quarter,))):
        return ""
    count = page.records.count(
        Query("firm_quarter", where=(quarter, Condition("estimated", "=", 1)))
    )
    if count:
        return page.count("follow_up.quality.estimated", count)
    # The chart of taxes draws what is missing as an estimate.
    drawn = greatest_gap(page) is not None
    return page.say(f"follow_up.quality.{'not_estimated' if drawn else 'no_estimate'}")


def _unknown(page: Page, done: Completeness) -> Iterator[str]:
    projects = {gap.subject for gap in done.section("projects").gaps}
    if projects:
        yield page.count("follow_up.quality.projects", len(projects))
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
                Condition("quarter", "=", str(page.quarter)),
                Condition("budget_fen", "unknown"),
            ),
        )
    )
    if budgets:
        yield page.count("follow_up.quality.budgets", budgets)


def _reopened(page: Page) -> str:
    rows = page.records.find("quarter", quarter=str(page.quarter))
    return text(rows[0], "state_reason") if rows and text(rows[0], "reopened_by") else ""
