"""Tell a line that is only being typed from one that stands for a record."""

from __future__ import annotations

from typing import Final

DRAFT: Final = "draft:"
"""Begins the subject of a line whose record is not made yet."""


def is_draft(subject: str) -> bool:
    """Tell whether a line's subject is that of a record still to be made."""
    return subject.startswith(DRAFT)
