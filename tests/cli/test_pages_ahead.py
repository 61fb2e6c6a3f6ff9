"""What the pages of the window need is loaded before they are opened."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from cli.pages_ahead import PagesAhead

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_the_pages_are_loaded_without_what_only_their_work_needs() -> None:
    script = (
        "import sys; from cli.pages_ahead import load_pages; load_pages()\n"
        "print('ui.screens.entity' in sys.modules and 'ui.screens.pipeline' in sys.modules)\n"
        "print(sorted({'scipy', 'pandas', 'reportlab', 'pyqtgraph'} & set(sys.modules)))\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert told.splitlines() == ["True", "[]"]


def test_the_program_that_ends_at_once_loads_no_more(qapp: QApplication) -> None:
    PagesAhead(qapp).end()
    assert "pages-ahead" not in {each.name for each in threading.enumerate()}


def test_the_program_waits_at_its_end_for_what_is_being_loaded(
    qapp: QApplication, qtbot: QtBot
) -> None:
    ahead = PagesAhead(qapp)
    with qtbot.waitSignal(ahead.timer.timeout):
        ahead.timer.start(0)
    ahead.end()
    assert "pages-ahead" not in {each.name for each in threading.enumerate()}
    assert "ui.screens.indicators" in sys.modules
