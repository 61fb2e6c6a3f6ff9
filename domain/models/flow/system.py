"""The flow model itself: from one quarter to the next, synchronously.

ρ_i = e_i − α ln k_i + γ ln z_i; flow i → j = m0 w_ij (x_i x_j / X) max(ρ_j − ρ_i − τ_ij, 0), the
replicator rule with gravity mass (Fujita, Krugman & Venables 1999; Bai & Jiang 2015); at most a
share of a stock leaves in a quarter; knowledge follows density with a lag (Myrdal 1957; Kaldor
1970); the environment catches up (Nelson & Phelps 1966). An enclave is one more node that crowds
its host and earns its host's return plus a subsidy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from domain.models.flow.inputs import Instrument, Regions

    Matrix = NDArray[np.float64]

LEAST_DENSITY: Final = 1e-12


@dataclass(frozen=True, slots=True)
class State:
    """Stocks of all nodes (M,), logs of knowledge and environment of the regions (N,).

    Attributes:
        injected: (M,) put in from outside by earlier quarters, weighted by what of it earns
            nothing.
    """

    stock: Matrix
    log_knowledge: Matrix
    log_environment: Matrix
    injected: Matrix


@dataclass(frozen=True, slots=True)
class Quarter:
    """What is seen of a state: densities (N,), returns and incomes of all nodes (M,)."""

    density: Matrix
    log_return: Matrix
    gross_return: Matrix
    income: Matrix


class System:
    """Regions under a policy; nodes are the regions, then the enclaves in the order given."""

    def __init__(self, regions: Regions, instruments: Sequence[Instrument]) -> None:
        import numpy as np

        self.regions = regions
        self.instruments = tuple(instruments)
        self.enclaves = tuple(each for each in instruments if each.kind == "reverse_enclave")
        hosts = [each.members[1] for each in self.enclaves]
        self.city = np.array([*range(regions.count), *hosts])
        self._bonus = self._of_enclaves("subsidy_rate", math.log1p)
        self.room = np.array([math.inf] * regions.count + self._figures("capacity"))
        self._spill = self._spillover()
        self._links: dict[tuple[bool, ...], tuple[Matrix, Matrix]] = {}

    def start(self) -> State:
        """Return the first quarter: seeds have left the home, knowledge is the density then."""
        import numpy as np

        stock = np.concatenate((self.regions.stock, self._figures("seed_stock")))
        for each in self.enclaves:
            stock[each.members[0]] -= each.figures["seed_stock"]
        return State(
            stock,
            np.log(self.density(stock)),
            np.log(self.regions.environment),
            np.zeros(len(stock)),
        )

    def density(self, stock: Matrix) -> Matrix:
        """Return local stock, enclaves in it, over capacity; never below a tiny floor."""
        import numpy as np

        local = np.bincount(self.city, stock, self.regions.count)
        return np.maximum(local / self.regions.capacity, LEAST_DENSITY)

    def look(self, state: State, quarter: int) -> Quarter:
        """Return densities, returns and incomes of a quarter."""
        import numpy as np

        parameters = self.regions.parameters
        density = self.density(state.stock)
        log_return = (
            state.log_environment
            + self.gains(quarter)
            - parameters.congestion_elasticity * np.log(density)
            + parameters.knowledge_elasticity * state.log_knowledge
        )
        nodes = log_return[self.city] + self._bonus
        # An enclave's income is earned at its host's return; the subsidy is the home's cost.
        gross = np.exp(nodes)
        earning = np.exp(log_return)[self.city]
        useful = np.maximum(0.0, state.stock - state.injected)
        income = earning * useful / (1 - parameters.congestion_elasticity)
        return Quarter(density, nodes, gross, income)

    def next(self, state: State, seen: Quarter, quarter: int) -> State:
        """Return the state of the quarter after."""
        import numpy as np

        parameters = self.regions.parameters
        stock, added = state.stock + self._moved(state, seen, quarter), self.added_by_node(quarter)
        spilt = self._spill @ np.log(seen.density)
        rate, environment = parameters.knowledge_rate, state.log_environment
        return State(
            stock + added,
            (1 - rate) * state.log_knowledge + rate * spilt,
            environment + parameters.catch_up_rate * (environment.max() - environment),
            state.injected + self.idle_by_node(quarter),
        )

    def added(self, quarter: int) -> float:
        """Return what a quarter brings in from outside."""
        return float(self.added_by_node(quarter).sum())

    def _moved(self, state: State, seen: Quarter, quarter: int) -> Matrix:
        """Return inflow less outflow of each node; flows go from lower to higher return only."""
        import numpy as np

        stock, flows = state.stock, self._wished(state, seen, quarter)
        leaving, most = flows.sum(axis=1), self.regions.parameters.donor_limit * stock
        limit = np.divide(most, leaving, out=np.ones_like(stock), where=leaving > most)
        flows *= limit[:, None]
        if self.enclaves:
            coming = flows.sum(axis=0)
            room = np.maximum(0.0, self.room - stock)
            flows *= np.divide(room, coming, out=np.ones_like(stock), where=coming > room)
        moved: Matrix = flows.sum(axis=0) - flows.sum(axis=1)
        return moved

    def _wished(self, state: State, seen: Quarter, quarter: int) -> Matrix:
        """Return the flows of all pairs before any limit (M, M)."""
        import numpy as np

        parameters, stock = self.regions.parameters, state.stock
        proximity, friction = self.linked(quarter)
        gap = seen.log_return[None, :] - seen.log_return[:, None] - friction
        mass = parameters.mobility * proximity * np.outer(stock, stock) / stock.sum()
        flows: Matrix = mass * np.maximum(gap, 0.0)
        return flows

    def limit_binds(self, state: State, seen: Quarter, quarter: int) -> bool:
        """Tell whether more would leave some node than may leave it."""
        leaving = self._wished(state, seen, quarter).sum(axis=1)
        return bool((leaving > self.regions.parameters.donor_limit * state.stock).any())

    # -------------------------------------------------------------------------------- the policy

    def linked(self, quarter: int) -> tuple[Matrix, Matrix]:
        """Return proximity and friction between nodes under the instruments at work."""
        at_work = tuple(each.active(quarter) for each in self.instruments)
        if at_work not in self._links:
            self._links[at_work] = self._make_links(at_work)
        return self._links[at_work]

    def _make_links(self, at_work: tuple[bool, ...]) -> tuple[Matrix, Matrix]:
        import numpy as np

        proximity, friction = self.regions.proximity.copy(), self.regions.friction.copy()
        working = [each for each, on in zip(self.instruments, at_work, strict=True) if on]
        for each in working:
            if each.kind == "corridor":
                _apply_corridor(each, proximity, friction)
        for each in working:
            if each.kind == "cooperation_zone":
                one, other = each.members
                friction[one, other] = friction[other, one] = 0.0
        same = self.city[:, None] == self.city[None, :]
        near = np.where(same, 1.0, proximity[np.ix_(self.city, self.city)])
        np.fill_diagonal(near, 0.0)
        return near, np.where(same, 0.0, friction[np.ix_(self.city, self.city)])

    def gains(self, quarter: int) -> Matrix:
        """Return what instruments at work add to the log of the environment."""
        import numpy as np

        gains = np.zeros(self.regions.count)
        for each in self.instruments:
            if each.active(quarter) and "environment_gain" in each.figures:
                gains[list(each.members)] += each.figures["environment_gain"]
        return gains

    def costs(self, quarter: int) -> Matrix:
        """Return what the instruments at work cost each region (N,)."""
        import numpy as np

        costs = np.zeros(self.regions.count)
        for each in self.instruments:
            if each.active(quarter):
                costs += np.asarray(each.cost)
        return costs

    def added_by_node(self, quarter: int) -> Matrix:
        """Return what a quarter brings each node from outside."""
        return self._injections(quarter, lambda _figures: 1.0)

    def idle_by_node(self, quarter: int) -> Matrix:
        """Return the part of it that earns nothing."""
        return self._injections(quarter, lambda figures: 1 - figures["useful_share"])

    def _injections(self, quarter: int, part: Callable[[dict[str, float]], float]) -> Matrix:
        import numpy as np

        added = np.zeros(len(self.city))
        for each in self.instruments:
            if each.kind == "science_city" and each.active(quarter):
                added[each.members[0]] += each.figures["injection"] * part(each.figures)
        return added

    def _spillover(self) -> Matrix:
        """Return how knowledge follows densities: own, spilt evenly, and returned by enclaves."""
        import numpy as np

        count, share = self.regions.count, self.regions.parameters.spillover_share
        weights = (1 - share) * np.eye(count) + share / count
        for each in self.enclaves:
            home, host = each.members
            weights[home, host] += each.figures["knowledge_return"]
            weights[home, home] -= each.figures["knowledge_return"]
        return weights

    def _figures(self, name: str) -> list[float]:
        return [each.figures[name] for each in self.enclaves]

    def _of_enclaves(self, name: str, form: Callable[[float], float]) -> Matrix:
        import numpy as np

        values = [form(value) for value in self._figures(name)]
        return np.array([0.0] * self.regions.count + values)


def _apply_corridor(each: Instrument, proximity: Matrix, friction: Matrix) -> None:
    """Bring the members of a corridor nearer, the less the farther apart they lie on it."""
    figures = each.figures
    for at, one in enumerate(each.members):
        for other_at, other in enumerate(each.members):
            if one == other:
                continue
            apart = abs(each.positions[at] - each.positions[other_at])
            near = math.exp(-figures["distance_decay"] * apart)
            proximity[one, other] *= 1 + figures["proximity_gain"] * near
            friction[one, other] *= 1 - figures["friction_relief"] * near
