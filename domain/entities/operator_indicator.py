"""An indicator by which a contract judges the operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import number_of, sum_within
from domain.entities.choices import DIRECTION
from domain.entities.fields import OWNER, choice, number, reference, text, whole, wordings
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

WHOLE_WEIGHT = 100
"""What the weights of a contract's indicators add up to."""


def _threshold_before_target(row: Row, _records: Records) -> Iterable[DomainError]:
    target, threshold = number_of(row, "target_value"), number_of(row, "threshold")
    if target is None or threshold is None:
        return
    beyond = threshold < target if row.get("direction") == "lower" else threshold > target
    if beyond:
        yield DomainError(
            "threshold_beyond_target", field="threshold", value=threshold, limit=target
        )


SPEC = EntitySpec(
    table="operator_indicator",
    fields=(
        reference("contract", "operator_contract", required=True),
        text("name", required=True),
        text("unit"),
        whole("weight", required=True, minimum=0, maximum=100, unit="percent"),
        number("target_value"),
        number("threshold"),
        choice("direction", DIRECTION, required=True, default="higher"),
        text("consequence"),
        *wordings("name"),
        *wordings("unit"),
        *wordings("consequence"),
        OWNER,
    ),
    label=("name", "name_zh", "name_fr", "name_en"),
    key=("contract", "name"),
    area="space",
    icon="space",
    order=("contract.code", "name"),
    rules=(
        sum_within("operator_indicator", "contract", "weight", WHOLE_WEIGHT, "weights_exceed"),
        _threshold_before_target,
    ),
    inside="contract",
)
