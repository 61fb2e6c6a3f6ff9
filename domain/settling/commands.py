"""What is done with settlements: draw up, agree, dispute, record a payment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.records import Write
from domain.rules import check_move, check_record
from domain.settling.drawing import drawn_up
from domain.settling.owing import received, transfers
from domain.settling.statement import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Specs, Value
    from domain.settling.statement import Line
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
    """Record what a party was paid so far under a settlement; of costs, what it has paid.

    What a party pays of costs is paid to those to whom it owes it: their lines say so too.

    Attributes:
        line: the party's line.
        paid_fen: all that was paid so far, not negative.
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
            DomainError: ``settlement_not_agreed``, ``paid_gt_payable`` or
                ``paid_by_those_who_owe``.
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
        self._check_amount(mine)
        values: dict[str, Value] = {
            "paid_fen": -self.paid_fen if mine.owes else self.paid_fen,
            "paid_on": self.paid_on,
            "reference": self.reference.strip() or None,
        }
        check_record(specs, records, "settlement_line", {**before, **values}, frozenset(values))
        yield Write("update", "settlement_line", self.line, values)
        after = replace(mine, paid_fen=-self.paid_fen if mine.owes else self.paid_fen)
        lines = tuple(after if line.record == self.line else line for line in lines)
        if mine.owes:
            yield from self._handed_on(lines)
            lines = _paid_back(lines)
        if max(line.open_fen for line in lines) <= 0:
            yield from _moved(records, specs, settlement, {"state": "paid"}, self.reason)

    def _check_amount(self, line: Line) -> None:
        """Refuse more than is to be paid, and what is paid to a party that others pay back.

        Raises:
            DomainError: ``paid_by_those_who_owe`` or ``paid_gt_payable``.
        """
        if line.advanced_fen is not None and not line.owes:
            raise DomainError("paid_by_those_who_owe", table="settlement_line", field="paid_fen")
        limit = -line.payable_fen if line.owes else max(line.payable_fen, 0)
        if self.paid_fen > limit:
            raise DomainError(
                "paid_gt_payable",
                table="settlement_line",
                field="paid_fen",
                paid_fen=self.paid_fen,
                payable_fen=limit,
            )

    def _handed_on(self, lines: tuple[Line, ...]) -> Iterator[Write]:
        """Yield what those who are paid back have got so far."""
        for before, line in zip(lines, _paid_back(lines), strict=True):
            if line.paid_fen != before.paid_fen:
                values: dict[str, Value] = {"paid_fen": line.paid_fen, "paid_on": self.paid_on}
                yield Write("update", "settlement_line", line.record, values)


def _paid_back(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines with what those who paid costs have got back so far."""
    found = transfers(lines)
    creditors = {each.creditor.party for each in found}
    return tuple(
        replace(line, paid_fen=received(found, line.party)) if line.party in creditors else line
        for line in lines
    )
