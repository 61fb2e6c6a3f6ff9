"""Compute the share of inventions with its interval, today and over the last quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from domain.models.governance.recovery import wilson
from domain.models.operations import answer
from domain.studies.taking import check_known

if TYPE_CHECKING:
    from domain.studies.study import Values

_NAMES: Final = ("invention", "total", "benchmark_invention", "benchmark_total", "level")


def run(values: Values) -> dict[str, object]:
    """Hold the share of inventions against the county's; a share without patents is None."""
    check_known(values)
    found = answer("governance.invention_share", {name: values[name] for name in _NAMES})
    level = cast("float", values["level"])
    before: list[dict[str, float] | None] = []
    for count, total in zip(
        cast("list[int]", values["inventions_before"]),
        cast("list[int]", values["totals_before"]),
        strict=True,
    ):
        if not total:
            before.append(None)
            continue
        low, high = wilson(count, total, level)
        before.append({"share": count / total, "lower": low, "upper": high})
    return {**found, "before": before}
