"""Rows of bars that lead somewhere when they are clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from typing_extensions import override

from ui.charts.rows import HorizontalBars
from ui.components.buttons import paint_ring
from ui.components.progress import CountRows

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.theme.appearance import Appearance

_ROW: Final = 22
_PER_COUNT: Final = 3
_STEPS: Final = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class LeadingBars(HorizontalBars):
    """Show named bars; each row can be clicked, or reached with the arrow keys.

    Signals:
        row_chosen: number of the row, from 0.
    """

    row_chosen = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, row_height=_ROW, parent=parent)
        self._appearance = appearance
        self._over = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if 0 <= self._over < self.height() // _ROW:
            painter = QPainter(self)
            at = QRectF(0, self._over * _ROW, self.width(), _ROW)
            painter.fillRect(at, self._appearance.colour("hover"))
            if self.hasFocus():
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                paint_ring(painter, at, self._appearance)
            painter.end()
        super().paintEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(int(event.position().y()) // _ROW)

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        self._point(int(event.position().y()) // _ROW)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._point(-1)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.row_chosen.emit(int(event.position().y()) // _ROW)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # The keyboard begins at the first row: it must be seen where it stands.
        self._point(max(self._over, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self.height() // _ROW
        step = _STEPS.get(event.key())
        if step is not None:
            self._point(min(max(self._over + step, 0), rows - 1))
        elif event.key() in _ENTER and self._over >= 0:
            self.row_chosen.emit(self._over)
        else:
            super().keyPressEvent(event)

    def _point(self, row: int) -> None:
        self._over = row
        self.update()


class LeadingCounts(CountRows):
    """Show counted rows; a click on one leads to what it counts.

    The keyboard reaches the same places through the buttons below.

    Signals:
        row_chosen: number of the row, from 0.
    """

    row_chosen = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        layout = self.layout()
        rows = layout.count() // _PER_COUNT if layout is not None else 0
        if event.button() == Qt.MouseButton.LeftButton and inside and rows:
            row = int(event.position().y()) * rows // max(self.height(), 1)
            self.row_chosen.emit(row)
