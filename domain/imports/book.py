"""The park's records as an import sees them: those of the workbook, with what the files add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from domain.overlaid import Overlaid
from domain.records import Query, Write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from domain.records import Records, Row, Specs, Value

Status = Literal["added", "changed", "unchanged"]
Key = tuple["Value", ...]
_Record = dict[str, "Value"]
_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Put:
    """What putting a record would do.

    Attributes:
        status: whether the record is new, differs, or is already so.
        row: the record as it will stand, with its id.
        changed: fields whose value differs.
        kept: fields that the file leaves unknown and the workbook knows.
    """

    status: Status
    row: dict[str, Value]
    changed: frozenset[str]
    kept: int


class _Table:
    """Records of one entity, found by whatever fields are asked for."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows: dict[str, _Record] = {str(row["id"]): dict(row) for row in rows}
        self.added: dict[str, None] = {}
        self.before: dict[str, _Record] = {}
        self._indexes: dict[tuple[str, ...], dict[Key, list[str]]] = {}

    def find(self, names: tuple[str, ...], key: Key) -> list[_Record]:
        """Return the records whose named fields have these values, in the order they came."""
        index = self._indexes.get(names)
        if index is None:
            index = self._indexes[names] = {}
            for record, row in self.rows.items():
                index.setdefault(tuple([row[name] for name in names]), []).append(record)
        return [self.rows[record] for record in index.get(key, ())]

    def put(self, row: _Record, changed: frozenset[str]) -> _Record | None:
        """Insert or replace a record; return what stood there before."""
        record = str(row["id"])
        old = self.rows.get(record)
        self.rows[record] = row
        if old is None:
            self.added[record] = None
            self._index(row)
            return None
        if record not in self.added:
            self.before.setdefault(record, old)
        if any(not changed.isdisjoint(names) for names in self._indexes):
            self._unindex(old)
            self._index(row)
        return old

    def take_back(self, row: _Record, old: _Record | None) -> None:
        """Bring back what stood there before a record was put."""
        record = str(row["id"])
        self._unindex(row)
        if old is None:
            del self.rows[record]
            del self.added[record]
            return
        self.rows[record] = old
        self._index(old)
        if self.before.get(record) is old:
            del self.before[record]

    def _index(self, row: _Record) -> None:
        record = str(row["id"])
        for names, index in self._indexes.items():
            index.setdefault(tuple([row[name] for name in names]), []).append(record)

    def _unindex(self, row: _Record) -> None:
        record = str(row["id"])
        for names, index in self._indexes.items():
            index[tuple([row[name] for name in names])].remove(record)


class Book(Overlaid):
    """Read and prepare records in memory; nothing reaches the workbook before `writes`.

    It is a `Records`, so that the rules of the entities look into it as into a workbook.
    """

    def __init__(self, records: Records, specs: Specs, new_id: Callable[[], str]) -> None:
        super().__init__(records)
        self._specs = specs
        self._new_id = new_id
        self._tables: dict[str, _Table] = {}
        self._steps: list[tuple[str, _Record, _Record | None]] = []
        self._blank = {
            table: {each.name: each.default for each in spec.fields}
            for table, spec in specs.items()
        }
        self._names = {table: frozenset(("id", *blank)) for table, blank in self._blank.items()}

    @property
    def specs(self) -> Specs:
        """The entities whose records it holds."""
        return self._specs

    def weigh(
        self, table: str, key: Mapping[str, Value], values: Mapping[str, Value], nth: int = 0
    ) -> Put:
        """Return what putting a record would do, without doing it.

        Args:
            table: entity.
            key: fields by which an earlier record is found again.
            values: other fields; an unknown one does not erase what is known.
            nth: which of several records with this key is meant, counted from 0.
        """
        found = self._table(table).find(tuple(key), tuple(key.values()))
        if len(found) <= nth:
            row = {"id": self._new_id(), **self._blank[table], **key, **values}
            return Put("added", row, self._names[table], 0)
        old = found[nth]
        differing = {name: value for name, value in values.items() if old[name] != value}
        if not differing:
            return Put("unchanged", old, _NOTHING, 0)
        changed = {name: value for name, value in differing.items() if value is not None}
        kept = len(differing) - len(changed)
        if not changed:
            return Put("unchanged", old, _NOTHING, kept)
        return Put("changed", {**old, **changed}, frozenset(changed), kept)

    def keep(self, table: str, put: Put) -> None:
        """Take a weighed record over; `undo` can drop it until `settle` is called."""
        if put.status == "unchanged":
            return
        self._steps.append((table, put.row, self._table(table).put(put.row, put.changed)))

    def settle(self) -> None:
        """Make what was kept so far stay."""
        self._steps.clear()

    def undo(self) -> None:
        """Drop what was kept since `settle`."""
        for table, row, old in reversed(self._steps):
            self._table(table).take_back(row, old)
        self._steps.clear()

    def writes(self) -> Iterator[Write]:
        """Yield what has to be written, entities in the order of their references."""
        for name in self._specs:
            table = self._tables.get(name)
            if table is None:
                continue
            for record in table.added:
                values = dict(table.rows[record])
                del values["id"]
                yield Write("insert", name, record, values)
            for record, before in table.before.items():
                row = table.rows[record]
                values = {each: row[each] for each in row if row[each] != before.get(each)}
                if values:
                    yield Write("update", name, record, values)

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return per entity how many records are new and how many differ."""
        counted = {
            name: (len(table.added), len(table.before)) for name, table in self._tables.items()
        }
        return {name: both for name, both in counted.items() if any(both)}

    def rows(self, table: str) -> Iterator[Row]:
        """Yield all records of an entity."""
        yield from self._table(table).rows.values()

    def one(self, table: str, **equals: Value) -> Row | None:
        """Return the first record whose fields equal these values, None when there is none."""
        found = self._table(table).find(tuple(equals), tuple(equals.values()))
        return found[0] if found else None

    def get(self, table: str, record: str) -> Row | None:
        """Return the record with this id, None when there is none."""
        return self._table(table).rows.get(record)

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values."""
        return list(self._table(table).find(tuple(equals), tuple(equals.values())))

    def _table(self, name: str) -> _Table:
        table = self._tables.get(name)
        if table is None:
            rows = self._records.select(Query(name, order=("id",)))
            table = self._tables[name] = _Table(rows)
        return table
