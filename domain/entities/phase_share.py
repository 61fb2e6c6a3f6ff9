"""What one party gets in a phase: share, floor, cap, reinvested part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import at_most, others, referred, text_of, total_of, whole_of
from domain.entities.fields import money, reference, share, whole
from domain.entities.rule_bases import not_of_costs, not_of_output
from domain.errors import DomainError
from domain.records import EntitySpec
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def _within_the_whole(row: Row, records: Records) -> Iterable[DomainError]:
    phase = referred(row, "phase", "rule_phase", records)
    version = referred(phase or {}, "version", "sharing_rule_version", records)
    if version is None or text_of(version, "resolution") is None:
        return  # a draft's shares are added up when it is adopted
    total = total_of([*others(row, "phase_share", records, "phase"), row], "share_bp")
    if total > WHOLE_BP:
        yield DomainError("shares_exceed", field="share_bp", total=total, limit=WHOLE_BP)


def _cap_leaves_something(row: Row, _records: Records) -> Iterable[DomainError]:
    if whole_of(row, "cap_fen") == 0:
        yield DomainError("cap_zero", field="cap_fen")


def _floors_within_the_lifetime_cap(row: Row, records: Records) -> Iterable[DomainError]:
    phase = referred(row, "phase", "rule_phase", records)
    version = referred(phase or {}, "version", "sharing_rule_version", records)
    limit = whole_of(version or {}, "lifetime_cap_fen")
    if limit is None or whole_of(row, "floor_fen") is None:
        return
    floors = total_of([*others(row, "phase_share", records, "phase"), row], "floor_fen")
    if floors > limit:
        number = (phase or {}).get("phase")
        yield DomainError(
            "floors_exceed", field="floor_fen", phase=number, floors_fen=floors, limit_fen=limit
        )


SPEC = EntitySpec(
    table="phase_share",
    fields=(
        reference("phase", "rule_phase", required=True),
        reference("party", "party", required=True),
        whole("rank", minimum=1, maximum=999),
        share("share_bp", required=True),
        money("floor_fen"),
        money("cap_fen"),
        share("reinvested_bp"),
    ),
    label=("party",),
    key=("phase", "party"),
    area="agreements",
    icon="agreements",
    order=("phase", "rank"),
    rules=(
        at_most("floor_fen", "cap_fen", "floor_gt_cap"),
        _cap_leaves_something,
        _floors_within_the_lifetime_cap,
        _within_the_whole,
        not_of_costs("reinvested_bp"),
        not_of_output,
    ),
    inside="phase",
)
