"""Check the printed file: bytes, fonts, words, outline, watermark, pages."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from reportlab import rl_config

import resources
from domain.errors import DomainError
from domain.reports.charts import HorizontalBar, HorizontalBars
from domain.reports.tree import Column, Figure, Paragraph, Row, Section, Table
from domain.reports.words import words_of
from storage.pdf import MissingGlyphError, render
from storage.pdf.fonts import FontBook
from storage.pdf.images import page_text
from storage.pdf.links import label_pattern, mentions
from storage.pdf.styles import scale
from storage.pdf.text import set_lines
from tests.storage.pdf.minutes_2024 import MINUTES
from tests.storage.pdf.quarter_2024q4 import DRAFT, QUARTERLY
from tests.storage.pdf.quarter_2024q4_latin import BOTH, REPORT_EN, REPORT_FR

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.reports.tree import Document

_ALL = {
    "quarterly": QUARTERLY,
    "french": REPORT_FR,
    "english": REPORT_EN,
    "two languages": BOTH,
    "minutes": MINUTES,
    "draft": DRAFT,
}


def _printed(document: Document) -> bytes:
    stream = io.BytesIO()
    render(document, stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """Return the sample documents, printed."""
    return {name: _printed(document) for name, document in _ALL.items()}


def _texts(data: bytes) -> list[str]:
    pdf = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_range() for page in pdf]


def _bare(words: str) -> str:
    # Line ends may fall anywhere, at a hyphen they are read as soft hyphens.
    return re.sub(r"[\s\u00a0\u202f\u3000\u0002\ufffe-]", "", words)


@pytest.mark.parametrize("name", list(_ALL))
def test_every_word_of_the_tree_can_be_found_in_the_file(
    name: str, files: dict[str, bytes]
) -> None:
    whole = _bare("".join(_texts(files[name])))
    lost = [
        words
        for _, words in words_of(_ALL[name])
        if "页，共" not in words and "page 0" not in words
        for part in words.split("\n")
        if _bare(part) not in whole
    ]
    narrow = name == "two languages"
    # In half the width the columns that are not narrow are left out.
    assert narrow or lost == []


def test_columns_left_out_of_half_tables_are_the_only_words_missing(
    files: dict[str, bytes],
) -> None:
    whole = _bare("".join(_texts(files["two languages"])))
    assert "本季度" in whole
    assert _bare("Chiffre d’affaires") in whole
    assert "2020年以来" not in whole


def test_the_french_thousands_separator_is_read_back_as_a_space(
    files: dict[str, bytes],
) -> None:
    assert re.search(r"419[\u202f ]742,6", _texts(files["french"])[1])


@pytest.mark.parametrize("name", list(_ALL))
def test_every_font_is_in_the_file_as_a_subset(name: str, files: dict[str, bytes]) -> None:
    data = files[name]
    named = set(re.findall(rb"/BaseFont\s*/([A-Za-z0-9+\-]+)", data))
    assert named
    assert all(re.match(rb"[A-Z]{6}\+Noto(Sans|Serif)", font) for font in named)
    described = len(re.findall(rb"/Type\s*/FontDescriptor", data))
    embedded = len(re.findall(rb"/FontFile2", data))
    fonts = len(re.findall(rb"/Type\s*/Font\b(?!Descriptor)", data))
    assert described == embedded == fonts
    assert len(re.findall(rb"/ToUnicode", data)) == fonts


def _fonts_used(page: pypdfium2.PdfPage) -> set[str]:
    raw = pypdfium2.raw
    used: set[str] = set()
    for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        font = raw.FPDFTextObj_GetFont(shape.raw)
        assert raw.FPDFFont_GetIsEmbedded(font) == 1
        size = raw.FPDFFont_GetBaseFontName(font, None, 0)
        buffer = (raw.c_char * size)()
        raw.FPDFFont_GetBaseFontName(font, buffer, size)
        used.add(bytes(buffer).rstrip(b"\0").decode().split("+")[-1])
    return used


def test_two_languages_use_the_fonts_of_both(files: dict[str, bytes]) -> None:
    pdf = pypdfium2.PdfDocument(files["two languages"])
    used = set().union(*(_fonts_used(page) for page in pdf))
    assert {"NotoSerifSC-Regular", "NotoSerif-Regular"} <= used
    assert {"NotoSansSC-Bold", "NotoSans-Bold"} <= used


def test_an_english_report_needs_no_chinese_font(files: dict[str, bytes]) -> None:
    assert b"SC-" not in files["english"]


def test_the_same_tree_gives_the_same_bytes() -> None:
    assert _printed(QUARTERLY) == _printed(QUARTERLY)


def test_another_process_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    program = (
        "import io, hashlib\n"
        "from storage.pdf import render\n"
        "from tests.storage.pdf.quarter_2024q4 import QUARTERLY\n"
        "print(render(QUARTERLY, io.BytesIO()).sha256)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        text=True,
    )
    assert done.stdout.strip() == hashlib.sha256(files["quarterly"]).hexdigest()


def test_the_librarys_settings_stay_as_they_were() -> None:
    before = rl_config.invariant, rl_config.canvas_basefontname
    _printed(DRAFT)
    assert (rl_config.invariant, rl_config.canvas_basefontname) == before


def test_the_result_tells_pages_and_digest_of_the_file(tmp_path: Path) -> None:
    place = tmp_path / "季报.pdf"
    result = render(QUARTERLY, place)
    assert result.pages == 9
    assert result.sha256 == hashlib.sha256(place.read_bytes()).hexdigest()
    assert result.missing_glyphs == ()
    assert [file.name for file in tmp_path.iterdir()] == ["季报.pdf"]


def test_every_page_says_its_number_and_how_many_there_are(files: dict[str, bytes]) -> None:
    for number, words in enumerate(_texts(files["quarterly"]), start=1):
        assert f"第{number}页，共9页" in _bare(words)
    for number, words in enumerate(_texts(files["french"]), start=1):
        assert f"page {number} sur 2" in words


def test_every_page_carries_the_digest(files: dict[str, bytes]) -> None:
    assert all(QUARTERLY.digest in _bare(words) for words in _texts(files["quarterly"]))


def test_only_drafts_carry_the_watermark(files: dict[str, bytes]) -> None:
    assert all("草案" in _bare(words) for words in _texts(files["draft"]))
    assert not any("草案" in _bare(words) for words in _texts(files["quarterly"]))


def test_the_outline_names_sections_and_their_tables_and_figures(
    files: dict[str, bytes],
) -> None:
    pdf = pypdfium2.PdfDocument(files["quarterly"])
    entries = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    sections = [title for level, title in entries if level == 0]
    assert sections == [
        "治理季报",
        *("一、摘要", "二、企业与孵化", "三、回流投产", "四、税收、补贴与成本", "五、利益共享"),
        *("六、模型推演", "七、督办、展望与数据质量", "附录　指标定义"),
    ]
    assert (1, "表1　八项主要指标") in entries
    assert (1, "图8　叠加对数，按支付方") in entries


def test_an_outline_entry_leads_to_its_page(files: dict[str, bytes]) -> None:
    pdf = pypdfium2.PdfDocument(files["quarterly"])
    pages = {mark.get_title(): mark.get_dest().get_index() for mark in pdf.get_toc()}
    assert pages["五、利益共享"] == 5
    assert pages["表6　结算明细"] == 5


def test_a_table_that_a_text_names_is_a_click_away(files: dict[str, bytes]) -> None:
    # 图7 is named on page 8 (数据质量); the figure stands on page 5.
    pdf = pypdfium2.PdfDocument(files["quarterly"])
    raw = pypdfium2.raw
    page = pdf[7]
    start, link, targets = raw.c_int(0), raw.FPDF_LINK(), set()
    while raw.FPDFLink_Enumerate(page.raw, start, link):
        dest = raw.FPDFLink_GetDest(pdf.raw, link)
        targets.add(raw.FPDFDest_GetDestPageIndex(pdf.raw, dest))
    assert targets == {4}


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("见表1和表12。", ["表1", "表12"]),
        ("voir le Tableau\u00a03, le Tableau 31", ["Tableau 3"]),
        ("Timetable 3 and Table 3", ["Table 3"]),
        ("无", []),
    ],
)
def test_labels_are_found_whole(words: str, labels: list[str]) -> None:
    pattern = label_pattern(["表1", "表12", "Tableau 3", "Table 3"])
    assert pattern is not None
    fonts = FontBook(resources.path("fonts"))
    lines = set_lines(words, scale("fr").body, 1e6, fonts)
    assert [label for label, _, _ in mentions(lines[0], pattern)] == labels


def test_the_file_knows_its_title_language_and_digest(files: dict[str, bytes]) -> None:
    pdf = pypdfium2.PdfDocument(files["quarterly"])
    known = pdf.get_metadata_dict()
    assert known["Title"] == "衢杭创新飞地治理季报　2024年第4季度"
    assert known["Author"] == "园区管理委员会办公室"
    assert QUARTERLY.digest in known["Keywords"]
    assert b"zh-CN" in files["quarterly"]
    assert b"fr-FR" in files["french"]


def test_the_head_of_a_broken_table_stands_on_every_page() -> None:
    rows = tuple(Row((f"企业{number}", str(number))) for number in range(120))
    table = Table("表1", "企业名录", (Column("企业名称"), Column("营业收入", "right")), rows)
    document = replace(DRAFT, sections=(Section("一、", "名录", (table,)),))
    pages = _texts(_printed(document))
    # 239 mm hold 37 rows under title and heads, then 39 a page: the last five would stand alone,
    # so all rows stand a little closer.
    assert len(pages) == 3
    assert all("企业名称" in words and "营业收入" in words for words in pages)


def test_a_character_without_a_glyph_is_refused_with_its_name_and_place(tmp_path: Path) -> None:
    table = Table("表3", "企业", (Column("名称"),), (Row(("砺垣\U0001f600",)),))
    document = replace(DRAFT, sections=(Section("一、", "摘要", (table,)),))
    place = tmp_path / "report.pdf"
    with pytest.raises(MissingGlyphError) as refused:
        render(document, place)
    assert refused.value.values["character"] == "\U0001f600"
    assert refused.value.values["code"] == "U+1F600"
    assert "表3 企业" in str(refused.value.values["place"])
    assert not place.exists()


def test_without_the_serif_all_is_set_in_the_sans(tmp_path: Path) -> None:
    for file in resources.path("fonts").glob("NotoSans*.ttf"):
        (tmp_path / file.name).symlink_to(file)
    stream = io.BytesIO()
    result = render(DRAFT, stream, fonts=tmp_path)
    assert b"NotoSerif" not in stream.getvalue()
    assert b"NotoSansSC" in stream.getvalue()
    assert result.missing_glyphs == ()


def test_a_folder_without_fonts_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        render(DRAFT, io.BytesIO(), fonts=tmp_path)
    assert refused.value.key == "pdf.font_unreadable"
    assert refused.value.values["folder"] == str(tmp_path)


def test_a_folder_that_is_not_there_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(DomainError) as refused:
        render(DRAFT, tmp_path / "missing" / "report.pdf")
    assert refused.value.key == "pdf.cannot_write"
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    render(REPORT_FR, io.BytesIO(), lambda done, whole: told.append((done, whole)))
    assert told == [(0, 0), (1, 2), (2, 2)]


def test_stopping_leaves_the_old_file(tmp_path: Path) -> None:
    place = tmp_path / "report.pdf"
    place.write_bytes(b"old")

    class StoppedError(Exception):
        pass

    def stop_at(number: int) -> Callable[[int, int], None]:
        def stop(done: int, whole: int) -> None:
            if done == number:
                raise StoppedError(done, whole)

        return stop

    # While pages are set, and while they are drawn.
    for number in (0, 1):
        with pytest.raises(StoppedError):
            render(DRAFT, place, stop_at(number))
    assert place.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_unknown_values_are_said_and_not_drawn() -> None:
    bars = HorizontalBars(
        (
            HorizontalBar("龙游县", 5.0, "5.00", "占一半"),
            HorizontalBar("衢江区", None, "—"),
            HorizontalBar("常山县", 2.0, "2.00", tone="sand", hatch=True),
        ),
        10.0,
    )
    document = replace(DRAFT, sections=(Section("一、", "产值", (Figure("图1", "产值", bars),)),))
    words = page_text(_printed(document), 0)
    assert "衢江区" in words
    assert "—" in words


def test_twins_with_different_blocks_are_refused() -> None:
    one = Section("一、", "摘要", (Paragraph("短。"),))
    two = Section("1. ", "Essentiel", ())
    document = replace(BOTH, sections=(replace(one, twin=two),))
    with pytest.raises(ValueError, match="same blocks in the same order"):
        _printed(document)


def test_figures_stand_in_turn_over_the_full_width_in_two_languages() -> None:
    bars = HorizontalBars((HorizontalBar("a", 1.0, "1"),), 1.0)
    one = Section("一、", "产值", (Paragraph("短。"), Figure("图1", "产值", bars)))
    two = Section("1. ", "Production", (Paragraph("Court."), Figure("Figure 1", "Total", bars)))
    document = replace(BOTH, sections=(replace(one, twin=two),))
    words = page_text(_printed(document), 0)
    assert words.index("图1") < words.index("Figure 1")


def test_a_long_name_in_the_head_does_not_print_over_the_quarter() -> None:
    name = "Enclave d’innovation Quzhou–Hangzhou, rapport trimestriel de gouvernance · " * 2
    pdf = pypdfium2.PdfDocument(_printed(replace(DRAFT, head_left=name)))
    page = pdf[1 if DRAFT.cover else 0].get_textpage()
    right = page.search(DRAFT.head_right).get_next()
    assert right is not None
    left, bottom, _, top = page.get_charbox(right[0])
    search = page.search("gouvernance")
    while (found := search.get_next()) is not None:
        _, low, end, high = page.get_charbox(found[0] + found[1] - 1)
        assert end < left or low >= top or high <= bottom
