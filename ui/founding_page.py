"""Ask for the park that a new workbook is founded for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from domain.errors import DomainError
from domain.founding import Founding
from domain.imports.parsing import parse_value
from domain.records import Kind
from ui.components.buttons import Button
from ui.components.field import Field
from ui.components.label import Label

if TYPE_CHECKING:
    from ui.language import Language
    from ui.theme.appearance import Appearance

_ASKED: Final = ("park", "origin", "host", "quarter")


class FoundingPage(QWidget):
    """Ask for the park, its two sides and its first quarter, and check what is typed.

    Signals:
        left: the user went back.
        finished: :class:`Founding` with the answers.
    """

    left = Signal()
    finished = Signal(object)

    def __init__(self, appearance: Appearance, language: Language, parent: QWidget) -> None:
        super().__init__(parent)
        self._language = language
        self._title = Label("", "title", parent=self)
        self._about = Label("", "secondary", wrap=True, parent=self)
        self.lines: dict[str, QLineEdit] = {}
        self.boxes: dict[str, Field] = {}
        for name in _ASKED:
            line = QLineEdit(self)
            line.setObjectName(f"start.{name}")
            line.returnPressed.connect(self.finish)
            self.lines[name] = line
            self.boxes[name] = Field(appearance, "", line, parent=self)
        self._back = Button(appearance, "", icon="arrow-left", parent=self)
        self._next = Button(appearance, "", "primary", parent=self)
        self._next.setObjectName("start.found")
        self._back.clicked.connect(self.left)
        self._next.clicked.connect(self.finish)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(8)
        for box in self.boxes.values():
            column.addWidget(box)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._next)
        foot.addWidget(self._back)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self.lines["park"].setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say = self._language.say
        self._title.set_text(say("start.new"))
        self._about.set_text(say("start.new.hint"))
        for name, box in self.boxes.items():
            box.set_label(say(f"start.field.{name}"))
            box.set_hint(say(f"start.field.{name}.hint"))
            box.set_error(None)
        self._back.set_text(say("start.back"))
        self._next.set_text(say("start.found"))

    def finish(self) -> None:
        """Check the answers; hand them on when all are there, else say what is missing."""
        wrong = [name for name in _ASKED if not self._check(name)]
        if wrong:
            self.lines[wrong[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        said = {name: line.text().strip() for name, line in self.lines.items()}
        lang = self._language.lang
        quarter = parse_value(Kind.QUARTER, said["quarter"], lang)
        self.finished.emit(Founding(said["park"], said["origin"], said["host"], str(quarter), lang))

    def _check(self, name: str) -> bool:
        text = self.lines[name].text().strip()
        problem = None
        if not text:
            problem = self._language.say("start.field.empty")
        elif name == "quarter":
            try:
                parse_value(Kind.QUARTER, text, self._language.lang)
            except DomainError:
                problem = self._language.say("start.field.quarter.wrong", value=text)
        elif name == "host" and text == self.lines["origin"].text().strip():
            problem = self._language.say("error.same_party")
        self.boxes[name].set_error(problem)
        return problem is None
