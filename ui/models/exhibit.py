"""Show a figure or a table that a study tells: title and unit, picture, note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from domain.formatting import Formatter
from domain.reports.tree import Figure
from domain.studies.figures import figure
from ui.charts.drawn.chart import DrawnChart
from ui.components.label import Label, hairline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.tree import Cell, Table
    from ui.language import Language
    from ui.theme.appearance import Appearance


_FIRST_HAN = "\u2e80"
_LOWER = 3
_NAMES = 16
"""Weight of the first column, which holds names, against ten of another."""
_HEADS_ROOM = 440
_MOST_HEAD = 120
_LEAST_HEAD = 72
_WIDEST = 760


def plain_text(text: Cell) -> str:
    """Return what a cell of the report's tree says, without its styles."""
    if text is None:
        return ""
    if isinstance(text, str):
        return text
    if isinstance(text, tuple):
        return "".join(run.text for run in text)
    return getattr(text, "word", "")


def _one_line(head: str) -> str:
    """Return a head without the breaks that suit paper; Chinese words join without a blank."""
    first, *others = head.split("\n")
    for each in others:
        first += ("" if first[-1:] >= _FIRST_HAN else " ") + each
    return first


class Exhibit(QWidget):
    """Show one exhibit; ``marks`` stand before the names of a table's rows."""

    def __init__(
        self,
        appearance: Appearance,
        language: Language,
        exhibit: Figure | Table,
        parent: QWidget | None = None,
        *,
        marks: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(parent)
        self.chart: DrawnChart | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Label(exhibit.title, "section", wrap=True, parent=self))
        if exhibit.unit:
            column.addWidget(Label(exhibit.unit, "note", wrap=True, parent=self))
        column.addSpacing(8)
        if isinstance(exhibit, Figure):
            formatter = Formatter(language.lang, language.texts)
            self.chart = DrawnChart(
                appearance, language.words, lambda value: figure(value, "", formatter), self
            )
            self.chart.setObjectName("models.chart")
            self.chart.set_chart(exhibit.chart, exhibit.title)
            column.addWidget(self.chart)
        else:
            column.addWidget(TableView(exhibit, self, marks))
        note = plain_text(exhibit.note)
        if note:
            column.addSpacing(6)
            column.addWidget(Label(note, "caption", wrap=True, parent=self))


def _marked(mark: QWidget, words: Label) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(mark)
    row.addWidget(words, 1)
    return row


class TableView(QWidget):
    """Show a table of the report's tree: heads, rows, cells that may break into lines."""

    def __init__(
        self, table: Table, parent: QWidget | None = None, marks: Sequence[QWidget] = ()
    ) -> None:
        super().__init__(parent)
        self._marks = tuple(marks)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(table.title)
        # Figures far from the name of their row are read in the wrong row.
        self.setMaximumWidth(_WIDEST)
        self._table = table
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        for number, each in enumerate(table.columns):
            head = Label(each.head, "caption", wrap=True, parent=self)
            head.setAlignment(self._align(number, Qt.AlignmentFlag.AlignBottom))
            self._fit(head, each.head)
            self._grid.addWidget(head, 0, number)
            share = _NAMES if number == 0 else 10
            self._grid.setColumnStretch(number, max(1, round(each.weight * share)))
        self._grid.addWidget(hairline(self), 1, 0, 1, len(table.columns))
        for number, row in enumerate(table.rows):
            self._add_row(number, row.style, row.cells)

    def _add_row(self, number: int, style: str, cells: tuple[Cell, ...]) -> None:
        place = 2 * number + 2
        strong = style in ("subtotal", "total", "group")
        role = "heading" if strong else "small"
        if style == "group":
            words = Label(plain_text(cells[0]), role, wrap=True, parent=self)
            self._grid.addWidget(words, place, 0, 1, len(self._table.columns))
        else:
            for column, cell in enumerate(cells):
                wraps = self._wraps(column)
                text = plain_text(cell)
                words = Label(text, role, wrap=wraps, parent=self)
                if not wraps:
                    # The lines of words that wrap are set higher than those that do not.
                    words.setContentsMargins(0, _LOWER, 0, 0)
                words.setAlignment(self._align(column, Qt.AlignmentFlag.AlignTop))
                if column == 0 and number < len(self._marks):
                    self._grid.addLayout(_marked(self._marks[number], words), place, column)
                else:
                    self._grid.addWidget(words, place, column)
        self._grid.addWidget(hairline(self), place + 1, 0, 1, len(self._table.columns))

    def _fit(self, head: Label, words: str) -> None:
        """Keep a head off one word a line; a break that suits paper goes where one line fits."""
        most = min(_MOST_HEAD, _HEADS_ROOM // max(len(self._table.columns), 1))
        head.ensurePolished()
        width = head.fontMetrics().horizontalAdvance
        if width(whole := _one_line(words)) < most:
            head.set_text(words := whole)
        widest = max(map(width, words.split("\n"))) + 2
        # A word is never cut; Chinese breaks between any two letters.
        latin = (each for each in words.split() if max(each) < _FIRST_HAN)
        longest = max(map(width, latin), default=0) + 2
        head.setMinimumWidth(max(longest, min(max(widest, _LEAST_HEAD), most)))

    def _wraps(self, column: int) -> bool:
        # On paper a word may have its own column; here every column of words gives way.
        each = self._table.columns[column]
        return each.align == "left" or bool(each.wrap)

    def _align(self, column: int, upright: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
        side = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "right": Qt.AlignmentFlag.AlignRight,
            "centre": Qt.AlignmentFlag.AlignHCenter,
        }[self._table.columns[column].align]
        return side | upright
