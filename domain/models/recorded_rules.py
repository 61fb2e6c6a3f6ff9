"""The sharing rules as they are recorded, read once for however many quarters are settled."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from domain.entities.sharing_rule_version import IN_FORCE
from domain.models.sharing_terms import Bracket, Degression, EscrowTerm, PartyTerms, Phase
from domain.records import Condition, Query
from domain.standing.kept import kept
from domain.standing.rows import amount, quarter_in, text, whole_of
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from domain.records import Records, Row
    from domain.units import Quarter

T = TypeVar("T")

SETTLED_BASES: Final = ("tax", "tax_growth", "rent", "land_income", "cost")
"""What the rules share that move money each quarter."""

_VERSION_COLUMNS: Final = (
    *("rule", "version", "valid_from", "valid_to", "resolution.number", "resolution.state"),
    *("base_year", "base_year_amount_fen", "threshold_fen", "lifetime_cap_fen", "floor_rule"),
    "clause",
)
_RULE_COLUMNS: Final = (
    *("code", "agreement", "agreement.code", "agreement.signed", "agreement.start"),
    *("agreement.end", "base", "clock", "clock_quarter", "home_party.code", "host_party.code"),
    *("residual_party.code", "per_project"),
)


@dataclass(frozen=True, slots=True)
class RecordedVersion:
    """A version of a rule with all its lists.

    Attributes:
        row: the version's own fields, with number and state of its resolution.
    """

    row: Row
    phases: tuple[Phase, ...]
    degression: tuple[Degression, ...]
    escrow: tuple[EscrowTerm, ...]

    @property
    def record(self) -> str:
        """The version's record."""
        return text(self.row, "id")

    @property
    def fault(self) -> str:
        """Why the terms cannot be applied: phases are missing or leave a gap, shares do not add up.

        It is ``phases_missing``, ``phases_not_contiguous``, ``shares_not_whole``, or empty.
        """
        if not self.phases:
            return "phases_missing"
        due: int | None = 1
        for phase in self.phases:
            if due is None or phase.from_year != due:
                return "phases_not_contiguous"
            due = None if phase.to_year is None else phase.to_year + 1
        divisions = [tuple(each.share_bp for each in phase.parties) for phase in self.phases]
        divisions += [each.shares for phase in self.phases for each in phase.brackets]
        whole = all(sum(shares) == WHOLE_BP for shares in divisions)
        return "" if whole else "shares_not_whole"


@dataclass(frozen=True, slots=True)
class RecordedRules:
    """All sharing rules with their versions and what each keeps of its taxes.

    Attributes:
        rules: in the order of agreements and codes.
        versions: rule → its versions, the latest first.
        retained: rule → tax → basis points.
        divisions: rule on costs → kind of cost → ``shares`` or ``use``.
        homes: rule → region → party that counts as home there.
    """

    rules: tuple[Row, ...]
    versions: Mapping[str, tuple[RecordedVersion, ...]]
    retained: Mapping[str, Mapping[str, int]]
    divisions: Mapping[str, Mapping[str, str]]
    homes: Mapping[str, Mapping[str, str]]

    def running(self, quarter: Quarter, bases: Sequence[str]) -> list[Row]:
        """Return the rules on some bases of the agreements that run in a quarter."""
        return [
            rule
            for rule in self.rules
            if rule["base"] in bases and runs(rule, quarter, "agreement.start", "agreement.end")
        ]

    def in_force(self, rule: Row, quarter: Quarter) -> tuple[RecordedVersion | None, str]:
        """Return the version of a rule that is in force, or why there is none.

        The reason is ``no_version`` or ``no_resolution``: no resolution, no rule in force.
        """
        versions = self.versions.get(text(rule, "id"), ())
        valid = [each for each in versions if runs(each.row, quarter, "valid_from", "valid_to")]
        adopted = [each for each in valid if each.row["resolution.state"] in IN_FORCE]
        if adopted:
            return adopted[0], ""
        return None, "no_resolution" if valid else "no_version"

    def version(self, record: str) -> RecordedVersion | None:
        """Return a version by its record, None when there is none."""
        every = (each for versions in self.versions.values() for each in versions)
        return next((each for each in every if each.record == record), None)


def runs(row: Row, quarter: Quarter, start: str, end: str) -> bool:
    """Tell whether a span of days holds the last day of a quarter."""
    last = quarter.last_day.isoformat()
    return text(row, start) <= last and (not text(row, end) or last <= text(row, end))


