"""Offer "Undo" on the dark ground of a toast."""

from __future__ import annotations

from ui.components.buttons import LinkButton


class ToastLink(LinkButton):
    """Draw an underlined link in the ink of the toast."""

    ink = "surface"
    strong = True
    underlined = True
