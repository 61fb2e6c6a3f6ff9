"""Tell a deviation in words: what moved, by how much, and what the records know of the cause."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.formatting import typed_unit
from domain.indicators.wording import name as indicator_name
from domain.measures import DECIMALS, exactly, needed_decimals
from domain.numeral import with_unit
from domain.standing.stages import moves_in, stage_moves

if TYPE_CHECKING:
    from domain.assessment.deviations import Deviation, ReportingGap, SpaceChange
    from domain.called import Called
    from domain.reports.page import Page
    from domain.standing.operators import Assessed

_BP_PER_POINT: Final = 100
MARKS: Final = {"zh": "①②③④⑤⑥⑦⑧⑨", "fr": "abcdefghi", "en": "abcdefghi"}
"""Sign of the first deviation, of the second, …; as many as there are explained indicators."""

_WHOLE_BP: Final = 10_000
_LEFT: Final = ("exited", "withdrawn")


def told(page: Page, deviation: Deviation) -> tuple[str, str]:
    """Return the lead sentence of a deviation and the rest."""
    if deviation.cause == "thresholds_missed":
        return _operator(page, deviation)
    if deviation.space is not None:
        return _space(page, deviation, deviation.space)
    name = indicator_name(page.texts, page.lang, deviation.key)
    change = _size(page, deviation)
    if deviation.cause == "reporting_gap":
        return page.say("deviation.gap.lead", name=name, change=change), _gaps(page, deviation)
    lead = page.say("deviation.fall.lead", name=name, change=change)
    amounts = page.say(
        "deviation.fall.amount",
        now=page.shown(deviation.key, deviation.current.value),
        before=page.shown(deviation.key, deviation.previous.value),
        year_ago=page.shown(deviation.key, deviation.year_ago.value),
    )
    if deviation.gaps:
        return lead, page.sentences(amounts, *(_alike(page, gap) for gap in deviation.gaps[:1]))
    return lead, page.sentences(amounts, page.say("deviation.unexplained"))


def _size(page: Page, deviation: Deviation) -> str:
    amount = deviation.change.amount
    if amount is None:
        return page.fmt.relative(None)
    if deviation.change.kind == "points":
        return page.fmt.points_in_text(amount)
    if deviation.change.kind == "relative":
        return page.size(amount)
    before = deviation.previous.value
    if before:
        return page.size(exactly(amount) / before)
    return page.shown(deviation.key, abs(Fraction(amount)))


# -------------------------------------------------------------------------- figures of the firms


def field_shown(page: Page, field: str, value: int) -> str:
    """Return a figure of the firms as within a sentence."""
    return page.money(value) if field.endswith("_fen") else page.fmt.with_unit(value, "heads")


def field_name(page: Page, field: str) -> str:
    """Return the name of a figure of the firms."""
    return page.texts.say(f"field.firm_quarter.{field}", page.lang)


def _gaps(page: Page, deviation: Deviation) -> str:
    first, *others = deviation.gaps
    fall = page.count(
        "deviation.gap.firms",
        len(first.missing),
        field=field_name(page, first.field),
        fall=field_shown(page, first.field, -first.change),
        missing=field_shown(page, first.field, first.missing_amount),
    )
    correction = page.say("deviation.correction") if deviation.key == "tax_total" else ""
    return page.sentences(fall, _alike(page, first), _other(page, others), correction)


def _alike(page: Page, gap: ReportingGap) -> str:
    like = gap.like_for_like
    if like is None or not gap.both:
        return ""
    key = "down" if like < 0 else "up"
    if like < 0 and gap.previous and 2 * like > exactly(gap.change) / gap.previous:
        key = "only"
    return page.count(
        f"deviation.like.{key}",
        gap.both,
        amount=field_shown(page, gap.field, gap.both_current),
        change=page.size(like),
    )


def _other(page: Page, gaps: list[ReportingGap]) -> str:
    """Tell the figure that moved most of the others."""
    moved = [gap for gap in gaps if gap.previous and gap.change]
    if not moved:
        return ""
    gap = max(moved, key=lambda each: abs(each.change))
    ratio = exactly(gap.change) / gap.previous
    return page.say(
        "deviation.other.up" if ratio > 0 else "deviation.other.down",
        field=field_name(page, gap.field),
        amount=field_shown(page, gap.field, gap.current),
        change=page.size(ratio),
    )


# --------------------------------------------------------------------------- space and operator


def _space(page: Page, deviation: Deviation, space: SpaceChange) -> tuple[str, str]:
    now = page.fmt.percent(deviation.current.value)
    amount = deviation.change.amount
    if amount is None or amount >= 0:
        lead = page.say("deviation.space.flat", now=now)
    else:
        lead = page.say("deviation.space.lead", now=now, points=page.fmt.points_in_text(amount))
    given_up = ending = ""
    if space.given_up:
        given_up = page.count(
            "deviation.space.given_up",
            len(space.given_up),
            units=page.listed(page.names.unit(each.unit) for each in space.given_up),
            area=page.fmt.area(space.given_up_area),
        )
    if space.ending:
        area = page.fmt.area(space.ending_area)
        ending = page.count("deviation.space.ending", len(space.ending), area=area)
    return lead, page.sentences(given_up, *_who_left(page, space), ending)


def _who_left(page: Page, space: SpaceChange) -> list[str]:
    firms = {each.firm for each in space.given_up}
    moves = moves_in(stage_moves(page.records), page.quarter)
    gone = [move for move in moves if move.firm in firms and move.to_stage in _LEFT]
    return [
        page.say(
            "deviation.space.left",
            firm=page.names.firm_short(move.firm),
            date=page.fmt.date(move.date, "day"),
            reason=page.recorded(move.reason),
        )
        for move in gone
        if move.reason
    ]


def _operator(page: Page, deviation: Deviation) -> tuple[str, str]:
    amount = deviation.change.amount
    direction = "same" if not amount else "up" if amount > 0 else "down"
    lead = page.count(
        f"deviation.operator.lead.{direction}",
        len(deviation.missed),
        score=page.fmt.measure(deviation.current.value, "score"),
        points=page.fmt.measure(None if amount is None else abs(Fraction(amount)), "score"),
    )
    return lead, page.sentences(*(missed_words(page, line) for line in deviation.missed))


def missed_words(page: Page, line: Assessed) -> str:
    """Tell that a binding threshold is missed, and whether it was before."""
    key = "deviation.operator.again" if line.missed_for > 1 else "deviation.operator.new"
    return page.count(
        key,
        line.missed_for,
        name=line.name.read_in(page.lang),
        actual=assessed(page, line.actual, line.unit),
        threshold=assessed(page, line.threshold, line.unit),
    )


def assessed(page: Page, value: Fraction | None, unit: Called) -> str:
    """Return a figure of an operator's contract with the unit as it was typed."""
    number = plain_number(page, value)
    if not unit.known or value is None:
        return number
    words = unit.read_in(page.lang)
    if words.strip() == "%":
        return page.fmt.percent(value * _BP_PER_POINT, needed_decimals(value, DECIMALS))
    counted = typed_unit(words, page.lang, value)
    return with_unit(number, page.say("deviation.figure", number=number, unit=counted))


def plain_number(page: Page, value: Fraction | None) -> str:
    """Return a number with as many decimals as were recorded, as the pages show it."""
    return page.fmt.measure(value, "number")
