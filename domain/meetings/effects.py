"""Countersign resolutions and put them in force, in the place of earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from domain.called import called
from domain.commands import AddRow, SetFields
from domain.entities.checks import text_of
from domain.errors import DomainError
from domain.meetings.decisions import resolution_of
from domain.merging.after import After

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Records, Row, Specs, Value, Write


_FOR_EVER: Final = "9999-12-31"


def signers(records: Records, resolution: Row) -> tuple[str, ...]:
    """Return the parties that must countersign: those required, else all that have votes."""
    rows = records.find("meeting_party", meeting=resolution["meeting"])
    required = tuple(str(row["party"]) for row in rows if row["required"])
    return required or tuple(str(row["party"]) for row in rows if row["votes"])


@dataclass(frozen=True, slots=True)
class Countersign:
    """Record a party's signature; the last one needed makes the resolution countersigned."""

    resolution: str
    party: str
    date: str | None = None
    person: str | None = None
    reason: str = ""
    key: str = "command.countersign_resolution"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the signature, and the change of state when it was the last.

        Raises:
            DomainError: ``not_adopted`` unless the resolution is adopted.
        """
        row = resolution_of(records, self.resolution)
        if row["state"] not in ("adopted", "countersigned", "in_force"):
            raise DomainError("not_adopted", table="resolution", value=row["number"])
        values: dict[str, Value] = {
            "resolution": self.resolution,
            "party": self.party,
            "date": self.date,
            "person": self.person,
        }
        yield from AddRow("countersignature", values).writes(records, specs)
        signed = {
            str(each["party"])
            for each in records.find("countersignature", resolution=self.resolution)
        }
        if row["state"] == "adopted" and set(signers(records, row)) <= signed | {self.party}:
            done: dict[str, Value] = {"state": "countersigned"}
            yield from SetFields("resolution", self.resolution, done).writes(records, specs)


@dataclass(frozen=True, slots=True)
class PutInForce:
    """Put a countersigned resolution in force; the one it supersedes ends in the same action.

    Drafts of rules that it proposed come into force with it, and the versions before them end.
    """

    resolution: str
    reason: str = ""
    key: str = "command.put_resolution_in_force"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the changes of state, the old resolution's first, then those of rules.

        Raises:
            DomainError: ``versions_overlap`` or what else a draft is refused for.
        """
        row = resolution_of(records, self.resolution)
        if row["supersedes"]:
            yield from _end(records, specs, str(row["supersedes"]))
        state: dict[str, Value] = {"state": "in_force"}
        yield from SetFields("resolution", self.resolution, state).writes(records, specs)
        after = After(records, ())
        for command in _coming_into_force(records, self.resolution):
            for write in _writes_named(command, after, specs):
                after.write(write)
                yield write


def _writes_named(command: SetFields, records: Records, specs: Specs) -> tuple[Write, ...]:
    """Return the writes of a change of a version; a refusal names the rule and the version."""
    try:
        return tuple(command.writes(records, specs))
    except DomainError as refused:
        row = records.get("sharing_rule_version", command.record) or {}
        rule = records.get("sharing_rule", str(row.get("rule"))) or {}
        name = called(specs["sharing_rule"], rule, str(rule.get("code")))
        place = {"of_rule": name, "of_version": row.get("version")}
        refused.values = {**refused.values, **place}
        raise


def _coming_into_force(records: Records, resolution: str) -> Iterator[SetFields]:
    """Yield the end of each version before a draft, then the draft's adoption."""
    for draft in records.find("sharing_rule_version", proposed_by=resolution):
        if draft["resolution"] is not None:
            continue
        start = date.fromisoformat(str(draft["valid_from"]))
        last: dict[str, Value] = {"valid_to": (start - timedelta(days=1)).isoformat()}
        for other in records.find("sharing_rule_version", rule=draft["rule"]):
            runs_on = (text_of(other, "valid_to") or _FOR_EVER) >= start.isoformat()
            begun = str(other["valid_from"]) < start.isoformat()
            if other["resolution"] is not None and begun and runs_on:
                yield SetFields("sharing_rule_version", str(other["id"]), last)
        adopted: dict[str, Value] = {"resolution": resolution}
        yield SetFields("sharing_rule_version", str(draft["id"]), adopted)


@dataclass(frozen=True, slots=True)
class Supersede:
    """Say that a resolution in force takes the place of an earlier one, which ends with it."""

    resolution: str
    old: str
    reason: str = ""
    key: str = "command.supersede_resolution"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the end of the old resolution and the link to it.

        Raises:
            DomainError: ``not_in_force`` names the resolution that is not.
        """
        row = resolution_of(records, self.resolution)
        if row["state"] != "in_force":
            raise DomainError("not_in_force", table="resolution", value=row["number"])
        link: dict[str, Value] = {"supersedes": self.old}
        yield from SetFields("resolution", self.resolution, link).writes(records, specs)
        yield from _end(records, specs, self.old)


@dataclass(frozen=True, slots=True)
class Execute:
    """Record that all a resolution in force asks for has been done."""

    resolution: str
    reason: str = ""
    key: str = "command.execute_resolution"

    def writes(self, records: Records, specs: Specs) -> Iterator[Write]:
        """Yield the change of state.

        Raises:
            DomainError: ``actions_open`` while an action of the resolution is not closed.
        """
        row = resolution_of(records, self.resolution)
        for action in records.find("action_item", resolution=self.resolution):
            if action["state"] not in ("verified", "cancelled"):
                raise DomainError(
                    "actions_open", table="resolution", value=row["number"], other=action["number"]
                )
        state: dict[str, Value] = {"state": "executed"}
        yield from SetFields("resolution", self.resolution, state).writes(records, specs)


def _end(records: Records, specs: Specs, old: str) -> Iterator[Write]:
    row = resolution_of(records, old)
    if row["state"] in ("superseded", "executed"):
        return
    if row["state"] != "in_force":
        raise DomainError(
            "not_in_force", table="resolution", field="supersedes", value=row["number"]
        )
    yield from SetFields("resolution", old, {"state": "superseded"}).writes(records, specs)
