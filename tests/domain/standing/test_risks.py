"""Risks are graded by probability × impact, the gravest first."""

from __future__ import annotations

from datetime import date

from domain.standing.risks import grade, risks
from tests.fakes import MemoryRecords


def test_grades_begin_at_five_ten_and_fifteen() -> None:
    assert [grade(at) for at in (1, 4, 5, 9, 10, 14, 15, 25)] == [
        "low", "low", "medium", "medium", "high", "high", "extreme", "extreme",
    ]  # fmt: skip


def test_the_gravest_risk_comes_first_and_of_equal_ones_the_likelier() -> None:
    park = MemoryRecords()
    park.add("risk", title="Rare", probability=2, impact=5, state="open", due="2025-03-31")
    park.add("risk", title="Likely", probability=5, impact=2, state="closed")
    park.add("risk", title="Grave", probability=4, impact=4, state="open")

    found = risks(park)

    assert [(each.title, each.level, each.is_open) for each in found] == [
        ("Grave", 16, True),
        ("Likely", 10, False),
        ("Rare", 10, True),
    ]
    assert found[2].due == date(2025, 3, 31)


def test_a_risk_that_nobody_graded_has_no_place() -> None:
    park = MemoryRecords()
    park.add("risk", title="Unclear", probability=None, impact=3)
    assert risks(park) == ()
