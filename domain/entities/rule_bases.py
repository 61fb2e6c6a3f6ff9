"""Refuse terms that have no effect on what a rule divides: costs, or output for appraisal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import referred, whole_of
from domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row, Rule

TAXED = frozenset({"tax", "tax_growth"})
COST = "cost"
OUTPUT = "output"


def rule_of(row: Row, records: Records) -> Row:
    """Return the rule to which a phase, a part of one or an escrow term belongs, empty if gone."""
    phase = referred(row, "phase", "rule_phase", records) if "phase" in row else None
    version = referred(phase or row, "version", "sharing_rule_version", records)
    return referred(version or {}, "rule", "sharing_rule", records) or {}


def only_on(bases: frozenset[str], key: str, field: str) -> Rule:
    """Return the rule that a line of a rule's form belongs to rules on some bases."""

    def rule(row: Row, records: Records) -> Iterable[DomainError]:
        found = referred(row, "rule", "sharing_rule", records)
        if found is not None and found["base"] not in bases:
            yield DomainError(key, field=field, value=found["code"])

    return rule


def not_of_costs(field: str) -> Rule:
    """Return the rule that nothing of a cost is put back into the park or held back."""

    def rule(row: Row, records: Records) -> Iterable[DomainError]:
        if whole_of(row, field) and (found := rule_of(row, records)).get("base") == COST:
            yield DomainError("not_of_costs", field=field, value=found["code"])

    return rule


def not_of_output(row: Row, records: Records) -> Iterable[DomainError]:
    """Refuse shares of a party in a rule on output, which divides between home and host."""
    if (found := rule_of(row, records)).get("base") == OUTPUT:
        yield DomainError("not_of_output", field="share_bp", value=found["code"])
