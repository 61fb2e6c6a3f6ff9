"""Whether recorded values of regions converge: growth against the start (Barro & Sala-i-Martin)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from domain.models.errors import ModelError
from domain.models.flow.dispersion import variation
from domain.models.given import OPEN_UNIT, POSITIVE, Given

if TYPE_CHECKING:
    from domain.models.operations import Output


def convergence_test(given: Given) -> Output:
    """Regress (1/T) ln(x_T/x_0) on ln x_0; the verdict follows from the interval of the slope."""
    from scipy.special import stdtrit

    values = given.matrix("values", POSITIVE, least=(2, 3))
    level = given.number("level", OPEN_UNIT, 0.95)
    given.done()
    first, last, quarters = values[0], values[-1], len(values) - 1
    x = [math.log(value) for value in first]
    y = [math.log(b / a) / quarters for a, b in zip(first, last, strict=True)]
    count = len(x)
    mean_x, mean_y = math.fsum(x) / count, math.fsum(y) / count
    spread = math.fsum((each - mean_x) ** 2 for each in x)
    if spread <= 0:
        raise ModelError("out_of_range", f"{given.place('values')}/0", value=first[0], range="≠")
    pairs = list(zip(x, y, strict=True))
    slope = math.fsum((a - mean_x) * (b - mean_y) for a, b in pairs) / spread
    left = math.fsum((b - mean_y - slope * (a - mean_x)) ** 2 for a, b in pairs)
    error = math.sqrt(left / (count - 2) / spread)
    reach = float(stdtrit(count - 2, (1 + level) / 2)) * error
    inside = 1 + slope * quarters
    speed = -math.log(inside) / quarters if inside > 0 else None
    lower, upper = slope - reach, slope + reach
    return {
        "slope": slope,
        "standard_error": error,
        "slope_lower": lower,
        "slope_upper": upper,
        "convergence_speed": speed,
        "half_life_quarters": math.log(2) / speed if speed is not None and speed > 0 else None,
        "dispersion_first": variation(first),
        "dispersion_last": variation(last),
        "verdict": "convergent" if upper < 0 else "divergent" if lower > 0 else "undecided",
    }
