"""Compute the signs of a race, its equilibrium, and who may leave for another offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.models.operations import answer
from domain.studies.taking import check_known

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.studies.study import Values

_HOP: Final = (
    "vesting_quarters",
    "cliff_quarters",
    "interest_rate",
    "discount_rate",
    "move_cost",
)
_LEAST_TENANTS: Final = 2


def run(values: Values) -> dict[str, object]:
    """Run all parts of the study on its inputs."""
    check_known(values)
    detected = answer(
        "governance.race_detector",
        {name: values[name] for name in ("subsidy", "benefit", "tenants")},
    )
    race = answer(
        "governance.subsidy_race",
        {name: values[name] for name in ("benefit", "attraction", "scale")},
    )
    traits = cast("list[list[float]]", values["traits"])
    score = None
    if len(traits) >= _LEAST_TENANTS:
        score = answer("governance.hop_score", {"tenants": traits, "weights": values["weights"]})
    offers = cast("list[list[float]]", values["offers"])
    return {
        "detected": detected,
        "race": race,
        "score": score,
        "hops": [_hop(row, values) for row in offers],
    }


def _hop(row: Sequence[float], values: Values) -> dict[str, object]:
    """Say whether a tenant gains by an offer; it is paid in equal parts over its quarters."""
    amount, per_quarter, left, past, since = row
    quarters = int(cast("float", values["new_quarters"]))
    return answer(
        "governance.subsidy_hop",
        {
            **{name: values[name] for name in _HOP},
            "new_subsidy": amount / quarters,
            "new_quarters": quarters,
            "old_subsidy": per_quarter,
            "old_quarters_left": int(left),
            "past_subsidy": past,
            "breach_quarter": int(since),
        },
    )
