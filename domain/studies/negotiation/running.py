"""Divide the pie by every rule and hold the contract against them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, POSITIVE, UNIT, Given
from domain.models.operations import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.studies.study import Values

CLAIMS: Final = ("proportional", "constrained_equal_awards", "constrained_equal_losses", "talmud")
_SUM: Final = 1e-6


def run(values: Values) -> dict[str, object]:
    """Return the division of the pie by each rule, party by party, in fen, and the diagnosis.

    The pie is what all parties together can share. Claims are what each party could ask at most:
    its marginal contribution to all the others (Tijs 1981). Disagreement gives each what it is
    worth alone.

    Raises:
        ModelError: ``size_mismatch``, ``shares_sum``, ``out_of_range`` when there is nothing to
            share, or what the game refuses.
    """
    given = Given(values)
    worth = given.numbers("values", NOT_NEGATIVE)
    shares = given.numbers("contract", UNIT)
    count = len(shares)
    if len(worth) != 1 << count:
        raise ModelError("size_mismatch", "/values", wanted=1 << count)
    if abs(sum(shares) - 1) > _SUM:
        raise ModelError("shares_sum", "/contract", value=sum(shares))
    pie, game = worth[-1], {"kind": "values", "values": worth}
    if not POSITIVE.holds(pie):
        raise ModelError("out_of_range", "/values", value=pie, range=POSITIVE.words())
    contract = [share * pie / sum(shares) for share in shares]
    solved = answer("games.solve", {"game": game, "concepts": ["shapley", "nucleolus"]})
    core = answer("games.solve", {"game": game, "concepts": ["least_core"]})
    alone = [worth[1 << at] for at in range(count)]
    claims = [pie - worth[(1 << count) - 1 - (1 << at)] for at in range(count)]
    divisions: dict[str, object] = {
        "contract": contract,
        "shapley": solved["shapley"],
        "nucleolus": solved["nucleolus"],
        "nash": _nash(pie, alone),
        **_claimed(pie, claims),
    }
    contribution = given.numbers("contribution", NOT_NEGATIVE)
    paid = contribution if min(contribution) > 0 else None
    diagnosed = answer(
        "games.diagnose", {"game": game, "allocation": contract, "contribution": paid}
    )
    return {
        "pie": pie,
        "alone": alone,
        "divisions": divisions,
        "core_empty": core["core_empty"],
        "core": None if core["core_empty"] else core_ranges(worth, count),
        "diagnosis": diagnosed,
    }


def _nash(pie: float, alone: Sequence[float]) -> object:
    if sum(alone) >= pie:
        return None
    asked = {"feasible_set": {"kind": "pie", "total": pie}, "disagreement": list(alone)}
    return answer("bargaining.solve", asked)["nash"]


def _claimed(pie: float, claims: Sequence[float]) -> dict[str, object]:
    """Return the claims rules, None each where the claims do not use the pie up."""
    if sum(claims) < pie:
        return dict.fromkeys(CLAIMS)
    asked = {"estate": pie, "claims": list(claims), "rules": list(CLAIMS)}
    return dict(answer("claims.divide", asked))


def core_ranges(worth: Sequence[float], count: int) -> list[list[float]]:
    """Return the least and most that each party can have in the core, which is not empty.

    Args:
        worth: of the coalitions by bitmask.
        count: parties.
    """
    from scipy.optimize import linprog

    full = (1 << count) - 1
    masks = range(1, full)
    rows = [[-float(mask >> at & 1) for at in range(count)] for mask in masks]
    limits = [-worth[mask] for mask in masks]
    found = []
    for at in range(count):
        ends = []
        for sign in (1.0, -1.0):
            aim = [sign if each == at else 0.0 for each in range(count)]
            solved = linprog(
                aim,
                A_ub=rows,
                b_ub=limits,
                A_eq=[[1.0] * count],
                b_eq=[worth[full]],
                bounds=[(None, None)] * count,
            )
            ends.append(cast("float", solved.x[at]))
        found.append([float(each) for each in ends])
    return found
