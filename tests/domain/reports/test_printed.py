"""The sample's report as it comes out of the printer, in three languages, page by page."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

import resources
from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Actor
from domain.report_kinds import KINDS
from domain.reports.request import ReportRequest
from domain.reports.tree import DecisionBox, Figure, Table
from domain.reports.words import words_of
from storage.pdf import render
from storage.pdf.blocks import Setting
from storage.pdf.fitting import WELL_FILLED
from storage.pdf.fonts import FontBook
from storage.pdf.pages import paginate
from storage.pdf.styles import BOTTOM, TOP, scale
from storage.workbook import Workbook
from tests.domain.reports.conftest import ISSUE, QUARTER
from tests.domain.reports.reading import every, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from domain.records import Value
    from domain.reports.tree import Document, Language
    from domain.text import Texts
    from storage.pdf.pages import Page

LANGUAGES: tuple[Language, ...] = ("zh", "fr", "en")


@dataclass(frozen=True, slots=True)
class Printed:
    """A report with its file and the words of each page, without spaces."""

    document: Document
    data: bytes
    pages: tuple[str, ...]


def _bare(words: str) -> str:
    # A line may end anywhere; a hyphen at its end is read as a soft one.
    return re.sub(r"[\s\u00a0\u202f\u3000\u0002\ufffe-]", "", words)


def print_out(document: Document) -> Printed:
    stream = io.BytesIO()
    render(document, stream)
    pdf = pypdfium2.PdfDocument(stream.getvalue())
    pages = tuple(_bare(page.get_textpage().get_text_range()) for page in pdf)
    return Printed(document, stream.getvalue(), pages)


@pytest.fixture(scope="module")
def printed(report: Callable[..., Document]) -> Callable[[Language], Printed]:
    """Return what prints the sample's report, and keeps it."""
    made: dict[Language, Printed] = {}

    def of(lang: Language) -> Printed:
        if lang not in made:
            made[lang] = print_out(report(lang))
        return made[lang]

    return of


def lost(one: Printed) -> list[str]:
    """Return the strings of the tree that cannot be read in the file."""
    whole = "".join(one.pages)
    # The page's number has its place filled on each page.
    template = one.document.page_words.format(page=0, pages=0)
    return [
        words
        for _, words in words_of(one.document)
        for part in words.split("\n")
        if words != template and _bare(part) not in whole
    ]


def money(fen: int, lang: Language) -> str:
    """Write fen as yuan by hand, as the language does."""
    words = f"{fen / 100:,.2f}"
    return words.replace(",", "").replace(".", ",") if lang == "fr" else words


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_string_of_the_report_can_be_found_in_the_file(
    printed: Callable[[Language], Printed], lang: Language
) -> None:
    assert lost(printed(lang)) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_font_of_the_report_is_in_the_file(
    printed: Callable[[Language], Printed], lang: Language
) -> None:
    data = printed(lang).data
    fonts = len(re.findall(rb"/Type\s*/Font\b(?!Descriptor)", data))
    assert fonts == len(re.findall(rb"/FontFile2", data)) > 0
    assert b"Helvetica" not in data


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_section_opens_a_page_and_the_outline_leads_there(
    printed: Callable[[Language], Printed], texts: Texts, lang: Language
) -> None:
    one = printed(lang)
    pdf = pypdfium2.PdfDocument(one.data)
    opened = {
        mark.get_title(): mark.get_dest().get_index() for mark in pdf.get_toc() if mark.level == 0
    }
    keys = ("summary", "firms", "returns", "money", "sharing", "innovation", "space", "follow_up")
    titles = [texts.say(f"report.part.{key}", lang) for key in keys]
    places = [next(at for words, at in opened.items() if words.endswith(each)) for each in titles]
    # After the cover one page each: nothing spills over.
    assert places == list(range(1, len(keys) + 1))
    # The definitions and the list of 64 firms take three pages more.
    assert len(one.pages) == 1 + len(keys) + 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_asked_for_stands_on_the_second_page(
    printed: Callable[[Language], Printed], lang: Language
) -> None:
    one = printed(lang)
    box = next(every(one.document, DecisionBox))
    assert len(box.items) == 3
    assert all(_bare(plain(item)) in one.pages[1] for item in box.items)


