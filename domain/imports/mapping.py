"""Read a mapping file: what a user says of a table that is not recognised by itself.

A mapping is a JSON object. Every part may be left out; an unknown part is refused.

    {
      "kind": "firm_quarter",              kind of table, as --kind takes it
      "sheet": "2024",                     name of the sheet it is about; all when left out
      "heading_row": 3,                    row of the headings, as the spreadsheet counts
      "columns": {"营收": "revenue"},       heading or column letter → column of the kind;
                                           "" when it is not to be read
      "units": {"revenue": "元"},           column of the kind → unit of its cells
      "values": {"source": "统计年鉴"},      column of the kind → what holds for every row
      "decimal": ","                       decimal sign, "." or ","
    }
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from domain.imports.parsing import DIMENSIONS
from domain.imports.units import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.imports.columns import Column, SheetKind
    from domain.imports.numbers import Mark

_PARTS: Final = frozenset({"kind", "sheet", "heading_row", "columns", "units", "values", "decimal"})


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a user says of a table.

    Attributes:
        kind: key of the kind, empty when it is to be recognised.
        sheet: name of the only sheet it is about, empty for all.
        heading_row: row of the headings as the spreadsheet counts, 0 when it is to be found.
        columns: heading or column letter → name of a column of the kind.
        units: column of the kind → smallest units in one of its cells' unit.
        values: column of the kind → text that stands for every row.
        mark: decimal sign, None when the cells tell.
        aside: the table is not to be read at all.
    """

    kind: str = ""
    sheet: str = ""
    heading_row: int = 0
    columns: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, int] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    mark: Mark | None = None
    aside: bool = False


NO_MAPPING: Final = TableMapping()


def read_mapping(content: object) -> TableMapping:
    """Return the mapping that the content of a JSON file describes.

    Raises:
        DomainError: ``mapping_invalid`` naming the part that is unknown or of the wrong type.
    """
    if not isinstance(content, dict):
        raise DomainError("mapping_invalid", part="")
    for part in content:
        if part not in _PARTS:
            raise DomainError("mapping_invalid", part=part)
    heading_row = content.get("heading_row", 0)
    if not isinstance(heading_row, int) or isinstance(heading_row, bool) or heading_row < 0:
        raise DomainError("mapping_invalid", part="heading_row")
    return TableMapping(
        kind=_text(content, "kind"),
        sheet=_text(content, "sheet"),
        heading_row=heading_row,
        columns=_texts(content, "columns"),
        units={name: _scale(unit) for name, unit in _texts(content, "units").items()},
        values=_texts(content, "values"),
        mark=_mark(_text(content, "decimal")),
    )


def mapping_content(mapping: TableMapping, kinds: Sequence[SheetKind]) -> dict[str, object]:
    """Return the content of the JSON file that `read_mapping` reads back as this mapping.

    Args:
        mapping: what is said of a table.
        kinds: kinds of table that are known; their columns tell in which unit a scale is said.
    """
    columns = {
        each.name: each for kind in kinds if kind.key == mapping.kind for each in kind.columns
    }
    said = {
        "kind": mapping.kind,
        "sheet": mapping.sheet,
        "heading_row": mapping.heading_row,
        "columns": dict(mapping.columns),
        "units": {
            name: _unit(columns.get(name), scale) for name, scale in mapping.units.items() if scale
        },
        "values": dict(mapping.values),
        "decimal": mapping.mark or "",
    }
    return {part: value for part, value in said.items() if value}


def _unit(column: Column | None, scale: int) -> str:
    """Return the unit of a column's dimension that has this scale."""
    own = "" if column is None else DIMENSIONS.get(column.kind, "")
    dimensions = (own, *UNITS) if own in UNITS else tuple(UNITS)
    units = (unit for dimension in dimensions for unit in UNITS[dimension].items())
    return next(unit for unit, of in units if of == scale)


def _text(content: Mapping[str, object], part: str) -> str:
    value = content.get(part, "")
    if not isinstance(value, str):
        raise DomainError("mapping_invalid", part=part)
    return value


def _texts(content: Mapping[str, object], part: str) -> dict[str, str]:
    value = content.get(part, {})
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise DomainError("mapping_invalid", part=part)
    return value


def _scale(unit: str) -> int:
    for units in UNITS.values():
        scale = units.get(unit.casefold().replace(" ", ""))
        if scale:
            return scale
    raise DomainError("mapping_invalid", part=unit)


def _mark(sign: str) -> Mark | None:
    if sign == ",":
        return ","
    if sign == ".":
        return "."
    if sign:
        raise DomainError("mapping_invalid", part="decimal")
    return None
