"""Say which records an amount of a settlement comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.models.recorded_bases import TAX_FIELDS, land_entries
from domain.models.recorded_costs import cost_entries, uses
from domain.models.recorded_rules import recorded_rules
from domain.models.settlement_inputs import accounts_of
from domain.models.sharing_terms import LAND_INCOME, RENT
from domain.records import Condition, Query
from domain.space.rent import rents
from domain.standing.rows import text, whole_of

if TYPE_CHECKING:
    from domain.models.recorded_costs import CostEntry, Use
    from domain.models.sharing_terms import RuleTerms
    from domain.records import Records
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class TaxSource:
    """A firm's figure that feeds a pool.

    Attributes:
        table: ``firm_quarter``; ``lease`` for the rent, ``land_entry`` for income from land.
        record: the firm's figures of the quarter, its lease, or the entry of the ledger.
        firm: its record, empty for land; ``number`` is its code, the lease's or the document's.
        gross_fen: None while it is not reported.
    """

    table: str
    record: str
    firm: str
    number: str
    gross_fen: int | None


def tax_sources(records: Records, tax: str, quarter: Quarter) -> tuple[TaxSource, ...]:
    """Return the figures of a tax that feed a quarter's pool, the largest first.

    Args:
        records: the park's.
        tax: ``vat``, ``cit``, ``pit``, ``other_tax``, ``rent`` or ``land_income``.
        quarter: whose figures are taken.
    """
    if tax == RENT:
        return _rent_sources(records, quarter)
    if tax == LAND_INCOME:
        return tuple(
            TaxSource(
                "land_entry",
                text(row, "id"),
                "",
                text(row, "document"),
                whole_of(row, "counter_value_fen"),
            )
            for row in land_entries(records, quarter)
        )
    field = TAX_FIELDS[tax]
    rows = records.select(
        Query(
            "firm_quarter",
            columns=("firm", "firm.number", field),
            where=(Condition("quarter", "=", str(quarter)),),
            order=(f"-{field}",),
        )
    )
    return tuple(
        TaxSource(
            "firm_quarter",
            str(row["id"]),
            text(row, "firm"),
            text(row, "firm.number"),
            whole_of(row, field),
        )
        for row in rows
    )


def _rent_sources(records: Records, quarter: Quarter) -> tuple[TaxSource, ...]:
    found = [
        TaxSource("lease", due.terms.lease, due.terms.firm, due.terms.number, due.fen)
        for due in rents(records, quarter)
    ]
    return tuple(sorted(found, key=lambda each: (-(each.gross_fen or 0), each.number)))


def cost_sources(records: Records, category: str, quarter: Quarter) -> tuple[CostEntry, ...]:
    """Return the costs of a kind in a quarter, those left out too, by building."""
    return tuple(each for each in cost_entries(records, quarter) if each.category == category)


def use_sources(records: Records, terms: RuleTerms, quarter: Quarter) -> tuple[Use, ...]:
    """Return the leases by which a rule on costs divides them, each on some party's account."""
    rules = recorded_rules(records).rules
    rule = next(
        row
        for row in rules
        if (row["agreement.code"], row["code"]) == (terms.agreement, terms.code)
    )
    return uses(records, quarter, accounts_of(records, rule))
