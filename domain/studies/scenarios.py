"""Keep a study's run as a scenario, read it again, and see whether it computes to the same."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from domain.commands import AddRow, SetFields
from domain.errors import DomainError
from domain.models.errors import ModelError
from domain.models.operations import plain
from domain.records import Query
from domain.standing.rows import text, whole_of
from domain.studies import STUDIES
from domain.studies import study as study_of
from domain.studies.stored import inquiry_from, plain_inquiry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.progress import Progress
    from domain.records import Records, Row
    from domain.studies.inquiry import Inquiry

TABLE: Final = "scenario"
NOT_THE_SAME: Final = frozenset({"differs", "altered"})
"""Verdicts that say a kept scenario is not what it claims to be."""
_RELATIVE: Final = 1e-9

Verdict = Literal["same", "differs", "altered", "other_version", "unknown_study"]


@dataclass(frozen=True, slots=True)
class Kept:
    """A run that was kept.

    Attributes:
        record: id of the scenario; ``title``, ``note``, ``author``, ``made_at`` as recorded.
        version: of the model when it ran.
        sha256: over study, version, seed, inputs and result.
        reported: quarter in whose report it appears, empty for none.
    """

    record: str
    title: str
    note: str
    author: str
    made_at: str
    inquiry: Inquiry
    result: Mapping[str, Any]
    version: str
    sha256: str
    reported: str


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What computing a kept scenario again showed.

    Attributes:
        verdict: ``same`` numbers; ``differs``, at ``place``; ``altered``: the record is not what
            was kept; ``other_version``: of the model; ``unknown_study``.
    """

    verdict: Verdict
    place: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """Under what a run is kept.

    Attributes:
        author: who keeps it.
        moment: UTC instant as records keep it.
        reported: quarter in whose report it appears, None for none.
    """

    title: str
    note: str
    author: str
    moment: str
    reported: str | None = None


def keep(inquiry: Inquiry, result: Mapping[str, object], signed: Signed) -> AddRow:
    """Return the command that keeps a run: what was asked, what was found, by whom."""
    version = study_of(inquiry.study).version
    asked, found = plain_inquiry(inquiry), plain(result)
    return AddRow(
        TABLE,
        {
            "model": inquiry.study,
            "title": signed.title.strip(),
            "quarter": inquiry.quarter,
            "inputs": _json(asked),
            "result": _json(found),
            "model_version": version,
            "seed": inquiry.seed,
            "author": signed.author,
            "made_at": signed.moment,
            "sha256": _digest(inquiry.study, version, inquiry.seed, asked, found),
            "note": signed.note.strip() or None,
            "report_quarter": signed.reported,
        },
        key="command.keep_scenario",
    )


def report_in(record: str, quarter: str | None) -> SetFields:
    """Return the command that puts a scenario in a quarter's report, with None out of it."""
    key = "command.report_scenario" if quarter else "command.unreport_scenario"
    return SetFields(TABLE, record, {"report_quarter": quarter}, key=key)


def kept(row: Row) -> Kept:
    """Read a scenario.

    Raises:
        DomainError: ``scenario_unreadable``: it was not kept by this program.
    """
    try:
        content = json.loads(text(row, "inputs"))
        inquiry = inquiry_from(text(row, "model"), whole_of(row, "seed") or 0, content)
        result = json.loads(text(row, "result"))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        title = text(row, "title")
        raise DomainError("scenario_unreadable", table=TABLE, value=title) from error
    return Kept(
        text(row, "id"),
        text(row, "title"),
        text(row, "note"),
        text(row, "author"),
        text(row, "made_at"),
        inquiry,
        result,
        text(row, "model_version"),
        text(row, "sha256"),
        text(row, "report_quarter"),
    )


def reported(records: Records, quarter: str) -> list[Row]:
    """Return the scenarios chosen for a quarter's report, in the order of the studies."""
    rows = records.find(TABLE, report_quarter=quarter)
    ranks = {name: at for at, name in enumerate(STUDIES)}
    return sorted(
        (row for row in rows if row["model"] in ranks),
        key=lambda row: (ranks[text(row, "model")], text(row, "made_at"), text(row, "id")),
    )


def recompute(row: Row, progress: Progress) -> Recomputed:
    """Compute a kept scenario again from its own inputs and seed.

    Raises:
        DomainError: ``scenario_unreadable``.
        CancelledError: the user asked to stop.
    """
    each = kept(row)
    inquiry = each.inquiry
    if inquiry.study not in STUDIES:
        return Recomputed("unknown_study")
    asked = plain_inquiry(inquiry)
    if each.sha256 != _digest(inquiry.study, each.version, inquiry.seed, asked, each.result):
        return Recomputed("altered")
    if each.version != study_of(inquiry.study).version:
        return Recomputed("other_version")
    try:
        found = plain(inquiry.run(progress))
    except ModelError as error:
        return Recomputed("differs", error.place)
    places = list(_differences(each.result, json.loads(_json(found)), ""))
    return Recomputed("differs", places[0]) if places else Recomputed("same")


def recompute_all(records: Records, progress: Progress) -> dict[str, Recomputed]:
    """Return title → what computing each kept scenario again showed."""
    rows = records.select(Query(TABLE, order=("made_at",)))
    found = {}
    for number, row in enumerate(rows):
        progress.step(number, len(rows))
        try:
            found[text(row, "title")] = recompute(row, progress)
        except DomainError:
            found[text(row, "title")] = Recomputed("altered")
    return found


def _differences(before: object, now: object, place: str) -> Iterator[str]:
    """Yield the places at which two results differ by more than the noise of arithmetic."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name in sorted(before.keys() | now.keys()):
            yield from _differences(before.get(name), now.get(name), f"{place}/{name}")
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for at, (old, new) in enumerate(zip(before, now, strict=True)):
            yield from _differences(old, new, f"{place}/{at}")
    elif not _equal(before, now):
        yield place


def _equal(before: object, now: object) -> bool:
    if isinstance(before, bool) or isinstance(now, bool):
        return before is now
    if isinstance(before, int | float) and isinstance(now, int | float):
        return math.isclose(before, now, rel_tol=_RELATIVE, abs_tol=_RELATIVE)
    return before == now


def _digest(study: str, version: str, seed: int, asked: object, found: object) -> str:
    content = {
        "study": study,
        "version": version,
        "seed": seed,
        "asked": asked,
        "result": found,
    }
    return hashlib.sha256(_json(content).encode()).hexdigest()


def _json(content: object) -> str:
    return json.dumps(
        content, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
