"""Ask of one criterion of a gate: met or not, what the records say, the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from domain.gate_wording import criterion_words, finding_words, state_key
from domain.stage_commands import Declared
from ui.components.chip import Chip
from ui.components.label import Label, hairline

if TYPE_CHECKING:
    from datetime import date

    from domain.standing.gates import Finding
    from ui.theme.appearance import Appearance
    from ui.values import Values

_STATES: Final = {"met": "ok", "unmet": "unknown", "unknown": "info"}


class CriterionRow(QWidget):
    """Show a criterion with its check box; ticked to begin with where the records show it.

    Signals:
        switched: the user ticked it or not.
    """

    switched = Signal()

    def __init__(
        self, appearance: Appearance, values: Values, finding: Finding, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._values = values
        self.finding = finding
        position = finding.criterion.position
        self.box = QCheckBox(self)
        self.box.setObjectName(f"gate.met.{position}")
        self._words = Label("", wrap=True, parent=self)
        self.found = Label("", "caption", wrap=True, parent=self)
        self._state = Chip(appearance, shape="plain", parent=self)
        self.evidence = QLineEdit(self)
        self.evidence.setObjectName(f"gate.evidence.{position}")
        self._words.setBuddy(self.box)
        self.box.setChecked(finding.met is True)
        self.box.toggled.connect(lambda _on: self.switched.emit())
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.box)
        head.addWidget(self._words, 1)
        below = QVBoxLayout()
        below.setContentsMargins(24, 0, 0, 4)
        below.setSpacing(2)
        # Below each other: beside the state a sentence would break after every second word.
        below.addWidget(self._state, 0, Qt.AlignmentFlag.AlignLeft)
        below.addWidget(self.found)
        below.addSpacing(2)
        below.addWidget(self.evidence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(below)
        column.addWidget(hairline(self))

    def show_finding(self, finding: Finding, on: date) -> None:
        """Show what the records say on a day; what the user has said stays."""
        said = self.box.isChecked() != (self.finding.met is True)
        self.finding = finding
        if not said:
            self.box.setChecked(finding.met is True)
        fmt, say = self._values.format, self._values.language.say
        words = criterion_words(fmt, finding.criterion)
        self._words.set_text(words)
        self.box.setAccessibleName(words)
        self.found.set_text(finding_words(fmt, finding, on))
        key = state_key(finding.met)
        self._state.set_chip(say(f"gate.state.{key}"), _STATES[key])
        self.evidence.setPlaceholderText(say("gate.evidence.hint"))
        self.evidence.setAccessibleName(say("gate.evidence.one", criterion=words))

    def declared(self) -> Declared:
        """Return what the user says of the criterion."""
        words = criterion_words(self._values.format, self.finding.criterion)
        return Declared(self.finding, words, self.box.isChecked(), self.evidence.text().strip())
