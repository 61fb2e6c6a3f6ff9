"""Compute the index of operators: weights from judgement and data, thresholds first."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from domain.models.operations import answer

if TYPE_CHECKING:
    from domain.studies.study import Values


def run(values: Values) -> dict[str, object]:
    """Rank what is compared, and say whether the comparisons agree with each other."""
    names = ("matrix", "comparisons", "thresholds")
    more = [bool(each) for each in cast("list[float]", values["benefit"])]
    index = answer(
        "governance.operator_index", {"benefit": more, **{name: values[name] for name in names}}
    )
    judged = answer("governance.ahp", {"comparisons": values["comparisons"]})
    return {"index": index, "consistency_ratio": judged["consistency_ratio"]}
