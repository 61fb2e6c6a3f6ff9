"""The indicators by which operators' contracts judge them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.operator_contract import CONTRACT, contract_of
from domain.imports.kinds.shared import given, need
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

INDICATOR: Final = Column("name", ("指标", "指标名称", "考核指标", "Indicateur", "Indicator"))


def take(intake: Intake, row: TableRow) -> None:
    """Take an indicator of a contract."""
    contract = contract_of(intake, row)
    if contract is None or not need(row, "name", "weight"):
        return
    key = {"contract": contract["id"], "name": row.get("name")}
    values = given(row, "unit", "weight", "target_value", "threshold", "direction", "consequence")
    if values.get("direction") is None:
        values.pop("direction", None)
    intake.put(row, key, values, "name")


KIND: Final = SheetKind(
    key="operator_indicator",
    table="operator_indicator",
    columns=(
        CONTRACT,
        INDICATOR,
        Column("unit", ("单位", "Unité", "Unit")),
        Column("weight", ("权重", "Poids", "Weight"), Kind.INTEGER),
        Column("target_value", ("目标", "目标值", "Cible", "Objectif", "Target"), Kind.NUMBER),
        Column("threshold", ("底线", "阈值", "Seuil", "Threshold"), Kind.NUMBER),
        Column(
            "direction",
            ("方向", "Sens", "Direction"),
            words=words(
                higher="越高越好|正向|plus haut|plus élevé|higher|higher is better",
                lower="越低越好|逆向|plus bas|lower|lower is better",
            ),
        ),
        Column("consequence", ("后果", "Conséquence", "Consequence")),
    ),
    marks=(("contract",), ("name",), ("weight",)),
    rank=72,
)
