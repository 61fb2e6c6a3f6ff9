"""The settlement of a quarter as a statement that the parties sign."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.records import Condition, Query
from domain.reports.names import best_name
from domain.reports.quarterly.sharing import settlement_blocks, settlement_finding
from domain.reports.quarterly.twins import beside
from domain.reports.sheet import sheet_of, sheet_page, sheet_section, subject
from domain.reports.tree import Fact, Paragraph, SealPlace, SignatureBlock
from domain.settling.statement import statement
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import Records
    from domain.reports.quarterly.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Block, Document, Section
    from domain.settling.statement import Statement
    from domain.text import Texts

KIND: Final = "settlement"
_WORST_FIRST: Final = ("disputed", "", "draft", "agreed", "paid")


def find(records: Records, wanted: str) -> tuple[str, Quarter]:
    """Return the quarter that somebody means, which is what a statement is about.

    Raises:
        DomainError: ``quarter_invalid``, or ``report_quarter_unknown`` when it is not recorded.
    """
    quarter = Quarter.parse(wanted)
    if not records.find("quarter", quarter=str(quarter)):
        raise DomainError("report_quarter_unknown", value=wanted)
    return str(quarter), quarter


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the settlement statement of the quarter asked for.

    Raises:
        DomainError: ``nothing_to_settle``, or what the terms of a rule refuse.
    """
    quarter = Quarter.parse(subject(request))
    found = statement(records, quarter)
    if not found.reckoned.rules:
        raise DomainError("nothing_to_settle", table="settlement", quarter=str(quarter))
    pages = [sheet_page(records, texts, request, lang) for lang in request.languages]
    words, section = _section(pages[0], found)
    if len(pages) == 1:
        document = sheet_of(KIND, pages[0], request, words, section)
    else:
        both = beside(section, _section(pages[1], found)[1])
        document = sheet_of(KIND, pages[0], request, words, both, pages[1])
    # Nobody signs what may still change.
    settled = all(rule.settled for rule in found.rules)
    mark = "" if settled else texts.say("pdf.draft", document.lang)
    return replace(document, watermark=mark)


def _section(page: Page, found: Statement) -> tuple[tuple[str, str], Section]:
    words = (
        page.say("settlement.title"),
        page.say("settlement.about", quarter=page.fmt.quarter(found.quarter)),
    )
    blocks: list[Block] = [
        Paragraph(page.say("settlement.under", agreement=_agreements(page, found))),
        Paragraph(settlement_finding(page, found.reckoned)),
        *settlement_blocks(page, found),
        _signatures(page, found),
    ]
    return words, sheet_section(words, _facts(page, found), blocks)


def _agreements(page: Page, found: Statement) -> str:
    codes = {rule.terms.agreement for rule in found.reckoned.rules}
    rows = page.records.select(
        Query("agreement", where=(Condition("code", "in", tuple(sorted(codes))),), order=("code",))
    )
    return page.listed(best_name(row, page.lang, "title") for row in rows)


def _facts(page: Page, found: Statement) -> tuple[Fact, ...]:
    states = {rule.state for rule in found.rules}
    state = next(each for each in _WORST_FIRST if each in states)
    word = page.choice("settlement_state", state) if state else page.say("settlement.not_drawn_up")
    resolutions = dict.fromkeys(rule.terms.resolution for rule in found.reckoned.rules)
    shown = (
        ("state", word),
        ("resolutions", page.listed(resolutions)),
        (
            "reported",
            page.say(
                "settlement.firms", known=found.reckoned.known, expected=found.reckoned.expected
            ),
        ),
    )
    return tuple(Fact(page.say(f"settlement.fact.{name}"), value) for name, value in shown)


def _signatures(page: Page, found: Statement) -> SignatureBlock:
    blank = page.texts.say("pdf.date_blank", page.lang)
    lines = (
        (page.texts.say("pdf.signer", page.lang), ""),
        (page.texts.say("pdf.date", page.lang), blank),
    )
    return SignatureBlock(
        tuple(SealPlace(page.names.party(party), lines=lines) for party in found.parties)
    )
