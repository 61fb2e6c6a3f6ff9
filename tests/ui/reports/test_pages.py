"""The pages of a report are turned, enlarged and searched as they will be printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from tests.ui.reports.press import FakePress, click, wait_for_pages

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screens.reports import ReportsScreen


def shows(screen: ReportsScreen, page: int) -> bool:
    """Tell whether a page is in force."""
    return screen.preview.page == page


def test_pages_are_turned_by_buttons_and_keys(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    for key, page in ((Qt.Key.Key_PageDown, 1), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_PageUp, 1)):
        QTest.keyClick(screen.preview.view, key)
        assert screen.preview.page == page
    assert screen.preview.place.text() == "Page 2 of 4"


def test_a_thumbnail_shows_its_page(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    thumbnails = screen.preview.thumbnails
    at = thumbnails.visualRect(thumbnails.model().index(2, 0)).center()
    QTest.mouseClick(thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert screen.preview.page == 2
    assert thumbnails.model().index(2, 0).data() == "3 · Firms and incubation"


def test_black_and_white_draws_the_page_in_grey(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    click(screen.preview.grey)
    qtbot.waitUntil(lambda: any(grey for _page, _scale, grey in press.drawn), timeout=5_000)


def test_a_page_grows_and_fits_the_window_again(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    view = screen.preview.view
    fitting = view.size_shown
    larger = screen.findChild(QAbstractButton, "reports.larger")
    whole = screen.findChild(QAbstractButton, "reports.whole_page")
    assert larger is not None
    assert whole is not None
    click(larger)
    assert view.size_shown > fitting
    click(whole)
    assert view.whole_page
    assert view.size_shown == pytest.approx(fitting, abs=0.03)


def test_words_are_found_on_the_next_page_that_holds_them(
    qtbot: QtBot, screen: ReportsScreen
) -> None:
    wait_for_pages(qtbot, screen)
    assert screen.focus_search()
    screen.preview.search.setText("Revenue")
    for page in (1, 3, 1):
        QTest.keyClick(screen.preview.search, Qt.Key.Key_Return)
        qtbot.waitUntil(partial(shows, screen, page), timeout=5_000)
