"""Break Chinese and Latin text into lines: no stop at a line's start, no opening mark at its end.

Source: the Chinese rules of GB/T 15834—2011 (5.1) on the places of punctuation marks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

NEVER_FIRST: Final = frozenset("，。、；：！？）》〉」』】〕〗”’％‰℃…—～·,.;:!?)]}%»›")
NEVER_LAST: Final = frozenset("（《〈「『【〔〖“‘([{«‹￥¥$")
UNBROKEN: Final = frozenset("\u00a0\u202f\u2060\u2007")
SPACES: Final = frozenset(" \u3000")
# Marks whose ink fills the left half of their square: at a line's end the other half may hang.
HALF_AT_END: Final = frozenset("，。、；：！？）》〉」』】〕〗”’")

MARKS: Final = HALF_AT_END | frozenset("（《〈「『【〔〖“‘")

_WIDE_RANGES: Final = (
    (0x2190, 0x21FF),  # arrows
    (0x2460, 0x24FF),  # circled numbers
    (0x25A0, 0x26FF),  # shapes and signs
    (0x2E80, 0xA4CF),  # Han, kana, their punctuation
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x20000, 0x3FFFF),
)
# Short signs that say nothing without the figure before them.
_UNIT: Final = re.compile(
    r"(?:[kM]?¥m?|%|‰|k?m²|mu|ha)(?!\w)|[千万亿]?元|平方米|[万亿亩㎡]",
)
# A sum, a product or a logarithm and its operand: « Σ S », « Σj Fij », « Σ(u ≥ t) β ».
_OPERATOR: Final = re.compile(r"(?:[Σ∑Π∏](?:\([^()]*\)?|\w{0,3})|\bln) $")
_LONGEST_OPERATOR: Final = 12
_CURRENCY: Final = "CNY"
_NAME: Final = 4
"""Most characters of a person's name."""
_WIDE_IN_CHINESE: Final = frozenset("“”‘’…—·")
# Of the pairs of characters of a report most come again and again.
_KEPT: Final = 16_384


@lru_cache(maxsize=_KEPT)
def is_wide(char: str, lang: str) -> bool:
    """Tell whether a character is set on the Chinese square in a text of `lang`."""
    code = ord(char)
    if code < _WIDE_RANGES[0][0]:
        return lang == "zh" and char in _WIDE_IN_CHINESE
    return any(low <= code <= high for low, high in _WIDE_RANGES)


@lru_cache(maxsize=_KEPT)
def may_break(before: str, after: str, lang: str) -> bool:
    """Tell whether a line may end after `before` when `after` follows."""
    if before in UNBROKEN or after in UNBROKEN or after in SPACES:
        return False
    if before in SPACES:
        return not _never_first(after, lang)
    if _never_first(after, lang) or before in NEVER_LAST:
        return False
    if before == "-":
        return after.isalpha()
    return is_wide(before, lang) or is_wide(after, lang)


def _never_first(char: str, lang: str) -> bool:
    # In Latin text a dash or an ellipsis opens a remark; there a space decides.
    if char in "—…·’" and lang != "zh":
        return False
    return char in NEVER_FIRST


def break_lines(
    text: str, widths: Sequence[float], width: float, lang: str
) -> list[tuple[int, int]]:
    """Return start and end (not included) of each line of `text` no wider than `width`.

    `widths` holds one advance per character, in the unit of `width`. A newline ends a line and
    belongs to none; spaces at a line's end do not count. A word wider than the line is cut.
    """
    lines: list[tuple[int, int]] = []
    start = 0
    for part in text.split("\n"):
        end = start + len(part)
        lines.extend(_fill(text, widths, (start, end), width, lang))
        start = end + 1
    return lines


def _fill(
    text: str, widths: Sequence[float], place: tuple[int, int], width: float, lang: str
) -> list[tuple[int, int]]:
    start, end = place
    lines: list[tuple[int, int]] = []
    used, chance, poor, at = 0.0, start, start, start
    while at < end:
        if at > start and _may_end(text, at, lang):
            # A unit goes to the next line without its figure only where both are wider than a line.
            poor = at
            chance = chance if _within_amount(text, at) else at
        overfull = used + _counted(text[at], widths[at], lang) > width + 1e-6
        if overfull and at > start and text[at] not in SPACES:
            cut = next((each for each in (chance, poor) if each > start), at)
            lines.append((start, cut))
            start = chance = poor = at = cut
            used = 0.0
            continue
        used += widths[at]
        at += 1
    lines.append((start, end))
    return lines


def _may_end(text: str, at: int, lang: str) -> bool:
    return (
        may_break(text[at - 1], text[at], lang)
        and not _within_name(text, at, lang)
        and not (
            text[at - 1] == " " and _OPERATOR.search(text[max(at - _LONGEST_OPERATOR, 0) : at])
        )
        and text[max(at - 3, 0) : at] != "-t-"  # « couvre-t-il » ends no line before « il »
    )


def _within_name(text: str, at: int, lang: str) -> bool:
    """Tell whether a line of Latin text would end within a Chinese name of a few characters."""
    if lang == "zh":
        return False
    first, last = at, at
    while first and last - first <= _NAME and _is_han(text[first - 1]):
        first -= 1
    while last < len(text) and last - first <= _NAME and _is_han(text[last]):
        last += 1
    return first < at < last and last - first <= _NAME


def _within_amount(text: str, at: int) -> bool:
    """Tell whether a line would end between a figure and its unit: « 1 180,5 m² », 万元."""
    end = at - 1 if text[at - 1] in SPACES else at
    if text[max(end - 1, 0) : end].isdigit():
        return _UNIT.match(text, at) is not None
    if text[at].isdigit():
        return text[:end].endswith(_CURRENCY)
    return text[at] == "元" and text[at - 1] in "千万亿"


def _is_han(char: str) -> bool:
    return char.isalpha() and is_wide(char, "zh")


def _counted(char: str, advance: float, lang: str) -> float:
    if char in HALF_AT_END and is_wide(char, lang):
        return advance / 2
    return advance
