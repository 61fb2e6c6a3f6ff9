"""Compute what each party gains against having no enclave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.models.errors import ModelError
from domain.models.given import Given

if TYPE_CHECKING:
    from domain.studies.study import Values

_MONEY = ("due", "cost", "incentives", "home_tax")


def run(values: Values) -> dict[str, object]:
    """Return gains, net benefits and what would have been due anyway, in fen, party by party.

    Gain of a party = due less the part that it would have had without the enclave, plus the tax
    that returned production pays at home. Net benefit = gain − costs net of recovery − incentives.
    Source: Hu & Zhang 2024, §1.1 (a region can gain without the other losing).

    Raises:
        ModelError: ``size_mismatch`` when the lists are not of one length; a wrong type or range.
    """
    given = Given(values)
    due, cost, incentives, home_tax = (given.numbers(name) for name in _MONEY)
    anyway = given.numbers("anyway")
    if len({len(each) for each in (due, cost, incentives, home_tax, anyway)}) != 1:
        raise ModelError("size_mismatch", "/anyway", wanted=len(due))
    gains = [
        round(each * (1 - part) + tax)
        for each, part, tax in zip(due, anyway, home_tax, strict=True)
    ]
    nets = [
        gain - round(paid) - round(granted)
        for gain, paid, granted in zip(gains, cost, incentives, strict=True)
    ]
    return {
        "gain": gains,
        "net": nets,
        "total": sum(nets),
        "worse_off": [at for at, net in enumerate(nets) if net < 0],
        "compensable": sum(nets) > 0,
    }
