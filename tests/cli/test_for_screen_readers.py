"""All that is shown can be told by a screen reader, in three languages; no word of it is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible

from tests.cli.cut_words import cut_at_rest
from tests.cli.sightseeing import all_seen, park_shown, settle
from tests.cli.spoken import unspoken

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from ui.window import MainWindow

SIZES = {"zh": (1366, 768), "en": (1024, 768), "fr": (900, 600)}
"""A language → the size at which all is looked at; each page is looked at in the others as well.

French has the longest words; its size is what the parts get on any smaller screen, which scrolls.
"""


@pytest.fixture
def listening() -> Iterator[None]:
    """Let Qt keep up what a screen reader would ask for."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.mark.no_cover
@pytest.mark.usefixtures("listening")
@pytest.mark.parametrize("lang", SIZES)
def test_all_that_is_shown_is_told_and_has_room(qapp: QApplication, park: Path, lang: str) -> None:
    found: set[str] = set()
    with park_shown(qapp, park, lang) as window:
        window.resize(*SIZES[lang])
        for place, shown in all_seen(qapp, window):
            wrong = {*unspoken(shown), *cut_at_rest(qapp, shown)}
            if place in window.pages():
                wrong |= cut_at_other_sizes(qapp, window)
            found |= {f"{place}: {each}" for each in wrong}
    assert not found, "\n".join(sorted(found))


def cut_at_other_sizes(app: QApplication, window: MainWindow) -> set[str]:
    """Return what is cut on the page shown where the window has the sizes it is not seen in."""
    own = window.size()
    found: set[str] = set()
    for width, height in SIZES.values():
        if (width, height) != (own.width(), own.height()):
            window.resize(width, height)
            found |= {f"{width}: {each}" for each in cut_at_rest(app, window)}
    window.resize(own)
    settle(app, window)
    return found
