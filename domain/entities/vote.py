"""How one party voted on a resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.entities.checks import referred, text_of, total_of, whole_of
from domain.entities.fields import reference, whole
from domain.entities.meeting_party import in_the_room
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

WAYS: Final = ("votes_for", "votes_against", "votes_abstain")
"""Fields that count how a party voted."""


def _votes_frozen(row: Row, records: Records) -> Iterable[DomainError]:
    before = records.get("vote", str(row.get("id")))
    resolution = referred(row, "resolution", "resolution", records)
    meeting = referred(resolution or {}, "meeting", "meeting", records)
    if before is None or meeting is None or meeting["state"] != "closed":
        return
    for way in WAYS:
        if row.get(way) != before[way]:
            yield DomainError("votes_frozen", field=way, value=meeting["number"])


def _counted(row: Row, records: Records) -> Iterable[DomainError]:
    resolution = referred(row, "resolution", "resolution", records)
    meeting = referred(resolution or {}, "meeting", "meeting", records)
    if meeting is not None and meeting["state"] == "closed":
        yield DomainError("votes_frozen", field="votes_for", value=meeting["number"])


def _within_votes_present(row: Row, records: Records) -> Iterable[DomainError]:
    resolution = referred(row, "resolution", "resolution", records)
    if resolution is None or text_of(row, "party") is None:
        return
    found = records.find("meeting_party", meeting=resolution["meeting"], party=row["party"])
    at = text_of(resolution, "voted_at")
    present = total_of((each for each in found if in_the_room(each, at)), "votes")
    cast = sum(whole_of(row, way) or 0 for way in WAYS)
    if cast > present:
        yield DomainError("votes_exceed_present", field="votes_for", value=cast, limit=present)


SPEC = EntitySpec(
    table="vote",
    fields=(
        reference("resolution", "resolution", required=True),
        reference("party", "party", required=True),
        whole("votes_for", required=True, minimum=0, default=0, unit="votes"),
        whole("votes_against", required=True, minimum=0, default=0, unit="votes"),
        whole("votes_abstain", required=True, minimum=0, default=0, unit="votes"),
    ),
    label=("party",),
    key=("resolution", "party"),
    area="meetings",
    icon="meetings",
    order=("resolution.number", "party.code"),
    rules=(_within_votes_present, _votes_frozen),
    removal_rules=(_counted,),
)
