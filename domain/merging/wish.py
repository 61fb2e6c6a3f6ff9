"""What somebody wants merged: which records, whose value for each field, what is left behind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Ref = tuple[str, str]
"""Entity and id of a record."""

Place = tuple[str, str, str]
"""Entity, id of the record that is kept, field."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Records of one entity that shall become one.

    Attributes:
        kept: record that stays.
        merged: records that go.
        picks: place → record whose value is taken there; where nothing is said, see
            ``domain.merging.weaving.proposed``.
        dropped: records belonging to any of them that are removed instead of moved.
    """

    table: str
    kept: str
    merged: tuple[str, ...]
    picks: Mapping[Place, str] = field(default_factory=dict)
    dropped: frozenset[Ref] = frozenset()

    @property
    def records(self) -> tuple[str, ...]:
        """All of them, the one kept first."""
        return (self.kept, *self.merged)

    def picking(self, place: Place, record: str) -> Wish:
        """Return the wish with the value of a record taken at a place."""
        return replace(self, picks={**self.picks, place: record})

    def switching(self, ref: Ref) -> Wish:
        """Return the wish with a record dropped that was kept, or kept that was dropped."""
        return replace(self, dropped=self.dropped ^ {ref})
