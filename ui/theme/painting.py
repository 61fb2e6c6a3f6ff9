"""Draw the few marks that several components share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QTextLayout,
    QTextOption,
)

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Writing:
    """Say how a line of text is drawn."""

    font: QFont
    colour: QColor
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


def write(painter: QPainter, at: QRectF, text: str, how: Writing) -> float:
    """Draw one line, centred in height, elided at the end; return its width in pixels."""
    metrics, room = QFontMetricsF(how.font), at.width() + 0.5
    fitted, width = text, metrics.horizontalAdvance(text)
    if width > room:
        fitted = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        width = metrics.horizontalAdvance(fitted)
    painter.setFont(how.font)
    painter.setPen(how.colour)
    # The line box of Noto Sans is deeper below than above: one pixel up is the optical middle.
    painter.drawText(at.translated(0, -1), how.align | Qt.AlignmentFlag.AlignVCenter, fitted)
    return width


def bound(text: str) -> str:
    """Return a text whose dots between parts go over to the next line with the part after them."""
    return text.replace(" · ", " ·\N{NO-BREAK SPACE}")


def broken(text: str, font: QFont, width: float, most: int = 0) -> list[str]:
    """Return a text in lines no wider than ``width``; ``most`` lines, 0 for all it takes.

    The last of as many lines as there may be holds all that is left, to be elided.
    """
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    text = bound(text)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    starts: list[int] = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid() and not (most and len(starts) == most):
        line.setLineWidth(max(width, 1))
        starts.append(line.textStart())
        line = layout.createLine()
    layout.endLayout()
    ends = [*starts[1:], len(text)]
    return [text[start:end].strip() for start, end in zip(starts, ends, strict=True)] or [""]


def write_lines(painter: QPainter, at: QRectF, lines: Sequence[str], how: Writing) -> None:
    """Draw lines below each other, each as high as its part of the area."""
    height = at.height() / len(lines)
    for number, line in enumerate(lines):
        room = QRectF(at.left(), at.top() + number * height, at.width(), height)
        write(painter, room, line, how)


def hatch(painter: QPainter, at: QRectF, colour: QColor) -> None:
    """Fill an area with the diagonal lines that mean "not reported"."""
    painter.fillRect(at, QBrush(colour, Qt.BrushStyle.BDiagPattern))


def rounded(painter: QPainter, at: QRectF, fill: QColor, radius: float) -> None:
    """Fill an area with round corners."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(at, radius, radius)


def mark_on(painter: QPainter, at: QRectF, colour: QColor) -> None:
    """Draw the line below what is on: its tint alone is too pale to tell it from what is off."""
    painter.fillRect(QRectF(at.left() + 6, at.bottom() - 5, at.width() - 12, 2), colour)


def bar(painter: QPainter, at: QRectF, share: float, colours: tuple[QColor, QColor]) -> None:
    """Draw a thin bar filled to ``share`` (0 to 1); colours are the track's and the fill's."""
    track, fill = colours
    radius = at.height() / 2
    whole = QPainterPath()
    whole.addRoundedRect(at, radius, radius)
    painter.fillPath(whole, track)
    width = at.width() * min(max(share, 0.0), 1.0)
    done = QPainterPath()
    done.addRect(QRectF(at.left(), at.top(), width, at.height()))
    painter.fillPath(whole.intersected(done), fill)


def sparkline(
    painter: QPainter,
    at: QRectF,
    series: Sequence[float | None],
    colours: tuple[QColor, QColor],
) -> None:
    """Draw a small line with its last known point filled; unknown quarters are gaps."""
    known = [value for value in series if value is not None]
    if not known:
        return
    points = _points(at.adjusted(3, 4, -4, -4), series, min(known), max(known))
    line, dot = colours
    painter.setPen(QPen(line, 1.25))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(points))
    last = next(point for point in reversed(points) if point is not None)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(dot)
    painter.drawEllipse(last, 2.5, 2.5)


def _points(
    at: QRectF, series: Sequence[float | None], low: float, high: float
) -> list[QPointF | None]:
    step = at.width() / max(len(series) - 1, 1)
    span = high - low
    points: list[QPointF | None] = []
    for index, value in enumerate(series):
        if value is None:
            points.append(None)
            continue
        share = (value - low) / span if span else 0.5
        points.append(QPointF(at.left() + index * step, at.bottom() - share * at.height()))
    return points


def _path(points: Sequence[QPointF | None]) -> QPainterPath:
    path = QPainterPath()
    drawing = False
    for point in points:
        if point is None:
            drawing = False
        elif drawing:
            path.lineTo(point)
        else:
            path.moveTo(point)
            drawing = True
    return path
