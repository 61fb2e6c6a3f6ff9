"""Say what letting, ending and renewing ask for."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from domain.records import Field, Kind
from domain.space.letting import EndLease, LetUnit, RenewLease, next_number, renewed_from
from ui.forms.action import Action, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Command, Row, Value
    from ui.screen import ScreenContext
    from ui.values import Values

_LET: Final = (
    "number",
    "firm",
    "start",
    "end",
    "rent_fen",
    "free_months",
    "escalator_bp",
    "discount_bp",
    "discount_payer",
)
_RENEW: Final = ("number", "end", "rent_fen", "free_months")
_REASON: Final = Field("reason", Kind.TEXT, required=True)


def let_action(context: ScreenContext, values: Values, unit: str, on: date) -> Action:
    """Return what letting a unit asks for; the lease starts on a day unless another is typed."""
    records, say = context.records, context.say
    given: dict[str, Value] = {
        "number": next_number(records, on.year),
        "start": on.isoformat(),
    }
    name = _unit_name(context, values, unit)
    return Action(
        say("space.let.title", unit=name),
        "lease",
        say("space.let.run"),
        _questions(context, values, _LET, given),
        lambda typed: LetUnit(unit, typed),
        say("space.let.done", unit=name),
    )


def end_action(context: ScreenContext, values: Values, lease: Row) -> Action:
    """Return what ending a lease early asks for."""
    say, number = context.say, str(lease["number"])
    questions = (
        *_questions(context, values, ("early_end",), {}),
        Question(_REASON, say("space.reason")),
    )
    return Action(
        say("space.end.title", number=number),
        "lease",
        say("space.end.run"),
        questions,
        partial(_end, str(lease["id"])),
        say("space.end.done", number=number),
        say("space.end.note"),
    )


def renew_action(context: ScreenContext, values: Values, lease: Row) -> Action:
    """Return what renewing a lease asks for."""
    records, say, number = context.records, context.say, str(lease["number"])
    start = renewed_from(lease)
    given: dict[str, Value] = {
        "number": next_number(records, date.fromisoformat(start).year),
        "rent_fen": lease["rent_fen"],
    }
    return Action(
        say("space.renew.title", number=number),
        "lease",
        say("space.renew.run"),
        _questions(context, values, _RENEW, given),
        partial(_renew, str(lease["id"])),
        say("space.renew.done", number=number),
        say("space.renew.note", day=values.format.date(start, "numeric")),
    )


def _questions(
    context: ScreenContext, values: Values, names: tuple[str, ...], given: Mapping[str, Value]
) -> tuple[Question, ...]:
    spec = context.specs["lease"]
    return tuple(
        Question(spec.field(name), values.name(spec, spec.field(name)), given.get(name))
        for name in names
    )


def _unit_name(context: ScreenContext, values: Values, unit: str) -> str:
    row = context.records.get("unit", unit) or {}
    building = values.record(context.records, "building", str(row.get("building") or ""))
    return context.say("space.unit", building=building, number=str(row.get("number") or ""))


def _end(lease: str, typed: Mapping[str, Value]) -> Command:
    return EndLease(lease, str(typed["early_end"] or ""), str(typed["reason"] or ""))


def _renew(lease: str, typed: Mapping[str, Value]) -> Command:
    rent, free = typed["rent_fen"], typed["free_months"]
    return RenewLease(
        lease,
        str(typed["number"] or ""),
        str(typed["end"] or ""),
        rent if isinstance(rent, int) else None,
        free if isinstance(free, int) else None,
    )
