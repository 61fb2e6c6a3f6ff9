"""Short ways to read what a row surely holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.entities.checks import number_of, quarter_in, text_of, whole_of

if TYPE_CHECKING:
    from domain.records import Row

__all__ = ["amount", "day", "number_of", "quarter_in", "text", "text_of", "whole_of"]


def text(row: Row, name: str) -> str:
    """Return a text of a row, empty when it is unknown."""
    value = row.get(name)
    return value if isinstance(value, str) else ""


def amount(row: Row, name: str) -> int:
    """Return a whole number of a row, 0 when it is unknown: only for sums that count the known."""
    return whole_of(row, name) or 0


def day(row: Row, name: str) -> date | None:
    """Return a day of a row, None when it is unknown."""
    value = text_of(row, name)
    return date.fromisoformat(value) if value else None
