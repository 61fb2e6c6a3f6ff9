"""What firms report each quarter: revenue, R&D, staff, taxes, financing, output by region."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind
from domain.imports.kinds.shared import (
    FIRM_NAME,
    FIRM_NUMBER,
    QUARTER,
    REMARK,
    SERIAL,
)
from domain.records import Kind
from domain.units import FEN_PER_WAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

_MONEY: Final = {
    "revenue_fen": (
        "营业收入",
        "营收",
        "主营业务收入",
        "Chiffre d’affaires",
        "CA",
        "Revenue",
        "Turnover",
        "Sales",
    ),
    "rd_fen": (
        "研发投入",
        "研发费用",
        "研发经费",
        "研发支出",
        "Dépenses de R&D",
        "R&D",
        "R&D spending",
        "R&D expenditure",
    ),
    "vat_fen": ("增值税", "TVA", "VAT"),
    "cit_fen": ("企业所得税", "Impôt sur les sociétés", "IS", "Corporate income tax", "CIT"),
    "pit_fen": (
        "个人所得税",
        "Impôt sur le revenu",
        "IR",
        "Personal income tax",
        "PIT",
        "Individual income tax",
    ),
    "other_tax_fen": (
        "其他税费",
        "其他税",
        "其他税收",
        "Autres taxes",
        "Autres impôts",
        "Other taxes",
        "Other tax",
    ),
    "financing_fen": (
        "新增融资",
        "融资",
        "融资额",
        "Levées de fonds",
        "Levée de fonds",
        "Financement",
        "New financing",
        "Financing",
        "Funds raised",
    ),
    "grants_fen": (
        "政府补助",
        "补助",
        "获得补助",
        "Subventions reçues",
        "Subventions",
        "Grants",
        "Grants received",
        "Government grants",
    ),
    "output_host_fen": (
        "杭州产值",
        "飞入地产值",
        "Production – Hangzhou",
        "Production territoire d’accueil",
        "Output in the host",
        "Output – Hangzhou",
    ),
    "output_origin_fen": (
        "衢州产值",
        "飞出地产值",
        "Production – Quzhou",
        "Production territoire d’origine",
        "Output in the origin",
        "Output – Quzhou",
    ),
}
_PEOPLE: Final = {
    "headcount": (
        "从业人员",
        "期末从业人员数",
        "期末从业人员",
        "从业人员数",
        "员工数",
        "Effectif",
        "Effectif total",
        "Headcount",
        "Employees",
        "Staff",
    ),
    "rd_staff": (
        "研发人员",
        "研发人员数",
        "其中研发人员",
        "dont R&D",
        "Effectif de R&D",
        "Personnel de R&D",
        "R&D staff",
        "of which R&D",
    ),
    "doctorates": (
        "其中博士",
        "博士",
        "博士人数",
        "dont docteurs",
        "Docteurs",
        "Doctorates",
        "of which doctorates",
        "PhDs",
    ),
}
_FIGURES: Final = (*_MONEY, *_PEOPLE)


def take(intake: Intake, row: TableRow) -> None:
    """Take the figures of a firm for a quarter; a row of unknown figures is "not reported"."""
    firm = intake.firm(row)
    quarter = intake.quarter(row)
    if firm is None or not quarter:
        return
    if row.errors:
        return
    values = dict(row.values)
    for name in ("firm_number", "firm_name", "quarter"):
        values.pop(name, None)
    key = {"firm": firm["id"], "quarter": quarter}
    if any(values.get(name) is not None for name in _FIGURES):
        values["not_reported"] = 0
    elif intake.book.one("firm_quarter", **key) is None:
        values["not_reported"] = 1
    intake.put(row, key, values, "firm_number" if row.raw("firm_number") else "firm_name")


KIND: Final = SheetKind(
    key="firm_quarter",
    table="firm_quarter",
    columns=(
        SERIAL,
        FIRM_NUMBER,
        FIRM_NAME,
        QUARTER,
        *(Column(name, titles, Kind.MONEY, FEN_PER_WAN) for name, titles in _MONEY.items()),
        *(Column(name, titles, Kind.INTEGER) for name, titles in _PEOPLE.items()),
        REMARK,
    ),
    marks=(("firm_number", "firm_name"), ("quarter",), _FIGURES),
    rank=40,
)
