"""F1 opens the page of the manual that is right for the screen; it is read by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from domain.entities import SPECS
from domain.text import LANGUAGES
from tests.ui.window.park_window import ALT, CONTROL, page_of
from ui.manual.pages import page_for, title_of
from ui.manual.window import ManualWindow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext
    from ui.window import MainWindow

ENTER = Qt.Key.Key_Return


def _text(window: MainWindow) -> str:
    return window.help.reader.text.toPlainText()


def test_f1_leads_from_every_screen_to_its_page_in_every_language(
    window: MainWindow, context: ScreenContext
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    for lang in LANGUAGES:
        context.language.choose(lang)
        for screen in window.pages():
            window.help.follow(screen)
            assert _text(window).splitlines()[0] == title_of(page_for(screen, SPECS), lang), screen


def test_help_follows_to_the_screen_that_is_opened_next(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    window.open_screen("risk")

    assert _text(window).startswith("Risks")


def test_esc_closes_help_and_gives_the_cursor_back(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    before = QApplication.focusWidget()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.reader.text.hasFocus()
    QTest.keyClick(window.help.reader.text, Qt.Key.Key_Escape)

    assert not window.help.isVisible()
    assert QApplication.focusWidget() is before


def test_links_are_followed_and_pages_turned_by_keys(window: MainWindow) -> None:
    window.open_screen("quarter")
    QTest.keyClick(window, Qt.Key.Key_F1)
    QTest.keyClick(window.help.reader.text, Qt.Key.Key_Tab)
    QTest.keyClick(window.help.reader.text, ENTER)
    assert window.help.reader.page == "quarter_entry"

    QTest.keyClick(window.help.reader.text, Qt.Key.Key_Left, ALT)
    assert window.help.reader.page == "quarter"
    assert page_of(window) == "quarter"
    QTest.keyClick(window.help.reader.text, Qt.Key.Key_Right, ALT)
    assert window.help.reader.page == "quarter_entry"


def test_the_manual_is_searched_by_keys_and_what_was_found_opened(
    qtbot: QtBot, window: MainWindow
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    QTest.keyClick(window.help.reader.text, Qt.Key.Key_F, CONTROL)
    field = window.help.reader.field
    assert field.hasFocus()
    QTest.keyClicks(field, "nobody wrote this")
    qtbot.waitUntil(lambda: "0 pages found" in _text(window))
    field.clear()
    QTest.keyClicks(field, "white-site")
    QTest.keyClick(field, ENTER)
    assert "2 pages found" in _text(window)
    QTest.keyClick(window.help.reader.text, ENTER)
    assert window.help.reader.page in {"words", "unit"}

    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_link_leads_to_the_screen_it_names(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    window.help.reader.follow(QUrl("go:firm"))

    assert page_of(window) == "firm"


def test_the_contents_list_every_page(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    window.help.reader.contents.click()

    assert "Submitting and closing a quarter" in _text(window)
    assert not window.help.reader.forward_button.isEnabled()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_manual_in_its_own_window_follows_theme_and_language(
    window: MainWindow, context: ScreenContext, theme: str
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    window.help.whole.click()
    (manual,) = window.help.findChildren(ManualWindow)
    assert manual.isVisible()
    context.appearance.choose(theme)
    context.language.choose("fr")

    assert manual.windowTitle() == "Manuel"
    assert "Sommaire du manuel" in manual.list.toPlainText()
    first = manual.reader.text.document().begin().begin().fragment().charFormat()
    assert first.foreground().color().name() == context.appearance.colour("text").name()
    assert first.font().pixelSize() == 20

    QTest.keyClick(manual.reader.text, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_the_contents_beside_the_manual_say_which_page_is_read(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    window.help.whole.click()
    (manual,) = window.help.findChildren(ManualWindow)
    manual.reader.follow(QUrl("settlement.md"))

    rows = {}
    block = manual.list.document().begin()
    while block.isValid():
        rows[block.text()] = block
        block = block.next()
    read, other = (rows[each].begin().fragment() for each in ("Settlement", "Firms"))
    assert read.charFormat().fontWeight() >= QFont.Weight.DemiBold
    assert other.charFormat().fontWeight() < QFont.Weight.DemiBold
    assert not other.charFormat().fontUnderline()
    assert rows["Firms"].textList() is None
    place = manual.list.cursorRect(QTextCursor(rows["Settlement"]))
    assert manual.list.viewport().rect().contains(place.center())


def test_help_stands_beside_the_page_or_over_it_where_the_window_is_narrow(
    qtbot: QtBot, window: MainWindow
) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    screen = window.screen_shown()
    assert screen is not None
    qtbot.waitUntil(lambda: screen.width() + window.help.width() <= window.width())

    window.resize(1024, 768)
    qtbot.waitUntil(lambda: screen.width() > 1024 - 60)
    assert window.help.geometry().right() == window.rect().right()
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: screen.width() + window.help.width() <= window.width())


def test_every_page_leads_to_the_list_of_all_keys(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert _text(window).endswith("All keys")
    window.help.reader.follow(QUrl("keys.md"))
    assert "Ctrl+Shift+N opens another window" in _text(window)
    assert not _text(window).endswith("All keys")
