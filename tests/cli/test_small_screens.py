"""Where all is shown two and a half times as large everything can still be read and reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.cli.cut_words import cut_at_rest
from tests.cli.sightseeing import park_shown, sights

if TYPE_CHECKING:
    from pathlib import Path

    from ui.window import MainWindow

SCREENS = {(1366, 768): (546, 307), (1024, 768): (409, 307)}
"""A screen → what is left of it at 250 %."""

FLOATING = ("palette", "tour", "toast")
_LONG = "Le taux d’occupation du bâtiment « Centre d’innovation Quzhou–Hangzhou » est enregistré."
_MOST_TABS = 40


@pytest.mark.no_cover
@pytest.mark.parametrize("screen", SCREENS)
def test_what_lies_over_the_page_fits(
    qapp: QApplication, park: Path, screen: tuple[int, int]
) -> None:
    found: set[str] = set()
    with park_shown(qapp, park, "fr") as window:
        window.resize(*SCREENS[screen])
        assert (window.width(), window.height()) == SCREENS[screen]
        window.tell(_LONG, undo=True)
        qapp.processEvents()
        found |= _outside(window) | _cut_in_toast(window)
        for place, shown in sights(qapp, window):
            if shown is window:
                found |= {f"{place}: {each}" for each in _outside(window)}
                continue
            shown.resize(*SCREENS[screen])
            qapp.processEvents()
            if (shown.width(), shown.height()) != SCREENS[screen]:
                found.add(f"{place}: is {shown.width()} × {shown.height()}")
            found |= {f"{place}: {each}" for each in cut_at_rest(qapp, shown)}
            found |= {f"{place}: {each}" for each in _out_of_reach(shown)}
    assert not found, "\n".join(sorted(found))


def _outside(window: MainWindow) -> set[str]:
    """Return what floats over the window and leaves it."""
    floating = [window.findChild(QWidget, name) for name in FLOATING]
    seen = [each for each in floating if each is not None and each.isVisible()]
    return {
        f"{each.objectName()} at {each.geometry()}"
        for each in seen
        if not window.rect().contains(each.geometry())
    }


def _cut_in_toast(window: MainWindow) -> set[str]:
    toast = window.findChild(QWidget, "toast")
    assert toast is not None
    assert toast.isVisible()
    texts = [each for each in toast.findChildren(QLabel) if each.wordWrap()]
    assert texts, "the long sentence is on one line"
    return {
        f"toast: {each.height()} of {each.heightForWidth(each.width())}"
        for each in texts
        if each.heightForWidth(each.width()) > each.height()
    }


def _out_of_reach(shown: QWidget) -> set[str]:
    """Go around by Tab; return what gets the focus and is not in sight."""
    shown.activateWindow()
    hidden: set[str] = set()
    for _ in range(_MOST_TABS):
        QTest.keyClick(QApplication.focusWidget() or shown, Qt.Key.Key_Tab)
        QApplication.processEvents()
        now = QApplication.focusWidget()
        if now is not None and shown.isAncestorOf(now) and now.visibleRegion().isEmpty():
            hidden.add(f"{now.objectName()} is out of sight")
    return hidden
