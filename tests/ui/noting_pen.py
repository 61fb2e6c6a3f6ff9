"""A pen of charts that notes what it writes, for tests to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from typing_extensions import override

from ui.charts.drawn.pen import Align, ChartPen

if TYPE_CHECKING:
    from PySide6.QtGui import QColor


@dataclass(slots=True)
class NotingPen(ChartPen):
    """A pen that notes what it writes, and where."""

    noted: list[tuple[str, QRectF]] = field(default_factory=list)

    @override
    def words(
        self,
        words: str,
        at: QRectF,
        align: Align = "left",
        *,
        colour: QColor | None = None,
        strong: bool = False,
    ) -> None:
        self.noted.append((words, QRectF(at)))

    def place(self, words: str) -> QRectF:
        """Return where words were written."""
        return next(at for each, at in self.noted if each == words)
