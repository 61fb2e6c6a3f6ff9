"""Find what a screen reader could not tell: parts without name or role, cells without words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

import resources
from tests.cli.cut_words import seen_in
from ui.charts.drawn.chart import DrawnChart
from ui.charts.frame import PlottedChart
from ui.charts.rows import HorizontalBars
from ui.charts.spark import SparkBars
from ui.components.chip import Chip
from ui.components.field import Field
from ui.components.tables.cells import LOOK, Cell, Column

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = QAccessible.Text.Name
DESCRIPTION: Final = QAccessible.Text.Description
ROLE: Final = QAccessible.Role

_NOTHING: Final = (ROLE.NoRole, ROLE.Client, ROLE.Window)
_WORKED: Final = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit)
_KEYS: Final = frozenset(resources.load_texts())
_CHARTS: Final = (DrawnChart, PlottedChart, HorizontalBars, SparkBars)
_MOST_PARTS: Final = 60
"""So many lines and cells of a view are walked: all are made alike."""


def unspoken(shown: QWidget) -> Iterator[str]:
    """Yield what cannot be told of all that is shown."""
    for part in parts(QAccessible.queryAccessibleInterface(shown)):
        widget = part.object()
        if isinstance(widget, QWidget):
            yield from _of_widget(part, widget)
        else:
            yield from _of_item(part)
    for view in seen_in(shown):
        if isinstance(view, QTableView):
            yield from _of_cells(view)


def parts(part: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Yield a part of the tree that screen readers walk, and all that is seen inside it."""
    yield part
    count = part.childCount()
    if isinstance(part.object(), QAbstractItemView):
        count = min(count, _MOST_PARTS)
    for number in range(count):
        inner = part.child(number)
        if inner is not None and not inner.state().invisible:
            yield from parts(inner)


def _of_widget(part: QAccessibleInterface, widget: QWidget) -> Iterator[str]:
    told = f"{type(widget).__name__} {widget.objectName()}"
    name = part.text(NAME)
    if name in _KEYS:
        yield f"{told}: named by the key {name}"
    if isinstance(widget, Field):
        called = widget.editor.accessibleName()
        if not called:
            yield f"{told}: the editor has no label"
    if isinstance(widget, Chip) and not widget.text():
        yield f"{told}: a sign without a word"
    if isinstance(widget, _CHARTS) and not part.text(DESCRIPTION).strip():
        yield f"{told}: a chart without its values in words"
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not isinstance(widget, _WORKED):
        return
    if not name.strip():
        yield f"{told}: no name"
    if part.role() in _NOTHING:
        yield f"{told}: no role but {part.role().name}"


def _of_item(part: QAccessibleInterface) -> Iterator[str]:
    """Yield what is wrong with an entry of a list or the heading of a column."""
    headings = (ROLE.ColumnHeader, ROLE.RowHeader)
    entry = part.role() == ROLE.ListItem and part.state().selectable
    if not part.text(NAME).strip() and (entry or part.role() in headings):
        holder = part.parent().object()
        yield f"{type(holder).__name__} {holder.objectName()}: {part.role().name} without name"


def _of_cells(view: QTableView) -> Iterator[str]:
    """Yield the cells of which more is seen than told."""
    model, told = view.model(), f"{type(view).__name__} {view.objectName()}"
    columns = model.columnCount()
    for row in range(min(model.rowCount(), _MOST_PARTS // max(columns, 1) + 1)):
        for column in range(columns):
            index = model.index(row, column)
            cell = index.data(LOOK)
            if not isinstance(cell, Cell) or view.isColumnHidden(column):
                continue
            said = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
            for wrong in _untold(cell, said):
                yield f"{told} {row}, {column}: {wrong}, told is “{said}”"
    for column in range(columns):
        head = model.headerData(column, Qt.Orientation.Horizontal, LOOK)
        role = Qt.ItemDataRole.AccessibleTextRole
        said = str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
        if isinstance(head, Column) and head.unit not in said:
            yield f"{told}: the heading {head.heading} does not tell {head.unit}"


def _untold(cell: Cell, said: str) -> Iterator[str]:
    for seen in (cell.lead, cell.text, cell.note):
        if seen not in said:
            yield f"“{seen}” is seen"
    silent = not said.strip()
    if silent and (cell.icon or cell.state or cell.missing or cell.ground):
        yield "a sign or a colour is all that is seen"
    if silent and (cell.series or cell.share is not None):
        yield "a line or a bar is all that is seen"
