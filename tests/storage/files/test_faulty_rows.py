"""What an import refused is written to a spreadsheet, corrected there and imported again."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

import resources
from domain.entities import SPECS
from domain.imports.mapping import TableMapping
from domain.text import LANGUAGES, Texts
from storage.files.faulty_rows import Imported, write_faulty_rows
from storage.files.importing import Said, import_files, look_into
from storage.files.reading import find_sources, read_source
from storage.workbook import Workbook
from tests.storage.files.conftest import CLERK, SAMPLE, TODAY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from domain.imports.outcome import ImportOutcome

TEXTS = Texts(resources.load_texts())
PATENTS = SAMPLE / "patents.csv"
REGISTER = SAMPLE / "firm-register.xlsx"
FIGURES = SAMPLE / "quarterly-figures-2020Q1-2024Q4.xlsx"


@pytest.fixture
def workbook() -> Iterator[Workbook]:
    with Workbook.memory(SPECS, CLERK) as made:
        import_files(made, SPECS, [REGISTER], today=TODAY)
        yield made


def _tried(workbook: Workbook, path: Path) -> ImportOutcome:
    return import_files(workbook, SPECS, [path], dry_run=True, today=TODAY)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_refused_rows_stand_below_the_headings_and_are_refused_again(
    workbook: Workbook, tmp_path: Path, lang: str
) -> None:
    path = tmp_path / "faulty.xlsx"
    outcome = _tried(workbook, FIGURES)
    write_faulty_rows(Imported([FIGURES], outcome), SPECS, TEXTS, lang, path)
    again = _tried(workbook, path)
    # The duplicate stands alone now and no longer repeats another row.
    rules = [remark.rule for remark in outcome.files[0].refused]
    assert len(rules) == 11
    rules.remove("duplicate")
    assert sorted(each.rule for each in again.files[0].refused) == sorted(rules)
    assert again.files[0].rows == 11
    assert again.files[0].problems == ()


def test_the_faulty_cells_are_marked_with_reason_and_remedy(
    workbook: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "faulty.xlsx"
    outcome = _tried(workbook, PATENTS)
    write_faulty_rows(Imported([PATENTS], outcome), SPECS, TEXTS, "en", path)
    with zipfile.ZipFile(path) as archive:
        notes = archive.read("xl/comments1.xml").decode()
    assert notes.count("<comment ") == 4
    for remark in outcome.files[0].refused:
        assert remark.reason(TEXTS, "en")[:20] in notes
    (marked,) = read_source(find_sources([path])[0]).sheets
    assert len(marked.rows) == 5
    assert marked.rows[0][-2:] == ["Why it was refused", "How to correct it"]
    assert all(row[-2] for row in marked.rows)


def test_nothing_refused_leaves_an_empty_list(workbook: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "faulty.xlsx"
    outcome = _tried(workbook, REGISTER)
    write_faulty_rows(Imported([REGISTER], outcome), SPECS, TEXTS, "fr", path)
    (listed,) = read_source(find_sources([path])[0]).sheets
    assert len(listed.rows) == 1


def test_a_table_shows_what_it_is_taken_for() -> None:
    (look,) = look_into([REGISTER], SPECS, {})
    assert (look.kind, look.problem) == ("firm", None)
    read = {column.heading: column.name for column in look.columns}
    assert read["企业编号"] == "number"
    assert look.columns[1].samples


def test_a_table_whose_headings_are_foreign_is_read_as_the_user_says(
    workbook: Workbook, tmp_path: Path
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("code;when;turn\nQH001;2024Q4;12,5\n", "utf-8")
    (unknown,) = look_into([path], SPECS, {})
    assert (unknown.kind, unknown.heading_row) == ("", 1)
    assert unknown.problem is not None
    said = TableMapping(
        kind="firm_quarter",
        heading_row=1,
        columns={"code": "firm_number", "when": "quarter", "turn": "revenue_fen"},
        units={"revenue_fen": 100},
        mark=",",
    )
    tables = {("odd.csv", ""): said}
    (look,) = look_into([path], SPECS, tables)
    assert [column.name for column in look.columns] == ["firm_number", "quarter", "revenue_fen"]
    outcome = import_files(workbook, SPECS, [path], said=Said(tables=tables), today=TODAY)
    assert outcome.files[0].added == 1
    (row,) = workbook.find("firm_quarter")
    assert row["revenue_fen"] == 1_250


def test_a_table_that_is_left_aside_is_not_read(workbook: Workbook) -> None:
    tables = {(FIGURES.name, "2020"): TableMapping(aside=True)}
    outcome = import_files(
        workbook, SPECS, [FIGURES], said=Said(tables=tables), dry_run=True, today=TODAY
    )
    (file,) = outcome.files
    assert [sheet.sheet for sheet in file.sheets] == ["2021", "2022", "2023", "2024"]
    assert file.problems == ()
    looks = look_into([FIGURES], SPECS, tables)
    assert [look.aside for look in looks] == [True, False, False, False, False]


def test_only_the_table_that_is_meant_is_read_otherwise(workbook: Workbook, tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("编号,季度,营业收入\nQH001,2024Q4,1\n", "utf-8")
    said = TableMapping(kind="firm_quarter", columns={"编号": "firm_number"})
    tables = {("odd.csv", ""): said}
    outcome = import_files(
        workbook, SPECS, [path, PATENTS], said=Said(tables=tables), dry_run=True, today=TODAY
    )
    assert [file.kind for file in outcome.files] == ["firm_quarter", "patent"]


def test_a_text_longer_than_a_cell_is_told_shortly_and_stands_cut_in_its_red_cell(
    workbook: Workbook, tmp_path: Path
) -> None:
    source, path = tmp_path / "long.csv", tmp_path / "faulty.xlsx"
    heads = "企业编号,企业名称,统一社会信用代码,联系人"
    source.write_text(f"{heads}\nQH901,{'甲' * 40_000},,\n", "utf-8")
    outcome = _tried(workbook, source)
    (remark,) = outcome.files[0].refused
    assert (remark.row, remark.column, remark.rule) == (2, "企业名称", "text_too_long")
    assert len(remark.reason(TEXTS, "zh")) < 200
    write_faulty_rows(Imported([source], outcome), SPECS, TEXTS, "zh", path)
    read = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[1][1]
    assert read == "甲" * 32_766 + "…"


def test_a_figure_that_no_workbook_keeps_is_refused_where_it_stands(
    workbook: Workbook, tmp_path: Path
) -> None:
    source = tmp_path / "figures.csv"
    source.write_text(
        "企业编号,季度,营业收入（万元）,从业人员\nQH006,2024Q4,99999999999999999999,30\n", "utf-8"
    )
    (remark,) = _tried(workbook, source).files[0].refused
    assert (remark.row, remark.column, remark.rule) == (2, "营业收入（万元）", "too_large")
