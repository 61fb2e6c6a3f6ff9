"""The records as they would be after some writes, for rules to look into before they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.overlaid import Overlaid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row, Value, Write


class After(Overlaid):
    """Answer ``get`` and ``find`` as after the writes; the rest as the records are now.

    The rules of entities use no more than these two.
    """

    def __init__(self, records: Records, writes: Iterable[Write]) -> None:
        super().__init__(records)
        self._rows: dict[str, dict[str, Row | None]] = {}
        for write in writes:
            self.write(write)

    def write(self, write: Write) -> None:
        """Take one more write into account."""
        rows = self._rows.setdefault(write.table, {})
        if write.action == "delete":
            rows[write.record] = None
        elif write.action == "insert":
            rows[write.record] = {"id": write.record, **write.values}
        else:
            rows[write.record] = {**(self.get(write.table, write.record) or {}), **write.values}

    def get(self, table: str, record: str) -> Row | None:
        """Return the record with this id, None when there is none."""
        rows = self._rows.get(table, {})
        return rows[record] if record in rows else self._records.get(table, record)

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values."""
        rows = self._rows.get(table, {})
        found = [row for row in self._records.find(table, **equals) if row["id"] not in rows]
        found += [
            row
            for row in rows.values()
            if row is not None and all(row.get(name) == equals[name] for name in equals)
        ]
        return sorted(found, key=lambda row: str(row["id"]))
