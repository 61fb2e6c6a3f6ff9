"""Find rules that do not hold: without version or resolution, or whose terms break a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.entities.checks import text_of
from domain.entities.sharing_rule_version import phase_breaches
from domain.errors import DomainError
from domain.models.recorded_rules import recorded_rules
from domain.models.sharing_terms import COST_BASES
from domain.records import Query
from domain.rules import record_breaches
from domain.standing.rows import amount, quarter_in, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Row, Specs

_INSIDE: Final = {
    "rule_phase": "version",
    "degression_step": "version",
    "escrow_term": "version",
    "phase_share": "phase",
    "share_bracket": "phase",
    "bracket_share": "bracket",
}
"""Entity of a version's terms → the field that names the record in whose form it stands."""
_WITHIN: Final = {"phase": "rule_phase", "bracket": "share_bracket"}
_TOLD_OF_THE_VERSION: Final = frozenset({"phases_not_contiguous", "floors_exceed"})
"""What the version's own check tells once for all of its phases."""


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A rule that does not hold, where, and why.

    Attributes:
        rule: its code; ``version`` None where it is about the rule itself.
        table, record: what is to be mended.
        breach: says what is wrong and what to do.
    """

    rule: str
    version: int | None
    table: str
    record: str
    breach: DomainError


def not_held(records: Records, specs: Specs) -> tuple[NotHeld, ...]:
    """Return which sharing rules do not hold, by agreement, rule and version."""
    return tuple(_found(records, specs))


def _found(records: Records, specs: Specs) -> Iterator[NotHeld]:
    rules = records.select(
        Query("sharing_rule", columns=("code",), order=("agreement.code", "code"))
    )
    for rule in rules:
        code, record = text(rule, "code"), text(rule, "id")
        versions = sorted(
            records.find("sharing_rule_version", rule=record),
            key=lambda each: amount(each, "version"),
        )
        adopted = [each for each in versions if text_of(each, "resolution") is not None]
        if not adopted:
            key = "rule_not_adopted" if versions else "rule_without_version"
            breach = DomainError(key, table="sharing_rule", field="code", value=code)
            yield NotHeld(code, None, "sharing_rule", record, breach)
        yield from _without_effect(records, specs, code, record)
        for version in adopted:
            number = amount(version, "version")
            for table, of, breach in _of_version(records, specs, version):
                breach.table = breach.table or table
                yield NotHeld(code, number, table, of, breach)
    yield from _divided_twice(records)


def _without_effect(records: Records, specs: Specs, code: str, rule: str) -> Iterator[NotHeld]:
    """Yield lines that say nothing of what the rule shares, as after a change of its base."""
    for table in ("retained_share", "shared_cost"):
        for row in records.find(table, rule=rule):
            for breach in record_breaches(specs, records, table, row, frozenset()):
                breach.table = breach.table or table
                yield NotHeld(code, None, table, text(row, "id"), breach)


def _divided_twice(records: Records) -> Iterator[NotHeld]:
    """Yield the rules that divide a kind of cost which another in force divides already."""
    newest = records.select(Query("quarter", columns=("quarter",), order=("-quarter",), limit=1))
    quarter = quarter_in(newest[0], "quarter") if newest else None
    if quarter is None:
        return
    recorded = recorded_rules(records)
    before: list[tuple[str, frozenset[str]]] = []
    for rule in recorded.running(quarter, ("cost",)):
        if recorded.in_force(rule, quarter)[0] is None:
            continue
        code, record = text(rule, "code"), text(rule, "id")
        kinds = frozenset(recorded.divisions.get(record, COST_BASES))
        for other, taken in before:
            if kinds & taken:
                breach = DomainError(
                    "cost_divided_twice", table="sharing_rule", value=code, other=other
                )
                yield NotHeld(code, None, "sharing_rule", record, breach)
        before.append((code, kinds))


def _of_version(
    records: Records, specs: Specs, version: Row
) -> Iterator[tuple[str, str, DomainError]]:
    record = text(version, "id")
    table = "sharing_rule_version"
    for breach in phase_breaches(records, record):
        yield table, record, breach
    for breach in record_breaches(specs, records, table, version, frozenset()):
        # Two versions overlap each other: it is told of the later one.
        other = breach.values.get("other")
        if not isinstance(other, int) or amount(version, "version") > other:
            yield table, record, breach
    for inside, row in _terms(records, version):
        for breach in record_breaches(specs, records, inside, row, frozenset()):
            if breach.key not in _TOLD_OF_THE_VERSION:
                yield inside, text(row, "id"), breach


def _terms(records: Records, version: Row) -> Iterator[tuple[str, Row]]:
    """Yield every line inside a version's form, those inside its lines too."""
    found: dict[str, list[Row]] = {"version": [version]}
    for table, inside in _INSIDE.items():
        rows = [
            row for owner in found[inside] for row in records.find(table, **{inside: owner["id"]})
        ]
        for name, of in _WITHIN.items():
            if of == table:
                found[name] = rows
        yield from ((table, row) for row in rows)
