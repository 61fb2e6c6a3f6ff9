"""Posts that regions seek and fill each quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind
from domain.imports.kinds.shared import QUARTER, given, need
from domain.records import Kind
from domain.units import FEN_PER_YUAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow


def take(intake: Intake, row: TableRow) -> None:
    """Take the posts of one profile in a region."""
    quarter = intake.quarter(row)
    if not need(row, "region", "profile") or not quarter:
        return
    key = {
        "region": intake.places.region(row.text("region")),
        "profile": row.get("profile"),
        "quarter": quarter,
    }
    intake.put(row, key, given(row, "sought", "filled", "price_fen"), "profile")


KIND: Final = SheetKind(
    key="talent_need",
    table="talent_need",
    columns=(
        Column("region", ("地区", "县市区", "Région", "Territoire", "Region")),
        Column("profile", ("岗位", "人才类型", "Poste", "Profil", "Profile", "Post")),
        Column(
            "sought",
            ("需求人数", "需求", "Postes recherchés", "Posts sought", "Sought"),
            Kind.INTEGER,
        ),
        Column(
            "filled", ("到岗人数", "到岗", "Postes pourvus", "Posts filled", "Filled"), Kind.INTEGER
        ),
        Column(
            "price_fen",
            (
                "月薪报价",
                "月薪",
                "Salaire mensuel proposé",
                "Salaire mensuel",
                "Monthly pay",
                "Offered pay",
            ),
            Kind.MONEY,
            FEN_PER_YUAN,
        ),
        QUARTER,
    ),
    marks=(("region",), ("profile",), ("sought",), ("quarter",)),
    rank=60,
)
