"""A patent of a firm."""

from __future__ import annotations

from domain.entities.checks import in_order
from domain.entities.choices import LEGAL_STATUS, PATENT_KIND
from domain.entities.fields import OWNER, choice, day, reference, text
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="patent",
    fields=(
        text("number", required=True, unique=True),
        text("title"),
        choice("kind", PATENT_KIND, required=True),
        day("filed", required=True),
        day("granted"),
        reference("firm", "firm"),
        text("applicant"),
        reference("region", "region"),
        text("transferee"),
        choice("legal_status", LEGAL_STATUS),
        OWNER,
    ),
    label=("number", "title"),
    key=("number",),
    area="firms",
    icon="firms",
    order=("-filed",),
    rules=(in_order("filed", "granted", "date_order"),),
)
