"""Generate the style sheet of a theme from the tokens."""

from __future__ import annotations

from dataclasses import fields
from string import Template
from typing import TYPE_CHECKING, Final

from ui.theme.rules import RULES
from ui.theme.tokens import Theme, Tokens

if TYPE_CHECKING:
    from pathlib import Path

IMAGES: Final = {
    "check": ("check", "on_accent", 12),
    "minus": ("minus", "on_accent", 12),
    "check_off": ("check", "text_note", 12),
    "down": ("chevron-down", "text_note", 16),
    "up": ("chevron-up", "text_note", 12),
    "small_down": ("chevron-down", "text_note", 12),
    "left": ("chevron-left", "text_secondary", 16),
    "right": ("chevron-right", "text_secondary", 16),
    "calendar": ("calendar-days", "text_note", 16),
    "close": ("x", "text_secondary", 16),
    "tick": ("check", "text", 16),
    "branch_open": ("chevron-down", "text_note", 16),
    "branch_closed": ("chevron-right", "text_note", 16),
}
"""Pictures named by the rules: name → icon, colour role, size in pixels."""

READ_PAIRS: Final = (
    ("text", "surface"),
    ("text", "canvas"),
    ("text", "hover"),
    ("text", "selected"),
    ("text", "ok_tint"),
    ("text", "warn_tint"),
    ("text", "crit_tint"),
    ("text", "info_tint"),
    ("surface", "text"),
)
"""Body text and what it stands on: at least 7:1."""

NOTE_PAIRS: Final = (
    ("text_secondary", "surface"),
    ("text_secondary", "canvas"),
    ("text_secondary", "hover"),
    ("text_secondary", "selected"),
    ("text_secondary", "warn_tint"),
    ("text_secondary", "crit_tint"),
    ("text_secondary", "ok_tint"),
    ("text_secondary", "info_tint"),
    ("text_note", "surface"),
    ("text_note", "canvas"),
    ("text_note", "sunken"),
    ("text_note", "hover"),
    ("text_note", "selected"),
    ("accent", "surface"),
    ("accent", "canvas"),
    ("accent", "hover"),
    ("accent", "selected"),
    ("accent", "warn_tint"),
    ("accent", "crit_tint"),
    ("accent", "ok_tint"),
    ("accent", "info_tint"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *(
        (state, ground)
        for state in ("ok", "warn", "crit", "info")
        for ground in ("surface", "canvas", "hover", "selected", f"{state}_tint")
    ),
)
"""All other text and what it stands on: at least 4.5:1."""

MARK_PAIRS: Final = (
    ("control_border", "surface"),
    ("control_border", "canvas"),
    ("control_border", "hover"),
    ("accent", "sunken"),
    ("crit", "crit_tint"),
    ("text_note", "surface"),
)
"""Borders of controls, bars, icons and what they stand on: at least 3:1."""


def style_sheet(tokens: Tokens, theme: Theme, images: Path) -> str:
    """Return the style sheet; ``images`` is the folder that holds the pictures of the theme."""
    values: dict[str, object] = {
        field.name: getattr(theme, field.name) for field in fields(Theme) if field.name != "chart"
    }
    values |= {f"img_{name}": (images / f"{name}.svg").as_posix() for name in IMAGES}
    values |= {
        "radius": tokens.radius["default"],
        "radius_check": tokens.radius["check"],
        "radius_bar": tokens.radius["bar"],
        "inner": tokens.sizes.field - 2,
        "inner_focus": tokens.sizes.field - 4,
        "field": tokens.sizes.field - 4,
        "field_focus": tokens.sizes.field - 6,
    }
    return Template(RULES).substitute(values)
