"""Posts that regions seek and fill each quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind
from domain.imports.kinds.shared import QUARTER, given, need, recorded_as, wordings
from domain.records import Kind
from domain.units import FEN_PER_YUAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow


_WORDINGS: Final = wordings(
    {
        "profile": (
            (
                "中文岗位",
                "Poste en chinois",
                "Profil en chinois",
                "Post in Chinese",
                "Profile in Chinese",
            ),
            (
                "法文岗位",
                "Poste en français",
                "Profil en français",
                "Post in French",
                "Profile in French",
            ),
            (
                "英文岗位",
                "Poste en anglais",
                "Profil en anglais",
                "Post in English",
                "Profile in English",
            ),
        )
    }
)


def take(intake: Intake, row: TableRow) -> None:
    """Take the posts of one profile in a region."""
    quarter = intake.quarter(row)
    if not need(row, "region", "profile") or not quarter:
        return
    key = {
        "region": intake.places.region(row.text("region")),
        "profile": recorded_as(intake, "talent_need", "profile", row.text("profile")),
        "quarter": quarter,
    }
    wordings_of = (each.name for each in _WORDINGS)
    intake.put(row, key, given(row, "sought", "filled", "price_fen", *wordings_of), "profile")


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
        *_WORDINGS,
    ),
    marks=(("region",), ("profile",), ("sought",), ("quarter",)),
    rank=60,
)
