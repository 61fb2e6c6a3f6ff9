"""A study runs from the records without a window; the check computes kept ones again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.progress import Silent
from domain.records import Actor
from domain.studies.inquiry import inquire
from domain.studies.scenarios import Signed, keep
from main import main
from storage.workbook import Workbook
from tests.storage.park import added

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a workbook that seeks talent, with one scenario kept."""
    made = tmp_path / "park.feidi"
    with Workbook.create(made, SPECS, Actor("吴敏", "analyst")) as workbook:
        added(workbook, "quarter", quarter="2024Q4")
        region = added(workbook, "region", code="330825", name_en="Longyou", kind="county")
        for quarter in ("2024Q3", "2024Q4"):
            added(workbook, "talent_need", region=region, profile="Engineer", quarter=quarter,
                sought=12, filled=6, price_fen=1_000_000)  # fmt: skip
        inquiry, _ = inquire(workbook, "cobweb", "2024Q4")
        signed = Signed("基准", "", "吴敏", "2025-01-10T08:00:00.000Z")
        workbook.run(keep(inquiry, inquiry.run(Silent()), signed))
    return made


def test_a_study_is_told_in_words(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["model", "study", str(path), "cobweb", "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Cobweb of the talent market · 2024Q4\nRegion\tLongyou\n")
    assert "the budget holds pay at 10,000" in said
    assert "! If the other side decided ahead" in said


def test_choices_and_inputs_are_set_and_answered_as_json(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["model", "study", str(path), "cobweb", "--quarter", "2024Q4", "--json", "--seed", "3"]
    changes = ["--set", "region=Longyou", "--set", "budget=null", "--set", "lag=supply"]
    assert main([*asked, *changes]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["chosen"]["profile"] == "Engineer"
    assert found["seed"] == 3
    lag = next(each for each in found["inputs"] if each["name"] == "lag")
    assert (lag["value"], lag["origin"]) == ("supply", "override")
    # P* = 10,000/(1 − (12 − 6)/(1.2·12 + 0.6·6)) = 15,000 yuan.
    price = found["result"]["lags"]["supply"]["equilibrium_price"]
    assert price == pytest.approx(1_500_000)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["alchemy"], "alchemy"),
        (["cobweb", "--set", "region=Atlantis"], "Atlantis"),
        (["cobweb", "--set", "expectation_rate=3"], "(0, 1]"),
        (["cobweb", "--set", "lag"], "提前一季度决定的一方"),
        (["cobweb", "--set", "wage=3"], "wage"),
        (["cobweb", "--quarter", "2020Q1"], "人才需求"),
    ],
)
def test_what_cannot_be_studied_is_refused_in_a_sentence(
    path: Path, asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *rest = asked
    assert main(["model", "study", str(path), name, "--lang", "zh", *rest]) == 1
    assert said in capsys.readouterr().err


def test_a_workbook_without_a_quarter_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.feidi"
    Workbook.create(empty, SPECS, Actor("吴敏", "analyst")).close()
    assert main(["model", "study", str(empty), "cobweb"]) == 1
    assert capsys.readouterr().err


def test_the_check_computes_kept_scenarios_again(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["scenarios"]["基准"]["verdict"] == "same"
    assert main(["check", str(path)]) == 0


def test_the_check_tells_a_scenario_that_computes_to_something_else(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Workbook.open(path, SPECS, Actor("吴敏", "analyst")) as workbook:
        inquiry, _ = inquire(workbook, "cobweb", "2024Q4")
        result = {**inquiry.run(Silent()), "warnings": ["none"]}
        workbook.run(keep(inquiry, result, Signed("假", "", "吴敏", "2025-01-11T08:00:00.000Z")))
    assert main(["check", str(path)]) == 1
    assert "假" in capsys.readouterr().err
    assert main(["check", str(path), "--json"]) == 1


def test_a_note_of_a_scenario_is_printed(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "note.pdf"
    asked = ["report", str(path), "--kind", "model_note", "--record", "基准", "--lang", "zh+fr"]
    assert main([*asked, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert main(["verify", str(path), str(out)]) == 0


def test_notes_with_heat_map_quadrants_funnel_and_fans_are_printed(tmp_path: Path) -> None:
    sample = tmp_path / "sample.feidi"
    assert main(["new", "--sample", str(sample)]) == 0
    for name in ("pipeline", "location"):
        with Workbook.open(sample, SPECS, Actor("吴敏", "analyst")) as workbook:
            inquiry, _ = inquire(workbook, name, "2024Q4")
            signed = Signed(name, "", "吴敏", "2025-01-11T08:00:00.000Z")
            workbook.run(keep(inquiry, inquiry.run(Silent()), signed))
        out = tmp_path / f"{name}.pdf"
        asked = ["report", str(sample), "--kind", "model_note", "--record", name, "--lang", "fr"]
        assert main([*asked, "--out", str(out)]) == 0
        assert out.read_bytes().startswith(b"%PDF")
