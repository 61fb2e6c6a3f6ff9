"""What was found of one criterion when a firm passed a gate."""

from __future__ import annotations

from domain.entities.choices import GATE_MEASURE
from domain.entities.fields import OWNER, choice, day, flag, money, reference, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="gate_finding",
    fields=(
        reference("change", "stage_change", required=True),
        whole("position", minimum=1, required=True),
        text("criterion", required=True),
        choice("measure", GATE_MEASURE, required=True),
        flag("suffices", default=0),
        flag("met", required=True),
        money("threshold_fen"),
        money("amount_fen"),
        whole("quarters_known", minimum=0),
        whole("quarters_asked", minimum=0),
        day("since"),
        text("evidence"),
        OWNER,
    ),
    label=("criterion",),
    key=("change", "position"),
    area="pipeline",
    icon="pipeline",
    order=("change", "position"),
)
