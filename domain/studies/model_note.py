"""The note of one kept scenario: question, inputs with sources, result, figures, method."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.reports.page import page_of
from domain.reports.sheet import in_both, sheet, subject
from domain.reports.tree import Fact, Paragraph
from domain.reports.twins import beside
from domain.studies import study as study_of
from domain.studies.printed import exhibits, inputs_table, limits, method, told, verdict
from domain.studies.scenarios import TABLE, kept
from domain.studies.study import NothingToStudy, words_of
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import Records
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Block, Document, Language
    from domain.studies.scenarios import Kept
    from domain.text import Texts

KIND: Final = "model_note"


def find(records: Records, wanted: str) -> tuple[str, Quarter]:
    """Return the scenario that somebody means by id or title, and the quarter of its records.

    Raises:
        DomainError: ``report_record_unknown``.
    """
    found = records.get(TABLE, wanted)
    if found is None:
        found = next(iter(records.find(TABLE, title=wanted)), None)
    if found is None:
        raise DomainError("report_record_unknown", value=wanted)
    return str(found["id"]), Quarter.parse(kept(found).inquiry.quarter)


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the note of a scenario, in one language or with a second one after it.

    Raises:
        DomainError: ``report_record_unknown`` or ``scenario_unreadable``.
    """
    wanted = subject(request)
    row = records.get(TABLE, wanted)
    if row is None:
        raise DomainError("report_record_unknown", value=wanted)
    each = kept(row)
    first = _note(records, texts, request, each, request.languages[0])
    if len(request.languages) == 1:
        return first
    other = _note(records, texts, request, each, request.languages[1])
    sections = (beside(first.sections[0], other.sections[0]),)
    return in_both(replace(first, sections=sections), other, texts)


def _note(
    records: Records, texts: Texts, request: ReportRequest, each: Kept, lang: Language
) -> Document:
    page = page_of(records, texts, lang, request.quarter, (count(1), count(1)))
    findings = told(page, each)
    say = page.texts.say
    blocks: list[Block] = [
        Paragraph(
            say(
                "models.question",
                lang,
                title=say(f"study.{each.inquiry.study}.title", lang),
                purpose=say(f"study.{each.inquiry.study}.purpose", lang),
            )
        ),
        verdict(findings),
        *limits(page, findings),
        *([Paragraph(each.note)] if each.note else []),
        *exhibits(page, findings),
        # Half of the page has no room for a column of sources.
        inputs_table(page, each, "below" if len(request.languages) > 1 else "beside"),
        *method(page, each),
    ]
    words = (say("report.kind.model_note", lang), each.title)
    return sheet(KIND, page, request, words, _facts(page, each), blocks)


def _facts(page: Page, each: Kept) -> list[Fact]:
    say, lang, inquiry = page.texts.say, page.lang, each.inquiry
    assumed = sum(one.origin == "assumed" for one in inquiry.inputs)
    known = [
        ("quarter", page.fmt.quarter(inquiry.quarter)),
        ("author", each.author or "—"),
        ("made_at", page.fmt.date(each.made_at[:10])),
        ("assumed", page.fmt.counts(assumed, len(inquiry.inputs))),
        ("model_version", each.version),
    ]
    if study_of(inquiry.study).random:
        known.append(("seed", str(inquiry.seed)))
    facts = [Fact(say(f"models.fact.{name}", lang), value) for name, value in known]
    code = Fact(say("models.fact.sha256", lang), each.sha256, code=True)
    return [*_chosen(page, each), *facts, code]


def _chosen(page: Page, each: Kept) -> list[Fact]:
    """Return what was chosen before the inputs were taken, as the records name it today."""
    inquiry, study = each.inquiry, study_of(each.inquiry.study)
    try:
        choices = study.choices(page.records, inquiry.quarter)
    except NothingToStudy:
        return []
    return [
        Fact(
            page.texts.say(f"study.{inquiry.study}.choice.{choice.name}", page.lang),
            next(
                (
                    words_of(option.label, page.fmt)
                    for option in choice.options
                    if option.value == inquiry.chosen.get(choice.name)
                ),
                "—",
            ),
        )
        for choice in choices
    ]
