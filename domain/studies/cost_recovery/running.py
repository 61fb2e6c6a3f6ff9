"""Compute what part of its cost each building earns, and the whole park."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.models.operations import answer
from domain.studies.taking import check_known

if TYPE_CHECKING:
    from domain.studies.study import Values

_SUMS: Final = (
    "rent_income",
    "service_income",
    "public_subsidy",
    "variable_cost",
    "fixed_cost",
    "area",
    "let_area",
)
_HUNDREDTHS: Final = 100


def run(values: Values) -> dict[str, object]:
    """Return the ratios of every building and of all together."""
    check_known(values)
    lists = {name: cast("list[float]", values[name]) for name in _SUMS}
    count = len(lists["area"])
    buildings = [_ratios({name: lists[name][at] for name in _SUMS}) for at in range(count)]
    return {
        "buildings": buildings,
        "park": _ratios({name: sum(lists[name]) for name in _SUMS}),
    }


def _ratios(sums: dict[str, float]) -> dict[str, object]:
    """Return recovery, occupancy and the occupancy at which it would break even."""
    let, area = sums["let_area"] / _HUNDREDTHS, sums["area"] / _HUNDREDTHS
    found = answer(
        "governance.cost_recovery",
        {
            "rent_income": sums["rent_income"],
            "service_income": sums["service_income"],
            "public_subsidy": sums["public_subsidy"],
            "operating_cost": sums["variable_cost"] + sums["fixed_cost"],
            "area_m2": area,
            "rent_per_m2": sums["rent_income"] / let if let else 0.0,
            "variable_cost_per_m2": sums["variable_cost"] / let if let else 0.0,
            "fixed_cost": sums["fixed_cost"],
        },
    )
    return {**found, "occupancy": let / area, "cost": sums["variable_cost"] + sums["fixed_cost"]}
