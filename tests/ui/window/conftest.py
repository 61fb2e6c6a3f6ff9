"""Give the tests of the window one that is open on the small park."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.park_on_screen import let_go
from tests.ui.window.park_window import open_window, workplace_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.screen import ScreenContext
    from ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, context: ScreenContext, park: Workbook) -> Iterator[MainWindow]:
    """Give the window, open on the small park."""
    made = open_window(qtbot, workplace_over(context, park))
    yield made
    made.close()
    made.deleteLater()
    let_go(made)
