"""Closed quarters: which quarter a record belongs to, and whether it may still be changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.records import Kind
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import EntitySpec, Records, Row

CLOSED: Final = "closed"
"""The state of a quarter that refuses changes; a quarter without a record is open."""


def quarter_of(spec: EntitySpec, row: Row) -> Quarter | None:
    """Return the quarter by which a record is protected, None when nothing protects it."""
    value = row.get(spec.period) if spec.period else None
    if not isinstance(value, str) or not value:
        return None
    try:
        if spec.field(spec.period).kind is Kind.QUARTER:
            return Quarter.parse(value)
        return Quarter.of(date.fromisoformat(value))
    except (DomainError, ValueError):
        return None  # an ill-written period is the field's own breach


def is_closed(records: Records, quarter: Quarter) -> bool:
    """Tell whether a quarter refuses changes."""
    return any(row["state"] == CLOSED for row in records.find("quarter", quarter=str(quarter)))


def closed_breaches(records: Records, spec: EntitySpec, row: Row) -> Iterator[DomainError]:
    """Yield ``quarter_closed`` when the record lies in a closed quarter."""
    quarter = quarter_of(spec, row)
    if quarter is not None and is_closed(records, quarter):
        yield DomainError(
            "quarter_closed", table=spec.table, field=spec.period, quarter=str(quarter)
        )


def check_open(records: Records, spec: EntitySpec, row: Row) -> None:
    """Refuse to touch a record that lies in a closed quarter.

    Raises:
        DomainError: ``quarter_closed`` names the quarter.
    """
    for breach in closed_breaches(records, spec, row):
        raise breach
