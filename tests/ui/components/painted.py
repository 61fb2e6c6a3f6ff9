"""Tell which colours a component is painted in; hold the texts it is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

import resources
from domain.text import Texts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


TEXTS = Texts(resources.load_texts())


def colours_of(widget: QWidget) -> set[str]:
    """Return the colours that a widget really shows."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }
