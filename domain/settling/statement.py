"""Read the settlement of a quarter: what is due, corrected, reinvested, paid and still open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from domain.models.attribution_inputs import appraised
from domain.models.settlement_inputs import settle
from domain.records import Condition, Query
from domain.settling.keeping import replayed
from domain.standing.rows import amount, text, whole_of
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.models.settled import QuarterSettlement, RuleResult
    from domain.records import Records, Row

SETTLED: Final = frozenset({"agreed", "paid"})
"""States in which a settlement stands: it is no longer drawn up again, only corrected later."""

_LINE_COLUMNS: Final = (
    *("party", "party.code", "rank", "share_bp", "bound"),
    *("due_fen", "reinvested_fen", "escrow_fen", "borne_fen", "advanced_fen"),
    *("paid_fen", "paid_on", "reference"),
)


_HELD_COLUMNS: Final = (
    *("opening_fen", "corrected_fen", "deposit_fen", "release_fen", "forfeit_fen"),
    "closing_fen",
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What a settlement adds to a party's due for an earlier quarter, negative when it takes back.

    Attributes:
        party: code; empty for what goes back into the park before anything is divided.
        quarter: the earlier quarter.
        escrow_fen: what is released more or held back less.
    """

    party: str
    quarter: Quarter
    due_fen: int
    reinvested_fen: int
    escrow_fen: int = 0

    @property
    def payable_fen(self) -> int:
        """What is paid more (less, when negative) for it."""
        return self.due_fen - self.reinvested_fen + self.escrow_fen


@dataclass(frozen=True, slots=True)
class Held:
    """What is held back of a party's amounts in a quarter, from its opening to its closing.

    Attributes:
        corrected_fen: what late figures of earlier quarters add to the opening.
    """

    party: str
    opening_fen: int
    corrected_fen: int
    deposit_fen: int
    release_fen: int
    forfeit_fen: int
    closing_fen: int
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What one party is due by a settlement and what it was paid.

    Attributes:
        record: of the line.
        corrections: of earlier quarters, settled with this one.
        paid_fen: None while nothing is recorded as paid; less than zero for what the party paid.
        borne_fen: of costs, what the party bears; ``advanced_fen`` what it paid of them, and None
            where income is shared.
    """

    record: str
    party: str
    share_bp: int | None
    bound: str
    due_fen: int
    reinvested_fen: int
    escrow_fen: int
    corrections: tuple[Correction, ...]
    paid_fen: int | None
    paid_on: str
    reference: str
    borne_fen: int | None = None
    advanced_fen: int | None = None

    @property
    def owes(self) -> bool:
        """Tell whether the party has to pay its part of costs to those who paid them."""
        return self.advanced_fen is not None and self.payable_fen < 0

    @property
    def payable_fen(self) -> int:
        """What is to be paid: due less reinvested and held back, with the corrections."""
        corrected = sum(each.payable_fen for each in self.corrections)
        return self.due_fen - self.reinvested_fen + self.escrow_fen + corrected

    @property
    def open_fen(self) -> int:
        """What is still to be paid; negative when the party has to give back."""
        return self.payable_fen - (self.paid_fen or 0)


@dataclass(frozen=True, slots=True)
class RuleSettlement:
    """One rule in one quarter, as recorded and as the records reckon it today.

    Attributes:
        rule: code of the rule.
        record: the settlement, empty while it was not drawn up.
        state: of the settlement, empty likewise.
        lines: as recorded.
        today: as reckoned from today's records, None when nothing can be reckoned.
        held: what is held back, as recorded.
        reinvested: corrections of what earlier quarters put back into the park undivided.
    """

    rule: str
    record: str
    state: str
    reason: str
    lines: tuple[Line, ...]
    today: RuleResult | None
    held: tuple[Held, ...] = ()
    reinvested: tuple[Correction, ...] = ()

    @property
    def holdings(self) -> tuple[Held, ...]:
        """What is held back: as recorded, or as reckoned while nothing is recorded."""
        if self.record or self.today is None:
            return self.held
        return tuple(
            Held(
                each.party,
                each.opening_fen,
                0,
                each.deposit_fen,
                each.release_fen,
                each.forfeit_fen,
                each.closing_fen,
                each.clause,
            )
            for each in self.today.escrow
        )

    @property
    def settled(self) -> bool:
        """True once it is agreed."""
        return self.state in SETTLED

    def _today_of(self, party: str) -> tuple[int, int, int]:
        line = self.today.line(party) if self.today else None
        return (line.due_fen, line.reinvested_fen, line.escrow_fen) if line else (0, 0, 0)

    def _recorded_of(self, party: str) -> tuple[int, int, int]:
        line = next((each for each in self.lines if each.party == party), None)
        return (line.due_fen, line.reinvested_fen, line.escrow_fen) if line else (0, 0, 0)

    @property
    def outdated(self) -> bool:
        """True when it was drawn up and today's records reckon otherwise."""
        if not self.record or self.today is None:
            return False
        parties = {*(each.party for each in self.lines), *(each.party for each in self.today.lines)}
        return any(self._today_of(party) != self._recorded_of(party) for party in parties)


@dataclass(frozen=True, slots=True)
class Statement:
    """The settlement of a quarter over all rules.

    Attributes:
        parties: codes in the order of the agreement.
        today: as today's records reckon it.
        reckoned: the same, but rules that are agreed as they were when they were drawn up.
        appraised: rules on output, each with why it counts nothing; they move no money.
    """

    quarter: Quarter
    parties: tuple[str, ...]
    rules: tuple[RuleSettlement, ...]
    today: QuarterSettlement
    reckoned: QuarterSettlement
    appraised: Mapping[str, str] = field(default_factory=dict)

    @property
    def unsettled(self) -> dict[str, str]:
        """Rules that cannot be reckoned, each with the reason."""
        return dict(self.today.inputs.unsettled)

    def lines_of(self, party: str) -> tuple[Line, ...]:
        """Return the recorded lines of a party."""
        return tuple(line for rule in self.rules for line in rule.lines if line.party == party)

    @property
    def drawn_up(self) -> bool:
        """True once a settlement of the quarter is recorded."""
        return any(rule.record for rule in self.rules)


