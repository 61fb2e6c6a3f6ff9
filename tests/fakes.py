"""Records and a journal in memory, for tests that need no workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.entities import SPECS
from domain.errors import DomainError
from domain.ids import new_id
from domain.records import Changes, Kind, Write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from domain.records import (
        Aggregate,
        AuditEntry,
        Command,
        Condition,
        Journal,
        Query,
        Records,
        Row,
        Specs,
        Value,
    )


class MemoryRecords:
    """The port ``Records`` over dictionaries; ``add`` puts a record in without any check."""

    def __init__(self, specs: Specs = SPECS) -> None:
        self.specs = specs
        self.tables: dict[str, dict[str, dict[str, Value]]] = {name: {} for name in specs}

    def add(self, table: str, **values: Value) -> str:
        """Put a record in, unnamed fields at their default, and return its id."""
        spec = self.specs[table]
        record = str(values.pop("id", None) or new_id())
        row: dict[str, Value] = {each.name: each.default for each in spec.fields}
        unknown = set(values) - set(row)
        assert not unknown, f"{table} has no {sorted(unknown)}"
        self.tables[table][record] = {"id": record, **row, **values}
        return record

    def get(self, table: str, record: str) -> Row | None:
        """Return the record with this id, None when there is none."""
        row = self.tables[table].get(record)
        return dict(row) if row is not None else None

    def find(self, table: str, **equals: Value) -> list[Row]:
        """Return the records whose fields equal these values."""
        rows = self.tables[table].values()
        return [
            dict(row) for row in rows if all(row[name] == value for name, value in equals.items())
        ]

    def select(self, query: Query) -> list[Row]:
        """Return the rows of a query."""
        rows = self._matching(query)
        for name in reversed(query.order):
            bare, down = name.removeprefix("-"), name.startswith("-")
            known = [row for row in rows if self._value(query.table, row, bare) is not None]
            unknown = [row for row in rows if self._value(query.table, row, bare) is None]
            known.sort(key=self._sorting(query.table, bare), reverse=down)
            rows = known + unknown
        last = None if query.limit is None else query.offset + query.limit
        return [self._columns(query, row) for row in rows[query.offset : last]]

    def count(self, query: Query) -> int:
        """Return how many rows a query has."""
        return len(self._matching(query))

    def aggregate(
        self, query: Query, figures: Sequence[Aggregate], by: Sequence[str] = ()
    ) -> list[Row]:
        """Return figures over a query, one row per combination of the ``by`` fields."""
        groups: dict[tuple[Value, ...], list[Row]] = {} if by else {(): []}
        for row in self._matching(query):
            key = tuple(self._value(query.table, row, name) for name in by)
            groups.setdefault(key, []).append(row)
        return [
            {
                **dict(zip(by, key, strict=True)),
                **{each.name: self._figure(query.table, rows, each) for each in figures},
            }
            for key, rows in [*groups.items()][: query.limit]
        ]

    def history(self, table: str, record: str) -> list[AuditEntry]:  # noqa: ARG002
        """Return nothing: memory keeps no trail."""
        return []

    def trail(self, limit: int = 100, offset: int = 0) -> list[AuditEntry]:  # noqa: ARG002
        """Return nothing: memory keeps no trail."""
        return []

    def _value(self, table: str, row: Row, name: str) -> Value:
        reference, dot, rest = name.partition(".")
        if not dot:
            return row[name]
        target = self.specs[table].field(reference).target
        record = row[reference]
        other = self.tables[target].get(record) if isinstance(record, str) else None
        return other[rest] if other is not None else None

    def _sorting(self, table: str, name: str) -> Callable[[Row], tuple[str, float, str]]:
        def key(row: Row) -> tuple[str, float, str]:
            value = self._value(table, row, name)
            if isinstance(value, int | float):
                return ("number", float(value), "")
            return ("text", 0.0, str(value))

        return key

    def _columns(self, query: Query, row: Row) -> Row:
        if not query.columns:
            return dict(row)
        wanted = {name: self._value(query.table, row, name) for name in query.columns}
        return {"id": row["id"], **wanted}

    def _matching(self, query: Query) -> list[Row]:
        return [
            row
            for row in self.tables[query.table].values()
            if all(self._holds(query.table, row, each) for each in query.where)
            and all(self._says(query.table, row, word) for word in query.search.split())
        ]

    def _says(self, table: str, row: Row, word: str) -> bool:
        texts: list[Value] = []
        for each in self.specs[table].fields:
            if each.kind is Kind.REFERENCE:
                labels = self.specs[each.target].label
                texts += [self._value(table, row, f"{each.name}.{label}") for label in labels]
            else:
                texts.append(row[each.name])
        return any(isinstance(text, str) and word.lower() in text.lower() for text in texts)

    def _holds(self, table: str, row: Row, condition: Condition) -> bool:
        value, wanted = self._value(table, row, condition.name), condition.value
        if condition.operator in {"unknown", "known"}:
            return (value is None) == (condition.operator == "unknown")
        if condition.operator == "in":
            return isinstance(wanted, tuple) and value in wanted
        if condition.operator in {"=", "!="}:
            return (value == wanted) == (condition.operator == "=")
        if value is None or wanted is None:
            return False
        if condition.operator == "contains":
            return str(wanted).lower() in str(value).lower()
        return _compares(condition.operator, value, wanted)

    def _figure(self, table: str, rows: list[Row], each: Aggregate) -> Value:
        if each.function == "rows":
            return len(rows)
        known = [value for row in rows if (value := self._value(table, row, each.of)) is not None]
        if each.function == "known":
            return len(known)
        if not known:
            return None
        if each.function == "total":
            return sum(value for value in known if isinstance(value, int | float))
        ordered = sorted(known, key=lambda value: (isinstance(value, str), value))
        return ordered[0] if each.function == "least" else ordered[-1]


def _compares(operator: str, value: Value, wanted: Value | tuple[Value, ...]) -> bool:
    sign = 0
    if isinstance(value, str) and isinstance(wanted, str):  # noqa: SIM114 — mypy needs them apart
        sign = (value > wanted) - (value < wanted)
    elif isinstance(value, int | float) and isinstance(wanted, int | float):
        sign = (value > wanted) - (value < wanted)
    else:
        return False
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[operator]


@dataclass(frozen=True, slots=True)
class _Step:
    action: str
    forward: tuple[Write, ...]
    backward: tuple[Write, ...]


@dataclass
class MemoryJournal(MemoryRecords):
    """The port ``Journal`` in memory: commands are checked, undone and redone, not kept."""

    specs: Specs = field(default_factory=lambda: SPECS)
    writable: bool = True

    def __post_init__(self) -> None:
        """Begin with no record and nothing to undo."""
        MemoryRecords.__init__(self, self.specs)
        self._done: list[_Step] = []
        self._undone: list[_Step] = []

    def run(self, command: Command) -> Changes:
        """Carry a command out; nothing is written when one of its writes is refused."""
        kept = {name: dict(rows) for name, rows in self.tables.items()}
        forward: list[Write] = []
        backward: list[Write] = []
        try:
            for write in command.writes(self, self.specs):
                backward.insert(0, self._inverse(write))
                self._apply(write)
                forward.append(write)
        except DomainError:
            self.tables = kept
            raise
        if forward:
            self._done.append(_Step(command.key, tuple(forward), tuple(backward)))
            self._undone.clear()
        return _changes(command.key, forward)

    def undo(self) -> Changes:
        """Take the last action back."""
        if not self._done:
            raise DomainError("nothing_to_undo")
        step = self._done.pop()
        self._undone.append(step)
        return self._carry_out(step.action, step.backward)

    def redo(self) -> Changes:
        """Do again what was taken back last."""
        if not self._undone:
            raise DomainError("nothing_to_redo")
        step = self._undone.pop()
        self._done.append(step)
        return self._carry_out(step.action, step.forward)

    def undo_label(self) -> str:
        """Return the text key of what undo would take back, empty when nothing."""
        return self._done[-1].action if self._done else ""

    def redo_label(self) -> str:
        """Return the text key of what redo would do again, empty when nothing."""
        return self._undone[-1].action if self._undone else ""

    def _carry_out(self, action: str, writes: Iterable[Write]) -> Changes:
        done = list(writes)
        for write in done:
            self._apply(write)
        return _changes(action, done)

    def _inverse(self, write: Write) -> Write:
        if write.action == "insert":
            return Write("delete", write.table, write.record)
        before = self.tables[write.table][write.record]
        if write.action == "delete":
            values = {name: value for name, value in before.items() if name != "id"}
            return Write("insert", write.table, write.record, values)
        return Write(
            "update", write.table, write.record, {name: before[name] for name in write.values}
        )

    def _apply(self, write: Write) -> None:
        rows = self.tables[write.table]
        if write.action == "delete":
            del rows[write.record]
        elif write.action == "insert":
            rows[write.record] = {"id": write.record, **write.values}
        else:
            rows[write.record] = {**rows[write.record], **write.values}


def _changes(action: str, writes: Iterable[Write]) -> Changes:
    tables: dict[str, set[str]] = {}
    for write in writes:
        tables.setdefault(write.table, set()).add(write.record)
    if not tables:
        return Changes()
    return Changes(new_id(), {name: frozenset(ids) for name, ids in tables.items()}, action)


if TYPE_CHECKING:
    _AS_RECORDS: Records = MemoryRecords()
    _AS_JOURNAL: Journal = MemoryJournal()
