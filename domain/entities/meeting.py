"""A joint meeting of the parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import in_order
from domain.entities.choices import MEETING_STATE
from domain.entities.fields import (
    OWNER,
    choice,
    clock_time,
    day,
    flag,
    long_text,
    reference,
    share,
    text,
    whole,
)
from domain.entities.machines import MEETING
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _quorum_frozen(row: Row, records: Records) -> Iterable[DomainError]:
    before = records.get("meeting", str(row.get("id")))
    if before is None or before["state"] != "closed":
        return
    for name in ("votes_present", "quorum_met", "quorum_bp"):
        if row.get(name) != before[name]:
            yield DomainError("quorum_frozen", field=name)


SPEC = EntitySpec(
    table="meeting",
    fields=(
        text("number", required=True, unique=True),
        day("date", required=True),
        clock_time("start", listed=False),
        clock_time("end", listed=False),
        text("place"),
        text("chair"),
        reference("enclave", "enclave"),
        reference("lead_party", "party"),
        share("quorum_bp"),
        choice("state", MEETING_STATE, required=True, default="planned"),
        whole("votes_present", minimum=0, unit="votes"),
        flag("quorum_met"),
        long_text("minutes", listed=False),
        OWNER,
    ),
    label=("number",),
    key=("number",),
    area="meetings",
    icon="meetings",
    order=("-date",),
    machine=MEETING,
    state_field="state",
    rules=(in_order("start", "end", "time_order"), _quorum_frozen),
)
