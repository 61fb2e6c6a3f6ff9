"""Ask why a settlement is disputed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.components.buttons import Button
from ui.components.field import Field
from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.refusal import sentence
from ui.values import Values

if TYPE_CHECKING:
    from domain.errors import DomainError
    from ui.screen import ScreenContext


class DisputePanel(SidePanel):
    """Take the reason of a dispute.

    Signals:
        disputed: the reason.
    """

    disputed = Signal(str)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context.appearance, context.words, parent)
        look = context.appearance
        self._context = context
        self._about = Label("", "secondary", wrap=True, parent=self)
        self.reason = QLineEdit(self)
        self.reason.setObjectName("settlement.reason")
        self._reason = Field(look, "", self.reason, parent=self)
        self.confirm = Button(look, "", "primary", parent=self)
        self.confirm.setObjectName("settlement.confirm_dispute")
        self.body.addWidget(self._about)
        self.body.addWidget(self._reason)
        self.body.addStretch(1)
        self.foot.addWidget(self.confirm)
        self.foot.addStretch(1)
        self.confirm.clicked.connect(self.finish)
        self.reason.returnPressed.connect(self.finish)

    def ask(self) -> None:
        """Ask anew."""
        self.reason.clear()
        self._reason.set_error(None)
        self.say_again()
        self.show()
        self.reason.setFocus()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self.retranslate(self._context.words)
        self.set_title(say("command.dispute_settlement"))
        self._about.set_text(say("settling.dispute.about"))
        self._reason.set_label(say("settling.dispute.reason"))
        self.confirm.set_text(say("command.dispute_settlement"))

    def finish(self) -> None:
        """Hand the reason on, or say that it is missing."""
        if not self.reason.text().strip():
            self._reason.set_error(self._context.say("settling.dispute.reason_needed"))
            self.reason.setFocus()
            return
        self.disputed.emit(self.reason.text().strip())

    def refuse(self, error: DomainError) -> None:
        """Say why the dispute is refused."""
        self._reason.set_error(sentence(Values(self._context.language, self._context.specs), error))
