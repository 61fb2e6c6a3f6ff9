"""From recorded stages to moves: counts per quarter, and what they say of probabilities."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.models.errors import ModelError
from domain.models.given import (
    OPEN_UNIT,
    POSITIVE,
    Given,
    Range,
    flag_in,
    list_in,
    text_in,
    whole_reader,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.models.operations import Output

Record = tuple[int, str]
"""Quarter and stage."""


def count_moves(given: Given) -> Output:
    """Count the moves from one quarter to the next; a firm last seen under way is censored."""
    transient = given.items("transient_stages", text_in)
    absorbing = given.items("absorbing_stages", text_in)
    limits = given.wholes("age_limits", Range(1), [], least=0)
    if sorted(set(limits)) != limits:
        raise ModelError("out_of_range", given.place("age_limits"), value=limits, range="<")
    firms = _histories(given, (*transient, *absorbing))
    given.done()
    starts = (0, *limits)
    names = [f"{stage}:{age}" for stage in transient for age in starts] if limits else transient
    states = [*names, *absorbing]
    counts = [[0] * len(states) for _ in names]
    censored = 0
    for firm, records in firms.items():
        path = _path(firm, records, set(absorbing), limits)
        for old, new in pairwise(path):
            counts[states.index(old)][states.index(new)] += 1
        censored += path[-1] not in absorbing
    return {"states": states, "counts": counts, "censored_firms": censored}


def _histories(given: Given, stages: Sequence[str]) -> dict[str, list[Record]]:
    """Return the records of each firm in the order of quarters."""
    firms: dict[str, dict[int, str]] = {}
    for record in given.objects("records"):
        firm, quarter = record.text("firm"), record.whole("quarter")
        stage = record.choice("stage", stages)
        record.done()
        if quarter in firms.setdefault(firm, {}):
            raise ModelError("duplicate_record", record.place("quarter"), value=f"{firm} {quarter}")
        firms[firm][quarter] = stage
    return {firm: sorted(records.items()) for firm, records in firms.items()}


def _path(
    firm: str, records: Sequence[Record], absorbing: set[str], limits: Sequence[int]
) -> list[str]:
    """Return the states of a firm, quarter by quarter, with the age in the stage where asked.

    Raises:
        ModelError: ``gap_in_records`` or ``move_after_end`` names firm and quarter.
    """
    path, entered = [], records[0][0]
    for at, (quarter, stage) in enumerate(records):
        if at:
            before, old = records[at - 1]
            if old in absorbing:
                raise ModelError("move_after_end", value=f"{firm} {quarter}")
            if quarter != before + 1:
                raise ModelError("gap_in_records", value=f"{firm} {before}–{quarter}")
            entered = entered if stage == old else quarter
        if limits and stage not in absorbing:
            start = bisect_right(limits, quarter - entered)
            path.append(f"{stage}:{(0, *limits)[start]}")
        else:
            path.append(stage)
    return path


def estimate_moves(given: Given) -> Output:
    """Estimate the probabilities of moves with their intervals: Dirichlet posterior by row."""
    from scipy.special import betaincinv

    counts = given.items("counts", _counts)
    if len({len(row) for row in counts}) > 1:
        raise ModelError("size_mismatch", given.place("counts"))
    allowed = read_allowed(given, counts)
    prior = given.number("prior", POSITIVE, 1)
    level = given.number("level", OPEN_UNIT, 0.95)
    given.done()
    tail = (1 - level) / 2
    mean: list[list[float]] = []
    lower: list[list[float]] = []
    upper: list[list[float]] = []
    for row, may in zip(counts, allowed, strict=True):
        total = sum(row) + prior * sum(may)
        shapes = [
            (n + prior, total - n - prior) if ok else None for n, ok in zip(row, may, strict=True)
        ]
        mean.append([shape[0] / total if shape else 0.0 for shape in shapes])
        for kept, probability in ((lower, tail), (upper, 1 - tail)):
            kept.append([_quantile(betaincinv, shape, probability) for shape in shapes])
    return {"mean": mean, "lower": lower, "upper": upper}


def _counts(row: object, place: str) -> list[int]:
    return list_in(row, whole_reader(Range(0)), place)


def _quantile(
    inverse: Callable[[float, float, float], float],
    shape: tuple[float, float] | None,
    probability: float,
) -> float:
    if shape is None:
        return 0.0
    if shape[1] <= 0:  # the only move allowed
        return 1.0
    return float(inverse(*shape, probability))


def read_allowed(given: Given, counts: Sequence[Sequence[float]]) -> list[list[bool]]:
    """Return which moves may happen, all when nothing is said.

    Raises:
        ModelError: ``size_mismatch``; ``out_of_range`` for a move that was counted and may not
            happen, or a row in which nothing may.
    """
    if not given.has("allowed"):
        return [[True] * len(row) for row in counts]
    width = len(counts[0])
    allowed = given.items(
        "allowed", lambda row, place: list_in(row, flag_in, place, length=width), length=len(counts)
    )
    for at, (row, may) in enumerate(zip(counts, allowed, strict=True)):
        if not any(may) or any(n > 0 and not ok for n, ok in zip(row, may, strict=True)):
            raise ModelError(
                "out_of_range", f"{given.place('allowed')}/{at}", value=row, range=str(may)
            )
    return allowed
