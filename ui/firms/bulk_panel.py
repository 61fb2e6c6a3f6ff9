"""Change one field of many records: choose it, look at what would change, apply it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from domain.bulk import bulk_change, editable_fields, foresee
from domain.errors import DomainError
from domain.formatting import UNKNOWN
from domain.records import Kind
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.choice import Choice
from ui.components.field import Field as FieldBox
from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.forms.completion import complete
from ui.forms.editors import entry_for
from ui.forms.entries import LineEntry
from ui.refusal import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.bulk import Foreseen
    from domain.records import EntitySpec, Value
    from ui.forms.entries import Entry
    from ui.screen import ScreenContext
    from ui.values import Values


_NAME_PX: Final = 120
_AFTER_PX: Final = 104


class BulkPanel(SidePanel):
    """Show the records chosen, before and after.

    Signals:
        changed: number of records that were changed.
    """

    changed = Signal(int)

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        spec: EntitySpec,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context.appearance, context.words, parent)
        self.setObjectName("bulk.panel")
        self._context = context
        self._values = values
        self._spec = spec
        self._records: tuple[str, ...] = ()
        self._foreseen: tuple[Foreseen, ...] = ()
        self._entry: Entry | None = None
        look = context.appearance
        self._about = Label("", "secondary", wrap=True, parent=self)
        self.field = Choice(self)
        self.field.setObjectName("bulk.field")
        # Names of fields may be long; they are shown whole in the list.
        self.field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._field_box = FieldBox(look, "", self.field, parent=self)
        self._holder = QWidget(self)
        self._value_box: FieldBox | None = None
        self.refusal = Banner(look, "crit", self)
        self._model = RowsModel(parent=self)
        self.table = FlatTable(look, compact=True, fit=True, parent=self)
        self.table.setObjectName("bulk.preview")
        self.table.setModel(self._model)
        self.apply_button = Button(look, "", icon="check", parent=self)
        self.apply_button.setObjectName("bulk.apply")
        self.apply_button.clicked.connect(self.apply)
        self.field.currentIndexChanged.connect(lambda _at: self._on_field())
        self._lay_out()
        self.say_again()

    def show_records(self, records: Sequence[str]) -> None:
        """Show the records that shall change."""
        self._records = tuple(records)
        self.refusal.hide()
        self._on_field()
        self.show()
        self.field.setFocus()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self.retranslate(self._context.words)
        self.set_title(say("bulk.title"))
        self._field_box.set_label(say("bulk.field"))
        self.table.setAccessibleName(say("bulk.preview"))
        fields = editable_fields(self._spec)
        self.field.blockSignals(True)
        self.field.set_choices(
            [(each.name, self._values.name(self._spec, each)) for each in fields]
        )
        self.field.blockSignals(False)
        self._on_field()

    def entry(self) -> Entry:
        """Return the editor of the value.

        Raises:
            RuntimeError: no field has been chosen yet.
        """
        if self._entry is None:
            message = "no field is chosen"
            raise RuntimeError(message)
        return self._entry

    def preview(self) -> None:
        """Show what the value typed would do to each record."""
        self.refusal.hide()
        try:
            value = self.entry().value()
        except DomainError as error:
            error.table = error.table or self._spec.table
            self._refuse(error)
            self._foreseen = ()
        else:
            values = {self.field.key(): value}
            # Nothing typed is no wish to make every record unknown.
            asked = self._records if self.entry().touched() else ()
            self._foreseen = foresee(
                self._context.records, self._context.specs, self._spec.table, asked, values
            )
        self._show_rows()

    def apply(self) -> None:
        """Change every record that can be changed, as one action."""
        self.preview()
        count = sum(each.changes for each in self._foreseen)
        if not count:
            return
        values = {self.field.key(): self.entry().value()}
        command = bulk_change(self._spec.table, self._foreseen, values)
        try:
            self._context.bus.run(command)
        except DomainError as error:
            self._refuse(error)
            return
        self.hide()
        self.changed.emit(count)

    def _refuse(self, error: DomainError) -> None:
        self.refusal.set_message("", sentence(self._values, error))
        self.refusal.show()

    def _on_field(self) -> None:
        name = self.field.key()
        layout = self._holder.layout()
        if not name or layout is None:
            return
        if self._value_box is not None:
            layout.removeWidget(self._value_box)
            self._value_box.hide()
            self._value_box.editor.setObjectName("")
            self._value_box.deleteLater()
        field = self._spec.field(name)
        entry = entry_for(field, self._values, self._context.bus, self._holder, self._spec.table)
        entry.widget.setObjectName("bulk.value")
        entry.show_value(None)
        entry.committed.connect(self.preview)
        if isinstance(entry, LineEntry) and field.kind is Kind.TEXT:
            complete(entry.line, self._context.records, self._spec.table, name)
        label = self._context.say("bulk.value")
        box = FieldBox(self._context.appearance, label, entry.widget, parent=self._holder)
        entry.setParent(box)
        box.set_unit(self._values.unit_in_words(field))
        # Before Enter nothing is foreseen: without a word the button would seem dead.
        box.set_hint(self._context.say("bulk.hint") if isinstance(entry, LineEntry) else "")
        layout.addWidget(box)
        box.show()
        self._entry, self._value_box = entry, box
        self.preview()

    def _show_rows(self) -> None:
        say, spec = self._context.say, self._spec
        field = spec.field(self.field.key())
        columns = [
            Column(self._values.title(spec.table), "text", _NAME_PX),
            Column(say("bulk.before"), "text", 0),
            Column(say("bulk.after"), "state", _AFTER_PX),
        ]
        self._model.set_columns(columns)
        after = self._shown(field.name, self.entry().value()) if self._foreseen else UNKNOWN
        rows = [self._row(each, after) for each in self._foreseen]
        self._model.set_rows(rows, [each.record for each in self._foreseen])
        self.table.set_columns(columns)
        count = sum(each.changes for each in self._foreseen)
        refused = sum(each.refusal is not None for each in self._foreseen)
        self._about.set_text(
            say("bulk.about", count=len(self._records), changed=count, refused=refused)
        )
        self.apply_button.set_text(say("bulk.apply", count=count))
        self.apply_button.setEnabled(count > 0 and self._context.bus.writable)

    def _row(self, each: Foreseen, after: str) -> list[Cell]:
        name = self._values.record(self._context.records, self._spec.table, each.record)
        before = Cell(self._shown(self.field.key(), each.before), tone="text_secondary")
        if each.refusal is not None:
            each.refusal.table = each.refusal.table or self._spec.table
            words = sentence(self._values, each.refusal)
            result = Cell(self._context.say("bulk.refused"), state="crit", tip=words)
        elif each.changes:
            result = Cell(after, state="ok")
        else:
            result = Cell(self._context.say("bulk.same"), state="unknown")
        return [Cell(name, tip=name), before, result]

    def _shown(self, name: str, value: Value) -> str:
        field = self._spec.field(name)
        if field.kind is Kind.REFERENCE and isinstance(value, str):
            return self._values.record(self._context.records, field.target, value)
        return self._values.text(field, value)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self._about, self._field_box, self._holder, self.refusal, self.table):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.foot.addWidget(self.apply_button)
        self.foot.addStretch(1)
        self.setMaximumWidth(400)
        self.setMinimumWidth(360)
        self.refusal.hide()
