"""Draw into a plot in whole pixels, so that edges stay sharp and patterns keep their size."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget


Pixel: TypeAlias = Callable[[float, float], QPointF]


class PixelItem(pg.GraphicsObject):
    """Map data to pixels and let descendants draw there."""

    def __init__(self, extent: QRectF) -> None:
        super().__init__()
        self._extent = extent

    @override
    def boundingRect(self) -> QRectF:
        return self._extent

    @override
    def viewTransformChanged(self) -> None:
        # What is drawn depends on the pixels per unit, which the scene does not watch.
        super().viewTransformChanged()
        self.update()

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        transform = painter.transform()
        painter.save()
        painter.resetTransform()
        ratio = painter.device().devicePixelRatioF()
        painter.scale(ratio, ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

        def pixel(x: float, y: float) -> QPointF:
            return transform.map(QPointF(x, y)) / ratio

        self.draw(painter, pixel)
        painter.restore()

    def draw(self, painter: QPainter, pixel: Pixel) -> None:
        """Draw with ``pixel``, which maps a point of the data to one of the picture."""
        raise NotImplementedError
