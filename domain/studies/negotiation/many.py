"""Study parties that are too many for a table of all groups: exact, or by drawn orders of arrival.

The pie takes the origin and the host; without another party what it brings to it is lost. Only
single parties, all but one, and the group most aggrieved are looked at: the others object less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, POSITIVE, UNIT, Given, Range
from domain.models.operations import answer
from domain.reports.charts import HorizontalBar, HorizontalBars
from domain.studies.negotiation.running import CLAIMS, claimed
from domain.studies.showing import Showing
from domain.studies.study import Findings, words_of
from domain.studies.taking import by_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.formatting import Formatter
    from domain.reports.tree import Table
    from domain.studies.study import StudyInput, Values

MOST_EXACT: Final = 20
"""Parties up to which the Shapley value is exact; beyond, orders of arrival are drawn."""
SAMPLES: Final = 20_000
_SEED: Final = 1
_SUM: Final = 1e-6
_NEAR: Final = 0.02
_SHOWN: Final = ("shapley", "nash", "constrained_equal_awards", "talmud")


def run_many(values: Values) -> dict[str, object]:
    """Return divisions, with the standard error where orders were drawn, and who objects.

    Raises:
        ModelError: ``shares_sum``, or what the game refuses.
    """
    given = Given(values)
    pie = given.number("pie", POSITIVE)
    parts = given.numbers("brought", NOT_NEGATIVE)
    needed = given.wholes("needed", Range(0, 1), length=len(parts))
    shares = given.numbers("proposed", UNIT, length=len(parts))
    contract = given.numbers("contract", UNIT, length=len(parts))
    for name, each in (("contract", contract), ("proposed", shares)):
        if abs(sum(each) - 1) > _SUM:
            raise ModelError("shares_sum", f"/{name}", value=sum(each))
    game = {"kind": "joint", "total": pie, "parts": parts, "needed": needed}
    claims = [pie if flag else part for flag, part in zip(needed, parts, strict=True)]
    payoff = [share * pie for share in shares]
    return {
        "pie": pie,
        **_shapley(game, len(parts)),
        "nash": [pie / len(parts)] * len(parts),
        **claimed(pie, claims, [each for each in CLAIMS if each != "random_arrival"]),
        "contract": [share * pie for share in contract],
        "payoff": payoff,
        "propensity": [
            (claim - paid) / paid if paid > 0 else None
            for paid, claim in zip(payoff, claims, strict=True)
        ],
        **_aggrieved(payoff, parts, needed),
    }


def _shapley(game: Mapping[str, object], count: int) -> dict[str, object]:
    if count <= MOST_EXACT:
        found = answer("games.solve", {"game": game, "concepts": ["shapley"]})
        return {"shapley": found["shapley"], "standard_error": None}
    asked = {"game": game, "samples": SAMPLES, "seed": _SEED}
    drawn = answer("games.shapley_sampled", asked)
    return {name: drawn[name] for name in ("shapley", "standard_error")}


def _aggrieved(
    payoff: Sequence[float], parts: Sequence[float], needed: Sequence[int]
) -> dict[str, object]:
    """Return the group that could have most more by itself: all who get no more than they bring."""
    left = [
        at
        for at, (paid, part, flag) in enumerate(zip(payoff, parts, needed, strict=True))
        if not flag and paid > part
    ]
    excess = sum(payoff[at] - parts[at] for at in left)
    return {"left_out": left, "excess": excess}


def tell_many(
    inputs: Sequence[StudyInput], result: Mapping[str, Any], formatter: Formatter
) -> Findings:
    """Say what the shares tried mean among many parties."""
    show, given = Showing("negotiation", formatter), by_name(inputs)
    names = [words_of(each, formatter) for each in given["contract"].labels]
    pie = cast("float", result["pie"])
    paid, fair = result["payoff"], result["shapley"]
    at = max(range(len(names)), key=lambda each: abs(fair[each] - paid[each]))
    how = "near" if abs(fair[at] - paid[at]) < _NEAR * pie else "far"
    values = {"party": names[at], "share": paid[at] / pie, "fair": fair[at] / pie}
    second = show.say(f"verdict.tried.{how}", **values)
    left = [names[each] for each in result["left_out"]]
    amount = show.say("amount.money", amount=show.fmt.money(result["excess"]))
    key = "many.unstable" if left else "verdict.stable"
    first = show.say(key, parties=left, amount=amount)
    return Findings(
        show.say("verdict", first=first, second=second),
        (_differences(show, names, result), _table(show, names, result)),
        (show.say("warning.values"),),
    )


def _differences(show: Showing, names: Sequence[str], result: Mapping[str, Any]) -> Any:  # noqa: ANN401 - a figure
    """Return what each gets beyond what it brings, the most first."""
    gaps = [paid - fair for paid, fair in zip(result["payoff"], result["shapley"], strict=True)]
    order = sorted(range(len(names)), key=lambda at: -gaps[at])
    bars = tuple(HorizontalBar(names[at], gaps[at], show.fmt.money(gaps[at])) for at in order)
    full = max(*map(abs, gaps), 1.0)
    return show.figure("many", HorizontalBars(bars, full), note=show.say("many.note"))


def _table(show: Showing, names: Sequence[str], result: Mapping[str, Any]) -> Table:
    """Return what each party gets by the rules; the Shapley value with its standard error."""
    errors = result["standard_error"]
    body = []
    for at, name in enumerate(names):
        cells = [name, show.fmt.money(result["payoff"][at])]
        for rule in _SHOWN:
            amounts = result.get(rule)
            word = "—" if amounts is None else show.fmt.money(amounts[at])
            if rule == "shapley" and errors is not None:
                word = show.say("many.error", amount=word, error=show.fmt.money(errors[at]))
            cells.append(word)
        body.append((*cells, show.number(result["propensity"][at], 2)))
    rules = (f"={show.say(f'rule.{rule}')}" for rule in _SHOWN)
    heads = ("party", f"={show.say('rule.tried')}", *rules, "propensity")
    note = show.say("many.exact" if errors is None else "many.sampled", count=SAMPLES)
    return show.table("diagnosis", heads, body, note=note)
