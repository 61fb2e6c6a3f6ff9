"""Follow stocks over quarters, and find the peak of inequality."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.flow.dispersion import variation
from domain.models.flow.inputs import read_instruments, read_regions
from domain.models.flow.system import System
from domain.models.given import Given, Range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.models.flow.system import Quarter, State
    from domain.models.operations import Output

LAST_QUARTER: Final = 100_000
_AT_PEAK: Final = 1e-9
_CONSERVED: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Peak:
    """The highest inequality on a path; all None while it is still rising."""

    quarter: int | None = None
    dispersion: float | None = None
    to_half: int | None = None


def follow(system: System, last: int) -> Iterator[tuple[int, State, Quarter]]:
    """Yield quarter, state and what is seen of it, from 0 to ``last``."""
    state = system.start()
    for quarter in range(last + 1):
        seen = system.look(state, quarter)
        yield quarter, state, seen
        state = system.next(state, seen, quarter)


def peak_of(path: Sequence[float]) -> Peak:
    """Return the peak of a path and the quarters until half of it; none while it has not fallen."""
    top = max(path)
    if top - path[-1] <= _AT_PEAK:
        return Peak()
    at = path.index(top)
    half = next((q for q in range(at, len(path)) if path[q] <= top / 2), None)
    return Peak(at, top, None if half is None else half - at)


def run(given: Given) -> Output:
    """Simulate regions under instruments; income is before transfers, enclaves come last."""
    regions = read_regions(given)
    instruments = read_instruments(given, regions)
    recorded = given.wholes("record_quarters", Range(0, LAST_QUARTER), [], least=0)
    given.done()
    system = System(regions, instruments)
    last, wanted = max(recorded, default=0), set(recorded)
    kept: dict[int, dict[str, object]] = {}
    path, residual, before = [], 0.0, 0.0
    for quarter, state, seen in follow(system, last):
        path.append(variation(seen.density.tolist()))
        total = float(state.stock.sum())
        if quarter:
            gap = abs(total - before - system.added(quarter - 1))
            residual = max(residual, gap / total)
        before = total
        if quarter in wanted:
            kept[quarter] = _recorded(state, seen, total, path[-1])
    if residual > _CONSERVED:
        raise ModelError("not_conserved", value=residual)
    peak = peak_of(path)
    names = ("stock", "log_return", "gross_return", "income", "knowledge", "environment")
    by_quarter = (*names, "dispersion", "total_stock")
    return {
        "quarters": recorded,
        **{name: [kept[quarter][name] for quarter in recorded] for name in by_quarter},
        "peak_quarter": peak.quarter,
        "peak_dispersion": peak.dispersion,
        "quarters_peak_to_half": peak.to_half,
        "conservation_residual": residual,
        "warnings": [],
    }


def _recorded(state: State, seen: Quarter, total: float, spread: float) -> dict[str, object]:
    import numpy as np

    return {
        "stock": state.stock,
        "log_return": seen.log_return,
        "gross_return": seen.gross_return,
        "income": seen.income,
        "knowledge": np.exp(state.log_knowledge),
        "environment": np.exp(state.log_environment),
        "dispersion": spread,
        "total_stock": total,
    }
