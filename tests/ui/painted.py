"""Read the pixels of what is painted, all at once."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtGui import QColor, QImage

_LEAST_CONTRAST: Final = 3.0


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


def standing_out(one: np.ndarray, other: np.ndarray) -> int:
    """Return how many pixels of two pictures differ by at least 3 : 1."""
    if one.shape != other.shape:
        return 0
    lighter, darker = np.maximum(one, other), np.minimum(one, other)
    return int(((lighter + 0.05) / (darker + 0.05) >= _LEAST_CONTRAST).sum())


def lightness(picture: QImage) -> np.ndarray:
    """Return the relative luminance of each pixel, as WCAG defines it."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    shape = (plain.height(), plain.width(), 4)
    values = np.frombuffer(plain.constBits(), np.uint8).reshape(shape)[:, :, 2::-1] / 255
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))
