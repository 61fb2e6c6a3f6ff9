"""Where the flow model rests, and whether it returns there after a push."""

from __future__ import annotations

import cmath
import math
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.flow.inputs import KNOWLEDGE, MOBILITY, read_pairs, read_regions
from domain.models.flow.system import State, System
from domain.models.given import (
    NOT_NEGATIVE,
    OPEN_UNIT,
    POSITIVE,
    POSITIVE_TO_ONE,
    UNIT,
    Given,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from domain.models.flow.inputs import Regions
    from domain.models.operations import Output

    Matrix = NDArray[np.float64]

_EQUAL: Final = 1e-12
_STEP: Final = 1e-3


def steady_state(given: Given) -> Output:
    """Return the closed form: density goes with environment to the power 1/(α − γ(1 − φ))."""
    capacity = given.numbers("capacity", POSITIVE, least=2)
    environment = given.numbers("environment", POSITIVE, length=len(capacity))
    alpha = given.number("congestion_elasticity", OPEN_UNIT, 0.35)
    gamma = given.number("knowledge_elasticity", KNOWLEDGE, 0.15)
    share = given.number("spillover_share", UNIT, 0.20)
    given.done()
    damping = alpha - gamma * (1 - share)
    if damping <= _EQUAL:
        raise ModelError("no_steady_state", value=gamma * (1 - share), limit=alpha)
    logs = [math.log(each) / damping for each in environment]
    density = [math.exp(each - max(logs)) for each in logs]
    stocks = [room * each for room, each in zip(capacity, density, strict=True)]
    total = math.fsum(stocks)
    return {"share": [each / total for each in stocks], "relative_density": density}


def stability(given: Given) -> Output:
    """Say whether identical regions stay alike: below γ* = α/(1 − φ) gaps close by themselves."""
    mobility = given.number("mobility", MOBILITY, 0.15)
    alpha = given.number("congestion_elasticity", OPEN_UNIT, 0.35)
    gamma = given.number("knowledge_elasticity", KNOWLEDGE, 0.15)
    rate = given.number("knowledge_rate", POSITIVE_TO_ONE, 0.10)
    share = given.number("spillover_share", UNIT, 0.20)
    modes = [mobility]
    if given.has("proximity"):
        modes = _mode_mobilities(given, mobility)
    given.done()
    kept = gamma * (1 - share)
    eigenvalues: list[complex] = []
    for mode in modes:
        trace = 2 - mode * alpha - rate
        product = (1 - mode * alpha) * (1 - rate) - mode * rate * kept
        root = cmath.sqrt(trace * trace - 4 * product)
        eigenvalues += [(trace + root) / 2, (trace - root) / 2]
    dominant = max(eigenvalues, key=abs)
    reach = abs(dominant)
    stable = alpha - kept > _EQUAL and reach < 1 - _EQUAL
    return {
        "knowledge_threshold": alpha / (1 - share) if share < 1 else None,
        "regime": _regime(alpha, kept),
        "stable": stable,
        "mode_mobility": modes,
        "eigenvalues": sorted(map(_real, eigenvalues), reverse=True),
        "dominant_eigenvalue": _real(dominant),
        "half_life_quarters": math.log(0.5) / math.log(reach) if stable and reach > 0 else None,
    }


def _regime(alpha: float, kept: float) -> str:
    if abs(alpha - kept) <= _EQUAL:
        return "threshold"
    return "convergent" if kept < alpha else "cumulative"


def _real(value: complex) -> float:
    """Return a real eigenvalue as it is, the modulus of a complex one."""
    return value.real if abs(value.imag) <= _EQUAL else abs(value)


def _mode_mobilities(given: Given, mobility: float) -> list[float]:
    """Return the mobility of each way in which regions can differ, rising."""
    import numpy as np

    count = len(given.matrix("proximity", NOT_NEGATIVE))
    near = read_pairs(given, "proximity", NOT_NEGATIVE, 1.0, count)
    laplacian = np.diag(near.sum(axis=1)) - near
    values = np.linalg.eigvalsh(laplacian)
    moving = [float(each) for each in values if each > _EQUAL * max(1.0, values[-1])]
    return [mobility * each / count for each in moving] or [0.0]


def local_stability(given: Given) -> Output:
    """Say whether a state is a rest point, and whether small pushes die out around it."""
    import numpy as np

    regions = read_regions(given, catch_up=False)
    if not regions.stock.min() > 0:
        raise ModelError("out_of_range", given.place("stock"), value=0.0, range="(0, ∞)")
    system = System(regions, ())
    knowledge = np.log(system.density(regions.stock))
    if given.has("knowledge"):
        knowledge = np.log(given.numbers("knowledge", POSITIVE, length=regions.count))
    given.done()
    step = _map(system, regions)
    here = np.concatenate((np.log(regions.stock), knowledge))
    values = np.linalg.eigvals(_jacobian(step, here))
    # Stocks add up to a constant: that direction is no push, and its root is 1.
    conserved = int(np.argmin(np.abs(values - 1)))
    moduli = np.sort(np.abs(np.delete(values, conserved)))[::-1]
    return {
        "eigenvalue_modulus": moduli,
        "dominant_modulus": float(moduli[0]),
        "stable": bool(moduli[0] < 1),
        "rest_point_residual": float(np.abs(step(here) - here).max()),
    }


def _map(system: System, regions: Regions) -> Callable[[Matrix], Matrix]:
    """Return the step of logs of stocks and knowledge; the environment is held fixed."""
    import numpy as np

    count, environment = regions.count, np.log(regions.environment)

    def step(logs: Matrix) -> Matrix:
        stock = np.exp(logs[:count])
        state = State(stock, logs[count:], environment, np.zeros(count))
        after = system.next(state, system.look(state, 0), 0)
        return np.concatenate((np.log(after.stock), after.log_knowledge))

    return step


def _jacobian(step: Callable[[Matrix], Matrix], here: Matrix) -> Matrix:
    """Return the derivative of a map by fourth-order central differences."""
    import numpy as np

    columns = []
    for at in range(len(here)):
        push = np.zeros(len(here))
        push[at] = _STEP
        near, far = (
            step(here + push) - step(here - push),
            step(here + 2 * push) - step(here - 2 * push),
        )
        columns.append((8 * near - far) / (12 * _STEP))
    return np.stack(columns, axis=1)
