"""Give the tests of the first page a copy of the sample park and the page over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.storage.park import copy_of
from tests.ui.park_on_screen import let_go, screen_context
from ui.screens.home import HomeScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk


@pytest.fixture
def workbook(sample: Path, tmp_path: Path) -> Iterator[Workbook]:
    """Give a copy of the sample park."""
    with copy_of(sample, tmp_path / "own") as opened:
        yield opened


@pytest.fixture
def home(
    qtbot: QtBot, qapp: QApplication, workbook: Workbook, desk: RecordedDesk
) -> Iterator[HomeScreen]:
    """Give the page, shown for the last quarter."""
    with screen_context(qapp, workbook, desk) as context:
        screen = HomeScreen(context)
        qtbot.addWidget(screen)
        screen.resize(1166, 684)
        screen.show()
        screen.activate("2024Q4")
        yield screen
    let_go(screen)
