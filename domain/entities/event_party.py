"""A party that took part in an event."""

from __future__ import annotations

from domain.entities.fields import reference
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="event_party",
    fields=(
        reference("event", "event", required=True),
        reference("party", "party", required=True),
    ),
    label=("party",),
    key=("event", "party"),
    area="network",
    icon="network",
    order=("event.date",),
    inside="event",
)
