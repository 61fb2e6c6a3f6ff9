"""Divide the pie by every rule and hold the contract, and the shares tried, against them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, cast

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, POSITIVE, UNIT, Given
from domain.models.operations import answer
from domain.studies.negotiation.accepting import core_ranges, gain_ranges
from domain.studies.negotiation.doubting import doubts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.studies.study import Values

CLAIMS: Final = (
    "proportional",
    "constrained_equal_awards",
    "constrained_equal_losses",
    "talmud",
    "random_arrival",
)
_SUM: Final = 1e-6


def run(values: Values) -> dict[str, object]:
    """Return the division of the pie by each rule, party by party, and the diagnoses.

    The pie is what all parties together can share; of a game of costs, what they save. Claims are
    what each party could ask at most: its marginal contribution to all the others (Tijs 1981).
    Disagreement gives each what it is worth alone.

    Raises:
        ModelError: ``size_mismatch``, ``shares_sum``, ``out_of_range`` when there is nothing to
            share, or what the game refuses.
    """
    given = Given(values)
    place = "costs" if given.has("costs") else "values"
    worth = _worth(given, place)
    shares = _shares(given, "contract", worth)
    tried = _shares(given, "proposed", worth) if given.has("proposed") else shares
    count, pie = len(shares), worth[-1]
    if not POSITIVE.holds(pie):
        raise ModelError("out_of_range", f"/{place}", value=pie, range=POSITIVE.words())
    game = {"kind": "values", "values": worth}
    weights = [1.0] * count
    if given.has("weights"):
        weights = given.numbers("weights", POSITIVE, length=count)
    contract = [share * pie for share in shares]
    divisions = {"contract": contract, **divided(worth, count, weights)}
    core = answer("games.solve", {"game": game, "concepts": ["least_core"]})
    contribution = given.numbers("contribution", NOT_NEGATIVE, length=count)
    return {
        "pie": pie,
        "worth": worth,
        "alone": [worth[1 << at] for at in range(count)],
        "divisions": divisions,
        "distance": {rule: _distance(contract, each, pie) for rule, each in divisions.items()},
        "core_empty": core["core_empty"],
        "core": None if core["core_empty"] else core_ranges(worth, count),
        "gain": gain_ranges(worth, count),
        "diagnosis": diagnosed(worth, shares, contribution),
        "tried": list(tried),
        "tried_diagnosis": diagnosed(worth, tried, contribution),
        "doubts": doubts(worth, count),
    }


def _worth(given: Given, place: str) -> list[float]:
    """Return the worth of the coalitions; of costs, what each saves by acting together."""
    numbers = given.numbers(place, NOT_NEGATIVE)
    if len(numbers) & (len(numbers) - 1):
        raise ModelError("size_mismatch", f"/{place}", wanted=1 << len(numbers).bit_length())
    if place == "values":
        return numbers
    import numpy as np

    from domain.models.games.tables import savings_table

    return [float(each) for each in savings_table(np.asarray(numbers))]


def _shares(given: Given, name: str, worth: Sequence[float]) -> list[float]:
    """Return shares that add up to 1."""
    shares = given.numbers(name, UNIT)
    if len(worth) != 1 << len(shares):
        place = "costs" if given.has("costs") else "values"
        raise ModelError("size_mismatch", f"/{place}", wanted=1 << len(shares))
    if abs(sum(shares) - 1) > _SUM:
        raise ModelError("shares_sum", f"/{name}", value=sum(shares))
    return [share / sum(shares) for share in shares]


def diagnosed(
    worth: Sequence[float], shares: Sequence[float], contribution: Sequence[float]
) -> dict[str, object]:
    """Return who objects to a division, who is better off alone, who could disrupt it."""
    pie = worth[-1]
    paid = list(contribution) if contribution and min(contribution) > 0 else None
    payoff = [share * pie for share in shares]
    # What rounding left over goes to the largest, so that all of the pie is divided.
    largest = payoff.index(max(payoff))
    payoff[largest] += pie - math.fsum(payoff)
    asked = {
        "game": {"kind": "values", "values": list(worth)},
        "allocation": payoff,
        "contribution": paid,
    }
    return dict(answer("games.diagnose", asked))


def divided(
    worth: Sequence[float], count: int, weights: Sequence[float]
) -> dict[str, list[float] | None]:
    """Return the division by each rule, None where a rule gives none."""
    pie = worth[-1]
    concepts = ["shapley", "weighted_shapley", "nucleolus", "tau"]
    game = {"kind": "values", "values": list(worth)}
    asked = {"game": game, "concepts": concepts, "weights": list(weights)}
    solved = answer("games.solve", asked)
    alone = [worth[1 << at] for at in range(count)]
    claims = [pie - worth[(1 << count) - 1 - (1 << at)] for at in range(count)]
    return {
        **{each: cast("list[float] | None", solved[each]) for each in concepts},
        **_bargained(pie, alone),
        **claimed(pie, claims, CLAIMS),
    }


def _bargained(pie: float, alone: Sequence[float]) -> dict[str, list[float] | None]:
    if sum(alone) >= pie:
        return {"nash": None, "kalai_smorodinsky": None}
    asked = {"feasible_set": {"kind": "pie", "total": pie}, "disagreement": list(alone)}
    found = answer("bargaining.solve", asked)
    return {each: cast("list[float]", found[each]) for each in ("nash", "kalai_smorodinsky")}


def claimed(
    pie: float, claims: Sequence[float], rules: Sequence[str]
) -> dict[str, list[float] | None]:
    """Return the claims rules, None each where the claims do not use the pie up."""
    if sum(claims) < pie or min(claims) < 0:
        return dict.fromkeys(rules)
    asked = {"estate": pie, "claims": list(claims), "rules": list(rules)}
    found = answer("claims.divide", asked)
    return {each: cast("list[float]", found[each]) for each in rules}


def _distance(one: Sequence[float], other: Sequence[float] | None, pie: float) -> float | None:
    """Return half the sum of differences as a part of the pie."""
    if other is None:
        return None
    return math.fsum(abs(a - b) for a, b in zip(one, other, strict=True)) / 2 / pie
