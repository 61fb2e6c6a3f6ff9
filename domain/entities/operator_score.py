"""What an operator attained in a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import quarter_in, referred, text_of, total_of
from domain.entities.fields import OWNER, long_text, number, quarter, reference
from domain.entities.operator_indicator import WHOLE_WEIGHT
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _within_the_contract(row: Row, records: Records) -> Iterable[DomainError]:
    indicator = referred(row, "indicator", "operator_indicator", records)
    contract = referred(indicator or {}, "contract", "operator_contract", records)
    quarter = quarter_in(row, "quarter")
    if contract is None or quarter is None:
        return
    start, end = text_of(contract, "start") or "", text_of(contract, "end") or "9999-12-31"
    if quarter.last_day.isoformat() < start or quarter.first_day.isoformat() > end:
        yield DomainError("quarter_out_of_range", field="quarter", value=str(quarter))


def _weights_whole(row: Row, records: Records) -> Iterable[DomainError]:
    indicator = referred(row, "indicator", "operator_indicator", records)
    if indicator is None:
        return
    found = records.find("operator_indicator", contract=indicator["contract"])
    if (total := total_of(found, "weight")) != WHOLE_WEIGHT:
        yield DomainError("weights_not_whole", field="indicator", total=total, limit=WHOLE_WEIGHT)


SPEC = EntitySpec(
    table="operator_score",
    fields=(
        reference("indicator", "operator_indicator", required=True),
        quarter("quarter", required=True),
        number("actual"),
        long_text("remark", listed=False),
        OWNER,
    ),
    label=("quarter",),
    key=("indicator", "quarter"),
    area="space",
    icon="space",
    order=("-quarter",),
    period="quarter",
    rules=(_within_the_contract, _weights_whole),
)
