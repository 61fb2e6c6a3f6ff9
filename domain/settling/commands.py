"""What is done with settlements: draw up, agree, dispute, record a payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.ids import new_id
from domain.models.settlement_inputs import settle
from domain.records import Condition, Query, Write
from domain.rules import check_move, check_record
from domain.settling.keeping import packed
from domain.settling.statement import SETTLED, earlier_settled, lines_of, settlements
from domain.standing.rows import amount, text
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from domain.models.settlement import QuarterSettlement, RuleResult
    from domain.records import Records, Row, Specs, Value


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
            DomainError: ``nothing_to_settle``, or what the terms refuse.
        """
        result = settle(records, self.quarter)
        if not result.rules:
            raise DomainError("nothing_to_settle", table="settlement", quarter=str(self.quarter))
        drawing = _Drawing(records, specs, self.quarter)
        for rule in result.rules:
            yield from drawing.rule(rule)


class _Drawing:
    def __init__(self, records: Records, specs: Specs, quarter: Quarter) -> None:
        self._records = records
        self._specs = specs
        self._quarter = quarter
        self._recorded = {
            text(row, "rule_version.rule.code"): row for row in settlements(records, quarter)
        }
        self._today: dict[str, QuarterSettlement] = {}
        self._parties = {
            text(row, "code"): str(row["id"])
            for row in records.select(Query("party", columns=("code",)))
        }

    def rule(self, result: RuleResult) -> Iterator[Write]:
        """Yield the settlement of one rule, nothing when it stands."""
        before = self._recorded.get(result.terms.code)
        if before is not None and before["state"] in SETTLED:
            return
        if before is not None:
            yield from self._take_back(str(before["id"]))
        record = new_id()
        yield self._settlement(record, result)
        corrections = list(self._corrections(record, result.terms.code))
        for rank, values in enumerate(self._lines(result, corrections), 1):
            line: dict[str, Value] = {"settlement": record, "rank": rank, **values}
            yield _insert(self._specs, "settlement_line", line)
        for values in corrections:
            yield _insert(self._specs, "settlement_correction", values)

    def _lines(
        self, result: RuleResult, corrections: Iterable[Mapping[str, Value]]
    ) -> Iterator[dict[str, Value]]:
        """Yield the lines of a rule; a party that is only corrected has one of nothing."""
        for each in result.lines:
            yield {
                "party": self._parties[each.party],
                "share_bp": each.share_bp,
                "bound": each.bound,
                "due_fen": each.due_fen,
                "reinvested_fen": each.reinvested_fen,
            }
        named = {self._parties[each.party] for each in result.lines}
        for party in dict.fromkeys(each["party"] for each in corrections):
            if party not in named:
                yield {"party": party, "due_fen": 0, "reinvested_fen": 0}

    def _settlement(self, record: str, result: RuleResult) -> Write:
        growth = None if result.growth is None else int(result.growth)
        values: dict[str, Value] = {
            "rule_version": result.terms.version_id,
            "quarter": str(self._quarter),
            "clock_year": result.year if result.year > 0 else None,
            "phase": result.phase.number if result.phase else None,
            "base_amount_fen": result.pool_fen,
            "growth_fen": growth,
            "shared_fen": result.shared_fen,
            "state": "draft",
            "inputs": packed(result.terms),
        }
        row: dict[str, Value] = {
            each.name: values.get(each.name) for each in self._specs["settlement"].fields
        }
        return Write("insert", "settlement", record, row)

    def _take_back(self, settlement: str) -> Iterator[Write]:
        for table in ("settlement_correction", "settlement_line"):
            for row in self._records.find(table, settlement=settlement):
                yield Write("delete", table, str(row["id"]), {})
        yield Write("delete", "settlement", settlement, {})

    def _corrections(self, record: str, rule: str) -> Iterator[dict[str, Value]]:
        for earlier in earlier_settled(self._records, self._quarter):
            if text(earlier, "rule_version.rule.code") != rule:
                continue
            for party, due, reinvested, inputs in self._differences(earlier, rule):
                yield {
                    "settlement": record,
                    "corrected": str(earlier["id"]),
                    "party": self._parties[party],
                    "due_fen": due,
                    "reinvested_fen": reinvested,
                    "inputs": inputs,
                }

    def _differences(self, earlier: Row, rule: str) -> Iterator[tuple[str, int, int, str]]:
        """Yield party, difference of what is due and of what is reinvested, and the new terms."""
        today = self._reckoned(text(earlier, "quarter"))
        result = next((each for each in today.rules if each.terms.code == rule), None)
        if result is None:
            return
        known = self._known(earlier)
        new = {line.party: (line.due_fen, line.reinvested_fen) for line in result.lines}
        for party in dict.fromkeys([*new, *known]):
            due, reinvested = new.get(party, (0, 0))
            due_before, reinvested_before = known.get(party, (0, 0))
            if due != due_before or reinvested != reinvested_before:
                difference = (due - due_before, reinvested - reinvested_before)
                yield party, *difference, packed(result.terms)

    def _reckoned(self, quarter: str) -> QuarterSettlement:
        if quarter not in self._today:
            self._today[quarter] = settle(self._records, Quarter.parse(quarter))
        return self._today[quarter]

    def _known(self, earlier: Row) -> dict[str, tuple[int, int]]:
        """Return what each party is due for an earlier quarter by all that is settled so far."""
        known = {
            line.party: (line.due_fen, line.reinvested_fen)
            for line in lines_of(self._records, str(earlier["id"]))
        }
        own = self._recorded.values()
        redrawn = {str(row["id"]) for row in own if row["state"] not in SETTLED}
        rows = self._records.select(
            Query(
                "settlement_correction",
                columns=("party.code", "settlement", "due_fen", "reinvested_fen"),
                where=(Condition("corrected", "=", str(earlier["id"])),),
            )
        )
        for row in rows:
            if row["settlement"] not in redrawn:
                due, reinvested = known.get(text(row, "party.code"), (0, 0))
                known[text(row, "party.code")] = (
                    due + amount(row, "due_fen"),
                    reinvested + amount(row, "reinvested_fen"),
                )
        return known


def _insert(specs: Specs, table: str, values: Mapping[str, Value]) -> Write:
    """Return the insert of a record whose settlement is written just before it."""
    row: dict[str, Value] = {each.name: values.get(each.name) for each in specs[table].fields}
    return Write("insert", table, new_id(), row)


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
