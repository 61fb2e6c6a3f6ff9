"""Paths that lead nowhere are refused with place, reason and remedy, and nothing is lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.records import Actor
from main import main
from storage.workbook import Workbook
from tests.rights import as_somebody, open_place

if TYPE_CHECKING:
    from pathlib import Path

CSV = "企业编号,季度,营业收入\nQH001,2024Q4,约\n"


@pytest.fixture
def park(tmp_path: Path) -> Path:
    path = tmp_path / "park.feidi"
    Workbook.create(path, SPECS, Actor("a", "clerk")).close()
    (tmp_path / "folder").mkdir()
    (tmp_path / "file.csv").write_text(CSV, "utf-8")
    return path


@pytest.mark.parametrize(
    "line",
    [
        "export {park} {here}/file.csv/all",
        "export {park} {here}/none/a.xlsx",
        "export {park} {here}/all.csv",
        "export {park} {here}/form.doc --form 2024Q4",
        "export {park} {here}/calendar.txt --calendar",
        "import {park} {here}/folder",
        "import {park} {here}/file.csv --refused {here}/none/a.xlsx",
        "import {park} {here}/file.csv --refused {here}/folder",
        "gallery {park} {here}/file.csv --screen home",
        "verify {park} {here}/folder",
        "indicators {park} --quarter 2051Q1",
        "new {here}/park.txt",
        "new {here}/none/park.feidi",
        "backup {park} {here}/file.csv",
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_path_that_leads_nowhere_is_refused_in_one_sentence(
    line: str, lang: str, park: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = park.read_bytes(), sorted(tmp_path.iterdir())
    words = [each.format(park=park, here=tmp_path) for each in line.split()]
    assert main([*words, "--lang", lang]) == 1
    told = capsys.readouterr()
    said = (told.err or told.out).strip()
    assert said.endswith(("。", "."))
    assert "Errno" not in said
    assert (park.read_bytes(), sorted(tmp_path.iterdir())) == before


def test_a_refusal_of_the_place_for_refusals_comes_before_the_import(
    park: Path, tmp_path: Path
) -> None:
    figures = tmp_path / "firms.csv"
    figures.write_text("企业编号,企业名称\nQH001,一\n", "utf-8")
    place = str(tmp_path / "none" / "a.xlsx")
    assert main(["import", str(park), str(figures), "--refused", place]) == 1
    with Workbook.open(park, SPECS, Actor("a", "clerk")) as workbook:
        assert workbook.find("firm") == []


@pytest.mark.parametrize("lang", ["zh", "fr"])
@pytest.mark.parametrize("content", ["{", b"\xff\xfe\x00"])
def test_an_input_of_a_model_that_cannot_be_read_is_told_in_the_language(
    lang: str, content: str | bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "input.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert main(["model", "batch", "--lang", lang, str(path)]) == 2
    told = capsys.readouterr().err
    assert "Expecting" not in told
    assert "codec" not in told


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no permissions of this kind")
def test_a_workbook_in_a_place_that_takes_no_writing_is_not_said_to_be_held(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with open_place() as place:
        path, figures = place / "park.feidi", place / "file.csv"
        Workbook.create(path, SPECS, Actor("a", "clerk")).close()
        figures.write_text(CSV, "utf-8")
        for each in (path, place):
            each.chmod(0o555)
        with as_somebody():
            assert main(["import", str(path), str(figures), "--lang", "en"]) == 1
        place.chmod(0o755)
        assert "is read-only. Check the permissions" in capsys.readouterr().err
