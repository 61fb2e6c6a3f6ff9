"""Put several records of an entity together with all that refers to them, whatever the entity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.commands import Removal
from domain.errors import DomainError
from domain.periods import is_closed, protecting_quarter
from domain.records import Write
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.merging.wish import Ref, Wish
    from domain.records import EntitySpec, Field, Records, Row, Specs, Value


@dataclass(frozen=True, slots=True)
class Group:
    """Records that become one.

    Attributes:
        kept: record that stays.
        others: records that go into it.
        values: the record as it will be.
    """

    table: str
    kept: Row
    others: tuple[Row, ...]
    values: Row

    @property
    def rows(self) -> tuple[Row, ...]:
        """All of them, the one kept first."""
        return (self.kept, *self.others)


@dataclass(frozen=True, slots=True)
class Move:
    """A record that gets other values, as it refers to the record kept from now on."""

    table: str
    row: Row
    values: Row


@dataclass(slots=True)
class Weave:
    """What a merger comes to.

    Attributes:
        groups: the records merged, then those of theirs that have the same key.
        moves: what refers to the record kept from now on.
        gone: records that are dropped, with what belongs to them alone.
        protected: records in closed quarters that would have to change.
    """

    groups: list[Group] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    gone: list[Write] = field(default_factory=list)
    protected: list[tuple[str, Row, Quarter]] = field(default_factory=list)

    def writes(self) -> Iterator[Write]:
        """Yield the writes: what goes, what moves, then what is kept.

        Records go first, as the one kept may get a number of theirs that is unique.
        """
        yield from self.gone
        for group in reversed(self.groups):
            for row in group.others:
                yield Write("delete", group.table, str(row["id"]))
        for move in self.moves:
            yield Write("update", move.table, str(move.row["id"]), move.values)
        for group in self.groups:
            changed = {
                name: value for name, value in group.values.items() if group.kept[name] != value
            }
            if changed:
                yield Write("update", group.table, str(group.kept["id"]), changed)


def weave(records: Records, specs: Specs, wish: Wish) -> Weave:
    """Return what a wish comes to; nothing is checked against the rules yet.

    Raises:
        DomainError: ``record_gone`` or ``merge_two_needed``.
    """
    rows = []
    for record in dict.fromkeys(wish.records):
        row = records.get(wish.table, record)
        if row is None:
            raise DomainError("record_gone", table=wish.table, record=record)
        rows.append(row)
    if len(rows) < 2:  # noqa: PLR2004 - a record is merged with another
        raise DomainError("merge_two_needed", table=wish.table)
    weaver = _Weaver(records, specs, wish)
    weaver.merge(wish.table, rows[0], rows[1:])
    return weaver.finished()


def proposed(rows: Sequence[Row], name: str) -> str:
    """Return the record whose value is taken where nobody says.

    It is the one kept, the first of the rows; where it knows nothing, the fullest that does.
    """
    kept, *others = rows
    ranked = [kept, *sorted(others, key=lambda row: -known_fields(row))]
    return str(next((row for row in ranked if row[name] is not None), kept)["id"])


def known_fields(row: Row) -> int:
    """Return how many fields of a record are known."""
    return sum(value is not None for value in row.values())


class _Weaver:
    """Follow references from the records merged to all that hangs on them."""

    def __init__(self, records: Records, specs: Specs, wish: Wish) -> None:
        self._records = records
        self._specs = specs
        self._wish = wish
        self._removal = Removal(records, specs, dependents=True)
        self._made = Weave()
        self._moved: dict[Ref, tuple[Row, dict[str, Value]]] = {}
        self._merged: set[Ref] = set()
        for table, record in sorted(wish.dropped):
            row = records.get(table, record)
            if row is not None:
                self._drop(table, row)

    def merge(self, table: str, kept: Row, others: Sequence[Row]) -> None:
        """Merge records of one entity, then what belongs to them and has the same key."""
        spec = self._specs[table]
        values = {each.name: self._value(table, kept, others, each.name) for each in spec.fields}
        group = Group(table, kept, tuple(others), {"id": kept["id"], **values})
        self._made.groups.append(group)
        self._merged.update((table, str(row["id"])) for row in others)
        for row in others:
            self._protect(table, row)
            for other in self._specs.values():
                for each in other.fields:
                    if each.target == table:
                        self._gather(other, each, str(row["id"]), str(kept["id"]))
            self._attachments(table, row, str(kept["id"]))
        if any(kept[name] != value for name, value in values.items()):
            self._protect(table, kept)
        for other in self._specs.values():
            if any(each.target == table for each in other.fields):
                self._join_equal(other)

    def finished(self) -> Weave:
        """Return what came of it."""
        made = self._made
        for (table, record), (row, values) in self._moved.items():
            if (table, record) in self._merged or (table, record) in self._removal.gone:
                continue
            self._protect(table, row)
            made.moves.append(Move(table, row, values))
        return made

    def _value(self, table: str, kept: Row, others: Sequence[Row], name: str) -> Value:
        rows = (kept, *others)
        picked = self._wish.picks.get((table, str(kept["id"]), name)) or proposed(rows, name)
        row = next((row for row in rows if row["id"] == picked), kept)
        moved = self._moved.get((table, str(row["id"])))
        return {**row, **(moved[1] if moved else {})}[name]

    def _gather(self, spec: EntitySpec, each: Field, old: str, new: str) -> None:
        for row in self._records.find(spec.table, **{each.name: old}):
            ref = (spec.table, str(row["id"]))
            if ref not in self._removal.gone:
                self._moved.setdefault(ref, (row, {}))[1][each.name] = new

    def _join_equal(self, spec: EntitySpec) -> None:
        """Merge what would have the same key, as two figures of one quarter."""
        if not spec.key:
            return
        seen: dict[tuple[Value, ...], Row] = {}
        clashes: dict[str, tuple[Row, list[Row]]] = {}
        for (table, record), (row, values) in list(self._moved.items()):
            if table != spec.table or (table, record) in self._merged:
                continue
            key = tuple({**row, **values}[name] for name in spec.key)
            # As in the rules, a key stays one where only its last part is unknown.
            if None in key[:-1]:
                continue
            other = seen.setdefault(key, self._standing(spec, key, record) or row)
            if other is not row:
                clashes.setdefault(str(other["id"]), (other, []))[1].append(row)
        for kept, rows in clashes.values():
            self.merge(spec.table, kept, rows)

    def _standing(self, spec: EntitySpec, key: tuple[Value, ...], record: str) -> Row | None:
        """Return the record that has a key already and stays."""
        for row in self._records.find(spec.table, **dict(zip(spec.key, key, strict=True))):
            ref = (spec.table, str(row["id"]))
            if row["id"] != record and ref not in self._removal.gone and ref not in self._merged:
                return row
        return None

    def _attachments(self, table: str, row: Row, kept: str) -> None:
        own = {"owner_table": table, "owner_record": kept}
        taken = {
            str(each["name"]): each["sha256"] for each in self._records.find("attachment", **own)
        }
        taken |= {
            str(values["name"]): each["sha256"]
            for (entity, _), (each, values) in self._moved.items()
            if entity == "attachment" and values.get("owner_record") == kept
        }
        found = self._records.find("attachment", owner_table=table, owner_record=row["id"])
        for each in found:
            name = str(each["name"])
            if taken.get(name) == each["sha256"]:
                self._drop("attachment", each)
                continue
            name = _free(name, taken)
            taken[name] = each["sha256"]
            ref = ("attachment", str(each["id"]))
            self._moved[ref] = (each, {"owner_record": kept, "name": name})

    def _drop(self, table: str, row: Row) -> None:
        try:
            self._made.gone += list(self._removal.of(table, row))
        except DomainError as error:  # the record, or what belongs to it, lies in a closed quarter
            quarter = Quarter.parse(str(error.values["quarter"]))
            self._made.protected.append((table, row, quarter))

    def _protect(self, table: str, row: Row) -> None:
        """Note a record that a closed quarter keeps as it is."""
        quarter = protecting_quarter(self._records, self._specs[table], row)
        if quarter is not None and is_closed(self._records, quarter):
            self._made.protected.append((table, row, quarter))


def _free(name: str, taken: dict[str, Value]) -> str:
    """Return a file's name with a number where the name is taken."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    number = 2
    free = name
    while free in taken:
        free = f"{stem} ({number}){dot}{ending}"
        number += 1
    return free