def _filled(page: Page) -> float:
    last = page.items[-1]
    return (last.y + last.item.height - TOP) / (BOTTOM - TOP)


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_of_the_report_stays_rather_empty(
    report: Callable[..., Document], lang: Language
) -> None:
    setting = Setting(scale(lang), FontBook(resources.path("fonts")))
    pages = paginate(report(lang), (setting, setting))
    shares = [_filled(page) for page in pages if not page.cover]
    assert min(shares) >= WELL_FILLED
    assert max(shares) <= 1.0001


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_printed_settlement_is_that_of_the_truths_to_the_fen(
    printed: Callable[[Language], Printed], expected: dict[str, Any], lang: Language
) -> None:
    page = printed(lang).pages[5]
    truths = expected["settlement"]["2024Q4"]
    assert money(sum(truths["total_per_party_fen"].values()), lang) in page
    for amount in truths["total_per_party_fen"].values():
        assert money(amount, lang) in page


@pytest.mark.parametrize("lang", LANGUAGES)
def test_printed_figures_are_those_of_the_truths(
    printed: Callable[[Language], Printed], expected: dict[str, Any], lang: Language
) -> None:
    pages = printed(lang).pages

    def share(value: float) -> str:
        words = f"{value:.1f}"
        return words.replace(".", ",") if lang == "fr" else words

    occupancy = expected["occupancy"]["2024Q4"]["rate"] * 100
    assert share(occupancy) in pages[1]
    score = expected["operator_scores"]["YY-2022 2024Q4"]["score"]
    assert share(score) in pages[1]
    # 51 428 199.10 yuan of incentives: 5,142.82 (10 000 yuan) or 51,428.2 (1 000 yuan).
    incentives = expected["incentives"]["total_fen"]
    in_words = {
        "zh": f"{incentives / 1_000_000:,.2f}",
        "fr": f"{incentives / 100_000:.1f}".replace(".", ","),
        "en": f"{incentives / 100_000:,.1f}",
    }
    assert in_words[lang] in pages[4]
    balance = -expected["land"]["by_pair"][0]["balance_a_minus_b_hundredths_mu"] / 100
    assert f"{balance:.2f}".replace(".", "," if lang == "fr" else ".") in pages[5]
    held = sum(expected["patents"]["in_force_by_kind"].values())
    assert str(held) in pages[6]


@pytest.mark.no_cover
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_of_an_open_quarter_says_so_on_every_page(
    report: Callable[..., Document], texts: Texts, lang: Language
) -> None:
    word = texts.say("pdf.draft", lang)
    draft = print_out(replace(report(lang), watermark=word))
    assert all(word in page for page in draft.pages)
    # In the head as well, for those who print in pale grey.
    assert all(page.count(word) >= 2 for page in draft.pages[1:])


# ------------------------------------------------------------------------------ a small park


@pytest.fixture
def small() -> Iterator[Workbook]:
    """Return a workbook with one firm, recorded in Chinese only, and one quarter."""
    with Workbook.memory(SPECS, Actor("测试", "clerk")) as workbook:
        firm = AddRow(
            "firm", {"number": "A1", "name_zh": "甲有限公司", "admission_date": "2024-11-01"}
        )
        workbook.run(firm)
        figures: dict[str, Value] = {"firm": firm.record, "quarter": "2024Q4", "vat_fen": 5_000_000}
        workbook.run(AddRow("firm_quarter", figures))
        yield workbook


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_small_park_is_printed_without_an_empty_section(
    small: Workbook, texts: Texts, lang: Language
) -> None:
    document = KINDS["quarterly"](small, texts, ReportRequest(QUARTER, (lang,), ISSUE))
    assert all(section.blocks for section in document.sections)
    assert all(each.rows for each in every(document, Table))
    assert all(each.title for each in every(document, Figure))
    one = print_out(document)
    assert lost(one) == []
    assert len(one.pages) <= 1 + len(document.sections) + 1
    assert "0%" not in one.pages[1].replace("100%", "")
