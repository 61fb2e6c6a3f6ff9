"""What one side submitted for a quarter: its figures as they were, who submitted them and when."""

from __future__ import annotations

from domain.entities.choices import SIDE
from domain.entities.fields import choice, long_text, moment, quarter, structure, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="submission",
    fields=(
        quarter("quarter", required=True),
        choice("side", SIDE, required=True),
        text("person", required=True),
        moment("moment", required=True),
        whole("figures_known", required=True, minimum=0),
        whole("figures_missing", required=True, minimum=0),
        long_text("reason"),
        structure("figures", required=True, listed=False),
    ),
    label=("quarter",),
    key=("quarter", "side"),
    area="entry",
    icon="saved",
    order=("-quarter", "side"),
    period="quarter",
    kept=True,
)
