"""Give the tests of reports a press and the screen that prints with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.park_on_screen import let_go, screen_context
from tests.ui.reports.press import FakePress
from ui.screens.reports import ReportsScreen
from ui.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk


@pytest.fixture
def press(tmp_path: Path) -> FakePress:
    """Give a press that prints at once."""
    return FakePress(tmp_path)


@pytest.fixture
def screen(
    qtbot: QtBot, qapp: QApplication, park: Workbook, desk: RecordedDesk, press: FakePress
) -> Iterator[ReportsScreen]:
    """Give the screen, with its first preview asked for."""
    services = Services(reports=press.ports)
    with screen_context(qapp, park, desk, lang="en", services=services) as context:
        made = ReportsScreen(context)
        qtbot.addWidget(made)
        made.resize(1166, 643)
        made.show()
        made.activate("2024Q4")
        yield made
        press.gate.set()
    let_go(made)
