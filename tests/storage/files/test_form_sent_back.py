"""A collection form that offices send back: blank, filled in part, or with a cell emptied."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

import resources
from domain.collection import collection_form
from domain.entities import SPECS
from domain.errors import DomainError
from domain.text import LANGUAGES, Texts
from domain.units import Quarter
from storage.files.collection_form import write_collection_form
from storage.files.importing import import_files

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from storage.workbook import Workbook
    from tests.storage.files.conftest import Park

TEXTS = Texts(resources.load_texts())
LATER = date(2025, 4, 20)
FIRST_LINE = 3
FEN = {"zh": 1_000_000, "fr": 100_000, "en": 100_000}
"""Fen in one of the money unit of a language: 10,000 yuan, 1,000 yuan."""

Cells = dict[tuple[int, int, str], Any]
"""Sheet, line below the headings and column → what is typed."""


def _form(workbook: Workbook, path: Path, lang: str, quarter: Quarter) -> list[list[str]]:
    """Write a form; return the names of the columns of each sheet."""
    sheets = collection_form(workbook, SPECS, TEXTS, lang, quarter, LATER)
    write_collection_form(sheets, TEXTS, lang, path)
    return [[column.name for column in sheet.columns] for sheet in sheets]


def _filled(path: Path, names: list[list[str]], typed: Mapping[tuple[int, int, str], Any]) -> Path:
    """Open a form, type into it and save it under another name, as a spreadsheet program does."""
    book = CalamineWorkbook.from_path(str(path))
    out = path.with_name(f"back-{path.name}")
    with xlsxwriter.Workbook(out, {"default_date_format": "yyyy-mm-dd"}) as made:
        for at, name in enumerate(book.sheet_names):
            sheet = made.add_worksheet(name)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            cells = {
                (line, place): cell
                for line, row in enumerate(rows)
                for place, cell in enumerate(row)
            }
            for (sheet_at, line, column), value in typed.items():
                if sheet_at == at:
                    cells[FIRST_LINE + line, names[at].index(column)] = value
            for (line, place), cell in cells.items():
                if cell not in ("", None):
                    sheet.write(line, place, cell)
    return out


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_form_sent_back_blank_adds_nothing(park: Park, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "form.xlsx"
    _form(park.workbook, path, lang, Quarter(2025, 1))
    outcome = import_files(park.workbook, SPECS, [path], dry_run=True, today=LATER)
    assert outcome.written == {}
    (file,) = outcome.files
    assert file.refused == ()
    assert [sheet.rows for sheet in file.sheets] == [0] * len(file.sheets)
    assert file.findings == ()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_what_was_typed_is_taken(park: Park, tmp_path: Path, lang: str) -> None:
    path = tmp_path / "form.xlsx"
    names = _form(park.workbook, path, lang, Quarter(2025, 1))
    stages = {key: TEXTS.say(f"choice.stage.{key}", lang) for key in ("incubating", "on_watch")}
    typed: Cells = {
        (0, 0, "revenue_fen"): 12.5,
        (0, 0, "headcount"): 7,
        (0, 2, "remark"): "moved out in March",
        (1, 1, "jobs"): 31,
        (2, 3, "actual_fen"): 1234.56,
        (3, 0, "actual"): 82.5,
        (4, 0, "firm_number"): "QH006",
        (4, 0, "process"): TEXTS.say("choice.process.incubation", lang),
        (4, 0, "from_stage"): stages["incubating"],
        (4, 0, "to_stage"): stages["on_watch"],
        (4, 0, "date"): datetime(2025, 2, 3),  # noqa: DTZ001 - a spreadsheet's day has no zone
    }
    back = _filled(path, names, typed)
    with park.workbook.scratch() as copy:
        outcome = import_files(copy, SPECS, [back], today=LATER)
        assert outcome.written["firm_quarter"] == (2, 0)
        figures = copy.find("firm_quarter", quarter="2025Q1")
        (reported,) = [row for row in figures if row["headcount"] == 7]
        assert reported["revenue_fen"] == 12.5 * FEN[lang]
        assert (reported["rd_fen"], reported["rd_staff"]) == (None, None)
        (remarked,) = [row for row in figures if row["remark"]]
        assert (remarked["headcount"], remarked["remark"]) == (None, "moved out in March")
        (project,) = copy.find("return_quarter", quarter="2025Q1")
        assert (project["jobs"], project["tax_fen"]) == (31, None)
        (cost,) = copy.find("cost", quarter="2025Q1")
        assert (cost["actual_fen"], cost["budget_fen"]) == (123_456, None)
        (score,) = copy.find("operator_score", quarter="2025Q1")
        assert score["actual"] == 82.5
    moved = next(sheet for sheet in outcome.files[0].sheets if sheet.kind == "stage_change")
    assert moved.rows == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cell_that_was_emptied_is_asked_about_and_the_figure_kept(
    park: Park, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "form.xlsx"
    names = _form(park.workbook, path, lang, Quarter(2024, 4))
    firms = park.workbook.find("firm_quarter", quarter="2024Q4")
    first = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()[FIRST_LINE]
    number, column = str(first[0]), names[0].index("headcount")
    firm = park.workbook.find("firm", number=number)[0]["id"]
    known = next(row["headcount"] for row in firms if row["firm"] == firm)
    back = _filled(path, names, {(0, 0, "headcount"): None})
    outcome = import_files(park.workbook, SPECS, [back], dry_run=True, today=LATER)
    assert outcome.written == {}
    (asked,) = outcome.files[0].findings
    assert (asked.rule, asked.row, asked.column) == ("cell_emptied", 4, chr(ord("A") + column))
    assert str(known) in asked.reason(TEXTS, lang)
    assert asked.remedy(TEXTS, lang)


def test_a_figure_that_was_said_to_be_unknown_is_no_blank_cell(park: Park, tmp_path: Path) -> None:
    path = tmp_path / "form.xlsx"
    names = _form(park.workbook, path, "zh", Quarter(2025, 1))
    back = _filled(path, names, {(0, 0, "revenue_fen"): "未报送"})
    outcome = import_files(park.workbook, SPECS, [back], dry_run=True, today=LATER)
    assert outcome.written["firm_quarter"] == (1, 0)


@pytest.mark.parametrize("quarter", [Quarter(2051, 1), Quarter(1999, 4), Quarter(2025, 3)])
def test_a_quarter_too_far_off_has_no_form(park: Park, quarter: Quarter) -> None:
    with pytest.raises(DomainError, match="form_quarter_far") as refusal:
        collection_form(park.workbook, SPECS, TEXTS, "en", quarter, LATER)
    assert refusal.value.values["first"] == "2020Q1"
    assert refusal.value.values["last"] == "2025Q2"


def test_a_form_whose_firm_is_unknown_is_refused_only_where_something_was_typed(
    park: Park, tmp_path: Path
) -> None:
    path = tmp_path / "form.xlsx"
    names = _form(park.workbook, path, "en", Quarter(2025, 1))
    typed: Cells = {
        (0, 0, "firm_number"): "XX1",
        (0, 0, "firm_name"): "No such firm",
        (0, 0, "headcount"): 3,
        (0, 1, "firm_number"): "XX2",
        (0, 1, "firm_name"): "Nor this one",
    }
    outcome = import_files(
        park.workbook, SPECS, [_filled(path, names, typed)], dry_run=True, today=LATER
    )
    assert {remark.row for remark in outcome.files[0].refused} == {4}
