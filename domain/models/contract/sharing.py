"""The single steps of sharing: bounds, rounding, statistics, costs, land, claw-back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from domain.measures import exactly
from domain.models import agreement
from domain.models.claims import RULES
from domain.models.contract.reading import FEN, check_bounds, shares_in
from domain.models.errors import ModelError
from domain.models.given import (
    AT_LEAST_ONE,
    NOT_NEGATIVE,
    Given,
    Range,
    number_reader,
    or_none,
    text_in,
)
from domain.models.governance.hopping import vested
from domain.units import WHOLE_BP, largest_remainder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.operations import Output

_SUM: Final = 1e-9
_RATE: Final = Range(-1, low_open=True)
_DIRECTIONS: Final = ("quota_to_host", "park_to_home")
_MODES: Final = ("shared", "each_counts_fully")


def bounded_proportional(given: Given) -> Output:
    """Share a pool within floors and caps; floors that exceed it are claims on it."""
    pool = given.number("pool", NOT_NEGATIVE)
    shares = given.numbers("shares", NOT_NEGATIVE)
    count = len(shares)
    floors = given.numbers("floors", NOT_NEGATIVE, [0.0] * count, length=count)
    read = or_none(number_reader(NOT_NEGATIVE))
    caps = given.items("caps", read, [None] * count, length=count)
    residual = given.whole_or_none("residual_party", Range(0, count - 1))
    rule = given.choice("floor_rule", tuple(RULES), "proportional")
    given.done()
    if abs(math.fsum(shares) - 1) > _SUM:
        raise ModelError("shares_sum", given.place("shares"), value=math.fsum(shares), wanted=1)
    check_bounds(floors, caps, given.place("floors"))
    found = agreement.bounded_proportional(
        exactly(pool),
        [exactly(each) for each in shares],
        [exactly(each) for each in floors],
        [None if each is None else exactly(each) for each in caps],
        RULES[rule],
    )
    if found.excess and residual is None:
        raise ModelError("infeasible", given.place("caps"))
    amounts = list(found.amounts)
    if residual is not None:
        amounts[residual] += found.excess
    return {
        "allocation": [float(each) for each in amounts],
        "floors_reduced": found.floors_reduced,
        "excess": float(found.excess),
    }


def round_shares(given: Given) -> Output:
    """Divide whole fen by weights; they add up exactly, ties to the first listed."""
    total = given.whole("total_fen", FEN)
    weights = given.numbers("weights", NOT_NEGATIVE)
    given.done()
    return {"amounts_fen": _divided(total, weights, given.place("weights"))}


def _divided(total: int, weights: Sequence[float], place: str) -> list[int]:
    """Return whole parts by largest remainder; nothing to divide needs no weights."""
    if sum(weights) <= 0:
        raise ModelError("out_of_range", place, value=0, range="Σ > 0")
    return list(largest_remainder(total, [exactly(each) for each in weights]))


def attribution(given: Given) -> Output:
    """Say who may count which part of a statistic; what is counted twice is named."""
    parties = given.items("parties", text_in)
    indicators = given.objects("indicators")
    given.done()
    attributed: list[list[float]] = []
    totals: list[float] = []
    moved: list[float] = []
    for each in indicators:
        each.text("indicator")
        amount = each.number("amount")
        legal = each.whole("legal_party", Range(0, len(parties) - 1))
        shares = shares_in(each, "shares_bp", len(parties))
        mode = each.choice("mode", _MODES, "shared")
        each.done()
        row = [
            amount if mode == "each_counts_fully" else float(exactly(amount) * share / WHOLE_BP)
            for share in shares
        ]
        attributed.append(row)
        totals.append(amount)
        moved.append(amount - row[legal])
    counted = zip(attributed, totals, strict=True)
    return {
        "attributed": attributed,
        "consolidated_total": totals,
        "double_counted": [math.fsum(row) - total for row, total in counted],
        "moved_from_legal_party": moved,
    }


def share_cost(given: Given) -> Output:
    """Divide a fixed cost by shares and a variable one by use (m² and quarters)."""
    fixed = given.whole("fixed_cost_fen", FEN, 0)
    shares = shares_in(given, "fixed_shares_bp")
    variable = given.whole("variable_cost_fen", FEN, 0)
    usage = given.numbers("usage", NOT_NEGATIVE, length=len(shares))
    given.done()
    by_share = list(largest_remainder(fixed, shares))
    by_use = [0] * len(shares)
    if variable:
        by_use = _divided(variable, usage, given.place("usage"))
    return {
        "fixed_fen": by_share,
        "variable_fen": by_use,
        "amounts_fen": [one + other for one, other in zip(by_share, by_use, strict=True)],
    }


def land_balance(given: Given) -> Output:
    """Weigh quota given to the host against park land given to the home, at present value."""
    entries = given.objects("entries")
    rate = given.number("discount_rate", _RATE, 0)
    given.done()
    area = dict.fromkeys(_DIRECTIONS, 0.0)
    value = dict.fromkeys(_DIRECTIONS, 0.0)
    running: list[float] = []
    for each in entries:
        direction = each.choice("direction", _DIRECTIONS)
        mu = each.number("area_mu", NOT_NEGATIVE)
        price = each.number("value_per_mu", NOT_NEGATIVE)
        quarter = each.whole("quarter", Range(0), 0)
        each.done()
        factor = (1 + rate) ** -quarter
        area[direction] += mu * factor
        value[direction] += mu * price * factor
        running.append(value["quota_to_host"] - value["park_to_home"])
    given_area, park = area["quota_to_host"], area["park_to_home"]
    return {
        "quota_value": value["quota_to_host"],
        "park_value": value["park_to_home"],
        "balance": running[-1],
        "running_balance": running,
        "break_even_value_ratio": given_area / park if park > 0 else None,
    }


def clawback(given: Given) -> Output:
    """Say what a firm owes that breaks its terms so many quarters after the grant."""
    subsidy = exactly(given.number("subsidy", NOT_NEGATIVE))
    vesting = given.whole("vesting_quarters", AT_LEAST_ONE, 20)
    cliff = given.whole("cliff_quarters", Range(0, vesting), 4)
    interest = exactly(given.number("interest_rate", NOT_NEGATIVE, 0.01))
    quarters = given.wholes("breach_quarters", Range(0))
    given.done()
    shares = [vested(each, cliff, vesting) for each in quarters]
    due = [float(agreement.claw_back(subsidy, each, cliff, vesting, interest)) for each in quarters]
    return {"due": due, "vested_share": shares}
