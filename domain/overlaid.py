"""Records with changes laid over them: what is laid over is found, questions ask those below."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Aggregate, AuditEntry, Query, Records, Row


class Overlaid:
    """The part of ``Records`` that knows nothing of what is laid over.

    Who lays changes over adds ``get`` and ``find``, which are what the rules of entities ask.
    """

    def __init__(self, records: Records) -> None:
        self._records = records

    def select(self, query: Query) -> list[Row]:
        """Return rows of the records below."""
        return self._records.select(query)

    def count(self, query: Query) -> int:
        """Return how many rows of the records below a query has."""
        return self._records.count(query)

    def aggregate(
        self, query: Query, figures: Sequence[Aggregate], by: Sequence[str] = ()
    ) -> list[Row]:
        """Return figures over the records below."""
        return self._records.aggregate(query, figures, by)

    def history(self, table: str, record: str) -> list[AuditEntry]:
        """Return what happened to a record below."""
        return self._records.history(table, record)

    def trail(self, limit: int = 100, offset: int = 0) -> list[AuditEntry]:
        """Return the audit trail of the records below."""
        return self._records.trail(limit, offset)
