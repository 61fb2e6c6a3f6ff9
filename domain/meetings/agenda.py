"""Set the order of an agenda."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from domain.commands import AddRow
from domain.entities.checks import whole_of
from domain.errors import DomainError
from domain.ids import new_id
from domain.records import Write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Records, Row, Specs, Value


def agenda(records: Records, meeting: str) -> list[Row]:
    """Return the items of a meeting in order."""
    rows = records.find("agenda_item", meeting=meeting)
    return sorted(rows, key=lambda row: whole_of(row, "rank") or 0)


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add an item at the end of the agenda."""

    meeting: str
    values: Mapping[str, Value]
    reason: str = ""
    item: str = field(default_factory=new_id)
    key: str = "command.add_agenda_item"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the insert."""
        last = max((whole_of(row, "rank") or 0 for row in agenda(records, self.meeting)), default=0)
        values: dict[str, Value] = {**self.values, "meeting": self.meeting, "rank": last + 1}
        yield from AddRow("agenda_item", values, record=self.item).writes(records, specs)


@dataclass(frozen=True, slots=True)
class MoveItem:
    """Move an item of the agenda to another place, counted from 1; the others make room."""

    item: str
    place: int
    reason: str = ""
    key: str = "command.move_agenda_item"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:  # noqa: ARG002 - ranks need no rule
        """Yield the new ranks.

        Raises:
            DomainError: ``record_gone``; ``agenda_closed`` once the meeting is closed.
        """
        row = records.get("agenda_item", self.item)
        if row is None:
            raise DomainError("record_gone", table="agenda_item", record=self.item)
        meeting = records.get("meeting", str(row["meeting"])) or {}
        if meeting.get("state") == "closed":
            raise DomainError("agenda_closed", table="agenda_item", value=meeting.get("number"))
        items = agenda(records, str(row["meeting"]))
        order = [str(each["id"]) for each in items]
        order.remove(self.item)
        order.insert(min(max(self.place, 1), len(items)) - 1, self.item)
        ranks = {str(each["id"]): whole_of(each, "rank") for each in items}
        moved = {item: at for at, item in enumerate(order, 1) if ranks[item] != at}
        # A rank is free only once its holder has left it: all that move step aside first.
        aside = max((rank or 0 for rank in ranks.values()), default=0) + len(items)
        for at, item in enumerate(moved, 1):
            yield Write("update", "agenda_item", item, {"rank": aside + at})
        for item, at in moved.items():
            yield Write("update", "agenda_item", item, {"rank": at})
