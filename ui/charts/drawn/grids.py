"""Draw grids: counts of pairs as tinted cells, the matrix of quadrants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from ui.theme.contrast import contrast

if TYPE_CHECKING:
    from domain.reports.charts import QuadrantCell, QuadrantMatrix
    from domain.reports.diagrams import CountGrid
    from ui.charts.drawn.pen import ChartPen

_ROW: Final = 30.0
_HEAD: Final = 24.0
_MOST_NAME: Final = 0.34
_QUADRANT: Final = 84.0
_DARKEST: Final = 1.0
_FRAMED: Final = 1.0
_LINES: Final = ("count", "before", "moves")


def count_grid_height(chart: CountGrid) -> float:
    """Return the height of the drawing in pixels."""
    return _HEAD + _ROW * len(chart.rows)


def draw_count_grid(pen: ChartPen, chart: CountGrid, box: QRectF) -> None:
    """Draw rows against columns, darker where more; full weight has a frame as well."""
    look = pen.look
    widest = max((pen.width(row.name) for row in chart.rows), default=0.0) + 12
    names = min(widest, box.width() * _MOST_NAME)
    width = (box.width() - names) / max(len(chart.columns), 1)
    for number, head in enumerate(chart.columns):
        at = QRectF(box.left() + names + number * width, box.top(), width - 2, _HEAD)
        pen.words(head, at, "centre", colour=look.colour("text_secondary"))
    for number, row in enumerate(chart.rows):
        top = box.top() + _HEAD + number * _ROW
        pen.words(row.name, QRectF(box.left(), top, names - 8, _ROW), colour=look.colour("text"))
        for column, cell in enumerate(row.cells):
            left = round(box.left() + names + column * width)
            at = QRectF(left, top, round(width) - 2, _ROW - 2)
            if cell is None:
                continue
            _draw_cell(pen, at, *cell)
            pen.tell(at, f"{row.name} · {chart.columns[column]}\n{cell[1]}")


def _draw_cell(pen: ChartPen, at: QRectF, weight: float, words: str) -> None:
    ground = _tint(pen, min(max(weight, 0.0), 1.0))
    pen.painter.fillRect(at, ground)
    inks = (pen.look.colour("text"), pen.look.colour("on_accent"))
    ink = max(inks, key=lambda each: contrast(each.name(), ground.name()))
    if weight >= _FRAMED:
        pen.painter.setPen(QPen(pen.look.colour("text"), 2))
        pen.painter.setBrush(Qt.BrushStyle.NoBrush)
        pen.painter.drawRect(at.adjusted(1, 1, -1, -1))
    pen.words(words, at, "centre", colour=ink, strong=weight >= _FRAMED)


def _tint(pen: ChartPen, weight: float) -> QColor:
    """Return a colour between the ground and the first series."""
    low, high = pen.look.colour("sunken"), pen.colour("ink")

    def between(first: int, last: int) -> int:
        return round(first + (last - first) * weight * _DARKEST)

    return QColor(
        between(low.red(), high.red()),
        between(low.green(), high.green()),
        between(low.blue(), high.blue()),
    )


def quadrants_height(chart: QuadrantMatrix) -> float:
    """Return the height of the drawing in pixels."""
    return _HEAD + 2 * _QUADRANT + (24 if chart.unknown else 0)


def draw_quadrants(pen: ChartPen, chart: QuadrantMatrix, box: QRectF) -> None:
    """Draw where firms innovate (rows) and produce (columns)."""
    look = pen.look
    leads = [pen.width(word) for row in chart.rows for word in row]
    names = min(max(leads) + 12, box.width() * _MOST_NAME)
    width = (box.width() - names) / 2
    for number, head in enumerate(chart.columns):
        at = QRectF(box.left() + names + number * width, box.top(), width, _HEAD)
        pen.words(head, at, "centre", colour=look.colour("text_secondary"))
    for number, (lead, place) in enumerate(chart.rows):
        top = box.top() + _HEAD + number * _QUADRANT
        pen.words(lead, QRectF(box.left(), top + 20, names - 8, 18))
        ink = look.colour("text")
        pen.words(place, QRectF(box.left(), top + 38, names - 8, 18), colour=ink, strong=True)
        for column, cell in enumerate(chart.cells[number]):
            left = box.left() + names + column * width
            at = QRectF(left, top, width - 4, _QUADRANT - 4)
            _draw_quadrant(pen, cell, at)
            told = "\n".join(part for part in (cell.count, cell.before, cell.moves) if part)
            pen.tell(at, f"{place} · {chart.columns[column]}\n{told}")
    if chart.unknown is not None:
        foot = QRectF(box.left(), box.top() + _HEAD + 2 * _QUADRANT, box.width(), 24)
        pen.words(" · ".join(part for part in chart.unknown if part), foot)


def _draw_quadrant(pen: ChartPen, cell: QuadrantCell, at: QRectF) -> None:
    look = pen.look
    pen.painter.fillRect(at, look.colour("selected" if cell.tinted else "canvas"))
    pen.painter.setPen(QPen(look.colour("hairline_strong"), 1))
    pen.painter.setBrush(Qt.BrushStyle.NoBrush)
    pen.painter.drawRect(at.adjusted(0.5, 0.5, -0.5, -0.5))
    inner = at.adjusted(10, 8, -10, 0)
    for number, name in enumerate(_LINES):
        line = QRectF(inner.left(), inner.top() + number * 20, inner.width(), 20)
        strong = name == "count"
        ink = look.colour("text" if strong else "text_secondary")
        pen.words(getattr(cell, name), line, colour=ink, strong=strong)
