"""Take the terms and figures of a quarter's settlement from the records."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.models.recorded_bases import RecordedBases
from domain.models.recorded_costs import accounts, by_party, cost_bases, cost_entries, uses
from domain.models.recorded_rules import SETTLED_BASES, recorded_rules, runs
from domain.models.settled import QuarterSettlement, SettlementInputs
from domain.models.settlement import carried_on, settle_rule
from domain.models.sharing_terms import Carried, RuleTerms
from domain.records import Aggregate, Condition, Query
from domain.standing.kept import kept
from domain.standing.rows import amount, quarter_in, text, whole_of
from domain.units import Quarter

if TYPE_CHECKING:
    from domain.models.recorded_costs import Accounts, CostEntry
    from domain.models.recorded_rules import RecordedVersion
    from domain.models.settled import RuleResult
    from domain.records import Records, Row


@kept
def settle(records: Records, quarter: Quarter) -> QuarterSettlement:
    """Settle a quarter from the records, once for each state of them.

    Raises:
        DomainError: ``floor_above_cap`` or ``weights_zero`` for terms that cannot be applied.
    """
    return Settling(records).settle(quarter)


def terms_under(records: Records, rule: str, version: str, quarter: Quarter) -> RuleTerms | None:
    """Return the terms of a rule as if another of its versions were in force in a quarter.

    None when the rule does not run in the quarter or its clock has not started.

    Args:
        records: the park's.
        rule: code of the rule.
        version: record of the version.
        quarter: whose figures are taken.
    """
    return Settling(records).under(rule, version, quarter)


def accounts_of(records: Records, rule: Row) -> Accounts:
    """Return on whose account tenants use the park under a rule on costs."""
    named = recorded_rules(records).homes.get(text(rule, "id"), {})
    return accounts(records, text(rule, "agreement"), named, text(rule, "home_party.code"))


class Settling:
    """Settle quarters from the records, which are read once for all of them.

    A rule with a lifetime cap, brackets or escrow counts on from quarter to quarter. What the
    quarters before left is what today's records and terms give for them, which is what their
    settlements recorded together with all corrections, those of the quarter included; where the
    terms of a recorded quarter are gone, its record counts.
    """

    def __init__(self, records: Records) -> None:
        self._records = records
        self._rules = recorded_rules(records)
        self._bases = RecordedBases(records)
        self._costs: dict[Quarter, tuple[CostEntry, ...]] = {}
        self._clocks: dict[str, Quarter | None] = {}
        self._carried: dict[tuple[str, int], Carried] = {}
        self._results: dict[tuple[str, str, Quarter], RuleResult] = {}

    def settle(self, quarter: Quarter) -> QuarterSettlement:
        """Settle a quarter.

        Raises:
            DomainError: ``floor_above_cap`` or ``weights_zero`` for terms that cannot be applied.
        """
        inputs = self.inputs(quarter)
        return QuarterSettlement(
            inputs, tuple(self._result(each, quarter) for each in inputs.rules)
        )

    def inputs(self, quarter: Quarter) -> SettlementInputs:
        """Return what the settlement of a quarter rests on.

        Of each rule the version counts that is valid on the quarter's last day and was adopted by
        a resolution. A rule that cannot be settled is named in ``unsettled`` with the reason.
        """
        rules: list[RuleTerms] = []
        unsettled: dict[str, str] = {}
        for rule in self._rules.running(quarter, SETTLED_BASES):
            terms, obstacle = self._terms(rule, quarter)
            if terms is None:
                unsettled[text(rule, "code")] = obstacle
            else:
                rules.append(self._carrying(rule, terms, quarter))
        return SettlementInputs(quarter, self._parties(quarter), tuple(rules), unsettled)

    def under(self, code: str, version: str, quarter: Quarter) -> RuleTerms | None:
        """Return the terms of a rule under another of its versions, see ``terms_under``."""
        running = self._rules.running(quarter, SETTLED_BASES)
        rule = next((row for row in running if row["code"] == code), None)
        found = self._rules.version(version)
        clock = self.clock(rule) if rule else None
        if rule is None or clock is None or found is None:
            return None
        return self._carrying(rule, self._terms_of(rule, found, clock, quarter), quarter)

    def _terms(self, rule: Row, quarter: Quarter) -> tuple[RuleTerms | None, str]:
        """Return the terms in force without what was carried, or why there are none."""
        version, obstacle = self._rules.in_force(rule, quarter)
        clock = self.clock(rule)
        if version is None or clock is None:
            return None, obstacle or "no_clock"
        if version.fault:
            return None, version.fault
        return self._terms_of(rule, version, clock, quarter), ""

    def _terms_of(
        self, rule: Row, version: RecordedVersion, clock: Quarter, quarter: Quarter
    ) -> RuleTerms:
        terms = self._built(rule, version, clock, quarter)
        return self._with_costs(terms, rule, quarter) if terms.divides_costs else terms

    def _with_costs(self, terms: RuleTerms, rule: Row, quarter: Quarter) -> RuleTerms:
        """Add the costs that a rule divides; of them nothing is reinvested or held back."""
        record = text(rule, "id")
        divisions = self._rules.divisions.get(record, {})
        taxes, advanced = cost_bases(self._costs_of(quarter), divisions)
        used: tuple[tuple[str, int], ...] = ()
        if any(each.by_use for each in taxes):
            used = by_party(uses(self._records, quarter, accounts_of(self._records, rule)))
        phases = tuple(replace(each, reinvested_bp=0) for each in terms.phases)
        return replace(terms, taxes=taxes, phases=phases, escrow=(), advanced=advanced, uses=used)

    def _costs_of(self, quarter: Quarter) -> tuple[CostEntry, ...]:
        if quarter not in self._costs:
            self._costs[quarter] = cost_entries(self._records, quarter)
        return self._costs[quarter]

    def _built(
        self, rule: Row, version: RecordedVersion, clock: Quarter, quarter: Quarter
    ) -> RuleTerms:
        row, base = version.row, text(rule, "base")
        retained = self._rules.retained.get(text(rule, "id"), {})
        costs = base == "cost"
        return RuleTerms(
            code=text(rule, "code"),
            agreement=text(rule, "agreement.code"),
            base=base,
            version=amount(row, "version"),
            version_id=version.record,
            resolution=text(row, "resolution.number"),
            clock=text(rule, "clock"),
            clock_quarter=clock,
            taxes=() if costs else self._bases.of(base, retained, quarter),
            phases=version.phases,
            residual_party=text(rule, "residual_party.code"),
            base_year=whole_of(row, "base_year"),
            base_year_fen=amount(row, "base_year_amount_fen"),
            degression=version.degression,
            threshold_fen=whole_of(row, "threshold_fen"),
            lifetime_cap_fen=whole_of(row, "lifetime_cap_fen"),
            floor_rule=text(row, "floor_rule") or "proportional",
            escrow=version.escrow,
            clause=text(row, "clause"),
        )

    # -------------------------------------------------------------------- from quarter to quarter

    def _carrying(self, rule: Row, terms: RuleTerms, quarter: Quarter) -> RuleTerms:
        if not (terms.remembers or self._remembers(rule)):
            return terms
        return replace(terms, carried=self._left_before(rule, terms.clock_quarter, quarter))

    def _remembers(self, rule: Row) -> bool:
        """Tell whether an adopted version of a rule counts on from quarter to quarter."""
        versions = self._rules.versions.get(text(rule, "id"), ())
        return any(
            each.escrow
            or whole_of(each.row, "lifetime_cap_fen") is not None
            or any(phase.brackets for phase in each.phases)
            for each in versions
        )

    def _left_before(self, rule: Row, clock: Quarter, quarter: Quarter) -> Carried:
        """Return what all quarters from the clock's to the one before this left."""
        record = text(rule, "id")
        begun = quarter.index
        while begun > clock.index and (record, begun) not in self._carried:
            begun -= 1
        left = self._carried.get((record, begun), Carried())
        for index in range(begun, quarter.index):
            left = self._left_by(rule, clock.plus(index - clock.index), left)
            self._carried[record, index + 1] = left
        return left

    def _left_by(self, rule: Row, quarter: Quarter, before: Carried) -> Carried:
        running = runs(rule, quarter, "agreement.start", "agreement.end")
        terms = self._terms(rule, quarter)[0] if running else None
        if terms is None:
            return self._recorded(rule, quarter, before)
        return carried_on(self._result(replace(terms, carried=before), quarter), quarter)

    def _result(self, terms: RuleTerms, quarter: Quarter) -> RuleResult:
        """Settle a rule in a quarter, once, although its next quarter counts on from it."""
        key = (terms.agreement, terms.code, quarter)
        if key not in self._results:
            self._results[key] = settle_rule(terms, quarter)
        return self._results[key]

    def _recorded(self, rule: Row, quarter: Quarter, before: Carried) -> Carried:
        """Return what the record of a quarter left whose terms are gone; without one, as before."""
        columns = ("shared_fen", "reinvested_fen")
        where = (
            Condition("quarter", "=", str(quarter)),
            Condition("rule_version.rule", "=", text(rule, "id")),
        )
        rows = self._records.select(Query("settlement", columns=columns, where=where))
        if not rows:
            return before
        shared = amount(rows[0], "shared_fen")
        held = self._records.select(
            Query(
                "settlement_escrow",
                columns=("party.code", "closing_fen"),
                where=(Condition("settlement", "=", text(rows[0], "id")),),
            )
        )
        year = before.year_fen if before.year == quarter.year else 0
        return Carried(
            before.shared_fen + shared,
            quarter.year,
            year + shared - amount(rows[0], "reinvested_fen"),
            tuple((text(row, "party.code"), amount(row, "closing_fen")) for row in held),
        )

    # ---------------------------------------------------------------------------- clock, parties

    def clock(self, rule: Row) -> Quarter | None:
        """Return the quarter in which the clock of a recorded rule started, None before it did."""
        record = text(rule, "id")
        if record not in self._clocks:
            self._clocks[record] = self._started(rule)
        return self._clocks[record]

    def _started(self, rule: Row) -> Quarter | None:
        """Return when a rule's clock started: as recorded, or by what starts it."""
        recorded = quarter_in(rule, "clock_quarter")
        if recorded is not None:
            return recorded
        if rule["clock"] == "signature":
            return _quarter_of_day(text(rule, "agreement.signed"))
        if rule["clock"] == "first_tax":
            return self._bases.first_tax()
        state = "construction" if rule["clock"] == "construction" else "in_production"
        first = self._records.aggregate(
            Query("return_milestone", where=(Condition("state", "=", state),)),
            (Aggregate("first", "least", "date"),),
        )
        return _quarter_of_day(text(first[0], "first") if first else "")

    def _parties(self, quarter: Quarter) -> tuple[str, ...]:
        """Return the parties of the agreements that run, in the order in which they are listed."""
        rows = self._records.select(
            Query(
                "agreement_party",
                columns=("party.code", "agreement.start", "agreement.end"),
                order=("agreement.code", "rank"),
            )
        )
        running = [row for row in rows if runs(row, quarter, "agreement.start", "agreement.end")]
        return tuple(dict.fromkeys(text(row, "party.code") for row in running))


def _quarter_of_day(day: str) -> Quarter | None:
    if not day:
        return None
    year, month, _ = day.split("-")
    return Quarter(int(year), (int(month) + 2) // 3)
