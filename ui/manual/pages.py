"""Say which page of the manual explains which screen, and find words in the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from domain.records import Specs

CONTENTS: Final = "contents"
"""Name of the page that lists the others; it is made, not written."""

FOUND: Final = "found"
"""Name of the page that lists what a search found."""

GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("manual.group.begin", ("start", "tables", "keys", "troubles", "words")),
    ("manual.group.quarter", ("home", "quarter_entry", "quarter")),
    (
        "manual.group.firms",
        ("firm", "patent", "incentive", "rival_offer", "pipeline", "gates", "return_project"),
    ),
    ("manual.group.meetings", ("meeting", "resolution", "action_board")),
    ("manual.group.agreements", ("agreement", "sharing_rule", "settlement", "land", "attribution")),
    ("manual.group.space", ("unit", "building", "lease", "booking", "operator", "cost")),
    ("manual.group.network", ("party", "flows", "event")),
    ("manual.group.studies", ("models", "scenario", "reports", "indicators", "risk")),
    ("manual.group.data", ("data", "trail", "settings", "person")),
)
"""Heading and pages of each part of the manual, in reading order."""

_EXPLAINED: Final[Mapping[str, tuple[str, ...]]] = {
    "quarter_entry": ("firm_quarter", "park_quarter"),
    "quarter": ("submission", "agreed_figure", "closing"),
    "firm": ("saved_view", "merged_record", "distinct_pair"),
    "gates": ("stage_change", "gate_criterion", "gate_finding", "admission_check"),
    "return_project": ("return_milestone", "return_quarter"),
    "meeting": ("agenda_item", "meeting_party"),
    "resolution": ("vote", "countersignature"),
    "action_board": ("action_item",),
    "agreement": ("agreement_party",),
    "sharing_rule": (
        "sharing_rule_version",
        "retained_share",
        "shared_cost",
        "rule_home_party",
        "rule_phase",
        "phase_share",
        "degression_step",
        "share_bracket",
        "bracket_share",
    ),
    "settlement": (
        "settlement_line",
        "settlement_correction",
        "settlement_escrow",
        "escrow_term",
    ),
    "land": ("land_entry", "land_commitment"),
    "attribution": ("attribution_share",),
    "building": ("building_regime",),
    "operator": ("operator_contract", "operator_indicator", "operator_score", "contract_building"),
    "party": ("enclave", "region", "region_figure"),
    "flows": ("network", "factor_flow", "diffusion_entry", "talent_need"),
    "event": ("event_party", "broker", "fund_deal"),
    "reports": ("report_issue",),
    "indicators": ("target",),
    "data": ("import_mapping",),
    "tables": ("attachment",),
    "settings": ("setting",),
    "person": ("person_password",),
}
"""Page of the manual → the screens it explains beside the one of its own name."""

_OF_PLACE: Final = {
    "entry": "quarter_entry",
    "firms": "firm",
    "pipeline": "gates",
    "return": "return_project",
    "meetings": "meeting",
    "agreements": "agreement",
    "space": "building",
    "network": "party",
    "models": "models",
    "reports": "reports",
    "settings": "settings",
}
"""Place of the navigation → the page for those of its tables that no page names."""

_OF: Final = {screen: page for page, screens in _EXPLAINED.items() for screen in screens}
_AROUND: Final = 60
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS: Final = re.compile(r"^(?:#+|-|\d+\.)\s*|`|\*\*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Find:
    """A page in which words were found.

    Attributes:
        around: the sentence in which they stand first.
    """

    page: str
    title: str
    around: str


def page_names() -> tuple[str, ...]:
    """Return the names of all written pages, in reading order."""
    return tuple(page for _heading, pages in GROUPS for page in pages)


def page_for(screen: str, specs: Specs) -> str:
    """Return the page that explains a screen: its own, else that of its place, else of tables."""
    page = _OF.get(screen, screen)
    if page in page_names():
        return page
    return _OF_PLACE.get(specs[screen].area, "tables")


def screens_of(page: str, screens: tuple[str, ...], specs: Specs) -> tuple[str, ...]:
    """Return those of the program's screens that a page explains, its own first."""
    return tuple(each for each in screens if page_for(each, specs) == page)


@cache
def source(page: str, lang: str) -> str:
    """Return the Markdown of a written page.

    Raises:
        OSError: there is no such page.
    """
    return resources.path("manual", lang, f"{page}.md").read_text(encoding="utf-8")


def title_of(page: str, lang: str) -> str:
    """Return what a written page is called: its first heading."""
    return source(page, lang).partition("\n")[0].removeprefix("# ").strip()


def find(words: str, lang: str) -> tuple[Find, ...]:
    """Return the pages that hold all the words; those with one in the title first."""
    wanted = words.casefold().split()
    if not wanted:
        return ()
    found = tuple(_matching(wanted, lang))
    named = [any(word in each.title.casefold() for word in wanted) for each in found]
    return tuple(each for _named, each in sorted(zip(named, found, strict=True), key=_first))


def _first(ranked: tuple[bool, Find]) -> bool:
    return not ranked[0]


def _matching(wanted: list[str], lang: str) -> Iterator[Find]:
    for page in page_names():
        text = _plain(source(page, lang))
        folded = text.casefold()
        if all(word in folded for word in wanted):
            yield Find(page, title_of(page, lang), _around(text, folded.find(wanted[0])))


def _plain(markdown: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", markdown))


def _around(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    first = max(at - start - _AROUND, 0)
    piece = line[first : first + 2 * _AROUND]
    before, after = "…" if first else "", "…" if first + 2 * _AROUND < len(line) else ""
    return f"{before}{piece.strip()}{after}"
