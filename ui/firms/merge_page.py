"""Merge records side by side: pick each value, settle what does not fit, say why, merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.errors import DomainError
from domain.merging.command import MergeRecords, breaches, propose, settled
from domain.merging.telling_apart import TellApart
from domain.merging.weaving import weave
from domain.merging.wish import Wish
from ui.components.buttons import Button
from ui.components.label import Label, hairline
from ui.components.option import Option
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.firms.merge_rows import Comparison
from ui.firms.merge_side import MergeSide
from ui.refusal import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent

    from ui.firms.merge_rows import Line
    from ui.screen import ScreenContext
    from ui.values import Values

_LONGEST: Final = 14


class MergePage(QWidget):
    """Show records of one entity beside each other until they are merged or left as they are.

    Enter or the space bar takes the value under the cursor, or leaves a record out.

    Signals:
        merged: the record kept.
        told_apart: the records were found to be different.
        left: nothing was merged.
    """

    merged = Signal(str)
    told_apart = Signal()
    left = Signal()

    def __init__(
        self, context: ScreenContext, values: Values, table: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{table}.merge")
        self._context = context
        self._values = values
        self._entity = table
        self.wish = Wish(table, "", ())
        self._staying: frozenset[str] = frozenset()
        self._lines: list[Line] = []
        self._model = RowsModel(parent=self)
        self.table = _Grid(context.appearance, edge_padding=24, parent=self)
        self.table.setObjectName("merge.fields")
        self.table.setModel(self._model)
        self.table.set_cell_focus(on=True)
        self.table.set_column_lines(on=True)
        self._about = Label("", "secondary", wrap=True, parent=self)
        self.whole_button = Button(context.appearance, "", small=True, icon="list", parent=self)
        self.whole_button.setObjectName("merge.whole")
        self.whole_button.setCheckable(True)
        self.side = MergeSide(context, self)
        self._lay_out()
        self._wire()

    def show_records(self, records: Sequence[str]) -> None:
        """Propose how to merge records.

        Raises:
            DomainError: ``record_gone`` or ``merge_two_needed``.
        """
        context = self._context
        self._take(propose(context.records, context.specs, self._entity, records))
        self.side.reason.clear()
        self.table.setCurrentIndex(self._model.index(0, 1))

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self.side.say_again()
        self.whole_button.set_text(say("merge.whole"))
        self.table.setAccessibleName(say("merge.fields"))
        if self.wish.kept:
            self._show()

    def merge(self) -> None:
        """Merge the records as picked; a refusal is shown and nothing is written."""
        try:
            self._context.bus.run(MergeRecords(self.wish, self.side.reason.text()))
        except DomainError as error:
            self._refuse(error)
            if error.key == "merge_reason_missing":
                self.side.reason.setFocus()
            return
        self.merged.emit(self.wish.kept)

    def tell_apart(self) -> None:
        """Record that these are different; they are not shown as likely the same again."""
        if self._context.bus.attempt(TellApart(self._entity, self.wish.records)):
            self.told_apart.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    # ---------------------------------------------------------------------------------- showing

    def _take(self, wish: Wish) -> None:
        """Show a wish for which nothing has been settled yet."""
        self.wish = wish
        self._staying = frozenset(table for table, _ in wish.dropped)
        self.say_again()

    def _show(self) -> None:
        context, wish = self._context, self.wish
        made = weave(context.records, context.specs, wish)
        whole = self.whole_button.isChecked()
        shown = Comparison(context, self._values, wish, made, self._staying, whole=whole)
        self._lines = shown.lines()
        self._show_lines(shown)
        self.side.show_moving(*shown.moving())
        options = [Option(each, self._short(each)) for each in sorted(wish.records)]
        self.side.show_kept(options, wish.kept)
        name = self._short(wish.kept)
        self._about.set_text(context.say("merge.about", count=len(wish.merged), name=name))
        found = next(breaches(context.records, context.specs, made), None)
        self.side.show_refusal("")
        if found is not None:
            self._refuse(found)
        may = found is None and context.bus.may_change(self._entity)
        self.side.merge_button.setEnabled(may)
        self.side.apart_button.setEnabled(context.bus.may_change("distinct_pair"))

    def _show_lines(self, shown: Comparison) -> None:
        current = self.table.currentIndex()
        columns = shown.columns()
        self._model.set_columns(columns)
        self._model.set_rows([line.cells for line in self._lines])
        self.table.set_columns(columns)
        self.table.setCurrentIndex(self._model.index(current.row(), current.column()))

    def _short(self, record: str) -> str:
        row = self._context.records.get(self._entity, record) or {}
        words = str(row.get("number") or self._values.label(self._entity, row))
        return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"

    def _refuse(self, error: DomainError) -> None:
        error.table = error.table or self._entity
        self.side.show_refusal(sentence(self._values, error))

    # ------------------------------------------------------------------------------------ slots

    def _on_cell(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        line = self._lines[index.row()]
        record = line.rows.get(index.column() - 1)
        if line.kind == "pick" and record is not None:
            self.wish = self.wish.picking(line.place, record)
            self._show()
        elif line.kind == "stay":
            self.wish = self.wish.switching(line.ref)
            self._show()
        elif line.kind == "same":
            self.whole_button.setChecked(True)

    def _on_kept(self, record: str) -> None:
        context = self._context
        others = tuple(each for each in self.wish.records if each != record)
        wish = Wish(self._entity, record, others)
        self._take(settled(context.records, context.specs, wish))

    # ---------------------------------------------------------------------------------- widgets

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 8, 16, 8)
        head.setSpacing(16)
        head.addWidget(self._about, 1)
        head.addWidget(self.whole_button)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(hairline(self, vertical=True))
        row.addWidget(self.side)

    def _wire(self) -> None:
        self.table.taken.connect(self._on_cell)
        self.table.clicked.connect(self._on_cell)
        self.side.kept_chosen.connect(self._on_kept)
        self.side.merge_asked.connect(self.merge)
        self.side.apart_asked.connect(self.tell_apart)
        self.side.leave_asked.connect(self.left)
        self.whole_button.toggled.connect(lambda _whole: self._show())


class _Grid(FlatTable):
    """Take the cell under the cursor by Enter or the space bar.

    Signals:
        taken: index of the cell.
    """

    taken = Signal(object)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.taken.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
