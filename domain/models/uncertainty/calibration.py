"""Fit the flow model to recorded stocks, and say whether the records can tell its parameters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.flow.inputs import CATCH_UP, KNOWLEDGE, MOBILITY, read_regions
from domain.models.flow.running import LAST_QUARTER, follow
from domain.models.flow.system import System
from domain.models.given import (
    NOT_NEGATIVE,
    OPEN_UNIT,
    POSITIVE,
    POSITIVE_TO_ONE,
    UNIT,
    Given,
    Range,
)
from domain.models.uncertainty.fans import hypercube

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from domain.models.flow.inputs import Regions
    from domain.models.operations import Output

    Matrix = NDArray[np.float64]

FREE: Final[Mapping[str, Range]] = {
    "congestion_elasticity": OPEN_UNIT,
    "knowledge_elasticity": KNOWLEDGE,
    "knowledge_rate": POSITIVE_TO_ONE,
    "spillover_share": UNIT,
    "catch_up_rate": CATCH_UP,
    "mobility": MOBILITY,
}
"""Parameters that can be fitted, and where they may lie."""

_ILL_CONDITIONED: Final = 1e6
_FLAT: Final = 1e-10
_EXACT: Final = 1e-18
_TOLERANCE: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Sought:
    """A parameter to be fitted within bounds."""

    name: str
    start: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Fit:
    """Values found, the residuals there (n,) and their derivatives (n, p)."""

    values: Matrix
    residuals: Matrix
    jacobian: Matrix

    @property
    def condition(self) -> float | None:
        """Condition number with columns of length 1, None when a parameter has no effect."""
        import numpy as np

        lengths = np.linalg.norm(self.jacobian, axis=0)
        if lengths.min() <= _FLAT:
            return None
        return float(np.linalg.cond(self.jacobian / lengths))

    def reach(self, level: float) -> Matrix | None:
        """Return half the interval of each value (Gauss–Newton), None without spare records."""
        import numpy as np
        from scipy.special import stdtrit

        spare = len(self.residuals) - len(self.values)
        if spare <= 0:
            return None
        variance = float(self.residuals @ self.residuals) / spare
        spread = np.sqrt(np.diag(np.linalg.inv(self.jacobian.T @ self.jacobian)) * variance)
        half: Matrix = float(stdtrit(spare, (1 + level) / 2)) * spread
        return half


def calibrate_flow(given: Given) -> Output:
    """Fit parameters by least squares from several starts; refuse intervals of what is not told."""
    return fit_flow(given, lambda _done, _starts: None)


def fit_flow(given: Given, heard: Callable[[int, int], None]) -> Output:
    """Fit as ``calibrate_flow`` does.

    ``heard`` learns how many of how many starts are done, with every course that is tried; what
    it raises ends the fit.
    """
    import numpy as np

    regions = read_regions(given)
    quarters = given.wholes("observed_quarters", Range(0, LAST_QUARTER))
    shape = (len(quarters), regions.count)
    observed = np.asarray(given.matrix("observed_stock", NOT_NEGATIVE, shape=shape))
    sought = _read_sought(given)
    usual = np.maximum(observed.mean(axis=0), _FLAT)
    scale = np.asarray(given.numbers("scale", POSITIVE, usual.tolist(), length=regions.count))
    starts = given.whole("starts", Range(1, 1000), 5)
    seed = given.whole("seed", Range(0), 0)
    level = given.number("level", OPEN_UNIT, 0.95)
    given.done()
    if len(set(quarters)) < len(quarters):
        raise ModelError("duplicate_record", given.place("observed_quarters"), value=quarters)

    def residuals(values: Matrix) -> Matrix:
        path = _path(regions, [each.name for each in sought], values, quarters)
        apart: Matrix = ((path - observed) / scale).ravel()
        return apart

    fit = _best(residuals, sought, (starts, seed), heard)
    condition = fit.condition
    identified = condition is not None and condition <= _ILL_CONDITIONED
    reach = fit.reach(level) if identified else None
    names = [each.name for each in sought]
    sides = (None, None) if reach is None else (fit.values - reach, fit.values + reach)
    return {
        "estimate": dict(zip(names, fit.values.tolist(), strict=True)),
        "residual_sum": float(fit.residuals @ fit.residuals),
        "condition_number": condition,
        "identified": identified,
        **{
            side: None if ends is None else dict(zip(names, ends.tolist(), strict=True))
            for side, ends in zip(("lower", "upper"), sides, strict=True)
        },
        "warnings": [] if identified else ["not_identified"],
    }


def _read_sought(given: Given) -> tuple[Sought, ...]:
    sought: list[Sought] = []
    for each in given.objects("free"):
        name = each.choice("parameter", tuple(FREE))
        if any(other.name == name for other in sought):
            raise ModelError("duplicate_record", each.place("parameter"), value=name)
        low = each.number("low", FREE[name])
        high = each.number("high", FREE[name])
        if high <= low:
            raise ModelError("out_of_range", each.place("high"), value=high, range=f"({low}, ∞)")
        sought.append(Sought(name, each.number("start", Range(low, high)), low, high))
        each.done()
    return tuple(sought)


def _path(
    regions: Regions, names: Sequence[str], values: Matrix, quarters: Sequence[int]
) -> Matrix:
    """Return the stocks of the wanted quarters under other parameters (quarters, regions)."""
    import numpy as np

    changed = dict(zip(names, map(float, values), strict=True))
    varied = replace(regions, parameters=replace(regions.parameters, **changed))
    wanted, kept = set(quarters), {}
    for quarter, state, _ in follow(System(varied, ()), max(quarters)):
        if quarter in wanted:
            kept[quarter] = state.stock
    return np.array([kept[quarter] for quarter in quarters])


def _best(
    residuals: Callable[[Matrix], Matrix],
    sought: Sequence[Sought],
    drawn: tuple[int, int],
    heard: Callable[[int, int], None],
) -> Fit:
    """Return the best fit of several starts: the one given, then a Latin hypercube.

    ``drawn`` holds how many starts, and the seed.
    """
    import numpy as np
    from scipy.optimize import least_squares

    low = np.array([each.low for each in sought])
    high = np.array([each.high for each in sought])
    first = np.array([each.start for each in sought])
    points = [first]
    starts, seed = drawn
    if starts > 1:
        points += list(low + (high - low) * hypercube(starts - 1, len(sought), seed))
    best = None
    for done, point in enumerate(points):

        def heeded(values: Matrix, done: int = done) -> Matrix:
            heard(done, starts)
            return residuals(values)

        found = least_squares(
            heeded,
            point,
            jac="3-point",
            bounds=(low, high),
            x_scale=high - low,
            xtol=_TOLERANCE,
            ftol=_TOLERANCE,
            gtol=_TOLERANCE,
        )
        if best is None or found.cost < best.cost:
            best = found
        heard(done + 1, starts)
        if best.cost <= _EXACT:
            break
    if best is None:
        raise ModelError("no_run_succeeded", count=starts)
    return Fit(best.x, best.fun, best.jac)
