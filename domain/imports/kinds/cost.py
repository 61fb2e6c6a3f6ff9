"""Operating costs of the buildings: budget, actual, recovered, per quarter and category."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import QUARTER, REMARK, given, need
from domain.imports.kinds.unit import BUILDING
from domain.records import Kind
from domain.units import FEN_PER_YUAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow


def take(intake: Intake, row: TableRow) -> None:
    """Take a cost; the building is named in the row or by the sheet."""
    quarter = intake.quarter(row)
    if not need(row, "category") or not quarter:
        return
    building = row.text("building") or intake.setting.building
    if not building:
        row.refuse("building", "unknown_building")
        return
    key = {
        "building": intake.places.building(building),
        "quarter": quarter,
        "category": row.get("category"),
    }
    values = given(row, "budget_fen", "actual_fen", "recovered_fen", "remark")
    if row.text("payer"):
        values["payer"] = intake.places.party(row.text("payer"))
    intake.put(row, key, values, "category")


KIND: Final = SheetKind(
    key="cost",
    table="cost",
    columns=(
        BUILDING,
        QUARTER,
        Column(
            "category",
            ("科目", "费用科目", "费用类别", "Poste", "Catégorie", "Category"),
            words=words(
                property="物业|物业费|gestion immobilière|property",
                energy="能耗|水电|énergie|energy",
                staff="人工|人员|personnel|staff",
                repair="维修|修缮|réparation|réparations|repair|repairs",
                investment_promotion="招商|招商引资|prospection|investment promotion",
                site_rent="场地租金|租金|loyer du site|site rent",
                other="其他|autre|autres|other",
            ),
        ),
        Column("payer", ("支付方", "承担方", "Payeur", "Payer", "Paid by")),
        Column("budget_fen", ("预算", "预算数", "Budget"), Kind.MONEY, FEN_PER_YUAN),
        Column(
            "actual_fen",
            ("实际", "实际支出", "实际数", "Réalisé", "Dépense réelle", "Actual"),
            Kind.MONEY,
            FEN_PER_YUAN,
        ),
        Column(
            "recovered_fen",
            ("回收", "已回收", "收回", "Recouvré", "Récupéré", "Recovered"),
            Kind.MONEY,
            FEN_PER_YUAN,
        ),
        REMARK,
    ),
    marks=(("quarter",), ("category",), ("actual_fen",)),
    rank=66,
)
