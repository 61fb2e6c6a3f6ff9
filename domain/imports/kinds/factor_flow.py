"""Innovation factors that went from one region to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import EVIDENCE, given, need
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow


def take(intake: Intake, row: TableRow) -> None:
    """Take a flow; regions are recorded when they are not yet."""
    if not need(row, "kind", "from_region", "to_region", "unit", "date"):
        return
    key = {
        "kind": row.get("kind"),
        "from_region": intake.places.region(row.text("from_region")),
        "to_region": intake.places.region(row.text("to_region")),
        "date": row.get("date"),
    }
    intake.put_entry(row, key, given(row, "quantity", "unit", "evidence"))


KIND: Final = SheetKind(
    key="factor_flow",
    table="factor_flow",
    columns=(
        Column(
            "kind",
            ("要素", "要素类型", "Facteur", "Nature du facteur", "Factor", "Kind of factor"),
            words=words(
                talent="人才|talent|talents",
                technology="技术|technologie|technology",
                capital="资金|资本|capital|capitaux",
                knowledge="知识|connaissance|connaissances|knowledge",
                data="数据|données|data",
                service="服务|service|services",
            ),
        ),
        Column("from_region", ("流出地", "来源地", "Origine", "De", "From", "Origin")),
        Column("to_region", ("流入地", "目的地", "Destination", "Vers", "To")),
        Column("quantity", ("数量", "Quantité", "Quantity"), Kind.NUMBER),
        Column(
            "unit",
            ("单位", "计量单位", "Unité", "Unit"),
            words=words(
                persons="人|personnes|persons",
                person_days="人日|jours-personnes|person-days",
                wan_yuan="万元|10 000 yuans|CNY 10,000",
                times="次|fois|times",
                items="项|件|éléments|items",
                gigabytes="GB|G|Go|gigabytes",
            ),
        ),
        Column("date", ("日期", "Date"), Kind.DATE),
        EVIDENCE,
    ),
    marks=(("kind",), ("from_region",), ("to_region",), ("quantity",)),
    rank=62,
)
