"""How one party voted on a resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import referred, text_of, total_of, whole_of
from domain.entities.fields import reference, whole
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _within_votes_present(row: Row, records: Records) -> Iterable[DomainError]:
    resolution = referred(row, "resolution", "resolution", records)
    if resolution is None or text_of(row, "party") is None:
        return
    found = records.find("meeting_party", meeting=resolution["meeting"], party=row["party"])
    present = total_of((each for each in found if text_of(each, "arrival")), "votes")
    cast = sum(whole_of(row, f"votes_{way}") or 0 for way in ("for", "against", "abstain"))
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
    rules=(_within_votes_present,),
)
