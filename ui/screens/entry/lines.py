"""Hold the lines of one grid and quarter, what was refused in them, and how they are filtered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from domain.entry import Line, known_of, lines, renewed
from domain.periods import is_closed
from ui.screens.entry.draft import DRAFT, is_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.entry import Layout
    from domain.records import Changes, Records, Value
    from domain.units import Quarter
    from ui.screens.entry.planning import BlockPlan

FILTERS: Final = ("all", "missing", "errors", "changed", "silent")
_READ_SINGLY: Final = 100

Place = tuple[str, str, str]
"""Where a refused text stands: the line's subject, its note, the figure."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A typed text that was refused, and the sentence that says why."""

    text: str
    reason: str


class FormLines:
    """The lines of a grid, in the order in which they are shown.

    Attributes:
        every: all lines; ``shown`` those that the filter in force lets through.
        closed: the quarter refuses changes.
        waiting: typed texts that the disk has not taken yet.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._all_refused: dict[tuple[str, str], dict[Place, Refused]] = {}
        self._drafts = 0
        self._begun: dict[tuple[str, str], tuple[Line, ...]] = {}
        self.waiting: dict[Place, str] = {}
        self.layout: Layout | None = None
        self.quarter: Quarter | None = None
        self.every: tuple[Line, ...] = ()
        self.shown: list[Line] = []
        self.closed = False
        self.editable = True
        self._filter = "all"

    def show(self, layout: Layout, quarter: Quarter, *, writable: bool) -> None:
        """Take another grid or quarter; what was refused there is still known."""
        if self.layout is not None and (layout, quarter) != (self.layout, self.quarter):
            # A line that lacks something is saved nowhere: it waits here for its grid.
            self._begun[self.layout.key, str(self.quarter)] = self._drafts_of(self.every)
            self.every = self._begun.pop((layout.key, str(quarter)), ())
        self.layout, self.quarter = layout, quarter
        self.closed = is_closed(self._records, quarter)
        self.editable = writable and not self.closed
        self.read()

    def read(self) -> None:
        """Read all lines; those being typed stay at the end."""
        layout, quarter = self._in_force()
        drafts = self._drafts_of(self.every)
        self.every = (*lines(self._records, layout, quarter), *drafts)
        if layout.listed and self.editable and (not drafts or drafts[-1].values):
            self.every = (*self.every, self.new_draft())
        held = {(line.subject, line.note) for line in self.every}
        for place in [each for each in self.refused if each[:2] not in held]:
            del self.refused[place]
        self.choose(self._filter)

    def choose(self, name: str) -> None:
        """Let through the lines of a filter; a line that is being typed always."""
        self._filter = name
        test = self.test(name)
        self.shown = [each for each in self.every if test(each) or is_draft(each.subject)]

    @staticmethod
    def _drafts_of(every: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(line for line in every if is_draft(line.subject))

    def new_draft(self) -> Line:
        """Return an empty line for a record that is to be typed."""
        self._drafts += 1
        return Line({}, f"{DRAFT}{self._drafts}", "", "", "", {}, {})

    def keep(self, plan: BlockPlan) -> None:
        """Keep of a block what was not written: wrong texts, and the values of typed lines."""
        refused = self.refused
        if refused:
            for cell in plan.cells:
                if cell.field is not None:
                    refused.pop((cell.subject, cell.note, cell.field.name), None)
        typed: dict[str, dict[str, Value]] = {}
        for cell in plan.kept:
            if cell.field is None:
                continue
            draft = is_draft(cell.subject)
            if draft and (cell.value is not None or not cell.text.strip()):
                typed.setdefault(cell.subject, {})[cell.field.name] = cell.value
            elif cell.reason and cell.subject:
                place = (cell.subject, cell.note, cell.field.name)
                refused[place] = Refused(cell.text, cell.reason)
                if draft:
                    typed.setdefault(cell.subject, {})[cell.field.name] = None
        # Of these lines the block has made records.
        taken = {
            line.subject
            for row, line in enumerate(self.shown)
            if is_draft(line.subject) and plan.subjects.get(row, line.subject) != line.subject
        }
        if taken or typed:
            self._renew_drafts(taken, typed)

    def _renew_drafts(self, taken: set[str], typed: Mapping[str, Mapping[str, Value]]) -> None:
        """Let go of typed lines that became records; put values into others, begun where new."""
        left = [line for line in self.every if line.subject not in taken]
        fresh = {
            line.subject: replace(line, values={**line.values, **typed[line.subject]})
            for line in left
            if line.subject in typed
        }
        begun = [
            Line({}, subject, "", "", "", values, {})
            for subject, values in typed.items()
            if subject not in fresh
        ]
        self.every = (*(fresh.get(line.subject, line) for line in left), *begun)
        self.choose(self._filter)

    def put(self, row: int, line: Line) -> None:
        """Show a line in place of another."""
        old = self.shown[row]
        self.shown[row] = line
        self.every = tuple(line if each is old else each for each in self.every)

    def append(self, line: Line) -> None:
        """Show a line more at the end."""
        self.every = (*self.every, line)
        self.shown.append(line)

    def renew(self, changes: Changes) -> set[int] | None:
        """Read again the lines that a change of their own table touches; return their rows.

        None when lines may have come or gone: then all are to be read again.
        """
        layout, _ = self._in_force()
        if set(changes.tables) != {layout.table}:
            return None
        if len(changes.tables[layout.table]) > _READ_SINGLY:
            return None
        fresh: dict[int, Line] = {}
        find = self._finder(layout)
        for record in changes.tables[layout.table]:
            line = find(record)
            if line is None:
                return None
            new = renewed(self._records, layout, line, record)
            if not new.record and layout.listed:
                return None
            fresh[id(line)] = new
        rows = {row for row, line in enumerate(self.shown) if id(line) in fresh}
        self.every = tuple(fresh.get(id(line), line) for line in self.every)
        self.shown = [fresh.get(id(line), line) for line in self.shown]
        return rows

    def rename(self, old: str, new: str) -> None:
        """Keep what was refused in a line that has become a record."""
        for place in [each for each in self.refused if each[0] == old]:
            self.refused[new, *place[1:]] = self.refused.pop(place)

    # --------------------------------------------------------------------------- what is refused

    @property
    def refused(self) -> dict[Place, Refused]:
        """What was refused in this grid and quarter."""
        layout, quarter = self._in_force()
        return self._all_refused.setdefault((layout.key, str(quarter)), {})

    def refusal(self, line: Line, name: str) -> Refused | None:
        """Return what was refused in a cell."""
        return self.refused.get((line.subject, line.note, name))

    def row_of(self, place: Place) -> int:
        """Return the row of a cell's line, -1 where it is not shown."""
        places = ((line.subject, line.note) for line in self.shown)
        return next((row for row, each in enumerate(places) if each == place[:2]), -1)

    def faults(self, line: Line) -> int:
        """Return how many figures of a line are refused."""
        return sum(
            (subject, note) == (line.subject, line.note) for subject, note, _ in self.refused
        )

    # ------------------------------------------------------------------------------------ counts

    def counts(self) -> dict[str, int]:
        """Return how many lines each filter has and are ``shown``, and the figures of them all."""
        typed = [line for line in self.every if not is_draft(line.subject)]
        known, owed = known_of(typed)
        shown = sum(not is_draft(line.subject) for line in self.shown)
        picked = {"all": len(typed), "errors": len(self.refused), "shown": shown}
        for name in FILTERS:
            if name not in picked:
                picked[name] = sum(map(self.test(name), typed))
        return {**picked, "known": known, "owed": owed, "cells_missing": owed - known}

    def test(self, name: str) -> Callable[[Line], bool]:
        """Return the question that a filter asks of a line."""
        faulty = {(subject, note) for subject, note, _ in self.refused}
        tests: Mapping[str, Callable[[Line], bool]] = {
            "all": lambda _line: True,
            "missing": lambda line: line.missing > 0,
            "errors": lambda line: (line.subject, line.note) in faulty,
            "changed": lambda line: bool(line.to_explain),
            "silent": lambda line: line.silent,
        }
        return tests[name]

    def _in_force(self) -> tuple[Layout, Quarter]:
        if self.layout is None or self.quarter is None:
            message = "the grid shows no quarter yet"
            raise RuntimeError(message)
        return self.layout, self.quarter

    def _finder(self, layout: Layout) -> Callable[[str], Line | None]:
        """Return what finds the line of a record, also of one that was made or removed since."""
        by_record = {line.record: line for line in self.every if line.record}
        by_identity = {tuple(line.identity.values()): line for line in self.every}

        def find(record: str) -> Line | None:
            known = by_record.get(record)
            if known is not None or layout.listed:
                return known
            row = self._records.get(layout.table, record)
            if row is None or row.get(layout.period) != str(self.quarter):
                return None
            return by_identity.get(tuple(row.get(name) for name in layout.identity))

        return find


def typed_so_far(line: Line, name: str, value: Value) -> Line:
    """Return a line that is being typed with one value more."""
    return replace(line, values={**line.values, name: value})
