"""Name the colours and line widths of the printed page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from domain.reports.charts import Tone

INK: Final = "#1F3A5F"
MID: Final = "#5F8FB4"
SAND: Final = "#D8B26A"
PALE: Final = "#EEE9DD"
BRICK: Final = "#A8482A"
TEXT: Final = "#222222"
GREY: Final = "#5A5A5A"
GREY_LINE: Final = "#8C8C8C"
GREY_LIGHT: Final = "#C4C4C4"
GREY_HAIR: Final = "#D6D6D6"
TINT: Final = "#F4F1EA"
WHITE: Final = "#FFFFFF"
INK_TINT: Final = "#D9E2EA"
INK_FAINT: Final = "#E8EDF4"
GRID: Final = "#DCDCDC"
HATCH: Final = "#A8A8A8"

LIGHT_GREEN: Final = "#2F7D4F"
LIGHT_AMBER: Final = "#C98A00"
LIGHT_RED: Final = "#B3261E"

# Widest to innermost band of a fan.
BANDS: Final = ("#E2E8EF", "#C6D2DF", "#A3B9CF")

RULE_STRONG: Final = 0.9
RULE: Final = 0.5
RULE_FINE: Final = 0.25
RULE_GRID: Final = 0.4

TONES: Final[dict[Tone, str]] = {
    "ink": INK,
    "mid": MID,
    "sand": SAND,
    "pale": PALE,
    "brick": BRICK,
    "dark": TEXT,
    "grey": GREY_LINE,
}


WORDS: Final[dict[Tone, str]] = {
    "ink": INK,
    "mid": "#447398",
    "brick": BRICK,
    "dark": TEXT,
    "grey": GREY,
}
"""The colour of words that name what is drawn in a tone; sand and pale are too light for words."""


def on_tone(tone: Tone) -> str:
    """Return the colour of words printed on a bar of `tone`."""
    return TEXT if tone in {"mid", "sand", "pale", "grey"} else WHITE


def tinted(colour: str, share: float) -> str:
    """Return a colour with only a share (0–1) of its strength, as if thinned on white paper."""
    parts = (round(255 - (1 - part) * 255 * share) for part in channels(colour))
    return "#" + "".join(f"{part:02X}" for part in parts)


def channels(colour: str) -> tuple[float, float, float]:
    """Return red, green, blue as 0–1 of a colour written #RRGGBB."""
    return (
        int(colour[1:3], 16) / 255,
        int(colour[3:5], 16) / 255,
        int(colour[5:7], 16) / 255,
    )
