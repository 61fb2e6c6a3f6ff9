"""Identifiers that sort by the time they were made."""

from __future__ import annotations

import secrets
import time
import uuid
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_COUNTER_BITS: Final = 12
_IDS_AT_ONCE: Final = 256
_RANDOM_DIGITS: Final = 16
# The variant of RFC 9562 takes the two highest bits of the random part.
_VARIANTS: Final = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


def new_id() -> str:
    """Return a UUID of version 7 as text: 48 bits of milliseconds, then chance.

    Source: RFC 9562, section 5.7.
    """
    milliseconds = time.time_ns() // 1_000_000
    random_bits = secrets.randbits(74)
    value = (milliseconds & (1 << 48) - 1) << 80
    value |= 0x7 << 76
    value |= (random_bits >> 62) << 64
    value |= 0b10 << 62
    value |= random_bits & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def ordered_ids() -> Callable[[], str]:
    """Return a source of ids of version 7, each greater than the one before.

    Records of one import keep the order of the file when they are sorted by id.
    """
    clock = time.time_ns() // 1_000_000
    count = -1
    # Asking the system for each id would cost more than all the rest of it.
    stock = ""

    def next_id() -> str:
        nonlocal count, stock
        count += 1
        moment, place = divmod(count, 1 << _COUNTER_BITS)
        first = f"{clock + moment:012x}"
        at = place % _IDS_AT_ONCE * _RANDOM_DIGITS
        if at == 0 or not stock:
            stock = secrets.token_hex(_IDS_AT_ONCE * _RANDOM_DIGITS // 2)
        low = stock[at : at + _RANDOM_DIGITS]
        variant = _VARIANTS[low[0]]
        return f"{first[:8]}-{first[8:]}-7{place:03x}-{variant}{low[1:4]}-{low[4:]}"

    return next_id
