"""Show the record in force beside its table: to read, to change, to look back on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from domain.commands import RemoveRow
from domain.entities.attachment import OWNERS
from domain.errors import DomainError
from domain.lines import lines_of
from domain.periods import closed_breaches
from domain.records import Kind
from ui.attachments.part import FilesPart
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.option import Option
from ui.components.segments import Segments
from ui.components.side_panel import SidePanel
from ui.forms.facts import Facts
from ui.forms.form import RecordForm
from ui.forms.history import HistoryList
from ui.forms.lines import Lines
from ui.forms.related import Related
from ui.refusal import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Changes, EntitySpec, Value
    from ui.bus import Bus
    from ui.theme.appearance import Appearance
    from ui.values import Values

_NARROWEST: Final = 200
PARTS: Final = ("facts", "form", "history")


class Overview(QWidget):
    """What a special screen shows of a record before its facts.

    Attributes:
        covers: the fields that it shows, which the facts then pass over.
    """

    covers: frozenset[str] = frozenset()

    def show_record(self, record: str) -> None:
        """Show a record in the language in force."""
        raise NotImplementedError


class RecordPanel(SidePanel):
    """Show one record of an entity.

    Signals:
        follow_asked: entity and id of a record referred to.
        list_asked: entity, field that refers to this record, id of this record.
        added: id of the record that was added.
        removed: the sentence that tells what was removed.
        told: sentence that says what was done with a file, and whether it can be undone.
    """

    follow_asked = Signal(str, str)
    list_asked = Signal(str, str, str)
    added = Signal(str)
    removed = Signal(str)
    told = Signal(str, bool)

    def __init__(
        self,
        appearance: Appearance,
        bus: Bus,
        values: Values,
        spec: EntitySpec,
        overview: Overview | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, values.language.words, parent)
        self.record = ""
        self._overview = overview
        self._bus = bus
        self._values = values
        self._spec = spec
        self._new = False
        self._appearance = appearance
        self._name = Label("", "section", wrap=True, parent=self)
        self._switch = Segments(appearance, "", self)
        self._switch.setObjectName("record.parts")
        covered = frozenset() if overview is None else overview.covers
        self._facts = Facts(appearance, values, spec, self, passed_over=covered)
        self._related = Related(appearance, values, spec, self)
        self._lines = [
            Lines(appearance, bus, values, each, fixed=True, parent=self)
            for each in lines_of(values.specs, spec.table)
        ]
        self._files = FilesPart(appearance, bus, values, self) if spec.table in OWNERS else None
        self._form: RecordForm | None = None
        self._history = HistoryList(appearance, values, self)
        self._warning = Banner(appearance, "crit", self)
        self._remove = Button(appearance, "", "danger", parent=self)
        self._remove_all = Button(appearance, "", "danger", parent=self)
        self._add = Button(appearance, "", "primary", parent=self)
        self._lay_out()
        self._wire()
        self.retranslate_all()

    @property
    def form(self) -> RecordForm:
        """The form, made when it is first needed."""
        if self._form is None:
            self._form = RecordForm(
                self._appearance, self._bus, self._values, self._spec, self._form_page
            )
            self._form.follow_asked.connect(self.follow_asked)
            self._form.added.connect(self._on_added)
            self._form.told.connect(lambda words: self.told.emit(words, True))
            layout = self._form_page.layout()
            if layout is not None:
                layout.addWidget(self._form)
            self._form.show()
        return self._form

    @property
    def adding(self) -> bool:
        """Whether a record that is not added yet is being typed."""
        return self._new and not self.isHidden()

    @override
    def may_close(self) -> bool:
        return not self.adding

    def show_record(self, record: str) -> None:
        """Show a record in the part in force."""
        row = self._bus.records.get(self._spec.table, record)
        self._new = False
        self.record = record if row else ""
        self._warning.hide()
        if row is None:
            self.hide()
            return
        self._read()
        self.show()

    def edit(self) -> None:
        """Show the form with the cursor in its first field."""
        if self.record and not self._spec.kept:
            self._switch.choose("form")
            self._on_part("form")
            self.form.focus_first()

    def show_new(self, given: Mapping[str, Value]) -> None:
        """Show the form of a record about to be added."""
        self._new = True
        self.record = ""
        self._warning.hide()
        again = self.form.show_new(given)
        self._say_title()
        self._switch.choose("form")
        self._show_part("form")
        if again:
            self._warning.set_state("info")
            self._warning.set_message("", self._values.language.say("ui.draft.again"))
            self._warning.show()
        self.show()
        self.form.focus_first()

    def retranslate_all(self) -> None:
        """Say everything in the language in force."""
        language = self._values.language
        super().retranslate(language.words)
        self._switch.set_options(
            [
                Option(part, language.say(f"ui.record.{part}"))
                for part in PARTS
                # Nobody types in what only commands of its own write.
                if part != "form" or not self._spec.kept
            ]
        )
        self._switch.setAccessibleName(language.say("ui.record.parts"))
        self._remove.set_text(language.say("ui.record.remove"))
        self._remove_all.set_text(language.say("ui.record.remove_all"))
        self._add.set_text(language.say("ui.record.add"))
        self._facts.retranslate()
        if self._form is not None:
            self._form.retranslate()
        if self.record:
            self._read()
        else:
            self._say_title()

    def _lay_out(self) -> None:
        self.setObjectName("record.panel")
        self._form_page = _page(self)
        overview = () if self._overview is None else (self._overview,)
        files = () if self._files is None else (self._files,)
        facts = _page(self, *overview, self._facts, *self._lines, *files, self._related)
        # Shown and hidden rather than stacked: a stack is as high as its highest page.
        self._pages = {
            "facts": facts,
            "form": self._form_page,
            "history": _page(self, self._history),
        }
        self.body.addWidget(self._name)
        self.body.addWidget(self._switch)
        self.body.addWidget(self._warning)
        self.body.addSpacing(4)
        for page in self._pages.values():
            page.hide()
            self.body.addWidget(page)
        self.body.addStretch(1)
        for button, name in (
            (self._remove, "record.remove"),
            (self._remove_all, "record.remove_all"),
            (self._add, "record.add"),
        ):
            button.setObjectName(name)
            self.foot.addWidget(button)
        self.foot.addStretch(1)
        self._warning.hide()

    def _wire(self) -> None:
        self._switch.chosen.connect(self._on_part)
        self._facts.follow_asked.connect(self.follow_asked)
        for each in self._lines:
            each.follow_asked.connect(self.follow_asked)
        self._related.list_asked.connect(
            lambda table, field: self.list_asked.emit(table, field, self.record)
        )
        self._remove.clicked.connect(lambda: self._take_away(dependents=False))
        self._remove_all.clicked.connect(lambda: self._take_away(dependents=True))
        if self._files is not None:
            self._files.files.told.connect(self.told)
        self._add.clicked.connect(self._on_add)
        self.closed.connect(self._on_closed)
        self._bus.changed.connect(self._on_changed)

    def _read(self) -> None:
        self._say_title()
        self._show_part(self._switch.current() or "facts")

    def _say_title(self) -> None:
        language, entity = self._values.language, self._values.title(self._spec.table)
        if self._new:
            self.set_title(entity, "note")
            self._name.set_text(language.say(f"entity.{self._spec.table}.new"))
        elif self.record:
            row = self._bus.records.get(self._spec.table, self.record) or {}
            keyed = len(self._spec.key) == 1
            # What a record is known by within the program tells its reader nothing.
            keyed = keyed and self._spec.field(self._spec.key[0]).kind is not Kind.JSON
            code = str(row.get(self._spec.key[0]) or "") if keyed else ""
            name = self._values.record(self._bus.records, self._spec.table, self.record)
            # A code that is the name itself, in whatever language, would only be said twice.
            named = self._spec.key[:1] == self._spec.label[:1]
            self.set_title(entity if named or code == name else code or entity, "note")
            self._name.set_text(name)

    def _show_part(self, part: str) -> None:
        records, table = self._bus.records, self._spec.table
        for name, page in self._pages.items():
            page.setVisible(name == part)
        self._switch.setVisible(not self._new)
        self._add.setVisible(self._new)
        closed = self._closed()
        may = self._bus.may_change(table)
        removable = part == "form" and may and closed is None and not self._new
        self._remove.setVisible(removable)
        self._remove_all.hide()
        if self._new:
            return
        if part == "facts":
            if self._overview is not None:
                self._overview.show_record(self.record)
            self._facts.show_row(records, records.get(table, self.record) or {})
            for each in self._lines:
                each.show_inside(self.record)
            self._related.show_record(records, self.record)
            if self._files is not None:
                self._files.show_record(table, self.record)
        elif part == "form":
            self.form.show_record(self.record)
            if closed is not None:
                self._warning.set_state("info", "locked")
                self._warning.set_message("", sentence(self._values, closed))
                self._warning.show()
        else:
            self._history.show_record(records, table, self.record)

    def _closed(self) -> DomainError | None:
        """Return why the record is closed to changes, None where it is open."""
        if self._new:
            return None
        row = self._bus.records.get(self._spec.table, self.record) or {}
        return next(closed_breaches(self._bus.records, self._spec, row), None)

    def _on_part(self, part: str) -> None:
        if self.record:
            self._warning.hide()
            self._show_part(part)

    def _take_away(self, *, dependents: bool) -> None:
        name = self._values.record(self._bus.records, self._spec.table, self.record)
        command = RemoveRow(self._spec.table, self.record, with_dependents=dependents)
        self._warning.hide()
        try:
            self._bus.run(command)
        except DomainError as error:
            self._warning.set_state("crit")
            self._warning.set_message("", sentence(self._values, error))
            self._warning.show()
            self._remove_all.setVisible(error.key == "record_in_use")
            return
        self.removed.emit(self._values.language.say("ui.record.removed", name=name))

    def _on_closed(self) -> None:
        if self._form is not None:
            self._form.forget()

    def _on_add(self) -> None:
        self.form.add()

    def _on_added(self, record: str) -> None:
        self._new = False
        self._switch.choose("facts")
        self.show_record(record)
        # The button that added is gone: the focus goes on to what was added.
        self._switch.take_focus()
        self.added.emit(record)

    def _on_changed(self, changes: Changes) -> None:
        if not self.record or self.isHidden():
            return
        if self._bus.records.get(self._spec.table, self.record) is None:
            self.record = ""
            self.hide()
            return
        if self.record in changes.tables.get(self._spec.table, ()):
            self._say_title()
            part = self._switch.current()
            if part != "form":
                self._show_part(part)
            return
        for each in self._lines:
            if each.spec.table in changes.tables:
                each.read()
        if self._files is not None and "attachment" in changes.tables:
            self._files.show_record(self._spec.table, self.record)


def _page(parent: QWidget, *content: QWidget) -> QWidget:
    page = QWidget(parent)
    page.setProperty("ground", "page")
    # Long words are shortened or broken; they never widen the panel.
    page.setMinimumWidth(_NARROWEST)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    for widget in content:
        column.addWidget(widget)
    column.addStretch(1)
    return page
