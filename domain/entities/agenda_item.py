"""An item of a meeting's agenda."""

from __future__ import annotations

from domain.entities.fields import long_text, reference, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="agenda_item",
    fields=(
        reference("meeting", "meeting", required=True),
        whole("rank", required=True, minimum=1, maximum=999),
        text("title", required=True),
        whole("duration", minimum=1, maximum=999, unit="minutes"),
        long_text("note", listed=False),
    ),
    label=("title",),
    key=("meeting", "rank"),
    area="meetings",
    icon="meetings",
    order=("meeting.date", "rank"),
)
