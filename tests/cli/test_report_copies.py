"""Copies of reports are written by command: for editing and for reckoning; no issue is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.records import Actor
from main import main
from storage.workbook import Workbook

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def park(sample: Path, tmp_path: Path) -> Path:
    """Give a copy of the sample park."""
    for file in sample.parent.glob(f"{sample.name}*"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path / sample.name


ASKED = (
    ("--kind", "minutes", "--record", "M-2024-01", "--lang", "fr"),
    ("--kind", "convocation", "--record", "M-2024-01", "--lang", "zh"),
    ("--quarter", "2024Q3", "--lang", "zh+en"),
)


@pytest.mark.parametrize("ending", [".docx", ".xlsx", ".csv"])
@pytest.mark.parametrize("asked", ASKED, ids=["minutes", "convocation", "quarterly"])
def test_two_runs_give_the_same_bytes_and_record_no_issue(
    park: Path, tmp_path: Path, asked: tuple[str, ...], ending: str
) -> None:
    for name in ("a", "b"):
        out = tmp_path / f"{name}{ending}"
        assert main(["report", str(park), *asked, "--out", str(out)]) == 0
    first, second = (tmp_path / f"{name}{ending}" for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    with Workbook.open(park, SPECS, Actor("reader", "auditor"), read_only=True) as workbook:
        assert workbook.find("report_issue") == []


def test_a_copy_is_called_a_copy(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "minutes.docx"
    assert main(["--lang", "en", "report", str(park), *ASKED[0], "--out", str(out)]) == 0
    assert "copy for editing, not the issued original" in capsys.readouterr().out


def test_a_copy_that_cannot_be_written_is_refused_with_a_sentence(
    park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nowhere" / "minutes.docx"
    assert main(["report", str(park), *ASKED[0], "--out", str(out)]) == 1
    assert "nowhere" in capsys.readouterr().err
