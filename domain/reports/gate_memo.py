"""The stage-gate memo: one page with criteria, evidence and decision for one change of stage."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.formatting import Formatter
from domain.gate_wording import criterion_words, finding_words, recorded_words, state_key
from domain.records import Condition, Query
from domain.reports.gate_path import path_table
from domain.reports.sheet import (
    Written,
    recorded_quarter,
    sheet_in,
    sheet_page,
    sheet_section,
    signed,
    subject,
)
from domain.reports.tree import (
    Column,
    Fact,
    Paragraph,
    Run,
    Table,
)
from domain.reports.tree import Row as Line
from domain.standing.gates import Criterion, Finding, criteria_of
from domain.standing.gates import findings as records_of
from domain.standing.rows import day, text, whole_of
from domain.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records, Row
    from domain.reports.page import Page
    from domain.reports.request import ReportRequest
    from domain.reports.tree import Block, Document, SignatureBlock
    from domain.text import Texts
    from domain.units import Quarter

KIND: Final = "gate_memo"
_INCUBATION: Final = "incubation"


def find(records: Records, wanted: str) -> tuple[str, Quarter]:
    """Return the change of stage that somebody means, and the quarter to print it for.

    Args:
        wanted: id of the change, or number of a firm, whose last change is meant.

    Raises:
        DomainError: ``report_record_unknown`` or ``report_quarter_unknown``.
    """
    change = records.get("stage_change", wanted)
    if change is None:
        where = (Condition("firm.number", "=", wanted),)
        order = ("-date", "-id")
        last = records.select(Query("stage_change", where=where, order=order, limit=1))
        if not last:
            raise DomainError("report_record_unknown", value=wanted)
        change = last[0]
    on = date.fromisoformat(str(change["date"]))
    return str(change["id"]), recorded_quarter(records, on)


def build(records: Records, texts: Texts, request: ReportRequest) -> Document:
    """Return the memo of a change of stage, in one language or in two side by side.

    Raises:
        DomainError: ``report_record_unknown``.
    """
    change = records.get("stage_change", subject(request))
    if change is None:
        raise DomainError("report_record_unknown", value=subject(request))
    findings = records.select(
        Query(
            "gate_finding",
            where=(Condition("change", "=", str(change["id"])),),
            order=("position",),
        )
    )
    pages = [sheet_page(records, texts, request, lang) for lang in request.languages]
    written = [_written(page, change, findings) for page in pages]
    return sheet_in(KIND, request, written, draft=False)


def _written(page: Page, change: Row, findings: Sequence[Row]) -> Written:
    firm = text(change, "firm")
    number = page.names.firm_numbers.get(firm, "—")
    about = page.say("gate_memo.about", number=number, name=page.names.firm(firm))
    blocks: list[Block] = [
        Paragraph((Run(_decision(page, change, findings), "bold"),)),
        *_criteria(page, change, findings),
        path_table(page, change),
        _signatures(page),
    ]
    title = page.say("gate_memo.title", stage=_stage(page, change, "to_stage"))
    section = sheet_section((title, about), _facts(page, change), blocks)
    return Written(page, title, about, section)


def _stage(page: Page, change: Row, name: str) -> str:
    stage = text(change, name)
    return page.choice("stage", stage) if stage else page.texts.say("gate.begin", page.lang)


def _facts(page: Page, change: Row) -> list[Fact]:
    known = (
        ("passage", f"{_stage(page, change, 'from_stage')} → {_stage(page, change, 'to_stage')}"),
        ("process", page.choice("process", text(change, "process"))),
        ("date", page.fmt.date(text(change, "date"))),
        ("decided_by", text(change, "decided_by") or "—"),
        ("evidence", text(change, "evidence") or "—"),
        ("reason", page.recorded(text(change, "reason")) or "—"),
    )
    return [Fact(page.say(f"gate_memo.fact.{name}"), value) for name, value in known]


def _criteria(page: Page, change: Row, findings: Sequence[Row]) -> tuple[Table, ...]:
    """Return what was found of the criteria, else what the records held of them then."""
    if findings:
        return (_table(page, change, findings),)
    gate = text(change, "to_stage")
    of_gate = text(change, "process") == _INCUBATION and criteria_of(page.records, gate)
    return (_held(page, change, gate),) if of_gate else ()


def _held(page: Page, change: Row, gate: str) -> Table:
    """Return what the records held of a gate's criteria on the day of a change without findings."""
    on = day(change, "date") or page.day
    columns = tuple(
        Column(
            page.say(f"gate_memo.head.{name}"),
            weight=0.5 if name == "reckoned" else 1.4,
            kind="label" if name == "criterion" else "text",
            wrap=True,
        )
        for name in ("criterion", "records", "reckoned")
    )
    rows = tuple(
        Line(
            (
                criterion_words(page.fmt, each.criterion),
                finding_words(page.fmt, each, on),
                page.texts.say(f"gate.state.{state_key(each.met)}", page.lang),
            )
        )
        for each in records_of(page.records, text(change, "firm"), gate, on)
    )
    alone = all(each.suffices for each in criteria_of(page.records, gate))
    note = page.say(f"gate_memo.held.note.{'one' if alone else 'all'}", date=page.fmt.date(on))
    return Table(page.table(), page.say("gate_memo.held"), columns, rows, note=note)


