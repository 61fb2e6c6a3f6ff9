"""What operators attained each quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind
from domain.imports.kinds.operator_contract import CONTRACT, contract_of
from domain.imports.kinds.operator_indicator import INDICATOR, indicator_of
from domain.imports.kinds.shared import QUARTER, REMARK, given, need
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow


def take(intake: Intake, row: TableRow) -> None:
    """Take the actual value of an indicator of a contract."""
    contract = contract_of(intake, row)
    quarter = intake.quarter(row)
    if contract is None or not need(row, "name") or not quarter:
        return
    indicator = indicator_of(intake, row, contract)
    if indicator is None:
        row.refuse("name", "unknown_indicator")
        return
    key = {"indicator": indicator["id"], "quarter": quarter}
    intake.put(row, key, given(row, "actual", "remark"), "name")


KIND: Final = SheetKind(
    key="operator_score",
    table="operator_score",
    columns=(
        CONTRACT,
        INDICATOR,
        QUARTER,
        Column("actual", ("实际值", "实际", "完成值", "Réalisé", "Valeur", "Actual"), Kind.NUMBER),
        REMARK,
    ),
    marks=(("contract",), ("name",), ("quarter",), ("actual",)),
    rank=74,
)
