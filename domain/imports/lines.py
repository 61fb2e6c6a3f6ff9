"""Tell the records of a table from its subtotals, notes, repeated headings and blank lines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from domain.imports.words import tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.imports.sheet import Cell

_SUBTOTAL: Final = re.compile(
    r"(?:\d{4}\s?年?(?:第?[\d一二三四]季度?)?度?\s?)?(?:小计|合计|总计|共计|累计|平均)"
    r"|(?:sous-?\s?total|total général|total|totaux|ensemble|moyenne|subtotal|sub-total|"
    r"grand total|sum|average)(?:\s.{0,12})?",
    re.IGNORECASE,
)
_ENDS: Final = frozenset("计均LlXxEeMm0123456789")
_LONGEST: Final = 24
_NOTE: Final = re.compile(r"^[*＊※]|[:：。;；，]|\s")
_LONG_NOTE: Final = 20
_LOOKED_AT: Final = 5


def is_subtotal(cells: Sequence[Cell]) -> bool:
    """Tell whether one of the first cells of a row says that the row is a sum."""
    for cell in cells[:_LOOKED_AT]:
        if type(cell) is not str or not cell or len(cell) > _LONGEST:
            continue
        if _says_sum(cell):
            return True
    return False


@lru_cache(maxsize=8192)
def _says_sum(cell: str) -> bool:
    """Tell whether a short cell says "sum"; firms and quarters come back in row after row."""
    text = tidy(cell)
    return bool(text) and text[-1] in _ENDS and _SUBTOTAL.fullmatch(text) is not None


def is_blank(cells: Sequence[Cell], read: Sequence[int]) -> bool:
    """Tell whether nothing stands in the columns that are read, e.g. only a serial number."""
    return all(cells[place] == "" for place in read)


def is_note(cells: Sequence[Cell]) -> bool:
    """Tell whether a row holds nothing but a sentence, as notes below a table do."""
    typed: list[Cell] = []
    for cell in cells:
        if cell != "":
            typed.append(cell)
            if len(typed) > 1:
                return False
    if not typed or not isinstance(typed[0], str):
        return False
    text = typed[0].strip()
    return len(text) > _LONG_NOTE or _NOTE.search(text) is not None


def is_heading_again(cells: Sequence[Cell], headings: Sequence[tuple[int, Cell]]) -> bool:
    """Tell whether a row repeats the headings, as tables printed on several pages do.

    Args:
        cells: the row.
        headings: place and cell of each heading.
    """
    same = 0
    for missed, (place, cell) in enumerate(headings, 1):
        same += cells[place] == cell
        if same * 2 < missed:
            return False
    return True
