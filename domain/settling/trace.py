"""Follow a resolution to rule, settlement, payment and report, and back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from domain.models.recorded_rules import SETTLED_BASES, runs
from domain.records import Condition, Query
from domain.report_address import Address
from domain.standing.rows import amount, text
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Records, Row

_REPORT: Final = "quarterly"
_JOINT: Final = "+"

Kind = Literal[
    "resolution",
    "version",
    "proposed",
    "settlement",
    "not_drawn_up",
    "line",
    "counted",
    "report",
    "draft",
]


@dataclass(frozen=True, slots=True)
class Stop:
    """A record on the way; ``page`` and ``record`` say where it is shown.

    Attributes:
        told: what its words name: rule, version, number, quarter, state, revision, languages.
    """

    kind: Kind
    page: str
    record: str
    told: Mapping[str, str] = field(default_factory=dict)


def from_resolution(records: Records, resolution: str, quarter: str) -> tuple[Stop, ...]:
    """Return the versions that a resolution adopted, each with the settlements that rest on it.

    Versions that it proposes, before it is adopted, come last.

    Args:
        records: the park's.
        resolution: its record.
        quarter: the one in force, whose settlement is offered while none is drawn up.
    """
    stops: list[Stop] = []
    for row in _versions(records, Condition("resolution", "=", resolution)):
        stops += [_version(row), *_settlements(records, row, quarter)]
    proposed = _versions(records, Condition("proposed_by", "=", resolution))
    stops += [_version(row, "proposed") for row in proposed if not row["resolution"]]
    return tuple(stops)


def from_version(records: Records, version: str, quarter: str) -> tuple[Stop, ...]:
    """Return the resolution that adopted a version, and the settlements that rest on it."""
    stops: list[Stop] = []
    for row in _versions(records, Condition("id", "=", version)):
        stops += [*_resolution(row), *_settlements(records, row, quarter)]
    return tuple(stops)


def from_line(records: Records, line: str, lang: str) -> tuple[Stop, ...]:
    """Return the version and the resolution that a line rests on, and the reports that show it.

    While no report is issued that would show it, the draft in ``lang`` is offered.
    """
    row = records.get("settlement_line", line) or {}
    settlement = records.get("settlement", text(row, "settlement"))
    if settlement is None:
        return ()
    quarter = text(settlement, "quarter")
    stops: list[Stop] = []
    for version in _versions(records, Condition("id", "=", text(settlement, "rule_version"))):
        stops += [_version(version), *_resolution(version)]
    return (*stops, *_reports(records, quarter, line, lang))


def from_payment(records: Records, line: str, lang: str) -> tuple[Stop, ...]:
    """Return the line under which something was paid on its settlement, then what it rests on."""
    row = records.get("settlement_line", line) or {}
    settlement = records.get("settlement", text(row, "settlement"))
    if settlement is None:
        return ()
    told = {"quarter": text(settlement, "quarter")}
    return (Stop("line", "settlement", line, told), *from_line(records, line, lang))


def _versions(records: Records, condition: Condition) -> list[Row]:
    columns = (
        *("version", "rule.code", "rule.base", "resolution", "resolution.number"),
        *("valid_from", "valid_to"),
        *("proposed_by", "proposed_by.number"),
    )
    return records.select(
        Query(
            "sharing_rule_version",
            columns=columns,
            where=(condition,),
            order=("rule.code", "version"),
        )
    )


def _version(row: Row, kind: Kind = "version") -> Stop:
    told = {"rule": text(row, "rule.code"), "version": str(amount(row, "version"))}
    return Stop(kind, "sharing_rule_version", text(row, "id"), told)


def _resolution(row: Row) -> tuple[Stop, ...]:
    by = "resolution" if row["resolution"] else "proposed_by"
    record, told = text(row, by), {"number": text(row, f"{by}.number")}
    return (Stop("resolution", "resolution", record, told),) if record else ()


def _settlements(records: Records, version: Row, quarter: str) -> tuple[Stop, ...]:
    rows = records.select(
        Query(
            "settlement",
            columns=("quarter", "state"),
            where=(Condition("rule_version", "=", text(version, "id")),),
            order=("-quarter",),
        )
    )
    rule = text(version, "rule.code")
    if rows:
        return tuple(
            Stop(
                "settlement",
                "settlement",
                text(row, "id"),
                {"rule": rule, "quarter": text(row, "quarter"), "state": text(row, "state")},
            )
            for row in rows
        )
    # What a quarter settles rests on the version that is valid when it ends, on no other.
    if not quarter or not runs(version, Quarter.parse(quarter), "valid_from", "valid_to"):
        return ()
    if text(version, "rule.base") not in SETTLED_BASES:
        return (Stop("counted", "attribution", "", {"rule": rule, "quarter": quarter}),)
    return (Stop("not_drawn_up", "settlement", "", {"rule": rule, "quarter": quarter}),)


def _reports(records: Records, quarter: str, line: str, lang: str) -> tuple[Stop, ...]:
    """Return the newest issue of each language in which the whole report was issued."""
    rows = records.select(
        Query(
            "report_issue",
            columns=("kind", "language", "revision"),
            where=(Condition("quarter", "=", quarter),),
            order=("language", "kind", "-revision"),
        )
    )
    found: dict[tuple[str, ...], Stop] = {}
    for row in rows:
        kind, *others = text(row, "kind").split(_JOINT)
        languages = (text(row, "language"), *others)
        if kind != _REPORT or languages in found:
            continue
        where = Address(kind, quarter, languages, "settlement_line", line)
        told = {
            "quarter": quarter,
            "revision": str(amount(row, "revision")),
            "languages": _JOINT.join(languages),
        }
        found[languages] = Stop("report", "reports", where.text(), told)
    if found:
        return tuple(found.values())
    draft = Address(_REPORT, quarter, (lang,), "settlement_line", line)
    return (Stop("draft", "reports", draft.text(), {"quarter": quarter}),)
