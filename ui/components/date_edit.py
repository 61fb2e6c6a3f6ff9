"""Ask for a day, typed or picked from a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.appearance import Appearance


class DateEdit(QDateEdit):
    """Show ISO dates until told how days are written; the calendar's weekends are grey, not red."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        calendar = QCalendarWidget(self)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setCalendarWidget(calendar)
        self._dress()
        appearance.theme_changed.connect(self._dress)

    def write_days(self, say: Callable[..., str]) -> None:
        """Show and take days as the language in force writes them in figures."""
        places = {"year": "yyyy", "month": "M", "month2": "MM", "day": "d", "day2": "dd"}
        self.setDisplayFormat(say("format.date.numeric", **places, name="", short=""))

    def _dress(self) -> None:
        grey = QTextCharFormat()
        grey.setForeground(self._look.colour("text_secondary"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.calendarWidget().setWeekdayTextFormat(day, grey)
