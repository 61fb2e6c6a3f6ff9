"""What one party gets of a slice of the year's pool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import others, referred, text_of, total_of
from domain.entities.fields import reference, share
from domain.errors import DomainError
from domain.records import EntitySpec
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _within_the_whole(row: Row, records: Records) -> Iterable[DomainError]:
    bracket = referred(row, "bracket", "share_bracket", records)
    phase = referred(bracket or {}, "phase", "rule_phase", records)
    version = referred(phase or {}, "version", "sharing_rule_version", records)
    if bracket is None or version is None or text_of(version, "resolution") is None:
        return  # a draft's shares are added up when it is adopted
    total = total_of([*others(row, "bracket_share", records, "bracket"), row], "share_bp")
    if total > WHOLE_BP:
        yield DomainError("shares_exceed", field="share_bp", total=total, limit=WHOLE_BP)


def _of_a_party_of_the_phase(row: Row, records: Records) -> Iterable[DomainError]:
    bracket = referred(row, "bracket", "share_bracket", records)
    if bracket is None or text_of(row, "party") is None:
        return
    if not records.find("phase_share", phase=bracket["phase"], party=row["party"]):
        party = referred(row, "party", "party", records) or {}
        yield DomainError("bracket_party_unknown", field="party", value=party.get("code"))


SPEC = EntitySpec(
    table="bracket_share",
    fields=(
        reference("bracket", "share_bracket", required=True),
        reference("party", "party", required=True),
        share("share_bp", required=True),
    ),
    label=("party",),
    key=("bracket", "party"),
    area="agreements",
    icon="agreements",
    order=("bracket", "party"),
    rules=(_of_a_party_of_the_phase, _within_the_whole),
    inside="bracket",
)
