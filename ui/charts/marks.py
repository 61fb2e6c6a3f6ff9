"""Draw markers of lines and keep their labels apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

if TYPE_CHECKING:
    from collections.abc import Sequence


def spread(ends: Sequence[tuple[float, int]], step: float) -> list[tuple[float, int]]:
    """Move heights apart until neighbours are ``step`` pixels from one another."""
    placed: list[tuple[float, int]] = []
    for height, number in sorted(ends):
        lowest = placed[-1][0] + step if placed else height
        placed.append((max(height, lowest), number))
    if len(placed) > 1:
        # What was pushed down is shared out upwards, so that no label strays far.
        drift = sum(new[0] - old[0] for new, old in zip(placed, sorted(ends), strict=True))
        placed = [(height - drift / len(placed), number) for height, number in placed]
    return placed


def marker(painter: QPainter, at: QPointF, how: tuple[str, QColor, QColor]) -> None:
    """Draw a marker of about 7 px: its shape, its colour, the ground for a ring."""
    shape, colour, ground = how
    painter.setPen(QPen(colour, 2))
    painter.setBrush(ground if shape == "ring" else colour)
    x, y = at.x(), at.y()
    if shape in ("circle", "ring"):
        painter.drawEllipse(at, 2.5, 2.5)
    elif shape == "square":
        painter.drawRect(QRectF(x - 2.5, y - 2.5, 5, 5))
    elif shape == "plus":
        painter.drawLine(QPointF(x - 4, y), QPointF(x + 4, y))
        painter.drawLine(QPointF(x, y - 4), QPointF(x, y + 4))
    else:
        corners = [(0, -3.5), (3.5, 2.5), (-3.5, 2.5)]
        if shape == "diamond":
            corners = [(0, -4), (4, 0), (0, 4), (-4, 0)]
        painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
