"""Ask for what one action needs, carry it out, or say at the field why it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from domain.errors import DomainError
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.field import Field as FieldBox
from ui.components.label import Label
from ui.forms.editors import entry_for
from ui.forms.in_view import bring_into_view
from ui.refusal import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtGui import QKeyEvent

    from domain.records import Command, Field, Value
    from ui.bus import Bus
    from ui.forms.entries import Entry
    from ui.theme.appearance import Appearance
    from ui.values import Values


@dataclass(frozen=True, slots=True)
class Question:
    """One value that an action asks for."""

    field: Field
    label: str
    given: Value = None


@dataclass(frozen=True, slots=True)
class Action:
    """What an action asks for and the command it makes.

    Attributes:
        title: what will be done, in words.
        table: entity by which refusals are worded.
        run: words of the button that carries it out.
        make: makes the command of the values given; None where it took them without one.
        told: sentence to tell when it is done, empty for none.
        quick: Enter in a line carries it out, as one line after the other is typed.
    """

    title: str
    table: str
    run: str
    questions: tuple[Question, ...]
    make: Callable[[Mapping[str, Value]], Command | None]
    told: str = ""
    note: str = ""
    quick: bool = False


class ActionForm(QFrame):
    """Show the questions of one action at a time; hidden while there is none.

    Signals:
        done: the sentence to tell.
        given_up: the user left without carrying it out.
    """

    done = Signal(str)
    given_up = Signal()

    def __init__(
        self,
        appearance: Appearance,
        bus: Bus,
        values: Values,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("part", "card")
        self._look = appearance
        self._bus = bus
        self._values = values
        self._name = name
        self._action: Action | None = None
        self._words = ""
        self._entries: dict[str, Entry] = {}
        self._boxes: dict[str, FieldBox] = {}
        self._title = Label("", "strong", wrap=True, parent=self)
        self._note = Label("", "caption", wrap=True, parent=self)
        self._refusal = Banner(appearance, "crit", self)
        self._run = Button(appearance, "", icon="check", small=True, parent=self)
        self._run.setObjectName(f"{name}.run")
        self._cancel = Button(appearance, "", "quiet", small=True, parent=self)
        self._cancel.setObjectName(f"{name}.cancel")
        self._fields = QVBoxLayout()
        self._fields.setSpacing(0)
        self._lay_out()
        self._run.clicked.connect(self.carry_out)
        self._cancel.clicked.connect(self._on_cancel)
        # Questions are words of the language in which they were asked.
        values.language.language_changed.connect(self.close_action)
        self.hide()

    def ask(self, action: Action) -> None:
        """Show the questions of an action, the cursor in the first."""
        self._clear()
        self._action = action
        self._title.set_text(action.title)
        self._note.set_text(action.note)
        self._note.setVisible(bool(action.note))
        self._run.set_text(action.run)
        self._cancel.set_text(self._values.language.say("ui.action.cancel"))
        for question in action.questions:
            self._add(question)
        self.show()
        if self._entries:
            first = next(iter(self._entries.values()))
            first.widget.setFocus(Qt.FocusReason.TabFocusReason)

    def entry(self, name: str) -> Entry:
        """Return the editor of a value."""
        return self._entries[name]

    def refusal(self) -> str:
        """Return why the action was refused, empty while it was not."""
        return self._words

    def carry_out(self) -> bool:
        """Run the command; tell whether it was taken, else its field says why."""
        if self._action is None:
            return False
        self._refusal.hide()
        self._words = ""
        for box in self._boxes.values():
            box.set_error(None)
        given: dict[str, Value] = {}
        for name, entry in self._entries.items():
            try:
                given[name] = entry.value()
            except DomainError as error:
                self._refuse(name, error)
                return False
        try:
            command = self._action.make(given)
            if command is not None:
                self._bus.run(command)
        except DomainError as error:
            self._refuse(error.field, error)
            return False
        told = self._action.told
        self.close_action()
        self.done.emit(told)
        return True

    def touched(self) -> bool:
        """Tell whether something was typed that is not taken yet."""
        return any(entry.touched() for entry in self._entries.values())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._action is not None:
            self._on_cancel()
            return
        super().keyPressEvent(event)

    def _on_cancel(self) -> None:
        self.close_action()
        self.given_up.emit()

    def close_action(self) -> None:
        """Give the action up."""
        self._clear()
        self.hide()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._run)
        foot.addWidget(self._cancel)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addLayout(self._fields)
        column.addWidget(self._refusal)
        column.addLayout(foot)
        self._refusal.hide()

    def _add(self, question: Question) -> None:
        name = question.field.name
        entry = entry_for(question.field, self._values, self._bus, self)
        entry.setParent(entry.widget)
        entry.widget.setObjectName(f"{self._name}.{name}")
        unit = self._values.unit_in_words(question.field)
        box = FieldBox(self._look, question.label, entry.widget, unit=unit, parent=self)
        entry.show_value(question.given)
        if self._action is not None and self._action.quick and isinstance(entry.widget, QLineEdit):
            entry.widget.returnPressed.connect(self.carry_out)
        self._entries[name] = entry
        self._boxes[name] = box
        self._fields.addWidget(box)
        box.show()

    def _clear(self) -> None:
        for box in self._boxes.values():
            self._fields.removeWidget(box)
            box.editor.setObjectName("")
            box.hide()
            box.deleteLater()
        self._entries, self._boxes, self._action = {}, {}, None
        self._words = ""
        self._refusal.hide()

    def _refuse(self, name: str, error: DomainError) -> None:
        table = self._action.table if self._action else ""
        error.table = error.table or table
        self._words = sentence(self._values, error)
        box = self._boxes.get(name)
        if box is not None:
            box.set_error(self._words)
            self._entries[name].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._refusal.set_state("crit")
            self._refusal.set_message("", self._words)
            self._refusal.show()
        bring_into_view(box or self._refusal)
