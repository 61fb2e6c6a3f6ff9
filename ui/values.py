"""Put recorded values into words and figures of the language in force."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from domain.called import in_order, is_wording, worded
from domain.errors import DomainError
from domain.formatting import UNKNOWN, Formatter
from domain.imports.parsing import DIMENSIONS, parse_value
from domain.measures import exactly, measure_of, unit_of
from domain.records import Field, Kind
from domain.target_units import FOLLOWING, read_as
from domain.units import FEN_PER_YUAN
from ui.components.tables.cells import Cell, Column
from ui.record_names import BY_CODE, is_counted, own_first, pointed_at, qualifiers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import EntitySpec, Records, Row, Specs, Value
    from ui.language import Language

NUMBERS: Final = frozenset(DIMENSIONS)
_BREAKS: Final = re.compile(r"[ \t\r\n]+")
_WIDTHS: Final = {
    Kind.DATE: 100,
    Kind.TIME: 64,
    Kind.MOMENT: 136,
    Kind.FLAG: 64,
}


_KEYED: Final = {
    "indicator": ("indicator.",),
    "entity": ("entity.",),
    "field": ("field.",),
    "kind": ("report.kind.", "import.kind."),
    "owner_table": ("entity.",),
    "screen": ("place.",),
}
"""Fields of text that may hold the key of a word → what the key of its text begins with."""


@dataclass(frozen=True, slots=True)
class Values:
    """Word values of records; holds the language, so that a change of it needs no renewal."""

    language: Language
    specs: Specs

    @property
    def format(self) -> Formatter:
        """Write figures, days and quarters in the language in force."""
        return Formatter(self.language.lang, self.language.texts)

    def title(self, table: str, *, many: bool = False) -> str:
        """Return what an entity is called."""
        return self.language.say(f"entity.{table}.many" if many else f"entity.{table}")

    def title_within(self, table: str, *, many: bool = False) -> str:
        """Return what an entity is called within a sentence: small where the language has it."""
        title = self.title(table, many=many)
        small = self.language.lang != "zh" and not title[1:2].isupper()
        return title[:1].lower() + title[1:] if small else title

    def adding(self, table: str) -> str:
        """Return what adding a record is called; empty where only a command of its own can."""
        key = f"entity.{table}.add"
        return self.language.say(key) if self.language.texts.has(key) else ""

    def name(self, spec: EntitySpec, field: Field) -> str:
        """Return what a field is called."""
        return self.language.say(f"field.{spec.table}.{field.name}")

    def unit(self, field: Field) -> str:
        """Return the unit of a field, empty where it has none."""
        return self.format.unit(unit_of(field))

    def unit_in_words(self, field: Field) -> str:
        """Return the unit of a field where it stands for itself, as in the box of an entry.

        Beside a figure and in the head of a column, where room is scarce, it is the short one.
        """
        return self.format.unit_heading(unit_of(field))

    def choice(self, field: Field, value: str) -> str:
        """Return the words of a choice."""
        name = field.choices.name if field.choices else ""
        key = f"choice.{name}.{value}"
        return self.language.say(key) if self.language.texts.has(key) else value

    def text(self, field: Field, value: Value) -> str:
        """Return a value as it is shown; unknown is a dash."""
        if value is None or value == "":
            return UNKNOWN
        if isinstance(value, bytes):
            return self.language.say("ui.bytes", count=len(value))
        if field.kind is Kind.MOMENT:
            return self.moment(str(value))
        if field.kind is Kind.CHOICE:
            return self.choice(field, str(value))
        if field.kind is Kind.TEXT and field.name in _KEYED:
            keys = [f"{begin}{value}" for begin in _KEYED[field.name]]
            if field.name == "screen":
                # A kept view may be one of a page that is the table of an entity.
                keys.append(f"entity.{value}.many")
            known = next((each for each in keys if self.language.texts.has(each)), "")
            return self.language.say(known) if known else str(value)
        return self.format.value(field, value)

    def with_unit(self, field: Field, value: Value) -> str:
        """Return a value as it is shown, a figure with its unit."""
        unit = unit_of(field)
        if isinstance(value, int | float) and field.kind in NUMBERS and self.format.unit(unit):
            return self.format.with_unit(value, unit)
        return self.text(field, value)

    def quarter(self, quarter: str) -> str:
        """Return a quarter as it is named; what is none stays as it is."""
        try:
            return self.format.quarter(quarter)
        except DomainError:
            return quarter

    def typed(self, field: Field, value: Value) -> str:
        """Return a value as it is typed into a field, exact; unknown is empty."""
        if _in_yuan(field) and isinstance(value, int | float):
            shown = exactly(value) / FEN_PER_YUAN
            return self.format.number(shown, 2)
        text = self.format.typed(field.kind, value)
        return self._grouped(field, text) if field.kind in NUMBERS else text

    def parsed(self, field: Field, text: str) -> Value:
        """Return the value of a typed text.

        Raises:
            DomainError: the text is no value of the field's kind; ``field`` is set.
        """
        try:
            scale = FEN_PER_YUAN if _in_yuan(field) else 0
            return parse_value(field.kind, text, self.language.lang, scale)
        except DomainError as error:
            error.field = error.field or field.name
            raise

    def moment(self, moment: str) -> str:
        """Return an instant on this computer's clock, to the minute."""
        zone = datetime.now(UTC).astimezone().tzinfo
        return self.format.moment(moment, zone or UTC)

    def label_fields(self, table: str) -> tuple[str, ...]:
        """Return the fields that name a record, those of the language in force first."""
        return in_order(self.language.lang, self.specs[table].label)

    def label(self, table: str, row: Row, prefix: str = "") -> str:
        """Return how a record is called; ``prefix`` as in ``firm.`` reads through a reference."""
        spec = self.specs[table]
        for name in self.label_fields(table):
            value = row.get(f"{prefix}{name}")
            if value is not None and value != "":
                field = spec.field(name)
                if field.kind is not Kind.REFERENCE:
                    return self.text(field, value)
        return ""

    def record(self, records: Records, table: str, record: str, *, brief: bool = False) -> str:
        """Return how a record is called, following references its name is made of.

        Briefly a rule, whose name is long, stands in the name of its phases with its code.
        """
        row = records.get(table, record)
        return UNKNOWN if row is None else self.named(records, table, row, brief=brief)

    def named(self, records: Records, table: str, row: Row, *, brief: bool = False) -> str:
        """Return how a record with these values is called, whether it is there or not."""
        spec = self.specs[table]
        named = [spec.field(name) for name in self.label_fields(table) if _known(row, name)]
        if not named:
            return UNKNOWN
        others = [
            each for each in qualifiers(spec) if each is not named[0] and _known(row, each.name)
        ]
        order = [named[0], *others] if own_first(named[0]) else [*others, named[0]]
        return " · ".join(self._part(records, spec, each, row, brief=brief) for each in order)

    def _part(
        self, records: Records, spec: EntitySpec, field: Field, row: Row, *, brief: bool
    ) -> str:
        value = row[field.name]
        if field.kind is Kind.REFERENCE:
            target = records.get(field.target, str(value)) if brief else None
            if target is not None and field.target in BY_CODE and _known(target, "code"):
                return str(target["code"])
            return self.record(records, field.target, str(value), brief=brief)
        pointed = pointed_at(spec, field, row)
        if pointed is not None and pointed[0] in self.specs:
            return self.record(records, *pointed)
        text = self.text(field, value)
        if is_counted(spec) and field.name == spec.label[0]:
            return self.language.say("ui.counted", name=self.name(spec, field), number=text)
        return text

    def reference_columns(self, field: Field) -> tuple[str, ...]:
        """Return the columns of a query that name the record a field refers to."""
        target = self.specs[field.target]
        return tuple(
            f"{field.name}.{name}"
            for name in self.label_fields(field.target)
            if target.field(name).kind is not Kind.REFERENCE
        )

    def cell(self, spec: EntitySpec, field: Field, row: Row) -> Cell:
        """Return what a table shows of a field."""
        value = row.get(field.name)
        if (spec.table, field.name) in FOLLOWING:
            return Cell(self.with_unit(read_as(spec.table, field, row), value))
        if field.kind is Kind.REFERENCE:
            text = self.label(field.target, row, f"{field.name}.") if value else ""
            return Cell(text or UNKNOWN, tone="" if text else "text_note")
        if field.name in (f"name_{self.language.lang}", f"title_{self.language.lang}"):
            text = self.label(spec.table, row)
            return Cell(text or UNKNOWN, tone="text_note" if value is None else "")
        text = self.text(field, self.in_words(spec, field, row))
        if text == UNKNOWN:
            return Cell(text, tone="text_note")
        if field.kind is Kind.CHOICE and field.choices is not None:
            return state_cell(field.choices.name, str(value), text)
        first = field.name == spec.label[0] if spec.label else False
        return Cell(in_one_line(text), tone="" if first or field.kind in NUMBERS else "text")

    def in_words(self, spec: EntitySpec, field: Field, row: Row) -> Value:
        """Return what a record holds; a text with wordings in each language as it is read."""
        value = row.get(field.name)
        if value in (None, "") or not is_wording(spec, f"{field.name}_{self.language.lang}"):
            return value
        return worded(row, field.name).read_in(self.language.lang)

    def column(self, spec: EntitySpec, field: Field) -> Column:
        """Return how a table heads and draws a field."""
        kind = "figure" if field.kind in NUMBERS else "text"
        if field.kind is Kind.CHOICE and field.choices and field.choices.name in STATES:
            kind = "state"
        heading, unit = self.name(spec, field), self.unit(field)
        said, counted = heading.casefold(), unit.casefold()
        if said.startswith(counted) or said.endswith(counted):
            unit = ""  # "Votes", "票数", "Jours-personne" and "Person-days" say what is counted
        return Column(heading, kind, _WIDTHS.get(field.kind, -1), unit, field.name)

    def _grouped(self, field: Field, text: str) -> str:
        """Set the thousands of an exact figure apart, as the field shows them."""
        if not text or (field.kind is Kind.INTEGER and field.name.endswith("year")):
            return text
        mark = "," if self.language.lang == "fr" else "."
        sign = "-" if text.startswith("-") else ""
        whole, point, part = text.removeprefix("-").partition(mark)
        return f"{sign}{self.format.number(int(whole))}{point}{part}"


