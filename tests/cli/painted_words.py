"""Measure on real pictures how far words stand out from what they are painted on.

Fonts must be drawn without smoothing: then the picture holds the very colour of the ink.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from tests.cli.cut_words import seen_in
from ui.charts.drawn.pen import ChartPen
from ui.components.label import Label
from ui.components.tables.cells import LOOK, Cell, Column
from ui.theme.contrast import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from ui.charts.drawn.chart import DrawnChart

    Place = tuple[QRect, float, str]

READ: Final = 7.0
OTHER: Final = 4.5

_BODY: Final = frozenset({"body", "strong", "small", "section", "title", "key", "large"})
_PLAIN_COLUMNS: Final = frozenset({"text", "figure"})
_FEWEST_PIXELS: Final = 3
"""Less than the smallest sign has, more than what is left over where two lines cross."""

_MOST_CELLS: Final = 120


def faint(window: QWidget) -> Iterator[str]:
    """Yield the words of a window that stand out too little from their ground."""
    picture = _colours(window.grab().toImage())
    layout = window.layout()
    over = [each for each in seen_in(window) if each.parent() is window]
    over = [each for each in over if layout is not None and layout.indexOf(each) < 0]
    for widget in seen_in(window):
        for place, least, words in _written(widget):
            at = place.translated(widget.mapTo(window, QPoint()))
            if any(at.intersects(each.geometry()) for each in over if not _within(widget, each)):
                continue
            told = _told(picture, at, least)
            if told:
                yield f"{type(widget).__name__} {widget.objectName()} “{words}”: {told}"


def _within(widget: QWidget, holder: QWidget) -> bool:
    return widget is holder or holder.isAncestorOf(widget)


def _told(picture: np.ndarray, place: QRect, least: float) -> str:
    """Return in which colours a place is painted where they are too near; else nothing."""
    part = picture[place.top() : place.bottom() + 1, place.left() : place.right() + 1]
    found, counts = np.unique(part, return_counts=True)
    if len(found) < 2:
        return ""
    ground = int(found[counts.argmax()])
    inks = [int(each) for each in found[counts >= _FEWEST_PIXELS] if each != ground]
    best = max(inks, key=lambda each: _apart(each, ground), default=ground)
    apart = _apart(best, ground)
    return "" if apart >= least else f"{_name(best)} on {_name(ground)} is {apart:.2f}"


@cache
def _apart(one: int, other: int) -> float:
    return contrast(_name(one), _name(other))


def _name(colour: int) -> str:
    return QColor.fromRgb(colour).name()


def _colours(picture: QImage) -> np.ndarray:
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    shape = (plain.height(), plain.width())
    return np.frombuffer(plain.constBits(), np.uint32).reshape(shape).copy()


# ------------------------------------------------------------------------------ where words are


def _written(widget: QWidget) -> Iterator[Place]:
    """Yield where a widget has words, how far they must stand out, and the words."""
    if isinstance(widget, QTableView):
        yield from _cells(widget)
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _entries(widget)
    elif isinstance(widget, QHeaderView):
        yield from _headings(widget)
    elif _whole(widget) and (words := _words_of(widget)):
        least = READ if _is_body(widget) else OTHER
        yield widget.rect(), least, words


def _whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


def _words_of(widget: QWidget) -> str:
    if isinstance(widget, QLabel | QAbstractButton):
        return widget.text()
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    return widget.currentText() if isinstance(widget, QComboBox) else ""


def _is_body(widget: QWidget) -> bool:
    if isinstance(widget, Label):
        role, tone = widget.property("role"), widget.property("tone")
        return role in _BODY and not tone and widget.isEnabled()
    if isinstance(widget, QLineEdit):
        return bool(widget.text()) and widget.isEnabled() and not widget.isReadOnly()
    return isinstance(widget, QComboBox) and widget.isEnabled()


def _cells(view: QTableView) -> Iterator[Place]:
    model, columns = view.model(), view.model().columnCount()
    for row in range(min(model.rowCount(), _MOST_CELLS // max(columns, 1) + 1)):
        for column in range(columns):
            index = model.index(row, column)
            place, cell = view.visualRect(index), index.data(LOOK)
            words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
            if words.strip() and not view.isColumnHidden(column) and _seen(view, place):
                head = model.headerData(column, Qt.Orientation.Horizontal, LOOK)
                read = isinstance(cell, Cell) and isinstance(head, Column) and _plain(cell, head)
                yield _in_view(view, place), READ if read else OTHER, words


def _plain(cell: Cell, head: Column) -> bool:
    toned = cell.tone not in ("", "text") or cell.state or cell.ground or cell.icon
    return head.kind in _PLAIN_COLUMNS and not toned


def _entries(view: QAbstractItemView) -> Iterator[Place]:
    model = view.model()
    for row in range(min(model.rowCount() if model is not None else 0, _MOST_CELLS)):
        index = model.index(row, 0)
        place, words = view.visualRect(index), str(index.data() or "")
        if words and _seen(view, place):
            yield _in_view(view, place), OTHER, words


def _headings(header: QHeaderView) -> Iterator[Place]:
    if header.orientation() != Qt.Orientation.Horizontal or not _whole(header):
        return
    for section in range(header.count()):
        words = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
        left, width = header.sectionViewportPosition(section), header.sectionSize(section)
        place = QRect(left, 0, width, header.height() - 2)
        if words and not header.isSectionHidden(section) and header.rect().contains(place):
            yield place, OTHER, words


def _seen(view: QAbstractItemView, place: QRect) -> bool:
    return view.viewport().visibleRegion().boundingRect().contains(place)


def _in_view(view: QAbstractItemView, place: QRect) -> QRect:
    return place.translated(view.viewport().pos())


# ----------------------------------------------------------------------------- words in charts


def faint_in_chart(chart: DrawnChart, patch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield the words of a chart that stand out too little from what they are written on."""
    written: list[tuple[str, QRectF, str]] = []
    write = ChartPen.words

    def note(pen: ChartPen, words: str, at: QRectF, align: str = "left", **how: object) -> None:
        write(pen, words, at, align, **how)  # type: ignore[arg-type] # handed on as it came
        room = QRectF(at)
        width = min(pen.width(words, strong=bool(how.get("strong"))), at.width())
        left = {"left": 0.0, "right": at.width() - width, "centre": (at.width() - width) / 2}
        room.setLeft(at.left() + left[align])
        room.setWidth(width)
        ink = how.get("colour") or pen.look.colour("text_note")
        if words and isinstance(ink, QColor):
            written.append((words, room, ink.name()))

    with patch.context() as within:
        within.setattr(ChartPen, "words", note)
        chart.copy_picture()
    picture = _colours(QGuiApplication.clipboard().image())
    sharp = picture.shape[1] / max(chart.width(), 1)
    for words, at, ink in written:
        place = QRectF(at.topLeft() * sharp, at.size() * sharp).toAlignedRect()
        place &= QRect(0, 0, picture.shape[1], picture.shape[0])
        part = picture[place.top() : place.bottom() + 1, place.left() : place.right() + 1]
        if not part.size:
            continue
        found, counts = np.unique(part, return_counts=True)
        ground = _name(int(found[counts.argmax()]))
        if ground != ink and contrast(ink, ground) < OTHER:
            yield f"{chart.accessibleName()} “{words}”: {ink} on {ground}"
