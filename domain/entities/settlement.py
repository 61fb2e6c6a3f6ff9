"""What a rule's version yields in a quarter, divided and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import total_of, whole_of
from domain.entities.choices import SETTLEMENT_STATE
from domain.entities.fields import (
    OWNER,
    balance,
    choice,
    long_text,
    money,
    quarter,
    reference,
    structure,
    whole,
)
from domain.entities.machines import SETTLEMENT
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _lines_whole(row: Row, records: Records) -> Iterable[DomainError]:
    if row.get("state") not in {"agreed", "paid"}:
        return
    lines = records.find("settlement_line", settlement=row.get("id"))
    base = whole_of(row, "base_amount_fen")
    for total in _totals(row, lines):
        if total != base:
            yield DomainError("lines_not_whole", field="state", total_fen=total, base_fen=base)
            return


def _totals(row: Row, lines: list[Row]) -> tuple[int, ...]:
    """Return what has to come to the base: what is due; of costs what is borne, what was paid."""
    if any(whole_of(line, "advanced_fen") is not None for line in lines):
        return total_of(lines, "borne_fen"), total_of(lines, "advanced_fen")
    return (total_of(lines, "due_fen") + (whole_of(row, "reinvested_fen") or 0),)


def _escrow_whole(row: Row, records: Records) -> Iterable[DomainError]:
    """Check that what is held runs on: opening, put in, released, forfeited, closing."""
    if row.get("state") not in {"agreed", "paid"}:
        return
    moves = records.find("settlement_escrow", settlement=row.get("id"))
    names = ("opening_fen", "corrected_fen", "deposit_fen")
    held = sum(total_of(moves, name) for name in names)
    left = held - total_of(moves, "release_fen") - total_of(moves, "forfeit_fen")
    closing = total_of(moves, "closing_fen")
    if left != closing:
        yield DomainError("escrow_not_whole", field="state", total_fen=left, closing_fen=closing)


SPEC = EntitySpec(
    table="settlement",
    fields=(
        reference("rule_version", "sharing_rule_version", required=True),
        quarter("quarter", required=True),
        whole("clock_year", minimum=1, maximum=200),
        whole("phase", minimum=1, maximum=99),
        balance("base_amount_fen", required=True),
        money("growth_fen", listed=False),
        money("shared_fen", listed=False),
        money("reinvested_fen", listed=False),
        choice("state", SETTLEMENT_STATE, required=True, default="draft"),
        long_text("state_reason", listed=False),
        structure("inputs", listed=False),
        long_text("note", listed=False),
        OWNER,
    ),
    label=("quarter",),
    key=("rule_version", "quarter"),
    area="agreements",
    icon="agreements",
    order=("-quarter",),
    machine=SETTLEMENT,
    state_field="state",
    rules=(_lines_whole, _escrow_whole),
    kept=True,
)
