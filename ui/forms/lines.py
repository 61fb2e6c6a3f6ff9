"""Let the user keep the lines of a record inside its form: the parties of an event, say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.called import is_wording
from domain.commands import AddRow, RemoveRow, SetFields
from domain.errors import DomainError
from domain.lines import Line, lines_of
from domain.records import Condition, Kind, Query
from ui.components.buttons import Button, LinkButton
from ui.components.label import Label
from ui.forms.action import Action, ActionForm, Question
from ui.forms.entries import READ_ONLY
from ui.forms.in_view import bring_into_view
from ui.forms.line_list import LineList, LineRow
from ui.record_names import is_counted
from ui.refusal import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Command, EntitySpec, Field, Row, Value
    from ui.bus import Bus
    from ui.theme.appearance import Appearance
    from ui.values import Values


class Lines(QWidget):
    """Show the lines of one entity inside a record; each is typed in a small form of its own.

    Those of a record that is saved are saved one by one, each change a step of undo. Those of a
    record that is about to be added wait for it and are saved together with it. ``fixed`` only
    shows them.

    Signals:
        follow_asked: entity and id of a line that holds lines itself.
        told: sentence that says what was done; it can be undone.
    """

    follow_asked = Signal(str, str)
    told = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        bus: Bus,
        values: Values,
        spec: EntitySpec,
        *,
        fixed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self._bus = bus
        self._values = values
        self._fixed = fixed
        self._locked = fixed
        self._inside = ""
        self._waiting: list[Line] = []
        self._adding = False
        self._refused = ""
        self._holds_lines = bool(lines_of(values.specs, spec.table))
        self._fields = tuple(
            each
            for each in spec.fields
            if each.name not in (spec.inside, "owner") and each.kind not in READ_ONLY
        )
        home = values.specs[spec.field(spec.inside).target]
        name = f"{home.table}.{spec.table}"
        self._title = Label("", "heading", parent=self)
        self._none = Label("", "secondary", wrap=True, parent=self)
        self.list = LineList(appearance, self)
        self.list.setObjectName(f"{name}.lines")
        self._edit = LinkButton(appearance, px=12, parent=self)
        self._remove = LinkButton(appearance, px=12, parent=self)
        self._open = LinkButton(appearance, px=12, parent=self)
        self._add = Button(appearance, "", icon="add", small=True, parent=self)
        for button, word in (
            (self._edit, "edit"),
            (self._remove, "remove"),
            (self._open, "open"),
            (self._add, "add"),
        ):
            button.setObjectName(f"{name}.{word}")
        self.editor = ActionForm(appearance, bus, values, name, self)
        self._wrong = Label("", "caption", tone="crit", wrap=True, parent=self)
        self._lay_out()
        self._wire()

    def show_inside(self, record: str) -> None:
        """Show the lines of a record."""
        if record != self._inside:
            self.editor.close_action()
            self._say_wrong("")
        self._inside, self._waiting = record, []
        self.read()

    def show_new(self) -> None:
        """Show no lines yet, of a record that is about to be added."""
        self._inside, self._waiting = "", []
        self.editor.close_action()
        self._say_wrong("")
        self.read()

    def waiting(self) -> Sequence[Line]:
        """Return the lines that are to be added with the record."""
        return tuple(self._waiting)

    def finish(self) -> bool:
        """Take over the line that is being typed; tell whether it was taken or there is none."""
        open_ = not self.editor.isHidden()
        if open_ and self.editor.touched():
            return self.editor.carry_out()
        self.editor.close_action()
        return True

    def refuse(self, error: DomainError) -> None:
        """Say which line is refused, and why."""
        self._refused = str(error.values.get("line") or "")
        error.table = error.table or self.spec.table
        self._say_wrong(sentence(self._values, error))
        self.read()
        self.list.choose(self._refused)
        self.list.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_view(self._wrong)

    def set_locked(self, *, locked: bool) -> None:
        """Let the lines only be read."""
        self._locked = locked or self._fixed or not self._bus.may_change(self.spec.table)
        if self._locked:
            self.editor.close_action()
        self._say_buttons()

    def read(self) -> None:
        """Show the lines as they are now."""
        say = self._values.language.say
        rows = self._rows()
        self.list.set_rows(rows)
        self.list.setAccessibleName(self._values.title(self.spec.table, many=True))
        self.list.setVisible(bool(rows))
        self._title.set_text(self._values.title(self.spec.table, many=True))
        self._none.set_text("" if rows or not self._fixed else say("lines.none"))
        self._none.setVisible(not rows and self._fixed)
        self._say_buttons()

    # ------------------------------------------------------------------------------ what it says

    def _rows(self) -> list[LineRow]:
        return [
            LineRow(record, self._name(row), self._rest(row), refused=record == self._refused)
            for record, row in self._found()
        ]

    def _found(self) -> list[tuple[str, Row]]:
        if not self._inside:
            return [(line.record, line.values) for line in self._waiting]
        where = (Condition(self.spec.inside, "=", self._inside),)
        names = tuple(each.name for each in self.spec.fields)
        order = tuple(name for name in self.spec.order if "." not in name)
        query = Query(self.spec.table, columns=names, where=where, order=order)
        return [(str(row["id"]), row) for row in self._bus.records.select(query)]

    def _named(self) -> Field:
        return self.spec.field(self.spec.label[0])

    def _name(self, row: Row) -> str:
        text = self._text(self._named(), row)
        if is_counted(self.spec):
            name = self._values.name(self.spec, self._named())
            return self._values.language.say("ui.counted", name=name, number=text)
        return text

    def _rest(self, row: Row) -> str:
        others = [
            each
            for each in self._fields
            if each.name != self._named().name and not is_wording(self.spec, each.name)
        ]
        return " · ".join(
            self._values.language.say(
                "lines.part",
                name=self._values.name(self.spec, each),
                value=self._text(each, row),
            )
            for each in others
            if row.get(each.name) not in (None, "") and each.name != "rank"
        )

    def _text(self, field: Field, row: Row) -> str:
        value = row.get(field.name)
        if field.kind is Kind.REFERENCE and value is not None:
            return self._values.record(self._bus.records, field.target, str(value))
        return self._values.with_unit(field, self._values.in_words(self.spec, field, row))

    def _say_buttons(self) -> None:
        say, chosen = self._values.language.say, bool(self.list.key())
        editing = not self.editor.isHidden()
        self._add.set_text(say(f"entity.{self.spec.table}.add") if not self._fixed else "")
        self._add.setVisible(not self._locked and not editing)
        usable = chosen and not self._locked and not editing
        self._edit.set_text(say("lines.edit") if usable else "")
        self._remove.set_text(say("lines.remove") if usable else "")
        saved = chosen and bool(self._inside) and self._holds_lines
        self._open.set_text(say("lines.open") if saved else "")

    def _say_wrong(self, words: str) -> None:
        if not words:
            self._refused = ""
        self._wrong.set_text(words)
        self._wrong.setVisible(bool(words))

    # -------------------------------------------------------------------------- what can be done

    def add(self) -> None:
        """Ask for a new line."""
        if self._locked:
            return
        self._adding = True
        words = self._values.language.say(f"entity.{self.spec.table}.new")
        self._ask("", words, self._given())

    def _given(self) -> dict[str, Value]:
        """Return what a new line begins with: defaults, and the next number where they count."""
        rows = [row for _record, row in self._found()]
        given: dict[str, Value] = {}
        for each in self._fields:
            given[each.name] = each.default
            if each.name == "rank" or (is_counted(self.spec) and each.name in self.spec.label):
                last = [row[each.name] for row in rows if isinstance(row.get(each.name), int)]
                given[each.name] = max((int(value or 0) for value in last), default=0) + 1
        return given

    def _on_edit(self, record: str) -> None:
        row = dict(self._found()).get(record)
        if row is None or self._locked:
            return
        self._adding = False
        self._ask(record, self._name(row), row)

    def _ask(self, record: str, title: str, row: Row) -> None:
        say = self._values.language.say
        questions = tuple(
            Question(each, self._label(each), row.get(each.name)) for each in self._fields
        )
        self._say_wrong("")
        run = say("lines.take" if self._adding else "lines.keep")
        action = Action(
            title,
            self.spec.table,
            run,
            questions,
            lambda given: self._take(record, given),
            quick=True,
        )
        self.editor.ask(action)
        self._say_buttons()
        bring_into_view(self.editor, self.editor.entry(self._fields[0].name).widget)

    def _label(self, field: Field) -> str:
        name = self._values.name(self.spec, field)
        return self._values.language.say("ui.required", name=name) if field.required else name

    def _take(self, record: str, given: Mapping[str, Value]) -> Command | None:
        if self._inside and record:
            return SetFields(self.spec.table, record, given)
        if self._inside:
            return AddRow(self.spec.table, {**given, self.spec.inside: self._inside})
        self._check_typed(given)
        if record:
            self._waiting = [
                replace(line, values=dict(given)) if line.record == record else line
                for line in self._waiting
            ]
        else:
            self._waiting.append(Line(self.spec.table, dict(given)))
        return None

    def _check_typed(self, given: Mapping[str, Value]) -> None:
        """Refuse at once what needs no saved record to be seen."""
        for each in self._fields:
            if each.required and given.get(each.name) in (None, ""):
                raise DomainError("required", table=self.spec.table, field=each.name)

    def _on_done(self) -> None:
        self.read()
        if self._adding:
            self.add()
        else:
            self._back_to_list()

    def _back_to_list(self) -> None:
        self._say_buttons()
        (self.list if self.list.rows() else self._add).setFocus(Qt.FocusReason.TabFocusReason)

    def _on_remove(self, record: str) -> None:
        if self._locked or not record:
            return
        row = dict(self._found()).get(record, {})
        if not self._inside:
            self._waiting = [line for line in self._waiting if line.record != record]
            self.read()
            return
        try:
            self._bus.run(RemoveRow(self.spec.table, record))
        except DomainError as error:
            self.refuse(error)
            return
        self._say_wrong("")
        self.read()
        self.told.emit(self._values.language.say("ui.record.removed", name=self._name(row)))

    # ---------------------------------------------------------------------------------- widgets

    def _lay_out(self) -> None:
        self._title.setContentsMargins(0, 0 if self._fixed else 12, 0, 2)
        row = QHBoxLayout()
        row.setSpacing(12)
        for button in (self._edit, self._remove, self._open):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        above: tuple[QWidget, ...] = (self._title, self._none, self.list)
        below: tuple[QWidget, ...] = (self.editor, self._wrong, self._add)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(row)
        for widget in below:
            column.addWidget(widget)
        self._wrong.hide()

    def _wire(self) -> None:
        self.list.opened.connect(self._on_edit)
        self.list.removal_asked.connect(self._on_remove)
        self.list.more_asked.connect(self.add)
        self.list.chosen.connect(lambda _key: self._say_buttons())
        self._add.clicked.connect(self.add)
        self._edit.clicked.connect(lambda: self._on_edit(self.list.key()))
        self._remove.clicked.connect(lambda: self._on_remove(self.list.key()))
        self._open.clicked.connect(lambda: self.follow_asked.emit(self.spec.table, self.list.key()))
        self.editor.done.connect(lambda _told: self._on_done())
        self.editor.given_up.connect(self._back_to_list)
