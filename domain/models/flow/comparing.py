"""Compare policies: what each brings every region against doing nothing, and who loses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.flow.inputs import read_instruments, read_regions
from domain.models.flow.running import LAST_QUARTER, follow
from domain.models.flow.system import System
from domain.models.given import Given, Range

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.models.operations import Output

    Matrix = NDArray[np.float64]

_RATE: Final = Range(-1, low_open=True)
_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Worth:
    """Present values of a policy.

    Attributes:
        without_enclaves: (N,) incomes less costs, enclaves' incomes left out.
        enclaves: present value of each enclave's income.
        final_stock: (M,) in the last quarter.
    """

    without_enclaves: Matrix
    enclaves: tuple[float, ...]
    final_stock: Matrix


def present_value(system: System, quarters: int, rate: float) -> Worth:
    """Return present values over quarters 0 to ``quarters``."""
    import numpy as np

    count = system.regions.count
    sums, enclaves = np.zeros(count), np.zeros(len(system.enclaves))
    stock = system.regions.stock
    for quarter, state, seen in follow(system, quarters):
        factor = (1 + rate) ** -quarter
        sums += factor * seen.income[:count]
        enclaves += factor * seen.income[count:]
        sums -= factor * system.costs(quarter)
        for at, each in enumerate(system.enclaves):
            home, host = each.members
            earned = np.exp(seen.log_return[host]) * state.stock[count + at]
            paid = each.figures["subsidy_rate"] * earned + each.figures["fixed_cost"]
            sums[home] -= factor * paid
        stock = state.stock
    return Worth(sums, tuple(enclaves.tolist()), stock)


def compare_policies(given: Given) -> Output:
    """Hold policies against doing nothing; for one enclave, find the shares at which both gain."""
    regions = read_regions(given)
    policies = given.objects("policies")
    named = [(each.text("name"), read_instruments(each, regions)) for each in policies]
    for each in policies:
        each.done()
    quarters = given.whole("quarters", Range(0, LAST_QUARTER), 40)
    rate = given.number("discount_rate", _RATE, 0.01)
    given.done()
    base = present_value(System(regions, ()), quarters, rate).without_enclaves
    return {
        "base_present_value": base,
        "policies": [
            {"name": name, **compared(System(regions, instruments), base, quarters, rate)}
            for name, instruments in named
        ],
    }


def compared(system: System, base: Matrix, quarters: int, rate: float) -> dict[str, object]:
    """Hold a policy against doing nothing, whose present values are ``base`` (N,)."""
    import numpy as np

    worth = present_value(system, quarters, rate)
    alone = worth.without_enclaves - base
    delta = alone.copy()
    for each, income in zip(system.enclaves, worth.enclaves, strict=True):
        home, host = each.members
        delta[home] += each.figures["home_share"] * income
        delta[host] += (1 - each.figures["home_share"]) * income
    slack = _NOTHING * np.abs(base)
    losers = [at for at in range(len(delta)) if delta[at] < -slack[at]]
    return {
        "delta_present_value": delta,
        "total_gain": float(delta.sum()),
        "strict_pareto": not losers and bool((delta > slack).any()),
        "potential_pareto": float(delta.sum()) > 0,
        "losing_regions": losers,
        "final_stock": worth.final_stock,
        **_window(system, worth, alone),
    }


def _window(system: System, worth: Worth, alone: Matrix) -> dict[str, object]:
    """Return the shares of the home at which both partners gain; for one enclave only.

    Gains are affine in the share, which moves no flows, so that the window is exact.
    """
    names = (
        *("enclave_income_present_value", "home_share_lower"),
        *("home_share_upper", "window_exists"),
    )
    if len(system.enclaves) != 1 or worth.enclaves[0] <= 0:
        return dict.fromkeys(names)
    income = worth.enclaves[0]
    home, host = system.enclaves[0].members
    lower = -float(alone[home]) / income
    upper = (float(alone[host]) + income) / income
    meets = max(lower, 0.0) <= min(upper, 1.0)
    return dict(zip(names, (income, lower, upper, meets), strict=True))
