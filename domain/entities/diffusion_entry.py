"""Help that a firm gave to a firm at home: an engineer's days, a licence, a training."""

from __future__ import annotations

from domain.entities.choices import DIFFUSION_KIND
from domain.entities.fields import OWNER, choice, day, half_days, money, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="diffusion_entry",
    fields=(
        choice("kind", DIFFUSION_KIND, required=True),
        reference("firm", "firm", required=True),
        text("beneficiary", required=True),
        half_days("person_days"),
        money("amount_fen"),
        day("date", required=True),
        text("evidence"),
        OWNER,
    ),
    label=("beneficiary", "date"),
    area="network",
    icon="network",
    order=("-date",),
    period="date",
)
