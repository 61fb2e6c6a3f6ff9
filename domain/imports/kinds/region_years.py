"""Published figures of regions in a wide table: a row per region, a column per year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.imports.columns import Column, SheetKind
from domain.imports.kinds.region_figure import REGION, WORDINGS
from domain.imports.kinds.shared import need, recorded_as
from domain.imports.sheet import shown
from domain.records import Kind

if TYPE_CHECKING:
    from domain.imports.intake import Intake
    from domain.imports.rows import TableRow
    from domain.imports.sheet import Sheet
    from domain.records import Value

KEY: Final = "region_years"
_YEAR: Final = re.compile(r"((?:19|20|21)\d{2})年?")
_FEWEST_YEARS: Final = 3
_DEEPEST: Final = 12
_TRAILING_YEARS: Final = re.compile(r"(?:[-_ ]*\d{4})+$")


def take(intake: Intake, row: TableRow) -> None:
    """Take the figures of a region, one per year; an unknown one makes no record."""
    if not need(row, "region"):
        return
    indicator = row.text("indicator") or _TRAILING_YEARS.sub("", intake.setting.subject)
    indicator = recorded_as(intake, "region_figure", "indicator", indicator)
    region = intake.places.region(row.text("region"))
    values: dict[str, Value] = {
        name: row.get(name)
        for name in ("unit", "source", *(each.name for each in WORDINGS))
        if row.get(name) is not None
    }
    first = True
    for name, figure in row.values.items():
        if not name.isdigit() or figure is None:
            continue
        key: dict[str, Value] = {
            "region": region,
            "indicator": indicator,
            "year": int(name),
            "quarter": None,
        }
        if first:
            intake.put(row, key, {**values, "value": figure}, "region")
            first = False
        else:
            intake.follow("region_figure", key, {**values, "value": figure})
    if first and not row.errors:
        row.refuse("region", "required")


def kind_of(sheet: Sheet) -> SheetKind | None:
    """Return the kind of a wide table with the years of this sheet, None when it is none."""
    for row in sheet.rows[:_DEEPEST]:
        years = [match[1] for cell in row if (match := _YEAR.fullmatch(shown(cell).strip()))]
        if len(years) >= _FEWEST_YEARS and len(set(years)) == len(years):
            return _kind(years)
    return None


def _kind(years: list[str]) -> SheetKind:
    return SheetKind(
        key=KEY,
        table="region_figure",
        columns=(
            REGION,
            *(Column(year, (year, f"{year}年"), Kind.NUMBER) for year in years),
            Column("indicator", ()),
            Column("unit", ()),
            Column("source", ()),
            *(Column(each.name, ()) for each in WORDINGS),
        ),
        marks=(("region",), tuple(years)),
        rank=12,
    )
