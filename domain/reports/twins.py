"""Put a section beside its twin in a second language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.reports.tree import Section


def beside(section: Section, twin: Section) -> Section:
    """Return a section with its twin.

    Two languages take more than a page a section: the next one may begin where this one ends.
    """
    return replace(section, twin=twin, follows=True)
