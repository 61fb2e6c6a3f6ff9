"""Every page has room for its words where all is shown larger, and scrolls to the keyboard."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.cli.sightseeing import park_shown

if TYPE_CHECKING:
    from pathlib import Path


SIZE = (900, 600)
"""What the parts get on any small screen, which scrolls; others: tests of screen readers."""

SCALES = ("1.5", "2")
"""How much larger everything is shown; what is left of a small screen scrolls over the parts."""


@pytest.mark.no_cover
@pytest.mark.parametrize("scale", SCALES)
def test_no_page_cuts_its_words_where_all_is_shown_larger(scale: str, park: Path) -> None:
    # How large things are shown is asked once, when the program starts.
    told = subprocess.run(
        [sys.executable, "-m", "tests.cli.words_at_scale", str(park), *map(str, SIZE)],
        env={**os.environ, "QT_SCALE_FACTOR": scale},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout == f"scale {float(scale)}\n"


def test_a_window_smaller_than_its_parts_scrolls_to_where_the_keyboard_is(
    qapp: QApplication, park: Path
) -> None:
    passed = set()
    with park_shown(qapp, park) as window:
        window.resize(512, 384)
        window.activateWindow()
        window.open_screen("firm")
        for _ in range(25):
            QTest.keyClick(window, Qt.Key.Key_Tab)
            qapp.processEvents()
            now = QApplication.focusWidget()
            assert now is not None
            assert not now.visibleRegion().isEmpty(), f"{now.objectName()} is out of sight"
            passed.add(now.objectName())
    assert {"navigation.places", "header.search", "firm.table", "status.help"} <= passed
