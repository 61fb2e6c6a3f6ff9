"""Make the columns of a table from the spec of its entity."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from domain.called import is_wording, worded_columns
from domain.formatting import UNKNOWN
from domain.records import Kind, Query
from domain.target_units import FOLLOWING
from ui.components.tables.cells import Cell
from ui.forms.entries import READ_ONLY
from ui.place_names import SHORTENED
from ui.record_names import SOLE, is_by_code, pointed_at, qualifiers
from ui.row_source import Shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import EntitySpec, Field, Records, Row
    from ui.components.tables.cells import Column
    from ui.values import Values

_HIDDEN: Final = frozenset({Kind.JSON, Kind.BYTES, Kind.LONG_TEXT})
_LANGUAGES: Final = frozenset({"zh", "fr", "en"})
_NAMES: Final = frozenset({"name", "title"})


def columns_of(values: Values, spec: EntitySpec, records: Records) -> list[Shown]:
    """Return a column for each listed field, in the language in force.

    Of the names in several languages only the one in force is shown; where there is one enclave
    or one agreement only, its name is not repeated on each line.
    """
    lang = values.language.lang
    shown = [
        _shown(values, spec, each, records)
        for each in spec.fields
        if each.listed
        and each.kind not in _HIDDEN
        and not _of_another_language(each, lang)
        and not _needless(each, records)
    ]
    return _standing_next(spec, _day_first(spec, _name_first(spec, shown)))


def _shown(values: Values, spec: EntitySpec, each: Field, records: Records) -> Shown:
    needs: tuple[str, ...] = (each.name,)
    order: tuple[str, ...] = (each.name,)
    cell = partial(values.cell, spec, each)
    if is_wording(spec, f"{each.name}_{values.language.lang}"):
        needs = worded_columns(each.name)
        order = (f"{each.name}_{values.language.lang}", each.name)
    if each.kind is Kind.REFERENCE:
        names = values.reference_columns(each)
        needs, order = (each.name, *names), names or order
        if qualifiers(values.specs[each.target]):
            cell = partial(_full_name, values, each, records)
        elif each.target in SHORTENED:
            cell = partial(_short_name, values, spec, each)
    if pointed_at(spec, each, {each.name: ""}) is not None:
        needs = tuple(field.name for field in spec.fields if field.kind is Kind.TEXT)
        cell = partial(_pointed, values, spec, each, records)
    fixed = each.kind in READ_ONLY or each.name in spec.stamped
    if named_by := FOLLOWING.get((spec.table, each.name)):
        # The unit stands in each cell; what is typed is read by it, which takes the whole record.
        needs, fixed = (each.name, named_by), True
    field = None if fixed else each
    return Shown(_column(values, spec, each), cell, order, needs, field)


def _column(values: Values, spec: EntitySpec, each: Field) -> Column:
    """Return the heading of a field; a code that tells rules apart stands last and is not cut."""
    column = values.column(spec, each)
    by_code = each.target and is_by_code(values.specs, values.specs[each.target])
    return replace(column, width=1) if by_code else column


def _full_name(values: Values, each: Field, records: Records, row: Row) -> Cell:
    """Return the name of a record that takes another record to be told apart."""
    record = row.get(each.name)
    if record is None:
        return Cell(UNKNOWN, tone="text_note")
    full = values.record(records, each.target, str(record))
    brief = values.record(records, each.target, str(record), brief=True)
    return Cell(brief, tip="" if brief == full else full)


def _short_name(values: Values, spec: EntitySpec, each: Field, row: Row) -> Cell:
    """Return what a firm, party or place is called in short; its full name is told beside."""
    full = values.cell(spec, each, row)
    short = SHORTENED[each.target](values, full.text)
    return full if short == full.text else replace(full, text=short, tip=full.text)


def _pointed(values: Values, spec: EntitySpec, each: Field, records: Records, row: Row) -> Cell:
    """Return the name of a record that a field of text names."""
    place = pointed_at(spec, each, row)
    known = place is not None and place[0] in values.specs
    return Cell(values.record(records, *place) if place and known else UNKNOWN)


def _name_first(spec: EntitySpec, shown: list[Shown]) -> list[Shown]:
    """Put the name before a code that is unknown for many and identifies none."""
    first = shown[0].needs[0] if shown else ""
    if not spec.key or not first or first in spec.key or spec.field(first).required:
        return shown
    names = [each for each in shown if each.needs[0] in spec.label]
    return [*names, *(each for each in shown if each not in names)]


def _day_first(spec: EntitySpec, shown: list[Shown]) -> list[Shown]:
    """Begin a log, whose records nothing names, with the day by which it is sorted."""
    day = spec.order[0].removeprefix("-") if spec.order else ""
    if spec.key or "." in day or not day or spec.field(day).kind is not Kind.DATE:
        return shown
    return sorted(shown, key=lambda each: each.needs[0] != day)


def _standing_next(spec: EntitySpec, shown: list[Shown]) -> list[Shown]:
    """Put how a record stands after what names it, then by what it is sorted.

    No table is too narrow for its first columns; those of the references find room as they can.
    """
    if not spec.state_field:
        return shown
    sorted_by = [name.removeprefix("-") for name in spec.order[:1]]
    first = (*spec.label, *spec.key), (spec.state_field,), sorted_by
    places = {name: place for place, names in reversed([*enumerate(first)]) for name in names}
    return sorted(shown, key=lambda each: places.get(each.needs[0], len(first)))


def _needless(each: Field, records: Records) -> bool:
    return each.target in SOLE and records.count(Query(each.target)) == 1


def _of_another_language(each: Field, lang: str) -> bool:
    stem, _, its = each.name.rpartition("_")
    return stem in _NAMES and its in _LANGUAGES and its != lang


def ordered_by(columns: Sequence[Shown], order: Sequence[str]) -> str:
    """Return the heading of the column by which rows are sorted, empty where it is not shown."""
    first = order[0].removeprefix("-") if order else ""
    found = (each for each in columns if each.order and each.order[0] == first)
    return next((each.column.heading for each in found), "")
