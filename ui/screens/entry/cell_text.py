"""Read what is typed into a cell, and write its value out again, for the eye or a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.imports.words import is_unknown, name_key, tidy
from domain.measures import exactly, measure_of, unit_of
from domain.records import Kind, Query
from ui.values import NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Field, Records, Value
    from ui.values import Values


@dataclass(frozen=True, slots=True)
class CellText:
    """Turn values of cells into texts and back, choices and records by their names."""

    values: Values
    records: Records

    def read(self, field: Field, text: str) -> Value:
        """Return the value that a typed text means, None where nothing is known.

        Raises:
            DomainError: the text is no value of the field's kind; ``field`` is set.
        """
        return CellReading(self, self.records).read(field, text)

    def shown(self, field: Field, value: Value) -> str:
        """Return a value as the grid shows it."""
        if field.kind is Kind.REFERENCE and value is not None:
            return self.values.record(self.records, field.target, str(value))
        return self.values.text(field, value)

    def typed(self, field: Field, value: Value) -> str:
        """Return a value as it is typed into its cell, empty when unknown."""
        if value is None:
            return ""
        if field.kind in (Kind.CHOICE, Kind.REFERENCE):
            return self.shown(field, value)
        return self.values.typed(field, value)

    def neutral(self, field: Field, value: Value) -> str:
        """Return a value as any spreadsheet takes it: decimal point, no sign between thousands.

        Figures are exact and in the unit in which the grid shows them; days are ISO.
        """
        if value is None or field.kind not in NUMBERS or not isinstance(value, int | float):
            return str(value) if field.kind is Kind.DATE and value else self.typed(field, value)
        divisor, _, decimals = measure_of(unit_of(field)).in_language(self.values.language.lang)
        exact = exactly(value) / divisor
        text = f"{float(exact):.{decimals}f}" if decimals else str(round(exact))
        return text.rstrip("0").rstrip(".") if "." in text else text

    def with_unit(self, field: Field, typed: str) -> str:
        """Return a typed value with its unit, so that a column of another kind refuses it."""
        return f"{typed}{self.values.unit(field)}"

    def names(self, field: Field) -> tuple[str, ...]:
        """Return what may be typed into a cell of a choice or a record, to complete it by."""
        if field.choices is not None:
            return tuple(self.values.choice(field, each) for each in field.choices.values)
        if field.kind is Kind.REFERENCE:
            return tuple(names[0] for _, names in self._records_of(field) if names)
        return ()

    def named_by(self, field: Field) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the values of a choice, or the records, that a cell may name, and their names."""
        if field.choices is not None:
            for each in field.choices.values:
                yield each, (each, self.values.choice(field, each))
        else:
            yield from self._records_of(field)

    def _records_of(self, field: Field) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the records that a cell may name, each with its names, that in force first."""
        spec = self.values.specs[field.target]
        labels = self.values.label_fields(field.target)
        columns = tuple(dict.fromkeys((*labels, *spec.key)))
        for row in self.records.select(Query(field.target, columns=columns)):
            yield str(row["id"]), tuple(str(row[name]) for name in columns if row.get(name))


class CellReading:
    """Read many texts; what choices and records are called is gathered once.

    Args:
        text: what the cells are read by.
        records: among which a cell may name one.
    """

    def __init__(self, text: CellText, records: Records) -> None:
        self._text = replace(text, records=records)
        self._named: dict[str, dict[str, set[str]]] = {}

    def read(self, field: Field, text: str) -> Value:
        """Return the value that a typed text means, None where nothing is known.

        Raises:
            DomainError: the text is no value of the field's kind; ``field`` is set.
        """
        if is_unknown(tidy(text)):
            return None
        if field.kind not in (Kind.CHOICE, Kind.REFERENCE):
            return self._text.values.parsed(field, text)
        found = self._keys(field).get(name_key(text), set())
        if len(found) == 1:
            return next(iter(found))
        key = "reference_unnamed" if field.kind is Kind.REFERENCE else "kind_unknown"
        raise DomainError(key, field=field.name, value=text)

    def _keys(self, field: Field) -> Mapping[str, set[str]]:
        known = self._named.get(field.name)
        if known is None:
            known = self._named[field.name] = {}
            for key, names in self._text.named_by(field):
                for name in names:
                    known.setdefault(name_key(name), set()).add(key)
        return known
