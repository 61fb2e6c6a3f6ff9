"""Say criteria of a gate, and what the records hold of them, in a language."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.measures import measure_of
from domain.standing.gates import Criterion
from domain.units import FEN_PER_WAN

if TYPE_CHECKING:
    from datetime import date

    from domain.formatting import Formatter
    from domain.standing.gates import Finding

_LANGUAGES: Final = ("zh", "fr", "en")
BETWEEN_CRITERIA: Final = " · "
"""What stands between the criteria that a change of stage records."""

# How offices that keep their records in Chinese write the usual criteria of graduation.
_SPELLINGS: Final = {
    "high_tech": re.compile(r"(?:国家)?高新技术企业(?:认定)?"),
    "venture_money": re.compile(
        r"获?(?:天使|创业|风险)(?:或(?:天使|创业|风险))?投资超过?\s?(?P<amount>[\d,]+)万元"
    ),
    "two_year_revenue": re.compile(r"两年营业收入超过?\s?(?P<amount>[\d,]+)万元"),
    "acquired_or_listed": re.compile(r"被?并购(?:或上市)?|上市"),
}


def criterion_words(fmt: Formatter, criterion: Criterion) -> str:
    """Return a criterion as it is read out: its own name, else that of its measure."""
    own = criterion.names[_LANGUAGES.index(fmt.lang)]
    if own:
        return own
    if criterion.measure == "other":
        return next((name for name in criterion.names if name), "—")
    say = fmt.texts.say
    name = say(f"choice.gate_measure.{criterion.measure}", fmt.lang)
    if criterion.threshold_fen is None:
        return name
    return say(
        "gate.over", fmt.lang, criterion=name, amount=sum_words(fmt, criterion.threshold_fen)
    )


def recorded_words(fmt: Formatter, recorded: str) -> str:
    """Return criteria that a change of stage records, each in the reader's language.

    A usual criterion is known by the spellings of offices, as an import knows headings; one that
    a park words itself is quoted.
    """
    if fmt.lang == "zh":
        return recorded  # the spellings known are Chinese
    parts = recorded.split(BETWEEN_CRITERIA)
    return BETWEEN_CRITERIA.join(_recorded(fmt, part) for part in parts)


def _recorded(fmt: Formatter, recorded: str) -> str:
    for measure, spelling in _SPELLINGS.items():
        found = spelling.fullmatch(recorded.strip())
        if found is not None:
            amount = found.groupdict().get("amount")
            fen = int(amount.replace(",", "")) * FEN_PER_WAN if amount else None
            return criterion_words(fmt, Criterion("", 0, measure, fen))
    return recorded


def sum_words(fmt: Formatter, fen: int | None) -> str:
    """Return a sum of money with its unit, without decimals where it is whole."""
    divisor, usual, _exact = measure_of("money").in_language(fmt.lang)
    whole = fen is None or Fraction(fen, divisor).denominator == 1
    return fmt.with_unit(fen, "money", 0 if whole else usual)


def finding_words(fmt: Formatter, finding: Finding, on: date) -> str:
    """Return what the records hold of a criterion on a day."""
    say, lang = fmt.texts.say, fmt.lang
    if finding.since is not None:
        key = "panel" if finding.criterion.measure == "panel" else "since"
        key = "later" if finding.since > on else key
        return say(f"gate.found.{key}", lang, day=fmt.date(finding.since, "numeric"))
    if finding.amount_fen is not None:
        return say(
            "gate.found.sum",
            lang,
            amount=sum_words(fmt, finding.amount_fen),
            known=finding.known,
            expected=finding.expected,
        )
    return say("gate.found.none", lang)


def state_key(met: bool | None) -> str:  # noqa: FBT001 - three answers, one of them unknown
    """Return ``met``, ``unmet`` or ``unknown``."""
    return "unknown" if met is None else "met" if met else "unmet"
