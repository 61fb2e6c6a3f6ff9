"""Count who is in the room at a time of day, and say whether that is a quorum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.entities.checks import text_of, total_of, whole_of
from domain.entities.meeting_party import in_the_room
from domain.entities.resolution import votes_needed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Records, Row


@dataclass(frozen=True, slots=True)
class Quorum:
    """The votes in the room against what the meeting needs.

    Attributes:
        present: votes of the parties in the room; ``whole`` those of all parties.
        needed_bp: share of the votes that must be there, None when none is agreed.
        required: parties without which there is no quorum; ``missing`` those not there.
        frozen: whether this was kept when the meeting was closed.
        met: whether the meeting may decide.
    """

    present: int
    whole: int
    needed_bp: int | None
    required: tuple[str, ...]
    missing: tuple[str, ...]
    frozen: bool
    met: bool

    @property
    def needed(self) -> int:
        """Fewest votes that are enough."""
        return votes_needed(self.whole, self.needed_bp or 0)


def attendance(records: Records, meeting: str) -> list[Row]:
    """Return the parties of a meeting, those with the most votes first."""
    rows = records.find("meeting_party", meeting=meeting)
    order = {str(row["id"]): _place(records, row) for row in rows}
    return sorted(rows, key=lambda row: order[str(row["id"])])


def _place(records: Records, row: Row) -> tuple[int, int, str]:
    party = records.get("party", str(row["party"])) or {}
    return (-int(row["required"] or 0), -(whole_of(row, "votes") or 0), str(party.get("code")))


def votes_present(rows: Sequence[Row], at: str | None = None) -> int:
    """Return the votes of the parties in the room at a time, of all that came when None."""
    return total_of((row for row in rows if in_the_room(row, at)), "votes")


def quorum(records: Records, meeting: str, at: str | None = None) -> Quorum:
    """Return the quorum of a meeting: the one kept at its closing, else that of its best moment.

    Args:
        records: the park.
        meeting: id of the meeting.
        at: time of day asked about; a closed meeting answers with what it kept when None.
    """
    head = records.get("meeting", meeting) or {}
    rows = records.find("meeting_party", meeting=meeting)
    best = counted(rows, whole_of(head, "quorum_bp"), at)
    present, met = whole_of(head, "votes_present"), whole_of(head, "quorum_met")
    if at is None and head.get("state") == "closed" and present is not None and met is not None:
        return Quorum(
            present, best.whole, best.needed_bp, best.required, best.missing, True, bool(met)
        )
    return best


def counted(rows: Sequence[Row], needed_bp: int | None, at: str | None = None) -> Quorum:
    """Count attendance at a time of day, or at the moment when the most votes were there."""
    if at is None:
        moments = sorted({str(row["arrival"]) for row in rows if text_of(row, "arrival")})
        found = [counted(rows, needed_bp, moment) for moment in moments]
        nobody = _count(rows, (), needed_bp)
        return max(found, key=lambda each: (each.met, each.present), default=nobody)
    return _count(rows, [row for row in rows if in_the_room(row, at)], needed_bp)


def _count(rows: Sequence[Row], here: Sequence[Row], needed_bp: int | None) -> Quorum:
    present, whole = total_of(here, "votes"), total_of(rows, "votes")
    there = {str(row["party"]) for row in here}
    required = tuple(str(row["party"]) for row in rows if row["required"])
    missing = tuple(party for party in required if party not in there)
    enough = present >= votes_needed(whole, needed_bp or 0)
    met = enough and not missing and present > 0
    return Quorum(present, whole, needed_bp, required, missing, False, met)
