"""A breach of the terms of an incentive, and what was paid back for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import in_order, referred, text_of
from domain.entities.fields import day, money, reference, text
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _after_the_grant(row: Row, records: Records) -> Iterable[DomainError]:
    incentive = referred(row, "incentive", "incentive", records)
    start, broken = text_of(incentive or {}, "start"), text_of(row, "date")
    if start is not None and broken is not None and broken < start:
        yield DomainError("breach_before_grant", field="date", value=broken, first=start)


SPEC = EntitySpec(
    table="claw_back",
    fields=(
        reference("incentive", "incentive", required=True),
        day("date", required=True),
        text("breach", required=True),
        money("repaid_fen"),
        day("repaid_on"),
    ),
    label=("breach",),
    key=("incentive",),
    area="firms",
    icon="stacked",
    order=("-date",),
    period="date",
    rules=(_after_the_grant, in_order("date", "repaid_on", "date_order")),
    inside="incentive",
)
