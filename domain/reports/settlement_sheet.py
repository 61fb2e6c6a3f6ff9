"""The settlement of a quarter as a statement that the parties sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.records import Condition, Query
from domain.reports.names import best_name
from domain.reports.quarterly.sharing import settlement_blocks, settlement_finding
from domain.reports.sheet import Written, sheet_in, sheet_page, sheet_section, signed, subject
from domain.reports.tree import Fact, Paragraph, Run
from domain.settling.statement import statement
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import Records
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Block, Document
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
    # Nobody signs what may still change.
    settled = all(rule.settled for rule in found.rules)
    return sheet_in(KIND, request, [_written(page, found) for page in pages], draft=not settled)


def _written(page: Page, found: Statement) -> Written:
    words = (
        page.say("settlement.title"),
        page.say("settlement.about", quarter=page.fmt.quarter(found.quarter)),
    )
    blocks: list[Block] = [
        Paragraph(page.say("settlement.under", agreement=_agreements(page, found))),
        Paragraph((Run(settlement_finding(page, found.reckoned), "bold"),)),
        *settlement_blocks(page, found),
        signed(page, (page.names.party(party) for party in found.parties)),
    ]
    return Written(page, *words, sheet_section(words, _facts(page, found), blocks))


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
