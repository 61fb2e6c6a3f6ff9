"""The inventory of space: a row per room or plot of a building."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import REMARK, SERIAL, given, need
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

BUILDING: Final = Column("building", ("楼栋", "楼号", "楼宇", "Bâtiment", "Building"))
_NAMES: Final = (
    Column("name_zh", ("楼栋中文名称", "Nom chinois du bâtiment", "Building name in Chinese")),
    Column("name_fr", ("楼栋法文名称", "Nom français du bâtiment", "Building name in French")),
    Column("name_en", ("楼栋英文名称", "Nom anglais du bâtiment", "Building name in English")),
)
UNIT: Final = Column(
    "unit",
    ("房号", "房间号", "单元", "房源编号", "Local", "N° du local", "Unit", "Room", "Unit no."),
)


def take(intake: Intake, row: TableRow) -> None:
    """Take a unit; its building is recorded when it is not yet, with the names given."""
    if not need(row, "building", "unit", "use", "area"):
        return
    building = intake.places.building(row.text("building"))
    key = {"building": building, "number": row.text("unit")}
    intake.put(row, key, given(row, "use", "area", "remark"), "unit")
    intake.follow("building", {"id": building}, given(row, *(each.name for each in _NAMES)))


KIND: Final = SheetKind(
    key="unit",
    table="unit",
    columns=(
        SERIAL,
        BUILDING,
        *_NAMES,
        UNIT,
        Column(
            "use",
            ("用途", "使用类型", "Usage", "Affectation", "Use"),
            words=words(
                incubation="孵化|incubation",
                office="办公|bureau|bureaux|office",
                pilot_line="中试线|中试|ligne pilote|pilot line",
                conference="会议|salle de réunion|conférence|conference|meeting room",
                shared_plant="共享厂房|atelier partagé|usine partagée|shared plant",
                white_site="留白|留白用地|réserve|réserve foncière|white-site reserve|reserve",
            ),
        ),
        Column("area", ("面积", "建筑面积", "Surface", "Area"), Kind.AREA, 100),
        REMARK,
    ),
    marks=(("building",), ("unit",), ("area",), ("use",)),
    rank=24,
)
