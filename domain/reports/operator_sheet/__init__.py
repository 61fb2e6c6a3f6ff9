"""The assessment of an operator: how a quarter went under one contract, why, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.assessment.operators import assessments
from domain.errors import DomainError
from domain.indicators.remembered import Remembered
from domain.records import Condition, Query
from domain.reports.operator_sheet.evolution import evolution_table, scores_figure
from domain.reports.operator_sheet.tables import consequences_table, indicators_table
from domain.reports.operator_sheet.telling import missing_panel, told
from domain.reports.sheet import Written, sheet_in, sheet_page, sheet_section, signed, subject
from domain.reports.tree import Fact
from domain.standing.operators import runs_in
from domain.standing.rows import text, whole_of
from domain.units import Quarter, quarters_back

if TYPE_CHECKING:
    from domain.assessment.operators import Assessment
    from domain.formatting import DateStyle
    from domain.records import Records, Row
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Block, Document
    from domain.text import Texts

KIND: Final = "operator"

QUARTERS: Final = 12
"""As many quarters of a contract are compared with each other."""

_SIGNING: Final = ("committee", "meeting")


def find(records: Records, wanted: str) -> tuple[str, Quarter]:
    """Return the contract that somebody means by id or code, and the last quarter it ran.

    Raises:
        DomainError: ``report_record_unknown`` or ``report_quarter_unknown``.
    """
    found = records.get("operator_contract", wanted)
    found = found or next(iter(records.find("operator_contract", code=wanted)), None)
    if found is None:
        raise DomainError("report_record_unknown", value=wanted)
    rows = records.select(Query("quarter", columns=("quarter",), order=("-quarter",)))
    known = (Quarter.parse(text(row, "quarter")) for row in rows)
    last = next((each for each in known if _runs(found, each)), None)
    if last is None:
        raise DomainError("report_quarter_unknown", value="—")
    return str(found["id"]), last


def contracts(records: Records, quarter: Quarter) -> tuple[tuple[str, str], ...]:
    """Return record and code of the contracts that run on the last day of a quarter."""
    rows = records.select(Query("operator_contract", order=("code",)))
    return tuple((text(row, "id"), text(row, "code")) for row in rows if _runs(row, quarter))


def _runs(contract: Row, quarter: Quarter) -> bool:
    return runs_in(text(contract, "start"), text(contract, "end"), quarter)


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the assessment of an operator in the quarter asked for, in one language or two.

    Raises:
        DomainError: ``report_record_unknown``; ``operator_not_assessed`` when the contract does
            not run in the quarter or has no indicators, ``operator_none`` when none was named.
    """
    if not request.parts:
        raise DomainError("operator_none", quarter=str(request.quarter))
    remembered = Remembered(records)
    contract = remembered.get("operator_contract", subject(request))
    if contract is None:
        raise DomainError("report_record_unknown", value=subject(request))
    known = assessments(remembered, text(contract, "id"), request.quarter, QUARTERS)
    if not known or known[-1].quarter != request.quarter:
        code, quarter = text(contract, "code"), str(request.quarter)
        raise DomainError("operator_not_assessed", value=code, quarter=quarter)
    pages = [sheet_page(remembered, texts, request, lang) for lang in request.languages]
    written = [_written(page, contract, known) for page in pages]
    # What was attained in an open quarter may still change.
    return sheet_in(KIND, request, written, draft=request.issue.standing == "draft")


def _written(page: Page, contract: Row, known: tuple[Assessment, ...]) -> Written:
    now = known[-1]
    before = {each.quarter: each for each in known[:-1]}
    operator = page.names.party(text(contract, "operator"))
    title = page.say("operator.title", code=text(contract, "code"))
    about = page.say("operator.about", operator=operator, quarter=page.fmt.quarter(now.quarter))
    blocks: tuple[Block, ...] = (
        *told(page, now, before),
        indicators_table(page, now),
        consequences_table(page, now),
        scores_figure(page, known),
        evolution_table(page, known),
        missing_panel(page, known, quarters_back(now.quarter, QUARTERS)),
        signed(page, (operator, *(page.say(f"operator.place.{name}") for name in _SIGNING))),
    )
    section = sheet_section((title, about), _facts(page, contract, now, operator), blocks)
    return Written(page, title, about, section)


def _facts(page: Page, contract: Row, now: Assessment, operator: str) -> tuple[Fact, ...]:
    style: DateStyle = "medium" if page.halved else "long"
    term = page.fmt.term(text(contract, "start"), text(contract, "end"), style)
    fee = page.fmt.with_unit(whole_of(contract, "annual_fee_fen"), "money")
    binding = len(now.binding)
    missed = page.fmt.counts(len(now.missed), binding) if binding else ""
    reported = page.fmt.counts(len(now.lines) - len(now.unknown), len(now.lines))
    known = (
        ("operator", operator),
        ("term", term),
        ("fee", page.say("operator.fee", amount=fee)),
        ("buildings", _buildings(page, text(contract, "id"))),
        ("score", page.fmt.with_unit(now.score, "score")),
        ("grade", page.say(f"operator.grade.{now.grade}")),
        ("missed", missed),
        ("reported", reported),
    )
    return tuple(Fact(page.say(f"operator.fact.{name}"), value or "—") for name, value in known)


def _buildings(page: Page, contract: str) -> str:
    rows = page.records.select(
        Query(
            "contract_building",
            where=(Condition("contract", "=", contract),),
            order=("building.code",),
        )
    )
    return page.listed(page.names.building(text(row, "building")) for row in rows)
