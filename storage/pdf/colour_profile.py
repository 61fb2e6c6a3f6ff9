"""Describe the colours of the printed page to a colour-managed printer: sRGB, as an ICC profile."""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

# IEC 61966-2-1, its primaries and white adapted to D50 as ICC.1:2001-04 asks of profiles.
_RED: Final = (0.43607, 0.22249, 0.01392)
_GREEN: Final = (0.38515, 0.71687, 0.09708)
_BLUE: Final = (0.14307, 0.06061, 0.71410)
_WHITE: Final = (0.96420, 1.00000, 0.82491)
_NAME: Final = b"sRGB IEC61966-2.1"
_STEPS: Final = 1024
_FULL: Final = 65_535
_VERSION: Final = 0x02100000
_HEADER: Final = 128
_ENTRY: Final = 12
_DAY: Final = (2000, 1, 1, 0, 0, 0)


@cache
def srgb_profile() -> bytes:
    """Return a display profile of version 2.1: three primaries and the curve of sRGB."""
    curve = b"curv" + struct.pack(">II", 0, _STEPS) + b"".join(map(_step, range(_STEPS)))
    tags = {
        b"desc": _description(),
        b"cprt": b"text\0\0\0\0No copyright, use freely\0",
        b"wtpt": _colour(_WHITE),
        b"rXYZ": _colour(_RED),
        b"gXYZ": _colour(_GREEN),
        b"bXYZ": _colour(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, data = struct.pack(">I", len(tags)), b""
    begin = _HEADER + len(table) + _ENTRY * len(tags)
    places: dict[bytes, int] = {}
    for name, content in tags.items():
        # The three channels share one curve.
        if content not in places:
            places[content] = begin + len(data)
            data += content + b"\0" * (-len(content) % 4)
        table += name + struct.pack(">II", places[content], len(content))
    return _header(begin + len(data)) + table + data


def _header(size: int) -> bytes:
    made = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", _VERSION, b"mntr", b"RGB ", b"XYZ ")
    made += struct.pack(">6H", *_DAY) + b"acsp"
    return made.ljust(68, b"\0") + _fixed(_WHITE) + b"\0" * (_HEADER - 80)


def _description() -> bytes:
    words = _NAME + b"\0"
    # Empty Unicode and Macintosh names follow the plain one.
    return b"desc\0\0\0\0" + struct.pack(">I", len(words)) + words + b"\0" * 78


def _colour(xyz: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(xyz)


def _fixed(xyz: tuple[float, float, float]) -> bytes:
    return struct.pack(">3i", *(round(part * 65_536) for part in xyz))


def _step(number: int) -> bytes:
    """Return a point of the curve from a channel's value to its light."""
    value = number / (_STEPS - 1)
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - the constants of sRGB
    return struct.pack(">H", round(light * _FULL))
