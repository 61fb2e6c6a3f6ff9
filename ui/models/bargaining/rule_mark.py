"""Show the mark by which a rule is known in every chart of a negotiation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from domain.studies.negotiation.told import MARKS
from ui.charts.drawn.divisions import draw_mark
from ui.charts.drawn.pen import ChartPen

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_PX: Final = 16


class RuleMark(QWidget):
    """Draw the mark of a rule; the name stands beside it."""

    def __init__(self, appearance: Appearance, rule: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._mark, self._tone = MARKS[rule]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(_PX, _PX)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_PX / 2, _PX / 2)
        draw_mark(ChartPen(painter, self._look), middle, self._mark, self._tone, 5.0)
        painter.end()
