"""The agenda of a meeting: typed in place, put in order by Alt and the arrows or by dragging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from domain.commands import RemoveRow, SetFields
from domain.entities.checks import whole_of
from domain.errors import DomainError
from domain.meetings.agenda import AddItem, MoveItem, agenda
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.typed import TypedRows, TypedTable
from ui.refusal import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QDropEvent, QKeyEvent

    from domain.records import Command
    from ui.screen import ScreenContext
    from ui.theme.appearance import Appearance
    from ui.values import Values

_Index = QModelIndex | QPersistentModelIndex
_TYPED: Final = ("title", "duration")


class _Items(TypedRows):
    """Rows that can be dragged."""

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled


class _ItemTable(TypedTable):
    """Tell where an item is wanted.

    Signals:
        moved: id of an item and its new place, counted from 1.
        removed: id of an item to be taken away.
    """

    moved = Signal(str, int)
    removed = Signal(str)

    def __init__(
        self, appearance: Appearance, take: Callable[[str, str, str], str], parent: QWidget
    ) -> None:
        super().__init__(appearance, take, parent=parent)
        self.rows = _Items(take, self)
        self.setModel(self.rows)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().row()
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if row >= 0 and alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self.move_to(row, row + step)
        elif row >= 0 and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(self.rows.key(row))
        else:
            super().keyPressEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        target = self.indexAt(event.position().toPoint())
        last = self.rows.rowCount() - 1
        self.move_to(self.currentIndex().row(), target.row() if target.isValid() else last)
        # The order is changed by a command: the view must not take the row away itself.
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def move_to(self, row: int, place: int) -> None:
        """Ask for a row, counted from 0, to be brought to another place."""
        if 0 <= place < self.rows.rowCount() and place != row:
            column = max(self.currentIndex().column(), 0)
            self.moved.emit(self.rows.key(row), place + 1)
            self.setCurrentIndex(self.rows.index(place, column))


class AgendaTable(QWidget):
    """Show the agenda with a line below it to add an item.

    Signals:
        refused: why something was not done.
    """

    refused = Signal(str)

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._meeting = ""
        self._title = SectionTitle(context.appearance, parent=self)
        self.table = _ItemTable(context.appearance, self._take, self)
        self.table.setObjectName("meeting.agenda")
        self.line = QLineEdit(self)
        self.line.setObjectName("meeting.add_item")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.table)
        column.addWidget(self.line)
        self.table.horizontalHeader().hide()
        self.table.moved.connect(lambda item, place: self._run(MoveItem(item, place)))
        self.table.removed.connect(lambda item: self._run(RemoveRow("agenda_item", item)))
        self.line.returnPressed.connect(self._on_add)

    def show_meeting(self, meeting: str, *, open_: bool) -> None:
        """Show the items of a meeting; ``open_`` lets them be changed."""
        self._meeting = meeting
        say, integer = self._context.say, self._values.format.integer
        self._title.set_words(
            say("meetings.agenda"), note=say("meetings.agenda.keys") if open_ else ""
        )
        self.table.setAccessibleName(say("meetings.agenda"))
        self.line.setPlaceholderText(say("meetings.agenda.add"))
        self.line.setAccessibleName(say("meetings.agenda.add"))
        self.line.setVisible(open_)
        names = ("rank", "title", "duration", "resolution")
        widths = (24, 0, -1, -1)
        kinds = ("text", "text", "figure", "figure")
        columns = [
            Column(say(f"meetings.agenda.{name}"), kind, width, "", name)
            for name, kind, width in zip(names, kinds, widths, strict=True)
        ]
        self.table.show_columns(columns, typed=_TYPED if open_ else ())
        linked: dict[str, list[str]] = {}
        for row in self._context.records.find("resolution", meeting=meeting):
            linked.setdefault(str(row["agenda_item"]), []).append(str(row["number"]))
        rows, keys = [], []
        for row in agenda(self._context.records, meeting):
            minutes = whole_of(row, "duration")
            shown = self._values.format.with_unit(minutes, "minutes") if minutes else "—"
            rows.append(
                (
                    Cell(integer(int(row["rank"] or 0)), tone="text_note"),
                    Cell(str(row["title"]), tip=str(row["title"])),
                    Cell(shown, tone="text_secondary", small=True),
                    Cell(" ".join(sorted(linked.get(str(row["id"]), []))), small=True),
                )
            )
            keys.append(str(row["id"]))
        self.table.rows.set_rows(rows, keys)
        self.table.setVisible(bool(rows))

    def _take(self, item: str, column: str, typed: str) -> str:
        spec = self._context.specs["agenda_item"]
        try:
            value = self._values.parsed(spec.field(column), _bare(typed))
            self._context.bus.run(SetFields("agenda_item", item, {column: value}))
        except DomainError as error:
            error.table = error.table or "agenda_item"
            return sentence(self._values, error)
        return ""

    def _on_add(self) -> None:
        title = self.line.text().strip()
        if title and self._run(AddItem(self._meeting, {"title": title})):
            self.line.clear()

    def _run(self, command: Command) -> bool:
        try:
            self._context.bus.run(command)
        except DomainError as error:
            self.refused.emit(sentence(self._values, error))
            return False
        self.refused.emit("")
        return True


def _bare(typed: str) -> str:
    """Return the figure of a duration that was typed with its unit."""
    number = typed.split(maxsplit=1)[0] if typed.split() else ""
    digits = number.removesuffix("分钟").removesuffix("min")
    return digits if digits.isdecimal() else typed
