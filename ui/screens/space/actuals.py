"""Type an operator's actuals down the scorecard, or paste a column of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView
from typing_extensions import override

from domain.commands import Together
from domain.errors import DomainError
from domain.periods import is_closed
from domain.space.actuals import KEY, enter_actual
from ui.components.tables.typed import TypedTable
from ui.refusal import sentence
from ui.screens.entry.clipboard import read_block

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from domain.commands import AddRow, SetFields
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.values import Values

ACTUAL: Final = "actual"
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ActualsTable(TypedTable):
    """A scorecard whose actuals are typed: Enter goes on to the next line, F2 changes.

    Signals:
        entered: how many actuals a pasted column brought, and how many of it were refused.
    """

    entered = Signal(int, int)

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(context.appearance, self._take, parent=parent)
        self._context = context
        self._values = values
        self._quarter: Quarter | None = None
        self._field = context.specs["operator_score"].field(ACTUAL)

    def show_quarter(self, quarter: Quarter) -> tuple[str, ...]:
        """Say which quarter is typed in; return the columns that can be typed now."""
        self._quarter = quarter
        bus = self._context.bus
        open_ = bus.may_change("operator_score") and not is_closed(bus.records, quarter)
        return (ACTUAL,) if open_ else ()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState or not self._typed:
            super().keyPressEvent(event)
            return
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif event.key() in _ENTER:
            self.step(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.rows.setData(self._cell(self.currentIndex().row()), "")
        else:
            super().keyPressEvent(event)

    @override
    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Go on to the next line after Enter or Tab, the one before with Shift."""
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        if hint in (hints.SubmitModelCache, hints.EditNextItem):
            self.step(1)
        elif hint == hints.EditPreviousItem:
            self.step(-1)

    def step(self, down: int) -> None:
        """Move to the actual of another line."""
        row = self.currentIndex().row() + down
        if 0 <= row < self.rows.rowCount():
            self.setCurrentIndex(self._cell(row))

    def paste(self, text: str) -> None:
        """Enter a column from the current line on, as one step; what is refused stays typed."""
        first = max(self.currentIndex().row(), 0)
        column = [row[0].strip() for row in read_block(text)]
        good: list[AddRow | SetFields] = []
        wrong: list[tuple[str, str, str]] = []
        for row, typed in enumerate(column[: self.rows.rowCount() - first], first):
            key = self.rows.key(row)
            try:
                command = self._command(key, typed)
                if command is not None:
                    good.append(command)
            except DomainError as error:
                wrong.append((key, typed, self._worded(error)))
        beyond = max(len(column) - (self.rows.rowCount() - first), 0)
        if good:
            self._context.bus.run(Together(tuple(good), key=KEY))
        for key, typed, why in wrong:
            self.rows.refuse(key, ACTUAL, typed, why)
        self.entered.emit(len(good), len(wrong) + beyond)

    def _cell(self, row: int) -> QModelIndex:
        names = [each.key for each in self.rows.columns]
        return self.rows.index(row, names.index(ACTUAL))

    def _command(self, indicator: str, typed: str) -> AddRow | SetFields | None:
        """Return the command of a typed text, checked."""
        if self._quarter is None:
            return None
        records, specs = self._context.records, self._context.specs
        value = self._values.parsed(self._field, typed)
        command = enter_actual(records, indicator, self._quarter, value)
        if command is not None:
            list(command.writes(records, specs))
        return command

    def _take(self, indicator: str, column: str, typed: str) -> str:
        del column
        try:
            command = self._command(indicator, typed)
            if command is not None:
                self._context.bus.run(command)
        except DomainError as error:
            return self._worded(error)
        return ""

    def _worded(self, error: DomainError) -> str:
        error.table = error.table or "operator_score"
        return sentence(self._values, error)
