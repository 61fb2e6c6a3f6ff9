"""Who operates each building, from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import given, need
from domain.imports.kinds.unit import BUILDING
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

START: Final = Column(
    "start", ("起", "开始", "起始日", "开始日期", "Début", "Du", "Start", "From"), Kind.DATE
)
END: Final = Column(
    "end",
    ("止", "结束", "终止日", "结束日期", "Fin", "Au", "End", "To"),
    Kind.DATE,
    open_ended=True,
)


def take(intake: Intake, row: TableRow) -> None:
    """Take a regime; "until now" leaves its end unknown."""
    if not need(row, "building", "regime", "start"):
        return
    key = {"building": intake.places.building(row.text("building")), "start": row.get("start")}
    intake.put(row, key, given(row, "regime", "end"), "start")


KIND: Final = SheetKind(
    key="building_regime",
    table="building_regime",
    columns=(
        BUILDING,
        Column(
            "regime",
            ("运营方式", "运营模式", "Régime", "Mode d’exploitation", "Operating regime", "Regime"),
            words=words(
                third_party="第三方|运营方|tiers|opérateur|third party|operator",
                committee="管委会|自营|comité|comité de gestion|committee|management committee",
            ),
        ),
        START,
        END,
    ),
    marks=(("building",), ("regime",), ("start",)),
    rank=26,
    by_date="start",
)
