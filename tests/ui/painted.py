"""Read the pixels of what is painted, all at once."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage


def count_in(image: QImage, colour: str) -> int:
    """Return the number of pixels of exactly this colour."""
    return _values(image).count(QColor(colour).rgb())


def colours_in(image: QImage) -> set[str]:
    """Return the colours of a picture, as #RRGGBB."""
    return {QColor.fromRgb(each).name().upper() for each in set(_values(image))}


def _values(image: QImage) -> list[int]:
    # Four bytes a pixel: no line of the picture ends in padding.
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(plain.constBits()).cast("B").cast("I").tolist()
