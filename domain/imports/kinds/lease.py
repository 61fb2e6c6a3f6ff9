"""The ledger of leases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind
from domain.imports.kinds.shared import FIRM_NAME, FIRM_NUMBER, REMARK, given, need
from domain.imports.kinds.unit import BUILDING, UNIT
from domain.records import Kind
from domain.units import FEN_PER_YUAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

_FIELDS: Final = (
    "start",
    "end",
    "early_end",
    "rent_fen",
    "free_months",
    "escalator_bp",
    "discount_bp",
    "remark",
)


def take(intake: Intake, row: TableRow) -> None:
    """Take a lease of a unit of the inventory."""
    firm = intake.firm(row)
    if firm is None or not need(row, "number", "building", "unit", "start", "end"):
        return
    unit = _unit(intake, row)
    if not unit:
        return
    values = {**given(row, *_FIELDS), "firm": firm["id"], "unit": unit}
    if row.text("discount_payer"):
        values["discount_payer"] = intake.places.party(row.text("discount_payer"))
    intake.put(row, {"number": row.text("number")}, values, "number")


def _unit(intake: Intake, row: TableRow) -> str:
    building = intake.places.known_building(row.text("building"))
    if building is None:
        row.refuse("building", "unknown_building")
        return ""
    unit = intake.book.one("unit", building=building["id"], number=row.text("unit"))
    if unit is None:
        row.refuse("unit", "unknown_unit")
        return ""
    return str(unit["id"])


KIND: Final = SheetKind(
    key="lease",
    table="lease",
    columns=(
        Column(
            "number",
            ("合同编号", "合同号", "N° du bail", "Bail", "Contrat", "Lease no.", "Contract no."),
        ),
        FIRM_NUMBER,
        FIRM_NAME,
        BUILDING,
        UNIT,
        Column(
            "start",
            ("起租日", "起租日期", "Début du bail", "Début", "Start", "Start date"),
            Kind.DATE,
        ),
        Column(
            "end",
            ("到期日", "到期日期", "Fin du bail", "Fin", "Échéance", "End", "End date"),
            Kind.DATE,
        ),
        Column(
            "early_end",
            ("提前终止日", "提前终止日期", "Résiliation", "Fin anticipée", "Early end"),
            Kind.DATE,
        ),
        Column("rent_fen", ("租金", "租金单价", "Loyer", "Rent"), Kind.MONEY, FEN_PER_YUAN),
        Column(
            "free_months",
            (
                "免租期",
                "免租月数",
                "Franchise",
                "Mois de franchise",
                "Free months",
                "Rent-free months",
            ),
            Kind.INTEGER,
        ),
        Column(
            "escalator_bp",
            ("年递增", "递增率", "Indexation", "Hausse annuelle", "Escalator", "Annual increase"),
            Kind.SHARE,
            100,
        ),
        Column(
            "discount_bp",
            ("租金减免", "减免比例", "Remise", "Réduction de loyer", "Discount", "Rent discount"),
            Kind.SHARE,
            100,
        ),
        Column(
            "discount_payer",
            (
                "减免承担方",
                "承担方",
                "Remise à la charge de",
                "Prise en charge",
                "Discount paid by",
            ),
        ),
        REMARK,
    ),
    marks=(("number",), ("firm_number", "firm_name"), ("unit",), ("start",), ("end",)),
    rank=30,
)
