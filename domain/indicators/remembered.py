"""Records that answer the same question once, while several indicators are computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.standing.kept import Remembering

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from domain.records import Aggregate, AuditEntry, Query, Records, Row, Value


class Remembered:
    """The port ``Records`` with a memory: for one reading, while nothing is written."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._rows: dict[Hashable, list[Row]] = {}
        self._kept: dict[Hashable, object] = {}

    def readings(self) -> dict[Hashable, object]:
        """Return what was read from the records; they do not change meanwhile."""
        records = self._records
        shared = records.readings() if isinstance(records, Remembering) else None
        return self._kept if shared is None else shared

    def get(self, table: str, record: str) -> Row | None:
        """Return the record with this id, None when there is none."""
        return self._records.get(table, record)

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values."""
        key = ("find", table, tuple(sorted(equals.items())))
        if key not in self._rows:
            self._rows[key] = self._records.find(table, **equals)
        return self._rows[key]

    def select(self, query: Query) -> list[Row]:
        """Return the rows of a query."""
        key = ("select", query)
        if key not in self._rows:
            self._rows[key] = self._records.select(query)
        return self._rows[key]

    def count(self, query: Query) -> int:
        """Return how many rows a query has."""
        return self._records.count(query)

    def aggregate(
        self, query: Query, figures: Sequence[Aggregate], by: Sequence[str] = ()
    ) -> list[Row]:
        """Return figures over a query, one row per combination of the ``by`` fields."""
        key = ("aggregate", query, tuple(figures), tuple(by))
        if key not in self._rows:
            self._rows[key] = self._records.aggregate(query, figures, by)
        return self._rows[key]

    def history(self, table: str, record: str) -> list[AuditEntry]:
        """Return what happened to a record, the oldest first."""
        return self._records.history(table, record)

    def trail(self, limit: int = 100, offset: int = 0) -> list[AuditEntry]:
        """Return the audit trail, the newest first."""
        return self._records.trail(limit, offset)
