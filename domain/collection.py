"""The park's own collection form: what a quarter asks of the offices, ready to be typed into."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.records import Condition, Query
from domain.standing.operators import scorecards
from domain.standing.residence import reporting, residences
from domain.standing.returns import projects
from domain.standing.rows import text
from domain.tables import record_label
from domain.units import (
    FEN_PER_THOUSAND,
    FEN_PER_WAN,
    FEN_PER_YUAN,
    QUARTERS_PER_YEAR,
    Quarter,
    quarters_back,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.records import Records, Row, Specs, Value
    from domain.text import Texts

FormCell = str | int | float | Decimal | None

FREE_ROWS: Final = 20
"""Blank rows of a sheet to which the office adds what happened."""

_FIRM_MONEY: Final = (
    "revenue_fen",
    "rd_fen",
    "vat_fen",
    "cit_fen",
    "pit_fen",
    "other_tax_fen",
    "financing_fen",
    "grants_fen",
    "output_host_fen",
    "output_origin_fen",
)
_FIRM_PEOPLE: Final = ("headcount", "rd_staff", "doctorates")
_PROJECT_MONEY: Final = ("investment_fen", "output_fen", "tax_fen")
_COST_MONEY: Final = ("budget_fen", "actual_fen", "recovered_fen")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form.

    Attributes:
        name: what the import calls it.
        heading: in the language of the form, with its unit in brackets.
        holds: ``text``, ``money``, ``count``, ``number``, ``date`` or ``choice``.
        given: the office does not change it: who and when.
        choices: words that may be chosen.
        at_most: name of the column whose figure this one must not exceed.
    """

    name: str
    heading: str
    holds: str = "text"
    given: bool = False
    choices: tuple[str, ...] = ()
    at_most: str = ""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """One sheet: its name, a title, a line that explains it, headings, a row per line asked for."""

    key: str
    name: str
    title: str
    note: str
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[FormCell, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Writer:
    """The words of one form in one language, and the records it is filled from."""

    records: Records
    specs: Specs
    texts: Texts
    lang: str
    quarter: Quarter

    def called(self, table: str, record: str) -> str:
        """Return how a record is called in the language of the form."""
        return record_label(self.records, self.specs, table, record, lang=self.lang)

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the form."""
        return self.texts.say(f"collection.{key}", self.lang, **values)

    def given(self, *names: str) -> tuple[FormColumn, ...]:
        """Return columns that say who and when."""
        return tuple(FormColumn(name, self.say(f"column.{name}"), given=True) for name in names)

    def asked(self, holds: str, *names: str) -> tuple[FormColumn, ...]:
        """Return columns to be filled in."""
        return tuple(FormColumn(name, self.say(f"column.{name}"), holds) for name in names)

    def chosen(self, name: str, list_name: str, values: Sequence[str]) -> FormColumn:
        """Return a column whose cells are chosen from a list."""
        words = tuple(self.texts.say(f"choice.{list_name}.{each}", self.lang) for each in values)
        return FormColumn(name, self.say(f"column.{name}"), "choice", choices=words)

    def sheet(
        self,
        key: str,
        columns: tuple[FormColumn, ...],
        rows: tuple[tuple[FormCell, ...], ...],
    ) -> FormSheet:
        """Return a sheet with its title and its line of explanation."""
        title = self.say(f"{key}.title", quarter=str(self.quarter))
        name, note = self.say(f"{key}.sheet"), self.say(f"{key}.note")
        return FormSheet(key, name, title, note, columns, rows)

    def money(self, value: Value) -> Decimal | None:
        """Return fen in the unit of the language: 10,000 yuan in Chinese, else 1,000."""
        scale = FEN_PER_WAN if self.lang == "zh" else FEN_PER_THOUSAND
        return None if not isinstance(value, int) else Decimal(value) / scale

    def rows_of(self, table: str, *by: str) -> dict[tuple[str, ...], Row]:
        """Return what is recorded of the quarter, by the fields that tell rows apart."""
        where = (Condition("quarter", "=", str(self.quarter)),)
        found = self.records.select(Query(table, where=where))
        return {tuple(text(row, name) for name in by): row for row in found}


def collection_form(
    records: Records,
    specs: Specs,
    texts: Texts,
    lang: str,
    quarter: Quarter,
    today: date | None = None,
) -> tuple[FormSheet, ...]:
    """Return the form of a quarter, with what is known already filled in.

    Asked are the firms that are in the park on any day of the quarter, the return projects that
    report, the buildings' costs of categories used within a year, the operators' indicators; a
    sheet of blank rows takes changes of stage. The import reads the filled form back.

    Raises:
        DomainError: ``form_quarter_far`` for a quarter before the first or after the next one.
    """
    _check_quarter(records, quarter, today)
    writer = _Writer(records, specs, texts, lang, quarter)
    sheets = (
        _firms(writer),
        _projects(writer),
        _costs(writer),
        _operators(writer),
        _stages(writer),
    )
    return tuple(sheet for sheet in sheets if sheet.rows)


def _check_quarter(records: Records, quarter: Quarter, today: date | None) -> None:
    known = sorted(str(row["quarter"]) for row in records.select(Query("quarter")))
    last = Quarter.parse(known[-1]).plus(1) if known else quarter
    if today is not None:
        last = max(last, Quarter.of(today), key=lambda each: each.index)
    first = Quarter.parse(known[0]) if known else quarter
    if not first.index <= quarter.index <= last.index:
        raise DomainError("form_quarter_far", value=str(quarter), first=str(first), last=str(last))


def _firms(writer: _Writer) -> FormSheet:
    columns = (
        *writer.given("firm_number", "firm_name", "quarter"),
        *writer.asked("money", *_FIRM_MONEY[:2]),
        *writer.asked("count", "headcount"),
        FormColumn("rd_staff", writer.say("column.rd_staff"), "count", at_most="headcount"),
        FormColumn("doctorates", writer.say("column.doctorates"), "count", at_most="headcount"),
        *writer.asked("money", *_FIRM_MONEY[2:]),
        *writer.asked("text", "remark"),
    )
    known = writer.rows_of("firm_quarter", "firm")
    rows = []
    for each in reporting(residences(writer.records), writer.quarter):
        name = writer.called("firm", each.firm)
        row = known.get((each.firm,), {})
        cells = [_cell(writer, column, row) for column in columns[3:]]
        rows.append((each.number, name, str(writer.quarter), *cells))
    return writer.sheet("firms", columns, tuple(rows))


def _projects(writer: _Writer) -> FormSheet:
    columns = (
        *writer.given("project", "firm_name", "quarter"),
        *writer.asked("money", *_PROJECT_MONEY),
        *writer.asked("count", "jobs"),
        *writer.asked("text", "remark"),
    )
    known = writer.rows_of("return_quarter", "project")
    rows = []
    for each in projects(writer.records):
        if each.reports_in(writer.quarter):
            name = writer.called("firm", each.firm)
            cells = [_cell(writer, at, known.get((each.record,), {})) for at in columns[3:]]
            rows.append((each.number, name, str(writer.quarter), *cells))
    return writer.sheet("projects", columns, tuple(rows))


def _costs(writer: _Writer) -> FormSheet:
    columns = (
        *writer.given("building", "quarter", "category"),
        *writer.asked("money", *_COST_MONEY),
        *writer.asked("text", "remark"),
    )
    known = writer.rows_of("cost", "building", "category")
    year = tuple(str(each) for each in quarters_back(writer.quarter, QUARTERS_PER_YEAR))
    query = Query(
        "cost",
        columns=("building", "category"),
        where=(Condition("quarter", "in", year),),
        order=("building.code", "category"),
    )
    lines = dict.fromkeys(
        (text(row, "building"), text(row, "category")) for row in writer.records.select(query)
    )
    rows = []
    for building, category in lines:
        called = writer.called("building", building)
        row = known.get((building, category), {})
        words = writer.texts.say(f"choice.cost_category.{category}", writer.lang)
        amounts = [_yuan(row.get(name)) for name in _COST_MONEY]
        rows.append((called, str(writer.quarter), words, *amounts, text(row, "remark") or None))
    return writer.sheet("costs", columns, tuple(rows))


def _operators(writer: _Writer) -> FormSheet:
    columns = (
        *writer.given("contract", "indicator", "quarter"),
        *writer.asked("number", "actual"),
        *writer.asked("text", "remark"),
    )
    known = writer.rows_of("operator_score", "indicator")
    rows = [
        (
            line.contract_code,
            line.name.read_in(writer.lang),
            str(writer.quarter),
            None if line.actual is None else float(line.actual),
            text(known.get((line.record,), {}), "remark") or None,
        )
        for line in scorecards(writer.records, (writer.quarter,))[writer.quarter]
    ]
    return writer.sheet("operators", columns, tuple(rows))


def _stages(writer: _Writer) -> FormSheet:
    spec = writer.specs["stage_change"]
    lists = {name: spec.field(name).choices for name in ("process", "from_stage", "to_stage")}
    columns = (
        *writer.asked("text", "firm_number"),
        *(
            writer.chosen(name, choices.name, choices.values)
            for name, choices in lists.items()
            if choices is not None
        ),
        *writer.asked("date", "date"),
        *writer.asked("text", "criteria", "evidence", "reason", "decided_by"),
    )
    blank = (None,) * len(columns)
    return writer.sheet("stages", columns, (blank,) * FREE_ROWS)


def _cell(writer: _Writer, column: FormColumn, row: Row) -> FormCell:
    value = row.get(column.name)
    if column.holds == "money":
        return writer.money(value)
    return None if isinstance(value, bytes) else value


def _yuan(value: Value) -> Decimal | None:
    return Decimal(value) / FEN_PER_YUAN if isinstance(value, int) else None
