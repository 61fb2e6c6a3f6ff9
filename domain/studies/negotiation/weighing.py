"""Weigh shares that are tried: who is worse off, which group would leave, what that means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from domain.studies.negotiation.running import diagnosed
from domain.units import WHOLE_BP, largest_remainder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.studies.negotiation.told import Told

State = Literal["ok", "warn", "crit"]
_NEAR: Final = 0.02
_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Weighed:
    """What shares mean.

    Attributes:
        excess: what each coalition could have more by itself, by bitmask.
        leaving: coalitions that could have more, the most aggrieved first.
        propensity: to disrupt, by party; None where a party has no more than alone.
        below: parties that have less than alone.
        disrupting: parties whose leaving would cost the others more than themselves.
    """

    shares: tuple[float, ...]
    excess: tuple[float, ...]
    leaving: tuple[int, ...]
    propensity: tuple[float | None, ...]
    below: tuple[int, ...]
    disrupting: tuple[int, ...]
    distance: float | None

    @property
    def most_aggrieved(self) -> int:
        """The coalition with the largest excess among those that are not all."""
        proper = range(1, len(self.excess) - 1)
        return max(proper, key=lambda mask: self.excess[mask], default=0)


def weigh(worth: Sequence[float], shares: Sequence[float]) -> Weighed:
    """Weigh shares of what all together are worth."""
    pie, count = worth[-1], len(shares)
    found = cast("dict[str, Any]", diagnosed(worth, shares, ()))
    slack = _NOTHING * max(1.0, *map(abs, worth))
    excess = [
        worth[mask] - pie * sum(share for at, share in enumerate(shares) if mask >> at & 1)
        for mask in range(len(worth))
    ]
    leaving = [mask for mask in range(1, len(worth) - 1) if excess[mask] > slack]
    return Weighed(
        tuple(shares),
        tuple(excess),
        tuple(sorted(leaving, key=lambda mask: -excess[mask])),
        tuple(found["propensity_to_disrupt"]),
        tuple(at for at in range(count) if excess[1 << at] > slack),
        tuple(at for at, flag in enumerate(found["disrupting"]) if flag),
        found["shapley_distance"],
    )


def with_tried(told: Told, shares: Sequence[float]) -> Told:
    """Return a negotiation with other shares tried."""
    return replace(told, result={**told.result, "tried": list(shares)})


def moved(shares: Sequence[int], at: int, wanted: int, locked: frozenset[int]) -> tuple[int, ...]:
    """Return shares with one of them changed, in basis points that add up to the whole.

    The others that are not locked give or take in proportion to what they have, by largest
    remainder; alike where they have nothing. The change goes as far as they allow.
    """
    open_ = [each for each in range(len(shares)) if each != at and each not in locked]
    if not open_ or at in locked:
        return tuple(shares)
    fixed = sum(share for each, share in enumerate(shares) if each in locked)
    value = min(max(wanted, 0), WHOLE_BP - fixed)
    parts = [shares[each] for each in open_]
    weights = parts if sum(parts) else [1] * len(parts)
    rest = largest_remainder(WHOLE_BP - fixed - value, weights)
    found = list(shares)
    found[at] = value
    for each, share in zip(open_, rest, strict=True):
        found[each] = share
    return tuple(found)


# ------------------------------------------------------------------------------------- the words


def state_of(told: Told, weighed: Weighed) -> State:
    """Tell how firm the shares are."""
    if weighed.below or told.result["core_empty"]:
        return "crit"
    return "warn" if weighed.leaving else "ok"


def verdict(told: Told, weighed: Weighed) -> str:
    """Say in one sentence what the shares that are tried mean."""
    show = told.show
    key = "stable" if not weighed.leaving else "unstable"
    mask = weighed.most_aggrieved
    more = told.amount(weighed.excess[mask])
    first = show.say(f"verdict.{key}", group=told.group(mask), amount=more)
    return show.say("verdict", first=first, second=_compared(told, weighed.shares))


def _compared(told: Told, shares: Sequence[float]) -> str:
    fair = told.parts("shapley") or []
    gaps = [brought - had for had, brought in zip(shares, fair, strict=True)]
    at = max(range(len(gaps)), key=lambda each: abs(gaps[each]))
    who = "tried" if told.other else ("saved" if told.saved else "contract")
    how = "near" if abs(gaps[at]) < _NEAR else "far"
    values = {"party": told.names[at], "share": shares[at], "fair": fair[at]}
    return told.show.say(f"verdict.{who}.{how}", **values)


def window(told: Told) -> str:
    """Say the shares for which all gain and no group would leave."""
    show, key = told.show, "core"
    ranges = cast("list[list[float]] | None", told.result["core"])
    if ranges is None:
        ranges, key = cast("list[list[float]] | None", told.result["gain"]), "gain"
    if ranges is None:
        return show.say("window.none")
    spans = [
        show.say(
            "window.party",
            party=name,
            span=show.span(show.percent(low / told.pie, 1), show.percent(high / told.pie, 1)),
        )
        for name, (low, high) in zip(told.names, ranges, strict=True)
    ]
    return show.say(f"window.{key}", spans=spans)


def leaving_words(told: Told, weighed: Weighed) -> str:
    """Say who would leave, or that nobody would."""
    show = told.show
    if not weighed.leaving:
        mask = weighed.most_aggrieved
        spare = told.amount(-weighed.excess[mask])
        return show.say("leaving.none", group=told.group(mask), amount=spare)
    groups = [
        show.say("leaving.group", group=told.group(mask), amount=told.amount(weighed.excess[mask]))
        for mask in weighed.leaving[:3]
    ]
    return show.say("leaving", groups=groups, count=len(weighed.leaving))


def propensity_words(told: Told, weighed: Weighed) -> str:
    """Say each party's propensity to disrupt."""
    parts = [
        told.show.say("propensity.party", party=name, value=told.show.number(value, 2))
        for name, value in zip(told.names, weighed.propensity, strict=True)
    ]
    return told.show.say("propensity", parts=parts)
