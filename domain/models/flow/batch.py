"""Many scenarios of the flow model at once: arrays (scenario, region), one quarter at a time.

Only the present quarter is held, so that memory does not grow with the number of quarters. Pairs
of regions are worked on in blocks of scenarios that stay in the processor's cache. Where every
pair is equally near and has the same friction, the flows need no pairs at all (``quick``). A large
job may have loops for the pairs instead (``compiled``).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from domain.models.flow.inputs import Parameters
from domain.models.flow.quick import moved_alike, one_friction
from domain.models.flow.system import LEAST_DENSITY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from domain.models.flow.compiled import Loops
    from domain.models.flow.system import System

    Matrix = NDArray[np.float64]

ENCLAVE_FIGURES: Final = ("subsidy_rate", "fixed_cost", "knowledge_return", "seed_stock")
"""Figures of enclaves that may differ from scenario to scenario."""

_IN_CACHE: Final = 80_000
"""Pairs worked on at once: as many numbers as the second cache of a processor holds."""


@dataclass(frozen=True, slots=True)
class BatchState:
    """Stocks (S, M), logs of knowledge and environment (S, N); ``injected`` as in ``State``."""

    stock: Matrix
    log_knowledge: Matrix
    log_environment: Matrix
    injected: Matrix


@dataclass(frozen=True, slots=True)
class BatchQuarter:
    """Densities (S, N), log returns and incomes of all nodes (S, M)."""

    density: Matrix
    log_return: Matrix
    income: Matrix


class Batch:
    """A system under many sets of parameters; what is not varied is the system's own.

    Args:
        system: regions and instruments.
        scenarios: how many.
        varied: name of a parameter, or of a figure of the enclaves, → its values (S,).
        pairwise: work with pairs also where it could be quicker.
        loops: works on the pairs instead of arrays.
    """

    def __init__(
        self,
        system: System,
        scenarios: int,
        varied: Mapping[str, Matrix] | None = None,
        *,
        pairwise: bool = False,
        loops: Loops | None = None,
    ) -> None:
        self.system, self.scenarios, self._loops = system, scenarios, loops
        self._varied, self._pairwise = dict(varied or {}), pairwise
        self._parameter = {
            each.name: self._column(each.name, getattr(system.regions.parameters, each.name))
            for each in fields(Parameters)
        }

    def figure(self, enclave: int, name: str) -> Matrix:
        """Return a figure of an enclave by scenario (S,)."""
        column: Matrix = self._column(name, self.system.enclaves[enclave].figures[name])[:, 0]
        return column

    def start(self) -> BatchState:
        """Return the first quarter, as ``System.start`` does for one scenario."""
        import numpy as np

        system, count = self.system, self.system.regions.count
        stock = np.zeros((self.scenarios, len(system.city)))
        stock[:, :count] = system.regions.stock
        for at, each in enumerate(system.enclaves):
            seed = self.figure(at, "seed_stock")
            stock[:, count + at] = seed
            stock[:, each.members[0]] -= seed
        environment = np.tile(np.log(system.regions.environment), (self.scenarios, 1))
        injected = np.zeros(len(system.city))
        return BatchState(stock, np.log(self.density(stock)), environment, injected)

    def density(self, stock: Matrix) -> Matrix:
        """Return local stock over capacity (S, N), never below a tiny floor."""
        import numpy as np

        count = self.system.regions.count
        local = stock[:, :count].copy()
        for at, each in enumerate(self.system.enclaves):
            local[:, each.members[1]] += stock[:, count + at]
        local /= self.system.regions.capacity
        return np.maximum(local, LEAST_DENSITY, out=local)

    def look(self, state: BatchState, quarter: int) -> BatchQuarter:
        """Return densities, returns and incomes of a quarter."""
        import numpy as np

        system, parameter = self.system, self._parameter
        density = self.density(state.stock)
        alpha = parameter["congestion_elasticity"]
        log_return = (
            state.log_environment
            + system.gains(quarter)
            - alpha * np.log(density)
            + parameter["knowledge_elasticity"] * state.log_knowledge
        )
        nodes = log_return[:, system.city]
        useful = np.maximum(0.0, state.stock - state.injected)
        income = np.exp(nodes) * useful / (1 - alpha)
        for at in range(len(system.enclaves)):
            nodes[:, system.regions.count + at] += np.log1p(self.figure(at, "subsidy_rate"))
        return BatchQuarter(density, nodes, income)

    def next(self, state: BatchState, seen: BatchQuarter, quarter: int) -> BatchState:
        """Return the state of the quarter after."""
        import numpy as np

        rate = self._parameter["knowledge_rate"]
        stock = state.stock + self._moved(state.stock, seen.log_return, quarter)
        environment = state.log_environment
        best = environment.max(axis=1, keepdims=True)
        return BatchState(
            stock + self.system.added_by_node(quarter),
            (1 - rate) * state.log_knowledge + rate * self._spilt(np.log(seen.density)),
            environment + self._parameter["catch_up_rate"] * (best - environment),
            state.injected + self.system.idle_by_node(quarter),
        )

    def _spilt(self, density: Matrix) -> Matrix:
        """Return what knowledge follows: own density, all densities, those of enclaves' hosts."""
        share = self._parameter["spillover_share"]
        found: Matrix = (1 - share) * density + share * density.mean(axis=1, keepdims=True)
        for at, each in enumerate(self.system.enclaves):
            home, host = each.members
            found[:, home] += self.figure(at, "knowledge_return") * (
                density[:, host] - density[:, home]
            )
        return found

    # -------------------------------------------------------------------------------- the flows

    def _moved(self, stock: Matrix, returns: Matrix, quarter: int) -> Matrix:
        """Return inflow less outflow of each node (S, M)."""
        import numpy as np

        near, friction = self.system.linked(quarter)
        mobility, limit = self._parameter["mobility"], self._parameter["donor_limit"]
        alike = None
        if not self._pairwise and not self.system.enclaves:
            alike = one_friction(near, friction)
        if alike is not None:
            return moved_alike(stock, returns, alike, mobility, limit)
        if self._loops is not None:
            masses = mobility * stock / stock.sum(axis=1, keepdims=True)
            nodes = (stock, np.ascontiguousarray(returns), masses, limit * stock)
            return self._looped(self._loops, nodes, (near, friction))
        moved = np.empty_like(stock)
        size = max(1, _IN_CACHE // stock.shape[1] ** 2)
        # One room for all blocks: asking for it each time costs more than the work in it.
        room = np.empty((min(size, self.scenarios), *near.shape))
        for first in range(0, self.scenarios, size):
            rows = slice(first, first + size)
            pull = _pull(returns[rows], near, friction, room)
            moved[rows] = self._exchanged(stock[rows], pull, mobility[rows], limit[rows])
        return moved

    def _looped(
        self,
        loops: Loops,
        nodes: tuple[Matrix, Matrix, Matrix, Matrix],
        links: tuple[Matrix, Matrix],
    ) -> Matrix:
        import numpy as np

        stock, returns, _masses, _most = nodes
        found, wished = (
            (np.empty_like(stock), np.empty_like(stock), np.empty_like(stock)),
            np.empty(stock.shape[1]),
        )
        loops(nodes, links, found, wished)
        coming, going, kept = found
        if self.system.enclaves:
            room = np.maximum(0.0, self.system.room - stock)
            let_in = np.divide(room, coming, out=np.ones_like(stock), where=coming > room)
            if (let_in < 1).any():
                # Who takes only a part draws as if that part were all its stock.
                drawing = (let_in * stock, returns, kept.copy(), np.full_like(stock, np.inf))
                loops(drawing, links, found, wished)
        left: Matrix = coming - going
        return left

    def _exchanged(self, stock: Matrix, pull: Matrix, mobility: Matrix, limit: Matrix) -> Matrix:
        import numpy as np

        mass = mobility * stock / stock.sum(axis=1, keepdims=True)
        leaving, most = mass * np.matvec(pull, stock), limit * stock
        kept = np.divide(most, leaving, out=np.ones_like(stock), where=leaving > most)
        coming = stock * np.vecmat(kept * mass, pull)
        if not self.system.enclaves:
            found: Matrix = coming - kept * leaving
            return found
        room = np.maximum(0.0, self.system.room - stock)
        let_in = np.divide(room, coming, out=np.ones_like(stock), where=coming > room)
        left: Matrix = coming * let_in - kept * mass * np.matvec(pull, let_in * stock)
        return left

    def _column(self, name: str, usual: float) -> Matrix:
        import numpy as np

        return np.broadcast_to(
            np.asarray(self._varied.get(name, usual), dtype=float).reshape(-1, 1),
            (self.scenarios, 1),
        )


def _pull(returns: Matrix, near: Matrix, friction: Matrix, room: Matrix) -> Matrix:
    """Return proximity × net differential of each pair (B, from, to), none below 0."""
    import numpy as np

    pull = room[: len(returns)]
    np.subtract(returns[:, None, :], returns[:, :, None], out=pull)
    pull -= friction
    np.maximum(pull, 0.0, out=pull)
    pull *= near
    return pull


def follow_batch(batch: Batch, last: int) -> Iterator[tuple[int, BatchState, BatchQuarter]]:
    """Yield quarter, states and what is seen of them, from 0 to ``last``."""
    state = batch.start()
    for quarter in range(last + 1):
        seen = batch.look(state, quarter)
        yield quarter, state, seen
        if quarter < last:
            state = batch.next(state, seen, quarter)


def batch_worth(
    batch: Batch,
    quarters: int,
    rate: float,
    see: Callable[[BatchState, BatchQuarter], None] | None = None,
) -> tuple[Matrix, Matrix]:
    """Return present values by scenario: regions (S, N) without enclaves, enclaves (S, E).

    ``see`` is shown every quarter on the way.
    """
    import numpy as np

    system, count = batch.system, batch.system.regions.count
    regions = np.zeros((batch.scenarios, count))
    enclaves = np.zeros((batch.scenarios, len(system.enclaves)))
    for quarter, state, seen in follow_batch(batch, quarters):
        if see is not None:
            see(state, seen)
        factor = (1 + rate) ** -quarter
        regions += factor * (seen.income[:, :count] - system.costs(quarter))
        enclaves += factor * seen.income[:, count:]
        for at, each in enumerate(system.enclaves):
            home, host = each.members
            earned = np.exp(seen.log_return[:, host]) * state.stock[:, count + at]
            paid = batch.figure(at, "subsidy_rate") * earned + batch.figure(at, "fixed_cost")
            regions[:, home] -= factor * paid
    return regions, enclaves
