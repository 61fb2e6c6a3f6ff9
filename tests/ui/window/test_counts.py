"""In a large workbook the counts of the navigation are read beside the window."""

from __future__ import annotations

import errno
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from domain.entry import FIRMS, lines
from domain.units import Quarter
from tests.ui.park_on_screen import let_go, screen_context
from ui.components.navigation import Navigation, Place
from ui.services import Services
from ui.window_counts import NavigationCounts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.records import Records
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.theme.appearance import Appearance


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any workbook count as a large one."""
    monkeypatch.setattr("ui.home.aside.AT_ONCE", 0)


def navigation(appearance: Appearance, qtbot: QtBot) -> Navigation:
    made = Navigation(appearance)
    qtbot.addWidget(made)
    made.set_places([[Place("entry", "Quarter entry", "entry"), Place("meetings", "Meetings", "")]])
    return made


def spoken(shown: Navigation, row: int) -> str:
    return str(shown.list.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_they_are_counted_on_another_thread_and_anew_after_a_change(
    qtbot: QtBot, qapp: QApplication, workbook: Workbook, desk: RecordedDesk
) -> None:
    threads: list[threading.Thread] = []

    def read_aside(work: Callable[[Records], object]) -> object:
        threads.append(threading.current_thread())
        with workbook.reader() as records:
            return work(records)

    found = iter((37, 36))
    services = Services(read_aside=read_aside)
    with screen_context(qapp, workbook, desk, services=services) as context:
        shown = navigation(context.appearance, qtbot)
        counts = NavigationCounts(context, shown, lambda _records, _quarter: next(found), shown)
        counts.say("2024Q4")
        qtbot.waitUntil(lambda: spoken(shown, 0) == "Quarter entry 37")
        counts.soon()
        qtbot.waitUntil(lambda: spoken(shown, 0) == "Quarter entry 36")
    assert threading.main_thread() not in threads
    let_go(shown)


def test_the_entry_of_the_quarter_finds_its_lines_read(
    qtbot: QtBot, qapp: QApplication, workbook: Workbook, desk: RecordedDesk
) -> None:
    def read_aside(work: Callable[[Records], object]) -> object:
        with workbook.reader() as records:
            return work(records)

    asked: list[str] = []
    with screen_context(qapp, workbook, desk, services=Services(read_aside=read_aside)) as context:
        shown = navigation(context.appearance, qtbot)
        NavigationCounts(context, shown, lambda _records, _quarter: 12, shown).say("2024Q4")
        qtbot.waitUntil(lambda: spoken(shown, 0) == "Quarter entry 12")
        workbook.connection.set_trace_callback(asked.append)
        lines(workbook, FIRMS, Quarter(2024, 4))
        workbook.connection.set_trace_callback(None)
    assert not [sql for sql in asked if "firm_quarter" in sql]
    let_go(shown)


def test_a_count_that_cannot_be_read_is_unknown(
    qtbot: QtBot, qapp: QApplication, workbook: Workbook, desk: RecordedDesk
) -> None:
    def read_aside(work: Callable[[Records], object]) -> object:
        del work
        raise OSError(errno.EIO, "disk gone")

    services = Services(read_aside=read_aside)
    with screen_context(qapp, workbook, desk, services=services) as context:
        shown = navigation(context.appearance, qtbot)
        NavigationCounts(context, shown, None, shown).say("2024Q4")
        qtbot.waitUntil(lambda: spoken(shown, 0) == "Quarter entry —")
    let_go(shown)
