"""Say where the rows of a table come from and what its columns show."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.records import Field, Query, Records, Row
    from ui.components.tables.cells import Cell, Column


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of records.

    Attributes:
        column: heading, kind and width.
        cell: what a row shows in it.
        order: fields that sort the rows by it, ascending; empty cannot be sorted.
        needs: columns of the query it reads.
        field: field that is edited in place, None shows only.
    """

    column: Column
    cell: Callable[[Row], Cell]
    order: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    field: Field | None = None


class RowSource(Protocol):
    """Where a model's rows come from."""

    @property
    def table(self) -> str:
        """The entity whose records the rows are."""
        ...

    @property
    def tables(self) -> frozenset[str]:
        """Entities whose change changes the rows."""
        ...

    @property
    def order(self) -> tuple[str, ...]:
        """What the rows are sorted by."""
        ...

    def count(self) -> int:
        """Return how many rows there are."""
        ...

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return some rows in order."""
        ...

    def place(self, record: str) -> int:
        """Return the number of a record's row, -1 where it is not among them."""
        ...

    def sorted_by(self, order: tuple[str, ...]) -> RowSource:
        """Return the same rows in another order."""
        ...


@dataclass(frozen=True, slots=True)
class QueryRows:
    """Rows of one entity, narrowed and sorted by the database.

    Attributes:
        records: where they are read.
        query: which, in what order; its limit is not used.
        also: other entities that the columns read through references.
    """

    records: Records
    query: Query
    also: frozenset[str] = frozenset()

    @property
    def table(self) -> str:
        """The entity of the query."""
        return self.query.table

    @property
    def tables(self) -> frozenset[str]:
        """The entity and those it refers to."""
        return self.also | {self.query.table}

    @property
    def order(self) -> tuple[str, ...]:
        """What the query sorts by."""
        return self.query.order

    def count(self) -> int:
        """Return how many rows meet the conditions."""
        return self.records.count(self.query)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return some rows in order."""
        return self.records.select(replace(self.query, offset=offset, limit=limit))

    def place(self, record: str) -> int:
        """Return the number of a record's row, -1 where it is not among them."""
        ids = self.records.select(replace(self.query, columns=("id",)))
        return next((at for at, row in enumerate(ids) if row["id"] == record), -1)

    def sorted_by(self, order: tuple[str, ...]) -> QueryRows:
        """Return the same rows in another order."""
        return replace(self, query=replace(self.query, order=order))
