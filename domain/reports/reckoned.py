"""Read back the numbers that a report's tables print, so that spreadsheets reckon with them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from domain.formatting import MINUS, NARROW_BLANK
from domain.reports.told import cell_words

if TYPE_CHECKING:
    from domain.reports.tree import Cell, Column, Language

_MARKS: Final = {"zh": (",", "."), "en": (",", "."), "fr": (NARROW_BLANK, ",")}
_PERCENT: Final = "%"
_LONGEST_UNIT: Final = 16
_MOST_DIGITS: Final = 15
"""A spreadsheet keeps no more digits of a number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed.

    Attributes:
        value: as printed; 8.9 for 8.9 %.
        decimals: digits after the mark.
        grouped: whether its thousands are set apart.
        signed: whether a plus stands before it.
        unit: what stands after it with its blank: "%", "人", " pt"; empty for none.
    """

    value: Decimal
    decimals: int
    grouped: bool
    signed: bool
    unit: str = ""

    @property
    def percent(self) -> bool:
        """Tell whether the number counts hundredths."""
        return self.unit.strip() == _PERCENT


def reckoned(cell: Cell, column: Column, lang: Language) -> Number | None:
    """Return the number that a cell holds, None for words, codes and what is unknown.

    Numbers stand at the right; whatever stands elsewhere is a name or a code.
    """
    if column.align != "right":
        return None
    return number_in(cell_words(cell).strip(), lang)


def number_in(text: str, lang: Language) -> Number | None:
    """Return the number that a text is, with the unit after it; None when it is more than that."""
    group, mark = map(re.escape, _MARKS[lang])
    found = re.fullmatch(
        rf"(?P<sign>[+{MINUS}-]?)"
        rf"(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+|\d+)"
        rf"(?:{mark}(?P<part>\d+))?"
        rf"(?P<unit>\D{{0,{_LONGEST_UNIT}}})",
        text,
    )
    if found is None or _is_more(found["unit"]):
        return None
    whole = re.sub(r"\D", "", found["whole"])
    part = found["part"] or ""
    code = len(whole) > 1 and whole.startswith("0")
    if code or len(whole) + len(part) > _MOST_DIGITS:
        return None
    value = Decimal(f"{whole}.{part}" if part else whole)
    return Number(
        value=-value if found["sign"] in {MINUS, "-"} else value,
        decimals=len(part),
        grouped=whole != found["whole"],
        signed=found["sign"] == "+",
        unit=found["unit"],
    )


def _is_more(unit: str) -> bool:
    """Tell whether what follows a number is no unit: a part of a ratio, a range, a remark."""
    return any(sign in unit for sign in "/:：+(（—–-;；，、") or unit.strip() in {",", "."}
