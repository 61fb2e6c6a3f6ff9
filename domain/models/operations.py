"""Every operation of the models by name: one object of inputs in, one object of results out."""

from __future__ import annotations

import importlib
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final, cast

from domain.models.errors import ModelError
from domain.models.given import Given

if TYPE_CHECKING:
    from collections.abc import Iterable

Output = Mapping[str, object]
Operation = Callable[[Given], Output]

FAMILIES: Final[Mapping[str, tuple[str, ...]]] = {
    "flow": (
        "run",
        "steady_state",
        "stability",
        "local_stability",
        "dispersion",
        "compare_policies",
        "convergence_test",
    ),
    "cobweb": ("run", "run_log_linear", "classify", "equilibrium"),
    "location": (
        "choose",
        "separation_condition",
        "switch_quarter",
        "break_even_incentive",
        "logit_incentive",
        "assign_firms",
    ),
    "pipeline": (
        "count_moves",
        "estimate_moves",
        "absorbing_chain",
        "survival",
        "cumulative_incidence",
        "forecast",
        "forecast_simulated",
    ),
    "agreement": (
        "settle",
        "bounded_proportional",
        "round_shares",
        "attribution",
        "share_cost",
        "land_balance",
        "clawback",
    ),
    "games": ("solve", "shapley_sampled", "diagnose"),
    "claims": ("divide",),
    "bargaining": ("solve",),
    "uncertainty": (
        "latin_hypercube",
        "tornado",
        "sobol",
        "fan",
        "backtest_metrics",
        "rolling_backtest",
        "calibrate_flow",
    ),
    "governance": (
        "subsidy_race",
        "race_detector",
        "industry_fit",
        "subsidy_hop",
        "hop_score",
        "entropy_weights",
        "ahp",
        "topsis",
        "operator_index",
        "cost_recovery",
        "invention_share",
    ),
}
"""Family → operations; each family is a module or package of this one, loaded when asked for."""

_MODULES: Final[Mapping[str, str]] = {"agreement": "contract"}
"""Families whose operations stand in a module of another name."""


def names() -> tuple[str, ...]:
    """Return the names of all operations, e.g. ``cobweb.run``."""
    return tuple(f"{family}.{each}" for family, listed in FAMILIES.items() for each in listed)


def answer(operation: str, inputs: object) -> dict[str, object]:
    """Run an operation.

    Args:
        operation: its name.
        inputs: object of inputs as JSON gives it.

    Returns:
        Its results as plain values, ready for JSON; what is not finite is None.

    Raises:
        ModelError: ``unknown_operation``, or what the operation refuses.
    """
    result = operation_of(operation)(Given(inputs))
    return {name: plain(value) for name, value in result.items()}


def operation_of(operation: str) -> Operation:
    """Return an operation by its name.

    Raises:
        ModelError: ``unknown_operation``.
    """
    family, _, name = operation.partition(".")
    if name not in FAMILIES.get(family, ()):
        raise ModelError("unknown_operation", value=operation, choices=", ".join(names()))
    module = importlib.import_module(f"domain.models.{_MODULES.get(family, family)}")
    return cast("Operation", getattr(module, name))


def plain(value: object) -> object:
    """Return a result as JSON takes it: arrays as lists, numbers that are not finite as None."""
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, str | bool | int) or value is None:
        return value
    if hasattr(value, "tolist"):  # an array or a number of NumPy
        return plain(value.tolist())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return [plain(each) for each in cast("Iterable[object]", value)]
