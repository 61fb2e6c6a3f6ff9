"""Say in one banner how the quarter stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.called import Called
from domain.indicators.families import INDICATORS
from domain.indicators.reading import SMALL_RELATIVE, change
from domain.indicators.wording import change_text, name
from ui.home.facts import GROWTH, REPORTED

if TYPE_CHECKING:
    from domain.assessment.deviations import Deviation
    from domain.assessment.light import Light
    from domain.formatting import Formatter
    from domain.reports.names import Names
    from ui.home.facts import HomeFacts

_STATES: Final = {"green": "ok", "amber": "warn", "red": "crit", "undecided": "info"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the banner says.

    Attributes:
        state: ``ok warn crit info``.
        lead: bold first sentence.
        text: what the data say.
        link: words of the link to what is missing, empty where nothing is.
        reasons: what set the light, for whoever asks.
    """

    state: str
    lead: str
    text: str
    link: str
    reasons: tuple[str, ...]


def verdict(facts: HomeFacts, fmt: Formatter, names: Names) -> Verdict:
    """Return what the banner says of a quarter."""
    say, lang = fmt.texts.say, fmt.lang
    reasons = reason_words(facts.light, fmt, names)
    link = say("home.see_missing", lang) if facts.missing else ""
    if not facts.begun:
        lead = say("home.not_begun", lang, quarter=fmt.quarter(facts.quarter))
        owed = fmt.integer(facts.owed)
        return Verdict("info", lead, say("home.not_begun.owed", lang, owed=owed), link, reasons)
    state = facts.light.state
    return Verdict(
        _STATES[state],
        say(f"home.verdict.{state}", lang),
        _sentences(facts, fmt, reasons),
        link,
        reasons,
    )


def reason_words(light: Light, fmt: Formatter, names: Names) -> tuple[str, ...]:
    """Return what set the light, the gravest first."""
    words = []
    for reason in light.reasons:
        values = {
            name: each.read_in(fmt.lang) if isinstance(each, Called) else each
            for name, each in reason.values.items()
        }
        if "party" in values:
            values["party"] = names.party_short(str(values["party"]))
        words.append(fmt.texts.say(f"light.reason.{reason.key}", fmt.lang, **values))
    return tuple(words)


def _sentences(facts: HomeFacts, fmt: Formatter, reasons: tuple[str, ...]) -> str:
    say, lang = fmt.texts.say, fmt.lang
    if facts.light.state in {"red", "undecided"} and reasons:
        return say("home.reason", lang, reason=reasons[0])
    growth = _growth(facts, fmt)
    if facts.deviations:
        second = _deviation(facts.deviations[0], facts, fmt)
    elif reasons:
        second = say("home.reason", lang, reason=reasons[0])
    else:
        second = say("home.calm", lang)
    return say("home.two_sentences", lang, first=growth, second=second) if growth else second


def _growth(facts: HomeFacts, fmt: Formatter) -> str:
    """Return how revenue and R&D spending moved since the last quarter, empty when unknown."""
    moves = []
    for key in GROWTH:
        current, previous = facts.figures[key][-1], facts.figures[key][-2]
        moved = change(INDICATORS[key], current, previous)
        if moved.amount is None or not current.value:
            return ""
        moves.append(moved)
    amounts = [moved.amount or 0 for moved in moves]
    if all(amount > SMALL_RELATIVE for amount in amounts):
        return fmt.texts.say("home.growth.up", fmt.lang)
    if all(amount < -SMALL_RELATIVE for amount in amounts):
        return fmt.texts.say("home.growth.down", fmt.lang)
    told = [fmt.relative(amount) for amount in amounts]
    return fmt.texts.say("home.growth.mixed", fmt.lang, revenue=told[0], rd=told[1])


def _deviation(each: Deviation, facts: HomeFacts, fmt: Formatter) -> str:
    say, lang = fmt.texts.say, fmt.lang
    indicator = INDICATORS[each.key]
    amount = each.change.amount
    if each.cause == "thresholds_missed":
        return say("home.deviation.thresholds_missed", lang, count=len(each.missed))
    if amount is None or amount >= 0:
        return say("home.deviation.watch", lang, indicator=name(fmt.texts, lang, each.key))
    fall = _size(change_text(fmt, indicator, each.change))
    if each.change.kind == "points":
        fall = fmt.points_in_text(amount)
    if each.cause == "reporting_gap":
        figure = REPORTED[each.gaps[0].field]
        asked = facts.figures[figure][-1]
        missing = asked.expected - asked.known
        told = name(fmt.texts, lang, figure)
        key = f"home.deviation.gap.{each.key}"
        return say(key, lang, change=fall, count=missing, figure=told)
    if each.cause == "space_given_up" and each.space is not None:
        given_up = len(each.space.given_up)
        return say("home.deviation.space_given_up", lang, change=fall, count=given_up)
    return say(f"home.deviation.fall.{each.key}", lang, change=fall)


def _size(text: str) -> str:
    """Return a written fall without its sign."""
    return text.lstrip("\u2212-")
