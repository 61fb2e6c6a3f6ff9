"""Say which records a resolution changes, and which follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.entities.sharing_rule_version import IN_FORCE

if TYPE_CHECKING:
    from domain.records import Records, Row

CHANGED: Final = ("sharing_rule_version", "incentive", "target")
"""Entities whose field ``resolution`` names what they rest on."""


@dataclass(frozen=True, slots=True)
class Link:
    """A record that rests on a resolution."""

    table: str
    record: str
    row: Row


def changed_by(records: Records, resolution: str) -> tuple[Link, ...]:
    """Return the records that a resolution changes, drafts that it proposes last."""
    changed = [
        Link(table, str(row["id"]), row)
        for table in CHANGED
        for row in records.find(table, resolution=resolution)
    ]
    proposed = records.find("sharing_rule_version", proposed_by=resolution)
    drafts = [row for row in proposed if row["resolution"] != resolution]
    changed += [Link("sharing_rule_version", str(row["id"]), row) for row in drafts]
    return tuple(changed)


def following(records: Records, resolution: str) -> tuple[Link, ...]:
    """Return the resolution that takes this one's place, then the actions that it asks for."""
    later = records.find("resolution", supersedes=resolution)
    asked = [
        *records.find("action_item", resolution=resolution),
        *records.find("action_item", cancelled_by=resolution),
    ]
    asked.sort(key=lambda row: str(row["number"]))
    return tuple(
        Link(table, str(row["id"]), row)
        for table, rows in (("resolution", later), ("action_item", asked))
        for row in rows
    )


def in_force(records: Records, row: Row) -> bool:
    """Tell whether a record that rests on a resolution is in force by it."""
    resolution = records.get("resolution", str(row.get("resolution") or ""))
    return resolution is not None and resolution["state"] in IN_FORCE
