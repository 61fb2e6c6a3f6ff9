"""The printing of a report can be stopped, and its failures are told with reason and remedy."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from domain.errors import DomainError
from tests.ui.reports.press import FakePress, click, clipboard_text, wait_for_pages

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screens.reports import ReportsScreen


def test_the_user_may_stop_and_start_again(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    press.gate.clear()
    screen.render_now()
    assert screen.preview.progress.isVisible()
    assert not screen.export.isEnabled()
    click(screen.preview.progress.cancel)
    qtbot.waitUntil(screen.preview.rest.isVisible, timeout=2_000)
    press.gate.set()
    screen.preview.rest.action_asked.emit()
    wait_for_pages(qtbot, screen)
    assert screen.export.isEnabled()


def test_a_failing_render_shows_a_sentence_with_reason_and_remedy(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    press.failure = DomainError("quarter_invalid", value="2024Q7")
    screen.render_now()
    qtbot.waitUntil(screen.preview.error.isVisible, timeout=5_000)
    click(screen.preview.error.copy)
    copied = clipboard_text()
    assert copied.startswith("The report could not be made\n")
    assert "2024Q7" in copied
    assert not screen.print.isEnabled()


def test_a_failure_is_told_again_in_another_language(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    press.failure = OSError(errno.ENOSPC, "disk gone")
    screen.render_now()
    qtbot.waitUntil(screen.preview.error.isVisible, timeout=5_000)
    screen.context.language.choose("fr")
    screen.retranslate()
    # The report follows the window's language, so that it is tried again.
    qtbot.waitUntil(lambda: len(press.asked) == 3, timeout=5_000)
    qtbot.waitUntil(screen.preview.error.isVisible, timeout=5_000)
    click(screen.preview.error.copy)
    told = "Le rapport n’a pas pu être établi\nCause\u202f: plus de place sur le disque."
    assert clipboard_text().startswith(told)


def test_the_report_follows_the_language_of_the_window(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    screen.context.language.choose("zh")
    screen.retranslate()
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    assert press.asked[-1].languages == ("zh",)
    wait_for_pages(qtbot, screen)
    assert screen.preview.place.text() == "第 1 页，共 4 页"
    assert screen.export.text() == "导出 PDF"
    assert screen.options.parts.boxes["firms"].accessibleName() == "企业与孵化"


def test_a_report_whose_language_was_chosen_keeps_it(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    screen.options.languages.choose("fr")
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    wait_for_pages(qtbot, screen)
    screen.context.language.choose("zh")
    screen.retranslate()
    assert screen.preview.place.text() == "第 1 页，共 4 页"
    assert press.asked[-1].languages == ("fr",)
