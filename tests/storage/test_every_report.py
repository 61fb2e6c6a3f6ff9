"""Every kind of report in every language and pair: words, fonts and bytes of file and copies."""

from __future__ import annotations

import io
import re
from datetime import date
from functools import cache, partial
from itertools import combinations
from typing import TYPE_CHECKING

import pypdfium2
import pytest

import resources
from domain.progress import Silent
from domain.records import Query
from domain.report_kinds import FINDERS, KINDS
from domain.reports.request import Issue, ReportRequest
from domain.reports.tree import SealPlace, Table
from domain.reports.words import words_of
from domain.studies.inquiry import inquire
from domain.studies.scenarios import Signed, keep
from domain.text import Texts
from domain.units import Quarter
from storage.docx import docx_bytes
from storage.files.report_tables import tables_csv, tables_xlsx
from storage.pdf import render
from storage.pdf.columns import narrow_table
from tests.domain.reports.reading import every
from tests.storage.docx.reading import parts, words
from tests.storage.docx.reading import tree as part_of
from tests.storage.docx.test_documents import COPY, undrawn
from tests.storage.park import copy_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from domain.records import Records
    from domain.reports.tree import Document, Language
    from storage.workbook import Workbook

LANGUAGES: tuple[Language, ...] = ("zh", "fr", "en")
QUARTER = Quarter(2024, 4)
ISSUE = Issue("issued", 2, 1, date(2025, 1, 24), "ab" * 32, "the-workbook", "叶清和")
TEXTS = Texts(resources.load_texts())
# Kind of report on one record → the table of its records; the others are of a quarter.
SUBJECTS = {
    "gate_memo": "stage_change",
    "convocation": "meeting",
    "minutes": "meeting",
    "actions": "meeting",
    "return_sheet": "return_project",
    "firm_sheet": "firm",
    "model_note": "scenario",
    "operator": "operator_contract",
}
# Papers on one matter → on how many sheets they stand in one language.
SHEETS = {
    "gate_memo": 1,
    "convocation": 1,
    "minutes": 1,
    "actions": 1,
    "return_sheet": 1,
    "firm_sheet": 1,
    "settlement": 1,
    "operator": 2,
}
# Under the longer words the places where every party signs have no room on the first sheet.
LONGER = {("minutes", "fr"): 2, ("minutes", "en"): 2}
PRINTED = [
    (kind, languages)
    for kind in KINDS
    for languages in (
        *((lang,) for lang in LANGUAGES),
        *combinations(LANGUAGES, 2),
    )
]
EVERY = pytest.mark.parametrize(
    ("kind", "languages"), PRINTED, ids=[f"{kind}-{'+'.join(langs)}" for kind, langs in PRINTED]
)


@pytest.fixture(scope="module")
def park(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Records]:
    """Give the sample park with a kept scenario, so that there is a record of every kind."""
    with copy_of(sample, tmp_path_factory.mktemp("every")) as workbook:
        with_a_scenario(workbook)
        yield workbook


def with_a_scenario(workbook: Workbook) -> None:
    """Keep a run of a study."""
    inquiry, _ = inquire(workbook, "cobweb", "2024Q4")
    signed = Signed("基准", "", "吴敏", "2025-01-11T08:00:00.000Z")
    workbook.run(keep(inquiry, inquiry.run(Silent()), signed))


@pytest.fixture(scope="module")
def report(park: Records) -> Callable[[str, tuple[Language, ...]], Document]:
    """Return what builds a report of a kind, once in each language or pair."""
    return cache(partial(built, park))


def built(park: Records, kind: str, languages: tuple[Language, ...]) -> Document:
    """Return the report of the quarter, or that on the first record there is."""
    asked: tuple[str, ...] = ()
    quarter = QUARTER
    if kind in FINDERS:
        wanted = str(QUARTER)
        if kind in SUBJECTS:
            (row,) = park.select(Query(SUBJECTS[kind], limit=1))
            wanted = str(row["id"])
        record, quarter = FINDERS[kind](park, wanted)
        asked = (record,)
    return KINDS[kind](park, TEXTS, ReportRequest(quarter, languages, ISSUE, asked))


def printed(document: Document) -> bytes:
    """Return a report as it is printed."""
    out = io.BytesIO()
    render(document, out)
    return out.getvalue()


