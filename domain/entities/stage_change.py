"""A firm's step from one stage to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import others, previous_and_next, text_of
from domain.entities.choices import PROCESS, STAGE
from domain.entities.fields import OWNER, choice, day, reference, text
from domain.entities.machines import INCUBATION, MODE_2
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row

MACHINES = {"incubation": INCUBATION, "mode_2": MODE_2}
"""The state machine of each process."""


def stage_on(records: Records, firm: str, process: str, day: str) -> str | None:
    """Return a firm's stage at the end of a day, None when the process had not begun."""
    changes = records.find("stage_change", firm=firm, process=process)
    known = [each for each in changes if str(each["date"]) <= day]
    if not known:
        return None
    last = max(known, key=lambda each: (str(each["date"]), str(each["id"])))
    return text_of(last, "to_stage")


def _moves(row: Row, _records: Records) -> Iterable[DomainError]:
    machine = MACHINES.get(text_of(row, "process") or "")
    new = text_of(row, "to_stage")
    if machine is None or new is None:
        return
    try:
        machine.check(text_of(row, "from_stage") or "", new, text_of(row, "reason") or "")
    except DomainError as breach:
        breach.field = "reason" if breach.key == "reason_missing" else "to_stage"
        yield breach


def _meets_a_criterion(row: Row, _records: Records) -> Iterable[DomainError]:
    if row.get("to_stage") == "graduated" and text_of(row, "criteria") is None:
        yield DomainError("criteria_missing", field="criteria")


def _follows_on(row: Row, records: Records) -> Iterable[DomainError]:
    changes = others(row, "stage_change", records, "firm", "process")
    before, after = previous_and_next(row, changes)
    stage = text_of(before or {}, "to_stage")
    old, new = text_of(row, "from_stage"), text_of(row, "to_stage")
    if old != stage:
        yield DomainError("stage_gap", field="from_stage", value=old, stage=stage)
    elif after is not None and text_of(after, "from_stage") != new:
        yield DomainError("next_stage_gap", field="to_stage", value=new, stage=after["from_stage"])


def _nothing_follows(row: Row, records: Records) -> Iterable[DomainError]:
    changes = others(row, "stage_change", records, "firm", "process")
    before, after = previous_and_next(row, changes)
    if after is not None and text_of(after, "from_stage") != text_of(before or {}, "to_stage"):
        yield DomainError(
            "followed_by", field="to_stage", stage=after["to_stage"], date=after["date"]
        )


SPEC = EntitySpec(
    table="stage_change",
    fields=(
        reference("firm", "firm", required=True),
        choice("process", PROCESS, required=True, default="incubation"),
        choice("from_stage", STAGE),
        choice("to_stage", STAGE, required=True),
        day("date", required=True),
        text("criteria"),
        text("evidence"),
        text("reason"),
        text("decided_by"),
        OWNER,
    ),
    label=("to_stage", "date"),
    key=("firm", "process", "to_stage", "date"),
    area="pipeline",
    icon="pipeline",
    order=("-date",),
    period="date",
    rules=(_moves, _meets_a_criterion, _follows_on),
    removal_rules=(_nothing_follows,),
)
