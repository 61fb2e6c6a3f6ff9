"""Show the inputs of a study: name over source, value over origin, typed in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from domain.studies.study import StudyInput
from ui.components.choice import Choice
from ui.components.tables.cells import Cell
from ui.components.tables.delegates import CellDelegate, cell_of
from ui.components.tables.flat_table import FlatTable
from ui.models.inputs_model import INPUT, NAME, ORIGIN, VALUE, InputsModel
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter

    from ui.language import Language
    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
_ROW: Final = 44
_VALUE_PX: Final = 136
_ICON_PX: Final = 14
_GAP: Final = 12


class _RowDelegate(CellDelegate):
    """Draw the name of an input over the sentence that says where it comes from.

    Both go on into the cell of the value, as far as value and origin leave room: each cell draws
    its own part of them.
    """

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        table = option.widget
        if not isinstance(table, InputsTable):
            return
        name, value = (index.sibling(index.row(), column) for column in (NAME, VALUE))
        at = QRectF(table.visualRect(name).united(table.visualRect(value)))
        at.adjust(table.edge_padding, 0, -table.edge_padding, 0)
        cell = cell_of(name)
        painter.save()
        painter.setClipRect(option.rect)
        upper = QRectF(at.left(), at.top() + 2, at.width() - self._value_px(value), 22)
        write(painter, upper, cell.text, Writing(self.look.font(), self.look.colour("text")))
        lower = QRectF(at.left(), at.top() + 22, at.width() - self._origin_px(value), 18)
        ink = "crit" if cell.ground == "crit" else "text_note"
        write(painter, lower, cell.note, Writing(self.look.font(12), self.look.colour(ink)))
        painter.restore()

    def _value_px(self, value: _Index) -> float:
        return self.content_width(cell_of(value)) + _GAP

    def _origin_px(self, value: _Index) -> float:
        origin = value.data(ORIGIN)
        if not isinstance(origin, Cell):
            return _GAP
        words = QFontMetricsF(self.look.font(12)).horizontalAdvance(origin.text)
        return words + _ICON_PX + 4 + _GAP


class _NameDelegate(_RowDelegate):
    """Leave what stands in the cell to the row."""

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        pass


class _ValueDelegate(_RowDelegate):
    """Draw a value with its unit; ask for it with a line, or with the words it may be."""

    def __init__(
        self, appearance: Appearance, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(appearance, parent)
        self._language = language

    @override
    def paint_content(self, painter: QPainter, at: QRectF, cell: Cell, index: _Index) -> None:
        upper = QRectF(at.left(), at.top() + 2, at.width(), 22)
        super().paint_content(painter, upper, cell, index)
        origin = index.data(ORIGIN)
        if not isinstance(origin, Cell):
            return
        ink = self.look.colour(origin.state or origin.tone)
        lower = QRectF(at.left(), at.top() + 22, at.width(), 18)
        how = Writing(self.look.font(12), ink, Qt.AlignmentFlag.AlignRight)
        used = write(painter, lower, origin.text, how)
        icon = QRectF(lower.right() - used - _ICON_PX - 4, lower.top() + 2, _ICON_PX, _ICON_PX)
        self.look.paint_icon(painter, icon, origin.icon, origin.state or origin.tone)

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _Index) -> QWidget:
        each = index.data(INPUT)
        if isinstance(each, StudyInput) and (each.choices or isinstance(each.value, bool)):
            choice = Choice(parent)
            choice.set_choices(self._words(each))
            choice.setAccessibleName(str(index.sibling(index.row(), NAME).data()))
            choice.activated.connect(lambda _at: self._on_chosen(choice))
            return choice
        line = QLineEdit(parent)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setObjectName("models.input.editor")
        line.setAccessibleName(str(index.sibling(index.row(), NAME).data()))
        return line

    @override
    def setEditorData(self, editor: QWidget, index: _Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, Choice):
            editor.choose(str(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: _Index) -> None:
        place = model.index(index.row(), index.column())
        if isinstance(editor, Choice):
            each = index.data(INPUT)
            flag = isinstance(each, StudyInput) and isinstance(each.value, bool)
            model.setData(place, editor.key() == "True" if flag else editor.key())
        elif isinstance(editor, QLineEdit):
            model.setData(place, editor.text())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(0, 5, 0, -6))

    def _words(self, each: StudyInput) -> list[tuple[str, str]]:
        say = self._language.say
        if isinstance(each.value, bool):
            return [("True", say("format.yes")), ("False", say("format.no"))]
        return [(word, say(f"study.value.{word}")) for word in each.choices]

    def _on_chosen(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)


class InputsTable(FlatTable):
    """Show inputs; F2, Enter or typing edits a value, Delete goes back to the records.

    Signals:
        list_asked: the name of an input that is a list, to be edited in a grid.
        restore_asked: the name of an input that shall be as in the records.
    """

    list_asked = Signal(str)
    restore_asked = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        language: Language,
        inputs: InputsModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, parent=parent)
        self.setObjectName("models.inputs")
        self._inputs = inputs
        self.setModel(inputs)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.verticalHeader().setDefaultSectionSize(_ROW)
        self.setItemDelegateForColumn(NAME, _NameDelegate(appearance, self))
        self.setItemDelegateForColumn(VALUE, _ValueDelegate(appearance, language, self))
        header = self.horizontalHeader()
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(VALUE, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(VALUE, _VALUE_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._on_double_clicked)
        self.setTabKeyNavigation(False)

    def current_input(self) -> StudyInput | None:
        """Return the input of the current row."""
        return self._inputs.input(self.currentIndex().row())

    def choose(self, name: str) -> None:
        """Make an input the current one, at its value."""
        row = self._inputs.row_of(name)
        if row >= 0:
            self.setCurrentIndex(self._inputs.index(row, VALUE))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(280, 120)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._inputs.rowCount():
            self.setCurrentIndex(self._inputs.index(0, VALUE))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        each = self.current_input()
        if each is None or self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        value = self._inputs.index(self.currentIndex().row(), VALUE)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and plain:
            self._begin(each, value)
        elif event.key() == Qt.Key.Key_Delete:
            self.restore_asked.emit(each.name)
        else:
            if self.currentIndex().column() != VALUE:
                self.setCurrentIndex(value)
            if event.key() == Qt.Key.Key_F2 and isinstance(each.value, list | tuple):
                self.list_asked.emit(each.name)
                return
            super().keyPressEvent(event)

    def _begin(self, each: StudyInput, value: QModelIndex) -> None:
        if isinstance(each.value, list | tuple):
            self.list_asked.emit(each.name)
        else:
            self.setCurrentIndex(value)
            self.edit(value)

    def _on_double_clicked(self, index: QModelIndex) -> None:
        each = self._inputs.input(index.row())
        if each is None:
            return
        if index.column() != VALUE or isinstance(each.value, list | tuple):
            self._begin(each, self._inputs.index(index.row(), VALUE))
