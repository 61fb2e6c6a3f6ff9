"""Check a block of figures before anything is written: what would change, what is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.entry import fill
from domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.entry import Layout, Line
    from domain.records import Records, Row, Specs, Write
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class Planned:
    """What a line's figures come to.

    Attributes:
        writes: what writes those that are good, checked.
        refused: figure → why it cannot be written.
    """

    writes: tuple[Write, ...]
    refused: Mapping[str, DomainError]


@dataclass(frozen=True, slots=True)
class Form:
    """The records and rules that the figures of a grid and quarter are checked by."""

    records: Records
    specs: Specs
    layout: Layout
    quarter: Quarter

    def plan(self, line: Line, values: Row) -> Planned:
        """Check the figures of a line together; those that a rule refuses are set apart.

        Figures are checked together because a rule may hold between two of them, as between
        headcount and R&D staff.
        """
        good, refused = dict(values), dict[str, DomainError]()
        while good:
            writes = self._tried(line, good)
            if not isinstance(writes, DomainError):
                return Planned(writes, refused)
            for name in self._culprits(line, good, writes):
                refused[name] = writes
                del good[name]
        return Planned((), refused)

    def _culprits(self, line: Line, good: Row, breach: DomainError) -> tuple[str, ...]:
        if breach.field in good:
            return (breach.field,)
        # The rule names a figure that is not in the block: find the one that breaks it.
        alone = [
            name
            for name, value in good.items()
            if isinstance(self._tried(line, {name: value}), DomainError)
        ]
        return tuple(alone or good)

    def _tried(self, line: Line, values: Row) -> tuple[Write, ...] | DomainError:
        try:
            command = fill(self.layout, line, self.quarter, values)
            return tuple(command.writes(self.records, self.specs))
        except DomainError as breach:
            breach.table = breach.table or self.layout.table
            return breach
