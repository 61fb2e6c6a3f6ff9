"""Tell in words what fell over a year, and what the quarters' reports told of it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from domain.assessment.deviations import deviations
from domain.indicators.wording import name as indicator_name
from domain.measures import exactly
from domain.reports.quarterly.deviations import field_name, field_shown
from domain.reports.quarterly.deviations import told as told_of_quarter

if TYPE_CHECKING:
    from domain.assessment.years import YearDeviation, YearGap
    from domain.reports.page import Page


def told(page: Page, deviation: YearDeviation) -> tuple[str, str]:
    """Return the lead sentence of a deviation and the rest."""
    name = indicator_name(page.texts, page.lang, deviation.key)
    figure = deviation.figure
    lead = page.say("annual.deviation.lead", name=name, change=_size(page, deviation))
    amounts = page.say(
        "annual.deviation.flow" if figure.indicator.flow else "annual.deviation.stock",
        now=page.shown(deviation.key, figure.now.value),
        before=page.shown(deviation.key, figure.year_ago.value),
        year=page.quarter.year,
        year_before=page.quarter.year - 1,
    )
    why = [
        _given_up(page, deviation),
        _heaviest(page, deviation),
        *(_gap(page, gap) for gap in deviation.gaps[:1]),
    ]
    why += [
        page.count(
            "annual.deviation.missed",
            count,
            name=missed.read_in(page.lang),
            quarters=page.period.count,
        )
        for missed, count in deviation.missed.items()
    ]
    reasons = [each for each in why if each]
    return lead, page.sentences(amounts, *(reasons or [page.say("deviation.unexplained")]))


def _size(page: Page, deviation: YearDeviation) -> str:
    indicator = deviation.figure.indicator
    amount = deviation.figure.moved(relative=indicator.unit != "score").amount
    if amount is None:
        return page.fmt.relative(None)
    if indicator.is_share:
        return page.fmt.points_in_text(amount)
    if indicator.unit == "score":
        return page.shown(deviation.key, abs(Fraction(amount)))
    return page.size(amount)


def _given_up(page: Page, deviation: YearDeviation) -> str:
    if not deviation.given_up:
        return ""
    area = page.fmt.area(deviation.given_up_area)
    return page.count("annual.deviation.given_up", deviation.given_up, area=area)


def _heaviest(page: Page, deviation: YearDeviation) -> str:
    if deviation.at is None:
        return ""
    now = deviation.figure.quarters[deviation.at].value
    before = deviation.figure.before[deviation.at].value
    if now is None or before is None:
        return ""
    return page.say(
        "annual.deviation.heaviest",
        quarter=page.fmt.quarter(page.period.quarters[deviation.at]),
        amount=page.shown(deviation.key, abs(Fraction(now) - exactly(before))),
    )


def _gap(page: Page, gap: YearGap) -> str:
    """Tell how many answers are missing, and the change over those that were given twice."""
    missing = like = ""
    if gap.missing:
        missing = page.count(
            "annual.deviation.missing",
            gap.missing,
            field=field_name(page, gap.field),
            amount=field_shown(page, gap.field, gap.missing_amount),
        )
    change = gap.like_for_like
    if change is not None and gap.both:
        like = page.count(
            f"annual.deviation.like.{'down' if change < 0 else 'up'}",
            gap.both,
            field=field_name(page, gap.field),
            change=page.size(change),
        )
    return page.sentences(missing, like)


def within_the_year(page: Page) -> tuple[str, ...]:
    """Return per quarter what its own report explained, the leads only."""
    found = []
    for quarter in page.period.quarters:
        leads = [told_of_quarter(page, each)[0] for each in deviations(page.records, quarter)]
        if leads:
            found.append(
                page.say(
                    "annual.within.quarter",
                    quarter=page.fmt.quarter(quarter),
                    leads=page.sentences(*leads),
                )
            )
    return tuple(found)
