"""Add a record together with the lines inside its form, each checked beside the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.commands import AddRow
from domain.errors import DomainError
from domain.ids import new_id
from domain.overlaid import Overlaid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from domain.records import (
        EntitySpec,
        Records,
        Row,
        Specs,
        Value,
        Write,
    )


def lines_of(specs: Specs, table: str) -> tuple[EntitySpec, ...]:
    """Return the entities whose records are lines inside the form of ``table``."""
    return tuple(
        spec for spec in specs.values() if spec.inside and spec.field(spec.inside).target == table
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is about to be added: its entity, and its fields but the record it is inside."""

    table: str
    values: Mapping[str, Value]
    record: str = field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class AddWithLines:
    """Add one record with its lines, as one step of undo."""

    table: str
    values: Mapping[str, Value]
    lines: Sequence[Line]
    reason: str = ""
    record: str = field(default_factory=new_id)
    key: str = "command.add_row"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the inserts, the record's first.

        Raises:
            DomainError: a rule refuses the record, or a line: then ``values`` has its id under
                ``line``.
        """
        seen = _WithAdded(records)
        head = AddRow(self.table, self.values, self.reason, self.record)
        for write in head.writes(seen, specs):
            seen.take(write)
            yield write
        for line in self.lines:
            values = {**line.values, specs[line.table].inside: self.record}
            command = AddRow(line.table, values, self.reason, line.record)
            try:
                written = list(command.writes(seen, specs))
            except DomainError as error:
                error.values = {**error.values, "line": line.record}
                raise
            for write in written:
                seen.take(write)
                yield write


class _WithAdded(Overlaid):
    """The records as they will be, for rules that look for a record or for those beside it."""

    def __init__(self, records: Records) -> None:
        super().__init__(records)
        self._added: dict[tuple[str, str], Row] = {}

    def take(self, write: Write) -> None:
        """Take a record over that will be inserted."""
        self._added[write.table, write.record] = {"id": write.record, **write.values}

    def get(self, table: str, record: str) -> Row | None:
        """Return a record, also one that will be."""
        return self._added.get((table, record)) or self._records.get(table, record)

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values, also those that will be."""
        added = [
            row
            for (of, _record), row in self._added.items()
            if of == table and all(row[name] == value for name, value in equals.items())
        ]
        return [*self._records.find(table, **equals), *added]
