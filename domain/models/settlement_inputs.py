"""Take the terms and figures of a quarter's settlement from the records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from domain.entities.sharing_rule_version import IN_FORCE
from domain.models.settlement import (
    Degression,
    PartyTerms,
    Phase,
    RuleTerms,
    SettlementInputs,
    TaxBase,
    settle_quarter,
)
from domain.records import Aggregate, Condition, Query
from domain.standing.residence import reporting, residences
from domain.standing.rows import amount, quarter_in, text, whole_of
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.models.settlement import QuarterSettlement
    from domain.records import Records, Row

TAX_FIELDS: Final = {
    "vat": "vat_fen",
    "cit": "cit_fen",
    "pit": "pit_fen",
    "other_tax": "other_tax_fen",
}
"""Tax → field of the quarterly figures, in the order in which they are printed."""

_SHARED_BASES: Final = ("tax", "tax_growth")
_VERSION_COLUMNS: Final = (
    "version",
    "valid_from",
    "valid_to",
    "resolution.number",
    "resolution.state",
    "base_year",
    "base_year_amount_fen",
)
_RULE_COLUMNS: Final = (
    "code",
    "agreement",
    "agreement.code",
    "agreement.signed",
    "agreement.start",
    "agreement.end",
    "base",
    "clock",
    "clock_quarter",
    "home_party.code",
    "host_party.code",
    "residual_party.code",
)


def settle(records: Records, quarter: Quarter) -> QuarterSettlement:
    """Settle a quarter from the records.

    Raises:
        DomainError: ``floor_above_cap`` or ``weights_zero`` for terms that cannot be applied.
    """
    return settle_quarter(settlement_inputs(records, quarter))


def settlement_inputs(records: Records, quarter: Quarter) -> SettlementInputs:
    """Return what the settlement of a quarter rests on.

    Of each rule the version counts that is valid on the quarter's last day and was adopted by a
    resolution. A rule whose version, resolution or clock is missing is named in ``unsettled``.
    """
    rules: list[RuleTerms] = []
    unsettled: dict[str, str] = {}
    for rule in rules_of(records, quarter, _SHARED_BASES):
        version, obstacle = version_in_force(records, rule, quarter)
        clock = _clock(records, rule)
        if version is None or clock is None:
            unsettled[text(rule, "code")] = obstacle or "no_clock"
        else:
            rules.append(_terms(records, rule, version, clock, quarter))
    return SettlementInputs(quarter, _parties(records, quarter), tuple(rules), unsettled)


def rules_of(records: Records, quarter: Quarter, bases: Sequence[str]) -> list[Row]:
    """Return the sharing rules on some bases of the agreements that run in a quarter."""
    rows = records.select(
        Query(
            "sharing_rule",
            columns=_RULE_COLUMNS,
            where=(Condition("base", "in", tuple(bases)),),
            order=("agreement.code", "code"),
        )
    )
    return [row for row in rows if _runs(row, quarter, "agreement.start", "agreement.end")]


def _runs(row: Row, quarter: Quarter, start: str, end: str) -> bool:
    last = quarter.last_day.isoformat()
    return text(row, start) <= last and (not text(row, end) or last <= text(row, end))


def version_in_force(records: Records, rule: Row, quarter: Quarter) -> tuple[Row | None, str]:
    """Return the version of a rule that is in force, or why there is none.

    The reason is ``no_version`` or ``no_resolution``: no resolution, no rule in force.
    """
    rows = records.select(
        Query(
            "sharing_rule_version",
            columns=_VERSION_COLUMNS,
            where=(Condition("rule", "=", text(rule, "id")),),
            order=("-valid_from",),
        )
    )
    valid = [row for row in rows if _runs(row, quarter, "valid_from", "valid_to")]
    adopted = [row for row in valid if row["resolution.state"] in IN_FORCE]
    if adopted:
        return adopted[0], ""
    return None, "no_resolution" if valid else "no_version"


def terms_under(records: Records, rule: str, version: str, quarter: Quarter) -> RuleTerms | None:
    """Return the terms of a rule as if another of its versions were in force in a quarter.

    None when the rule does not run in the quarter or its clock has not started.

    Args:
        records: the park's.
        rule: code of the rule.
        version: record of the version.
        quarter: whose figures are taken.
    """
    found = next(
        (row for row in rules_of(records, quarter, _SHARED_BASES) if row["code"] == rule), None
    )
    rows = records.select(
        Query(
            "sharing_rule_version", columns=_VERSION_COLUMNS, where=(Condition("id", "=", version),)
        )
    )
    clock = _clock(records, found) if found else None
    if found is None or clock is None or not rows:
        return None
    return _terms(records, found, rows[0], clock, quarter)


def _clock(records: Records, rule: Row) -> Quarter | None:
    """Return when a rule's clock started: as recorded, or by what starts it."""
    recorded = quarter_in(rule, "clock_quarter")
    if recorded is not None:
        return recorded
    if rule["clock"] == "signature":
        signed = text(rule, "agreement.signed")
        return Quarter.parse(_quarter_of_day(signed)) if signed else None
    if rule["clock"] == "first_tax":
        return _first_tax(records)
    state = "construction" if rule["clock"] == "construction" else "in_production"
    first = records.aggregate(
        Query("return_milestone", where=(Condition("state", "=", state),)),
        (Aggregate("first", "least", "date"),),
    )
    day = text(first[0], "first") if first else ""
    return Quarter.parse(_quarter_of_day(day)) if day else None


