"""Load the shipped fonts, with one pixel size per step of the type scale."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QFont, QFontDatabase

import resources

if TYPE_CHECKING:
    from pathlib import Path

    from ui.theme.tokens import Tokens

NORMAL = QFont.Weight.Normal
STRONG = QFont.Weight.DemiBold

_FAMILIES: Final = ("NotoSans", "NotoSansSC")
_WEIGHTS: Final = ("400Regular", "600SemiBold")

_log = logging.getLogger(__name__)


def load_fonts() -> tuple[str, ...]:
    """Register the fonts of the screen and return the families found.

    Only the two weights of the look are read; the reports load theirs where they are made. A
    file that Qt refuses is logged and passed over: a system font then takes its place.
    """
    families: list[str] = []
    for file in _screen_files():
        number = QFontDatabase.addApplicationFont(str(file))
        if number < 0:
            _log.warning("The font file %s cannot be read; a system font is used.", file.name)
            continue
        families.extend(QFontDatabase.applicationFontFamilies(number))
    return tuple(dict.fromkeys(families))


def _screen_files() -> list[Path]:
    folder = resources.path("fonts")
    names = (f"{family}_{weight}" for family in _FAMILIES for weight in _WEIGHTS)
    return [file for name in names if (file := folder / f"{name}.ttf").exists()]


def font_of(tokens: Tokens, px: int = 14, weight: QFont.Weight = NORMAL) -> QFont:
    """Return the font of a step of the scale with tabular figures.

    Raises:
        KeyError: ``px`` is not one of the five sizes.
    """
    font = QFont()
    font.setFamilies(list(tokens.families))
    font.setPixelSize(tokens.type[px].px)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
