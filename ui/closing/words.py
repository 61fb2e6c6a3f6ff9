"""Put steps, differences and closings of a quarter into words and cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.closing.figures import identity_names
from domain.closing.steps import steps
from domain.formatting import UNKNOWN
from domain.records import Kind, Query
from ui.components.step_line import StepLook
from ui.components.tables.cells import Cell, Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.closing.differences import Difference
    from domain.closing.figures import Place
    from domain.records import Field, Records, Row
    from ui.values import Values

_SHOWN_DIGITS = 12


def step_looks(values: Values, row: Row) -> list[StepLook]:
    """Return the steps of a quarter as the step line shows them."""
    say = values.language.say
    looks = []
    for step in steps(row):
        side = say(f"closing.side.{step.side}") if step.side else ""
        beside = " · ".join(part for part in (side, step.person) if part)
        below = _day(values, step.moment)
        word = say(f"closing.step.{step.act}")
        if step.taken:
            looks.append(StepLook(word, "ok", "state.ok", beside, below))
        elif step.next:
            looks.append(StepLook(word, "info", "circle-dot", beside, say("closing.step.now")))
        else:
            looks.append(StepLook(word, "", "circle-dashed", beside))
    return looks


def field_of(values: Values, place: Place) -> Field:
    """Return the field in which a figure stands."""
    return values.specs[place.table].field(place.field)


def figure_words(values: Values, place: Place) -> str:
    """Return what a figure is called, with its unit."""
    field = field_of(values, place)
    name, unit = values.name(values.specs[place.table], field), values.unit(field)
    return values.language.say("closing.figure", name=name, unit=unit) if unit else name


def subject_words(values: Values, records: Records, place: Place) -> tuple[str, str]:
    """Return what a figure is about: its name, and the code or detail beside it."""
    spec = values.specs[place.table]
    words, note = [], ""
    for name, part in zip(identity_names(spec), place.identity, strict=True):
        field = spec.field(name)
        if field.kind is Kind.REFERENCE:
            row = records.get(field.target, part) or {}
            words.append(values.record(records, field.target, part))
            note = note or str(row.get("number") or "")
        else:
            words.append(values.choice(field, part))
    return " · ".join(words), note


def difference_columns(say: Callable[[str], str]) -> tuple[Column, ...]:
    """Return the columns of the table of differences."""
    return (
        Column(say("closing.subject"), "text", 0, "", "subject"),
        Column(say("closing.figure_column"), "text", -1, "", "figure"),
        Column(say("closing.side.origin"), "figure", 88, "", "origin"),
        Column(say("closing.side.host"), "figure", 88, "", "host"),
        Column(say("closing.now"), "figure", 88, "", "now"),
        Column(say("closing.state"), "state", 96, "", "state"),
    )


def closing_columns(say: Callable[[str], str]) -> tuple[Column, ...]:
    """Return the columns of the table of closings."""
    return (
        Column(say("field.closing.revision"), "text", -1, "", "revision"),
        Column(say("field.closing.closed_by"), "text", -1, "", "closed_by"),
        Column(say("field.closing.closed_at"), "text", -1, "", "closed_at"),
        Column(say("closing.digest"), "text", -1, "", "digest"),
        Column(say("field.closing.reopened_by"), "text", 144, "", "reopened_by"),
        Column(say("closing.reason"), "text", 0, "", "reason"),
    )


def difference_cells(values: Values, records: Records, each: Difference) -> tuple[Cell, ...]:
    """Return a line of the table of differences."""
    say, field = values.language.say, field_of(values, each.place)
    name, note = subject_words(values, records, each.place)
    figures = (each.origin, each.host, each.now)
    settled = Cell(say("closing.settled"), state="ok", tip=_agreement(values, each))
    return (
        Cell(" ".join(part for part in (note, name) if part)),
        Cell(figure_words(values, each.place), tone="text_secondary"),
        *(Cell(values.text(field, figure), tone=_tone(figure)) for figure in figures),
        settled if each.settled else Cell(say("closing.unsettled"), state="warn"),
    )


def closing_rows(records: Records, row: Row) -> list[Row]:
    """Return the closings of a quarter, the newest first.

    One closed before closings were recorded has what its own record tells.
    """
    order = ("-revision",)
    kept = records.select(Query("closing", order=order))
    found = [each for each in kept if each["quarter"] == row["quarter"]]
    if not found and row["closed_by"]:
        return [{**row, "reason": None}]
    return found


def closing_cells(values: Values, row: Row) -> tuple[Cell, ...]:
    """Return a line of the table of closings."""
    say = values.language.say
    digest = str(row["digest"] or "")
    reopened = ""
    if row["reopened_by"]:
        moment = str(row["reopened_at"] or "")
        reopened = " · ".join(
            part for part in (str(row["reopened_by"]), _day(values, moment)) if part
        )
    reason = str(row["reason"] or "")
    return (
        Cell(say("closing.revision", revision=row["revision"])),
        Cell(str(row["closed_by"] or UNKNOWN)),
        Cell(values.moment(str(row["closed_at"])) if row["closed_at"] else UNKNOWN),
        Cell(digest[:_SHOWN_DIGITS] or UNKNOWN, tone="text_secondary", tip=digest),
        Cell(reopened or UNKNOWN, tone="" if reopened else "text_note"),
        Cell(reason or UNKNOWN, tone="" if reason else "text_note", tip=reason),
    )


def _agreement(values: Values, each: Difference) -> str:
    row = each.agreed
    if row is None:
        return ""
    return values.language.say(
        "closing.agreement",
        person=str(row["person"]),
        day=_day(values, str(row["moment"])),
        reason=str(row["reason"]),
    )


def _day(values: Values, moment: str) -> str:
    return values.moment(moment).split(" ")[0] if moment else ""


def _tone(figure: float | None) -> str:
    return "text_note" if figure is None else ""


def unsettled(found: Sequence[Difference]) -> int:
    """Return how many differences are still open."""
    return sum(not each.settled for each in found)
