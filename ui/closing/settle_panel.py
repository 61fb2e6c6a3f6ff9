"""Settle one difference between the two sides: choose a figure and say why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from domain.errors import DomainError
from ui.closing.words import field_of, figure_words, subject_words
from ui.components.buttons import Button
from ui.components.field import Field
from ui.components.label import Label
from ui.components.option import Option
from ui.components.segments import Segments
from ui.components.side_panel import SidePanel
from ui.refusal import sentence
from ui.values import Values

if TYPE_CHECKING:
    from domain.closing.differences import Difference
    from domain.records import Value
    from ui.screen import ScreenContext

CHOICES: Final = ("origin", "host", "other")


class SettlePanel(SidePanel):
    """Ask which figure holds and why.

    Signals:
        agreed: the :class:`Difference`, the figure chosen and the reason.
    """

    agreed = Signal(object, object, str)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context.appearance, context.words, parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._difference: Difference | None = None
        self._subject = Label("", "strong", wrap=True, parent=self)
        self._figure = Label("", "secondary", wrap=True, parent=self)
        self._sides = Label("", "body", wrap=True, parent=self)
        self._past = Label("", "caption", wrap=True, parent=self)
        self.choice = Segments(look, parent=self)
        self.choice.setObjectName("quarter.settle_choice")
        self.value = QLineEdit(self)
        self.value.setObjectName("quarter.settle_value")
        self._value = Field(look, "", self.value, parent=self)
        self.reason = QLineEdit(self)
        self.reason.setObjectName("quarter.settle_reason")
        self._reason = Field(look, "", self.reason, parent=self)
        self.agree = Button(look, "", "primary", parent=self)
        self.agree.setObjectName("quarter.settle")
        parts = (self._subject, self._figure, self._sides, self._past, self.choice)
        for part in (*parts, self._value, self._reason):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.foot.addWidget(self.agree)
        self.foot.addStretch(1)
        self.choice.chosen.connect(self._on_choice)
        self.agree.clicked.connect(self.finish)
        self.value.returnPressed.connect(self.finish)
        self.reason.returnPressed.connect(self.finish)

    def show_difference(self, each: Difference, *, refusal: str = "") -> None:
        """Ask about a difference; ``refusal`` says why it cannot be settled now."""
        self._difference = each
        self.choice.choose("origin" if each.origin is not None else "host")
        self.value.clear()
        self.reason.clear()
        self._reason.set_error(None)
        for part in (self.choice, self.value, self.reason, self.agree):
            part.setEnabled(not refusal)
            part.setToolTip(refusal)
        self.say_again()
        self.show()

    def begin(self) -> None:
        """Put the cursor where the reason is asked, if the difference can be settled now."""
        if self.reason.isEnabled():
            self.reason.setFocus()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say, values, each = self._context.say, self._values, self._difference
        self.retranslate(self._context.words)
        self.set_title(say("closing.settle.title"))
        self._value.set_label(say("closing.settle.value"))
        self._reason.set_label(say("closing.settle.reason"))
        self._reason.set_hint(say("closing.settle.reason_hint"))
        self.agree.set_text(say("closing.settle"))
        if each is None:
            return
        field = field_of(values, each.place)
        name, note = subject_words(values, self._context.records, each.place)
        self._subject.set_text(" ".join(part for part in (note, name) if part))
        self._figure.set_text(figure_words(values, each.place))
        figures = {
            "origin": values.text(field, each.origin),
            "host": values.text(field, each.host),
            "now": values.text(field, each.now),
        }
        self._sides.set_text(say("closing.settle.sides", **figures))
        self._past.set_text(str((each.agreed or {}).get("reason") or ""))
        self._past.setVisible(each.settled)
        self.choice.set_options([Option(key, say(f"closing.choice.{key}")) for key in CHOICES])
        self.choice.setAccessibleName(say("closing.settle.value"))
        self._value.set_unit(values.unit_in_words(field))
        self._on_choice(self.choice.current())

    def finish(self) -> None:
        """Hand the choice on when it can be read and has a reason, else say what is missing."""
        each = self._difference
        if each is None:
            return
        if not self.reason.text().strip():
            self._reason.set_error(self._context.say("closing.reason_needed"))
            self.reason.setFocus()
            return
        try:
            figure = self._chosen(each)
        except DomainError as error:
            error.table = each.place.table
            self._value.set_error(sentence(self._values, error))
            self.value.setFocus()
            return
        self.agreed.emit(each, figure, self.reason.text().strip())

    def refuse(self, error: DomainError) -> None:
        """Say why the figure is refused."""
        self._reason.set_error(sentence(self._values, error))

    def _chosen(self, each: Difference) -> Value:
        chosen = self.choice.current()
        if chosen == "other":
            return self._values.parsed(field_of(self._values, each.place), self.value.text())
        return each.origin if chosen == "origin" else each.host

    def _on_choice(self, key: str) -> None:
        self._value.set_error(None)
        self._value.setVisible(key == "other")
        if key == "other":
            self.value.setFocus()
