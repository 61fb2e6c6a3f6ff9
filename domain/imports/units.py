"""Recognise the unit that a heading or a line above the table names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from domain.imports.numbers import FEN_PER_MILLION, FEN_PER_YI
from domain.imports.words import bracketed, tidy
from domain.units import FEN_PER_THOUSAND, FEN_PER_WAN, FEN_PER_YUAN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Dimension → unit as it is written, without blanks → smallest units in one of it.
UNITS: Final[Mapping[str, Mapping[str, int]]] = {
    "money": {
        "元": FEN_PER_YUAN,
        "人民币元": FEN_PER_YUAN,
        "元/㎡·月": FEN_PER_YUAN,
        "元/平方米·月": FEN_PER_YUAN,
        "元/m²·月": FEN_PER_YUAN,
        "元/月": FEN_PER_YUAN,
        "yuan": FEN_PER_YUAN,
        "yuans": FEN_PER_YUAN,
        "cny": FEN_PER_YUAN,
        "rmb": FEN_PER_YUAN,
        "¥": FEN_PER_YUAN,
        "¥/m²/mois": FEN_PER_YUAN,
        "¥/m²/month": FEN_PER_YUAN,
        "千元": FEN_PER_THOUSAND,
        "k¥": FEN_PER_THOUSAND,
        "kcny": FEN_PER_THOUSAND,
        "milliersdeyuans": FEN_PER_THOUSAND,
        "milliersdeyuan": FEN_PER_THOUSAND,
        "cnythousand": FEN_PER_THOUSAND,
        "thousandcny": FEN_PER_THOUSAND,
        "thousandyuan": FEN_PER_THOUSAND,
        "万元": FEN_PER_WAN,
        "万": FEN_PER_WAN,
        "cny10,000": FEN_PER_WAN,
        "cny10000": FEN_PER_WAN,
        "10,000cny": FEN_PER_WAN,
        "10000yuan": FEN_PER_WAN,
        "百万元": FEN_PER_MILLION,
        "m¥": FEN_PER_MILLION,
        "millionsdeyuans": FEN_PER_MILLION,
        "cnymillion": FEN_PER_MILLION,
        "亿元": FEN_PER_YI,
    },
    "share": {"%": 100, "‰": 10, "bp": 1, "基点": 1},
    "area": {"㎡": 100, "m²": 100, "m2": 100, "平方米": 100, "万㎡": 1_000_000},
    "land": {"亩": 100, "mu": 100, "公顷": 1_500, "hectare": 1_500, "ha": 1_500},
    "days": {"天": 2, "日": 2, "人日": 2, "jours": 2, "days": 2, "半天": 1},
    "count": dict.fromkeys(
        (*"人名月个家件项次分年", "个月", "mois", "months", "personnes", "persons"), 1
    ),
}
# A line above the table mostly names the unit of money: 单位：万元、人; Montants en milliers de…
_IN_LINE: Final = (
    (re.compile(r"亿元"), FEN_PER_YI),
    (re.compile(r"百万元"), FEN_PER_MILLION),
    (re.compile(r"万元"), FEN_PER_WAN),
    (re.compile(r"千元"), FEN_PER_THOUSAND),
    (re.compile(r"单位[^。;]*元"), FEN_PER_YUAN),
    (re.compile(r"dizaines? de milliers de yuans?"), FEN_PER_WAN),
    (re.compile(r"milliers? de yuans?|\bk¥|\bkcny"), FEN_PER_THOUSAND),
    (re.compile(r"millions? de yuans?"), FEN_PER_MILLION),
    (
        re.compile(r"(?:cny|rmb|yuan) thousand|thousands? (?:of )?(?:cny|rmb|yuan)"),
        FEN_PER_THOUSAND,
    ),
    (re.compile(r"(?:cny|rmb|yuan) million|millions? (?:of )?(?:cny|rmb|yuan)"), FEN_PER_MILLION),
    (re.compile(r"(?:cny|rmb|yuan) ?10[, ]?000|10[, ]?000 (?:cny|rmb|yuan)"), FEN_PER_WAN),
    (re.compile(r"\ben yuans?\b|\bin (?:cny|rmb|yuan)\b"), FEN_PER_YUAN),
)


def scale_in_heading(heading: str, dimension: str) -> int:
    """Return the smallest units in one of the unit that a heading has in brackets, else 0."""
    known = UNITS.get(dimension, {})
    for text in bracketed(heading):
        scale = known.get(text.casefold().replace(" ", ""), 0)
        if scale:
            return scale
    return 0


def money_scale_in_lines(lines: Iterable[str]) -> int:
    """Return the fen in one of the money unit that the lines above a table name, else 0."""
    for line in lines:
        plain = tidy(line).casefold()
        for pattern, scale in _IN_LINE:
            if pattern.search(plain):
                return scale
    return 0