def _quarter_of_day(day: str) -> str:
    year, month, _ = day.split("-")
    return f"{year}Q{(int(month) + 2) // 3}"


def _first_tax(records: Records) -> Quarter | None:
    firsts: list[str] = []
    for name in TAX_FIELDS.values():
        rows = records.aggregate(
            Query("firm_quarter", where=(Condition(name, ">", 0),)),
            (Aggregate("first", "least", "quarter"),),
        )
        firsts += [text(row, "first") for row in rows if row["first"]]
    return Quarter.parse(min(firsts)) if firsts else None


def _terms(
    records: Records, rule: Row, version: Row, clock: Quarter, quarter: Quarter
) -> RuleTerms:
    return RuleTerms(
        code=text(rule, "code"),
        agreement=text(rule, "agreement.code"),
        base=text(rule, "base"),
        version=amount(version, "version"),
        version_id=text(version, "id"),
        resolution=text(version, "resolution.number"),
        clock=text(rule, "clock"),
        clock_quarter=clock,
        taxes=_taxes(records, text(rule, "id"), quarter),
        phases=_phases(records, text(version, "id")),
        residual_party=text(rule, "residual_party.code"),
        base_year=whole_of(version, "base_year"),
        base_year_fen=amount(version, "base_year_amount_fen"),
        degression=_degression(records, text(version, "id")),
    )


def _taxes(records: Records, rule: str, quarter: Quarter) -> tuple[TaxBase, ...]:
    retained = {
        text(row, "tax"): amount(row, "share_bp")
        for row in records.find("retained_share", rule=rule)
    }
    names = [tax for tax in TAX_FIELDS if tax in retained]
    figures = [
        Aggregate(f"{tax}_{function}", function, TAX_FIELDS[tax])
        for tax in names
        for function in ("total", "known")
    ]
    where = (Condition("quarter", "=", str(quarter)),)
    sums = records.aggregate(Query("firm_quarter", where=where), figures) if figures else []
    row: Row = sums[0] if sums else {}
    expected = len(reporting(residences(records), quarter))
    return tuple(
        TaxBase(
            tax,
            whole_of(row, f"{tax}_total") if amount(row, f"{tax}_known") else None,
            retained[tax],
            amount(row, f"{tax}_known"),
            max(expected, amount(row, f"{tax}_known")),
        )
        for tax in names
    )


def _phases(records: Records, version: str) -> tuple[Phase, ...]:
    shares = records.select(
        Query(
            "phase_share",
            columns=("phase", "party.code", "share_bp", "floor_fen", "cap_fen", "reinvested_bp"),
            where=(Condition("phase.version", "=", version),),
            order=("rank",),
        )
    )
    parties: dict[str, list[PartyTerms]] = defaultdict(list)
    for row in shares:
        parties[text(row, "phase")].append(
            PartyTerms(
                text(row, "party.code"),
                amount(row, "share_bp"),
                whole_of(row, "floor_fen"),
                whole_of(row, "cap_fen"),
                amount(row, "reinvested_bp"),
            )
        )
    rows = records.select(
        Query(
            "rule_phase",
            columns=("phase", "from_year", "to_year"),
            where=(Condition("version", "=", version),),
            order=("from_year",),
        )
    )
    return tuple(
        Phase(
            amount(row, "phase"),
            amount(row, "from_year"),
            whole_of(row, "to_year"),
            tuple(parties[text(row, "id")]),
        )
        for row in rows
    )


def _degression(records: Records, version: str) -> tuple[Degression, ...]:
    rows = records.select(
        Query(
            "degression_step",
            columns=("from_year", "to_year", "share_bp"),
            where=(Condition("version", "=", version),),
            order=("from_year",),
        )
    )
    return tuple(
        Degression(amount(row, "from_year"), whole_of(row, "to_year"), amount(row, "share_bp"))
        for row in rows
    )


def _parties(records: Records, quarter: Quarter) -> tuple[str, ...]:
    """Return the parties of the agreements that run, in the order in which they are listed."""
    rows = records.select(
        Query(
            "agreement_party",
            columns=("party.code", "agreement.start", "agreement.end"),
            order=("agreement.code", "rank"),
        )
    )
    running = [row for row in rows if _runs(row, quarter, "agreement.start", "agreement.end")]
    return tuple(dict.fromkeys(text(row, "party.code") for row in running))
