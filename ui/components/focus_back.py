"""Give the focus back to where it was before something opened over or beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusBack:
    """Remember what had the focus while a part of the window is open."""

    def __init__(self, part: QWidget) -> None:
        self._part = part
        self._before: QWidget | None = None

    def remember(self) -> None:
        """Keep what has the focus now, unless the part itself has it."""
        now = QApplication.focusWidget()
        if now is not None and not self._holds(now):
            self._before = now

    def holds_focus(self) -> bool:
        """Tell whether the focus is inside the part."""
        now = QApplication.focusWidget()
        return now is not None and self._holds(now)

    def give_back(self) -> None:
        """Return the focus; to what holds the part where the one of before is gone."""
        before, self._before = self._before, None
        if before is None or not isValid(before) or not _takes(before):
            before = self._part.parentWidget()
        if before is not None:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _holds(self, widget: QWidget) -> bool:
        return widget is self._part or self._part.isAncestorOf(widget)


def _takes(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()
