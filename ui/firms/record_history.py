"""Tell what happened to a firm and to what belongs to it, and take one action back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.formatting import UNKNOWN
from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import KEY, RowsModel
from ui.forms.history import changed_fields, reason_words, value_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import AuditEntry, Records
    from ui.screen import ScreenContext
    from ui.values import Values

_MOST: Final = 60
_WHY_PX: Final = 160
_COLUMNS: Final = ("when", "who", "what", "before", "after", "why")


class RecordHistory(QWidget):
    """Show a row per field that changed, the newest first; a row stands for its whole action."""

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        look = context.appearance
        self._count = Label("", "note", parent=self)
        self._model = RowsModel(parent=self)
        self.table = FlatTable(look, compact=True, fit=True, parent=self)
        self.table.setObjectName("firm_page.history")
        self.table.setModel(self._model)
        self.back_button = Button(look, "", icon="undo", parent=self)
        self.back_button.setObjectName("firm_page.take_back")
        self.back_button.clicked.connect(self.take_back)
        row = QHBoxLayout()
        row.addWidget(self.back_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._count)
        column.addWidget(self.table)
        column.addLayout(row)

    def show_firm(self, firm: str) -> None:
        """Show what happened to a firm."""
        say, records = self._context.say, self._context.records
        entries: list[AuditEntry] = []
        for table, record in belonging(records, firm):
            entries += records.history(table, record)
        entries.sort(key=lambda each: each.sequence, reverse=True)
        lines = [line for entry in entries[:_MOST] for line in self._lines(entry)][:_MOST]
        widths = {"before": 0, "after": 0, "why": _WHY_PX}
        columns = [
            Column(say(f"firm_page.history.{name}"), "text", widths.get(name, -1))
            for name in _COLUMNS
        ]
        self._model.set_columns(columns)
        self._model.set_rows([cells for _, cells in lines], [key for key, _ in lines])
        self.table.set_columns(columns)
        self.table.setAccessibleName(say("firm_page.history"))
        self._count.set_text(say("ui.history.count", count=len(entries)))
        self.back_button.set_text(say("firm_page.take_back"))
        possible = self._context.services.take_back is not None and self._context.bus.writable
        self.back_button.setVisible(possible and bool(lines))

    def take_back(self) -> None:
        """Take the action of the row in force back, whichever came after it."""
        index = self.table.currentIndex()
        action = self._context.services.take_back
        if not index.isValid():
            self._context.desk.tell(self._context.say("firm_page.take_back.which"))
            return
        batch = str(index.data(KEY)).partition(":")[0]
        if action is not None and self._context.bus.carry(lambda: action(batch)):
            self._context.desk.tell(self._context.say("firm_page.taken_back"), undo=True)

    def _lines(self, entry: AuditEntry) -> Iterator[tuple[str, list[Cell]]]:
        values, specs = self._values, self._context.specs
        if entry.table not in specs:
            return
        spec = specs[entry.table]
        head = [
            Cell(values.moment(entry.moment), tone="text_secondary"),
            Cell(entry.actor.person),
        ]
        reason = reason_words(values, entry)
        why = Cell(reason or UNKNOWN, tone="text_note", tip=entry.reason)
        if entry.before is None or entry.after is None:
            key = "ui.history.added" if entry.before is None else "ui.history.removed"
            words = self._context.say(key, entity=values.title_within(entry.table))
            label = values.label(entry.table, entry.after or entry.before or {})
            cells = [*head, Cell(words), Cell(UNKNOWN), Cell(label or UNKNOWN), why]
            yield f"{entry.batch}:{entry.record}", cells
            return
        known = {field.name: field for field in spec.fields}
        for name in changed_fields(entry):
            if name in known:
                field = known[name]
                before = value_words(values, self._context.records, field, entry.before.get(name))
                after = value_words(values, self._context.records, field, entry.after.get(name))
                what = f"{values.title(entry.table)} · {values.name(spec, field)}"
                cells = [*head, Cell(what, tip=what), Cell(before), Cell(after, strong=True), why]
                yield f"{entry.batch}:{entry.record}:{name}", cells


def belonging(records: Records, firm: str) -> list[tuple[str, str]]:
    """Return entity and id of a firm and of what belongs to it, for its history."""
    found = [("firm", firm)]
    for table in ("stage_change", "firm_quarter", "lease", "patent", "incentive"):
        found += [(table, str(row["id"])) for row in records.find(table, firm=firm)]
    return found
