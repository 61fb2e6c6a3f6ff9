"""How unequal values are: coefficient of variation, Gini, Theil."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, Given

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.operations import Output


def variation(values: Sequence[float]) -> float:
    """Return the coefficient of variation: population deviation over mean, which is not 0."""
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values)) / mean


def gini(values: Sequence[float]) -> float:
    """Return ΣΣ|a − b| / (2N² mean), by the sorted values."""
    ordered, count = sorted(values), len(values)
    weighted = math.fsum((2 * at + 1 - count) * value for at, value in enumerate(ordered))
    return weighted / (count * math.fsum(ordered))


def theil(values: Sequence[float]) -> float:
    """Return the mean of (v/mean) ln(v/mean), 0 ln 0 being 0."""
    mean = math.fsum(values) / len(values)
    parts = (value / mean for value in values if value > 0)
    return math.fsum(part * math.log(part) for part in parts) / len(values)


def dispersion(given: Given) -> Output:
    """Measure the inequality of values, none of them negative and not all 0."""
    values = given.numbers("values", NOT_NEGATIVE)
    given.done()
    if math.fsum(values) <= 0:
        raise ModelError("out_of_range", given.place("values"), value=0, range="Σ > 0")
    return {
        "coefficient_of_variation": variation(values),
        "gini": gini(values),
        "theil": theil(values),
    }
