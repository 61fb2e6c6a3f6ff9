"""Importing again changes nothing, the order of files does not matter, a dry run writes nothing."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.imports.mapping import TableMapping
from domain.progress import CancelledError
from storage.files.importing import Said, import_files
from storage.workbook import Workbook
from tests.storage.files.conftest import CLERK, SAMPLE, TODAY, content, sample_paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.imports.outcome import ImportOutcome
    from tests.storage.files.conftest import Park

Bring = "Callable[..., ImportOutcome]"
LAST_QUARTER = (
    "quarterly-figures-2020Q1-2024Q4.xlsx",
    "quarterly-figures-2024Q4-gb18030.csv",
    "suivi-trimestriel-2024T4.xlsx",
)


@pytest.mark.no_cover
def test_importing_the_same_files_again_writes_nothing(park: Park) -> None:
    before = park.workbook.head_hash()
    again = import_files(park.workbook, SPECS, sample_paths(), today=TODAY)
    assert again.batch == ""
    assert again.written == {}
    assert all(file.added == file.changed == 0 for file in again.files)
    assert [file.imported for file in again.files] == [file.imported for file in park.outcome.files]
    assert park.workbook.head_hash() == before


@pytest.mark.no_cover
def test_the_whole_import_is_one_step_of_undo(
    workbook: Workbook, bring: Callable[..., ImportOutcome]
) -> None:
    empty = content(workbook)
    bring(*sample_paths())
    assert workbook.undo_label() == "command.import"
    workbook.undo()
    assert content(workbook) == empty
    assert workbook.undo_label() == ""


@pytest.mark.no_cover
@pytest.mark.parametrize("seed", [1, 2])
def test_files_named_in_another_order_give_the_same_records(
    park: Park, workbook: Workbook, bring: Callable[..., ImportOutcome], seed: int
) -> None:
    paths = sample_paths()
    random.Random(seed).shuffle(paths)
    outcome = bring(*paths)
    assert sum(file.rejected for file in outcome.files) == 39
    assert content(workbook) == content(park.workbook)


@pytest.mark.parametrize("name", LAST_QUARTER[1:])
def test_another_file_about_the_same_quarter_agrees_and_changes_nothing(
    park: Park, name: str
) -> None:
    outcome = import_files(park.workbook, SPECS, [SAMPLE / name], today=TODAY)
    assert outcome.batch == ""
    assert outcome.files[0].unchanged == 54


@pytest.mark.parametrize("name", LAST_QUARTER)
def test_each_file_about_the_last_quarter_gives_the_same_figures_alone(
    park: Park, workbook: Workbook, bring: Callable[..., ImportOutcome], name: str
) -> None:
    bring(SAMPLE / "firm-register.xlsx", SAMPLE / name)
    query = (
        "SELECT SUM(revenue_fen), SUM(vat_fen), SUM(headcount) FROM firm_quarter WHERE quarter = ?"
    )
    alone = workbook.connection.execute(query, ("2024Q4",)).fetchone()
    assert [alone] == park.rows(query, "2024Q4")


@pytest.mark.no_cover
def test_a_dry_run_answers_the_same_and_writes_nothing(
    park: Park, workbook: Workbook, bring: Callable[..., ImportOutcome]
) -> None:
    empty = content(workbook)
    outcome = bring(*sample_paths(), dry_run=True)
    assert outcome.dry_run
    assert outcome.batch == ""
    assert outcome.written == park.outcome.written
    assert [file.refused for file in outcome.files] == [file.refused for file in park.outcome.files]
    assert content(workbook) == empty


def test_a_corrected_figure_changes_its_record_and_nothing_else(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    register = SAMPLE / "firm-register.xlsx"
    file = tmp_path / "figures.csv"
    headings = "企业编号,季度,营业收入（万元）,从业人员（人）\n"
    file.write_text(f"{headings}QH001,2024Q3,10.5,30\nQH004,2024Q3,7,20\n", "utf-8")
    bring(register, file)
    file.write_text(f"{headings}QH001,2024Q3,10.5,31\nQH004,2024Q3,7,—\n", "utf-8")
    outcome = bring(file)
    assert outcome.written == {"firm_quarter": (0, 1)}
    assert (outcome.files[0].changed, outcome.files[0].unchanged) == (1, 1)
    # What a file leaves blank does not erase what the workbook knows, and the answer says so.
    assert outcome.files[0].sheets[0].kept == 1
    found = workbook.connection.execute(
        "SELECT number, headcount FROM firm_quarter JOIN firm ON firm.id = firm ORDER BY 1"
    ).fetchall()
    assert found == [("QH001", 31), ("QH004", 20)]


def test_equal_entries_of_a_ledger_are_as_many_records_and_stay_so(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    file = tmp_path / "flows.csv"
    row = "人才,杭州市余杭区,江山市,3,人,2024-01-05,登记表\n"
    file.write_text(f"要素,流出地,流入地,数量,单位,日期,凭证\n{row}{row}", "utf-8")
    assert bring(file).written["factor_flow"] == (2, 0)
    assert bring(file).written == {}
    total = workbook.connection.execute("SELECT SUM(quantity) FROM factor_flow").fetchone()
    assert total == (6,)


def test_rows_of_a_closed_quarter_are_refused_when_they_would_change_it(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    file = tmp_path / "figures.csv"
    headings = "企业编号,季度,营业收入（万元）\n"
    file.write_text(f"{headings}QH001,2024Q3,10\nQH001,2024Q4,11\n", "utf-8")
    bring(SAMPLE / "firm-register.xlsx", file)
    with workbook.connection as connection:
        connection.execute("UPDATE quarter SET state = 'closed' WHERE quarter = '2024Q3'")
    assert bring(file).written == {}
    file.write_text(f"{headings}QH001,2024Q3,99\nQH001,2024Q4,12\n", "utf-8")
    outcome = bring(file)
    assert [(each.row, each.rule) for each in outcome.files[0].refused] == [(2, "quarter_closed")]
    assert outcome.written == {"firm_quarter": (0, 1)}


def test_an_import_that_is_cancelled_writes_nothing(workbook: Workbook) -> None:
    class Impatient:
        def step(self, done: int, total: int) -> None:
            if done > total // 2:
                raise CancelledError

    empty = content(workbook)
    with pytest.raises(CancelledError):
        import_files(workbook, SPECS, sample_paths(), today=TODAY, progress=Impatient())
    assert content(workbook) == empty


@pytest.mark.no_cover
def test_progress_ends_with_all_parts_done(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    class Listener:
        def step(self, done: int, total: int) -> None:
            heard.append((done, total))

    with Workbook.create(tmp_path / "own.feidi", SPECS, CLERK) as workbook:
        import_files(workbook, SPECS, sample_paths(), today=TODAY, progress=Listener())
    assert heard[-1][0] == heard[-1][1]
    assert heard == sorted(heard)


def test_only_the_named_kind_is_taken(bring: Callable[..., ImportOutcome]) -> None:
    outcome = bring(SAMPLE / "leases.xlsx", said=Said(TableMapping("unit")))
    assert outcome.written.keys() == {"building", "unit"}
    assert [each.rule for each in outcome.files[0].problems] == ["no_headings", "no_headings"]
