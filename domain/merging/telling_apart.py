"""Say that records that look alike are different, so that they are not taken for one again."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.ids import new_id
from domain.records import Write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Specs

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class TellApart:
    """Record that each two of these records are different, one step of undo."""

    table: str
    records: tuple[str, ...]
    reason: str = ""
    key: str = "command.tell_apart"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the pairs that were not told apart before.

        Raises:
            DomainError: ``record_gone``.
        """
        del specs
        for record in self.records:
            if records.get(self.table, record) is None:
                raise DomainError("record_gone", table=self.table)
        known = told_apart(records, self.table)
        for one, other in combinations(sorted(self.records), 2):
            if (one, other) not in known:
                values = {"entity": self.table, "one": one, "other": other}
                yield Write("insert", "distinct_pair", new_id(), values)


def told_apart(records: Records, table: str) -> Pairs:
    """Return the pairs of an entity's records that were found to be different, each in order."""
    found = records.find("distinct_pair", entity=table)
    return frozenset((str(row["one"]), str(row["other"])) for row in found)
