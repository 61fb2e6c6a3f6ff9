"""Draw up the settlements of a quarter: what is due, held back, and corrected of earlier ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.ids import new_id
from domain.models.settled import of_nothing
from domain.models.settlement_inputs import Settling
from domain.records import Condition, Query, Write
from domain.settling.keeping import packed
from domain.settling.statement import (
    SETTLED,
    earlier_settled,
    held_by,
    lines_of,
    rule_settlements,
    settlements,
)
from domain.standing.rows import amount, text
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from domain.models.escrow import EscrowMove
    from domain.models.settled import PartyLine, QuarterSettlement, RuleResult
    from domain.records import Records, Row, Specs, Value

_Amounts = tuple[int, int, int]
"""What a party is due, what of it is reinvested, and what escrow adds to its payment."""

_NOTHING: _Amounts = (0, 0, 0)
_PARK = ""
"""Stands for the park where it keeps a part of the pool before anything is divided."""


def drawn_up(records: Records, specs: Specs, quarter: Quarter) -> Iterator[Write]:
    """Yield the settlements of a quarter with their lines and corrections.

    Raises:
        DomainError: ``nothing_to_settle``, ``earlier_not_drawn_up``, or what the terms refuse.
    """
    drawing = _Drawing(records, specs, quarter)
    if not drawing.result.rules:
        raise DomainError("nothing_to_settle", table="settlement", quarter=str(quarter))
    for rule in drawing.result.rules:
        yield from drawing.rule(rule)


class _Drawing:
    def __init__(self, records: Records, specs: Specs, quarter: Quarter) -> None:
        self._records = records
        self._specs = specs
        self._quarter = quarter
        self._settling = Settling(records)
        self._reckoned: dict[Quarter, QuarterSettlement] = {}
        self.result = self._today(quarter)
        self._recorded = {
            text(row, "rule_version.rule.code"): row for row in settlements(records, quarter)
        }
        self._parties: dict[str, str | None] = {
            text(row, "code"): str(row["id"])
            for row in records.select(Query("party", columns=("code",)))
        }
        self._parties[_PARK] = None

    def rule(self, result: RuleResult) -> Iterator[Write]:
        """Yield the settlement of one rule, nothing when it stands.

        Raises:
            DomainError: ``earlier_not_drawn_up``.
        """
        before = self._recorded.get(result.terms.code)
        if before is not None and before["state"] in SETTLED:
            return
        earlier = rule_settlements(self._records, result.terms.code, self._quarter)
        self._check_none_is_missing(result, earlier)
        if before is not None:
            yield from self._take_back(str(before["id"]))
        record = new_id()
        yield self._settlement(record, result)
        corrections = list(self._corrections(record, result.terms.code))
        for rank, values in enumerate(self._lines(result, corrections), 1):
            line: dict[str, Value] = {"settlement": record, "rank": rank, **values}
            yield _insert(self._specs, "settlement_line", line)
        for move in result.escrow:
            yield self._held(record, move, earlier)
        for values in corrections:
            yield _insert(self._specs, "settlement_correction", values)

    def _today(self, quarter: Quarter) -> QuarterSettlement:
        if quarter not in self._reckoned:
            self._reckoned[quarter] = self._settling.settle(quarter)
        return self._reckoned[quarter]

    def _check_none_is_missing(self, result: RuleResult, earlier: Iterable[Row]) -> None:
        """Refuse to count on from quarters that were never drawn up.

        Raises:
            DomainError: ``earlier_not_drawn_up``, naming the first.
        """
        terms = result.terms
        if not terms.remembers:
            return
        drawn = {text(row, "quarter") for row in earlier}
        for index in range(terms.clock_quarter.index, self._quarter.index):
            quarter = terms.clock_quarter.plus(index - terms.clock_quarter.index)
            if str(quarter) not in drawn and self._moved(terms.code, quarter):
                raise DomainError(
                    "earlier_not_drawn_up",
                    table="settlement",
                    field="quarter",
                    quarter=str(quarter),
                    rule=terms.code,
                )

    def _moved(self, rule: str, quarter: Quarter) -> bool:
        """Tell whether a rule shared or held back anything in a quarter."""
        found = next((each for each in self._today(quarter).rules if each.terms.code == rule), None)
        if found is None:
            return False
        return found.shared_fen > 0 or any(line.escrow_fen for line in found.lines)

    def _lines(
        self, result: RuleResult, corrections: Iterable[Mapping[str, Value]]
    ) -> Iterator[dict[str, Value]]:
        """Yield the lines of a rule; a party that is only corrected has one of nothing."""
        plain = not (result.slices or result.by_use_fen)
        for each in result.lines:
            yield {
                "party": self._parties[each.party],
                "share_bp": each.share_bp if plain else None,
                "bound": each.bound,
                **_line_amounts(each),
            }
        named = {self._parties[each.party] for each in result.lines}
        nothing = of_nothing("", costs=result.terms.divides_costs)
        for party in dict.fromkeys(each["party"] for each in corrections):
            if party is not None and party not in named:
                yield {"party": party, **_line_amounts(nothing)}

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
            "reinvested_fen": result.reinvested_fen,
            "state": "draft",
            "inputs": packed(result.terms),
        }
        row: dict[str, Value] = {
            each.name: values.get(each.name) for each in self._specs["settlement"].fields
        }
        return Write("insert", "settlement", record, row)

    def _held(self, record: str, move: EscrowMove, earlier: list[Row]) -> Write:
        """Return what is held of a party: from what stands recorded, with what is corrected."""
        opening = move.opening_fen
        if earlier and earlier[-1]["state"] in SETTLED:
            last = held_by(self._records, str(earlier[-1]["id"]))
            opening = next((each.closing_fen for each in last if each.party == move.party), 0)
        values: dict[str, Value] = {
            "settlement": record,
            "party": self._parties[move.party],
            "opening_fen": opening,
            "corrected_fen": move.opening_fen - opening,
            "deposit_fen": move.deposit_fen,
            "release_fen": move.release_fen,
            "forfeit_fen": move.forfeit_fen,
            "closing_fen": move.closing_fen,
            "clause": move.clause or None,
        }
        return _insert(self._specs, "settlement_escrow", values)

    def _take_back(self, settlement: str) -> Iterator[Write]:
        for table in ("settlement_correction", "settlement_line", "settlement_escrow"):
            for row in self._records.find(table, settlement=settlement):
                yield Write("delete", table, str(row["id"]), {})
        yield Write("delete", "settlement", settlement, {})

    def _corrections(self, record: str, rule: str) -> Iterator[dict[str, Value]]:
        for earlier in earlier_settled(self._records, self._quarter):
            if text(earlier, "rule_version.rule.code") != rule:
                continue
            for party, difference, inputs in self._differences(earlier, rule):
                due, reinvested, escrow = difference
                yield {
                    "settlement": record,
                    "corrected": str(earlier["id"]),
                    "party": self._parties[party],
                    "due_fen": due,
                    "reinvested_fen": reinvested,
                    "escrow_fen": escrow,
                    "inputs": inputs,
                }

    def _differences(self, earlier: Row, rule: str) -> Iterator[tuple[str, _Amounts, str]]:
        """Yield party, differences of what it gets for an earlier quarter, and the new terms."""
        today = self._today(Quarter.parse(text(earlier, "quarter")))
        result = next((each for each in today.rules if each.terms.code == rule), None)
        if result is None:
            return
        known, new = self._known(earlier), _amounts(result)
        for party in dict.fromkeys([*new, *known]):
            now, before = new.get(party, _NOTHING), known.get(party, _NOTHING)
            if now != before:
                yield party, _less(now, before), packed(result.terms)

    def _known(self, earlier: Row) -> dict[str, _Amounts]:
        """Return what each party gets for an earlier quarter by all that is settled so far."""
        known: dict[str, _Amounts] = {
            line.party: (line.due_fen, line.reinvested_fen, line.escrow_fen)
            for line in lines_of(self._records, str(earlier["id"]))
        }
        reinvested = amount(earlier, "reinvested_fen")
        if reinvested:
            known[_PARK] = (reinvested, reinvested, 0)
        own = self._recorded.values()
        redrawn = {str(row["id"]) for row in own if row["state"] not in SETTLED}
        columns = ("party.code", "settlement", "due_fen", "reinvested_fen", "escrow_fen")
        where = (Condition("corrected", "=", str(earlier["id"])),)
        rows = self._records.select(Query("settlement_correction", columns=columns, where=where))
        for row in rows:
            if row["settlement"] not in redrawn:
                party = text(row, "party.code")
                due, back, escrow = known.get(party, _NOTHING)
                known[party] = (
                    due + amount(row, "due_fen"),
                    back + amount(row, "reinvested_fen"),
                    escrow + amount(row, "escrow_fen"),
                )
        return known


def _line_amounts(line: PartyLine) -> dict[str, Value]:
    """Return what a line records: of costs what is borne and was paid, else what is held back."""
    if line.advanced_fen is None:
        return {
            "due_fen": line.due_fen,
            "reinvested_fen": line.reinvested_fen,
            "escrow_fen": line.escrow_fen,
        }
    return {
        "borne_fen": line.borne_fen,
        "advanced_fen": line.advanced_fen,
        "due_fen": line.due_fen,
    }


def _amounts(result: RuleResult) -> dict[str, _Amounts]:
    found: dict[str, _Amounts] = {
        line.party: (line.due_fen, line.reinvested_fen, line.escrow_fen) for line in result.lines
    }
    if result.reinvested_fen:
        found[_PARK] = (result.reinvested_fen, result.reinvested_fen, 0)
    return found


def _less(now: _Amounts, before: _Amounts) -> _Amounts:
    return now[0] - before[0], now[1] - before[1], now[2] - before[2]


def _insert(specs: Specs, table: str, values: Mapping[str, Value]) -> Write:
    """Return the insert of a record whose settlement is written just before it."""
    row: dict[str, Value] = {each.name: values.get(each.name) for each in specs[table].fields}
    return Write("insert", table, new_id(), row)
