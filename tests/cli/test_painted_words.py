"""Words stand out from what they are really painted on, in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QFont

from tests.cli.cut_words import seen_in
from tests.cli.painted_words import faint, faint_in_chart
from tests.cli.sightseeing import opened, park_shown, settle, sights
from ui.charts.drawn.chart import DrawnChart
from ui.theme import appearance
from ui.theme.fonts import font_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from ui.window import MainWindow

PAGES = ("home", "firm", "quarter_entry", "pipeline", "meeting", "unit", "network", "settlement",
         "reports", "indicators", "data", "settings")  # fmt: skip
STUDIES = ("negotiation", "operators")


@pytest.fixture(autouse=True)
def unsmoothed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw words without smoothing, so that a picture holds the colour of the ink itself."""

    def plain(*asked: object) -> QFont:
        font = font_of(*asked)  # type: ignore[arg-type] # handed on as it came
        font.setStyleStrategy(QFont.StyleStrategy.NoAntialias)
        return font

    monkeypatch.setattr(appearance, "font_of", plain)


def _seen(app: QApplication, window: MainWindow) -> Iterator[str]:
    for page in PAGES:
        window.open_screen(page)
        settle(app, window)
        yield page
        screen = window.screen_shown()
        assert screen is not None
        for place in opened(window, screen):
            settle(app, window)
            yield f"{page} {place}"
    for study in STUDIES:
        window.open_record("models", study)
        settle(app, window)
        yield study


@pytest.mark.no_cover
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_their_ground(
    qapp: QApplication, park: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    found: set[str] = set()
    with park_shown(qapp, park, "en", theme) as window:
        window.resize(1366, 768)
        for place in _seen(qapp, window):
            found |= {f"{place}: {each}" for each in faint(window)}
            for chart in [each for each in seen_in(window) if isinstance(each, DrawnChart)]:
                found |= set(faint_in_chart(chart, monkeypatch))
        for place, shown in sights(qapp, window):
            found |= {f"{place}: {each}" for each in faint(shown)}
    assert not found, "\n".join(sorted(found))
