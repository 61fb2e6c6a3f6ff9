"""Published figures of regions, a row per region, year and indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind
from domain.imports.kinds.shared import IN_EACH, given, need, recorded_as, wordings
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow
    from domain.records import Value

REGION: Final = Column(
    "region",
    (
        "地区",
        "城市",
        "省份",
        "市",
        "县市区",
        "Région",
        "Ville",
        "Territoire",
        "État",
        "Region",
        "City",
        "State",
        "Province",
    ),
)


WORDINGS: Final = wordings(
    {
        "indicator": IN_EACH["indicator"],
        "unit": IN_EACH["unit"],
        "source": (
            ("中文来源", "Source en chinois", "Source in Chinese"),
            ("法文来源", "Source en français", "Source in French"),
            ("英文来源", "Source en anglais", "Source in English"),
        ),
    }
)
"""Columns that word an indicator, its unit and its source in each language."""


def take(intake: Intake, row: TableRow) -> None:
    """Take a figure; the region is recorded when it is not yet."""
    if not need(row, "region", "indicator", "year"):
        return
    region = intake.places.region(row.text("region"))
    key: dict[str, Value] = {
        "region": region,
        "indicator": recorded_as(intake, "region_figure", "indicator", row.text("indicator")),
        "year": row.get("year"),
        "quarter": row.get("quarter"),
    }
    names = ("value", "unit", "source", *(each.name for each in WORDINGS))
    intake.put(row, key, given(row, *names), "indicator")


KIND: Final = SheetKind(
    key="region_figure",
    table="region_figure",
    columns=(
        REGION,
        # The code of a region comes from the list of places; a typed one is not needed.
        Column(
            "code",
            ("行政区划代码", "区划代码", "Code", "Code géographique", "Region code"),
            ignored=True,
        ),
        Column("year", ("年份", "年度", "年", "Année", "Year"), Kind.INTEGER),
        Column("quarter", ("季度", "Trimestre", "Quarter"), Kind.QUARTER),
        Column("indicator", ("指标", "指标名称", "Indicateur", "Indicator")),
        Column("value", ("数值", "值", "Valeur", "Value"), Kind.NUMBER),
        Column("unit", ("单位", "计量单位", "Unité", "Unit")),
        Column("source", ("来源", "数据来源", "Source")),
        *WORDINGS,
    ),
    marks=(("region",), ("indicator",), ("value",), ("year",)),
    rank=10,
)
