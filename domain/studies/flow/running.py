"""Run the flow model on a case: paths, ways of policy, map of regimes, drawn scenarios."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from domain.models.flow import stability
from domain.models.flow.batch import ENCLAVE_FIGURES, Batch, batch_worth
from domain.models.flow.comparing import compared, present_value
from domain.models.flow.compiled import loops_for
from domain.models.flow.dispersion import variation
from domain.models.flow.inputs import Parameters
from domain.models.flow.running import follow, peak_of
from domain.models.given import Given
from domain.models.uncertainty.fans import hypercube
from domain.studies.flow.assumed import DRAWN
from domain.studies.flow.case import HOME, HOST, MODES, Case, read_case

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from domain.models.flow.batch import BatchQuarter, BatchState
    from domain.models.flow.compiled import Loops
    from domain.models.flow.system import System
    from domain.progress import Progress

    Matrix = NDArray[np.float64]

PERCENTILES: Final = (5, 25, 50, 75, 95)
_KNOWLEDGE: Final = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
_SPILLOVER: Final = (0.0, 0.2, 0.4, 0.6, 0.8)
BLOCK: Final = 256
"""Scenarios followed at once."""
_NOTHING: Final = 1e-9
_PARTS: Final = 1


@dataclass(frozen=True, slots=True)
class Scenarios:
    """Drawn scenarios with the enclave.

    Attributes:
        served: (S, Q) stock that serves the home, by quarter.
        delta: (S, N) gain of each region against having no enclave.
        ends: (S, 2) of the window of shares, not clipped.
        income: (S,) present value of the enclave's income.
        spread: (S,) dispersion of densities in the last quarter.
    """

    served: Matrix
    delta: Matrix
    ends: Matrix
    income: Matrix
    spread: Matrix

    @property
    def window_met(self) -> NDArray[np.bool_]:
        """Whether there is a share between 0 and 1 at which both partners gain (S,)."""
        import numpy as np

        met: NDArray[np.bool_] = np.maximum(self.ends[:, 0], 0.0) <= np.minimum(
            self.ends[:, 1], 1.0
        )
        return met

    @property
    def both_gain(self) -> NDArray[np.bool_]:
        """Whether both partners gain at the present share (S,)."""
        both: NDArray[np.bool_] = (self.delta[:, HOME] > 0) & (self.delta[:, HOST] > 0)
        return both


def drawn_scenarios(
    case: Case, varied: Mapping[str, Matrix], done: Callable[[int], None], job: int = 0
) -> Scenarios:
    """Follow scenarios block by block; ``done`` hears how many blocks are finished.

    ``job`` tells how many scenarios a study follows in all where these are only some of them.
    """
    import numpy as np

    draws = len(next(iter(varied.values())))
    loops = loops_for(max(draws, job) * case.quarters * (case.regions.count + 1) ** 2)
    blocks = []
    for first in range(0, draws, BLOCK):
        part = {name: values[first : first + BLOCK] for name, values in varied.items()}
        blocks.append(scenarios(case, part, loops))
        done(len(blocks))
    return Scenarios(
        *(
            np.concatenate([getattr(each, field.name) for each in blocks])
            for field in fields(Scenarios)
        )
    )


def run(values: Mapping[str, object], seed: int, progress: Progress) -> dict[str, object]:
    """Compute what the study tells; in the model's own units of income.

    Raises:
        ModelError: a value is refused.
        CancelledError: the user asked to stop.
    """
    case = read_case(values)
    steps = _PARTS + len(MODES) + -(-case.draws // BLOCK)
    without, limited = _path(case.system(), case.quarters, case.home_share)
    enclave, limited_too = _path(case.system("reverse_enclave"), case.quarters, case.home_share)
    progress.step(1, steps)
    base = present_value(case.system(), case.quarters, case.rate).without_enclaves
    policies = []
    for done, mode in enumerate(MODES):
        found = compared(case.system(mode), base, case.quarters, case.rate)
        policies.append({"name": mode, **found})
        progress.step(2 + done, steps)
    return {
        "without": without,
        "with": enclave,
        "limited": limited or limited_too,
        "base_present_value": base.tolist(),
        "policies": [_plain(each) for each in policies],
        **_regimes(case),
        **_drawn(case, seed, progress, steps),
    }


def _plain(found: Mapping[str, object]) -> dict[str, object]:
    from domain.models.operations import plain

    return {name: plain(value) for name, value in found.items()}


def _path(system: System, last: int, share: float) -> tuple[dict[str, object], bool]:
    """Return stocks, returns and dispersion by quarter, and whether the donor limit ever bound."""
    stock, physical, benefit, returns = [], [], [], []
    served, limited = [], False
    capacity, count = system.regions.capacity, system.regions.count
    for quarter, state, seen in follow(system, last):
        stock.append(state.stock.tolist())
        physical.append(variation(seen.density.tolist()))
        shared = _benefit_stock(state.stock[None, :], count, share)[0]
        served.append(float(shared[HOME]))
        benefit.append(variation((shared / capacity).tolist()))
        returns.append(seen.log_return.tolist())
        limited = limited or system.limit_binds(state, seen, quarter)
    peak = peak_of(physical)
    return {
        "stock": stock,
        "served": served,
        "log_return": returns,
        "physical": physical,
        "benefit": benefit,
        "peak_quarter": peak.quarter,
        "peak_dispersion": peak.dispersion,
        "quarters_peak_to_half": peak.to_half,
    }, limited


def _benefit_stock(stock: Matrix, count: int, share: float) -> Matrix:
    """Return stocks by whom they serve (S, N): the enclave's divided between home and host."""
    served = stock[:, :count].copy()
    if stock.shape[1] > count:
        served[:, HOME] += share * stock[:, count]
        served[:, HOST] += (1 - share) * stock[:, count]
    return served


