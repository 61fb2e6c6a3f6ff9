"""The digest of a report's data, section by section, and the facts a printed report carries."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.reports.request import Issue, ReportRequest
    from domain.reports.tree import Cover, Section

COVER: Final = "cover"
_PREFIX: Final = "feidi."
_SECTION: Final = "feidi.section."
_DIGITS: Final = 9
_GROUP: Final = 8


def section_digests(parts: Sequence[tuple[str, Section]], cover: Cover | None) -> dict[str, str]:
    """Return part → SHA-256 of what it says, the cover without the facts of its issue."""
    found = {key: _digest(section) for key, section in parts}
    return {COVER: _digest(replace(cover, facts=())), **found} if cover else found


def data_digest(kind: str, quarter: str, sections: Mapping[str, str]) -> str:
    """Return the one digest of a report's data, 64 hexadecimal digits."""
    return _sha256([kind, quarter, *sorted(sections.items())])


def grouped(digest: str) -> str:
    """Return a digest as it is printed: in groups of eight digits."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, len(digest), _GROUP))


def _digest(value: object) -> str:
    return _sha256(_plain(value))


def _sha256(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """Return a tree of plain values; floats, which only draw, are cut to nine digits."""
    if is_dataclass(value) and not isinstance(value, type):
        inside = {
            each.name: _plain(getattr(value, each.name))
            for each in fields(value)
            if each.metadata.get("printed", True)
        }
        return [type(value).__name__, inside]
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return f"{value:.{_DIGITS}g}"
    return value


@dataclass(frozen=True, slots=True)
class PrintedFacts:
    """What a report's file tells of itself, so that it can be held against a workbook.

    Attributes:
        kind, quarter, languages, parts: what was asked for; no parts means all.
        standing: ``issued``, ``draft`` or ``unrecorded``.
        workbook: identity of the workbook; ``head_hash`` the head of its trail.
        sections: part → digest.
    """

    kind: str
    quarter: str
    languages: tuple[str, ...]
    parts: tuple[str, ...]
    standing: str
    revision: int
    issued_on: str
    workbook: str
    head_hash: str
    digest: str
    sections: Mapping[str, str]


def facts_of(
    kind: str, request: ReportRequest, digest: str, sections: Mapping[str, str]
) -> PrintedFacts:
    """Return the facts that a report carries."""
    issue: Issue = request.issue
    return PrintedFacts(
        kind,
        str(request.quarter),
        request.languages,
        request.parts,
        issue.standing,
        issue.revision,
        issue.on.isoformat(),
        issue.workbook,
        issue.head_hash,
        digest,
        sections,
    )


def keywords(facts: PrintedFacts) -> tuple[str, ...]:
    """Write facts as key words of a file: ``feidi.quarter=2024Q4``."""
    plain = {
        "kind": facts.kind,
        "quarter": facts.quarter,
        "languages": "+".join(facts.languages),
        "parts": "+".join(facts.parts),
        "standing": facts.standing,
        "revision": str(facts.revision),
        "issued": facts.issued_on,
        "workbook": facts.workbook,
        "head": facts.head_hash,
        "digest": facts.digest,
    }
    return (
        *(f"{_PREFIX}{name}={value}" for name, value in plain.items()),
        *(f"{_SECTION}{part}={value}" for part, value in facts.sections.items()),
    )


def facts_from(words: Iterable[str]) -> PrintedFacts | None:
    """Read facts back from key words; None when they are not those of a report."""
    pairs = dict(word.strip().split("=", 1) for word in words if "=" in word)
    sections = {
        name.removeprefix(_SECTION): value
        for name, value in pairs.items()
        if name.startswith(_SECTION)
    }
    try:
        return PrintedFacts(
            pairs["feidi.kind"],
            pairs["feidi.quarter"],
            _split(pairs["feidi.languages"]),
            _split(pairs["feidi.parts"]),
            pairs["feidi.standing"],
            int(pairs["feidi.revision"]),
            pairs["feidi.issued"],
            pairs["feidi.workbook"],
            pairs["feidi.head"],
            pairs["feidi.digest"],
            sections,
        )
    except (KeyError, ValueError):
        return None


def _split(text: str) -> tuple[str, ...]:
    return tuple(each for each in text.split("+") if each)
