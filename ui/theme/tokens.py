"""Read the tokens of the look: colours, type, sizes, chart order, icon names."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import resources

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STATES: Final = ("ok", "warn", "crit", "info", "unknown")


@dataclass(frozen=True, slots=True)
class Theme:
    """Hold the colours of one theme as ``#RRGGBB``.

    Attributes:
        name: ``light`` or ``dark``.
        chart: six series colours in their fixed order.
    """

    name: str
    surface: str
    canvas: str
    sunken: str
    hover: str
    selected: str
    hairline: str
    hairline_strong: str
    control_border: str
    text: str
    text_secondary: str
    text_note: str
    accent: str
    accent_hover: str
    on_accent: str
    ok: str
    warn: str
    crit: str
    info: str
    ok_tint: str
    warn_tint: str
    crit_tint: str
    info_tint: str
    band_inner: str
    band_outer: str
    chart_muted: str
    chart: tuple[str, ...]

    def colour(self, role: str) -> str:
        """Return the colour of a role or of a state; ``unknown`` is the colour of notes.

        Raises:
            KeyError: the theme has no such role.
        """
        name = "text_note" if role == "unknown" else role
        value = getattr(self, name, None)
        if name == "name" or not isinstance(value, str):
            raise KeyError(role)
        return value

    def tint(self, state: str) -> str:
        """Return the background of a state; the surface where it has none."""
        return self.colour(f"{state}_tint") if state in STATES[:4] else self.surface


@dataclass(frozen=True, slots=True)
class TypeSize:
    """Hold one step of the type scale, in pixels at 100 %."""

    px: int
    line: int


@dataclass(frozen=True, slots=True)
class Sizes:
    """Hold lengths in pixels at 100 %."""

    nav: int
    nav_collapsed: int
    header: int
    status_bar: int
    tabs: int
    row: int
    row_compact: int
    button: int
    button_small: int
    field: int
    icon: int
    icon_small: int
    icon_empty: int
    target_min: int
    page_padding: int
    text_max_ch: int
    form_max: int
    side_panel_min: int
    side_panel_max: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """Hold the whole look.

    Attributes:
        themes: ``light`` and ``dark``.
        families: font families in the order in which glyphs are sought.
        type: pixel size → step of the scale.
        radius: corner of ``default``, ``check`` and ``bar``, in pixels.
        motion: duration of ``hover``, ``panel``, ``toast``, in milliseconds.
        icons: role (``entry``, ``stage.ready``, ``state.ok``) → file name without ending.
        stroke: width of icon lines on their 24-pixel grid.
    """

    themes: Mapping[str, Theme]
    families: tuple[str, ...]
    type: Mapping[int, TypeSize]
    sizes: Sizes
    radius: Mapping[str, int]
    motion: Mapping[str, int]
    icons: Mapping[str, str]
    stroke: float

    def icon_file(self, role: str) -> str:
        """Return the icon of a role; any other name is taken as that of a file."""
        return self.icons.get(role, role)


def read_tokens(file: Path) -> Tokens:
    """Read a token file.

    Raises:
        KeyError: the file lacks a colour, a size or a section.
    """
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return Tokens(
        themes={name: _theme(name, data) for name in ("light", "dark")},
        families=tuple(data["type"]["families"]),
        type={step["px"]: TypeSize(step["px"], step["line"]) for step in data["type"]["sizes"]},
        sizes=_sizes(data["size"]),
        radius=data["radius"],
        motion=data["motion_ms"],
        icons=_icons(data),
        stroke=data["icons"]["stroke"],
    )


@cache
def shipped_tokens() -> Tokens:
    """Return the tokens that ship with the program, read once."""
    return read_tokens(resources.path("tokens.json"))


def _theme(name: str, data: Mapping[str, Any]) -> Theme:
    colours = {role: entry["hex"] for role, entry in data["themes"][name].items()}
    known = {field.name for field in fields(Theme)}
    order = data["charts"]["order"][name]["order"]
    return Theme(
        name=name,
        chart=tuple(series["hex"] for series in order),
        **{role: value for role, value in colours.items() if role in known},
    )


def _sizes(size: Mapping[str, Any]) -> Sizes:
    narrow, wide = size["side_panel"]
    plain = {field.name: size[field.name] for field in fields(Sizes) if field.name in size}
    return Sizes(**plain, side_panel_min=narrow, side_panel_max=wide)


def _icons(data: Mapping[str, Any]) -> dict[str, str]:
    names: dict[str, str] = dict(data["icons"]["roles"])
    names |= {f"stage.{stage}": icon for stage, icon in data["icons"]["stages"].items()}
    states = {state: entry for state, entry in data["states"].items() if state != "rule"}
    names |= {f"state.{state}": entry["icon"] for state, entry in states.items()}
    return names
