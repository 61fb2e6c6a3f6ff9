"""What is done with settlements: draw up, agree, dispute, record a payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.records import Write
from domain.rules import check_move, check_record
from domain.settling.drawing import drawn_up
from domain.settling.statement import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Specs, Value
    from domain.units import Quarter


@dataclass(frozen=True, slots=True)
class DrawUpSettlement:
    """Reckon a quarter from the records and keep what comes out as drafts.

    A draft or a disputed settlement is drawn up anew; one that is agreed or paid stands. Where an
    earlier settlement that stands would come out otherwise today, the difference becomes
    corrections in this quarter's settlement of the same rule.
    """

    quarter: Quarter
    reason: str = ""
    key: str = "command.draw_up_settlement"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield settlements, their lines and corrections.

        Raises:
            DomainError: ``nothing_to_settle``, ``earlier_not_drawn_up`` when a rule counts on
                from a quarter that was not drawn up, or what the terms refuse.
        """
        yield from drawn_up(records, specs, self.quarter)


@dataclass(frozen=True, slots=True)
class AgreeSettlement:
    """Say that both sides agree to settlements as they were drawn up."""

    settlements: tuple[str, ...]
    reason: str = ""
    key: str = "command.agree_settlement"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the new states.

        Raises:
            DomainError: ``lines_not_whole`` when the lines do not add up to the base.
        """
        values: dict[str, Value] = {"state": "agreed"}
        for settlement in self.settlements:
            yield from _moved(records, specs, settlement, values, self.reason)


@dataclass(frozen=True, slots=True)
class DisputeSettlement:
    """Say that a side does not agree to settlements, and why."""

    settlements: tuple[str, ...]
    reason: str
    key: str = "command.dispute_settlement"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the new states with their reason.

        Raises:
            DomainError: ``reason_missing``, or ``settlement_paid_in_part`` once something was paid.
        """
        values: dict[str, Value] = {"state": "disputed", "state_reason": self.reason.strip()}
        for settlement in self.settlements:
            if any(line.paid_fen for line in lines_of(records, settlement)):
                raise DomainError("settlement_paid_in_part", table="settlement", field="state")
            yield from _moved(records, specs, settlement, values, self.reason)


def _moved(
    records: Records, specs: Specs, settlement: str, values: dict[str, Value], reason: str
) -> Iterator[Write]:
    before = records.get("settlement", settlement)
    if before is None:
        raise DomainError("record_gone", table="settlement", record=settlement)
    after = {**before, **values}
    check_record(specs, records, "settlement", after, frozenset(values))
    check_move(specs["settlement"], before, after, reason)
    yield Write("update", "settlement", settlement, values)


@dataclass(frozen=True, slots=True)
class RecordPayment:
    """Record what a party was paid so far under a settlement.

    Attributes:
        line: the party's line.
        paid_fen: all that was paid so far.
        paid_on: day of the last payment, ISO.
        reference: of the transfer.
    """

    line: str
    paid_fen: int
    paid_on: str
    reference: str = ""
    reason: str = ""
    key: str = "command.record_payment"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the payment, and the settlement's new state once nothing is open.

        Raises:
            DomainError: ``settlement_not_agreed`` or ``paid_gt_payable``.
        """
        before = records.get("settlement_line", self.line)
        if before is None:
            raise DomainError("record_gone", table="settlement_line", record=self.line)
        settlement = str(before["settlement"])
        owner = records.get("settlement", settlement) or {}
        if owner.get("state") != "agreed":
            raise DomainError("settlement_not_agreed", table="settlement_line", field="paid_fen")
        lines = lines_of(records, settlement)
        mine = next(line for line in lines if line.record == self.line)
        if self.paid_fen > max(mine.payable_fen, 0):
            raise DomainError(
                "paid_gt_payable",
                table="settlement_line",
                field="paid_fen",
                paid_fen=self.paid_fen,
                payable_fen=max(mine.payable_fen, 0),
            )
        values: dict[str, Value] = {
            "paid_fen": self.paid_fen,
            "paid_on": self.paid_on,
            "reference": self.reference.strip() or None,
        }
        check_record(specs, records, "settlement_line", {**before, **values}, frozenset(values))
        yield Write("update", "settlement_line", self.line, values)
        rest = [each.open_fen for each in lines if each.record != self.line]
        if max([mine.payable_fen - self.paid_fen, *rest]) <= 0:
            yield from _moved(records, specs, settlement, {"state": "paid"}, self.reason)
