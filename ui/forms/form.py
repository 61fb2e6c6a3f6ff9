"""Let the user change a record field by field; each change is saved as it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from domain.commands import SetFields
from domain.conditional import choices_left, followed, is_asked, is_measured
from domain.errors import DomainError
from domain.lines import AddWithLines, lines_of
from domain.periods import closed_breaches
from domain.records import Kind
from domain.remarks import REMARKS, remarks
from domain.target_units import read_as
from ui.components.buttons import IconButton
from ui.components.field import Field as FieldBox
from ui.components.label import Label
from ui.forms.completion import complete, is_completed
from ui.forms.editors import entry_for
from ui.forms.entries import READ_ONLY, ChoiceEntry, Entry, LineEntry
from ui.forms.groups import groups_of
from ui.forms.in_view import bring_into_view
from ui.forms.lines import Lines
from ui.forms.live_row import LiveRow
from ui.forms.proposing import Proposing
from ui.forms.remarks import RemarkList, remark_words
from ui.refusal import sentence
from ui.tab_order import bring_in_sight

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Changes, EntitySpec, Field, Row, Value
    from ui.bus import Bus
    from ui.theme.appearance import Appearance
    from ui.values import Values

_WIDEST: Final = 720
_Given = frozenset[tuple[str, "Value"]]


class RecordForm(QWidget):
    """Show the fields of one record, or of one that is about to be added.

    Signals:
        follow_asked: entity and id of a record that a field refers to.
        added: id of the record that was added.
        told: sentence that says what was done with a line; it can be undone.
    """

    follow_asked = Signal(str, str)
    added = Signal(str)
    told = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        bus: Bus,
        values: Values,
        spec: EntitySpec,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self.record = ""
        self._appearance = appearance
        self._bus = bus
        self._values = values
        self._new = False
        self._given: _Given = frozenset()
        self._drafts: dict[_Given, dict[str, str]] = {}
        self._entries: dict[str, Entry] = {}
        self._boxes: dict[str, FieldBox] = {}
        self._follows: dict[str, IconButton] = {}
        self._completed: dict[str, QLineEdit] = {}
        self._remarks: dict[str, RemarkList] = {}
        self._proposing = Proposing(bus, values, spec, self._entries, self._boxes)
        self.setMaximumWidth(_WIDEST)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._headings: dict[str, Label] = {}
        for group in groups_of(spec):
            if group.key:
                self._add_heading(group.key)
            for field in group.fields:
                if field.kind is not Kind.BYTES:
                    self._add_field(field)
                    self._add_remarks(field)
        self._lines = [self._add_lines(each) for each in lines_of(values.specs, spec.table)]
        self._column.addStretch(1)
        self._live = LiveRow(self._entries, self)
        self._live.typed.connect(self._on_typed)
        bus.changed.connect(self._on_changed)

    def entry(self, name: str) -> Entry:
        """Return the editor of a field."""
        return self._entries[name]

    def box(self, name: str) -> FieldBox:
        """Return the field with label and error line."""
        return self._boxes[name]

    def lines(self, table: str) -> Lines:
        """Return the lines of an entity that are kept inside the record."""
        return next(each for each in self._lines if each.spec.table == table)

    def show_record(self, record: str) -> None:
        """Show a record; what was typed and not taken is given up, that of a new record kept."""
        self._keep_draft()
        row = self._bus.records.get(self.spec.table, record)
        self.record = record if row else ""
        self._new = False
        self._proposing.end()
        if row is not None:
            self._show(row)
            for each in self._lines:
                each.show_inside(record)
            self._lock(row)

    def show_new(self, given: Mapping[str, Value]) -> bool:
        """Show a record that is about to be added, with what is known of it already.

        What was typed of one that began alike and was left for another record stands there again;
        tell whether it does.
        """
        self._keep_draft()
        self._given = frozenset(given.items())
        draft = self._drafts.pop(self._given, {})
        self.record = ""
        self._new = True
        row = {field.name: given.get(field.name, field.default) for field in self.spec.fields}
        self._show(row)
        self._proposing.begin(self._live.row(""))
        for each in self._lines:
            each.show_new()
        self._set_locked(locked=self._kept())
        for name, typed in draft.items():
            self._entries[name].put(typed)
        return bool(draft)

    def forget(self) -> None:
        """Give up what was typed of the new record."""
        self._new = False
        self._drafts.pop(self._given, None)

    def _keep_draft(self) -> None:
        if self._new:
            self._drafts[self._given] = {
                name: entry.kept() for name, entry in self._entries.items() if entry.touched()
            }

    def add(self) -> bool:
        """Add the record shown; tell whether it was taken, else the field says why."""
        # What was chosen just before may say in which unit a figure is read.
        self._ask()
        values: dict[str, Value] = {}
        for name, entry in self._entries.items():
            self._boxes[name].set_error(None)
            try:
                values[name] = entry.value()
            except DomainError as error:
                self._refuse(name, error)
                return False
        if not all(each.finish() for each in self._lines):
            return False
        lines = [line for each in self._lines for line in each.waiting()]
        command = AddWithLines(self.spec.table, values, lines)
        try:
            self._bus.run(command)
        except DomainError as error:
            if "line" in error.values:
                self.lines(error.table).refuse(error)
            else:
                self._refuse(error.field or self._first(), error)
            return False
        self.forget()
        self.added.emit(command.record)
        return True

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        first = self._entries[self._first()].widget
        first.setFocus(Qt.FocusReason.TabFocusReason)
        bring_in_sight(first)

    def retranslate(self) -> None:
        """Say labels, units and choices in the language in force."""
        for key, heading in self._headings.items():
            heading.set_text(self._values.language.say(f"ui.group.{key}"))
        for name, box in self._boxes.items():
            field = self._entries[name].field
            box.set_label(self._label(field))
            box.set_error(None)
            self._entries[name].retranslate()
        for name, button in self._follows.items():
            button.set_name(self._follow_words(self._entries[name].field))
        for each in self._lines:
            each.read()
        self._proposing.say_again()
        self._ask()
        self._remark()

    def _first(self) -> str:
        return next(iter(self._entries))

    def _label(self, field: Field) -> str:
        name = self._values.name(self.spec, field)
        return self._values.language.say("ui.required", name=name) if field.required else name

    def _add_heading(self, key: str) -> None:
        heading = Label(self._values.language.say(f"ui.group.{key}"), "heading", parent=self)
        heading.setContentsMargins(0, 12, 0, 2)
        self._headings[key] = heading
        self._column.addWidget(heading)

    def _add_field(self, field: Field) -> None:
        entry = entry_for(field, self._values, self._bus, self, self.spec.table)
        entry.widget.setObjectName(f"{self.spec.table}.{field.name}")
        unit = self._values.unit_in_words(field)
        box = FieldBox(self._appearance, self._label(field), entry.widget, unit=unit, parent=self)
        entry.committed.connect(lambda: self._commit(field.name))
        entry.restored.connect(lambda: box.set_error(None))
        entry.waved_away.connect(lambda: self._proposing.wave_away(field.name))
        if isinstance(entry, LineEntry) and is_completed(field.name):
            self._completed[field.name] = entry.line
        self._entries[field.name] = entry
        self._boxes[field.name] = box
        self._column.addWidget(box)
        if field.kind is not Kind.REFERENCE:
            return
        follow = IconButton(self._appearance, "external", self._follow_words(field), parent=self)
        follow.setObjectName(f"{self.spec.table}.{field.name}.follow")
        follow.clicked.connect(lambda: self._follow(field.name))
        self._follows[field.name] = follow
        box.stand_beside(follow)

    def _add_lines(self, spec: EntitySpec) -> Lines:
        lines = Lines(self._appearance, self._bus, self._values, spec, parent=self)
        lines.follow_asked.connect(self.follow_asked)
        lines.told.connect(self.told)
        self._column.addWidget(lines)
        return lines

    def _add_remarks(self, field: Field) -> None:
        if self.spec.table in REMARKS:
            name = f"{self.spec.table}.{field.name}.remarks"
            self._remarks[field.name] = RemarkList(self._appearance, name, self)
            self._column.addWidget(self._remarks[field.name])

    def _on_typed(self) -> None:
        """Follow what stands in the editors: choices, fields asked for, remarks."""
        if self._new:
            for name, value in followed(self.spec.table, self._live.row("")).items():
                entry = self._entries[name]
                if isinstance(entry, ChoiceEntry):
                    entry.pick(str(value))
            self._proposing.propose(self._live.row(""))
        self._ask()
        self._remark()

    def _ask(self) -> None:
        """Show the fields that the record asks for and offer the choices that fit it."""
        table, row = self.spec.table, self._live.row(self.record)
        for name, entry in self._entries.items():
            self._boxes[name].setVisible(is_asked(table, name, row))
            if isinstance(entry, ChoiceEntry):
                entry.leave(choices_left(table, name, row))
            if isinstance(entry, LineEntry):
                entry.read_as(read_as(table, self.spec.field(name), row))
                measured = is_measured(table, name, row)
                unit = self._values.unit_in_words(entry.field) if measured else ""
                self._boxes[name].set_unit(unit)

    def _remark(self) -> None:
        """Say below each field what is to be said of what stands in the editors."""
        if not self._remarks:
            return
        records, row = self._bus.records, self._live.row(self.record)
        found = remarks(self.spec.table, row, records)
        for name, place in self._remarks.items():
            mine = [each for each in found if each.field == name]
            place.show_remarks(
                [(each.state, remark_words(self._values, records, each)) for each in mine]
            )

    def _follow_words(self, field: Field) -> str:
        name = self._values.name(self.spec, field)
        return self._values.language.say("ui.reference.follow", name=name)

    def _follow(self, name: str) -> None:
        entry = self._entries[name]
        if entry.shown is not None:
            self.follow_asked.emit(entry.field.target, str(entry.shown))

    def _show(self, row: Row) -> None:
        for name, line in self._completed.items():
            if line.completer() is None:
                complete(line, self._bus.records, self.spec.table, name)
        for name, entry in self._entries.items():
            entry.show_value(row.get(name))
            self._boxes[name].set_error(None)
            if name in self._follows:
                self._follows[name].setEnabled(row.get(name) is not None)
        self._ask()
        self._remark()

    def _commit(self, name: str) -> None:
        if self._new:
            self._proposing.propose(self._live.row(""))
        if self._new or not self.record:
            return
        self._ask()
        entry, box = self._entries[name], self._boxes[name]
        try:
            value = entry.value()
            with_it = followed(self.spec.table, self._live.row(self.record))
            self._bus.run(SetFields(self.spec.table, self.record, {**with_it, name: value}))
        except DomainError as error:
            self._refuse(name, error)
            return
        box.set_error(None)
        entry.show_value(value)
        if name in self._completed:
            complete(self._completed[name], self._bus.records, self.spec.table, name)
        if name in self._follows:
            self._follows[name].setEnabled(value is not None)

    def _refuse(self, name: str, error: DomainError) -> None:
        error.table = error.table or self.spec.table
        at = name if name in self._boxes else self._first()
        self._boxes[at].set_error(sentence(self._values, error))
        self._entries[at].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_in_sight(self._entries[at].widget)
        bring_into_view(self._boxes[at])

    def _lock(self, row: Row) -> None:
        closed = any(closed_breaches(self._bus.records, self.spec, row))
        self._set_locked(locked=closed or self._kept())

    def _kept(self) -> bool:
        return self.spec.kept or not self._bus.may_change(self.spec.table)

    def _set_locked(self, *, locked: bool) -> None:
        for each in self._lines:
            each.set_locked(locked=locked)
        for name, box in self._boxes.items():
            entry = self._entries[name]
            fixed = locked or entry.field.kind in READ_ONLY or name in self.spec.stamped
            if isinstance(entry.widget, QLineEdit):
                box.set_locked(fixed)
            else:
                entry.widget.setEnabled(not fixed)

    def _on_changed(self, changes: Changes) -> None:
        if self.record:
            for each in self._lines:
                if each.spec.table in changes.tables:
                    each.read()
        touched = self.record in changes.tables.get(self.spec.table, ())
        if not touched and "quarter" not in changes.tables:
            return
        row = self._bus.records.get(self.spec.table, self.record) if self.record else None
        if row is None:
            return
        for name, entry in self._entries.items():
            if not entry.touched() and entry.shown != row.get(name):
                entry.show_value(row.get(name))
        self._ask()
        self._remark()
        self._lock(row)
