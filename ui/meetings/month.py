"""Draw a month with its meetings; the arrow keys move day by day."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.buttons import IconButton
from ui.components.label import Label
from ui.components.spoken import STEPPED, speak_as
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ui.theme.appearance import Appearance

_WEEK: Final = 7
_WEEKS: Final = 6
_HEAD: Final = 24
_ROW: Final = 36
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_WEEK,
    Qt.Key.Key_Down: _WEEK,
}
_DECEMBER: Final = 12


class MonthDays(QWidget):
    """Show the days of a month in weeks from Monday; a dot marks a day with meetings.

    Signals:
        day_chosen: ISO day that became current.
        day_opened: ISO day on which Enter was pressed or that was double-clicked.
    """

    day_chosen = Signal(str)
    day_opened = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._day = date(2000, 1, 1)
        self._today = self._day
        self._marks: Mapping[str, str] = {}
        self._names: tuple[str, ...] = ("",) * _WEEK
        self._write: Callable[[date], str] = date.isoformat
        self.setObjectName("meeting.calendar")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, STEPPED)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    @property
    def day(self) -> date:
        """The day in force."""
        return self._day

    def set_days(self, day: date, today: date, marks: Mapping[str, str]) -> None:
        """Show the month of ``day``; ``marks`` is ISO day → what is on, as it is spoken."""
        self._day, self._today, self._marks = day, today, marks
        self._speak()
        self.update()

    def set_names(self, names: tuple[str, ...], write: Callable[[date], str]) -> None:
        """Head the columns, Monday first; ``write`` says a day in words."""
        self._names, self._write = names, write
        self._speak()
        self.update()

    def go(self, day: date) -> None:
        """Put another day in force."""
        self._day = day
        self._speak()
        self.update()
        self.day_chosen.emit(day.isoformat())

    @override
    def sizeHint(self) -> QSize:
        return QSize(7 * 40, _HEAD + _WEEKS * _ROW)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go(self._day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.go(month_beside(self._day, -1 if key == Qt.Key.Key_PageUp else 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.day_opened.emit(self._day.isoformat())
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._day_at(event.position())
        if day is not None:
            self.go(day)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._day_at(event.position()) is not None:
            self.day_opened.emit(self._day.isoformat())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = Qt.AlignmentFlag.AlignHCenter
        note = Writing(self._look.font(12), self._look.colour("text_note"), middle)
        width = self.width() / _WEEK
        for column, name in enumerate(self._names):
            write(painter, QRectF(column * width, 0, width, _HEAD), name, note)
        for number, day in enumerate(self._days()):
            row, column = divmod(number, _WEEK)
            at = QRectF(column * width, _HEAD + row * _ROW, width, _ROW)
            self._paint_day(painter, at, day)
        painter.end()

    def _paint_day(self, painter: QPainter, at: QRectF, day: date) -> None:
        marked = day.isoformat() in self._marks
        box = at.adjusted(2, 2, -2, -2)
        if day == self._day:
            painter.setBrush(self._look.colour("selected"))
            painter.setPen(Qt.PenStyle.NoPen)
            if self.hasFocus():
                painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        ink = "text" if day.month == self._day.month else "text_note"
        if day == self._today:
            ink = "accent"
        font = self._look.font(strong=marked or day == self._today)
        how = Writing(font, self._look.colour(ink), Qt.AlignmentFlag.AlignHCenter)
        write(painter, box.adjusted(0, -4, 0, -4) if marked else box, str(day.day), how)
        if marked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent"))
            painter.drawEllipse(QPointF(box.center().x(), box.bottom() - 6), 2.5, 2.5)

    def _days(self) -> list[date]:
        first = self._day.replace(day=1)
        start = first - timedelta(days=first.weekday())
        return [start + timedelta(days=number) for number in range(_WEEK * _WEEKS)]

    def _day_at(self, at: QPointF) -> date | None:
        row = int((at.y() - _HEAD) // _ROW)
        column = int(at.x() // (self.width() / _WEEK))
        if not (0 <= row < _WEEKS and 0 <= column < _WEEK):
            return None
        return self._days()[row * _WEEK + column]

    def _speak(self) -> None:
        told = (self._write(self._day), self._marks.get(self._day.isoformat(), ""))
        self.setAccessibleName(" ".join(part for part in told if part))


class MonthView(QWidget):
    """Show a month with buttons to the months beside it; ``days`` holds the days."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", "strong", parent=self)
        self.before = IconButton(appearance, "chevron-left", "", small=True, parent=self)
        self.before.setObjectName("meeting.month_before")
        self.after = IconButton(appearance, "chevron-right", "", small=True, parent=self)
        self.after.setObjectName("meeting.month_after")
        self.days = MonthDays(appearance, self)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.days)
        self.before.clicked.connect(lambda: self.days.go(month_beside(self.days.day, -1)))
        self.after.clicked.connect(lambda: self.days.go(month_beside(self.days.day, 1)))

    def set_words(self, title: str, before: str, after: str) -> None:
        """Say month and buttons."""
        self._title.set_text(title)
        self.before.set_name(before)
        self.after.set_name(after)


def month_beside(day: date, step: int) -> date:
    """Return the same day a month earlier or later, the last of a shorter month."""
    months = day.year * _DECEMBER + day.month - 1 + step
    year, month = divmod(months, _DECEMBER)
    last = max(
        each.day for each in Calendar().itermonthdates(year, month + 1) if each.month == month + 1
    )
    return date(year, month + 1, min(day.day, last))
