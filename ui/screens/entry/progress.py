"""How far each grid of a quarter is filled, as the one definition of completeness counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.entry import LAYOUTS, lines
from domain.standing.completeness import asked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class Progress:
    """Figures known and owed, by grid, and the lines of each.

    Attributes:
        known: grid → figures known; ``owed``: grid → figures owed.
        entries: grid → its lines, or of a list its records.
    """

    known: Mapping[str, int]
    owed: Mapping[str, int]
    entries: Mapping[str, int]

    def section(self, section: str) -> tuple[int, int]:
        """Return the figures known and owed of a part of the form."""
        keys = [each.key for each in LAYOUTS.values() if each.section == section]
        return sum(self.known.get(key, 0) for key in keys), sum(
            self.owed.get(key, 0) for key in keys
        )

    def lines(self, section: str) -> str:
        """Return how many lines a part has, empty for the park, which has many grids."""
        return str(self.entries[section]) if section in self.entries and section != "park" else ""

    def count(self, key: str) -> str:
        """Return beside the name of a grid how far it is filled, or how many records it has."""
        if LAYOUTS[key].listed:
            return str(self.entries.get(key, 0))
        owed = self.owed.get(key, 0)
        return f"{self.known.get(key, 0)}/{owed}" if owed else ""

    def with_grid(self, key: str, known: int, owed: int, entries: int) -> Progress:
        """Return the same with one grid counted anew."""
        return Progress(
            {**self.known, key: known}, {**self.owed, key: owed}, {**self.entries, key: entries}
        )


def progress_of(records: Records, quarter: Quarter) -> Progress:
    """Count all grids of a quarter."""
    known: dict[str, int] = {}
    owed: dict[str, int] = {}
    entries: dict[str, int] = {}
    keys = {each.table: each.key for each in LAYOUTS.values()}
    for each in asked(records, quarter):
        key = keys[each.table]
        gaps = [*map(each.row.get, each.fields)].count(None)
        owed[key] = owed.get(key, 0) + len(each.fields)
        known[key] = known.get(key, 0) + len(each.fields) - gaps
        entries[key] = entries.get(key, 0) + 1
    for layout in LAYOUTS.values():
        if layout.listed:
            entries[layout.key] = len(lines(records, layout, quarter))
    return Progress(known, owed, {"firms": 0, "projects": 0, **entries})
