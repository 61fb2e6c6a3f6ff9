"""Choose who works: a name of the list, and the password where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from domain.errors import DomainError
from domain.people.commands import SetPassword, check_password, password_row
from domain.people.passwords import hashed
from domain.people.roles import persons
from domain.records import Actor
from ui.components.banner import Banner
from ui.components.buttons import Button, LinkButton
from ui.components.choice import Choice
from ui.components.field import Field
from ui.components.label import Label, hairline
from ui.components.side_panel import SidePanel
from ui.refusal import sentence
from ui.values import Values

if TYPE_CHECKING:
    from domain.records import Row
    from ui.window_facts import Workplace


class WhoPanel(SidePanel):
    """Ask who works, and let them change their own password.

    Signals:
        chosen: another person is at work.
        list_asked: the user wants to see the list of persons.
        told: a sentence about what was done.
        asking: whether the panel is open now.
    """

    chosen = Signal()
    list_asked = Signal()
    told = Signal(str)
    asking = Signal(bool)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        look = workplace.appearance
        super().__init__(look, workplace.language.words, parent)
        self._place = workplace
        self._values = Values(workplace.language, workplace.specs)
        self.setObjectName("who")
        self._about = Label("", "secondary", wrap=True, parent=self)
        self.person = Choice(self)
        self.person.setObjectName("who.person")
        self._person = Field(look, "", self.person, parent=self)
        self.password = self._secret("who.password")
        self._password = Field(look, "", self.password, parent=self)
        self.start = Button(look, "", "primary", parent=self)
        self.start.setObjectName("who.start")
        self._wrong = Banner(look, "crit", self)
        self._line = hairline(self)
        self.own = self._secret("who.own")
        self._own = Field(look, "", self.own, parent=self)
        self.own_set = Button(look, "", parent=self)
        self.own_set.setObjectName("who.own_set")
        self.manage = LinkButton(look, parent=self)
        self.manage.setObjectName("who.manage")
        self._lay_out()
        self.person.activated.connect(lambda _at: self._show_password())
        self.start.clicked.connect(self.finish)
        self.password.returnPressed.connect(self.finish)
        self.own_set.clicked.connect(self._on_own)
        self.manage.clicked.connect(self.list_asked)
        self.hide()

    def ask(self) -> None:
        """Show the persons of the workbook, whoever works chosen."""
        self.say_again()
        self.person.choose(self._actor().person)
        self._show_password()
        self._wrong.hide()
        self.password.clear()
        self.own.clear()
        self.show()
        self.person.setFocus()

    @override
    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.asking.emit(visible)

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._place.language.say
        self.retranslate(self._place.language.words)
        found = persons(self._place.bus.records)
        self.set_title(say("people.title"))
        self._about.set_text(say("people.about") if found else say("people.none"))
        self._person.set_label(say("field.person.name"))
        self.person.set_choices([(str(row["name"]), self._called(row)) for row in found])
        self._password.set_label(say("people.password"))
        self.start.set_text(say("people.start"))
        self._own.set_label(say("people.own"))
        self._own.set_hint(say("people.own.hint"))
        self.own_set.set_text(say("people.own.set"))
        self.manage.set_text(say("people.manage"))
        known = self._actor().person in {str(row["name"]) for row in found}
        mine = known and self._place.bus.records.writable
        for part in (self._line, self._own, self.own_set):
            part.setVisible(mine)
        for needed in (self._person, self.start):
            needed.setVisible(bool(found))

    def finish(self) -> None:
        """Put the chosen person to work, or say that the password is wrong."""
        name, records = self.person.key(), self._place.bus.records
        role = next((str(row["role"]) for row in persons(records) if row["name"] == name), None)
        if role is None or self._place.services.set_actor is None:
            return
        try:
            check_password(records, name, self.password.text())
        except DomainError as error:
            self.refuse(error)
            return
        self._place.services.set_actor(Actor(name, role))
        self.hide()
        self.chosen.emit()
        say = self._place.language.say
        self.told.emit(say("people.working", name=name, role=say(f"choice.role.{role}")))

    def refuse(self, error: DomainError) -> None:
        """Say why the person may not begin, and ask for the password again."""
        self._wrong.set_message("", sentence(self._values, error))
        self._wrong.show()
        self._password.show()
        self.password.selectAll()
        self.password.setFocus()

    def _lay_out(self) -> None:
        for part in (self._about, self._person, self._password, self._wrong, self.start):
            self.body.addWidget(part)
        self.body.addSpacing(8)
        for other in (self._line, self._own, self.own_set, self.manage):
            self.body.addWidget(other)
        self.body.addStretch(1)

    def _called(self, row: Row) -> str:
        name, role = str(row["name"]), str(row["role"])
        return f"{name} · {self._place.language.say(f'choice.role.{role}')}"

    def _secret(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName(name)
        line.setEchoMode(QLineEdit.EchoMode.Password)
        return line

    def _actor(self) -> Actor:
        actor = self._place.services.actor
        return actor() if actor is not None else Actor("", "")

    def _show_password(self) -> None:
        needed = password_row(self._place.bus.records, self.person.key()) is not None
        self._password.setVisible(needed)
        self.password.clear()
        self._wrong.hide()

    def _on_own(self) -> None:
        typed = self.own.text()
        command = SetPassword(self._actor().person, hashed(typed) if typed else "")
        try:
            self._place.bus.run(command)
        except DomainError as error:
            self._own.set_error(sentence(self._values, error))
            return
        self.own.clear()
        self._show_password()
        self.told.emit(self._place.language.say("people.own.done" if typed else "people.own.gone"))
