"""The window put together: workbook, language, theme and what the program can do for screens."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from cli.services import services_of
from domain.entities import SPECS
from domain.entry import LAYOUTS, completeness, lines
from domain.records import Actor
from domain.units import Quarter
from storage.errors import StorageError
from storage.workbook import Workbook
from ui.bus import Bus
from ui.language import Language
from ui.preferences import load_preferences, preferences_path, save_preferences
from ui.start import StartWindow
from ui.tasks import Tasks
from ui.theme.appearance import Appearance
from ui.window import MainWindow
from ui.window_facts import Workplace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from cli.gallery import Wanted
    from domain.text import Texts
    from ui.preferences import Preferences
