"""The model command prints JSON and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from main import main

if TYPE_CHECKING:
    from pathlib import Path

MARKET = {"lag": "demand", "supply_response": 1.6, "demand_response": 0.8}


def _file(folder: Path, content: object) -> str:
    path = folder / "input.json"
    path.write_text(json.dumps(content), "utf-8")
    return str(path)


def test_one_operation_answers_with_its_results(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "run", "cobweb.classify", "--input", _file(tmp_path, MARKET)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["root"], found["classification"]) == (-0.5, "convergent")


def test_a_refused_input_answers_with_its_key_and_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = _file(tmp_path, {**MARKET, "demand_response": 0})
    assert main(["model", "run", "cobweb.classify", "--input", wrong]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["key"] == "out_of_range"
    assert "/demand_response" in error["message"]


def test_a_batch_answers_every_case_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = [
        {"id": "a", "operation": "cobweb.classify", "input": MARKET},
        {"id": "b", "operation": "flow.teleport", "input": {}},
        {"id": "c", "operation": "cobweb.classify", "input": []},
    ]
    assert main(["model", "batch", _file(tmp_path, {"cases": cases})]) == 0
    results = json.loads(capsys.readouterr().out)["results"]
    assert [each["id"] for each in results] == ["a", "b", "c"]
    assert "output" in results[0]
    assert [each["error"]["key"] for each in results[1:]] == ["unknown_operation", "wrong_type"]


@pytest.mark.parametrize("content", [[], {"cases": [1]}, {}])
def test_a_file_without_cases_is_refused_on_standard_error(
    tmp_path: Path, content: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["model", "batch", _file(tmp_path, content)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "input.json" in printed.err


def test_a_file_that_cannot_be_read_is_refused_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "none.json")
    assert main(["model", "batch", missing]) == 2
    assert main(["model", "run", "cobweb.run", "--input", missing]) == 2
    assert capsys.readouterr().out == ""
