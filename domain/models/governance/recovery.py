"""Ratios with their limits: cost recovery of a building, share of inventions with its interval."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import TYPE_CHECKING, Final

from domain.models.given import NOT_NEGATIVE, OPEN_UNIT, POSITIVE, Given, Range

if TYPE_CHECKING:
    from domain.models.operations import Output

_FEW: Final = 30


def cost_recovery(given: Given) -> Output:
    """Say what part of its cost a park earns, and at which occupancy it would break even."""
    rent = given.number("rent_income", NOT_NEGATIVE)
    services = given.number("service_income", NOT_NEGATIVE, 0)
    subsidy = given.number("public_subsidy", NOT_NEGATIVE, 0)
    cost = given.number("operating_cost", POSITIVE)
    area = given.number("area_m2", POSITIVE)
    price = given.number("rent_per_m2", NOT_NEGATIVE)
    variable = given.number("variable_cost_per_m2", NOT_NEGATIVE, 0)
    fixed = given.number("fixed_cost", NOT_NEGATIVE)
    given.done()
    margin = area * (price - variable)
    return {
        "recovery_without_subsidy": (rent + services) / cost,
        "recovery_with_subsidy": (rent + services + subsidy) / cost,
        "break_even_occupancy": max(0.0, (fixed - services) / margin) if margin > 0 else None,
    }


def wilson(count: int, total: int, level: float) -> tuple[float, float]:
    """Return the interval of a share (Wilson 1927); a small sample never gives one number."""
    z = NormalDist().inv_cdf((1 + level) / 2)
    share, spread = count / total, z * z / total
    centre = share + spread / 2
    half = z * math.sqrt(share * (1 - share) / total + spread / (4 * total))
    lower = (centre - half) / (1 + spread) if count > 0 else 0.0
    upper = (centre + half) / (1 + spread) if count < total else 1.0
    return lower, upper


def invention_share(given: Given) -> Output:
    """Hold the share of inventions among patents against a benchmark, e.g. the home county's."""
    total = given.whole("total", Range(1))
    count = given.whole("invention", Range(0, total))
    all_others = given.whole("benchmark_total", Range(1))
    others = given.whole("benchmark_invention", Range(0, all_others))
    level = given.number("level", OPEN_UNIT, 0.95)
    given.done()
    lower, upper = wilson(count, total, level)
    least, most = wilson(others, all_others, level)
    share, benchmark = count / total, others / all_others
    known = benchmark > 0
    return {
        "share": share,
        "share_lower": lower,
        "share_upper": upper,
        "benchmark_share": benchmark,
        "benchmark_lower": least,
        "benchmark_upper": most,
        "lift": share / benchmark if known else None,
        "lift_lower": lower / benchmark if known else None,
        "lift_upper": upper / benchmark if known else None,
        "warnings": ["few_patents"] if total < _FEW else [],
    }
