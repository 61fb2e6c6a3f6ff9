"""Say how stable a division is: who objects, who is better off alone, who could disrupt it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.flow.dispersion import gini
from domain.models.games.reading import COSTS, KINDS, read_game
from domain.models.games.tables import sums_table
from domain.models.games.values import shapley
from domain.models.given import POSITIVE, Given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.games.tables import Table
    from domain.models.operations import Output

_TOLERANCE: Final = 1e-9


def diagnose(given: Given) -> Output:
    """Hold a division against every coalition's worth and against what each brings."""
    game = read_game(given)
    if game.costs:
        others = ", ".join(each for each in KINDS if each not in COSTS)
        raise ModelError("unknown_choice", f"{game.place}/kind", value=game.kind, choices=others)
    payoff = given.numbers("allocation", length=game.players)
    contribution = None
    if given.has("contribution"):
        contribution = given.numbers("contribution", POSITIVE, length=game.players)
    given.done()
    table = game.table()
    whole, scale = float(table[-1]), max(1.0, float(abs(table).max()))
    if abs(math.fsum(payoff) - whole) > _TOLERANCE * scale:
        place = given.place("allocation")
        raise ModelError("shares_sum", place, value=math.fsum(payoff), wanted=whole)
    excess, coalition = _objection(table, payoff)
    margins = [paid - float(table[1 << at]) for at, paid in enumerate(payoff)]
    disruption = _disruption(table, payoff, margins, _TOLERANCE * scale)
    brought = shapley(table)
    apart = math.fsum(abs(one - other) for one, other in zip(payoff, brought, strict=True)) / 2
    return {
        "largest_excess": excess,
        "largest_excess_coalition": coalition,
        "in_core": excess is None or excess <= _TOLERANCE * scale,
        "rationality_margin": margins,
        "propensity_to_disrupt": disruption,
        "disrupting": [each is not None and each > 1 + _TOLERANCE for each in disruption],
        "shapley_distance": apart / whole if whole else None,
        **_per_contribution(payoff, margins, contribution),
    }


def _objection(table: Table, payoff: Sequence[float]) -> tuple[float | None, int | None]:
    """Return the largest excess of a proper coalition and the coalition, as a bitmask."""
    excess = (table - sums_table(payoff))[1:-1]
    if not len(excess):
        return None, None
    at = int(excess.argmax())
    return float(excess[at]), at + 1


def _disruption(
    table: Table, payoff: Sequence[float], margins: Sequence[float], nothing: float
) -> list[float | None]:
    """Return what the others lose by a party's leaving per unit that it loses (Gately 1974)."""
    last = len(table) - 1
    found: list[float | None] = []
    for at, margin in enumerate(margins):
        others = math.fsum(payoff) - payoff[at] - float(table[last ^ (1 << at)])
        found.append(others / margin if abs(margin) > nothing else None)
    return found


def _per_contribution(
    payoff: Sequence[float], margins: Sequence[float], contribution: Sequence[float] | None
) -> dict[str, object]:
    if contribution is None:
        return {"benefit_cost_ratio": None, "ratio_spread": None, "gain_gini": None}
    ratios = [paid / cost for paid, cost in zip(payoff, contribution, strict=True)]
    gains = [gain / cost for gain, cost in zip(margins, contribution, strict=True)]
    told = min(gains) >= 0 and sum(gains) > 0
    return {
        "benefit_cost_ratio": ratios,
        "ratio_spread": max(ratios) - min(ratios),
        "gain_gini": gini(gains) if told else None,
    }
