"""Make words comparable that people and offices write in different ways."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS: Final[dict[int, int | str]] = {
    **_FULL_WIDTH,
    0x3000: " ",  # ideographic blank
    0x00A0: " ",  # no-break blank
    0x202F: " ",  # narrow no-break blank, the French separator of thousands
    0x2007: " ",  # blank as wide as a figure
    0x2009: " ",  # thin blank
    0xFEFF: "",  # mark of the byte order, left in the middle by some editors
    0x200B: "",  # blank of no width
    0x2212: "-",  # minus
    0xFFE5: "¥",  # full width, as Chinese input methods write it
}
_TIDY: Final = str.maketrans({**_SIGNS, ord("〔"): "(", ord("〕"): ")"})
_BRACKETS: Final = str.maketrans("［］【】〔〕〈〉", "()()()()")
_BLANKS: Final = re.compile(r"\s+")
_IN_BRACKETS: Final = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")

UNKNOWN_WORDS: Final = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "——",
        "–",
        "/",
        "\\",
        "…",
        "无",
        "暂无",
        "未报送",
        "未报",
        "未知",
        "不详",
        "不适用",
        "缺",
        "待报",
        "n.c.",
        "n.c",
        "nc",
        "n.d.",
        "n.d",
        "nd",
        "n.a.",
        "n/a",
        "na",
        "s.o.",
        "inconnu",
        "inconnue",
        "néant",
        "unknown",
        "none",
        "not known",
        "not reported",
        "null",
    }
)

_LONGEST_UNKNOWN: Final = max(map(len, UNKNOWN_WORDS))


def tidy(text: str) -> str:
    """Return text with half-width signs and single blanks, without blanks at its ends."""
    return _BLANKS.sub(" ", text.translate(_TIDY)).strip()


def is_unknown(text: str) -> bool:
    """Tell whether a tidied text says that nothing is known."""
    return len(text) <= _LONGEST_UNKNOWN and text.casefold() in UNKNOWN_WORDS


def name_key(text: str) -> str:
    """Return what two spellings of one name have in common.

    Full-width and half-width signs are the same, blanks do not count, nor do capitals.
    """
    return tidy(text).translate(_BRACKETS).replace(" ", "").casefold()


def heading_key(text: str) -> str:
    """Return what spellings of one heading have in common: letters and digits only.

    What stands in brackets, accents, capitals, blanks and punctuation do not count.
    """
    bare = _IN_BRACKETS.sub("", tidy(text))
    plain = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def bracketed(text: str) -> tuple[str, ...]:
    """Return what stands in the brackets of a heading, mostly its unit."""
    return tuple((round_ or square).strip() for round_, square in _IN_BRACKETS.findall(tidy(text)))
