"""The sheet of a firm: who it is, where it stands, its figures, what it gets and gives back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.indicators.remembered import Remembered
from domain.records import Query
from domain.reports.firm_sheet.figures import figures_table, standing_sentence
from domain.reports.firm_sheet.life import life_figure
from domain.reports.firm_sheet.missing import missing_note
from domain.reports.firm_sheet.tables import (
    incentives_table,
    patents_table,
    returns_tables,
)
from domain.reports.sheet import Written, sheet_in, sheet_page, sheet_section, subject
from domain.reports.tree import Columns, Fact, Paragraph
from domain.standing.quadrants import quadrants_at
from domain.standing.rows import day, text
from domain.standing.stages import stage_moves
from domain.trades import trade_name
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.records import Records, Row
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Block, Document
    from domain.text import Texts

KIND: Final = "firm_sheet"
_LABELS: Final = ("high_tech", "sme", "specialised")


def find(records: Records, wanted: str) -> tuple[str, Quarter]:
    """Return the firm that somebody means by id, number or credit code, and the last quarter.

    Raises:
        DomainError: ``report_record_unknown`` or ``report_quarter_unknown``.
    """
    found = records.get("firm", wanted)
    for name in ("number", "credit_code"):
        found = found or next(iter(records.find("firm", **{name: wanted})), None)
    if found is None:
        raise DomainError("report_record_unknown", value=wanted)
    last = records.select(Query("quarter", order=("-quarter",), limit=1))
    if not last:
        raise DomainError("report_quarter_unknown", value="—")
    return str(found["id"]), Quarter.parse(str(last[0]["quarter"]))


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the sheet of a firm at the end of the quarter asked for, in one language or two.

    Raises:
        DomainError: ``report_record_unknown``.
    """
    remembered = Remembered(records)
    pages = [sheet_page(remembered, texts, request, lang) for lang in request.languages]
    firm = records.get("firm", subject(request))
    if firm is None:
        raise DomainError("report_record_unknown", value=subject(request))
    written = [_written(page, firm) for page in pages]
    # The figures of an open quarter may still change.
    return sheet_in(KIND, request, written, draft=request.issue.standing == "draft")


def _written(page: Page, firm: Row) -> Written:
    record = text(firm, "id")
    title = page.say("firm_sheet.title", number=text(firm, "number"))
    about = page.names.firm(record)
    blocks: tuple[Block, ...] = (
        Paragraph(standing_sentence(page, record)),
        figures_table(page, record),
        life_figure(page, record),
        incentives_table(page, record),
        *_brought(page, firm),
    )
    section = sheet_section((title, about), _facts(page, firm), blocks)
    return Written(page, title, about, section)


def _brought(page: Page, firm: Row) -> tuple[Block, ...]:
    """Return patents beside return projects, and what is missing where there is room for it."""
    record = text(firm, "id")
    patents = patents_table(page, record)
    returned = returns_tables(page, record)
    missing = missing_note(page, firm, returns=bool(returned))
    if returned:
        return Columns((patents,), returned, "5+7"), missing
    return (Columns((patents,), (missing,), "5+7"),)


def _facts(page: Page, firm: Row) -> tuple[Fact, ...]:
    code = text(firm, "sector")
    name = trade_name(code, text(firm, "sector_name"), page.fmt)
    sector = page.say("firm_sheet.sector", code=code, name=name).strip()
    trajectory = text(firm, "trajectory")
    known = (
        ("names", _other_names(page, firm)),
        ("credit_code", text(firm, "credit_code") or text(firm, "foreign_code")),
        ("stage", _stage(page, text(firm, "id"))),
        ("sector", sector),
        ("trajectory", page.say(f"firm_sheet.trajectory.{trajectory}") if trajectory else ""),
        ("quadrant", _quadrant(page, text(firm, "id"))),
        ("rd_site", page.names.region(text(firm, "rd_site"))),
        ("production_site", page.names.region(text(firm, "production_site"))),
        ("admitted", page.fmt.date(text(firm, "admission_date") or None)),
        ("labels", _labels(page, firm)),
    )
    return tuple(Fact(page.say(f"firm_sheet.fact.{name}"), value or "—") for name, value in known)


def _other_names(page: Page, firm: Row) -> str:
    """Return the names in other languages than the page's."""
    shown = page.names.firm(text(firm, "id"))
    names = [text(firm, f"name_{lang}") for lang in ("zh", "fr", "en")]
    return page.say("firm_sheet.between").join(
        dict.fromkeys(name for name in names if name and name != shown)
    )


def _stage(page: Page, firm: str) -> str:
    moves = [
        each for each in stage_moves(page.records) if each.firm == firm and each.date <= page.day
    ]
    if not moves:
        return ""
    last = moves[-1]
    on = page.fmt.date(last.date, "numeric")
    return page.say("firm_sheet.since", what=page.choice("stage", last.to_stage), date=on)


def _quadrant(page: Page, firm: str) -> str:
    quadrant = quadrants_at(page.records, page.day).get(firm, "unknown")
    return "" if quadrant == "unknown" else page.say(f"firm_sheet.quadrant.{quadrant}")


def _labels(page: Page, firm: Row) -> str:
    held = []
    for name in _LABELS:
        since = day(firm, f"{name}_date")
        if since is not None and since <= page.day:
            words = page.say(f"firm_sheet.label.{name}")
            held.append(
                page.say("firm_sheet.since", what=words, date=page.fmt.date(since, "numeric"))
            )
    return page.say("firm_sheet.between").join(held)
