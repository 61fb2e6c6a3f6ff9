"""Say which records an amount of a settlement comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.models.settlement_inputs import TAX_FIELDS
from domain.records import Condition, Query
from domain.standing.rows import text, whole_of

if TYPE_CHECKING:
    from domain.records import Records
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class TaxSource:
    """A firm's figure that feeds a pool.

    Attributes:
        record: the firm's figures of the quarter.
        firm: its record; ``number`` is its code in the park.
        gross_fen: None while it is not reported.
    """

    record: str
    firm: str
    number: str
    gross_fen: int | None


def tax_sources(records: Records, tax: str, quarter: Quarter) -> tuple[TaxSource, ...]:
    """Return the figures of a tax that feed a quarter's pool, the largest first.

    Args:
        records: the park's.
        tax: ``vat``, ``cit``, ``pit`` or ``other_tax``.
        quarter: whose figures are taken.
    """
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
            str(row["id"]),
            text(row, "firm"),
            text(row, "firm.number"),
            whole_of(row, field),
        )
        for row in rows
    )
