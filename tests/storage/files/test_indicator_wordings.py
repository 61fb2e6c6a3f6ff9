"""Indicators of operators come with wordings in other languages, and are found by any of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.storage.files.conftest import SAMPLE
from tests.storage.files.malformed import text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.imports.outcome import ImportOutcome
    from storage.workbook import Workbook

CONTRACT = (
    "Contrat,Opérateur,Début,Fin,Rémunération annuelle\n"
    "K-1,Exploitant,2022-01-01,2026-12-31,750000\n"
)
PLAIN = (
    "Contrat,Indicateur,Unité,Poids,Cible,Seuil,Sens,Conséquence\n"
    "K-1,Taux d’occupation,%,100,85,70,plus haut,Retenue\n"
)
WORDED = (
    "Contrat,Indicateur,Poids,Indicateur en chinois,Indicateur en anglais,Conséquence en anglais\n"
    "K-1,Taux d’occupation,100,出租率,Occupancy,Fee reduced\n"
)
SCORES = "合同编号,指标,季度,实际值\nK-1,出租率,2024Q1,88\nK-1,Occupancy,2024Q2,90\n"


def test_wordings_are_added_to_an_indicator_that_came_without_any(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path
) -> None:
    for name, content in (("k", CONTRACT), ("plain", PLAIN), ("worded", WORDED)):
        path = tmp_path / f"{name}.csv"
        text(content)(path)
        assert bring(path).files[0].refused == ()
        if name == "plain":
            (before,) = workbook.find("operator_indicator")
            assert (before["name_en"], before["unit_fr"]) == (None, None)
    (row,) = workbook.find("operator_indicator")
    assert (row["name"], row["name_zh"], row["name_en"]) == (
        "Taux d’occupation",
        "出租率",
        "Occupancy",
    )
    assert (row["consequence"], row["consequence_en"]) == ("Retenue", "Fee reduced")


def test_what_was_attained_finds_its_indicator_by_the_wording_of_any_language(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path
) -> None:
    for name, content in (("k", CONTRACT), ("plain", PLAIN), ("worded", WORDED), ("x", SCORES)):
        path = tmp_path / f"{name}.csv"
        text(content)(path)
        assert bring(path).files[0].refused == ()
    scores = workbook.find("operator_score")
    assert sorted(str(row["quarter"]) for row in scores) == ["2024Q1", "2024Q2"]


def test_an_indicator_named_in_another_language_is_the_same_indicator(
    bring: Callable[..., ImportOutcome], workbook: Workbook, tmp_path: Path
) -> None:
    bring(SAMPLE / "operator-scores.xlsx")
    path = tmp_path / "fr.csv"
    text("Contrat,Indicateur,Poids\nYY-2022,Taux d’occupation,20\n")(path)
    bring(path)
    names = [row["name"] for row in workbook.find("operator_indicator")]
    assert len(names) == 12
    assert "Taux d’occupation" not in names
