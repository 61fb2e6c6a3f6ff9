"""Every worked case of the models holds; the cases were computed elsewhere."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from domain.models.errors import ModelError
from domain.models.operations import answer, names

CASES = json.loads((Path(__file__).parents[2] / "data/model_cases.json").read_text("utf-8"))[
    "cases"
]
_RELATIVE = 1e-6
_UNKNOWN = "flow.teleport"
KNOWN = [case for case in CASES if case["operation"] in {*names(), _UNKNOWN}]


def _near(actual: float, expected: float, abs_tol: float) -> bool:
    gap = abs(actual - expected)
    within = gap <= abs_tol or gap <= _RELATIVE * abs(expected)
    return math.isfinite(actual) and (actual == expected if abs_tol == 0 else within)


def _differences(actual: Any, expected: Any, abs_tol: float, place: str) -> list[str]:  # noqa: ANN401 - JSON
    if isinstance(expected, dict):
        return [
            words
            for name, value in expected.items()
            for words in (
                _differences(actual[name], value, abs_tol, f"{place}/{name}")
                if name in actual
                else [f"{place}/{name} is missing"]
            )
        ]
    if isinstance(expected, list):
        if not isinstance(actual, list) or len(actual) != len(expected):
            return [f"{place}: {actual!r} is no list of {len(expected)}"]
        pairs = enumerate(zip(actual, expected, strict=True))
        return [
            words
            for at, (one, other) in pairs
            for words in _differences(one, other, abs_tol, f"{place}/{at}")
        ]
    numbers = [
        isinstance(each, int | float) and not isinstance(each, bool) for each in (actual, expected)
    ]
    same = _near(actual, expected, abs_tol) if all(numbers) else actual == expected
    return [] if same and numbers[0] == numbers[1] else [f"{place}: {actual!r}, not {expected!r}"]


@pytest.mark.parametrize("case", KNOWN, ids=lambda case: str(case["id"]))
def test_a_worked_case_holds(case: dict[str, Any]) -> None:
    expected = case["expected"]
    if "error" in expected:
        with pytest.raises(ModelError) as refused:
            answer(case["operation"], case["input"])
        assert refused.value.key == expected["error"]
        return
    output = answer(case["operation"], case["input"])
    assert _differences(output, expected, case.get("abs_tol") or 0, "") == []
    json.dumps(output, allow_nan=False)


def test_every_operation_has_a_worked_case() -> None:
    assert {case["operation"] for case in CASES} >= set(names())
