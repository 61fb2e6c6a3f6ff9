"""A report becomes a document that a word processor edits: words, styles, languages, tables."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

import resources
from domain.reports import tree
from domain.reports.told import told
from domain.reports.tree import (
    Bullets,
    Column,
    Columns,
    DecisionBox,
    DefinitionList,
    Document,
    Dots,
    HeadGroup,
    Light,
    MicroBar,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Run,
    Section,
    Sparkline,
    Table,
    TextPanel,
)
from domain.reports.words import words_of
from domain.text import Texts
from storage.docx import docx_bytes
from storage.pdf.styles import TEXT_WIDTH
from tests.domain.reports.reading import every
from tests.storage.docx.reading import W, languages, parts, styles, words
from tests.storage.docx.reading import tree as part_of
from tests.storage.pdf.minutes_2024 import MINUTES
from tests.storage.pdf.quarter_2024q4 import QUARTERLY
from tests.storage.pdf.quarter_2024q4_latin import BOTH, REPORT_EN, REPORT_FR

TEXTS = Texts(resources.load_texts())
COPY = {lang: TEXTS.say("report_copy.notice", lang) for lang in ("zh", "fr", "en")}
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
EVERY = pytest.mark.parametrize(
    "document", [MINUTES, QUARTERLY, REPORT_FR, REPORT_EN, BOTH], ids=["zh", "q", "fr", "en", "2"]
)


def made(document: Document) -> bytes:
    """Return a document for editing."""
    return docx_bytes(document, COPY)


def of(*blocks: tree.Block, lang: tree.Language = "zh") -> Document:
    """Return a report of some blocks."""
    return replace(MINUTES, lang=lang, sections=(Section("", "", blocks),))


@EVERY
def test_equal_trees_give_equal_bytes(document: Document) -> None:
    assert made(document) == made(document)


@EVERY
def test_every_string_of_a_report_without_its_drawings_can_be_read_back(document: Document) -> None:
    content = made(document)
    said = words(part_of(content)) + "".join(
        words(part_of(content, name))
        for name in parts(content)
        if name.startswith(("word/header", "word/footer"))
    )
    plain = undrawn(document)
    missing = [
        text
        for _place, text in words_of(plain)
        for line in re.split(r"\n|\s•\s", text)
        if line.strip() and line not in said and "{" not in line and line != _page(document)
    ]
    assert missing == []


def _page(document: Document) -> str:
    return document.page_words.format(page=0, pages=0)


def undrawn(document: Document) -> Document:
    """Return a report without charts, the strip of its cover and columns that only draw."""

    def plain(block: tree.Block) -> tree.Block:
        if isinstance(block, tree.Figure):
            return Note(block.note)
        if isinstance(block, tree.Table):
            return told(block)
        if isinstance(block, Columns):
            left, right = (tuple(map(plain, side)) for side in (block.left, block.right))
            return replace(block, left=left, right=right)
        if isinstance(block, TextPanel):
            return replace(block, blocks=tuple(map(plain, block.blocks)))
        return block

    def section(each: Section) -> Section:
        twin = section(each.twin) if each.twin else None
        return replace(each, blocks=tuple(map(plain, each.blocks)), twin=twin)

    cover = replace(document.cover, strip=None) if document.cover else None
    return replace(document, cover=cover, sections=tuple(map(section, document.sections)))


def test_headings_captions_and_the_title_are_real_styles() -> None:
    found = styles(part_of(made(MINUTES)))
    headings = sum(isinstance(each, tree.Heading) for each in MINUTES.sections[0].blocks)
    assert found["Heading2"] == headings
    assert (found["Title"], found["Subtitle"]) == (1, 1)
    assert found["Caption"] == sum(isinstance(e, Table) for e in MINUTES.sections[0].blocks)
    sections = styles(part_of(made(QUARTERLY)))["Heading1"]
    assert sections == sum(bool(each.title) for each in QUARTERLY.sections)


@pytest.mark.parametrize(
    ("document", "latin"), [(MINUTES, "en-GB"), (REPORT_FR, "fr-FR"), (REPORT_EN, "en-GB")]
)
def test_every_run_says_its_language(document: Document, latin: str) -> None:
    found = languages(part_of(made(document)))
    assert found
    assert {(each[1], each[2]) for each in found} == {(latin, "zh-CN")}


def test_two_languages_stand_side_by_side_each_in_its_own() -> None:
    root = part_of(made(BOTH))
    beside = [
        [[text for text, *_ in languages(cell)] for cell in row.findall(f"{W}tc")]
        for row in root.find(f"{W}body").iterfind(f"{W}tbl/{W}tr")  # type: ignore[union-attr]
    ]
    first = BOTH.sections[0]
    assert first.twin
    titles = [f"{each.number}{each.title}" for each in (first, first.twin)]
    assert [titles[0]] in [cells[0][:1] for cells in beside if len(cells) == 2]
    assert [titles[1]] in [cells[1][:1] for cells in beside if len(cells) == 2]
    latin = {lang for text, lang, _ in languages(root) if text == first.twin.finding}
    assert latin == {"fr-FR"}


def test_styles_name_fonts_for_latin_and_chinese_signs() -> None:
    root = part_of(made(REPORT_FR), "word/styles.xml")
    for style in ("Normal", "Heading1", "FeidiTableText"):
        fonts = root.find(f"{W}style[@{W}styleId='{style}']/{W}rPr/{W}rFonts")
        assert fonts is not None
        assert fonts.get(f"{W}ascii") in {"Times New Roman", "Arial"}
        assert fonts.get(f"{W}eastAsia") in {"SimSun", "SimHei"}


def test_heads_of_tables_are_repeated_and_rows_are_kept_whole() -> None:
    columns = (Column("甲"), Column("乙", "right"), Column("丙", "right"))
    rows = (Row(("一", "1", "2")), Row(("组",), "group"), Row(("计", "1", "2"), "total"))
    table = Table("表1", "数", columns, rows, groups=(HeadGroup("合", 1, 2),))
    found = part_of(made(of(table))).find(f"{W}body/{W}tbl")
    assert found is not None
    lines = found.findall(f"{W}tr")
    heads = [line.find(f"{W}trPr/{W}tblHeader") is not None for line in lines]
    assert heads == [True, True, False, False, False]
    assert all(line.find(f"{W}trPr/{W}cantSplit") is not None for line in lines)
    spans = [each.get(f"{W}val") for each in found.iter(f"{W}gridSpan")]
    assert spans == ["2", "3"]


def test_widths_of_columns_fill_the_text_however_long_the_words() -> None:
    for words_ in ("短", "很长的一句话" * 30):
        columns = (Column("甲"), Column("乙", weight=0), Column("丙", "right", wrap=False))
        table = Table("", "", columns, (Row((words_, "1", "1,234.56")),))
        root = part_of(made(of(table)))
        grid = [int(each.get(f"{W}w", "0")) for each in root.iter(f"{W}gridCol")]
        assert sum(grid[-3:]) == pytest.approx(160 / 25.4 * 1440, abs=3)
        assert min(grid[-3:]) > 0


def test_a_table_of_words_that_never_break_is_squeezed_into_the_page() -> None:
    columns = tuple(Column("甲", "right") for _ in range(8))
    table = Table("", "", columns, (Row(("1,234,567,890.12",) * 8),))
    root = part_of(made(of(table)))
    grid = [int(each.get(f"{W}w", "0")) for each in root.iter(f"{W}gridCol")]
    assert sum(grid[-8:]) == pytest.approx(160 / 25.4 * 1440, abs=8)


def test_a_column_that_only_draws_is_left_out_and_grades_are_signs() -> None:
    columns = (Column("甲"), Column("走势"), Column("灯"), Column("级"))
    rows = (
        Row(("一", Sparkline((1.0,), 0), Light("amber"), Dots(2, 3, "中"))),
        Row(("二", MicroBar(1, 2), Light("none"), Dots(0, 3, "无"))),
    )
    said = words(part_of(made(of(Table("表1", "数", columns, rows)))))
    assert "走势" not in said
    assert "▲" in said
    assert "●●○ 中" in said
    assert "○○○ 无" in said


def test_lists_are_numbered_by_the_word_processor_each_from_one() -> None:
    boxes = DecisionBox("请审定", ("甲", "乙")), DecisionBox("请备案", ("丙",))
    content = made(of(*boxes, Bullets(("丁",)), PageBreak(), DefinitionList((("戊", "己"),))))
    root = part_of(content)
    lists = [each.get(f"{W}val") for each in root.iter(f"{W}numId")]
    assert lists[0] == lists[1] != lists[2]
    numbering = part_of(content, "word/numbering.xml")
    for each in set(lists):
        start = numbering.find(f"{W}num[@{W}numId='{each}']/{W}lvlOverride/{W}startOverride")
        assert start is not None
        assert start.get(f"{W}val") == "1"
    assert styles(root)["ListBullet"] == 1


def test_marks_raised_signs_and_breaks_are_kept() -> None:
    text = (
        Run("税收"),
        Run("①", "mark"),
        Run("2", "raised"),
        Run("i", "lowered"),
        Run("2024年第4季度 3", "whole"),
        Run("注", "muted"),
        Run("小", "small"),
    )
    root = part_of(made(of(Paragraph(text, indent=True), Paragraph("甲\n乙"))))
    assert root.find(f".//{W}vertAlign[@{W}val='superscript']") is not None
    assert root.find(f".//{W}vertAlign[@{W}val='subscript']") is not None
    assert root.find(f".//{W}ind[@{W}firstLineChars='200']") is not None
    assert "甲\n乙" in words(root)


def test_columns_stand_side_by_side_unless_a_table_needs_the_width() -> None:
    table = Table("表1", "数", (Column("甲"),), (Row(("一",)),))
    beside = part_of(made(of(Columns((Paragraph("左"),), (Paragraph("右"),), "8+4"))))
    grid = [int(each.get(f"{W}w", "0")) for each in beside.iter(f"{W}gridCol")]
    assert grid[0] == pytest.approx(2 * grid[1], abs=2)
    wide = part_of(made(of(Columns((table,), (TextPanel("说明", "右", (Note("文"),)),)))))
    assert len(list(wide.iter(f"{W}gridCol"))) == 1
    assert "说明 右" in words(wide)


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_each_page_says_that_it_is_a_copy_and_counts_the_pages(lang: tree.Language) -> None:
    document = replace(MINUTES, lang=lang, watermark="草案")
    content = made(document)
    foot, head = (part_of(content, f"word/{name}1.xml") for name in ("footer", "header"))
    assert COPY[lang] in words(foot)
    fields = [each.text for each in foot.iter(f"{W}instrText")]
    assert fields == [" PAGE ", " NUMPAGES "]
    assert document.digest[:8] in words(foot)
    assert "草案" in words(head)


def test_heads_in_two_languages_stand_under_one_another() -> None:
    document = replace(
        BOTH, head_left="季报 • Rapport", watermark="草案 • BROUILLON", head_right="四"
    )
    head = part_of(made(document), "word/header1.xml")
    lines = [words(each) for each in head.iter(f"{W}p")]
    assert lines == ["季报  草案\t四", "Rapport  BROUILLON\t"]


def test_charts_stand_as_pictures_that_read_out_their_caption() -> None:
    content = made(QUARTERLY)
    figures = [*every(QUARTERLY.sections, tree.Figure)]
    root = part_of(content)
    said = [each.get("descr", "") for each in root.iter(f"{{{_DRAWING}}}docPr")]
    assert said == [f"{each.number} {each.title}".strip() for each in figures]
    pictures = [name for name in parts(content) if name.startswith("word/media/")]
    assert pictures
    assert all(parts(content)[name].startswith(b"\x89PNG") for name in pictures)
    widths = {int(each.get("cx", "0")) for each in root.iter(f"{{{_DRAWING}}}extent")}
    # No picture is wider than the words: 12 700 units make a point.
    assert max(widths) <= TEXT_WIDTH * 12_700 + 1


def test_a_document_without_charts_carries_no_picture_and_no_day_of_making() -> None:
    found = parts(made(MINUTES))
    assert not [name for name in found if name.endswith((".jpeg", ".png", ".emf"))]
    assert b"2000-01-01T00:00:00Z" in found["docProps/core.xml"]
    assert MINUTES.title.encode() in found["docProps/core.xml"]


def test_what_the_progress_raises_stops_the_writing() -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, _total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        docx_bytes(MINUTES, COPY, stop)


def test_a_table_that_would_cut_its_numbers_is_set_smaller() -> None:
    columns = tuple(Column("甲", "right") for _ in range(8))
    usual = Table("", "", columns, (Row(("1,234,567",) * 8),))
    tight = Table("", "", columns, (Row(("1,234,567.89",) * 8),))
    assert styles(part_of(made(of(usual))))["FeidiTableTextSmall"] == 0
    assert styles(part_of(made(of(tight))))["FeidiTableTextSmall"] == 8


def test_a_wide_table_stands_over_the_whole_width_and_a_narrow_one_beside_its_twin() -> None:
    def side(title: str) -> Section:
        columns = tuple(Column(head) for head in "甲乙丙丁")
        wide = Table("表1", title, columns, (Row(tuple("1234")),))
        narrow = Table("表2", title, columns[:2], (Row(tuple("12")),))
        return Section("", "", (wide, narrow))

    twins = replace(side("数"), twin=side("chiffres"))
    root = part_of(made(replace(MINUTES, second_lang="fr", sections=(twins,))))
    heads = [len(list(table.iter(f"{W}tblHeader"))) for table in root.findall(f"{W}body/{W}tbl")]
    # Two wide ones in turn with a head each, then one table that holds both narrow ones.
    assert heads == [1, 1, 2]


def test_each_party_signs_a_paper_in_two_languages_once() -> None:
    def side(party: str, end: str) -> Section:
        place = tree.SealPlace(party, lines=(("", end),))
        return Section("", "", (PageBreak(), tree.SignatureBlock((place,))))

    twins = replace(side("衢州市", "年　月　日"), twin=side("Quzhou", "jj / mm / aaaa"))
    said = words(part_of(made(replace(MINUTES, second_lang="fr", sections=(twins,)))))
    assert "衢州市\nQuzhou" in said
    assert "年　月　日" in said
    assert "jj" not in said


def test_places_to_sign_stand_apart_and_open_no_page_of_their_own() -> None:
    places = tuple(tree.SealPlace(party, lines=(("", "年"),)) for party in ("甲方", "乙方"))
    root = part_of(made(of(tree.SignatureBlock(places))))
    first = next(root.iter(f"{W}tr"))
    ruled = [next(cell.iter(f"{W}tcBorders"), None) is not None for cell in first.iter(f"{W}tc")]
    assert ruled == [True, False, True]
    last = [each for each in root.iter(f"{W}p") if not "".join(each.itertext())][-1]
    lines = [int(each.get(f"{W}line", "999")) for each in last.iter(f"{W}spacing")]
    assert lines == [20]


def test_the_facts_of_a_paper_stand_between_a_red_rule_and_a_dark_one() -> None:
    facts = tuple(tree.Fact(label, label) for label in ("时间", "地点", "召集"))
    root = part_of(made(of(tree.Masthead("纪要", "第1号", facts))))
    below = [each.find(f"{W}bottom") for each in root.iter(f"{W}pBdr")]
    assert [line.get(f"{W}color") for line in below if line is not None] == ["A8482A"]
    rows = list(root.iter(f"{W}tr"))
    borders = [len(list(row.iter(f"{W}tcBorders"))) for row in rows]
    assert borders == [0, 4]


def test_codes_have_room_for_a_wider_font_where_the_page_has() -> None:
    columns = (Column("编号", weight=0, wrap=False), Column("事项", wrap=True))

    def code_width(what: str) -> int:
        table = Table("", "", columns, (Row(("A-2024-01-1", what)),))
        grid = list(part_of(made(of(table))).iter(f"{W}gridCol"))
        return int(grid[-2].get(f"{W}w", "0"))

    assert code_width("书面征求意见") > code_width("很长的督办事项" * 12) > 0
