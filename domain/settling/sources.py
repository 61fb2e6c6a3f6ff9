"""Say which records an amount of a settlement comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.models.recorded_bases import TAX_FIELDS
from domain.models.sharing_terms import RENT
from domain.records import Condition, Query
from domain.space.rent import rents
from domain.standing.rows import text, whole_of

if TYPE_CHECKING:
    from domain.records import Records
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class TaxSource:
    """A firm's figure that feeds a pool.

    Attributes:
        table: ``firm_quarter``, or ``lease`` for the rent.
        record: the firm's figures of the quarter, or its lease.
        firm: its record; ``number`` is its code in the park, or that of the lease.
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
        tax: ``vat``, ``cit``, ``pit``, ``other_tax`` or ``rent``.
        quarter: whose figures are taken.
    """
    if tax == RENT:
        return _rent_sources(records, quarter)
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
