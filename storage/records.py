"""The Records port answered by SQLite."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from domain.records import Actor, AuditEntry
from storage import queries

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from domain.records import Aggregate, Query, Row, Specs, Value

_TRAIL: Final = """
SELECT a.sequence, a.batch, b.moment, b.person, b.role, a.action, a.entity, a.record,
       a.before, a.after, b.reason, a.hash
FROM audit AS a JOIN batch AS b ON b.id = a.batch
"""


class SqlRecords:
    """Read records through one connection; each call is one statement."""

    def __init__(self, connection: sqlite3.Connection, specs: Specs) -> None:
        self._connection = connection
        self._specs = specs

    def get(self, table: str, record: str) -> Row | None:
        """Return the record with this id, None when there is none."""
        rows = self._rows(f'SELECT * FROM "{self._specs[table].table}" WHERE id = ?', [record])
        return rows[0] if rows else None

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values (None matches unknown)."""
        spec = self._specs[table]
        names = [name if name == "id" else spec.field(name).name for name in equals]
        where = " AND ".join(f'"{name}" IS ?' for name in names) or "1"
        return self._rows(
            f'SELECT * FROM "{spec.table}" WHERE {where} ORDER BY id', list(equals.values())
        )

    def select(self, query: Query) -> list[Row]:
        """Return the rows of a query."""
        return self._rows(*queries.selection(self._specs, query))

    def count(self, query: Query) -> int:
        """Return how many rows a query has, limit and offset left aside."""
        sql, values = queries.counting(self._specs, query)
        return int(self._connection.execute(sql, values).fetchone()[0])

    def aggregate(
        self, query: Query, figures: Sequence[Aggregate], by: Sequence[str] = ()
    ) -> list[Row]:
        """Return figures over a query, one row per combination of the ``by`` fields."""
        return self._rows(*queries.aggregation(self._specs, query, figures, by))

    def history(self, table: str, record: str) -> list[AuditEntry]:
        """Return what happened to a record, the oldest first."""
        where = "WHERE a.entity = ? AND a.record = ? ORDER BY a.sequence"
        return self._entries(where, [table, record])

    def trail(self, limit: int = 100, offset: int = 0) -> list[AuditEntry]:
        """Return the audit trail, the newest first."""
        return self._entries("ORDER BY a.sequence DESC LIMIT ? OFFSET ?", [limit, offset])

    def _rows(self, sql: str, values: Sequence[Value]) -> list[Row]:
        cursor = self._connection.execute(sql, values)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _entries(self, where: str, values: Sequence[Value]) -> list[AuditEntry]:
        return [
            AuditEntry(
                sequence=row[0],
                batch=row[1],
                moment=row[2],
                actor=Actor(row[3], row[4]),
                action=row[5],
                table=row[6],
                record=row[7],
                before=None if row[8] is None else json.loads(row[8]),
                after=None if row[9] is None else json.loads(row[9]),
                reason=row[10],
                digest=row[11],
            )
            for row in self._connection.execute(_TRAIL + where, values)
        ]
