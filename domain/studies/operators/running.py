"""Compute the index of operators: weights from judgement and data, thresholds first."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from domain.models.operations import answer
from domain.studies.taking import check_known

if TYPE_CHECKING:
    from domain.studies.study import Values


def run(values: Values) -> dict[str, object]:
    """Rank what is compared, and say whether the comparisons agree with each other."""
    check_known(values, "thresholds")
    table = _whole(cast("list[list[float]]", values["comparisons"]))
    more = [bool(each) for each in cast("list[float]", values["benefit"])]
    index = answer(
        "governance.operator_index",
        {
            "matrix": values["matrix"],
            "benefit": more,
            "comparisons": table,
            "thresholds": values["thresholds"],
        },
    )
    judged = answer("governance.ahp", {"comparisons": table})
    return {"index": index, "consistency_ratio": judged["consistency_ratio"]}


def _whole(table: list[list[float]]) -> list[list[float]]:
    """Return comparisons as their upper half says: one is judged once, not twice."""
    return [
        [
            1.0 if at == other else value if at < other else 1 / table[other][at]
            for other, value in enumerate(row)
        ]
        for at, row in enumerate(table)
    ]