def bare(said: str) -> str:
    """Return words without spaces; a line may end anywhere, a hyphen there is a soft one.

    Where two languages stand on two lines the sign that parts them on one is not needed.
    """
    return re.sub(r"[\s\u00a0\u202f\u3000\u0002\ufffe•-]", "", said)


def lost(document: Document, said: str, *, spared: frozenset[str] = frozenset()) -> list[str]:
    """Return the strings of a tree that are not in what was read back."""
    whole = bare(said)
    page = document.page_words.format(page=0, pages=0)
    return [
        text
        for _place, text in words_of(document)
        # Heads and feet say the languages on a line each, where a sign parts them in the tree.
        for line in re.split(r"\n|\s•\s", text)
        if bare(line) not in whole and text != page and line not in spared
    ]


def signed_for(document: Document) -> frozenset[str]:
    """Return what the second language says at lines to sign, where the first one's words stand."""
    twins = [each.twin for each in document.sections if each.twin]
    ends = {end for place in every(tuple(twins), SealPlace) for _label, end in place.lines}
    return frozenset(line for end in ends for line in end.split("\n"))


def left_out(document: Document) -> frozenset[str]:
    """Return the words of the columns that tables of half the width leave out."""
    if document.second_lang is None:
        return frozenset()
    found: set[str] = set()
    for table in every(document.sections, Table):
        whole, narrow = set(every(table, str)), set(every(narrow_table(table), str))
        found |= whole - narrow
    return frozenset(line for text in found for line in text.split("\n"))


@pytest.mark.no_cover
@EVERY
def test_a_printed_report_gives_its_words_back_and_embeds_its_fonts(
    report: Callable[[str, tuple[Language, ...]], Document],
    kind: str,
    languages: tuple[Language, ...],
) -> None:
    document = report(kind, languages)
    data = printed(document)
    pdf = pypdfium2.PdfDocument(data)
    if kind in SHEETS and len(languages) == 1:
        assert len(pdf) == LONGER.get((kind, languages[0]), SHEETS[kind])
    said = "".join(page.get_textpage().get_text_range() for page in pdf)
    spared = left_out(document) | signed_for(document)
    assert not lost(document, said, spared=spared)
    fonts = len(re.findall(rb"/Type\s*/Font\b(?!Descriptor)", data))
    assert fonts == len(re.findall(rb"/FontFile2", data)) > 0
    assert b"Helvetica" not in data


@pytest.mark.no_cover
@EVERY
def test_a_copy_for_editing_gives_its_words_back(
    report: Callable[[str, tuple[Language, ...]], Document],
    kind: str,
    languages: tuple[Language, ...],
) -> None:
    document = report(kind, languages)
    content = docx_bytes(document, COPY)
    names = [name for name in parts(content) if re.match(r"word/(document|header|footer)", name)]
    said = "".join(words(part_of(content, name)) for name in names)
    assert not lost(undrawn(document), said, spared=signed_for(document))


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", KINDS)
def test_two_runs_give_the_same_bytes(park: Records, kind: str) -> None:
    languages: tuple[Language, ...] = ("zh", "fr")
    first, second = built(park, kind, languages), built(park, kind, languages)
    assert first == second
    assert printed(first) == printed(second)
    assert docx_bytes(first, COPY) == docx_bytes(second, COPY)
    assert tables_xlsx(first) == tables_xlsx(second)
    assert tables_csv(first) == tables_csv(second)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_of_a_firm_with_many_records_is_one_page(park: Records, lang: Language) -> None:
    # Of the sample's firms these have the most leases, incentives, patents and gaps.
    for number in ("QH007", "QH009", "QH026", "QH033"):
        (firm,) = park.find("firm", number=number)
        request = ReportRequest(QUARTER, (lang,), ISSUE, (str(firm["id"]),))
        out = io.BytesIO()
        assert render(KINDS["firm_sheet"](park, TEXTS, request), out).pages == 1, number


def test_the_cover_in_two_languages_names_the_park_in_the_second(
    report: Callable[[str, tuple[Language, ...]], Document],
) -> None:
    front = report("quarterly", ("zh", "en")).cover
    assert front is not None
    # The name of the enclave in the sample's register, and the title of the report.
    assert front.park_other == "Quzhou–Hangzhou innovation enclave (sample park)"
    assert front.other_titles[0] == "Quarterly governance report, 2024Q4"
