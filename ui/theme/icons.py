"""Draw the shipped line icons in any colour, sharp at any scale."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

import resources

if TYPE_CHECKING:
    from ui.theme.tokens import Tokens

_STROKE: Final = re.compile(r'stroke-width="[^"]*"')
_CACHE_LIMIT: Final = 2000


class IconSet:
    """Hold drawn icons; each is read, coloured and drawn once per size and pixel ratio.

    Names are roles of the tokens (``entry``, ``stage.ready``, ``state.ok``) or file names.
    """

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}

    def svg(self, name: str, colour: str) -> str:
        """Return the drawing of an icon in ``colour`` (``#RRGGBB``).

        Raises:
            FileNotFoundError: no icon of that name ships with the program.
        """
        file = self._tokens.icon_file(name)
        source = self._sources.get(file)
        if source is None:
            source = resources.path("icons", f"{file}.svg").read_text(encoding="utf-8")
            source = _STROKE.sub(f'stroke-width="{self._tokens.stroke}"', source)
            self._sources[file] = source
        return source.replace("currentColor", colour)

    def pixmap(self, name: str, colour: str, size: int = 16, ratio: float = 1.0) -> QPixmap:
        """Return the icon, ``size`` logical pixels wide, drawn at the device pixel ratio."""
        key = (name, colour, size, ratio)
        drawn = self._pixmaps.get(key)
        if drawn is None:
            if len(self._pixmaps) > _CACHE_LIMIT:
                self._pixmaps.clear()
            drawn = self._draw(self.svg(name, colour), size, ratio)
            self._pixmaps[key] = drawn
        return drawn

    def icon(self, name: str, colour: str, size: int = 16, off: str | None = None) -> QIcon:
        """Return the icon for widgets; ``off`` is its colour when they are disabled."""
        icon = QIcon()
        for ratio in _ratios():
            icon.addPixmap(self.pixmap(name, colour, size, ratio), QIcon.Mode.Normal)
            icon.addPixmap(self.pixmap(name, off or colour, size, ratio), QIcon.Mode.Disabled)
        return icon

    def paint(self, painter: QPainter, at: QRectF, name: str, colour: str) -> None:
        """Draw the icon into the square ``at``."""
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        pixmap = self.pixmap(name, colour, round(at.width()), ratio)
        painter.drawPixmap(at.topLeft(), pixmap)

    @staticmethod
    def _draw(source: str, size: int, ratio: float) -> QPixmap:
        side = round(size * ratio)
        pixmap = QPixmap(QSize(side, side))
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap


def _ratios() -> list[float]:
    found = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    return sorted(found | {1.0})
