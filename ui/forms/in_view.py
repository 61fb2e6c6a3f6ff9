"""Bring parts of a long form before the eye."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget


def bring_into_view(*parts: QWidget) -> None:
    """Scroll the page until the parts are seen, the last of them in any case.

    Where they stand is known only after the form has made room for them.
    """
    for part in parts:
        QTimer.singleShot(0, part, lambda part=part: _scroll_to(part))


def _scroll_to(part: QWidget) -> None:
    holder = part.parentWidget()
    while holder is not None and not isinstance(holder, QScrollArea):
        holder = holder.parentWidget()
    if isinstance(holder, QScrollArea) and not part.isHidden():
        holder.ensureWidgetVisible(part)