def in_one_line(text: str) -> str:
    """Return a text without breaks of lines; the narrow blanks of French figures stay narrow."""
    return _BREAKS.sub(" ", text).strip(" ")


def _known(row: Row, name: str) -> bool:
    return row.get(name) is not None and row[name] != ""


def _in_yuan(field: Field) -> bool:
    """Tell whether money is small enough to be shown and typed in yuan, as a rent is."""
    return field.kind is Kind.MONEY and measure_of(unit_of(field)).divisor == FEN_PER_YUAN


STATES: Final = {
    "stage": {
        "ready": ("ok", "stage.ready"),
        "graduated": ("ok", "stage.graduated"),
        "on_watch": ("warn", "stage.on_watch"),
        "rejected": ("unknown", "stage.rejected"),
        "withdrawn": ("unknown", "stage.withdrawn"),
        "exited": ("unknown", "stage.exited"),
    },
    "quarter_state": {
        "open": ("info", ""),
        "reopened": ("warn", ""),
        "closed": ("ok", ""),
        "approved": ("ok", ""),
    },
    "meeting_state": {"planned": ("info", ""), "held": ("ok", ""), "closed": ("ok", "")},
    "resolution_state": {
        "adopted": ("ok", ""),
        "countersigned": ("ok", ""),
        "in_force": ("ok", ""),
        "executed": ("ok", ""),
        "rejected": ("crit", ""),
        "escalated": ("warn", "escalated"),
        "deferred": ("warn", ""),
        "superseded": ("unknown", "supersedes"),
    },
    "action_state": {
        "verified": ("ok", ""),
        "blocked": ("crit", ""),
        "in_progress": ("info", ""),
        "submitted": ("info", ""),
        "open": ("info", ""),
        "cancelled": ("unknown", ""),
    },
    "return_state": {
        "in_production": ("ok", ""),
        "at_scale": ("ok", ""),
        "stalled": ("warn", ""),
        "abandoned": ("unknown", ""),
    },
    "settlement_state": {
        "paid": ("ok", ""),
        "agreed": ("info", ""),
        "disputed": ("crit", ""),
        "draft": ("unknown", ""),
    },
    "legal_status": {
        "in_force": ("ok", ""),
        "refused": ("crit", ""),
        "pending": ("info", ""),
        "lapsed": ("unknown", ""),
    },
    "priority": {"high": ("warn", ""), "medium": ("info", ""), "low": ("unknown", "")},
    "risk_state": {"open": ("warn", ""), "closed": ("ok", "")},
}
"""Choices shown as icon and word: set of choices → value → state and icon."""


def trend_cell(form: Formatter, series: Sequence[float | None], texts: Sequence[str]) -> Cell:
    """Return a small line; ``texts`` are its values in words, the oldest first."""
    values = form.texts.say("ui.semicolon", form.lang).join(texts)
    count = form.integer(len(texts))
    told = form.texts.say("spoken.trend", form.lang, count=count, values=values)
    return Cell(series=tuple(series), tip=told)


def state_cell(choices: str, value: str, text: str) -> Cell:
    """Return the cell of a choice: icon and word where its set is one of states."""
    if choices not in STATES:
        return Cell(text)
    state, icon = STATES[choices].get(value, ("", ""))
    if not icon and choices == "stage":
        icon = f"stage.{value}" if value in _STAGE_ICONS else ""
    if not icon and not state:
        return Cell(text, tone="text_secondary", icon="state.info")
    return Cell(text, state=state, icon=icon)


_STAGE_ICONS: Final = frozenset({"lead", "screened", "panel", "admitted", "incubating"})
