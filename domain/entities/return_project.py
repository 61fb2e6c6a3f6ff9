"""A project that brings production home."""

from __future__ import annotations

from domain.entities.choices import DRIVER, TRIGGER
from domain.entities.fields import OWNER, choice, land, long_text, money, reference, text, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="return_project",
    fields=(
        text("number", required=True, unique=True),
        reference("firm", "firm", required=True),
        reference("county", "region", required=True),
        text("local_partner"),
        choice("trigger", TRIGGER),
        choice("driver", DRIVER),
        reference("broker", "broker"),
        land("land"),
        money("planned_investment_fen"),
        money("planned_output_fen"),
        whole("planned_jobs", minimum=0, unit="persons"),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("number",),
    key=("number",),
    area="return",
    icon="return",
    order=("number",),
)
