"""The list of projects that bring production home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import FIRM_NAME, FIRM_NUMBER, REMARK, SERIAL, given, need
from domain.records import Kind, Row
from domain.units import FEN_PER_WAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

PROJECT: Final = Column(
    "project", ("项目编号", "项目代码", "N° du projet", "Projet", "Project no.", "Project")
)
_FIELDS: Final = (
    "local_partner",
    "trigger",
    "driver",
    "land",
    "planned_investment_fen",
    "planned_output_fen",
    "planned_jobs",
    "remark",
)


def project_of(intake: Intake, row: TableRow) -> Row | None:
    """Return the project that a row names; refuse the row when there is none."""
    if not need(row, "project"):
        return None
    project = intake.book.one("return_project", number=row.text("project"))
    if project is None:
        row.refuse("project", "unknown_project")
    return project


def take(intake: Intake, row: TableRow) -> None:
    """Take a project of a firm; the county is recorded when it is not yet."""
    firm = intake.firm(row)
    if firm is None or not need(row, "project", "county"):
        return
    values = given(row, *_FIELDS)
    values |= {"firm": firm["id"], "county": intake.places.region(row.text("county"))}
    intake.put(row, {"number": row.text("project")}, values, "project")


KIND: Final = SheetKind(
    key="return_project",
    table="return_project",
    columns=(
        SERIAL,
        PROJECT,
        FIRM_NUMBER,
        FIRM_NAME,
        Column(
            "county",
            ("落地县市区", "落地县", "落地区县", "Comté d’implantation", "Comté", "County"),
        ),
        Column("local_partner", ("本地合作企业", "合作企业", "Partenaire local", "Local partner")),
        Column(
            "trigger",
            ("撮合方", "Mise en relation", "Déclencheur", "Trigger", "Matched by"),
            words=words(
                government="政府|gouvernement|government",
                market="市场|marché|market",
                broker="中介|技术经纪|courtier|intermédiaire|broker",
            ),
        ),
        Column(
            "driver",
            ("驱动类型", "Moteur", "Driver"),
            words=words(innovation="创新驱动|创新|innovation", rent="租差驱动|租差|rente|rent"),
        ),
        Column("land", ("用地", "用地面积", "Terrain", "Foncier", "Land"), Kind.LAND, 100),
        Column(
            "planned_investment_fen",
            ("计划投资", "计划总投资", "Investissement prévu", "Planned investment"),
            Kind.MONEY,
            FEN_PER_WAN,
        ),
        Column(
            "planned_output_fen",
            ("达产年产值", "计划产值", "Production prévue", "Planned output"),
            Kind.MONEY,
            FEN_PER_WAN,
        ),
        Column(
            "planned_jobs", ("计划用工", "计划就业", "Emplois prévus", "Planned jobs"), Kind.INTEGER
        ),
        # The state of a project follows from its milestones.
        Column("state", ("目前状态", "状态", "État", "State"), ignored=True),
        REMARK,
    ),
    marks=(("project",), ("firm_number", "firm_name"), ("county",)),
    rank=52,
)
