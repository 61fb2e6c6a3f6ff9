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
_ROUNDS: Final = 10
_ROUND_MS: Final = 20


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
    """Yield what has the focus if nobody sees that; a page may still be drawing itself at first."""
    # A line below a link is as long as its words; all else shows more than a cursor that blinks.
    least = min(_LEAST_PIXELS, 2 * stop.width())
    changed = _changed(window, stop)
    for _ in range(_ROUNDS):
        if changed >= least:
            return
        QTest.qWait(_ROUND_MS)
        changed = max(changed, _changed(window, stop))
    yield f"{type(stop).__name__} {stop.objectName()}: {changed} pixels"


def _changed(window: MainWindow, stop: QWidget) -> int:
    """Let go of the focus and take it again; return how many pixels show the difference."""
    place = QRect(stop.mapTo(window, QPoint()), stop.size())
    focused = lightness(window.grab(place).toImage())
    stop.clearFocus()
    without = lightness(window.grab(place).toImage())
    stop.setFocus(Qt.FocusReason.TabFocusReason)
    return standing_out(focused, without)
