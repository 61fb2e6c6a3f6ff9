"""The import names exactly the documented errors and findings, each with its remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import resources
from domain.imports.summary import summary_lines
from domain.text import LANGUAGES, Texts
from tests.storage.files.conftest import TODAY, sample_paths

if TYPE_CHECKING:
    from domain.imports.outcome import FileOutcome, Remark
    from tests.storage.files.conftest import Park


def _texts() -> Texts:
    return Texts(resources.load_texts())


def _same(value: str, documented: str) -> bool:
    """Tell whether two cells are the same; a spreadsheet's -50000 may be written -50000.0."""
    try:
        return float(value) == float(documented)
    except ValueError:
        return value == documented


def _files(park: Park) -> dict[str, FileOutcome]:
    return {each.file: each for each in park.outcome.files}


def test_rows_are_counted_as_documented_per_file_and_sheet(
    park: Park, expected: dict[str, Any]
) -> None:
    files = _files(park)
    for name, documented in expected["files"].items():
        if name == "meetings/":
            continue
        outcome = files[name]
        assert (outcome.rows, outcome.imported, outcome.rejected, outcome.skipped) == (
            documented["rows"],
            documented["imported"],
            documented["rejected"],
            documented["not_records"],
        ), name
        sheets = {
            each.sheet: (each.rows, each.imported, each.rejected, each.skipped)
            for each in outcome.sheets
            if each.sheet
        }
        assert sheets == {
            sheet: tuple(each[key] for key in ("rows", "imported", "rejected", "not_records"))
            for sheet, each in documented["sheets"].items()
        }, name


def test_all_six_meetings_are_taken(park: Park, expected: dict[str, Any]) -> None:
    meetings = [each for name, each in _files(park).items() if name.startswith("meetings/")]
    assert len(meetings) == expected["files"]["meetings/"]["rows"]
    assert all(each.imported == 1 for each in meetings)


def test_exactly_the_documented_rows_are_refused(park: Park, expected: dict[str, Any]) -> None:
    refused = {
        (each.file, each.sheet or None, each.row)
        for file in park.outcome.files
        for each in file.refused
    }
    assert refused == {(each["file"], each["sheet"], each["row"]) for each in expected["errors"]}
    assert len(refused) == 39


def test_every_documented_error_is_named_with_column_value_and_rule(
    park: Park, expected: dict[str, Any]
) -> None:
    found: dict[tuple[str, str | None, int], list[Remark]] = {}
    for file in park.outcome.files:
        for remark in file.refused:
            place = (remark.file, remark.sheet or None, remark.row)
            found.setdefault(place, []).append(remark)
    for error in expected["errors"]:
        at_row = found[error["file"], error["sheet"], error["row"]]
        assert any(
            remark.column == error["column"]
            and remark.rule == error["rule"]
            and _same(remark.value, error["value"])
            for remark in at_row
        ), error


def test_exactly_the_documented_findings_are_made_in_the_tables(
    park: Park, expected: dict[str, Any]
) -> None:
    found = {
        (each.file, each.sheet or None, each.row, each.column, each.value, each.rule)
        for file in park.outcome.files
        if "/" not in file.file
        for each in file.findings
    }
    assert found == {
        (each["file"], each["sheet"], each["row"], each["column"], each["value"], each["rule"])
        for each in expected["findings"]
    }


def test_oddities_of_the_meetings_are_found_and_the_meetings_kept(park: Park) -> None:
    found = {
        (file.file, each.rule)
        for file in park.outcome.files
        if file.file.startswith("meetings/")
        for each in file.findings
    }
    assert found == {
        ("meetings/M-2021-01.json", "votes_exceed_present"),
        ("meetings/M-2023-01.json", "due_before_meeting"),
        ("meetings/M-2023-01.json", "shares_not_100"),
        ("meetings/M-2024-01.json", "no_quorum"),
    }


def test_a_wrong_credit_code_is_left_unknown_and_the_firm_taken(park: Park) -> None:
    rows = park.rows("SELECT number FROM firm WHERE credit_code IS NULL ORDER BY number")
    assert rows == [("QH017",), ("QH041",)]


def test_a_file_that_is_no_data_is_answered_with_a_sentence(park: Park) -> None:
    outcome = _files(park)["README.md"]
    assert [each.rule for each in outcome.problems] == ["not_data"]
    assert outcome.rows == 0
    assert len(park.outcome.files) == len(sample_paths()) - 1 + 6


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_answer_is_a_sentence_for_each_thing_in_every_language(park: Park, lang: str) -> None:
    lines = summary_lines(park.outcome, _texts(), lang)
    assert len(lines) > 60
    assert not any("{" in line or "import." in line for line in lines)


def test_the_answer_names_place_value_reason_and_remedy(park: Park) -> None:
    lines = summary_lines(park.outcome, _texts(), "en")
    line = next(each for each in lines if "QH099" in each)
    assert line == (
        "Refused — quarterly-figures-2020Q1-2024Q4.xlsx, sheet 2021, row 67, column B: "
        "the firm “QH099” is not in the register. "
        "Register the firm first, or correct its number or name."
    )


def test_plain_data_of_the_answer_can_be_written_as_json(park: Park) -> None:
    import json

    plain = json.loads(json.dumps(park.outcome.to_json(), ensure_ascii=False))
    files = {each["file"]: each for each in plain["files"]}
    register = files["firm-register.xlsx"]
    assert register["rows"] == 64
    assert register["findings"][0]["rule"] == "credit_code_check"
    assert plain["batch"] == park.outcome.batch
    assert not plain["dry_run"]
    assert TODAY.isoformat() == "2025-01-20"
