"""What a return project reports for a quarter."""

from __future__ import annotations

from domain.entities.fields import OWNER, flag, long_text, money, quarter, reference, whole
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="return_quarter",
    fields=(
        reference("project", "return_project", required=True),
        quarter("quarter", required=True),
        money("investment_fen"),
        money("output_fen"),
        money("tax_fen"),
        whole("jobs", minimum=0, unit="persons"),
        flag("not_reported", default=0),
        flag("estimated", default=0),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("quarter",),
    key=("project", "quarter"),
    area="return",
    icon="return",
    order=("-quarter", "project.number"),
    period="quarter",
)
