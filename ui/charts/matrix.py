"""Draw a matrix of probability and impact with how many risks stand in each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from domain.standing.risks import STEPS, grade, level
from ui.components.buttons import paint_ring
from ui.components.spoken import STEPPED, speak_as
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.standing.risks import Grade
    from ui.theme.appearance import Appearance

STATES: Final[Mapping[Grade, str]] = {
    "low": "ok",
    "medium": "info",
    "high": "warn",
    "extreme": "crit",
}
"""Grade → state whose tint fills its cells."""
_EDGE: Final = 22
"""Height of the words of an axis: likelihood stands over the cells, gravity below."""
_MOVES: Final = {
    Qt.Key.Key_Left.value: (0, -1),
    Qt.Key.Key_Right.value: (0, 1),
    Qt.Key.Key_Up.value: (1, 0),
    Qt.Key.Key_Down.value: (-1, 0),
}
_LEFT: Final = Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignRight
_PICK: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class RiskMatrix(QWidget):
    """Show 5 × 5 cells, likely ones above, grave ones at the right; arrows move, Enter picks.

    Signals:
        picked: probability and impact of the cell; 0 and 0 when it is given up.
    """

    picked = Signal(int, int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._counts: dict[tuple[int, int], int] = {}
        self._axes = ("", "")
        self._tell: Callable[[int, int, int], str] = lambda *_cell: ""
        self._at = (STEPS, STEPS)
        self.chosen: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        speak_as(self, STEPPED)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_counts(
        self,
        counts: Mapping[tuple[int, int], int],
        axes: tuple[str, str],
        tell: Callable[[int, int, int], str],
    ) -> None:
        """Show counts by probability and impact; ``axes`` names both.

        ``tell`` says a cell in words: its probability, its impact, its count.
        """
        self._counts, self._axes, self._tell = dict(counts), axes, tell
        self._speak()
        self.update()

    def choose(self, cell: tuple[int, int] | None) -> None:
        """Mark a cell, or none."""
        self.chosen = cell
        self._at = cell or self._at
        self._speak()
        self.update()

    def cell_box(self, probability: int, impact: int) -> QRectF:
        """Return where a cell is drawn."""
        wide = self.width() / STEPS
        high = (self.height() - 2 * _EDGE) / STEPS
        left, top = (impact - 1) * wide, _EDGE + (STEPS - probability) * high
        return QRectF(round(left), round(top), round(wide) - 2, round(high) - 2)

    @override
    def sizeHint(self) -> QSize:
        return QSize(260, 260)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, 260)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        for probability in range(1, STEPS + 1):
            for impact in range(1, STEPS + 1):
                if self.cell_box(probability, impact).contains(event.position()):
                    self._at = (probability, impact)
                    self._pick()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = _MOVES.get(event.key())
        if move is not None:
            steps = (now + step for now, step in zip(self._at, move, strict=True))
            probability, impact = (min(max(each, 1), STEPS) for each in steps)
            self._at = (probability, impact)
            self._speak()
            self.update()
        elif event.key() in _PICK:
            self._pick()
        elif event.key() == Qt.Key.Key_Escape and self.chosen is not None:
            self.choose(None)
            self.picked.emit(0, 0)
        else:
            super().keyPressEvent(event)

    def _speak(self) -> None:
        self.setAccessibleName(self._tell(*self._at, self._counts.get(self._at, 0)))

    def _pick(self) -> None:
        self.choose(None if self.chosen == self._at else self._at)
        self.picked.emit(*(self.chosen or (0, 0)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for probability in range(1, STEPS + 1):
            for impact in range(1, STEPS + 1):
                self._paint_cell(painter, probability, impact)
        self._paint_axes(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, self.cell_box(*self._at), self._look)
        painter.end()

    def _paint_cell(self, painter: QPainter, probability: int, impact: int) -> None:
        look, box = self._look, self.cell_box(probability, impact)
        at = level(probability, impact)
        state = STATES[grade(at)]
        painter.fillRect(box, look.colour(f"{state}_tint"))
        if (probability, impact) == self.chosen:
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        corner = box.adjusted(4, 2, -4, 0)
        corner.setHeight(16)
        write(painter, corner, str(at), Writing(look.font(12), look.colour("text_secondary")))
        count = self._counts.get((probability, impact), 0)
        if count:
            middle = Qt.AlignmentFlag.AlignCenter
            ink = Writing(look.font(16, strong=True), look.colour("text"), middle)
            write(painter, box.adjusted(0, 8, 0, 0), str(count), ink)

    def _paint_axes(self, painter: QPainter) -> None:
        look = self._look
        font, colour = look.font(12), look.colour("text_secondary")
        foot = QRectF(0, self.height() - _EDGE + 2, self.width(), _EDGE - 2)
        for room, words, align in (
            (QRectF(0, 0, self.width(), _EDGE - 4), f"↑ {self._axes[0]}", _LEFT),
            (foot, f"{self._axes[1]} →", _RIGHT),
        ):
            write(painter, room, words, Writing(font, colour, align))
