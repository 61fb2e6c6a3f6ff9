"""A session, promotion, training or visit."""

from __future__ import annotations

from domain.entities.choices import EVENT_KIND
from domain.entities.fields import OWNER, choice, day, long_text, money, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="event",
    fields=(
        day("date", required=True),
        choice("kind", EVENT_KIND, required=True),
        text("title", required=True),
        text("place"),
        whole("participants", minimum=0, unit="persons"),
        money("amount_fen"),
        long_text("outcome"),
        OWNER,
    ),
    label=("title", "date"),
    area="network",
    icon="network",
    order=("-date",),
    period="date",
)
