"""Name the record that a cell of a report tells of; it is not printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_PRINTED: Final[Mapping[str, bool]] = {"printed": False}
"""Metadata of a field of the tree that is no part of what a report says."""


@dataclass(frozen=True, slots=True)
class Source:
    """An entity and the id of one of its records."""

    table: str
    record: str


Sources = tuple[tuple[Source, ...], ...]
"""Per cell of a row, the records it tells of."""
