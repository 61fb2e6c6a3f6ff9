"""The Records port answered by SQLite."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Final

from domain.records import Actor, AuditEntry
from storage import queries
from storage.errors import refused_by_environment, translated
from storage.memory import Memory
from storage.searching import look_up

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from pathlib import Path

    from domain.records import Aggregate, Query, Row, Specs, Value
    from storage.queries import Found

_TRAIL: Final = """
SELECT a.sequence, b.id, b.moment, b.person, b.role, b.action, a.entity, a.record,
       a.before, a.after, b.reason, a.hash, b.backwards
FROM audit AS a JOIN batch AS b ON b.number = a.batch
"""


def _is_search(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[:1] == ("search",)


class SqlRecords:
    """Read records through one connection; search words are looked up before they are asked for.

    Args:
        connection: open workbook.
        specs: its entities.
        path: its file, to be named when it cannot be read.
        memory: of the workbook, where others read it too.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        specs: Specs,
        path: Path | None = None,
        memory: Memory | None = None,
    ) -> None:
        self._connection = connection
        self._specs = specs
        self._path = path
        self._memory = memory or Memory()
        self._names = {
            spec.table: ("id", *(each.name for each in spec.fields)) for spec in specs.values()
        }
        self._heads = {
            table: f"SELECT {', '.join(f'{chr(34)}{name}{chr(34)}' for name in names)} "
            f'FROM "{table}"'
            for table, names in self._names.items()
        }

    def readings(self) -> dict[Hashable, object] | None:
        """Return what was read since the last change, by whomever it was made.

        Within a transaction there is none: what is read then may be rolled back.
        """
        if self._connection.in_transaction:
            return None
        # Every change is a batch of the trail, of which nothing is ever taken away.
        last = self._fetch("SELECT MAX(number) FROM batch", ())[0][0]
        return self._memory.at(last if isinstance(last, int) else 0)

    def get(self, table: str, record: str) -> Row | None:
        """Return the record with this id, None when there is none."""
        found = self._fetch(f"{self._heads[table]} WHERE id = ?", (record,))
        return dict(zip(self._names[table], found[0], strict=True)) if found else None

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values (None matches unknown)."""
        spec = self._specs[table]
        where = " AND ".join(f'"{queries.known_name(spec, name)}" IS ?' for name in equals)
        sql = f"{self._heads[table]} WHERE {where or 1} ORDER BY id"
        return self._rows(sql, tuple(equals.values()), self._names[table])

    def select(self, query: Query) -> list[Row]:
        """Return the rows of a query, in the entity's own order when it asks for none."""
        return self._rows(*queries.selection(self._specs, query, self._found(query)))

    def count(self, query: Query) -> int:
        """Return how many rows a query has, limit and offset left aside."""
        found = self._found(query)
        if found.many and not query.where:
            sql, values = queries.holding(query.table, query.search.split())
            return int(str(self._fetch(f"SELECT COUNT(*) {sql}", values)[0][0]))
        return int(str(self._fetch(*queries.counting(self._specs, query, found))[0][0]))

    def aggregate(
        self, query: Query, figures: Sequence[Aggregate], by: Sequence[str] = ()
    ) -> list[Row]:
        """Return figures over a query, one row per combination of the ``by`` fields."""
        return self._rows(*queries.aggregation(self._specs, query, figures, by, self._found(query)))

    def _found(self, query: Query) -> Found:
        """Look search words up, once for the count and the page that are asked for together."""
        if not query.search:
            return queries.NOTHING_KNOWN
        memory = self.readings()
        asked = ("search", query.table, query.search)
        found = memory.get(asked) if memory is not None else None
        if not isinstance(found, queries.Found):
            found = look_up(self._fetch, self._specs, query)
            if memory is not None:
                # Of the words that were typed on the way only the last are asked for again.
                for known in [each for each in tuple(memory) if _is_search(each)]:
                    memory.pop(known, None)
                memory[asked] = found
        return found

    def history(self, table: str, record: str) -> list[AuditEntry]:
        """Return what happened to a record, the oldest first."""
        where = "WHERE a.entity = ? AND a.record = ? ORDER BY a.sequence"
        return self._entries(where, (table, record))

    def trail(self, limit: int = 100, offset: int = 0) -> list[AuditEntry]:
        """Return the audit trail, the newest first."""
        return self._entries("ORDER BY a.sequence DESC LIMIT ? OFFSET ?", (limit, offset))

    def _fetch(self, sql: str, values: Sequence[Value]) -> list[tuple[Value, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            refusal = refused_by_environment(error, self._path)
            if refusal is None:
                raise
            raise refusal from error

    def _rows(self, sql: str, values: Sequence[Value], names: Sequence[str]) -> list[Row]:
        return [dict(zip(names, row, strict=True)) for row in self._fetch(sql, values)]

    def _entries(self, where: str, values: Sequence[Value]) -> list[AuditEntry]:
        with translated(self._path):
            rows = self._connection.execute(_TRAIL + where, values).fetchall()
        return [
            AuditEntry(
                sequence=row[0],
                batch=row[1],
                moment=row[2],
                actor=Actor(row[3], row[4]),
                action=row[5],
                table=row[6],
                record=row[7],
                before=self._told(row[6], row[7], row[8]),
                after=self._told(row[6], row[7], row[9]),
                reason=row[10],
                digest=row[11].hex(),
                backwards=bool(row[12]),
            )
            for row in rows
        ]

    def _told(self, table: str, record: str, text: str | None) -> Row | None:
        """Return a record as the trail has it; bytes are named by their hash."""
        if text is None:
            return None
        row: dict[str, Value] = dict.fromkeys(self._names.get(table, ()))
        for name, value in json.loads(text).items():
            row[name] = f"sha256:{value['sha256']}" if isinstance(value, dict) else value
        row["id"] = record
        return row