@kept
def recorded_rules(records: Records) -> RecordedRules:
    """Return every sharing rule with its versions and lists."""
    rules = records.select(
        Query("sharing_rule", columns=_RULE_COLUMNS, order=("agreement.code", "code"))
    )
    order = ("-valid_from",)
    rows = records.select(Query("sharing_rule_version", columns=_VERSION_COLUMNS, order=order))
    phases, degression, escrow = _phases(records), _degression(records), _escrow(records)
    versions: dict[str, list[RecordedVersion]] = defaultdict(list)
    for row in rows:
        record = text(row, "id")
        version = RecordedVersion(
            row,
            phases.get(record, ()),
            degression.get(record, ()),
            escrow.get(record, ()),
        )
        versions[text(row, "rule")].append(version)
    retained: dict[str, dict[str, int]] = defaultdict(dict)
    for row in records.select(Query("retained_share", columns=("rule", "tax", "share_bp"))):
        retained[text(row, "rule")][text(row, "tax")] = amount(row, "share_bp")
    return RecordedRules(
        tuple(rules),
        {rule: tuple(found) for rule, found in versions.items()},
        dict(retained),
        _by_rule(records, "shared_cost", "category", "division"),
        _by_rule(records, "rule_home_party", "region", "party.code"),
    )


def _by_rule(records: Records, table: str, key: str, value: str) -> dict[str, dict[str, str]]:
    """Return what a list in the form of each rule says, key by key."""
    rows = _grouped(records, table, "rule", (key, value), key)
    return {rule: {text(row, key): text(row, value) for row in each} for rule, each in rows.items()}


def _grouped(
    records: Records, table: str, by: str, columns: Sequence[str], order: str
) -> dict[str, list[Row]]:
    """Return the rows of a list, gathered by the record in whose form they stand."""
    found: dict[str, list[Row]] = defaultdict(list)
    query = Query(table, columns=(by, *columns), where=(Condition(by, "known"),), order=(order,))
    for row in records.select(query):
        found[text(row, by)].append(row)
    return found


def _made(rows: Mapping[str, Sequence[Row]], term: Callable[[Row], T]) -> dict[str, tuple[T, ...]]:
    """Return the terms that rows hold, gathered as the rows are."""
    return {record: tuple(map(term, found)) for record, found in rows.items()}


def _phases(records: Records) -> dict[str, tuple[Phase, ...]]:
    columns = ("party.code", "share_bp", "floor_fen", "cap_fen", "reinvested_bp")
    shares = _grouped(records, "phase_share", "phase", columns, "rank")
    parties, brackets = _made(shares, _party), _brackets(records, shares)
    columns = ("phase", "from_year", "to_year", "reinvested_bp", "clause")

    def phase(row: Row) -> Phase:
        return Phase(
            amount(row, "phase"),
            amount(row, "from_year"),
            whole_of(row, "to_year"),
            parties.get(text(row, "id"), ()),
            amount(row, "reinvested_bp"),
            tuple(brackets.get(text(row, "id"), ())),
            text(row, "clause"),
        )

    return _made(_grouped(records, "rule_phase", "version", columns, "from_year"), phase)


def _party(row: Row) -> PartyTerms:
    return PartyTerms(
        text(row, "party.code"),
        amount(row, "share_bp"),
        whole_of(row, "floor_fen"),
        whole_of(row, "cap_fen"),
        amount(row, "reinvested_bp"),
    )


def _brackets(records: Records, shares: Mapping[str, Sequence[Row]]) -> dict[str, list[Bracket]]:
    """Return the brackets of each phase, their shares in the order of the phase's parties."""
    own = _grouped(records, "bracket_share", "bracket", ("party.code", "share_bp"), "party")
    rows = _grouped(records, "share_bracket", "phase", ("number", "above_fen", "clause"), "number")
    found: dict[str, list[Bracket]] = {}
    for phase, brackets in rows.items():
        parties = [text(row, "party.code") for row in shares.get(phase, ())]
        for row in brackets:
            of = {text(e, "party.code"): amount(e, "share_bp") for e in own[text(row, "id")]}
            bracket = Bracket(
                amount(row, "number"),
                amount(row, "above_fen"),
                tuple(of.get(party, 0) for party in parties),
                text(row, "clause"),
            )
            found.setdefault(phase, []).append(bracket)
    return found


def _degression(records: Records) -> dict[str, tuple[Degression, ...]]:
    columns = ("from_year", "to_year", "share_bp", "clause")

    def step(row: Row) -> Degression:
        return Degression(
            amount(row, "from_year"),
            whole_of(row, "to_year"),
            amount(row, "share_bp"),
            text(row, "clause"),
        )

    return _made(_grouped(records, "degression_step", "version", columns, "from_year"), step)


def _escrow(records: Records) -> dict[str, tuple[EscrowTerm, ...]]:
    columns = ("party.code", "share_bp", "milestone", "reached_quarter", "deadline_quarter")

    def term(row: Row) -> EscrowTerm:
        return EscrowTerm(
            text(row, "party.code"),
            amount(row, "share_bp"),
            text(row, "milestone"),
            quarter_in(row, "reached_quarter"),
            quarter_in(row, "deadline_quarter"),
            text(row, "clause"),
        )

    rows = _grouped(records, "escrow_term", "version", (*columns, "clause"), "party.code")
    return _made(rows, term)
