"""Draw the steps of a meeting, from its notice to what it put in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance

_ICON: Final = 16
_GAP: Final = 6
_LEAST_LINE: Final = 16
_LOOKS: Final = {
    "done": ("state.ok", "ok"),
    "next": ("circle-dot", "accent"),
    "open": ("circle-dashed", "text_note"),
}


class StepLine(QWidget):
    """Show steps as icon and word joined by lines; a reader hears them in one sentence."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._steps: tuple[tuple[str, str], ...] = ()
        self.setObjectName("meeting.steps")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_steps(self, steps: Sequence[tuple[str, str]], spoken: str) -> None:
        """Show pairs of word and ``done``, ``next`` or ``open``."""
        self._steps = tuple(steps)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = sum(self._width(word) + _ICON + _GAP for word, _state in self._steps)
        lines = max(len(self._steps) - 1, 0) * (_LEAST_LINE + 2 * _GAP)
        return QSize(round(words + lines + 1), 24)

    @override
    def minimumSizeHint(self) -> QSize:
        longest = max((self._width(word) for word, _state in self._steps), default=0)
        icons = len(self._steps) * (_ICON + _GAP + 2 * _GAP)
        return QSize(round(longest + icons + 1), 24)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        said = self._said()
        words = [self._width(word) + _ICON + _GAP for word in said]
        gaps = max(len(self._steps) - 1, 1)
        between = max((self.width() - sum(words)) / gaps, 1.0 * _GAP)
        left, middle = 0.0, self.height() / 2
        for number, (word, (_name, state)) in enumerate(zip(said, self._steps, strict=True)):
            icon, ink = _LOOKS[state]
            at = QRectF(round(left), round(middle - _ICON / 2), _ICON, _ICON)
            self._look.paint_icon(painter, at, icon, ink)
            font = self._look.font(strong=state == "next")
            place = QRectF(left + _ICON + _GAP, 0, words[number], self.height())
            write(painter, place, word, Writing(font, self._look.colour(ink)))
            left += words[number]
            if number < len(self._steps) - 1:
                line = QRectF(left + _GAP, middle, max(between - 2 * _GAP, 0), 1)
                painter.fillRect(line, self._look.colour("hairline_strong"))
                left += between
        painter.end()

    def _said(self) -> list[str]:
        """Return the words that have room: all, else that of the next step or of the last one."""
        words = [word for word, _state in self._steps]
        least = sum(self._width(word) + _ICON + _GAP for word in words) + 2 * _GAP * (
            len(words) - 1
        )
        if least <= self.width():
            return words
        states = [state for _word, state in self._steps]
        kept = states.index("next") if "next" in states else len(states) - 1
        return [word if at == kept else "" for at, word in enumerate(words)]

    def _width(self, word: str) -> float:
        return QFontMetricsF(self._look.font(strong=True)).horizontalAdvance(word)
