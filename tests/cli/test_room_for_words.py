"""Every page has room for its words, in three languages and on small and scaled screens."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import resources
from cli.application import dismiss
from cli.window import window_on
from domain.entities import SPECS
from domain.records import Actor
from domain.text import LANGUAGES, Texts
from storage.workbook import Workbook
from tests.cli.cut_words import cut_on_pages, cut_when_opened
from tests.ui.park_on_screen import let_go
from ui.language import Language
from ui.preferences import load_preferences
from ui.screens.base import Screen
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.window import MainWindow

SIZES = ((1366, 768), (1024, 768), (900, 600))
"""What a screen offers; the last is what the parts get on any smaller one, which scrolls."""

SCALES = ("1.5", "2")
"""How much larger everything is shown; what is left of a small screen scrolls over the parts."""


@contextmanager
def shown(app: QApplication, park: Path) -> Iterator[MainWindow]:
    """Show the window on the sample park."""
    language, appearance = Language(Texts(resources.load_texts()), "zh"), Appearance("light")
    appearance.apply(app)
    with Workbook.open(park, SPECS, Actor("叶清和", "secretary")) as workbook:
        kept = load_preferences(park.with_name("none"))
        window = window_on(workbook, language, appearance, kept, lambda: date(2025, 1, 20))
        window.show()
        yield window
        screens = window.findChildren(Screen)
        dismiss(window)
        for screen in (*screens, window):
            let_go(screen)


def test_no_page_cuts_its_words(qapp: QApplication, park: Path) -> None:
    texts = Texts(resources.load_texts())
    language, appearance = Language(texts, "zh"), Appearance("light")
    appearance.apply(qapp)
    found: set[str] = set()
    with Workbook.open(park, SPECS, Actor("叶清和", "secretary")) as workbook:
        kept = load_preferences(park.with_name("none"))
        window = window_on(workbook, language, appearance, kept, lambda: date(2025, 1, 20))
        window.show()
        for lang in LANGUAGES:
            language.choose(lang)
            found |= set(cut_on_pages(qapp, window, SIZES))
        screens = window.findChildren(Screen)
        dismiss(window)
        for screen in (*screens, window):
            let_go(screen)
    assert not found, "\n".join(sorted(found))


@pytest.mark.no_cover
def test_nothing_that_is_opened_cuts_its_words(qapp: QApplication, park: Path) -> None:
    with shown(qapp, park) as window:
        # French has the longest words.
        window.context.language.choose("fr")
        window.resize(*SIZES[-1])
        found = set(cut_when_opened(qapp, window))
    assert not found, "\n".join(sorted(found))


@pytest.mark.no_cover
@pytest.mark.parametrize("scale", SCALES)
def test_no_page_cuts_its_words_where_all_is_shown_larger(scale: str, park: Path) -> None:
    # How large things are shown is asked once, when the program starts.
    told = subprocess.run(
        [sys.executable, "-m", "tests.cli.words_at_scale", str(park), *map(str, SIZES[-1])],
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
    with shown(qapp, park) as window:
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
