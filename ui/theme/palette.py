"""Build the palette of a theme, so that what no style rule reaches has its colours too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPalette

if TYPE_CHECKING:
    from ui.theme.tokens import Theme


def palette_of(theme: Theme) -> QPalette:
    """Return the palette of ``theme`` for the Fusion style."""
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: theme.surface,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.canvas,
        role.Text: theme.text,
        role.PlaceholderText: theme.text_note,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.crit,
        role.ToolTipBase: theme.text,
        role.ToolTipText: theme.surface,
        role.Highlight: theme.selected,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.hover,
        role.Mid: theme.hairline_strong,
        role.Dark: theme.control_border,
        role.Shadow: theme.hairline_strong,
    }
    for colour_role, value in pairs.items():
        palette.setColor(colour_role, QColor(value))
    off = QPalette.ColorGroup.Disabled
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(off, colour_role, QColor(theme.text_note))
    for colour_role in (role.Base, role.Button):
        palette.setColor(off, colour_role, QColor(theme.sunken))
    return palette
