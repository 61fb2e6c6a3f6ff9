"""The frame that holds the window's place looks like the window before there are any words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ui.opening import OpeningFrame
from ui.preferences import Preferences
from ui.theme.tokens import shipped_tokens

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_frame_is_drawn_in_the_colours_chosen(qtbot: QtBot, theme: str) -> None:
    frame = OpeningFrame(Preferences(theme=theme), "Feidi", park=True)
    qtbot.addWidget(frame)
    with qtbot.waitSignal(frame.painted):
        frame.show_painted()
    image = frame.grab().toImage()
    colours = shipped_tokens().themes[theme]
    assert image.pixelColor(20, 300).name().upper() == colours.canvas.upper()
    assert image.pixelColor(700, 300).name().upper() == colours.surface.upper()


def test_the_frame_takes_the_size_the_window_had(qtbot: QtBot) -> None:
    before = OpeningFrame(Preferences(), "Feidi", park=True)
    qtbot.addWidget(before)
    before.resize(700, 500)
    kept = bytes(before.saveGeometry().toHex().data()).decode()
    frame = OpeningFrame(Preferences(geometry=kept), "Feidi", park=True)
    qtbot.addWidget(frame)
    assert (frame.width(), frame.height()) == (700, 500)


def test_the_start_page_has_no_navigation_to_hold_a_place_for(qtbot: QtBot) -> None:
    frame = OpeningFrame(Preferences(theme="light"), "Feidi", park=False)
    qtbot.addWidget(frame)
    frame.show_painted()
    image = frame.grab().toImage()
    assert image.pixel(20, 300) == image.pixel(700, 300)
