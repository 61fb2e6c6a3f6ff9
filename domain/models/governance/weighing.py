"""Weights of criteria: from the data by entropy, from judgement by pairwise comparison."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from domain.models.errors import ModelError
from domain.models.given import NOT_NEGATIVE, POSITIVE, Given, flag_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.operations import Output

RANDOM_INDEX: Final = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random comparisons of 1 to 10 criteria (Saaty 1980)."""

_MOST: Final = 10
_RECIPROCAL: Final = 1e-6
_CONSISTENT: Final = 0.1

Matrix = list[list[float]]


def read_matrix(given: Given) -> tuple[Matrix, list[bool]]:
    """Return alternatives by criteria, and for each criterion whether more is better."""
    matrix = given.matrix("matrix", NOT_NEGATIVE, least=(2, 1))
    every = [True] * len(matrix[0])
    benefit = every
    if given.has("benefit"):
        benefit = given.items("benefit", flag_in, length=len(every))
    return matrix, benefit


def entropies(matrix: Matrix, benefit: Sequence[bool]) -> list[float]:
    """Return the entropy of each criterion, 1 where all alternatives are alike.

    A criterion where less is better is turned round first: max + min − x.
    """
    found = []
    for at, more in enumerate(benefit):
        column = [row[at] for row in matrix]
        if not more:
            ends = max(column) + min(column)
            column = [ends - value for value in column]
        total = math.fsum(column)
        if total <= 0 or min(column) == max(column):
            found.append(1.0)
            continue
        parts = [value / total for value in column if value > 0]
        found.append(-math.fsum(part * math.log(part) for part in parts) / math.log(len(matrix)))
    return found


def weights_of(entropy: Sequence[float]) -> list[float]:
    """Return weights in proportion to 1 − entropy, equal ones when nothing tells."""
    telling = [max(0.0, 1 - each) for each in entropy]
    total = math.fsum(telling)
    if total <= 0:
        return [1 / len(telling)] * len(telling)
    return [each / total for each in telling]


def entropy_weights(given: Given) -> Output:
    """Weigh criteria by how much they tell alternatives apart."""
    matrix, benefit = read_matrix(given)
    given.done()
    entropy = entropies(matrix, benefit)
    return {"entropy": entropy, "weights": weights_of(entropy)}


def read_comparisons(given: Given) -> Matrix:
    """Return a square of comparisons, each the reciprocal of its mirror.

    Raises:
        ModelError: ``too_large`` beyond 10 criteria, ``size_mismatch``, ``not_reciprocal``.
    """
    table = given.matrix("comparisons", POSITIVE)
    if len(table) > _MOST:
        raise ModelError("too_large", given.place("comparisons"), limit=_MOST, count=len(table))
    if len(table) != len(table[0]):
        wanted = f"{len(table)} × {len(table)}"
        raise ModelError(
            "size_mismatch", given.place("comparisons"), wanted=wanted, count=len(table[0])
        )
    for at, row in enumerate(table):
        for other, value in enumerate(row):
            if abs(value * table[other][at] - 1) > _RECIPROCAL:
                place = f"{given.place('comparisons')}/{at}/{other}"
                raise ModelError("not_reciprocal", place, value=value)
    return table


def judged(table: Matrix) -> dict[str, object]:
    """Return weights and consistency of comparisons: the principal eigenvector."""
    import numpy as np

    values, vectors = np.linalg.eig(np.asarray(table))
    at = int(np.argmax(values.real))
    vector = np.abs(vectors[:, at].real)
    largest, size = float(values[at].real), len(table)
    index = (largest - size) / (size - 1) if size > 1 else 0.0
    random = RANDOM_INDEX[size - 1]
    ratio = index / random if random > 0 else 0.0
    return {
        "weights": (vector / vector.sum()).tolist(),
        "largest_eigenvalue": largest,
        "consistency_index": index,
        "consistency_ratio": ratio,
        "consistent": ratio < _CONSISTENT,
    }


def ahp(given: Given) -> Output:
    """Weigh criteria by comparing them in pairs, and say whether the judgement is consistent."""
    table = read_comparisons(given)
    given.done()
    found = judged(table)
    return {**found, "warnings": [] if found["consistent"] else ["inconsistent"]}
