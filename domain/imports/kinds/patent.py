"""The list of patents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.firms import NAME
from domain.imports.kinds.shared import FIRM_NUMBER, given, need
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow

_PREFIX: Final = re.compile(r"^(?:CN|ZL)\s*", re.IGNORECASE)
_UNPOINTED: Final = re.compile(r"(\d{8}|\d{12})([\dX])")


def application_number(text: str) -> str:
    """Return an application number without country, its check digit after the point."""
    bare = _PREFIX.sub("", text.strip().upper()).replace(" ", "")
    match = _UNPOINTED.fullmatch(bare)
    return f"{match[1]}.{match[2]}" if match else bare


def take(intake: Intake, row: TableRow) -> None:
    """Take a patent of a firm."""
    if not need(row, "number", "kind", "filed"):
        return
    firm = intake.firm(row) if row.text("firm_number") or row.text("firm_name") else None
    values = given(row, "title", "kind", "filed", "granted", "transferee", "legal_status")
    if NAME in row.values:
        values["applicant"] = row.get(NAME)
    values["firm"] = firm["id"] if firm else None
    if row.text("region"):
        values["region"] = intake.places.region(row.text("region"))
    intake.put(row, {"number": application_number(row.text("number"))}, values, "number")


KIND: Final = SheetKind(
    key="patent",
    table="patent",
    columns=(
        Column(
            "number",
            (
                "申请号",
                "专利号",
                "N° de dépôt",
                "Numéro de brevet",
                "Application no.",
                "Patent no.",
            ),
        ),
        Column("title", ("名称", "专利名称", "Titre", "Intitulé", "Title")),
        Column(
            "kind",
            ("类型", "专利类型", "Nature", "Type", "Kind"),
            words=words(
                invention="发明|发明专利|invention|brevet d’invention",
                utility_model="实用新型|modèle d’utilité|utility model",
                design="外观设计|dessin|dessin et modèle|design",
            ),
        ),
        Column("filed", ("申请日", "申请日期", "Date de dépôt", "Filed", "Filing date"), Kind.DATE),
        Column(
            "granted",
            ("授权公告日", "授权日", "授权日期", "Date de délivrance", "Granted", "Grant date"),
            Kind.DATE,
        ),
        FIRM_NUMBER,
        Column(
            NAME,
            ("申请人", "专利权人", "企业名称", "Déposant", "Titulaire", "Applicant", "Firm name"),
        ),
        Column(
            "region",
            ("登记地", "所在地", "Lieu d’enregistrement", "Région", "Region", "Registered in"),
        ),
        Column("transferee", ("受让人", "Cessionnaire", "Transferee")),
        Column(
            "legal_status",
            ("法律状态", "状态", "Statut juridique", "Statut", "Legal status", "Status"),
            words=words(
                in_force="有效|授权|en vigueur|in force",
                pending="审查中|受理|en examen|pending",
                refused="驳回|rejeté|refused",
                lapsed="失效|déchu|lapsed",
            ),
        ),
    ),
    marks=(("number",), ("kind",), ("filed",)),
    rank=36,
)
