"""Rank operators: closeness to the ideal, with thresholds that bind whatever the rank."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from domain.models.errors import ModelError
from domain.models.given import ANY, NOT_NEGATIVE, Given, number_reader, or_none
from domain.models.governance.weighing import (
    Matrix,
    entropies,
    judged,
    read_comparisons,
    read_matrix,
    weights_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.operations import Output


def closeness(matrix: Matrix, benefit: Sequence[bool], weights: Sequence[float]) -> list[float]:
    """Return how near each alternative is to the ideal, 0 to 1; 0.5 when all are equal.

    Vector normalisation, Euclidean distances (Hwang & Yoon 1981).
    """
    scaled = []
    for at, weight in enumerate(weights):
        column = [row[at] for row in matrix]
        norm = math.sqrt(math.fsum(value * value for value in column))
        scaled.append([weight * value / norm if norm > 0 else 0.0 for value in column])
    best = [max(c) if more else min(c) for c, more in zip(scaled, benefit, strict=True)]
    worst = [min(c) if more else max(c) for c, more in zip(scaled, benefit, strict=True)]
    found = []
    for at in range(len(matrix)):
        own = [column[at] for column in scaled]
        far, near = math.dist(own, best), math.dist(own, worst)
        found.append(near / (far + near) if far + near > 0 else 0.5)
    return found


def topsis(given: Given) -> Output:
    """Rank alternatives by criteria of given weights."""
    matrix, benefit = read_matrix(given)
    weights = given.numbers("weights", NOT_NEGATIVE, length=len(benefit))
    given.done()
    total = math.fsum(weights)
    if total <= 0:
        raise ModelError("out_of_range", given.place("weights"), value=0, range="Σ > 0")
    near = closeness(matrix, benefit, [weight / total for weight in weights])
    return {"closeness": near, "ranking": _ranked(near, [False] * len(near))}


def operator_index(given: Given) -> Output:
    """Grade operators: weights from judgement and data, thresholds first, then the rank."""
    matrix, benefit = read_matrix(given)
    table = read_comparisons(given)
    if len(table) != len(benefit):
        raise ModelError(
            "size_mismatch", given.place("comparisons"), wanted=len(benefit), count=len(table)
        )
    thresholds: list[float | None] = [None] * len(benefit)
    if given.has("thresholds"):
        read = or_none(number_reader(ANY))
        thresholds = given.items("thresholds", read, length=len(benefit))
    given.done()
    judgement = judged(table)
    by_judgement = cast("list[float]", judgement["weights"])
    by_data = weights_of(entropies(matrix, benefit))
    products = [one * other for one, other in zip(by_judgement, by_data, strict=True)]
    weights = [each / math.fsum(products) for each in products]
    near = closeness(matrix, benefit, weights)
    missed = [_missed(row, benefit, thresholds) for row in matrix]
    return {
        "weights": weights,
        "judgement_weights": by_judgement,
        "entropy_weights": by_data,
        "consistent": judgement["consistent"],
        "closeness": near,
        "missed_thresholds": missed,
        "grade": ["fail" if each else "pass" for each in missed],
        "ranking": _ranked(near, [bool(each) for each in missed]),
        "warnings": [] if judgement["consistent"] else ["inconsistent"],
    }


def _missed(
    row: Sequence[float], benefit: Sequence[bool], thresholds: Sequence[float | None]
) -> list[int]:
    """Return the criteria whose threshold an alternative misses."""
    return [
        at
        for at, (value, more, limit) in enumerate(zip(row, benefit, thresholds, strict=True))
        if limit is not None and (value < limit if more else value > limit)
    ]


def _ranked(near: Sequence[float], failed: Sequence[bool]) -> list[int]:
    return sorted(range(len(near)), key=lambda at: (failed[at], -near[at], at))
