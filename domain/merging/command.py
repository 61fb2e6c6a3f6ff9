"""Merge records into one: check what it comes to, then write it as one action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.called import called
from domain.errors import DomainError
from domain.ids import new_id
from domain.merging.after import After
from domain.merging.weaving import known_fields, weave
from domain.merging.wish import Wish
from domain.records import Kind, Write
from domain.rules import check_removal, record_breaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.merging.weaving import Group, Move, Weave
    from domain.records import EntitySpec, Field, Records, Row, Specs, Value

_NAMING = frozenset({Kind.TEXT, Kind.LONG_TEXT})


@dataclass(frozen=True, slots=True)
class MergeRecords:
    """Make one record of several, one step of undo.

    What refers to a record that goes refers to the one kept from then on. Records of closed
    quarters stay as they are, so a record that has any can only be the one kept.
    """

    wish: Wish
    reason: str = ""
    key: str = "command.merge_records"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield what goes, what moves, the record kept, and by what the others were known.

        Raises:
            DomainError: ``reason_needed``, ``record_kept``, ``merge_closed`` or the first rule
                that the outcome breaks.
        """
        if specs[self.wish.table].kept:
            raise DomainError("record_kept", table=self.wish.table)
        if not self.reason.strip():
            raise DomainError("merge_reason_missing", table=self.wish.table)
        made = weave(records, specs, self.wish)
        for breach in breaches(records, specs, made):
            raise breach
        yield from made.writes()
        yield from _known_by(records, specs[self.wish.table], made.groups[0])


def breaches(records: Records, specs: Specs, made: Weave) -> Iterator[DomainError]:
    """Yield everything that stands against a merger; each names its entity."""
    yield from _closed(specs, made)
    yield from _kept(specs, made)
    after = After(records, made.writes())
    for table, row, changed in _touched(made):
        for breach in record_breaches(specs, after, table, row, changed):
            breach.table = breach.table or table
            yield breach
    for write in made.gone:
        gone = records.get(write.table, write.record)
        if gone is None:
            continue
        try:
            check_removal(specs[write.table], after, gone)
        except DomainError as breach:
            yield breach


def propose(records: Records, specs: Specs, table: str, chosen: Sequence[str]) -> Wish:
    """Return the wish to begin with: the record with closed quarters or the fullest is kept.

    What would break a rule beside the records of the one kept is proposed to be left behind.

    Raises:
        DomainError: ``record_gone`` or ``merge_two_needed``.
    """
    return settled(records, specs, _first(records, specs, table, chosen))


def settled(records: Records, specs: Specs, wish: Wish) -> Wish:
    """Return a wish with what does not fit beside the records of the one kept left behind."""
    made = weave(records, specs, wish)
    moves = {(move.table, str(move.row["id"])): move for move in made.moves}
    after = After(records, [])
    for write in made.writes():
        if (write.table, write.record) not in moves:
            after.write(write)
    for ref, move in moves.items():
        if move.table != "attachment":
            after.write(Write("delete", *ref))
    dropped = set(wish.dropped)
    for ref in sorted(moves, key=lambda each: _place(specs, moves[each])):
        move = moves[ref]
        row = {**move.row, **move.values}
        fits = not list(record_breaches(specs, after, move.table, row, frozenset(move.values)))
        if fits or not _may_clash(specs[move.table]):
            after.write(Write("insert", *ref, {name: row[name] for name in row if name != "id"}))
        else:
            dropped.add(ref)
    return Wish(wish.table, wish.kept, wish.merged, wish.picks, frozenset(dropped))


def _may_clash(spec: EntitySpec) -> bool:
    """Tell whether records of an entity hang together, so that one may not fit beside another."""
    return bool(spec.removal_rules)


def _place(specs: Specs, move: Move) -> tuple[int, str, str]:
    spec = specs[move.table]
    when = str(move.row.get(spec.period) or "") if spec.period else ""
    return list(specs).index(move.table), when, str(move.row["id"])


def _first(records: Records, specs: Specs, table: str, chosen: Sequence[str]) -> Wish:
    known = [row for record in dict.fromkeys(chosen) if (row := records.get(table, record))]
    wishes = []
    for kept in known:
        others = tuple(str(row["id"]) for row in known if row is not kept)
        wish = Wish(table, str(kept["id"]), others)
        made = weave(records, specs, wish)
        wishes.append((len(made.protected), len(made.moves), -known_fields(kept), wish))
    if not wishes:
        raise DomainError("merge_two_needed", table=table)
    # The fewer of its own records have to move, the more hangs on a record already.
    return min(wishes, key=lambda each: each[:3])[3]


def _closed(specs: Specs, made: Weave) -> Iterator[DomainError]:
    if not made.protected:
        return
    quarters = tuple(str(each) for each in sorted({quarter for _, _, quarter in made.protected}))
    main = made.groups[0]
    named = {value for _, row, _ in made.protected for value in row.values()}
    owner = next((row for row in main.others if row["id"] in named), main.kept)
    yield DomainError(
        "merge_closed",
        table=main.table,
        record=called(specs[main.table], owner, str(owner["id"])),
        quarters=quarters,
        count=len(made.protected),
    )


def _kept(specs: Specs, made: Weave) -> Iterator[DomainError]:
    for table in dict.fromkeys(move.table for move in made.moves):
        if specs[table].kept:
            yield DomainError("record_kept", table=table)


def _touched(made: Weave) -> Iterator[tuple[str, Row, frozenset[str]]]:
    for group in made.groups:
        changed = frozenset(
            name for name, value in group.values.items() if group.kept[name] != value
        )
        yield group.table, group.values, changed
    for move in made.moves:
        yield move.table, {**move.row, **move.values}, frozenset(move.values)


def identifying(spec: EntitySpec) -> tuple[Field, ...]:
    """Return the fields of words by which files call a record: its key, numbers, names."""
    return tuple(
        each
        for each in spec.fields
        if each.kind in _NAMING
        and (each.unique or each.name in spec.label or spec.key == (each.name,))
    )


def _known_by(records: Records, spec: EntitySpec, group: Group) -> Iterator[Write]:
    """Yield what the record kept is also found by from now on."""
    kept = str(group.kept["id"])
    for row in group.others:
        for each in records.find("merged_record", record=row["id"]):
            yield Write("update", "merged_record", str(each["id"]), {"record": kept})
    for field, value in _former(spec, group):
        known = records.find("merged_record", field=field, value=value)
        if known:
            yield Write("update", "merged_record", str(known[0]["id"]), {"record": kept})
        else:
            values = {"field": field, "value": value, "record": kept}
            yield Write("insert", "merged_record", new_id(), values)


def _former(spec: EntitySpec, group: Group) -> Iterable[tuple[str, Value]]:
    found: dict[tuple[str, Value], None] = {}
    for row in group.rows:
        for each in identifying(spec):
            if row[each.name] and row[each.name] != group.values[each.name]:
                found.setdefault((f"{spec.table}.{each.name}", row[each.name]))
    return found
