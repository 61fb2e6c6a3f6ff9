"""Put what is due and what has changed into rows that lead to their records."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from domain.records import Condition
from domain.standing.rows import text
from ui.components.due_list import DueRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.assessment.changes import Happening
    from domain.formatting import Formatter
    from domain.records import Records
    from domain.reports.names import Names
    from domain.standing.dues import Due
    from ui.home.facts import HomeFacts

SOON_DAYS: Final = 30
_UNDECIDED: Final = frozenset({"draft", "tabled", "deferred"})
_ICONS: Final = {
    "ready": "badge-check",
    "graduated": "badge-check",
    "on_watch": "due_soon",
    "exited": "door-open",
    "return": "return",
    "resolution": "meetings",
    "no_quorum": "meetings",
}


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a row leads: to a record, or to a table narrowed by conditions."""

    table: str
    record: str = ""
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a list and where it leads."""

    row: DueRow
    lead: Lead


def due_entries(
    found: Iterable[Due], records: Records, fmt: Formatter, names: Names
) -> list[Entry]:
    """Return what is due, overdue actions first."""
    return [
        Entry(_due_row(each, records, fmt, names), Lead(each.table, each.record)) for each in found
    ]


def _due_row(each: Due, records: Records, fmt: Formatter, names: Names) -> DueRow:
    say, lang = fmt.texts.say, fmt.lang
    values = {
        "label": each.label,
        "what": each.what,
        "person": each.person or names.party_short(each.subject),
        "firm": names.firm_short(each.subject),
        "party": names.party_short(each.subject),
        "unit": names.unit(each.unit) if each.unit else "",
        "amount": fmt.with_unit(each.amount_fen, "money"),
        "payer": _payer(each, records, names),
    }
    title = say(f"home.due.{each.kind}", lang, **values)
    note = say(f"home.due.{each.kind}.note", lang, **values)
    if each.overdue:
        late = say("home.due.late", lang, count=-each.days_left, days=fmt.integer(-each.days_left))
        return DueRow(each.record, title, note, late, state="crit")
    right = fmt.date(each.on, "day")
    if each.days_left <= SOON_DAYS:
        return DueRow(each.record, title, note, right, icon="due_soon", state="warn")
    return DueRow(each.record, title, note, right, icon="due_later")


def _payer(each: Due, records: Records, names: Names) -> str:
    if each.kind != "claw_back":
        return ""
    row = records.get("incentive", each.record) or {}
    return names.party_short(text(row, "payer"))


def change_entries(facts: HomeFacts, fmt: Formatter, names: Names) -> list[Entry]:
    """Return what changed in the quarter, the newest first; equal moves stand in one row."""
    silent = {each.subject for each in facts.happenings if each.kind == "no_quorum"}
    told = [
        each
        for each in facts.happenings
        if not (each.kind == "resolution" and each.subject in silent and each.state in _UNDECIDED)
    ]
    put_off = {
        each.subject
        for each in facts.happenings
        if each.kind == "resolution" and each.state == "deferred"
    }
    moves = sorted((each for each in told if each.kind == "stage"), key=_move)
    entries = [
        (max(each.on for each in same), _moves_entry(same, facts, fmt, names))
        for same in (list(group) for _key, group in groupby(moves, key=_move))
    ]
    entries += [
        (each.on, _other_entry(each, put_off, fmt)) for each in told if each.kind != "stage"
    ]
    return [entry for _day, entry in sorted(entries, key=lambda pair: pair[0], reverse=True)]


def _move(each: Happening) -> tuple[str, str, str]:
    return each.process, each.state, each.reason


def _moves_entry(
    same: Sequence[Happening], facts: HomeFacts, fmt: Formatter, names: Names
) -> Entry:
    say, lang = fmt.texts.say, fmt.lang
    first = same[0]
    firms = [names.firm_short(each.subject) for each in sorted(same, key=lambda each: each.on)]
    values = {
        "firm": firms[0],
        "other": firms[-1],
        "count": len(firms),
        "stage": say(f"choice.stage.{first.state}", lang),
        "reason": first.reason,
    }
    many = "one" if len(firms) == 1 else "two" if len(firms) == 2 else "many"  # noqa: PLR2004 - a pair
    kind = "exited" if first.state == "exited" and first.reason and many == "one" else many
    last = max(each.on for each in same)
    row = DueRow(
        f"stage/{first.process}/{first.state}/{first.reason}",
        say(f"home.change.{kind}", lang, **values),
        right=fmt.date(last, "numeric_day"),
        icon=_ICONS.get(first.state, f"stage.{first.state}" if first.process != "mode_2" else ""),
    )
    if len(firms) == 1:
        return Entry(row, Lead("firm", first.subject))
    within = (
        Condition("process", "=", first.process),
        Condition("to_stage", "=", first.state),
        Condition("date", ">=", facts.quarter.first_day.isoformat()),
        Condition("date", "<=", facts.quarter.last_day.isoformat()),
    )
    return Entry(row, Lead("stage_change", where=within))


def _other_entry(each: Happening, put_off: set[str], fmt: Formatter) -> Entry:
    say, lang = fmt.texts.say, fmt.lang
    if each.kind == "no_quorum":
        key = "home.change.put_off" if each.subject in put_off else "home.change.no_quorum"
        title = say(key, lang, label=each.label)
        lead = Lead("meeting", each.subject)
    elif each.kind == "return":
        state = say(f"choice.return_state.{each.state}", lang)
        title = say("home.change.return", lang, label=each.label, state=state)
        lead = Lead("return_project", each.subject)
    else:
        state = say(f"choice.resolution_state.{each.state}", lang)
        title = say("home.change.resolution", lang, label=each.label, state=state)
        lead = Lead("resolution", each.record)
    right = fmt.date(each.on, "numeric_day")
    row = DueRow(f"{each.kind}/{each.record}", title, right=right, icon=_ICONS[each.kind])
    return Entry(row, lead)
