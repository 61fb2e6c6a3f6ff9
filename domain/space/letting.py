"""Let a unit, end a lease early, renew it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from domain.commands import AddRow, SetFields
from domain.entities.checks import text_of
from domain.errors import DomainError
from domain.ids import new_id
from domain.records import Query
from domain.standing.space import LETTABLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Records, Row, Specs, Value, Write

_NUMBER: Final = re.compile(r"(.*?)(\d{4})-(\d+)")
_CARRIED: Final = ("firm", "unit", "escalator_bp", "discount_bp", "discount_payer", "owner")
"""What a renewed lease takes over; free months are granted anew or not at all."""


def next_number(records: Records, year: int) -> str:
    """Return a number for a new lease in the manner of the last one, e.g. ``ZL-2025-071``.

    The last part counts on over the years; where no number has this form, it is ``L-2025-001``.
    """
    found = [
        match
        for row in records.select(Query("lease", columns=("number",)))
        if (match := _NUMBER.fullmatch(str(row["number"])))
    ]
    last = max(found, key=lambda match: int(match[3]), default=None)
    if last is None:
        return f"L-{year}-001"
    return f"{last[1]}{year}-{int(last[3]) + 1:0{len(last[3])}d}"


@dataclass(frozen=True, slots=True)
class LetUnit:
    """Let a unit to a firm by a new lease; ``values`` are the fields of the lease."""

    unit: str
    values: Mapping[str, Value]
    record: str = field(default_factory=new_id)
    reason: str = ""
    key: str = "command.let_unit"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the lease.

        Raises:
            DomainError: ``unit_not_lettable`` for a reserve or a room used in common;
                ``lease_overlap`` names the lease that holds the unit.
        """
        unit = records.get("unit", self.unit)
        if unit is None:
            raise DomainError("record_gone", table="unit", record=self.unit)
        if unit["use"] not in LETTABLE:
            raise DomainError("unit_not_lettable", table="unit", field="use", value=unit["use"])
        added = AddRow("lease", {**self.values, "unit": self.unit}, self.reason, self.record)
        yield from added.writes(records, specs)


@dataclass(frozen=True, slots=True)
class EndLease:
    """End a lease before its term; ``on`` is its last day, ISO."""

    lease: str
    on: str
    reason: str
    key: str = "command.end_lease"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the early end.

        Raises:
            DomainError: no reason; the day lies before the start or not before the end.
        """
        row = _lease(records, self.lease)
        place = {"table": "lease", "field": "early_end"}
        if not self.reason.strip():
            raise DomainError(
                "end_reason_missing", table="lease", field="reason", number=row["number"]
            )
        if not self.on:
            raise DomainError("required", **place)
        end = text_of(row, "end") or ""
        if _is_day(self.on) and self.on >= end:
            raise DomainError("early_end_not_early", value=self.on, last=end, **place)
        change = SetFields("lease", self.lease, {"early_end": self.on}, self.reason)
        yield from change.writes(records, specs)


def _is_day(written: str) -> bool:
    """Tell whether a day is well written; the check of the field refuses one that is not."""
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class RenewLease:
    """Continue a lease by a new one from the day after its last.

    Attributes:
        end: last day of the new lease, ISO.
        rent_fen: its rent per m² and month, None when unknown.
        number: its number.
    """

    lease: str
    number: str
    end: str
    rent_fen: int | None
    free_months: int | None = None
    record: str = field(default_factory=new_id)
    reason: str = ""
    key: str = "command.renew_lease"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the new lease.

        Raises:
            DomainError: ``lease_overlap`` where the unit is let again already.
        """
        row = _lease(records, self.lease)
        values = {
            **{name: row[name] for name in _CARRIED},
            "number": self.number or None,
            "start": renewed_from(row),
            "end": self.end or None,
            "rent_fen": self.rent_fen,
            "free_months": self.free_months,
        }
        yield from AddRow("lease", values, self.reason, self.record).writes(records, specs)


def renewed_from(row: Row) -> str:
    """Return the day after the last day of a lease, ISO."""
    last = text_of(row, "early_end") or str(row["end"])
    return (date.fromisoformat(last) + timedelta(days=1)).isoformat()


def _lease(records: Records, lease: str) -> Row:
    row = records.get("lease", lease)
    if row is None:
        raise DomainError("record_gone", table="lease", record=lease)
    return row
