"""Show the core with the shares that are tried, which can be dragged in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from typing_extensions import override

from domain.reports.divisions import CoreDiagram
from ui.charts.drawn.chart import DrawnChart
from ui.charts.drawn.divisions import CorePlot

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent


class CoreView(DrawnChart):
    """Show a core diagram, or bars of groups where there are many parties.

    Signals:
        dragged: the shares at the pointer, parts of 1.
    """

    dragged = Signal(object)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._follow(event)

    def _follow(self, event: QMouseEvent) -> None:
        chart = self.chart
        if isinstance(chart, CoreDiagram) and event.buttons() & Qt.MouseButton.LeftButton:
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            self.dragged.emit(CorePlot(chart, box).shares(event.position()))
