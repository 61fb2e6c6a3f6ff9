"""What a user can do to records; every command yields checked writes and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.ids import new_id
from domain.periods import CLOSED, check_open, protecting_field
from domain.records import Write
from domain.rules import check_move, check_record, check_removal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import EntitySpec, Field, Records, Row, Specs, Value


def _existing(records: Records, table: str, record: str) -> Row:
    row = records.get(table, record)
    if row is None:
        raise DomainError("record_gone", table=table, record=record)
    return row


def _check_not_kept(spec: EntitySpec) -> None:
    if spec.kept:
        raise DomainError("record_kept", table=spec.table)


def _check_not_stamped(spec: EntitySpec, values: Mapping[str, Value]) -> None:
    for each in spec.fields:
        if each.name in spec.stamped and values.get(each.name, each.default) != each.default:
            raise DomainError("field_stamped", table=spec.table, field=each.name)


def inserting(
    records: Records, specs: Specs, table: str, record: str, values: Mapping[str, Value]
) -> Iterator[Write]:
    """Yield one checked insert with every field of the entity, unknown ones as None.

    For commands of an entity's own; what a user types goes through ``AddRow``.
    """
    spec = specs[table]
    row = {each.name: values.get(each.name, each.default) for each in spec.fields}
    check_record(specs, records, table, {"id": record, **row}, frozenset(row))
    yield Write("insert", table, record, row)


def updating(
    records: Records,
    specs: Specs,
    table: str,
    record: str,
    values: Mapping[str, Value],
    reason: str = "",
) -> Iterator[Write]:
    """Yield one checked update, or nothing when every field already has its value.

    For commands of an entity's own; what a user types goes through ``SetFields``.
    """
    before = _existing(records, table, record)
    changed = {name: value for name, value in values.items() if before[name] != value}
    if changed:
        after = {**before, **changed}
        check_open(records, specs[table], before)
        check_record(specs, records, table, after, frozenset(changed))
        check_move(specs[table], before, after, reason)
        yield Write("update", table, record, changed)


@dataclass(frozen=True, slots=True)
class SetFields:
    """Change fields of one record."""

    table: str
    record: str
    values: Mapping[str, Value]
    reason: str = ""
    key: str = "command.set_fields"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield one update, or nothing when every field already has its value."""
        spec = specs[self.table]
        _check_not_kept(spec)
        before = _existing(records, self.table, self.record)
        for name, value in self.values.items():
            if name in spec.stamped and before[name] != value:
                raise DomainError("field_stamped", table=self.table, field=name)
        yield from updating(records, specs, self.table, self.record, self.values, self.reason)


@dataclass(frozen=True, slots=True)
class AddRow:
    """Add one record; its id may be given so that the caller can go to it."""

    table: str
    values: Mapping[str, Value]
    reason: str = ""
    record: str = field(default_factory=new_id)
    key: str = "command.add_row"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield one insert with every field of the entity, unknown ones as None."""
        spec = specs[self.table]
        _check_not_kept(spec)
        _check_not_stamped(spec, self.values)
        values = {each.name: self.values.get(each.name, each.default) for each in spec.fields}
        checked = tuple(inserting(records, specs, self.table, self.record, values))
        check_move(spec, None, values, self.reason)
        yield from checked


@dataclass(frozen=True, slots=True)
class RemoveRow:
    """Remove one record.

    The lines inside its form go with it. With ``with_dependents`` those that cannot stand without
    it go too, and those that can lose their reference to it.
    """

    table: str
    record: str
    reason: str = ""
    with_dependents: bool = False
    key: str = "command.remove_row"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield deletes, dependents first.

        Raises:
            DomainError: ``record_in_use`` names an entity that refers to the record; or what a
                rule of the entity has against its removal.
        """
        spec = specs[self.table]
        _check_not_kept(spec)
        row = _existing(records, self.table, self.record)
        check_removal(spec, records, row)
        removal = Removal(records, specs, dependents=self.with_dependents)
        yield from removal.of(self.table, row)


@dataclass(frozen=True, slots=True)
class Removal:
    """One removal: ``gone`` keeps a record that two others need from being removed twice."""

    records: Records
    specs: Specs
    dependents: bool
    gone: set[tuple[str, str]] = field(default_factory=set)

    def of(self, table: str, row: Row) -> Iterator[Write]:
        """Yield what removing ``row`` takes: those that need it first, then the record."""
        record = str(row["id"])
        if (table, record) in self.gone:
            return
        self.gone.add((table, record))
        if table == "quarter" and row["state"] == CLOSED:
            raise DomainError("quarter_closed", table=table, quarter=row["quarter"])
        check_open(self.records, self.specs[table], row)
        for spec in self.specs.values():
            for each in spec.fields:
                if each.target == table:
                    yield from self._without(spec, each, table, record)
        if "attachment" in self.specs:
            # A file is a part of its record, although no reference leads from one to the other.
            for file in self.records.find("attachment", owner_table=table, owner_record=record):
                yield Write("delete", "attachment", str(file["id"]))
        yield Write("delete", table, record)

    def _without(self, spec: EntitySpec, each: Field, table: str, record: str) -> Iterator[Write]:
        for row in self.records.find(spec.table, **{each.name: record}):
            if not self.dependents and spec.inside != each.name:
                raise DomainError("record_in_use", table=table, used_by=spec.table)
            if each.required:
                yield from self.of(spec.table, row)
            elif (spec.table, str(row["id"])) not in self.gone:
                check_open(self.records, spec, row)
                yield Write("update", spec.table, str(row["id"]), {each.name: None})


@dataclass(frozen=True, slots=True)
class Together:
    """Carry several commands out as one action, one step of undo.

    Each part sees the records as they were before the first; parts must not depend on each other.
    """

    parts: tuple[SetFields | AddRow | RemoveRow, ...]
    reason: str = ""
    key: str = "command.together"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the writes of all parts in order."""
        for part in self.parts:
            yield from part.writes(records, specs)


@dataclass(frozen=True, slots=True)
class WriteBatch:
    """Carry out writes that were checked before, as an import makes them."""

    batch: tuple[Write, ...]
    reason: str = ""
    key: str = "command.import"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the writes as they are.

        Raises:
            DomainError: ``quarter_closed``, the one check that an import cannot be trusted with.
        """
        for write in self.batch:
            spec = specs[write.table]
            if protecting_field(spec):
                _check_both_open(records, spec, write)
            yield write


def _check_both_open(records: Records, spec: EntitySpec, write: Write) -> None:
    before = records.get(write.table, write.record) or {}
    check_open(records, spec, before)
    if protecting_field(spec) in write.values:
        check_open(records, spec, {**before, **write.values})
