"""The sheet of a return project: plan against actual, milestones, quarters, on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.records import Query
from domain.reports.return_course import benefit_table, course_figures, quarters_table
from domain.reports.sheet import Written, sheet_in, sheet_page, sheet_section, signed, subject
from domain.reports.tree import Column, Columns, Fact, MicroBar, Paragraph, Run, Table
from domain.reports.tree import Row as Line
from domain.returns.balance import standings
from domain.returns.moves import steps
from domain.standing.rows import text
from domain.units import WHOLE_BP, Quarter

if TYPE_CHECKING:
    from fractions import Fraction

    from domain.records import Records, Row
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Block, Document, SignatureBlock
    from domain.returns.balance import Against, Standing
    from domain.text import Texts

KIND: Final = "return_sheet"


def find(records: Records, wanted: str) -> tuple[str, Quarter]:
    """Return the project that somebody means by id or number, and the last quarter recorded.

    Raises:
        DomainError: ``report_record_unknown`` or ``report_quarter_unknown``.
    """
    found = records.get("return_project", wanted)
    if found is None:
        found = next(iter(records.find("return_project", number=wanted)), None)
    if found is None:
        raise DomainError("report_record_unknown", value=wanted)
    last = records.select(Query("quarter", order=("-quarter",), limit=1))
    if not last:
        raise DomainError("report_quarter_unknown", value="—")
    return str(found["id"]), Quarter.parse(str(last[0]["quarter"]))


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the sheet of a project at the end of the quarter asked for, in one language or two.

    Raises:
        DomainError: ``report_record_unknown``.
    """
    wanted = subject(request)
    row = records.get("return_project", wanted)
    known = standings(records, request.quarter)
    each = next((one for one in known if one.project.record == wanted), None)
    if row is None or each is None:
        raise DomainError("report_record_unknown", value=wanted)
    pages = [sheet_page(records, texts, request, lang) for lang in request.languages]
    written = [_written(page, each, row) for page in pages]
    # What an open quarter tells may still change.
    return sheet_in(KIND, request, written, draft=request.issue.standing == "draft")


def _written(page: Page, each: Standing, row: Row) -> Written:
    blocks: list[Block] = [
        _standing(page, each),
        *_told(page, each, row),
        _plan(page, each),
        _come_of_it(page, each, row),
        *course_figures(page, each),
        quarters_table(page, each),
        _signatures(page),
    ]
    title = page.say("return_sheet.title", number=each.project.number)
    about = page.say(
        "return_sheet.about",
        firm=page.names.firm(each.project.firm),
        county=page.names.region(each.project.county),
    )
    section = sheet_section((title, about), _facts(page, each), blocks)
    return Written(page, title, about, section)


def _come_of_it(page: Page, each: Standing, row: Row) -> Block:
    """Return the milestones beside what the county has of it, which alone is told before any."""
    walked = [step for step in steps(page.records, text(row, "id")) if _by(step, page)]
    if not walked:
        return benefit_table(page, each)
    milestones = _milestones(page, walked)
    return Columns((milestones,), (benefit_table(page, each),), "7+5")


def _by(step: Row, page: Page) -> bool:
    return text(step, "date") <= page.day.isoformat()


def _standing(page: Page, each: Standing) -> Paragraph:
    """Say how far the project is, and what part of the plan it has reached."""
    quarter = page.fmt.quarter(page.quarter)
    if not each.state:
        return _bold(page.say("return_sheet.told.not_begun", quarter=quarter))
    parts = [
        page.say(
            f"return_sheet.told.{name}",
            amount=page.money(pair.actual),
            share=page.fmt.percent(pair.share, 0),
        )
        for name, pair in (("output", each.output), ("investment", each.investment))
        if pair.share is not None
    ]
    state = page.choice("return_state", each.state)
    lead = page.say("return_sheet.told.state", quarter=quarter, state=state)
    return _bold(page.sentences(lead, *parts))


