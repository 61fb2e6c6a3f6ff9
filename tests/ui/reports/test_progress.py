"""The printing of a report can be stopped, and its failures are told with reason and remedy."""

from __future__ import annotations

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
    press.failure = OSError("disk gone")
    screen.render_now()
    qtbot.waitUntil(screen.preview.error.isVisible, timeout=5_000)
    screen.context.language.choose("fr")
    screen.retranslate()
    click(screen.preview.error.copy)
    assert clipboard_text().startswith("Le rapport n’a pas pu être établi\nCause\u202f: disk gone.")


def test_the_language_of_the_window_changes_while_the_page_is_open(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    screen.context.language.choose("zh")
    screen.retranslate()
    assert screen.preview.place.text() == "第 1 页，共 4 页"
    assert screen.export.text() == "导出 PDF"
    assert screen.options.parts.boxes["firms"].accessibleName() == "企业与孵化"
    # The report itself stays in the language that was chosen for it.
    assert press.asked[-1].languages == ("en",)
