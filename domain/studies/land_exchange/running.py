"""Weigh what was given against what was got, at present value."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, UNIT, Given, number_reader, or_none
from domain.models.operations import answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.studies.study import Values

_HUNDREDTHS = 100


def run(values: Values) -> dict[str, object]:
    """Return running areas and balances, both values and the break-even ratio.

    Areas are in hundredths of a mu, values in fen at the first entry's quarter; what the party
    gave counts for it, what it got against it. An entry without counter-value has its area counted,
    and no part in values and in prices, as in the ledger.

    Raises:
        ModelError: ``size_mismatch``, or what the operation refuses.
    """
    given = Given(values)
    quarters = given.wholes("quarters")
    areas = given.numbers("areas")
    worth = given.items("values", or_none(number_reader(NOT_NEGATIVE)))
    rate = given.number("discount_rate", UNIT)
    if not len(quarters) == len(areas) == len(worth):
        raise ModelError("size_mismatch", "/areas", wanted=len(quarters))
    entries = [_entry(*each) for each in zip(quarters, areas, worth, strict=True)]
    found = answer("agreement.land_balance", {"entries": entries, "discount_rate": rate})
    return {
        **found,
        "running_area": list(accumulate(areas)),
        "given_area": sum(each for each in areas if each > 0),
        "got_area": -sum(each for each in areas if each < 0),
        "value_ratio": _ratio(areas, worth),
    }


def _entry(quarter: int, area: float, value: float | None) -> dict[str, object]:
    mu = abs(area) / _HUNDREDTHS
    return {
        "direction": "quota_to_host" if area >= 0 else "park_to_home",
        "area_mu": mu,
        "value_per_mu": value / mu if mu and value is not None else 0.0,
        "quarter": quarter,
    }


def _ratio(areas: Sequence[float], worth: Sequence[float | None]) -> float | None:
    """Return the recorded value of a mu got over that of a mu given, None where one is missing."""
    priced = [(area, value) for area, value in zip(areas, worth, strict=True) if value is not None]
    given = _price([each for each in priced if each[0] > 0])
    got = _price([(-area, value) for area, value in priced if area < 0])
    return got / given if given and got else None


def _price(priced: Sequence[tuple[float, float]]) -> float | None:
    """Return the value of a hundredth of a mu over entries that have one, None without any."""
    area = sum(each for each, _ in priced)
    return sum(value for _, value in priced) / area if area else None
