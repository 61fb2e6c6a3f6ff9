"""The ledger of land and quota between parties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind, words
from domain.imports.kinds.shared import REMARK, given, need
from domain.records import Kind
from domain.units import FEN_PER_WAN

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow
    from domain.records import Row

QUOTA_WORDS: Final = words(
    farmland_balance="耕地占补平衡指标|占补平衡|compensation des terres cultivées|farmland balance",
    construction_quota="建设用地指标|quota constructible|quota de construction|construction quota",
    park_land="园区用地|terrain du parc|park land",
    quota_return="指标退还|retour de quota|quota return",
)


def take(intake: Intake, row: TableRow) -> None:
    """Take an entry; a typed balance is compared with the derived one, never imported."""
    if not need(row, "date", "from_party", "to_party", "quota_kind", "land"):
        return
    giver = intake.places.party(row.text("from_party"))
    taker = intake.places.party(row.text("to_party"))
    key = {
        "date": row.get("date"),
        "from_party": giver,
        "to_party": taker,
        "quota_kind": row.get("quota_kind"),
        "document": row.get("document"),
    }
    intake.put_entry(row, key, given(row, "land", "counter_value_fen", "remark"))
    typed = row.get("balance")
    if isinstance(typed, int) and not row.errors:
        _compare_balance(intake, row, (giver, taker), typed)


def _compare_balance(intake: Intake, row: TableRow, pair: tuple[str, str], typed: int) -> None:
    """Note a typed balance that is not what the giver gave on the whole, less what it got."""
    day, own = row.text("date"), intake.record_id()
    land = row.get("land")
    balance = land if isinstance(land, int) else 0
    for giver, taker, sign in ((*pair, 1), (pair[1], pair[0], -1)):
        for entry in intake.book.find("land_entry", from_party=giver, to_party=taker):
            if entry["id"] == own or str(entry["date"]) > day:
                continue
            if str(entry["date"]) == day:
                return  # which of two entries of one day came first is not told
            balance += sign * _hundredths(entry)
    if balance != typed:
        row.find("balance", "typed_balance_wrong", expected=f"{balance / 100:.2f}")


def _hundredths(entry: Row) -> int:
    land = entry["land"]
    return land if isinstance(land, int) else 0


KIND: Final = SheetKind(
    key="land_entry",
    table="land_entry",
    columns=(
        Column("date", ("日期", "Date"), Kind.DATE),
        Column("from_party", ("转出方", "出让方", "Cédant", "De", "From")),
        Column("to_party", ("转入方", "受让方", "Bénéficiaire", "Cessionnaire", "À", "To")),
        Column(
            "quota_kind",
            ("类别", "指标类别", "Nature", "Nature du quota", "Kind", "Quota kind"),
            words=QUOTA_WORDS,
        ),
        Column("land", ("面积", "数量", "Surface", "Area", "Land"), Kind.LAND, 100),
        Column(
            "counter_value_fen",
            ("对价", "价款", "Contrepartie", "Counter-value"),
            Kind.MONEY,
            FEN_PER_WAN,
        ),
        Column("document", ("文件", "合同", "Document", "Acte")),
        Column(
            "balance",
            ("累计余额", "余额", "Solde cumulé", "Solde", "Running balance", "Balance"),
            Kind.LAND,
            100,
        ),
        REMARK,
    ),
    marks=(("date",), ("from_party",), ("to_party",), ("quota_kind",), ("land",)),
    rank=68,
    by_date="date",
)
