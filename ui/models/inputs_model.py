"""Hold the inputs of a study as rows: name and source, value and origin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from domain.errors import DomainError
from domain.formatting import Formatter
from domain.models.errors import ModelError
from domain.studies.refusing import input_name, refusal, refused_input
from domain.studies.typed import parsed, shown, typed
from ui.components.tables.cells import LEFT, LOOK, RIGHT, Cell
from ui.components.tables.kept_cells import KeptCells
from ui.components.tables.rows_model import KEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.studies.inquiry import Inquiry
    from domain.studies.study import StudyInput
    from ui.language import Language

_Index = QModelIndex | QPersistentModelIndex

NAME, VALUE = range(2)
INPUT: Final = KEY + 20
"""Role under which a row's ``StudyInput`` is given."""
ORIGIN: Final = INPUT + 1
"""Role under which the cell is given that says where a row's value comes from."""
_ORIGIN: Final = 2
"""Where the cell of the origin is kept, beside those of the columns."""
ORIGINS: Final = {
    "records": ("", "recorded"),
    "assumed": ("warn", "assumed"),
    "override": ("info", "pencil-line"),
}
"""Origin → state and icon."""


@dataclass(frozen=True, slots=True)
class Refused:
    """What was typed for an input and why it is not taken."""

    typed: str
    sentence: str


class InputsModel(QAbstractTableModel):
    """Show an inquiry's inputs; a value that is not taken stays where it was typed.

    Signals:
        inquiry_changed: an input has another value, or its own again.
    """

    inquiry_changed = Signal()

    def __init__(
        self,
        language: Language,
        word: Callable[[DomainError], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._language = language
        self._word = word
        self._inquiry: Inquiry | None = None
        self._refused: dict[str, Refused] = {}
        self._cells = KeptCells(self)

    @property
    def inquiry(self) -> Inquiry | None:
        """The inquiry shown."""
        return self._inquiry

    @property
    def refused(self) -> dict[str, Refused]:
        """Inputs whose typed value is not taken."""
        return dict(self._refused)

    def set_inquiry(self, inquiry: Inquiry | None) -> None:
        """Show another inquiry."""
        self.beginResetModel()
        self._inquiry = inquiry
        self._refused.clear()
        self.endResetModel()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        self.beginResetModel()
        self.endResetModel()

    def input(self, row: int) -> StudyInput | None:
        """Return the input of a row, None where there is none."""
        inputs = self._inquiry.inputs if self._inquiry else ()
        return inputs[row] if 0 <= row < len(inputs) else None

    def row_of(self, name: str) -> int:
        """Return the row of an input, -1 where there is none."""
        inputs = self._inquiry.inputs if self._inquiry else ()
        return next((row for row, each in enumerate(inputs) if each.name == name), -1)

    def change(self, name: str, value: object) -> bool:
        """Take another value of an input; tell whether it was taken."""
        if self._inquiry is None:
            return False
        try:
            new = self._inquiry.changed(name, value)
        except ModelError as error:
            self.refuse(error, str(value))
            return False
        self._refused.pop(name, None)
        self._inquiry = new
        self._repaint(name)
        self.inquiry_changed.emit()
        return True

    def restore(self, name: str) -> None:
        """Take the records' value of an input again."""
        if self._inquiry is None:
            return
        self._refused.pop(name, None)
        self._inquiry = self._inquiry.restored(name)
        self._repaint(name)
        self.inquiry_changed.emit()

    def refuse(self, error: ModelError, text: str = "") -> None:
        """Show at its input why a value is not taken."""
        name = refused_input(error)
        study = self._inquiry.study if self._inquiry else ""
        sentence = refusal(error, study, self._formatter())
        row = self.row_of(name)
        if row < 0:
            return
        each = self.input(row)
        shown_text = text or (shown(each, self._formatter()) if each else "")
        self._refused[name] = Refused(shown_text, sentence)
        self._repaint(name)

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() or self._inquiry is None else len(self._inquiry.inputs)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 2

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        each = self.input(index.row())
        if each is None:
            return None
        align = Qt.ItemDataRole.TextAlignmentRole
        plain = {INPUT: each, KEY: each.name, align: _align(index.column())}.get(role)
        if plain is not None:
            return plain
        if role == Qt.ItemDataRole.EditRole:
            return self._edited(each)
        if role == ORIGIN:
            return self._cells.cell(index.row(), _ORIGIN, partial(self._origin, each))
        make = partial(self._value if index.column() == VALUE else self._name, each)
        cell = self._cells.cell(index.row(), index.column(), make)
        spoken = " ".join(part for part in (cell.text, cell.note) if part)
        return {
            LOOK: cell,
            Qt.ItemDataRole.DisplayRole: spoken,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
            Qt.ItemDataRole.ToolTipRole: cell.tip or None,
        }.get(role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._language.say(f"models.input.{('name', 'value')[section]}")
        return _align(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        each = self.input(index.row())
        scalar = each is not None and not isinstance(each.value, list | tuple)
        if index.column() == VALUE and scalar:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    @override
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        each = self.input(index.row())
        if role != Qt.ItemDataRole.EditRole or each is None:
            return False
        if each.choices or isinstance(each.value, bool):
            return self.change(each.name, value)
        try:
            number = parsed(str(value), each.unit, self._formatter())
        except DomainError as error:
            self._refused[each.name] = Refused(str(value), self._word(error))
            self._repaint(each.name)
            return False
        if each.name in self._refused and number == each.value:
            self._refused.pop(each.name)
            self._repaint(each.name)
            return True
        taken = self.change(each.name, number)
        if not taken and each.name in self._refused:
            self._refused[each.name] = Refused(str(value), self._refused[each.name].sentence)
            self._repaint(each.name)
        return taken

    def _edited(self, each: StudyInput) -> object:
        refused = self._refused.get(each.name)
        if refused is not None:
            return refused.typed
        if each.choices or isinstance(each.value, bool):
            return each.value
        return typed(each.value, each.unit, self._formatter())

    def _name(self, each: StudyInput) -> Cell:
        study = self._inquiry.study if self._inquiry else ""
        name = input_name(study, each.name, self._formatter())
        refused = self._refused.get(each.name)
        source = refused.sentence if refused else each.source.words(self._formatter())
        tip = f"{name}\n{source}"
        return Cell(name, note=source, ground="crit" if refused else "", tip=tip)

    def _value(self, each: StudyInput) -> Cell:
        refused = self._refused.get(each.name)
        unit = self._formatter().unit(each.unit)
        if refused:
            return Cell(refused.typed, unit, ground="crit", icon="state.crit", tip=refused.sentence)
        strong = each.origin == "override"
        tip = ""
        original = self._inquiry.originals.get(each.name) if self._inquiry else None
        if original is not None:
            value = shown(original, self._formatter())
            tip = self._language.say("models.input.before", value=f"{value} {unit}".strip())
        return Cell(shown(each, self._formatter()), unit, strong=strong, tip=tip)

    def _origin(self, each: StudyInput) -> Cell:
        state, icon = ORIGINS[each.origin]
        words = self._language.say(f"study.origin.{each.origin}")
        return Cell(words, state=state, icon=icon, tone="" if state else "text_secondary")

    def _formatter(self) -> Formatter:
        return Formatter(self._language.lang, self._language.texts)

    def _repaint(self, name: str) -> None:
        row = self.row_of(name)
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))


def _align(column: int) -> int:
    return RIGHT if column == VALUE else LEFT
