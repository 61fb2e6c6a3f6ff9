"""A malformed file is answered with a sentence, never with a traceback, and never taken in part."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

import resources
from domain.entities import SPECS
from domain.imports.summary import summary_lines
from domain.text import Texts
from storage.files.importing import import_files
from tests.storage.files.conftest import SAMPLE, TODAY, content
from tests.storage.files.malformed import CASES, bomb, make_case, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.imports.outcome import ImportOutcome
    from storage.workbook import Workbook

PATIENCE_S = 10


def _rules(outcome: ImportOutcome) -> set[str]:
    return {
        remark.rule
        for file in outcome.files
        for remark in (*file.problems, *file.refused, *file.findings)
    }


@pytest.mark.parametrize("name", CASES)
def test_a_malformed_file_is_named_with_its_fault_and_takes_no_half(
    workbook: Workbook, bring: Callable[..., ImportOutcome], tmp_path: Path, name: str
) -> None:
    bring(SAMPLE / "firm-register.xlsx")
    before = content(workbook)
    path = make_case(name, tmp_path)
    began = time.monotonic()
    outcome = bring(path)
    assert time.monotonic() - began < PATIENCE_S
    _, rules, records = CASES[name]
    found = _rules(outcome)
    assert found <= rules | {"unit_assumed"}
    assert bool(found & rules) == bool(rules)
    assert outcome.written.get("firm_quarter", (0, 0)) == (records, 0)
    if not records:
        assert content(workbook) == before
    lines = summary_lines(outcome, Texts(resources.load_texts()), "fr")
    assert len(lines) >= 1


def test_at_least_forty_malformed_files_are_tried() -> None:
    assert len(CASES) >= 40


def test_a_good_file_beside_a_broken_one_is_taken(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    broken = make_case("truncated-late.xlsx", tmp_path)
    outcome = bring(broken, SAMPLE / "firm-register.xlsx")
    assert outcome.written["firm"] == (64, 0)
    assert [each.rule for each in outcome.files[0].problems] == ["file_damaged"]


def test_a_file_that_is_not_there_is_named(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    assert _rules(bring(tmp_path / "nowhere.xlsx")) == {"file_missing"}


def test_a_file_that_may_not_be_read_is_named(
    bring: Callable[..., ImportOutcome], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.csv"
    text("企业编号\n")(path)

    read = type(path).read_bytes

    def refuse(asked: Path) -> bytes:
        if asked == path:
            raise PermissionError(13, "Permission denied")
        return read(asked)

    monkeypatch.setattr(type(path), "read_bytes", refuse)
    assert _rules(bring(path)) == {"file_unreadable"}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are not files of a folder there")
def test_a_pipe_is_not_waited_for(bring: Callable[..., ImportOutcome], tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    assert _rules(bring(path)) == {"file_unreadable"}


def test_a_bomb_costs_little_memory(workbook: Workbook, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    path = tmp_path / "bomb.xlsx"
    bomb(path)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    import_files(workbook, SPECS, [path], today=TODAY)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 50 * 1024


def test_lines_of_a_quoted_cell_do_not_shift_the_lines_named(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    path = tmp_path / "quoted.csv"
    text(
        "企业编号,季度,营业收入（万元）,备注\r\n"
        'QH001,2024Q3,10,"第一行\r\n第二行\r\n第三行"\r\n'
        "QH098,2024Q3,11,\r\n"
    )(path)
    outcome = bring(SAMPLE / "firm-register.xlsx", path)
    assert [(each.row, each.column) for each in outcome.files[1].refused] == [(5, "企业编号")]


def test_a_table_without_units_is_read_in_the_usual_one_and_says_so(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    path = tmp_path / "no-unit.csv"
    text("企业编号,季度,营业收入\r\nQH001,2024Q3,10\r\n")(path)
    outcome = bring(SAMPLE / "firm-register.xlsx", path)
    assert [each.rule for each in outcome.files[1].findings] == ["unit_assumed"]


def test_columns_that_are_not_known_are_told(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    path = tmp_path / "more.csv"
    text("企业编号,季度,营业收入（元）,心情\r\nQH001,2024Q3,10,好\r\n")(path)
    outcome = bring(SAMPLE / "firm-register.xlsx", path)
    assert outcome.files[1].sheets[0].unread == ("心情",)
