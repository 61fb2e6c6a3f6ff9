"""What a firm reported over eight quarters, and in one sentence where it stands."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from domain.models.recorded_bases import TAX_FIELDS
from domain.records import Condition, Query
from domain.reports.quarter_columns import figure_columns, year_groups
from domain.reports.tree import Column, Run, Sparkline, Table
from domain.reports.tree import Row as Line
from domain.standing.residence import residences
from domain.standing.rows import text, whole_of
from domain.units import QUARTERS_PER_YEAR, quarters_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Row
    from domain.reports.page import Page
    from domain.units import Quarter

QUARTERS: Final = 8
_MONEY: Final = "money"
_PERSONS: Final = "persons"
_SHOWN: Final = (
    ("revenue_fen", _MONEY),
    ("rd_fen", _MONEY),
    ("headcount", _PERSONS),
    ("rd_staff", _PERSONS),
    ("doctorates", _PERSONS),
    ("tax", _MONEY),
    ("financing_fen", _MONEY),
    ("grants_fen", _MONEY),
    ("output_host_fen", _MONEY),
    ("output_origin_fen", _MONEY),
)


def reported(page: Page, firm: str, quarters: Sequence[Quarter]) -> list[Row]:
    """Return what a firm reported for some quarters, an empty row where it did not."""
    names = tuple(str(each) for each in quarters)
    where = (Condition("firm", "=", firm), Condition("quarter", "in", names))
    rows = page.records.select(Query("firm_quarter", where=where, order=("quarter",)))
    known = {text(row, "quarter"): row for row in rows}
    return [known.get(name, {}) for name in names]


def said_once(words: str) -> tuple[tuple[Column, ...], tuple[Line, ...]]:
    """Return column and row of a table that has nothing to tell but that, in words."""
    return (Column(""),), (Line(((Run(words, "muted"),),)),)


def figures_table(page: Page, firm: str) -> Table:
    """Return the figures of eight quarters, each with its line; in words that there are none."""
    quarters = quarters_back(page.quarter, QUARTERS)
    rows = reported(page, firm, quarters)
    if not any(rows):
        title, none = page.say("firm_sheet.figures"), page.say("firm_sheet.figures.none")
        return Table(page.table(), title, *said_once(none), density="tight")
    columns = figure_columns(page, page.say("firm_sheet.head.figure"), quarters)
    return Table(
        page.table(),
        page.say("firm_sheet.figures"),
        columns,
        tuple(_line(page, rows, name, unit) for name, unit in _SHOWN),
        unit=page.say("firm_sheet.figures.unit", unit=page.fmt.unit_heading(_MONEY)),
        note=_note(page, rows),
        groups=() if page.halved else year_groups(quarters, 2),
        density="tight",
    )


def standing_sentence(page: Page, firm: str) -> str:
    """Return revenue and staff of the quarter, and how revenue changed within a year."""
    year = quarters_back(page.quarter, QUARTERS_PER_YEAR + 1)
    rows = reported(page, firm, year)
    revenue, before = whole_of(rows[-1], "revenue_fen"), whole_of(rows[0], "revenue_fen")
    quarter = page.fmt.quarter(page.quarter)
    if revenue is None:
        mine = next((each for each in residences(page.records) if each.firm == firm), None)
        owed = mine is not None and mine.reports_in(page.quarter)
        return page.say(f"firm_sheet.{'unreported' if owed else 'not_owed'}", quarter=quarter)
    staff = whole_of(rows[-1], "headcount")
    said = page.say(
        "firm_sheet.standing",
        quarter=quarter,
        revenue=page.fmt.told_money(revenue, _decimals(page)),
        staff=page.fmt.integer(staff),
        count=staff or 0,
    )
    if not before:
        return said
    change = page.fmt.relative(Fraction(revenue - before, before))
    return page.sentences(said, page.say("firm_sheet.grown", change=change))


def _line(page: Page, rows: Sequence[Row], name: str, unit: str) -> Line:
    values = [_value(row, name) for row in rows]
    last = len(values) - 1
    spark = Sparkline(
        tuple(page.fmt.plotted(value, unit) for value in values),
        last if values[last] is not None else None,
        last - QUARTERS_PER_YEAR if values[last - QUARTERS_PER_YEAR] is not None else None,
    )
    words = page.texts.say(f"field.firm_quarter.{name}", page.lang) if name != "tax" else ""
    label = words or page.say("firm_sheet.tax")
    marks = tuple(
        Run(amount_words(page, value) if unit == _MONEY else page.fmt.integer(value))
        for value in values
    )
    cells = tuple(
        (mark, Run("e", "raised")) if row.get("estimated") == 1 and value is not None else mark.text
        for mark, row, value in zip(marks, rows, values, strict=True)
    )
    return Line((label, spark, *cells))


def amount_words(page: Page, fen: int | None) -> str:
    """Return an amount in the unit of the heading: whole thousands but for the larger 万元."""
    return page.fmt.money(fen, _decimals(page))


def _decimals(page: Page) -> int:
    return 2 if page.lang == "zh" else 0


def _value(row: Row, name: str) -> int | None:
    if name != "tax":
        return whole_of(row, name)
    amounts = [whole_of(row, field) for field in TAX_FIELDS.values()]
    known = [each for each in amounts if each is not None]
    # A sum of some of the four would look like the whole.
    return sum(known) if len(known) == len(amounts) else None


def _note(page: Page, rows: Sequence[Row]) -> str:
    estimated = any(row.get("estimated") == 1 for row in rows)
    note = page.say("firm_sheet.figures.note")
    return page.sentences(note, page.say("firm_sheet.figures.estimated") if estimated else "")
