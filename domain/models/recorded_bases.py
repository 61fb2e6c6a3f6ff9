"""What the records hold of the taxes, rents and land income that rules share, by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.models.sharing_terms import LEDGERS, RENT, TaxBase
from domain.records import Aggregate, Condition, Query
from domain.space.rent import rents
from domain.standing.residence import reporting, residences
from domain.standing.rows import amount, text, whole_of
from domain.units import WHOLE_BP, Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records, Row

TAX_FIELDS: Final = {
    "vat": "vat_fen",
    "cit": "cit_fen",
    "pit": "pit_fen",
    "other_tax": "other_tax_fen",
}
"""Tax → field of the quarterly figures, in the order in which they are printed."""

_SUMS: Final = tuple(
    Aggregate(f"{tax}_{function}", function, field)
    for tax, field in TAX_FIELDS.items()
    for function in ("total", "known")
)


class RecordedBases:
    """Sums of the figures that feed pools; from the second quarter on read for all quarters."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._sums: dict[Quarter, Row] = {}
        self._expected: dict[Quarter, int] = {}
        self._ledgers: dict[tuple[str, Quarter], TaxBase] = {}
        self._whole = False
        self._first_tax: Quarter | None = None

    def of(self, base: str, retained: Mapping[str, int], quarter: Quarter) -> tuple[TaxBase, ...]:
        """Return what feeds a rule's pool in a quarter.

        Args:
            base: of the rule.
            retained: tax → basis points that stay with the localities.
            quarter: whose figures are taken.
        """
        if base in LEDGERS:
            return (self._ledger(base, quarter),)
        names = [tax for tax in TAX_FIELDS if tax in retained]
        row = self._taxes(quarter) if names else {}
        return tuple(self._tax(row, tax, retained[tax], quarter) for tax in names)

    def first_tax(self) -> Quarter | None:
        """Return the first quarter in which a firm paid any tax, None when none did."""
        if self._first_tax is None:
            firsts: list[str] = []
            for name in TAX_FIELDS.values():
                rows = self._records.aggregate(
                    Query("firm_quarter", where=(Condition(name, ">", 0),)),
                    (Aggregate("first", "least", "quarter"),),
                )
                firsts += [text(row, "first") for row in rows if row["first"]]
            self._first_tax = Quarter.parse(min(firsts)) if firsts else None
        return self._first_tax

    def _taxes(self, quarter: Quarter) -> Row:
        if quarter not in self._sums and not self._whole:
            self._read(quarter)
        return self._sums.get(quarter, {})

    def _read(self, quarter: Quarter) -> None:
        """Read the sums of one quarter; once several are asked for, those of all."""
        self._whole = bool(self._sums)
        where = () if self._whole else (Condition("quarter", "=", str(quarter)),)
        rows = self._records.aggregate(Query("firm_quarter", where=where), _SUMS, ("quarter",))
        self._sums.setdefault(quarter, {})
        for row in rows:
            self._sums[Quarter.parse(text(row, "quarter"))] = row

    def _tax(self, row: Row, tax: str, retained: int, quarter: Quarter) -> TaxBase:
        known = amount(row, f"{tax}_known")
        if quarter not in self._expected:
            self._expected[quarter] = len(reporting(residences(self._records), quarter))
        gross = whole_of(row, f"{tax}_total") if known else None
        return TaxBase(tax, gross, retained, known, max(self._expected[quarter], known))

    def _ledger(self, base: str, quarter: Quarter) -> TaxBase:
        """Return the rent due of all leases, whoever bears it, or the land's counter-values."""
        key = (base, quarter)
        if key not in self._ledgers:
            if base == RENT:
                amounts = [each.fen for each in rents(self._records, quarter)]
            else:
                rows = land_entries(self._records, quarter)
                amounts = [whole_of(row, "counter_value_fen") for row in rows]
            named = [fen for fen in amounts if fen is not None]
            gross = sum(named) if named else None
            self._ledgers[key] = TaxBase(base, gross, WHOLE_BP, len(named), len(amounts))
        return self._ledgers[key]


def land_entries(records: Records, quarter: Quarter) -> list[Row]:
    """Return the movements of land and quota of a quarter, the dearest first."""
    first, last = quarter.first_day.isoformat(), quarter.last_day.isoformat()
    return records.select(
        Query(
            "land_entry",
            columns=("document", "counter_value_fen"),
            where=(Condition("date", ">=", first), Condition("date", "<=", last)),
            order=("-counter_value_fen",),
        )
    )
