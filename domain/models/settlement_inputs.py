"""Take the terms and figures of a quarter's settlement from the records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from domain.models.attribution import (
    Attribution,
    AttributionPhase,
    AttributionRule,
    ProjectOutput,
    attribute_output,
)
from domain.models.settlement import (
    Degression,
    Phase,
    PartyTerms,
    QuarterSettlement,
    RuleTerms,
    SettlementInputs,
    TaxBase,
    settle_quarter,
)
from domain.records import Aggregate, Condition, Query
from domain.residence import reporting_firms
from domain.rowreading import number, text, whole
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Records, Row

TAX_FIELDS: Final = {
    "vat": "vat_fen",
    "cit": "cit_fen",
    "pit": "pit_fen",
    "other_tax": "other_tax_fen",
}
"""Tax → field of the quarterly figures, in the order in which they are printed."""

SHARED_BASES: Final = ("tax", "tax_growth")
_ADOPTED: Final = frozenset({"adopted", "countersigned", "in_force", "executed", "superseded"})


def settlement_inputs(records: Records, quarter: Quarter) -> SettlementInputs:
    """Return what the settlement of a quarter rests on.

    Of each rule the version counts that is valid on the quarter's last day and was adopted by a
    resolution. A rule on growth or tax whose version, resolution or clock is missing is named in
    ``unsettled`` with the reason.
    """
    rules: list[RuleTerms] = []
    unsettled: dict[str, str] = {}
    for rule in _rules(records, quarter, SHARED_BASES):
        version = _version(records, rule, quarter)
        reason = _obstacle(version) if version is None or isinstance(version, str) else ""
        clock = _clock(records, rule)
        if reason or clock is None:
            unsettled[text(rule["code"])] = reason or "no_clock"
        elif not isinstance(version, str) and version is not None:
            rules.append(_terms(records, rule, version, clock, quarter))
    return SettlementInputs(quarter, _parties(records, quarter), tuple(rules), unsettled)
