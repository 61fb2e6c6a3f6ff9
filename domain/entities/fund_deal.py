"""A deal of a public fund with a firm."""

from __future__ import annotations

from domain.entities.choices import DEAL_KIND
from domain.entities.fields import OWNER, choice, day, long_text, money, reference
from domain.records import EntitySpec

SPEC = EntitySpec(
    table="fund_deal",
    fields=(
        day("date", required=True),
        reference("fund", "party"),
        reference("firm", "firm"),
        reference("broker", "broker"),
        choice("kind", DEAL_KIND, required=True),
        money("amount_fen"),
        long_text("outcome"),
        OWNER,
    ),
    label=("firm", "date"),
    area="network",
    icon="network",
    order=("-date",),
    period="date",
)