def _regimes(case: Case) -> dict[str, object]:
    """Return threshold and half-life of identical regions, also over a grid of two parameters."""
    own = case.regions.parameters
    usual = {
        "mobility": own.mobility,
        "congestion_elasticity": own.congestion_elasticity,
        "knowledge_rate": own.knowledge_rate,
    }

    def at(knowledge: float, spillover: float) -> Mapping[str, object]:
        pair = {"knowledge_elasticity": knowledge, "spillover_share": spillover}
        return stability(Given({**usual, **pair}))

    here = at(own.knowledge_elasticity, own.spillover_share)
    grid = [[at(knowledge, spill) for spill in _SPILLOVER] for knowledge in _KNOWLEDGE]
    return {
        "threshold": here["knowledge_threshold"],
        "regime": here["regime"],
        "half_life_quarters": here["half_life_quarters"],
        "map": {
            "knowledge_elasticity": list(_KNOWLEDGE),
            "spillover_share": list(_SPILLOVER),
            "half_life_quarters": [[each["half_life_quarters"] for each in row] for row in grid],
            "regime": [[each["regime"] for each in row] for row in grid],
        },
    }


def _drawn(case: Case, seed: int, progress: Progress, steps: int) -> dict[str, object]:
    """Return the fan of the home's stock, and how often each outcome comes about."""
    import numpy as np

    varied = varied_by(case, hypercube(case.draws, len(DRAWN), seed))
    found = drawn_scenarios(
        case, varied, lambda done: progress.step(_PARTS + len(MODES) + done, steps)
    )
    # By quarter, so that no second table of all scenarios is needed.
    fan = [np.percentile(each, PERCENTILES).tolist() for each in found.served.T]
    window, met = found.ends[found.window_met], found.window_met
    reach = np.percentile(np.clip(window, 0, 1), (5, 95), axis=0) if met.any() else None
    return {
        "fan": {"percentiles": list(PERCENTILES), "served": fan},
        "chance_both_gain": float(found.both_gain.mean()),
        "chance_window": float(met.mean()),
        "chance_loss": (found.delta < 0).mean(axis=0).tolist(),
        "window_reach": None if reach is None else [float(reach[0, 0]), float(reach[1, 1])],
    }


def varied_by(case: Case, points: Matrix) -> dict[str, Matrix]:
    """Return drawn parameters by name, from points in the unit cube (S, number drawn)."""
    own = case.regions.parameters
    known = {each.name: getattr(own, each.name) for each in fields(Parameters)}
    known |= {name: case.figures[name] for name in ENCLAVE_FIGURES}
    varied = {}
    for at, each in enumerate(DRAWN):
        low, high = each.ends(known[each.name])
        varied[each.name] = low + (high - low) * points[:, at]
    return varied


def scenarios(case: Case, varied: Mapping[str, Matrix], loops: Loops | None = None) -> Scenarios:
    """Follow drawn scenarios with and without the enclave; ``loops`` as in ``Batch``."""
    import numpy as np

    count, draws = case.regions.count, len(next(iter(varied.values())))
    varied = dict(varied)
    if {"knowledge_return", "spillover_share"} <= set(varied):
        # The home gives back no more knowledge than follows its own density.
        most = 1 - varied["spillover_share"] * (1 - 1 / count)
        varied["knowledge_return"] = np.minimum(varied["knowledge_return"], most)
    base = Batch(case.system(), draws, varied, loops=loops)
    policy = Batch(case.system("reverse_enclave"), draws, varied, loops=loops)
    path: list[Matrix] = []
    densities: list[Matrix] = []

    def see(state: BatchState, seen: BatchQuarter) -> None:
        path.append(_benefit_stock(state.stock, count, case.home_share)[:, HOME])
        densities[:] = [seen.density]

    before, _ = batch_worth(base, case.quarters, case.rate)
    alone, income = batch_worth(policy, case.quarters, case.rate, see)
    delta = alone - before
    earned = income[:, 0]
    ends = np.stack((-delta[:, HOME] / earned, (delta[:, HOST] + earned) / earned), axis=1)
    delta[:, HOME] += case.home_share * earned
    delta[:, HOST] += (1 - case.home_share) * earned
    delta[np.abs(delta) <= _NOTHING * np.abs(before)] = 0.0
    spread = densities[0].std(axis=1) / densities[0].mean(axis=1)
    return Scenarios(np.stack(path, axis=1), delta, ends, earned, spread)
