"""Divide an estate that is smaller than what is claimed of it, by rule.

All rules give nobody less than nothing or more than claimed; Talmud rule: Aumann & Maschler 1985;
random arrival: O'Neill 1982.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.measures import exactly
from domain.models.agreement import proportional
from domain.models.errors import ModelError
from domain.models.games.reading import check_estate
from domain.models.games.tables import claims_table
from domain.models.games.values import shapley
from domain.models.given import NOT_NEGATIVE, Given, text_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.models.agreement import ClaimsRule
    from domain.models.operations import Output

Amounts = tuple[Fraction, ...]
_MOST_ARRIVALS: Final = 20
_NOTHING: Final = Fraction(0)


def constrained_equal_awards(estate: Fraction, claims: Sequence[Fraction]) -> Amounts:
    """Give everybody the same, nobody more than claimed."""
    left, count, level = estate, len(claims), _NOTHING
    for claim in sorted(claims):
        level = left / count
        if claim > level:
            break
        left, count = left - claim, count - 1
    return tuple(min(claim, level) if count else claim for claim in claims)


def constrained_equal_losses(estate: Fraction, claims: Sequence[Fraction]) -> Amounts:
    """Let everybody lose the same, nobody more than claimed."""
    losses = constrained_equal_awards(sum(claims, _NOTHING) - estate, claims)
    return tuple(claim - loss for claim, loss in zip(claims, losses, strict=True))


def talmud(estate: Fraction, claims: Sequence[Fraction]) -> Amounts:
    """Award up to half of the claims equally; beyond, let what is lacking be lost equally."""
    halves = [claim / 2 for claim in claims]
    half = sum(halves, _NOTHING)
    if estate <= half:
        return constrained_equal_awards(estate, halves)
    rest = constrained_equal_losses(estate - half, halves)
    return tuple(own + more for own, more in zip(halves, rest, strict=True))


RULES: Final[Mapping[str, ClaimsRule]] = {
    "proportional": proportional,
    "constrained_equal_awards": constrained_equal_awards,
    "constrained_equal_losses": constrained_equal_losses,
    "talmud": talmud,
}
"""The rules that are reckoned exactly, in fractions."""

ARRIVAL: Final = "random_arrival"


def divide(given: Given) -> Output:
    """Divide an estate by the rules asked for."""
    estate = given.number("estate", NOT_NEGATIVE)
    claims = given.numbers("claims", NOT_NEGATIVE)
    every = [*RULES, ARRIVAL]
    rules = given.items("rules", text_in, every)
    given.done()
    for at, rule in enumerate(rules):
        if rule not in every:
            raise ModelError(
                "unknown_choice",
                f"{given.place('rules')}/{at}",
                value=rule,
                choices=", ".join(every),
            )
    exact = [exactly(claim) for claim in claims]
    check_estate(exactly(estate), exact, given.place("estate"))
    if ARRIVAL in rules and len(claims) > _MOST_ARRIVALS:
        raise ModelError(
            "too_large", given.place("claims"), limit=_MOST_ARRIVALS, count=len(claims)
        )
    found: dict[str, object] = {}
    for rule in rules:
        if rule == ARRIVAL:
            found[rule] = random_arrival(estate, claims)
        elif sum(claims) > 0:
            found[rule] = [float(each) for each in RULES[rule](exactly(estate), exact)]
        else:
            found[rule] = [0.0] * len(claims)
    return found


def random_arrival(estate: float, claims: Sequence[float]) -> list[float]:
    """Pay claims in full in the order of arrival, on average over all orders.

    It is the Shapley value of what a group is sure of when all others are paid first.
    """
    return shapley(claims_table(estate, claims))
