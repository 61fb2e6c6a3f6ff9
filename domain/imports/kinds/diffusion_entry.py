"""The log of help given to firms at home: engineer-days, licences, trainings, links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import EVIDENCE, FIRM_NAME, FIRM_NUMBER, given, need
from domain.records import Kind
from domain.units import FEN_PER_WAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow


def take(intake: Intake, row: TableRow) -> None:
    """Take an entry of the log."""
    firm = intake.firm(row)
    if firm is None or not need(row, "kind", "beneficiary", "date"):
        return
    key = {
        "kind": row.get("kind"),
        "firm": firm["id"],
        "beneficiary": row.get("beneficiary"),
        "date": row.get("date"),
    }
    intake.put_entry(row, key, given(row, "person_days", "amount_fen", "evidence"))


KIND: Final = SheetKind(
    key="diffusion_entry",
    table="diffusion_entry",
    columns=(
        Column(
            "kind",
            ("方式", "扩散方式", "Mode", "Nature", "Kind", "Way"),
            words=words(
                weekend_engineer="星期天工程师|周末工程师|ingénieur du week-end|weekend engineer",
                licence="专利许可|许可|licence|license",
                joint_rd="联合研发|R&D commune|joint R&D",
                training="培训|formation|training",
                supply_link="产业链配套|配套|lien d’approvisionnement|supply link",
            ),
        ),
        FIRM_NUMBER,
        FIRM_NAME,
        Column("beneficiary", ("受益企业", "受益方", "Bénéficiaire", "Beneficiary")),
        Column(
            "person_days",
            ("人日", "天数", "Jours-personnes", "Jours", "Person-days", "Days"),
            Kind.HALF_DAYS,
            2,
        ),
        Column("amount_fen", ("金额", "Montant", "Amount"), Kind.MONEY, FEN_PER_WAN),
        Column("date", ("日期", "Date"), Kind.DATE),
        EVIDENCE,
    ),
    marks=(("kind",), ("firm_number", "firm_name"), ("beneficiary",), ("date",)),
    rank=64,
)
