"""Files and folders are found and read within limits, and mutilated ones never raise."""

from __future__ import annotations

import random
import zipfile
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

import resources
from domain.imports.outcome import Remark
from domain.imports.summary import remark_line, summary_lines
from domain.text import Texts
from storage.files import archive, json_reading, text_reading
from storage.files.reading import Source, find_sources, read_source
from tests.storage.files.conftest import SAMPLE
from tests.storage.files.malformed import HEADINGS, ROW, book, raw, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from domain.imports.outcome import ImportOutcome

MUTATIONS = 60


def _rule(path: Path) -> str:
    refusal = read_source(Source(path, path.name)).refusal
    return refusal.key if refusal else ""


def test_folders_are_searched_and_each_file_is_named_once(tmp_path: Path) -> None:
    inner = tmp_path / "park" / "2024"
    inner.mkdir(parents=True)
    for name in ("b.csv", "a.csv", "~$a.csv", ".hidden.csv"):
        text("x")(inner / name)
    found = find_sources([tmp_path / "park", inner / "a.csv"])
    assert [source.file for source in found] == ["park/2024/a.csv", "park/2024/b.csv"]


def test_a_folder_without_end_is_left_at_some_depth(tmp_path: Path) -> None:
    deep = tmp_path / "/".join("x" * 20)
    deep.mkdir(parents=True)
    text("x")(deep / "a.csv")
    (found,) = find_sources([tmp_path])
    assert found.path == tmp_path
    refusal = read_source(found).refusal
    assert refusal is not None
    assert refusal.key == "folder_empty"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_even_with_decimal_commas(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "table.csv"
    cell = '"1,5"' if delimiter == "," else "1,5"
    text("\n".join(delimiter.join(("QH001", "T4 2024", cell)) for _ in range(5)))(path)
    (sheet,) = read_source(Source(path, "table.csv")).sheets
    assert {tuple(row) for row in sheet.rows} == {("QH001", "T4 2024", "1,5")}


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("gb18030", "gb18030"),
    ],
)
def test_an_encoding_is_found_and_told(tmp_path: Path, encoding: str, told: str) -> None:
    path = tmp_path / "table.csv"
    text("企业编号,企业名称\r\nQH005,䶮梧网络科技（衢州）有限公司\r\n", encoding)(path)
    (sheet,) = read_source(Source(path, "table.csv")).sheets
    assert sheet.encoding == told
    assert sheet.rows[1][1] == "䶮梧网络科技（衢州）有限公司"


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    book(HEADINGS, ROW)(path)
    content = bytearray(path.read_bytes())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)
    assert _rule(path) == "file_encrypted"


def test_an_archive_of_too_many_parts_or_too_much_in_all_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.xlsx"
    book(HEADINGS, ROW)(path)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1000)
    assert _rule(path) == "file_too_large"
    monkeypatch.setattr(archive, "MAX_PARTS", 3)
    assert _rule(path) == "file_too_large"


def test_an_archive_whose_parts_are_not_where_it_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "moved.xlsx"
    book(HEADINGS, ROW)(path)
    content = bytearray(path.read_bytes())
    content[0:4] = b"XXXX"
    path.write_bytes(content)
    assert _rule(path) == "file_damaged"


def test_an_archive_that_is_not_packed_is_read(tmp_path: Path) -> None:
    packed, stored = tmp_path / "packed.xlsx", tmp_path / "stored.xlsx"
    book(HEADINGS, ROW)(packed)
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(stored, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
    (sheet,) = read_source(Source(stored, "stored.xlsx")).sheets
    assert list(sheet.rows[0]) == list(HEADINGS)


def test_contents_of_a_workbook_beyond_measure_are_refused(tmp_path: Path) -> None:
    path, large = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    book(HEADINGS, ROW)(path)
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(large, "w") as target:
        for name in source.namelist():
            filler = b" " * (2 << 20) if name == "xl/workbook.xml" else b""
            target.writestr(name, source.read(name) + filler)
    assert _rule(large) == "file_damaged"


def test_a_chart_sheet_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "chart.xlsx"
    made = xlsxwriter.Workbook(path)
    page = made.add_worksheet("数据")
    page.write_row(0, 0, HEADINGS)
    page.write_row(1, 0, ROW)
    chart = made.add_chart({"type": "column"})
    chart.add_series({"values": "=数据!$D$2:$D$2"})
    made.add_chartsheet("图").set_chart(chart)
    made.close()
    assert [sheet.name for sheet in read_source(Source(path, "chart.xlsx")).sheets] == ["数据"]


def test_texts_and_structures_beyond_measure_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table, structure = tmp_path / "a.csv", tmp_path / "a.json"
    text("x,y\n" * 100)(table)
    text("[1, 2, 3]")(structure)
    monkeypatch.setattr(text_reading, "MAX_ROWS", 50)
    assert _rule(table) == "too_many_rows"
    monkeypatch.setattr(text_reading, "MAX_BYTES", 10)
    monkeypatch.setattr(json_reading, "MAX_BYTES", 5)
    assert _rule(table) == "file_too_large"
    assert _rule(structure) == "file_too_large"


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "name",
    ["leases.xlsx", "quarterly-figures-2024Q4-gb18030.csv", "patents.csv", "agreement.json"],
)
def test_a_mutilated_file_is_read_or_refused_and_never_raises(
    bring: Callable[..., ImportOutcome], tmp_path: Path, name: str
) -> None:
    draw = random.Random(name)
    whole = (SAMPLE / name).read_bytes()
    bring(SAMPLE / "firm-register.xlsx")
    texts = Texts(resources.load_texts())
    for turn in range(MUTATIONS):
        content = bytearray(whole)
        for _ in range(draw.randint(1, 12)):
            at = draw.randrange(len(content))
            if draw.random() < 0.3:
                del content[at : at + draw.randint(1, 400)]
            else:
                content[at] = draw.randrange(256)
        path = tmp_path / f"{turn}-{name}"
        raw(bytes(content))(path)
        outcome = bring(path, dry_run=True)
        assert len(outcome.files) == 1
        assert summary_lines(outcome, texts, ("zh", "fr", "en")[turn % 3])


def test_the_answer_tells_unread_columns_and_rules_without_a_remedy_of_their_own(
    bring: Callable[..., ImportOutcome], tmp_path: Path
) -> None:
    texts = Texts(resources.load_texts())
    path = tmp_path / "more.csv"
    text("合同编号,指标,权重,心情\nYY-2016,新指标,20,好\n")(path)
    outcome = bring(SAMPLE / "operator-scores.xlsx", path)
    lines = summary_lines(outcome, texts, "zh")
    assert "more.csv：下列列没有读取：心情" in lines
    assert any("指标权重合计为120" in line for line in lines)


def test_a_rule_without_words_still_makes_a_sentence() -> None:
    texts = Texts(resources.load_texts())
    remark = Remark("a.csv", "", 3, "", "x", "rule_of_tomorrow")
    assert remark_line(remark, texts, "en").startswith("a.csv, line 3: ")