def _table(page: Page, change: Row, findings: Sequence[Row]) -> Table:
    on = day(change, "date") or page.day
    heads = ("criterion", "records", "met", "evidence")
    weights = {"criterion": 1.4, "records": 1.2, "met": 0.4, "evidence": 1.0}
    columns = tuple(
        Column(
            page.say(f"gate_memo.head.{name}"),
            weight=weights[name],
            kind="label" if name == "criterion" else "text",
            wrap=True,
        )
        for name in heads
    )
    return Table(
        page.table(),
        page.say("gate_memo.table"),
        columns,
        tuple(_line(page, row, on) for row in findings),
        note=page.say("gate_memo.note", date=page.fmt.date(on)),
    )


def _line(page: Page, row: Row, on: date) -> Line:
    criterion = Criterion(
        "",
        whole_of(row, "position") or 0,
        text(row, "measure"),
        whole_of(row, "threshold_fen"),
        row.get("suffices") == 1,
    )
    finding = Finding(
        criterion,
        None,
        whole_of(row, "amount_fen"),
        day(row, "since"),
        whole_of(row, "quarters_known") or 0,
        whole_of(row, "quarters_asked") or 0,
    )
    met = page.texts.say(f"gate.state.{'met' if row.get('met') == 1 else 'unmet'}", page.lang)
    return Line(
        (
            _criterion(page, criterion, text(row, "criterion")),
            finding_words(page.fmt, finding, on),
            met,
            text(row, "evidence") or "—",
        )
    )


def _criterion(page: Page, criterion: Criterion, recorded: str) -> str:
    """Return a criterion in the language of the page; one that a park named itself as recorded."""
    usual = [criterion_words(Formatter(lang, page.texts), criterion) for lang in LANGUAGES]
    return criterion_words(page.fmt, criterion) if recorded in usual else recorded


def _decision(page: Page, change: Row, findings: Sequence[Row]) -> str:
    stage = _stage(page, change, "to_stage")
    on = page.fmt.date(text(change, "date"))
    name = page.names.firm(text(change, "firm"))
    passed = page.say("gate_memo.passed", name=name, stage=stage, date=on)
    met = sum(row.get("met") == 1 for row in findings)
    counted = ""
    if findings:
        alone = any(row.get("suffices") == 1 for row in findings)
        key = "gate_memo.met_one" if alone else "gate_memo.met_all"
        counted = page.say(key, met=page.fmt.integer(met), of=page.fmt.integer(len(findings)))
    elif text(change, "criteria"):
        counted = page.say(
            "gate_memo.recorded", criteria=recorded_words(page.fmt, text(change, "criteria"))
        )
    return page.sentences(passed, counted)


def _signatures(page: Page) -> SignatureBlock:
    places = ("panel", "committee", "firm")
    return signed(page, (page.say(f"gate_memo.place.{name}") for name in places))
