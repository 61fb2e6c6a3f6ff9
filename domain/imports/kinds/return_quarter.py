"""What return projects report each quarter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind
from domain.imports.kinds.return_project import PROJECT, project_of
from domain.imports.kinds.shared import (
    FIRM_NAME,
    QUARTER,
    REMARK,
    figures_known,
    given,
)
from domain.records import Kind
from domain.units import FEN_PER_WAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

_FIGURES: Final = ("investment_fen", "output_fen", "tax_fen", "jobs")


def take(intake: Intake, row: TableRow) -> None:
    """Take the figures of a project: investment to date, output and tax of the quarter."""
    project = project_of(intake, row)
    quarter = intake.quarter(row)
    if project is None or not quarter:
        return
    key = {"project": project["id"], "quarter": quarter}
    values = given(row, *_FIGURES, "remark")
    if figures_known(given(row, *_FIGURES)):
        values["not_reported"] = 0
    elif intake.book.one("return_quarter", **key) is None:
        values["not_reported"] = 1
    intake.put(row, key, values, "project")


KIND: Final = SheetKind(
    key="return_quarter",
    table="return_quarter",
    columns=(
        PROJECT,
        replace(FIRM_NAME, ignored=True),
        QUARTER,
        Column(
            "investment_fen",
            ("累计完成投资", "累计投资", "Investissement cumulé", "Investment to date"),
            Kind.MONEY,
            FEN_PER_WAN,
        ),
        Column(
            "output_fen",
            ("当季产值", "产值", "Production du trimestre", "Output of the quarter", "Output"),
            Kind.MONEY,
            FEN_PER_WAN,
        ),
        Column(
            "tax_fen",
            ("当季税收", "税收", "Impôts du trimestre", "Tax of the quarter", "Tax"),
            Kind.MONEY,
            FEN_PER_WAN,
        ),
        Column("jobs", ("期末用工", "用工人数", "Emplois", "Jobs"), Kind.INTEGER),
        REMARK,
    ),
    marks=(("project",), ("quarter",), _FIGURES),
    rank=56,
)
