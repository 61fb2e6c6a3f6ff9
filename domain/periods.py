"""Closed quarters: which quarter a record belongs to, and whether it may still be changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import EntitySpec, Records, Row, Value

CLOSED: Final = "closed"
"""The state of a quarter that refuses changes; a quarter without a record is open."""


def quarter_of(spec: EntitySpec, row: Row) -> Quarter | None:
    """Return the quarter by which a record is protected, None when nothing protects it."""
    value = row.get(spec.period) if spec.period else None
    return _quarter(value)


def protecting_quarter(records: Records, spec: EntitySpec, row: Row) -> Quarter | None:
    """Return the quarter that protects a record, be it through the record it belongs to."""
    if not spec.period_of:
        return quarter_of(spec, row)
    reference, _, name = spec.period_of.partition(".")
    owner = records.get(spec.field(reference).target, str(row.get(reference) or ""))
    return _quarter(owner.get(name)) if owner else None


def protecting_field(spec: EntitySpec) -> str:
    """Return the field that says which quarter protects a record, empty when nothing does."""
    return spec.period or spec.period_of.partition(".")[0]


def _quarter(value: Value) -> Quarter | None:
    """Return the quarter written, or the one in which a day lies."""
    if not isinstance(value, str) or not value:
        return None
    try:
        return Quarter.parse(value) if "Q" in value else Quarter.of(date.fromisoformat(value))
    except (DomainError, ValueError):
        return None  # an ill-written period is the field's own breach


def is_closed(records: Records, quarter: Quarter) -> bool:
    """Tell whether a quarter refuses changes."""
    return any(row["state"] == CLOSED for row in records.find("quarter", quarter=str(quarter)))


def closed_breaches(records: Records, spec: EntitySpec, row: Row) -> Iterator[DomainError]:
    """Yield ``quarter_closed`` when the record lies in a closed quarter."""
    quarter = protecting_quarter(records, spec, row)
    if quarter is not None and is_closed(records, quarter):
        yield DomainError(
            "quarter_closed",
            table=spec.table,
            field=protecting_field(spec),
            quarter=str(quarter),
        )


def check_open(records: Records, spec: EntitySpec, row: Row) -> None:
    """Refuse to touch a record that lies in a closed quarter.

    Raises:
        DomainError: ``quarter_closed`` names the quarter.
    """
    for breach in closed_breaches(records, spec, row):
        raise breach
