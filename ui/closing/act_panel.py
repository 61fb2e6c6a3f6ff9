"""Ask for what a step of the closing needs: the side, what is missing, a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.field import Field
from ui.components.label import Label
from ui.components.option import Option
from ui.components.segments import Segments
from ui.components.side_panel import SidePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.closing.sides import Side
    from ui.screen import ScreenContext


@dataclass(frozen=True, slots=True)
class Asked:
    """What a step needs to know.

    Attributes:
        act: ``submit``, ``approve``, ``close`` …
        sides: sides for which the user may take it, none when it is no side's own.
        missing: missing figures that must be confirmed.
        reasoned: a reason must be given.
        unsettled: differences that must be settled first.
    """

    act: str
    sides: Sequence[Side] = ()
    missing: int = 0
    reasoned: bool = False
    unsettled: int = 0


class ActPanel(SidePanel):
    """Explain a step, ask for what it needs, and take it.

    Signals:
        confirmed: the act, the side (empty for none) and the reason.
        file_asked: the user wants to submit a file of the side.
    """

    confirmed = Signal(str, str, str)
    file_asked = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context.appearance, context.words, parent)
        look = context.appearance
        self._context = context
        self._asked = Asked("")
        self._about = Label("", "secondary", wrap=True, parent=self)
        self.sides = Segments(look, parent=self)
        self.sides.setObjectName("quarter.side")
        self.lacking = Banner(look, "warn", self)
        self.sure = QCheckBox(self)
        self.sure.setObjectName("quarter.sure")
        self.reason = QLineEdit(self)
        self.reason.setObjectName("quarter.reason")
        self._reason = Field(look, "", self.reason, parent=self)
        self.file = Button(look, "", icon="upload", parent=self)
        self.file.setObjectName("quarter.file")
        self.refusal = Banner(look, "crit", self)
        self.refusal.hide()
        self.confirm = Button(look, "", "primary", parent=self)
        self.confirm.setObjectName("quarter.confirm")
        for part in (self._about, self.sides, self.lacking, self.sure, self._reason, self.file):
            self.body.addWidget(part)
        self.body.addWidget(self.refusal)
        self.body.addStretch(1)
        self.foot.addWidget(self.confirm)
        self.foot.addStretch(1)
        self.confirm.clicked.connect(self.finish)
        self.reason.returnPressed.connect(self.finish)
        self.sure.toggled.connect(lambda _on: self._allow())
        self.file.clicked.connect(self.file_asked)

    @property
    def act(self) -> str:
        """The step asked about, empty when none is."""
        return "" if self.isHidden() else self._asked.act

    def side(self) -> str:
        """Return the side chosen, empty when the step is no side's own."""
        return self.sides.current() if self._asked.sides else ""

    def ask(self, asked: Asked, *, from_file: bool = False) -> None:
        """Ask about a step; ``from_file`` offers to submit a file of the side."""
        self._asked = asked
        self.reason.clear()
        self.sure.setChecked(False)
        self._reason.set_error(None)
        self.refusal.hide()
        self.file.setVisible(from_file)
        self.say_again()
        self.show()
        self._begin_at_the_first()

    def _begin_at_the_first(self) -> None:
        """Put the focus on the first thing that is asked."""
        if len(self._asked.sides) > 1:
            self.sides.take_focus()
            return
        asked = (self.sure, self.reason)
        (next((each for each in asked if each.isVisibleTo(self)), self.confirm)).setFocus()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        say, asked = self._context.say, self._asked
        self.retranslate(self._context.words)
        if not asked.act:
            return
        self.set_title(say(f"closing.act.{asked.act}"))
        about = say(f"closing.about.{asked.act}")
        if asked.unsettled:
            about = say("closing.settle_first", count=asked.unsettled)
        self._about.set_text(about)
        self.sides.set_options([Option(side, say(f"closing.side.{side}")) for side in asked.sides])
        self.sides.setAccessibleName(say("field.submission.side"))
        self.sides.setVisible(bool(asked.sides))
        lacking = asked.missing > 0
        self.lacking.set_message(say("closing.lacking", count=asked.missing))
        self.lacking.setVisible(lacking)
        self.sure.setText(say("closing.sure", count=asked.missing))
        self.sure.setAccessibleName(self.sure.text())
        self.sure.setVisible(lacking)
        self._reason.set_label(say("closing.reason.missing" if lacking else "closing.reason"))
        self._reason.setVisible(asked.reasoned or lacking)
        self.file.set_text(say("closing.from_file"))
        self.confirm.set_text(say(f"closing.act.{asked.act}"))
        self._allow()

    def finish(self) -> None:
        """Hand the step on, or say what is missing."""
        if not self.confirm.isEnabled():
            return
        reason = self.reason.text().strip()
        if self._reason.isVisibleTo(self) and not reason:
            self._reason.set_error(self._context.say("closing.reason_needed"))
            self.reason.setFocus()
            return
        self.confirmed.emit(self._asked.act, self.side(), reason)

    def tell(self, words: str) -> None:
        """Say what a file of the side holds."""
        self.refusal.set_state("info")
        self.refusal.set_message("", words)
        self.refusal.show()

    def refuse(self, words: str) -> None:
        """Say why the step is refused."""
        self.refusal.set_state("crit")
        self.refusal.set_message("", words)
        self.refusal.show()

    def _allow(self) -> None:
        say, asked = self._context.say, self._asked
        ready = not asked.missing or self.sure.isChecked()
        why = "" if ready else say("closing.sure_first")
        if asked.unsettled:
            why = say("closing.settle_first", count=asked.unsettled)
        self.confirm.setEnabled(not why)
        self.confirm.setToolTip(why)
