"""Take a joint meeting: who was present, what was resolved, who voted how, who owes what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.entities.choices import ACTION_STATE, PRIORITY, RESOLUTION_STATE
from domain.entities.resolution import proposed_share_total, votes_needed
from domain.entities.sharing_rule_version import ADOPTED, IN_FORCE
from domain.errors import DomainError
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from domain.imports.documents.dossier import Dossier
    from domain.imports.documents.part import Part
    from domain.records import Value

KEY: Final = "meeting"
_RESULTS: Final = {state: state for state in RESOLUTION_STATE.values}
_ACTIONS: Final = {state: state for state in ACTION_STATE.values}
_PRIORITIES: Final = {each: each for each in PRIORITY.values}
_KIND_OF_CODE: Final = {"MC": "committee", "OP": "operator"}


def is_meeting(part: Part) -> bool:
    """Tell whether a structured file is a meeting."""
    return part.has("number") and part.has("date") and part.has("attendance")


def take_meeting(dossier: Dossier, part: Part) -> None:
    """Take a meeting that was held; oddities of its minutes are noted, not refused."""
    _take_parties(dossier, part)
    attendance = {each.text("party"): each for each in part.parts("attendance")}
    votes = {each.text("party"): each.whole("votes") for each in part.parts("votes_of_parties")}
    here = sum(
        count for code, count in votes.items() if code in attendance and attendance[code].has("in")
    )
    quorum = part.part_or_empty("quorum")
    met = _quorum_met(quorum, attendance, here, sum(votes.values()))
    arrivals = [each.time_or_none("in") for each in attendance.values()]
    departures = [each.time_or_none("out") for each in attendance.values()]
    values: dict[str, Value] = {
        "date": part.day("date"),
        "start": min((each for each in arrivals if each), default=None),
        "end": max((each for each in departures if each), default=None),
        "place": part.text_or_none("place"),
        "chair": part.text_or_none("chair"),
        "enclave": dossier.places.enclave(),
        "lead_party": dossier.party(part, "lead_party") if part.has("lead_party") else None,
        "quorum_bp": quorum.whole_or_none("min_votes_bp"),
        "state": "closed",
        "votes_present": here,
        "quorum_met": int(met),
    }
    number = part.text("number")
    meeting = dossier.put("meeting", {"number": number}, values, "number", principal=True)
    if not met:
        dossier.note("quorum", "no_quorum", meeting=number, present=here, all=sum(votes.values()))
    _take_attendance(dossier, part, meeting, attendance)
    items = _take_agenda(dossier, part, meeting)
    required = frozenset(quorum.texts("parties_required"))
    for resolution in part.parts_or_empty("resolutions"):
        _take_resolution(dossier, resolution, meeting, items, required)
    for action in part.parts_or_empty("actions"):
        _take_action(dossier, action, meeting)


def _take_parties(dossier: Dossier, part: Part) -> None:
    for each in part.parts("votes_of_parties"):
        code, name, votes = each.text("party"), each.text("name"), each.whole("votes")
        party = dossier.places.party_by(code, name)
        if party is None and code in _KIND_OF_CODE:
            party = dossier.places.new_party(code, name, _KIND_OF_CODE[code])
        party = party or dossier.places.party(name)
        found = dossier.book.get("party", party)
        if found is not None and not found["votes"]:
            dossier.put("party", {"code": found["code"]}, {"votes": votes}, each.path)
        dossier.introduce(code, party)


def _quorum_met(quorum: Part, attendance: dict[str, Part], here: int, whole: int) -> bool:
    enough = here >= votes_needed(whole, quorum.whole_or_none("min_votes_bp") or 0)
    required = quorum.texts("parties_required")
    return enough and all(code in attendance and attendance[code].has("in") for code in required)


def _take_attendance(
    dossier: Dossier, part: Part, meeting: str, attendance: dict[str, Part]
) -> None:
    required = part.part_or_empty("quorum").texts("parties_required")
    for each in part.parts("votes_of_parties"):
        code = each.text("party")
        presence = attendance.get(code)
        values: dict[str, Value] = {
            "votes": each.whole("votes"),
            "required": int(code in required),
            "arrival": presence.time_or_none("in") if presence else None,
            "departure": presence.time_or_none("out") if presence else None,
            "persons": "、".join(presence.texts("persons")) or None if presence else None,
        }
        key = {"meeting": meeting, "party": dossier.party(each, "party")}
        dossier.put("meeting_party", key, values, each.path)


def _take_agenda(dossier: Dossier, part: Part, meeting: str) -> dict[int, str]:
    items: dict[int, str] = {}
    for each in part.parts_or_empty("agenda"):
        rank = each.whole("n")
        key: dict[str, Value] = {"meeting": meeting, "rank": rank}
        title = {"title": each.text("title")}
        items[rank] = dossier.put("agenda_item", key, title, each.path)
    return items


def _take_resolution(
    dossier: Dossier, part: Part, meeting: str, items: dict[int, str], required: frozenset[str]
) -> None:
    number, text = part.text("id"), part.text("text")
    state = _state(dossier, part, required)
    superseded = _superseded(dossier, part)
    values: dict[str, Value] = {
        "meeting": meeting,
        "agenda_item": items.get(part.whole_or_none("agenda_item") or 0),
        "mover": dossier.party(part, "mover") if part.has("mover") else None,
        "seconder": dossier.party(part, "seconder") if part.has("seconder") else None,
        "text": text,
        "threshold_bp": part.whole_or_none("threshold_bp"),
        "state": state,
        "supersedes": superseded,
    }
    resolution = dossier.put("resolution", {"number": number}, values, part.path)
    if superseded is not None and state in IN_FORCE:
        _end(dossier, superseded, part)
    total = proposed_share_total(text)
    if total is not None and total != WHOLE_BP:
        percent = f"{total / 100:g}"
        dossier.note(part.path, "shares_not_100", text, resolution=number, total=percent)
    for vote in part.parts_or_empty("votes"):
        key = {"resolution": resolution, "party": dossier.party(vote, "party")}
        counts: dict[str, Value] = {
            "votes_for": vote.whole("for"),
            "votes_against": vote.whole("against"),
            "votes_abstain": vote.whole("abstain"),
        }
        dossier.put("vote", key, counts, vote.path)
    for code in part.texts("countersigned_by"):
        key = {"resolution": resolution, "party": dossier.party_of(part, code)}
        dossier.put("countersignature", key, {}, part.path)


def _state(dossier: Dossier, part: Part, required: frozenset[str]) -> str:
    """Return the state that minutes give a resolution.

    One that was adopted and that all whose presence is required have countersigned is in force.
    What the workbook knows to have come after stays: minutes tell of the day of the meeting.
    """
    state = part.one_of("result", _RESULTS)
    if state != "adopted":
        return state
    known = dossier.book.one("resolution", number=part.text("id"))
    if known is not None and known["state"] in ADOPTED:
        return str(known["state"])
    signed = frozenset(part.texts("countersigned_by"))
    return "in_force" if required and required <= signed else "adopted"


def _end(dossier: Dossier, superseded: str, part: Part) -> None:
    old = dossier.book.get("resolution", superseded)
    if old is not None and old["state"] == "in_force":
        dossier.put("resolution", {"number": old["number"]}, {"state": "superseded"}, part.path)


def _superseded(dossier: Dossier, part: Part) -> str | None:
    number = part.text_or_none("supersedes")
    if number is None:
        return None
    found = dossier.book.one("resolution", number=number)
    if found is None:
        raise DomainError("unknown_resolution", value=number, part=f"{part.path}.supersedes")
    return str(found["id"])


def _take_action(dossier: Dossier, part: Part, meeting: str) -> None:
    number = part.text_or_none("resolution")
    resolution = dossier.book.one("resolution", number=number) if number else None
    if number is not None and resolution is None:
        raise DomainError("unknown_resolution", value=number, part=f"{part.path}.resolution")
    values: dict[str, Value] = {
        "resolution": resolution["id"] if resolution else None,
        "meeting": meeting,
        "what": part.text("what"),
        "why": part.text_or_none("why"),
        "owner_party": dossier.party(part, "owner_party"),
        "owner_person": part.text_or_none("owner_person"),
        "due": part.day("due"),
        "priority": part.one_of("priority", _PRIORITIES),
        "state": part.one_of("state", _ACTIONS),
        "verified_on": part.day_or_none("verified_on"),
    }
    dossier.put("action_item", {"number": part.text("id")}, values, part.path)
