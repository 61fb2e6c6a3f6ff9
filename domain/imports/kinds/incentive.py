"""The ledger of grants to firms, by payer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import FIRM_NAME, FIRM_NUMBER, REMARK, given, need
from domain.records import Kind
from domain.units import FEN_PER_YUAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow


def take(intake: Intake, row: TableRow) -> None:
    """Take a grant; its payer is recorded as a party when it is not yet."""
    firm = intake.firm(row)
    if firm is None or not need(row, "number", "payer", "kind", "start"):
        return
    values = given(
        row, "kind", "amount_fen", "start", "end", "condition", "claw_back_date", "remark"
    )
    values |= {"firm": firm["id"], "payer": intake.places.party(row.text("payer"))}
    intake.put(row, {"number": row.text("number")}, values, "number")


KIND: Final = SheetKind(
    key="incentive",
    table="incentive",
    columns=(
        Column("number", ("编号", "政策编号", "兑现编号", "N°", "Numéro", "No.", "Number")),
        FIRM_NUMBER,
        FIRM_NAME,
        Column("payer", ("支付方", "兑现方", "出资方", "Payeur", "Financeur", "Payer", "Paid by")),
        Column(
            "kind",
            (
                "政策类型",
                "补贴类型",
                "类型",
                "Nature de l’aide",
                "Nature",
                "Incentive kind",
                "Kind",
            ),
            words=words(
                rent_subsidy="房租补贴|租金补贴|aide au loyer|rent subsidy",
                rd_grant="研发补助|研发补贴|aide à la R&D|R&D grant",
                talent_subsidy="人才补贴|aide aux talents|talent subsidy",
                tax_reward="税收奖励|prime fiscale|tax reward",
                fit_out_grant="装修补助|装修补贴|aide à l’aménagement|fit-out grant",
                loan_interest="贷款贴息|bonification d’intérêts|loan interest",
                other="其他|autre|other",
            ),
        ),
        Column(
            "amount_fen",
            ("金额", "补贴金额", "兑现金额", "Montant", "Amount"),
            Kind.MONEY,
            FEN_PER_YUAN,
        ),
        Column("start", ("享受起", "起", "Début", "Du", "Start", "From"), Kind.DATE),
        Column("end", ("享受止", "止", "Fin", "Au", "End", "To"), Kind.DATE),
        Column("condition", ("条件", "Condition", "Conditions")),
        Column(
            "claw_back_date",
            (
                "追回截止日",
                "追回日",
                "Reprise jusqu’au",
                "Date de reprise",
                "Claw-back date",
                "Claw-back until",
            ),
            Kind.DATE,
        ),
        REMARK,
    ),
    marks=(("number",), ("firm_number", "firm_name"), ("payer",), ("amount_fen",)),
    rank=34,
)
