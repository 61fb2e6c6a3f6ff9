"""A workbook without records, as a fake of the port."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Aggregate, AuditEntry, Query, Row, Value


class EmptyRecords:
    """Hold the records it was given, by entity; nothing else is known."""

    def __init__(self, **tables: Sequence[Row]) -> None:
        self._tables = tables

    def get(self, table: str, record: str) -> Row | None:
        """Return the record with this id."""
        return next((row for row in self._tables.get(table, []) if row["id"] == record), None)

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values."""
        rows = self._tables.get(table, [])
        return [row for row in rows if all(row[name] == equals[name] for name in equals)]

    def select(self, query: Query) -> list[Row]:
        """Return all records of the entity."""
        return list(self._tables.get(query.table, []))

    def count(self, query: Query) -> int:
        """Return how many records the entity has."""
        return len(self._tables.get(query.table, []))

    def aggregate(
        self, query: Query, figures: Sequence[Aggregate], by: Sequence[str] = ()
    ) -> list[Row]:
        """Return nothing."""
        del query, figures, by
        return []

    def history(self, table: str, record: str) -> list[AuditEntry]:
        """Return nothing."""
        del table, record
        return []

    def trail(self, limit: int = 100, offset: int = 0) -> list[AuditEntry]:
        """Return nothing."""
        del limit, offset
        return []
