"""Look whether the focus is seen: compare the picture of what has it with the one without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.painted import lightness, standing_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ui.window import MainWindow

_LEAST_PIXELS: Final = 40
_MOST_TABS: Final = 80


def unseen(window: MainWindow, passed: set[tuple[str, str]]) -> Iterator[str]:
    """Go once around by Tab; yield what looks the same with the focus and without.

    ``passed`` holds what was looked at before; what is passed now is added.
    """
    begun = QApplication.focusWidget()
    for _ in range(_MOST_TABS):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        assert now is not None, "the focus is lost"
        if now is begun:
            break
        begun = begun or now
        called = (type(now).__name__, now.objectName())
        if called not in passed:
            passed.add(called)
            yield from _unseen_at(window, now)


def _unseen_at(window: MainWindow, stop: QWidget) -> Iterator[str]:
    """Let go of what has the focus and take it again; yield it if nobody sees the difference."""
    place = QRect(stop.mapTo(window, QPoint()), stop.size())
    focused = lightness(window.grab(place).toImage())
    stop.clearFocus()
    changed = standing_out(focused, lightness(window.grab(place).toImage()))
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    # A line below a link is as long as its words; all else shows more than a cursor that blinks.
    if changed < min(_LEAST_PIXELS, 2 * stop.width()):
        yield f"{type(stop).__name__} {stop.objectName()}: {changed} pixels"
