"""Say in which colours a button is drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ButtonLook:
    """Hold the colour roles of a button in one state; empty means not drawn."""

    ground: str
    border: str
    ink: str


def look_of(kind: str, *, enabled: bool, over: bool, down: bool) -> ButtonLook:
    """Return the colours of a button of ``kind`` in a state."""
    if not enabled:
        quiet = kind == "quiet"
        return ButtonLook(
            "" if quiet else "sunken", "" if quiet else "hairline_strong", "text_note"
        )
    if kind == "primary":
        return ButtonLook("accent_hover" if over or down else "accent", "accent", "on_accent")
    if kind == "danger":
        return ButtonLook("crit_tint" if over or down else "surface", "crit", "crit")
    ground = "selected" if down else "hover" if over else ""
    if kind == "quiet":
        return ButtonLook(ground, "", "text")
    return ButtonLook(ground or "surface", "control_border", "text")
