"""A quarter of the workbook: how far its figures are, from open to closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import text_of, total_of, whole_of
from domain.entities.choices import QUARTER_STATE
from domain.entities.fields import choice, long_text, moment, quarter, text, whole
from domain.entities.machines import QUARTER
from domain.errors import DomainError
from domain.records import EntitySpec
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _second_person(row: Row, _records: Records) -> Iterable[DomainError]:
    pairs = (("closed_by", "reopened_by"), ("approved_origin_by", "approved_host_by"))
    for first, second in pairs:
        person = text_of(row, first)
        if person is not None and person == text_of(row, second):
            yield DomainError("second_person_needed", field=second, value=person)
    if row.get("state") == "reopened" and text_of(row, "reopened_by") is None:
        yield DomainError("required", field="reopened_by")


def _whole_when_approved(row: Row, records: Records) -> Iterable[DomainError]:
    if row.get("state") not in {"approved", "closed"}:
        return
    for attribution in records.find("attribution", quarter=row.get("quarter")):
        if attribution["counting"] == "full":
            continue  # each share is the whole: there is nothing to add up
        shares = records.find("attribution_share", attribution=attribution["id"])
        if (total := total_of(shares, "share_bp")) != WHOLE_BP:
            yield DomainError(
                "shares_not_whole", field="state", value=attribution["indicator"], total_bp=total
            )
    for settlement in records.find("settlement", quarter=row.get("quarter")):
        lines = records.find("settlement_line", settlement=settlement["id"])
        if total_of(lines, "due_fen") != (base := whole_of(settlement, "base_amount_fen")):
            total = total_of(lines, "due_fen")
            yield DomainError("lines_not_whole", field="state", total_fen=total, base_fen=base)


_FIELDS = (
    quarter("quarter", required=True, unique=True),
    choice("state", QUARTER_STATE, required=True, default="open"),
    whole("revision", minimum=0, default=0),
    long_text("state_reason", listed=False),
    text("submitted_origin_by", listed=False),
    moment("submitted_origin_at", listed=False),
    text("submitted_host_by", listed=False),
    moment("submitted_host_at", listed=False),
    text("reconciled_by", listed=False),
    moment("reconciled_at", listed=False),
    text("agreed_digest", listed=False),
    text("approved_origin_by", listed=False),
    moment("approved_origin_at", listed=False),
    text("approved_host_by", listed=False),
    moment("approved_host_at", listed=False),
    text("closed_by"),
    moment("closed_at"),
    text("reopened_by", listed=False),
    moment("reopened_at", listed=False),
    text("digest", listed=False),
)

SPEC = EntitySpec(
    table="quarter",
    fields=_FIELDS,
    label=("quarter",),
    key=("quarter",),
    area="entry",
    icon="entry",
    order=("-quarter",),
    machine=QUARTER,
    state_field="state",
    rules=(_second_person, _whole_when_approved),
    stamped=frozenset(each.name for each in _FIELDS) - {"quarter"},
)
