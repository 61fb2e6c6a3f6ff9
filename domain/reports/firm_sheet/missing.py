"""What is not known of a firm, said in sentences instead of left to be noticed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.firm_sheet.figures import QUARTERS, reported
from domain.reports.tree import Note, Run
from domain.standing.completeness import FIRM_FIGURES
from domain.standing.residence import residences
from domain.standing.rows import text
from domain.units import quarters_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import Row
    from domain.reports.page import Page

_REGISTER: Final = (
    "credit_code",
    "sector",
    "trajectory",
    "rd_site",
    "production_site",
    "admission_date",
    "contact_person",
)
_PARTS: Final = frozenset({"rd_staff", "doctorates"})
"""Figures whose label says of which other figure they are a part."""


def missing_note(page: Page, firm: Row, *, returns: bool) -> Note:
    """Return what is missing from the register and the last eight quarters, and projects.

    Args:
        page: the hand that writes.
        firm: its row in the register.
        returns: whether it has return projects; that it has none is said.
    """
    lines = tuple(_lines(page, firm)) or (page.say("firm_sheet.missing.nothing"),)
    none = () if returns else (page.say("firm_sheet.missing.returns"),)
    lead = page.say("firm_sheet.missing")
    return Note((Run(lead, "bold"), Run(page.sentences(*none, *lines))))


def _lines(page: Page, firm: Row) -> Iterator[str]:
    unknown = [name for name in _REGISTER if not text(firm, name)]
    if text(firm, "foreign_code"):  # a foreign firm has no credit code to give
        unknown = [name for name in unknown if name != "credit_code"]
    if unknown:
        names = [_within(page.texts.say(f"field.firm.{name}", page.lang)) for name in unknown]
        yield page.say("firm_sheet.missing.register", names=page.listed(names))
    quarters = quarters_back(page.quarter, QUARTERS)
    mine = next((each for each in residences(page.records) if each.firm == firm["id"]), None)
    rows = reported(page, text(firm, "id"), quarters)
    for quarter, row in zip(quarters, rows, strict=True):
        if mine is not None and mine.reports_in(quarter):
            yield from _quarter(page, page.fmt.quarter(quarter), row)


def _quarter(page: Page, quarter: str, row: Row) -> Iterator[str]:
    gaps = [name for name in FIRM_FIGURES if row.get(name) is None]
    if len(gaps) == len(FIRM_FIGURES):
        yield page.say("firm_sheet.missing.quarter", quarter=quarter)
    elif gaps:
        names = [_figure(page, name) for name in gaps]
        yield page.say("firm_sheet.missing.figures", quarter=quarter, names=page.listed(names))


def _figure(page: Page, name: str) -> str:
    """Return a figure's name in a sentence, where none stands above it to be a part of."""
    if name in _PARTS:
        return page.say(f"firm_sheet.missing.{name}")
    return _within(page.texts.say(f"field.firm_quarter.{name}", page.lang))


def _within(label: str) -> str:
    """Return a label as it stands within a sentence; an abbreviation keeps its capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label
