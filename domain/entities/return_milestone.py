"""A milestone of a return project: the state it reached on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.entities.checks import others, previous_and_next, text_of
from domain.entities.choices import RETURN_STATE
from domain.entities.fields import OWNER, choice, day, reference, text
from domain.entities.machines import RETURN
from domain.errors import DomainError
from domain.records import EntitySpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import Records, Row


def state_on(records: Records, project: str, day: str) -> str | None:
    """Return a project's state at the end of a day, None when it had not begun."""
    known = [
        each
        for each in records.find("return_milestone", project=project)
        if str(each["date"]) <= day
    ]
    if not known:
        return None
    last = max(known, key=lambda each: (str(each["date"]), str(each["id"])))
    return text_of(last, "state")


def _moves(row: Row, records: Records) -> Iterable[DomainError]:
    rows = others(row, "return_milestone", records, "project")
    before, after = previous_and_next(row, rows)
    old, new = text_of(before or {}, "state") or "", text_of(row, "state")
    if new is None:
        return
    try:
        RETURN.check(old, new, text_of(row, "reason") or "")
        if after is not None and text_of(after, "state"):
            RETURN.check(new, str(after["state"]), text_of(after, "reason") or "")
    except DomainError as breach:
        breach.field = "reason" if breach.key == "reason_missing" else "state"
        yield breach
        return
    if old == "stalled" and new != "abandoned":
        yield from _resumes_where_it_was(before or {}, rows, new)


def _resumes_where_it_was(stall: Row, rows: list[Row], new: str) -> Iterable[DomainError]:
    earlier, _ = previous_and_next(stall, rows)
    was = text_of(earlier or {}, "state")
    if was is not None and was != new:
        yield DomainError("resumes_elsewhere", field="state", value=new, stage=was)


def _nothing_follows(row: Row, records: Records) -> Iterable[DomainError]:
    rows = others(row, "return_milestone", records, "project")
    before, after = previous_and_next(row, rows)
    if after is None:
        return
    old, new = text_of(before or {}, "state") or "", str(after["state"])
    try:
        RETURN.check(old, new, text_of(after, "reason") or "")
        holds = old != "stalled" or not any(_resumes_where_it_was(before or {}, rows, new))
    except DomainError:
        holds = False
    if not holds:
        yield DomainError("followed_by", field="state", stage=new, date=after["date"])


SPEC = EntitySpec(
    table="return_milestone",
    fields=(
        reference("project", "return_project", required=True),
        choice("state", RETURN_STATE, required=True),
        day("date", required=True),
        text("evidence"),
        text("reason"),
        OWNER,
    ),
    label=("state", "date"),
    key=("project", "state", "date"),
    area="return",
    icon="return",
    order=("date",),
    period="date",
    rules=(_moves,),
    removal_rules=(_nothing_follows,),
)
