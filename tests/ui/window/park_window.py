"""Open the window on a small park and read what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from domain.entities import SPECS
from tests.ui.desk import TODAY
from ui.components.toast import Toast
from ui.preferences import Preferences
from ui.services import Backup, Services
from ui.window import MainWindow
from ui.window_facts import Workplace

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.screen import ScreenContext


CONTROL = Qt.KeyboardModifier.ControlModifier


ALT = Qt.KeyboardModifier.AltModifier


OPENED_FIRST = "party"


def application() -> QApplication:
    """Return the application that runs."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def workplace_over(context: ScreenContext, park: Workbook) -> Workplace:
    """Return a workplace over the small park, with one backup and 44 figures missing."""
    from pathlib import Path

    services = Services(
        workbook=Path("park.feidi"),
        actor=lambda: park.actor,
        set_actor=park.set_actor,
        backups=lambda: [Backup(Path("copy.feidi"), "2025-01-20T06:00:00Z", 1_000)],
    )
    return Workplace(
        context.bus,
        SPECS,
        context.language,
        context.appearance,
        context.tasks,
        services,
        lambda: TODAY,
        lambda _records, _quarter: 44,
    )


def open_window(qtbot: QtBot, workplace: Workplace) -> MainWindow:
    """Show the window at the size of a small screen."""
    made = MainWindow(workplace, Preferences(page=OPENED_FIRST))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def page_of(window: MainWindow) -> str:
    """Return the name of the page that is shown."""
    screen = window.screen_shown()
    return screen.name if screen is not None else ""


def told_in(window: MainWindow) -> str:
    """Return what the window tells in passing; nothing where nothing is told."""
    toast = window.findChild(Toast)
    assert toast is not None
    return (
        " ".join(label.text() for label in toast.findChildren(QLabel)) if toast.isVisible() else ""
    )
