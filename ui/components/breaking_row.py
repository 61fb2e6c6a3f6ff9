"""Stand two groups of controls side by side, or one below the other where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class BreakingRow(QWidget):
    """Hold ``left`` and ``right``, layouts for the controls of a page.

    Args:
        line: height of one line, in pixels.
    """

    def __init__(self, line: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self.left = QHBoxLayout()
        self.right = QHBoxLayout()
        for group in (self.left, self.right):
            group.setSpacing(8)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.setContentsMargins(16, 0, 8, 0)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addLayout(self.left, 1)
        self._row.addLayout(self.right)
        self.setFixedHeight(line)

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the room of the wider group: the other may go below it."""
        widest = max(self.left.minimumSize().width(), self.right.minimumSize().width())
        return QSize(widest + self._edges(), self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        # Other words, or a control that came or went.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _fit(self) -> None:
        """Break the row, or join it again, as the width and the words ask for."""
        needed = self.left.minimumSize().width() + self.right.minimumSize().width()
        broken = needed + self._row.spacing() + self._edges() > self.width()
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if broken else directions.LeftToRight)
        self.setFixedHeight(2 * self._line if broken else self._line)

    def _edges(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()