def _bold(words: str) -> Paragraph:
    return Paragraph((Run(words, "bold"),))


def _told(page: Page, each: Standing, row: Row) -> list[Paragraph]:
    """Say what needs a sentence: a move driven by rent, why it halted, remarks."""
    said = []
    if each.project.driver == "rent":
        said.append(page.say("return_sheet.rent"))
    step = each.project.step_at(page.day)
    if step is not None and step.reason:
        state = page.choice("return_state", step.state)
        said.append(page.say("return_sheet.reason", state=state, reason=page.recorded(step.reason)))
    if remark := text(row, "remark"):
        said.append(page.say("return_sheet.remark", remark=remark))
    return [Paragraph(sentence) for sentence in said]


def _facts(page: Page, each: Standing) -> list[Fact]:
    project = each.project
    step = project.step_at(page.day)
    state = page.say("return_sheet.not_begun")
    if step is not None:
        name = page.choice("return_state", step.state)
        day = page.fmt.date(step.date, "numeric")
        state = page.say("return_sheet.since", state=name, day=day)
    driver = page.choice("driver", project.driver) if project.driver else "—"
    trigger = page.choice("trigger", project.trigger) if project.trigger else "—"
    known = (
        ("state", state),
        ("driver", driver),
        ("trigger", trigger),
        ("partner", project.local_partner or "—"),
    )
    return [Fact(page.say(f"return_sheet.fact.{name}"), value) for name, value in known]


def _plan(page: Page, each: Standing) -> Table:
    money = page.fmt.unit("money")
    pairs: tuple[tuple[str, str, str, Against], ...] = (
        ("land", "land", page.fmt.unit("land"), each.land),
        ("investment", "money", money, each.investment),
        ("output", "money", money, each.output),
        ("jobs", "persons", page.fmt.unit("persons"), each.jobs),
    )
    rows = tuple(
        Line(
            (
                page.count(f"return_sheet.plan.{name}", each.known_quarters),
                unit,
                page.fmt.measure(pair.planned, measure),
                page.fmt.measure(pair.actual, measure),
                page.fmt.percent(pair.share, 0),
                None if pair.share is None else _bar(pair.share),
            )
        )
        for name, measure, unit, pair in pairs
    )
    heads = ("what", "unit", "planned", "actual", "share")
    columns = (
        *(
            Column(
                page.say(f"return_sheet.head.{head}"),
                "left" if head in ("what", "unit") else "right",
                weight=1.6 if head == "what" else 0.8,
                kind="muted" if head == "unit" else "label" if head == "what" else "text",
            )
            for head in heads
        ),
        Column("", weight=0.0, narrow=False),
    )
    note = page.say("return_sheet.plan.note")
    title = page.say("return_sheet.plan", quarter=page.fmt.quarter(page.quarter))
    return Table(page.table(), title, columns, rows, note=note, density=page.dense("normal"))


def _bar(share: Fraction) -> MicroBar:
    return MicroBar(float(share), WHOLE_BP, outlined=True)


def _milestones(page: Page, walked: list[Row]) -> Table:
    heads = (("state", 1.0), ("day", 1.0), ("evidence", 1.4))
    columns = tuple(
        Column(
            page.say(f"return_sheet.head.{head}"),
            weight=weight,
            kind="label" if head == "state" else "text",
            wrap=True,
        )
        for head, weight in heads
    )
    rows = tuple(
        Line(
            (
                page.choice("return_state", text(step, "state")),
                page.fmt.date(text(step, "date"), "medium"),
                text(step, "evidence") or page.recorded(text(step, "reason")) or "—",
            )
        )
        for step in walked
    )
    title = page.say("return_sheet.milestones")
    return Table(page.table(), title, columns, rows, density=page.dense("normal"))


def _signatures(page: Page) -> SignatureBlock:
    places = ("county", "committee", "firm")
    return signed(page, (page.say(f"return_sheet.place.{name}") for name in places))
