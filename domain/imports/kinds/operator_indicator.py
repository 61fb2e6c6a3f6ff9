"""The indicators by which operators' contracts judge them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.called import worded_columns
from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.operator_contract import CONTRACT, contract_of
from domain.imports.kinds.shared import IN_EACH, given, need, wordings
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow
    from domain.records import Row

INDICATOR: Final = Column("name", ("指标", "指标名称", "考核指标", "Indicateur", "Indicator"))


_WORDED: Final = {
    "name": IN_EACH["indicator"],
    "unit": IN_EACH["unit"],
    "consequence": (
        ("中文后果", "Conséquence en chinois", "Consequence in Chinese"),
        ("法文后果", "Conséquence en français", "Consequence in French"),
        ("英文后果", "Conséquence en anglais", "Consequence in English"),
    ),
}
_WORDINGS: Final = wordings(_WORDED)


def indicator_of(intake: Intake, row: TableRow, contract: Row) -> Row | None:
    """Return the indicator of a contract that a row names in any language, None for a new one."""
    name = row.text("name")
    known = (
        intake.book.one("operator_indicator", contract=contract["id"], **{column: name})
        for column in worded_columns("name")
    )
    return next((each for each in known if each is not None), None)


def take(intake: Intake, row: TableRow) -> None:
    """Take an indicator of a contract."""
    contract = contract_of(intake, row)
    if contract is None or not need(row, "name", "weight"):
        return
    known = indicator_of(intake, row, contract)
    name = row.get("name") if known is None else known["name"]
    key = {"contract": contract["id"], "name": name}
    values = given(
        row,
        "unit",
        "weight",
        "target_value",
        "threshold",
        "direction",
        "consequence",
        *(each.name for each in _WORDINGS),
    )
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
        *_WORDINGS,
    ),
    marks=(("contract",), ("name",), ("weight",)),
    rank=72,
)
