"""A version of a sharing rule, in force by the resolution that adopted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import in_order, others, referred, text_of, total_of, whole_of
from domain.entities.choices import FLOOR_RULE
from domain.entities.fields import OWNER, choice, day, money, reference, text, whole
from domain.entities.rule_bases import OUTPUT, rule_of
from domain.errors import DomainError
from domain.records import EntitySpec
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

ADOPTED = frozenset({"adopted", "countersigned", "in_force", "executed", "superseded"})
"""States of a resolution to which a version may be tied."""

IN_FORCE = frozenset({"in_force", "executed", "superseded"})
"""States of a resolution that puts its versions in force, or did so until its successor came."""

_FOR_EVER = "9999-12-31"


def phase_breaches(records: Records, version: str) -> Iterable[DomainError]:
    """Yield where the phases of a version are missing, leave a gap or do not divide the whole."""
    phases = sorted(
        records.find("rule_phase", version=version), key=lambda each: whole_of(each, "phase") or 0
    )
    if not phases:
        number = (records.get("sharing_rule_version", version) or {}).get("version")
        yield DomainError("phases_missing", field="resolution", value=number)
    due: int | None = 1
    for phase in phases:
        number = phase["phase"]
        if due is None or phase["from_year"] != due:
            yield DomainError("phases_not_contiguous", field="resolution", value=number)
        last = whole_of(phase, "to_year")
        due = None if last is None else last + 1
        yield from _share_breaches(records, version, phase)


def _share_breaches(records: Records, version: str, phase: Row) -> Iterable[DomainError]:
    """Yield where a phase does not divide the whole: a rule on output between home and host."""
    number = phase["phase"]
    if rule_of({"version": version}, records).get("base") == OUTPUT:
        # Where both are named, the phase's own rule has added them up.
        if whole_of(phase, "home_bp") is None or whole_of(phase, "host_bp") is None:
            yield DomainError("output_not_halved", field="resolution", value=number)
        return
    shares = records.find("phase_share", phase=phase["id"])
    if (total := total_of(shares, "share_bp")) != WHOLE_BP:
        yield DomainError("phase_not_whole", field="resolution", value=number, total_bp=total)
    yield from _bracket_breaches(records, phase)
    yield from _floor_breaches(records, version, phase, shares)


def _bracket_breaches(records: Records, phase: Row) -> Iterable[DomainError]:
    for bracket in records.find("share_bracket", phase=phase["id"]):
        total = total_of(records.find("bracket_share", bracket=bracket["id"]), "share_bp")
        if total != WHOLE_BP:
            yield DomainError(
                "bracket_not_whole",
                field="resolution",
                value=bracket["number"],
                phase=phase["phase"],
                total_bp=total,
            )


def _floor_breaches(
    records: Records, version: str, phase: Row, shares: Iterable[Row]
) -> Iterable[DomainError]:
    limit = whole_of(records.get("sharing_rule_version", version) or {}, "lifetime_cap_fen")
    floors = total_of(shares, "floor_fen")
    if limit is not None and floors > limit:
        yield DomainError(
            "floors_exceed",
            field="resolution",
            phase=phase["phase"],
            floors_fen=floors,
            limit_fen=limit,
        )


def _adopted(row: Row, records: Records) -> Iterable[DomainError]:
    resolution = referred(row, "resolution", "resolution", records)
    if resolution is not None and resolution["state"] not in ADOPTED:
        yield DomainError("resolution_not_adopted", field="resolution", value=resolution["number"])


def _alone_in_its_time(row: Row, records: Records) -> Iterable[DomainError]:
    start, end = text_of(row, "valid_from"), text_of(row, "valid_to") or _FOR_EVER
    if start is None or text_of(row, "resolution") is None:
        return  # a draft may lie beside the version in force
    for other in others(row, "sharing_rule_version", records, "rule"):
        begun = text_of(other, "valid_from")
        if begun is None or text_of(other, "resolution") is None:
            continue
        if begun <= end and start <= (text_of(other, "valid_to") or _FOR_EVER):
            yield DomainError(
                "versions_overlap", field="valid_from", value=start, other=other["version"]
            )


def _limits_mean_something(row: Row, _records: Records) -> Iterable[DomainError]:
    if whole_of(row, "lifetime_cap_fen") == 0:
        yield DomainError("cap_zero", field="lifetime_cap_fen")


def _rest_has_an_owner(row: Row, records: Records) -> Iterable[DomainError]:
    """Ask for the party that keeps what a threshold or a lifetime cap leaves undivided."""
    rule = referred(row, "rule", "sharing_rule", records)
    if rule is None or text_of(rule, "residual_party") is not None:
        return
    for name in ("threshold_fen", "lifetime_cap_fen"):
        if whole_of(row, name):
            yield DomainError("residual_party_missing", field=name, value=rule["code"])
            return


def _whole_when_adopted(row: Row, records: Records) -> Iterable[DomainError]:
    if text_of(row, "resolution") is None:
        return
    rule = referred(row, "rule", "sharing_rule", records) or {}
    if rule.get("base") == "tax_growth" and whole_of(row, "base_year_amount_fen") is None:
        yield DomainError("required", field="base_year_amount_fen")
    before = records.get("sharing_rule_version", str(row.get("id")))
    if before is not None and before["resolution"] is None:
        yield from phase_breaches(records, str(row["id"]))


SPEC = EntitySpec(
    table="sharing_rule_version",
    fields=(
        reference("rule", "sharing_rule", required=True),
        whole("version", required=True, minimum=1, maximum=999),
        day("valid_from", required=True),
        day("valid_to"),
        reference("resolution", "resolution"),
        reference("proposed_by", "resolution", listed=False),
        whole("base_year", minimum=1900, maximum=2200),
        money("base_year_amount_fen"),
        money("threshold_fen"),
        money("lifetime_cap_fen"),
        choice("floor_rule", FLOOR_RULE),
        text("clause"),
        OWNER,
    ),
    label=("version",),
    key=("rule", "version"),
    area="agreements",
    icon="agreements",
    order=("rule.code", "version"),
    rules=(
        in_order("valid_from", "valid_to", "end_before_start"),
        _adopted,
        _alone_in_its_time,
        _limits_mean_something,
        _rest_has_an_owner,
        _whole_when_adopted,
    ),
)
