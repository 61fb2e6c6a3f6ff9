"""Equations are set with their indices and powers."""

from __future__ import annotations

from itertools import groupby

import pytest

from domain.reports.tree import Run
from domain.studies import STUDIES
from domain.studies.formulas import equations
from tests.domain.studies.trying import TEXTS


def _joined(runs: list[Run]) -> list[Run]:
    """Return neighbours of one style as one run."""
    styles = groupby(runs, key=lambda run: run.style)
    return [Run("".join(run.text for run in group), style) for style, group in styles]


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("p = k/n", (Run("p = k/n"),)),
        ("x_i/L_i", (Run("x"), Run("i", "lowered"), Run("/L"), Run("i", "lowered"))),
        ("x_i,T, u_i, v", (Run("x"), Run("i,T", "lowered"), Run(", u"), Run("i", "lowered"),
                           Run(", v"))),
        ("β^t·F", (Run("β"), Run("t", "raised"), Run("·F"))),
        ("e^((a+s)/ς) / n", (Run("e"), Run("(a+s)/ς", "raised"), Run(" / n"))),
        ("平均_i)²", (Run("平均"), Run("i", "lowered"), Run(")²"))),
    ],
)  # fmt: skip
def test_indices_stand_lower_and_powers_higher(words: str, runs: tuple[Run, ...]) -> None:
    told = [Run(run.text, "plain") if run.style == "whole" else run for run in equations(words)]
    assert _joined(told) == list(runs)


def test_a_line_ends_between_two_equations() -> None:
    found = equations("Q = a − bP, P = max(0, c), λ < 1\nR = 2")
    whole = [run.text for run in found if run.style == "whole"]
    assert whole == ["Q = a − bP", "P = max(0, c)", "λ < 1", "R = 2"]
    assert "".join(run.text for run in found) == "Q = a − bP, P = max(0, c), λ < 1\nR = 2"
    (long,) = equations("interval = (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)")
    assert long.style == "plain"


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_no_study_prints_the_marks_of_a_typewriter(study: str, lang: str) -> None:
    said = "".join(run.text for run in equations(TEXTS.say(f"study.{study}.formula", lang)))
    assert not {"_", "^"} & set(said)


@pytest.mark.parametrize("study", STUDIES)
@pytest.mark.parametrize(("lang", "end"), [("zh", "？"), ("fr", "\u202f?"), ("en", "?")])
def test_every_study_asks_a_question(study: str, lang: str, end: str) -> None:
    assert TEXTS.say(f"study.{study}.purpose", lang).endswith(end)