def statement(records: Records, quarter: Quarter) -> Statement:
    """Return the settlement of a quarter as it is recorded and as it is reckoned today.

    Raises:
        DomainError: ``floor_above_cap`` or ``weights_zero`` for terms that cannot be applied.
    """
    today = settle(records, quarter)
    results = {rule.terms.code: rule for rule in today.rules}
    recorded = {text(row, "rule_version.rule.code"): row for row in settlements(records, quarter)}
    codes = sorted({*results, *recorded})
    rules = tuple(_rule(records, code, recorded.get(code), results.get(code)) for code in codes)
    standing = {code: replayed(row) for code, row in recorded.items() if row["state"] in SETTLED}
    reckoned = {**results, **standing}
    whole = replace(today, rules=tuple(reckoned[code] for code in sorted(reckoned)))
    named = [line.party for rule in rules for line in rule.lines]
    parties = tuple(dict.fromkeys([*whole.parties, *named]))
    return Statement(quarter, parties, rules, today, whole, appraised(records, quarter))


def settlements(records: Records, quarter: Quarter) -> list[Row]:
    """Return the recorded settlements of a quarter."""
    return _settlements(records, (Condition("quarter", "=", str(quarter)),))


def rule_settlements(records: Records, rule: str, before: Quarter) -> list[Row]:
    """Return the recorded settlements of a rule in earlier quarters, the oldest first."""
    found = _settlements(records, (Condition("quarter", "<", str(before)),))
    return [row for row in found if row["rule_version.rule.code"] == rule]


def earlier_settled(records: Records, quarter: Quarter) -> list[Row]:
    """Return the settlements of earlier quarters that stand, the oldest first."""
    where = (
        Condition("quarter", "<", str(quarter)),
        Condition("state", "in", tuple(sorted(SETTLED))),
    )
    return _settlements(records, where)


def _settlements(records: Records, where: tuple[Condition, ...]) -> list[Row]:
    columns = (
        *("quarter", "rule_version", "state", "state_reason", "inputs", "rule_version.rule"),
        "reinvested_fen",
    )
    rows = records.select(Query("settlement", columns=columns, where=where, order=("quarter",)))
    codes = {
        str(row["id"]): text(row, "code")
        for row in records.select(Query("sharing_rule", columns=("code",)))
    }
    return [
        {**row, "rule_version.rule.code": codes.get(text(row, "rule_version.rule"), "")}
        for row in rows
    ]


def lines_of(records: Records, settlement: str) -> tuple[Line, ...]:
    """Return the lines of a recorded settlement, each with the corrections settled with it."""
    rows = records.select(
        Query(
            "settlement_line",
            columns=_LINE_COLUMNS,
            where=(Condition("settlement", "=", settlement),),
            order=("rank",),
        )
    )
    corrections = _corrections(records, settlement)
    return tuple(_line(row, corrections) for row in rows)


def _line(row: Row, corrections: Iterable[Correction]) -> Line:
    party = text(row, "party.code")
    return Line(
        str(row["id"]),
        party,
        whole_of(row, "share_bp"),
        text(row, "bound"),
        amount(row, "due_fen"),
        amount(row, "reinvested_fen"),
        amount(row, "escrow_fen"),
        tuple(each for each in corrections if each.party == party),
        whole_of(row, "paid_fen"),
        text(row, "paid_on"),
        text(row, "reference"),
        whole_of(row, "borne_fen"),
        whole_of(row, "advanced_fen"),
    )


def _corrections(records: Records, settlement: str) -> tuple[Correction, ...]:
    rows = records.select(
        Query(
            "settlement_correction",
            columns=(
                *("party.code", "corrected.quarter"),
                *("due_fen", "reinvested_fen", "escrow_fen"),
            ),
            where=(Condition("settlement", "=", settlement),),
            order=("corrected.quarter", "party.code"),
        )
    )
    return tuple(
        Correction(
            text(row, "party.code"),
            Quarter.parse(text(row, "corrected.quarter")),
            amount(row, "due_fen"),
            amount(row, "reinvested_fen"),
            amount(row, "escrow_fen"),
        )
        for row in rows
    )


def held_by(records: Records, settlement: str) -> tuple[Held, ...]:
    """Return what a recorded settlement holds back, party by party."""
    rows = records.select(
        Query(
            "settlement_escrow",
            columns=("party.code", *_HELD_COLUMNS, "clause"),
            where=(Condition("settlement", "=", settlement),),
            order=("party.code",),
        )
    )
    return tuple(
        Held(
            text(row, "party.code"),
            amount(row, "opening_fen"),
            amount(row, "corrected_fen"),
            amount(row, "deposit_fen"),
            amount(row, "release_fen"),
            amount(row, "forfeit_fen"),
            amount(row, "closing_fen"),
            text(row, "clause"),
        )
        for row in rows
    )


def _rule(
    records: Records, code: str, row: Row | None, result: RuleResult | None
) -> RuleSettlement:
    if row is None:
        return RuleSettlement(code, "", "", "", (), result)
    record = str(row["id"])
    return RuleSettlement(
        code,
        record,
        text(row, "state"),
        text(row, "state_reason"),
        lines_of(records, record),
        result,
        held_by(records, record),
        tuple(each for each in _corrections(records, record) if not each.party),
    )
