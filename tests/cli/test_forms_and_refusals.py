"""The commands write the collection form and the refused rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from main import main
from storage.files.reading import find_sources, read_source

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def park(tmp_path: Path) -> str:
    path = str(tmp_path / "park.feidi")
    named = ("--name", "飞地", "--origin", "衢州市", "--host", "余杭区")
    assert main(["new", path, *named, "--first-quarter", "2024Q4"]) == 0
    return path


def test_the_form_of_a_quarter_is_written(park: str, tmp_path: Path) -> None:
    out = tmp_path / "form.xlsx"
    assert main(["export", park, str(out), "--form", "2024Q4", "--lang", "fr"]) == 0
    sheets = read_source(find_sources([out])[0]).sheets
    assert [sheet.name for sheet in sheets] == ["Changements de stade"]


def test_a_form_of_no_quarter_is_refused(
    park: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", park, str(tmp_path / "form.xlsx"), "--form", "2024Q5"]) == 1
    assert "2024Q5" in capsys.readouterr().err


def test_refused_rows_are_written_beside_the_answer(park: str, tmp_path: Path) -> None:
    table, out = tmp_path / "t.csv", tmp_path / "refused.xlsx"
    table.write_text("企业编号,季度,营业收入\nQH001,2024Q4,1\n", "utf-8")
    assert main(["import", park, str(table), "--refused", str(out)]) == 0
    (sheet,) = read_source(find_sources([out])[0]).sheets
    assert sheet.rows[1][0] == "QH001"


def test_a_file_that_cannot_be_taken_is_a_refusal(
    park: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", park, str(tmp_path / "gone.csv")]) == 1
    said = capsys.readouterr().out
    assert "gone.csv" in said
    assert "already agrees" not in said


def test_what_is_no_data_counts_only_where_nothing_else_was_named(
    park: str, tmp_path: Path
) -> None:
    beside, table = tmp_path / "readme.md", tmp_path / "firms.csv"
    beside.write_text("# notes\n", "utf-8")
    table.write_text("企业编号,企业名称,准入日期\nQH001,甲有限公司,2024-11-01\n", "utf-8")
    assert main(["import", park, str(beside)]) == 1
    assert main(["import", park, str(beside), str(table)]) == 0
    assert main(["import", park, str(tmp_path / "none.csv"), str(table)]) == 1
