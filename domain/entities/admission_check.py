"""A criterion of the admission checklist, met or not."""

from __future__ import annotations

from domain.entities.fields import OWNER, day, flag, number, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="admission_check",
    fields=(
        reference("firm", "firm", required=True),
        text("criterion", required=True),
        flag("met"),
        number("score"),
        text("evidence"),
        day("date"),
        OWNER,
    ),
    label=("criterion",),
    key=("firm", "criterion"),
    area="pipeline",
    icon="pipeline",
    order=("firm.number", "criterion"),
)
