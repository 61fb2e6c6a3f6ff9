"""A report of hardly any records is printed too, and claims nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.records import Actor
from domain.report_kinds import KINDS
from domain.reports.quarterly import PARTS
from domain.reports.request import ReportRequest
from domain.reports.tree import Note, Table
from domain.reports.words import words_of
from domain.units import Quarter
from storage.workbook import Workbook
from tests.domain.reports.conftest import ISSUE, QUARTER
from tests.domain.reports.reading import section, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from domain.records import Records
    from domain.reports.tree import Document, Language
    from domain.text import Texts

LANGUAGES = ("zh", "fr", "en")


def built(records: Records, texts: Texts, lang: Language, *parts: str) -> Document:
    return KINDS["quarterly"](records, texts, ReportRequest(QUARTER, (lang,), ISSUE, parts))


def document_words(document: Document) -> str:
    """Return all words of a report."""
    return "\n".join(words for _, words in words_of(document))


@pytest.fixture
def empty() -> Iterator[Workbook]:
    with Workbook.memory(SPECS, Actor("测试", "clerk")) as workbook:
        yield workbook


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_park_has_a_report_without_a_verdict(
    empty: Workbook, texts: Texts, lang: Language
) -> None:
    document = built(empty, texts, lang)
    assert len(document.sections) == 3
    summary = document.sections[0]
    assert summary.light is not None
    assert summary.light.state == "none"
    assert document.cover is not None
    assert document.cover.strip is None


def test_an_empty_park_has_no_figure_but_unknown_ones(empty: Workbook, texts: Texts) -> None:
    rows = table(built(empty, texts, "zh"), "八项主要指标")
    assert {cell for cells in rows.values() for cell in cells[1:] if cell} == {"—"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_firm_in_one_quarter_is_reported_without_inventing_stages(
    empty: Workbook, texts: Texts, lang: Language
) -> None:
    from domain.commands import AddRow

    firm = AddRow("firm", {"number": "A1", "name_zh": "甲有限公司", "admission_date": "2024-11-01"})
    empty.run(firm)
    empty.run(
        AddRow("firm_quarter", {"firm": firm.record, "quarter": "2024Q4", "vat_fen": 5_000_000})
    )
    document = built(empty, texts, lang)
    titles = [texts.say(f"report.part.{key}", lang) for key in ("firms", "money", "register")]
    assert set(titles) <= {each.title for each in document.sections}
    assert "0" not in section(document, titles[0]).finding
    registered = table(document, texts.say("report.register.table", lang))
    assert registered["A1"][-3:] == ("—", "—", "—")


def _one_firm(park: Workbook, *quarters: str) -> None:
    from domain.commands import AddRow

    firm = AddRow("firm", {"number": "A1", "name_zh": "甲有限公司", "admission_date": "2020-11-01"})
    park.run(firm)
    for quarter in quarters:
        park.run(AddRow("quarter", {"quarter": quarter, "state": "open"}))
        figures = {"revenue_fen": 5_000_000, "headcount": 3}
        park.run(AddRow("firm_quarter", {"firm": firm.record, "quarter": quarter, **figures}))


def test_parts_without_records_and_figures_without_data_are_named_in_the_summary(
    empty: Workbook, texts: Texts
) -> None:
    _one_firm(empty, "2024Q4")
    summary = built(empty, texts, "zh").sections[0]
    last = summary.blocks[-1]
    assert isinstance(last, Note)
    assert "利益共享" in str(last.text)
    assert "企业与孵化" not in str(last.text)
    key_figures = summary.blocks[0]
    assert isinstance(key_figures, Table)
    assert "无数据：研发投入、税收合计" in str(key_figures.note)
    assert "营业收入" not in str(key_figures.note)


def test_a_park_is_not_said_to_run_steadily_where_no_earlier_figure_is_known(
    empty: Workbook, texts: Texts
) -> None:
    _one_firm(empty, "2024Q4")
    document = built(empty, texts, "en")
    assert "steadily" not in document.sections[0].finding
    assert "No key figure has an earlier one" in document_words(document)
    annual = KINDS["annual"](empty, texts, ReportRequest(QUARTER, ("en",), ISSUE))
    assert "steadily" not in annual.sections[0].finding
    assert "No key figure has one of the year before" in document_words(annual)


def test_without_changes_of_stage_nobody_is_said_not_to_have_left(
    empty: Workbook, texts: Texts
) -> None:
    _one_firm(empty, "2024Q4")
    said = document_words(built(empty, texts, "fr"))
    assert "Aucun changement de stade" in said
    assert "Aucun départ" not in said


def test_quadrants_are_not_counted_as_zero_where_the_two_cities_are_unknown(
    empty: Workbook, texts: Texts
) -> None:
    _one_firm(empty, "2024Q4")
    said = document_words(built(empty, texts, "zh"))
    assert "企业所在象限无从判定" in said


def test_an_empty_park_asks_for_no_figure(empty: Workbook, texts: Texts) -> None:
    document = built(empty, texts, "zh")
    light = document.sections[0].light
    assert light is not None
    assert light.reasons == "定灯依据：没有应报数据。"
    assert "本季度没有应报数据。" in document_words(document)


def test_the_quarter_before_any_record_can_be_reported(
    report: Callable[..., Document], sample_park: Records, texts: Texts
) -> None:
    request = ReportRequest(Quarter(2015, 1), ("fr",), ISSUE)
    document = KINDS["quarterly"](sample_park, texts, request)
    assert len(document.sections) < len(report("fr").sections)


def test_only_the_parts_asked_for_are_built_and_numbered_from_one(
    sample_park: Records, texts: Texts
) -> None:
    document = built(sample_park, texts, "zh", "returns", "register")
    assert [(each.number, each.title) for each in document.sections] == [
        ("一、", "回流投产"),
        ("附录　", "企业名录"),
    ]


def test_every_part_has_a_name(texts: Texts) -> None:
    for key in PARTS:
        assert all(texts.say(f"report.part.{key}", lang) for lang in LANGUAGES)
