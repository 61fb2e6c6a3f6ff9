"""The tour leads through ten screens by keys alone, points at real parts, and blocks nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from domain.text import LANGUAGES
from tests.ui.window.park_window import ALT, page_of
from ui.tour.guide import Guide
from ui.tour.steps import STEPS

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext
    from ui.window import MainWindow

ENTER = Qt.Key.Key_Return


@pytest.fixture
def guide(window: MainWindow) -> Guide:
    made = Guide(window)
    made.begin()
    return made


def _words(guide: Guide) -> str:
    return " ".join(label.text() for label in guide.card.findChildren(QLabel))


def test_nothing_is_shown_before_the_tour_begins(window: MainWindow) -> None:
    guide = Guide(window)

    assert not guide.card.isVisible()
    assert not guide.ring.isVisible()


def test_the_tour_is_walked_by_enter_alone_to_its_end(window: MainWindow, guide: Guide) -> None:
    walked = []
    while guide.card.isVisible():
        walked.append((guide.at, page_of(window)))
        assert guide.card.next.hasFocus()
        assert guide.card.geometry().intersected(window.rect()) == guide.card.geometry()
        QTest.keyClick(guide.card.next, ENTER)

    assert walked == [(at, step.page) for at, step in enumerate(STEPS)]
    assert len(STEPS) == 10
    assert not guide.ring.isVisible()


def test_every_step_is_worded_in_every_language(guide: Guide, context: ScreenContext) -> None:
    for lang in LANGUAGES:
        context.language.choose(lang)
        words = _words(guide)
        assert context.say("tour.home") in words
        assert context.say("tour.home.text") in words
        for step in STEPS:
            assert context.say(f"tour.{step.key}")
            assert context.say(f"tour.{step.key}.text")


def test_the_card_shows_its_words_whole_in_every_language(
    guide: Guide, context: ScreenContext
) -> None:
    for lang in LANGUAGES:
        context.language.choose(lang)
        for step in STEPS:
            text = context.say(f"tour.{step.key}.text")
            guide.card.show_words("", context.say(f"tour.{step.key}"), text)
            QApplication.processEvents()
            for label in guide.card.findChildren(QLabel):
                if label.wordWrap():
                    assert label.height() >= label.heightForWidth(label.width()), (lang, step.key)


def test_the_ring_stays_below_the_card_when_its_target_moves(
    qtbot: QtBot, window: MainWindow, guide: Guide
) -> None:
    qtbot.waitUntil(guide.ring.isVisible)
    guide.ring.place()
    shown = [each for each in window.children() if each in (guide.ring, guide.card)]
    # Children of a widget stand in the order in which they are drawn.
    assert shown == [guide.ring, guide.card]


def test_the_ring_lies_around_what_is_pointed_at(
    qtbot: QtBot, window: MainWindow, guide: Guide
) -> None:
    for _step in range(3):
        QTest.keyClick(guide.card.next, ENTER)
    qtbot.waitUntil(guide.ring.isVisible)
    target = window.findChild(QWidget, STEPS[guide.at].target)
    assert target is guide.ring.target
    assert target is not None
    corner = target.mapTo(window, target.rect().center())
    assert guide.ring.geometry().contains(corner)

    window.resize(1024, 700)
    corner = target.mapTo(window, target.rect().center())
    assert guide.ring.geometry().contains(corner)
    assert guide.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_one_goes_back_and_on_while_working_in_the_page(window: MainWindow, guide: Guide) -> None:
    QTest.keyClick(guide.card.next, ENTER)
    QTest.keyClick(guide.card.next, ENTER)
    assert page_of(window) == "quarter"
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_PageUp, ALT)
    assert page_of(window) == "quarter_entry"
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_PageDown, ALT)
    assert page_of(window) == "quarter"
    guide.card.back.setFocus()
    QTest.keyClick(guide.card.back, ENTER)
    assert page_of(window) == "quarter_entry"


def test_other_screens_are_open_to_the_user_meanwhile(window: MainWindow, guide: Guide) -> None:
    window.open_screen("risk")
    assert page_of(window) == "risk"
    assert guide.card.isVisible()
    guide.card.next.click()
    assert page_of(window) == STEPS[1].page


def test_esc_leaves_the_tour_and_the_window_as_it_is(window: MainWindow, guide: Guide) -> None:
    QTest.keyClick(guide.card.next, ENTER)
    QTest.keyClick(guide.card.next, Qt.Key.Key_Escape)

    assert not guide.card.isVisible()
    assert page_of(window) == STEPS[1].page
    QTest.keyClick(window, Qt.Key.Key_PageDown, ALT)
    assert page_of(window) == STEPS[1].page


def test_other_keys_pass_through_the_card(guide: Guide) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(guide.card, event)

    assert guide.card.isVisible()
    assert guide.at == 0
