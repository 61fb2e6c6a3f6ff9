"""Say how Chinese words sound, so that they are found by Latin letters."""

from __future__ import annotations

import os
import re
from functools import cache, lru_cache
from typing import Final

_HAN: Final = re.compile(r"[㐀-鿿]+")
_READINGS: Final = 2
# Words such as the name of a sector stand in many records.
_KEPT: Final = 4_096


@lru_cache(maxsize=_KEPT)
def sounds(text: str) -> tuple[str, ...]:
    """Return the pinyin of the Chinese parts of a text and their initials, without tones.

    Where characters have several readings there are two forms: one of the usual readings, one of
    the second; so 重庆 is found by ``chongqing``, 银行 by ``yinhang``. ü is written ``v``.
    """
    found: dict[str, None] = {}
    for han in _HAN.findall(text):
        syllables = [_readings(sign) for sign in han]
        for at in range(_READINGS):
            said = [each[min(at, len(each) - 1)] for each in syllables]
            found.setdefault("".join(said))
            found.setdefault("".join([each[:1] for each in said]))
    return tuple(found)


@cache
def _readings(sign: str) -> tuple[str, ...]:
    """Return the readings of a character, the usual one first."""
    # The dictionary of characters; that of phrases takes half a second to load and is left out.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    return tuple(pinyin(sign, style=Style.NORMAL, heteronym=True)[0])
