"""The pipeline as an absorbing Markov chain: ends, times, and the forecast with known moves.

P = [[Q, R], [0, I]]; fundamental matrix N = (I − Q)⁻¹ (Kemeny & Snell 1960).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import UNIT, Given, Range

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from domain.models.operations import Output

_STOCHASTIC: Final = 1e-9
_MOST_QUARTERS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Chain:
    """Moves per quarter: ``moves`` (n × n) among stages, ``ends`` (n × m) into absorbing ones."""

    moves: NDArray[np.float64]
    ends: NDArray[np.float64]

    def absorbed(self, quarters: int) -> NDArray[np.float64]:
        """Return the probabilities (n × m) of having reached each end within some quarters."""
        import numpy as np

        size, ends = self.ends.shape
        whole = np.zeros((size + ends, size + ends))
        whole[:size, :size], whole[:size, size:] = self.moves, self.ends
        whole[size:, size:] = np.eye(ends)
        return np.linalg.matrix_power(whole, quarters)[:size, size:]


def read_chain(given: Given) -> Chain:
    """Return a chain whose rows are probabilities and from whose every stage an end is reached.

    Raises:
        ModelError: ``not_stochastic`` or ``no_absorption`` names the stage.
    """
    import numpy as np

    moves = given.matrix("transient_moves", UNIT)
    size = len(moves)
    if len(moves[0]) != size:
        wanted = f"{size} × {size}"
        raise ModelError(
            "size_mismatch", given.place("transient_moves"), wanted=wanted, count=len(moves[0])
        )
    chain = Chain(
        np.asarray(moves), np.asarray(given.matrix("absorbing_moves", UNIT, shape=(size, None)))
    )
    sums = chain.moves.sum(axis=1) + chain.ends.sum(axis=1)
    for at in range(size):
        if abs(sums[at] - 1) > _STOCHASTIC:
            place = f"{given.place('transient_moves')}/{at}"
            raise ModelError("not_stochastic", place, value=float(sums[at]))
    leaving = chain.ends.sum(axis=1) > 0
    for _ in range(size):
        leaving |= ((chain.moves > 0) & leaving).any(axis=1)
    if not leaving.all():
        place = f"{given.place('transient_moves')}/{int(np.argmin(leaving))}"
        raise ModelError("no_absorption", place)
    return chain


def absorbing_chain(given: Given) -> Output:
    """Say where firms end, after how long on average, and how many within some quarters."""
    import numpy as np

    within = given.wholes("within_quarters", Range(0, _MOST_QUARTERS), [], least=0)
    chain = read_chain(given)
    given.done()
    size = len(chain.moves)
    fundamental = np.linalg.inv(np.eye(size) - chain.moves)
    times = fundamental.sum(axis=1)
    ends = fundamental @ chain.ends
    reached = ends > 0
    given_end = np.divide(fundamental @ ends, ends, out=np.full_like(ends, np.nan), where=reached)
    return {
        "fundamental": fundamental,
        "absorption_probability": ends,
        "expected_quarters_given": given_end,
        "expected_quarters": times,
        "variance_quarters": 2 * fundamental @ times - times - times * times,
        "absorbed_within": [chain.absorbed(quarters) for quarters in within],
    }


def forecast(given: Given) -> Output:
    """Forecast how many firms reach an end within a horizon, the moves taken as known."""
    import numpy as np

    chain = read_chain(given)
    size, ends = chain.ends.shape
    target = given.whole("target", Range(0, ends - 1))
    firms = given.wholes("firms", Range(0), length=size)
    horizon = given.whole("horizon_quarters", Range(0, _MOST_QUARTERS))
    given.done()
    probability = chain.absorbed(horizon)[:, target]
    count = np.asarray(firms, float)
    return {
        "probability": probability,
        "mean": float(count @ probability),
        "variance": float(count @ (probability * (1 - probability))),
    }
