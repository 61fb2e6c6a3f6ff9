"""Contracts with operators, and the buildings they cover."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind
from domain.imports.kinds.building_regime import END, START
from domain.imports.kinds.shared import REMARK, given, need
from domain.imports.kinds.unit import BUILDING
from domain.records import Kind, Row
from domain.units import FEN_PER_YUAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

CONTRACT: Final = Column(
    "contract", ("合同编号", "合同号", "N° du contrat", "Contrat", "Contract no.", "Contract")
)
_BETWEEN: Final = re.compile(r"[、,，;；/]| et | and ")


def contract_of(intake: Intake, row: TableRow) -> Row | None:
    """Return the contract that a row names; refuse the row when there is none."""
    if not need(row, "contract"):
        return None
    contract = intake.book.one("operator_contract", code=row.text("contract"))
    if contract is None:
        row.refuse("contract", "unknown_contract")
    return contract


def take(intake: Intake, row: TableRow) -> None:
    """Take a contract; operator and buildings are recorded when they are not yet."""
    if not need(row, "contract", "operator", "start"):
        return
    values = given(row, "start", "end", "annual_fee_fen", "remark")
    values["operator"] = intake.places.party(row.text("operator"))
    intake.put(row, {"code": row.text("contract")}, values, "contract")
    contract = intake.record_id()
    for code in _BETWEEN.split(row.text("building")) if contract else ():
        if code.strip():
            building = intake.places.building(code.strip())
            intake.follow("contract_building", {"contract": contract, "building": building}, {})


KIND: Final = SheetKind(
    key="operator_contract",
    table="operator_contract",
    columns=(
        CONTRACT,
        Column("operator", ("运营方", "运营单位", "Opérateur", "Operator")),
        BUILDING,
        START,
        END,
        Column(
            "annual_fee_fen",
            ("年服务费", "服务费", "Rémunération annuelle", "Annual fee"),
            Kind.MONEY,
            FEN_PER_YUAN,
        ),
        REMARK,
    ),
    marks=(("contract",), ("operator",), ("start",)),
    rank=70,
)
