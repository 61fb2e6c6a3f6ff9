"""Fit the flow model to the recorded course, and hold it against no change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import OPEN_UNIT, Given, Range
from domain.models.operations import answer, plain
from domain.models.uncertainty.calibration import FREE, fit_flow
from domain.studies.calibration.taking import FITTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.progress import Progress

_FLOW: Final = (
    *("stock", "capacity", "environment", "proximity", "knowledge_elasticity"),
    *("knowledge_rate", "spillover_share", "donor_limit"),
)
_SOUGHT: Final = ("start", "low", "high")


def run(values: Mapping[str, object], seed: int, progress: Progress) -> dict[str, object]:
    """Fit, and follow the fitted model over the recorded quarters.

    Raises:
        ModelError: a value is refused.
        CancelledError: the user asked to stop.
    """
    own = {f"{name}_sought" for name in FITTED}
    known = {*_FLOW, *own, "observed_stock", "observed_quarters", "starts", "level"}
    given = Given(values)
    sought = {name: _sought(given, name) for name in FITTED}
    starts = given.whole("starts", Range(1, 50))
    level = given.number("level", OPEN_UNIT)
    rows = given.matrix("observed_stock")
    quarters = given.wholes("observed_quarters", Range(0), length=len(rows[0]))
    for name in known:
        given.has(name)
    given.done()
    flow = {name: values[name] for name in _FLOW}
    observed = [list(column) for column in zip(*rows, strict=True)]
    asked = {
        **flow,
        "observed_quarters": quarters,
        "observed_stock": observed,
        "free": [
            {"parameter": name, **dict(zip(_SOUGHT, numbers, strict=True))}
            for name, numbers in sought.items()
        ],
        "starts": starts,
        "seed": seed,
        "level": level,
    }
    found = {name: plain(each) for name, each in fit_flow(Given(asked), progress.step).items()}
    estimate = found["estimate"] if isinstance(found["estimate"], dict) else {}
    path = answer("flow.run", {**flow, **estimate, "record_quarters": quarters})["stock"]
    return {**found, "fitted_stock": path, **_errors(observed, path)}


def _sought(given: Given, name: str) -> list[float]:
    """Return start, lower and upper bound, the start between them."""
    place = f"{name}_sought"
    start, low, high = given.numbers(place, FREE[name], length=len(_SOUGHT))
    if not low <= start <= high or low == high:
        raise ModelError(
            "out_of_range", given.place(place), value=start, range=f"[{low:g}, {high:g}]"
        )
    return [start, low, high]


def _errors(observed: list[list[float]], path: object) -> dict[str, object]:
    """Return the mean relative errors of the fit and of no change, the first period left out."""
    fitted = path if isinstance(path, list) else []
    means = [sum(column) / len(column) for column in zip(*observed, strict=True)]

    def error(rows: list[list[float]]) -> float:
        parts: list[float] = [
            abs(a - b) / mean
            for row, truth in zip(rows[1:], observed[1:], strict=True)
            for a, b, mean in zip(row, truth, means, strict=True)
        ]
        return sum(parts) / len(parts)

    return {"fit_error": error(fitted), "no_change_error": error([observed[0]] * len(observed))}
