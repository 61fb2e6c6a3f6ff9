"""A report of hardly any records is printed too, and claims nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.entities import SPECS
from domain.records import Actor
from domain.report_kinds import KINDS
from domain.reports.quarterly import PARTS
from domain.reports.request import ReportRequest
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
