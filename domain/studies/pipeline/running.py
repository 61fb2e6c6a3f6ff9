"""Compute the pipeline: moves, ends and times, survival, and the fan of what comes home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.models.governance.recovery import wilson
from domain.models.operations import answer, plain
from domain.models.pipeline.simulation import drawn_ends
from domain.studies.taking import check_known, refused_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.progress import Progress
    from domain.studies.study import Values

FEW_MOVES: Final = 10
TARGET: Final = 0
"""The first end is the one that is hoped for: production at home, or diffusion."""

_WITHIN: Final = (4, 8, 12, 20)


def run(values: Values, seed: int, progress: Progress) -> dict[str, object]:
    """Run all parts of the pipeline on its inputs."""
    check_known(values, "days_spent", "output_log_mean", "output_log_sd", "tax_rate")
    counts = cast("list[list[int]]", values["counts"])
    allowed = [[bool(each) for each in row] for row in cast("list[list[float]]", values["allowed"])]
    common = {"counts": counts, "allowed": allowed, "prior": values["prior"]}
    moves = answer("pipeline.estimate_moves", {**common, "level": values["level"]})
    size = len(counts)
    mean = cast("list[list[float]]", moves["mean"])
    with refused_at("allowed"):
        chain = answer(
            "pipeline.absorbing_chain",
            {
                "transient_moves": [row[:size] for row in mean],
                "absorbing_moves": [row[size:] for row in mean],
                "within_quarters": list(_WITHIN),
            },
        )
    return {
        "moves": moves,
        "chain": chain,
        **_band(counts, allowed, values, seed),
        **_ends_in_time(values, len(counts[0]) - size),
        "fan": _fan(common, values, seed, progress),
        "few": [at for at, row in enumerate(counts) if sum(row) < FEW_MOVES],
        "ages": _ages(cast("list[list[int]]", values["counts_by_age"]), size),
    }


def _band(
    counts: Sequence[Sequence[int]],
    allowed: Sequence[Sequence[bool]],
    values: Values,
    seed: int,
) -> dict[str, object]:
    """Return the bounds of the probabilities of the ends: what is not known of the moves."""
    import numpy as np

    prior, level = cast("float", values["prior"]), cast("float", values["level"])
    draws = cast("int", values["draws"])
    drawn = drawn_ends(np.asarray(counts, float), np.asarray(allowed), prior, draws, seed)
    low, high = np.percentile(drawn, [50 * (1 - level), 50 * (1 + level)], axis=0)
    return {"ends_lower": plain(low), "ends_upper": plain(high)}


def _ends_in_time(values: Values, ends: int) -> dict[str, object]:
    duration, cause = values["duration"], cast("list[int]", values["cause"])
    observed = [each > 0 for each in cause]
    return {
        "survival": answer(
            "pipeline.survival",
            {"duration": duration, "observed": observed, "level": values["level"]},
        ),
        "incidence": answer(
            "pipeline.cumulative_incidence",
            {"duration": duration, "cause": cause, "cause_count": ends},
        ),
    }


def _fan(common: Values, values: Values, seed: int, progress: Progress) -> list[dict[str, object]]:
    """Return the forecast of each quarter ahead; without known outputs only the number of firms."""
    horizon = cast("int", values["horizon_quarters"])
    known = values["output_log_mean"] is not None
    given = {
        **common,
        "target": TARGET,
        "firms": values["firms"],
        "output_log_mean": values["output_log_mean"] if known else 0.0,
        "output_log_sd": values["output_log_sd"] if known else 0.0,
        "ramp_quarters": values["ramp_quarters"],
        "tax_rate": values["tax_rate"] or 0.0,
        "draws": values["draws"],
        "seed": seed,
    }
    found: list[dict[str, object]] = []
    for quarter in range(1, horizon + 1):
        progress.step(quarter - 1, horizon)
        result = answer("pipeline.forecast_simulated", {**given, "horizon_quarters": quarter})
        taxed = known and values["tax_rate"] is not None
        found.append(
            {
                "quarter": quarter,
                "returned": result["returned"],
                "output": result["output_total"] if known else None,
                "tax": result["tax_total"] if taxed else None,
            }
        )
    progress.step(horizon, horizon)
    return found


def _ages(counts: Sequence[Sequence[int]], stages: int) -> dict[str, object]:
    """Compare how many leave a stage per quarter by the time they have been there.

    Age matters visibly when the 95 % intervals of two ages with ten quarters each lie apart.
    """
    bins = len(counts) // stages
    found: list[dict[str, object]] = []
    visible = False
    for stage in range(stages):
        spans: list[tuple[float, float]] = []
        for row in counts[stage * bins : (stage + 1) * bins]:
            total = sum(row)
            left = total - sum(row[stage * bins : (stage + 1) * bins])
            span = wilson(left, total, 0.95) if total else (None, None)
            found.append({"total": total, "left": left, "lower": span[0], "upper": span[1]})
            if total >= FEW_MOVES:
                spans.append(cast("tuple[float, float]", span))
        if spans:
            visible |= max(low for low, _ in spans) > min(high for _, high in spans)
    return {"rows": found, "visible": visible}
