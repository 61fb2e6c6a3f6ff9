"""Put a merger into rows: what each record says, field by field, and what hangs on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from domain.formatting import UNKNOWN
from domain.merging.weaving import proposed
from domain.records import Kind
from ui.components.tables.cells import Cell, Column
from ui.values import in_one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from domain.merging.weaving import Group, Weave
    from domain.merging.wish import Place, Ref, Wish
    from domain.records import EntitySpec, Field, Row
    from ui.screen import ScreenContext
    from ui.values import Values

_FATES: Final = ("moved", "joined", "left")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the comparison.

    Attributes:
        kind: ``head`` names what follows; ``pick`` is a field, one of whose values is taken;
            ``stay`` a record that is moved or left behind; ``same`` says how many are equal.
        cells: name, then one per record.
        place: what a value is picked for.
        rows: column from 0 → record whose value stands there.
        ref: record that is moved or left behind.
    """

    kind: Literal["head", "pick", "stay", "same"]
    cells: tuple[Cell, ...]
    place: Place = ("", "", "")
    rows: Mapping[int, str] = field(default_factory=dict)
    ref: Ref = ("", "")


class Comparison:
    """Show a wish and what it comes to, in the language in force.

    Args:
        wish: what somebody wants merged.
        made: what it comes to.
        staying: entities whose records are moved or left behind one by one.
        whole: fields on which all agree are shown as well.
    """

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        wish: Wish,
        made: Weave,
        staying: Collection[str],
        *,
        whole: bool,
    ) -> None:
        self._context = context
        self._values = values
        self._wish = wish
        self._made = made
        self._staying_tables = tuple(each for each in context.specs if each in staying)
        self._whole = whole
        self._order = wish.records
        self._owners = self._read_owners()

    def columns(self) -> list[Column]:
        """Return the column of names and one per record."""
        first = Column(self._context.say("merge.field"), "text", -1)
        return [first, *(self._heading(each) for each in self._order)]

    def lines(self) -> list[Line]:
        """Return all rows: the fields, the records with one key, what may not fit."""
        lines: list[Line] = []
        for group in self._made.groups:
            lines += self._group(group, headed=group is not self._made.groups[0])
        return [*lines, *self._staying()]

    def moving(self) -> tuple[list[Column], list[list[Cell]]]:
        """Return how many records of each entity move, become one, or are left out."""
        say = self._context.say
        columns = [Column(say("merge.what"), "text", 0), Column(say("merge.fate"), "text", -1)]
        counts = self._counts()
        rows = []
        for table in (each for each in self._context.specs if each in counts):
            title = self._values.title(table, many=True)
            fates = [
                say(f"merge.{name}", count=count)
                for name, count in zip(_FATES, counts[table], strict=True)
                if count
            ]
            words = say("merge.between").join(fates)
            rows.append([Cell(title, tip=title), Cell(words, tone="text_secondary")])
        return columns, rows

    def _counts(self) -> dict[str, list[int]]:
        """Return per entity how many records move, become one with another, are left out."""
        counts: dict[str, list[int]] = {}
        for move in self._made.moves:
            counts.setdefault(move.table, [0, 0, 0])[0] += 1
        for group in self._made.groups[1:]:
            counts.setdefault(group.table, [0, 0, 0])[1] += len(group.others)
        for write in self._made.gone:
            if write.action == "delete":
                counts.setdefault(write.table, [0, 0, 0])[2] += 1
        return counts

    # ------------------------------------------------------------------------------- the fields

    def _group(self, group: Group, *, headed: bool) -> Iterator[Line]:
        spec = self._context.specs[group.table]
        same = 0
        found = []
        for each in spec.fields:
            if each.target and self._follows(each, group):
                continue
            agreed = len({row[each.name] for row in group.rows}) == 1
            same += agreed
            if self._whole or not agreed:
                found.append(self._field(spec, group, each))
        if headed:
            name = self._named(spec, group.kept)
            one = self._context.say("merge.one", entity=self._values.title(spec.table), name=name)
            yield self._head(one)
        yield from found
        if same and not self._whole:
            words = self._context.say("merge.same", count=same)
            blank = (Cell(),) * len(self._order)
            yield Line("same", (Cell(words, tone="text_note", small=True), *blank))

    def _follows(self, each: Field, group: Group) -> bool:
        """Tell whether a field says no more than to which of the records something belongs."""
        return group is not self._made.groups[0] and all(
            (each.target, str(row[each.name])) in self._owners for row in group.rows
        )

    def _field(self, spec: EntitySpec, group: Group, each: Field) -> Line:
        place = (group.table, str(group.kept["id"]), each.name)
        picked = self._wish.picks.get(place) or proposed(group.rows, each.name)
        by_column = {self._column(group.table, row): row for row in group.rows}
        name = self._values.name(spec, each)
        unit = self._values.unit(each)
        known = {row[each.name] for row in group.rows} - {None}
        # Where two values differ there is something to decide; else the known one is taken.
        tone = "text" if len(known) > 1 else "text_note"
        cells = [Cell(name, note=unit, tone=tone, tip=name)]
        for at in range(len(self._order)):
            row = by_column.get(at)
            chosen = row is not None and row["id"] == picked
            cells.append(Cell() if row is None else self._value(each, row, chosen=chosen))
        rows = {at: str(row["id"]) for at, row in by_column.items()}
        return Line("pick", tuple(cells), place, rows)

    def _value(self, each: Field, row: Row, *, chosen: bool) -> Cell:
        value = row[each.name]
        if each.kind is Kind.REFERENCE and isinstance(value, str):
            text = self._values.record(self._context.records, each.target, value)
        else:
            text = self._values.text(each, value)
        text = in_one_line(text)
        tip = self._context.say("merge.picked", value=text) if chosen else text
        if chosen and text != UNKNOWN:
            return Cell(text, icon="check", strong=True, tip=tip)
        return Cell(text, tone="text" if chosen else "text_secondary", tip=tip)

    # --------------------------------------------------------------- what may not fit beside others

    def _staying(self) -> Iterator[Line]:
        for table in self._staying_tables:
            rows = self._all_of(table)
            if not rows:
                continue
            yield self._head(self._values.title(table, many=True), "merge.stay.note")
            for row in rows:
                yield self._stay(table, row)

    def _all_of(self, table: str) -> list[Row]:
        """Return the records of an entity that belong to any of those merged, in order."""
        spec, find = self._context.specs[table], self._context.records.find
        merged = {row["id"] for group in self._made.groups[1:] for row in group.others}
        found: dict[str, Row] = {}
        for each in spec.fields:
            for target, record in list(self._owners):
                if each.target == target:
                    rows = find(table, **{each.name: record})
                    found.update({str(row["id"]): row for row in rows})
        order = (spec.period or "id", "id")
        rows = [row for row in found.values() if row["id"] not in merged]
        return sorted(rows, key=lambda row: tuple(str(row.get(name) or "") for name in order))

    def _stay(self, table: str, row: Row) -> Line:
        spec = self._context.specs[table]
        left = (table, str(row["id"])) in self._wish.dropped
        words = self._context.say("merge.stay.left" if left else "merge.stay.kept")
        name = self._named(spec, row)
        cells = [Cell(name, tip=name), *[Cell()] * len(self._order)]
        tone = "text_note" if left else "text"
        icon = "close" if left else "check"
        at = self._column(table, row)
        cells[1 + at] = Cell(words, icon=icon, tone=tone, tip=f"{name} · {words}")
        return Line("stay", tuple(cells), ref=(table, str(row["id"])))

    # ----------------------------------------------------------------------------------- helpers

    def _heading(self, record: str) -> Column:
        row = self._context.records.get(self._wish.table, record) or {}
        name = self._values.label(self._wish.table, row)
        number = str(row.get("number") or name)
        if record == self._wish.kept:
            number = self._context.say("merge.heading.kept", name=number)
        return Column(number, "text", 0, name)

    def _head(self, words: str, note: str = "") -> Line:
        blank: list[Cell] = [Cell()] * len(self._order)
        if note and blank:
            blank[0] = Cell(self._context.say(note), tone="text_note", small=True)
        return Line("head", (Cell(words, strong=True, tip=words), *blank))

    def _named(self, spec: EntitySpec, row: Row) -> str:
        """Return how a record that belongs to another is told from its like."""
        say, values = self._context.say, self._values
        names = [
            name
            for name in dict.fromkeys((spec.period, *spec.label))
            if name and not spec.field(name).target
        ]
        parts = [values.text(spec.field(name), row[name]) for name in names if row[name]]
        return say("merge.between").join(parts)

    def _column(self, table: str, row: Row) -> int:
        owner = self._owners.get((table, str(row["id"])), self._wish.kept)
        return self._order.index(owner)

    def _read_owners(self) -> dict[Ref, str]:
        """Return to which of the records merged each record met belongs."""
        owners = {(self._wish.table, record): record for record in self._order}
        rows = [(group.table, row) for group in self._made.groups for row in group.rows]
        rows += [
            (table, row)
            for table, record in sorted(self._wish.dropped)
            if (row := self._context.records.get(table, record)) is not None
        ]
        rows += [(move.table, move.row) for move in self._made.moves]
        for table, row in rows:
            for each in self._context.specs[table].fields:
                owner = owners.get((each.target, str(row[each.name]))) if each.target else None
                if owner is not None:
                    owners.setdefault((table, str(row["id"])), owner)
        return owners
