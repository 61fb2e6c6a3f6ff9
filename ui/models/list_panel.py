"""Edit an input that is a list or rows of numbers in a small grid beside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView
from typing_extensions import override

from domain.errors import DomainError
from domain.formatting import UNKNOWN, Formatter
from domain.studies.refusing import input_name
from domain.studies.study import words_of
from domain.studies.typed import number, parsed, typed
from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.components.tables.cells import LEFT, LOOK, RIGHT, Cell
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from domain.studies.study import StudyInput
    from ui.language import Language
    from ui.models.inputs_model import InputsModel
    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
_LABEL_PX: Final = 132
_FIGURE_PX: Final = 84


class GridModel(QAbstractTableModel):
    """Hold the numbers of an input: a label per row, then its figures.

    Signals:
        refused: the sentence that says why what was typed is not taken; empty once it was.
        edited: the whole list or the rows with the new figure.
    """

    refused = Signal(str)
    edited = Signal(object)

    def __init__(
        self,
        language: Language,
        word: Callable[[DomainError], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._word = word
        self._each: StudyInput | None = None
        self._rows: list[list[object]] = []
        self._flat = True

    def set_input(self, each: StudyInput) -> None:
        """Show another input."""
        self.beginResetModel()
        self._each = each
        content = each.value if isinstance(each.value, list | tuple) else ()
        self._flat = not any(isinstance(row, list | tuple) for row in content)
        self._rows = [list(row) if isinstance(row, list | tuple) else [row] for row in content]
        self.endResetModel()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        if parent.isValid():
            return 0
        return 1 + max((len(row) for row in self._rows), default=0)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._each is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if index.column() > 0 else LEFT
        text = self._label(index.row())
        if index.column() > 0:
            value = self._rows[index.row()][index.column() - 1]
            if role == Qt.ItemDataRole.EditRole:
                return typed(value, self._each.unit, self._formatter())
            text = self._figure(value)
        if role == KEY:
            return str(index.row())
        if role == LOOK:
            return Cell(text, tone="" if index.column() else "text_secondary")
        told = role == Qt.ItemDataRole.ToolTipRole and not index.column()  # a label may be cut
        return text if told or role == Qt.ItemDataRole.DisplayRole else None

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if self._each is None or role != Qt.ItemDataRole.EditRole or index.column() < 1:
            return False
        try:
            number = parsed(str(value), self._each.unit, self._formatter())
        except DomainError as error:
            self.refused.emit(self._word(error))
            return False
        rows = [list(row) for row in self._rows]
        rows[index.row()][index.column() - 1] = number
        self.refused.emit("")
        self.edited.emit([row[0] for row in rows] if self._flat else rows)
        return True

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or self._each is None:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section else LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if not section:
            return ""
        if self._flat:
            return self._formatter().unit(self._each.unit)
        return self._label(section - 1) if self._square() else str(section)

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() > 0 else flags

    def _square(self) -> bool:
        labels = self._each.labels if self._each else ()
        return len(labels) == len(self._rows) == self.columnCount() - 1

    def _label(self, row: int) -> str:
        labels = self._each.labels if self._each else ()
        if row < len(labels):
            return words_of(labels[row], self._formatter())
        return self._formatter().integer(row + 1)

    def _figure(self, value: object) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return UNKNOWN if value is None else str(value)
        return number(value, self._each, self._formatter()) if self._each else UNKNOWN

    def _formatter(self) -> Formatter:
        return Formatter(self._language.lang, self._language.texts)


class _Grid(FlatTable):
    """A small grid: typing edits a figure, Ctrl+V pastes a column or block."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
            return
        super().keyPressEvent(event)

    def paste(self, text: str) -> None:
        """Write lines of tab-separated figures from the current cell on."""
        start = self.currentIndex()
        model = self.model()
        if not start.isValid() or model is None:
            return
        first = max(start.column(), 1)
        for down, line in enumerate(text.rstrip("\n").split("\n")):
            for right, cell in enumerate(line.split("\t")):
                row, column = start.row() + down, first + right
                if row < model.rowCount() and column < model.columnCount():
                    model.setData(model.index(row, column), cell)


class ListPanel(SidePanel):
    """Show the numbers of one input with their labels."""

    def __init__(
        self,
        appearance: Appearance,
        language: Language,
        inputs: InputsModel,
        word: Callable[[DomainError], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, language.words, parent)
        self._language = language
        self._inputs = inputs
        self._name = ""
        self.setObjectName("models.list")
        self.grid_model = GridModel(language, word, self)
        self._source = Label("", "caption", wrap=True, parent=self)
        self.error = Label("", "caption", tone="crit", wrap=True, parent=self)
        self.error.setObjectName("models.list.error")
        self.grid = _Grid(appearance, edge_padding=8, parent=self)
        self.grid.setObjectName("models.list.grid")
        self.grid.setModel(self.grid_model)
        self.grid.set_cell_focus(on=True)
        self.grid.set_column_lines(on=True)
        triggers = QAbstractItemView.EditTrigger
        self.grid.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed
        )
        for part in (self._source, self.error, self.grid):
            self.body.addWidget(part)
        self.body.setStretchFactor(self.grid, 1)
        self.error.hide()
        self.grid_model.refused.connect(self._on_refused)
        self.grid_model.edited.connect(self._on_edited)
        self.hide()

    @property
    def name(self) -> str:
        """The input shown."""
        return self._name

    def show_input(self, each: StudyInput, study: str) -> None:
        """Show the numbers of an input."""
        self._name = each.name
        formatter = Formatter(self._language.lang, self._language.texts)
        self.retranslate(self._language.words)
        title = input_name(study, each.name, formatter)
        self.set_title(title)
        self.grid.setAccessibleName(title)
        self._source.set_text(each.source.words(formatter))
        self._on_refused("")
        self.grid_model.set_input(each)
        header = self.grid.horizontalHeader()
        many = self.grid_model.columnCount() > 2  # noqa: PLR2004 - a label and one figure
        for column in range(self.grid_model.columnCount()):
            stretch = column == 0 and not many
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, mode.Stretch if stretch else mode.Interactive)
            if not stretch:
                header.resizeSection(column, _FIGURE_PX if column else _LABEL_PX)
        self.grid.setCurrentIndex(self.grid_model.index(0, 1))
        self.show()

    def _on_refused(self, sentence: str) -> None:
        self.error.set_text(sentence)
        self.error.setVisible(bool(sentence))

    def _on_edited(self, value: object) -> None:
        self._inputs.change(self._name, value)
        refused = self._inputs.refused.get(self._name)
        self._on_refused(refused.sentence if refused else "")
        each = self._inputs.input(self._inputs.row_of(self._name))
        if each is not None:
            current = self.grid.currentIndex()
            self.grid_model.set_input(each)
            self.grid.setCurrentIndex(self.grid_model.index(current.row(), current.column()))
