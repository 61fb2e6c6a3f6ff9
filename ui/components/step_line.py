"""Show the steps of a process side by side: icon and word, below them whose, who and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.label import ElidedLabel, IconLabel, Label, hairline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance


@dataclass(frozen=True, slots=True)
class StepLook:
    """Hold one step: its word, its state (``ok``, ``info``, ``warn`` or empty), two small lines."""

    word: str
    state: str = ""
    icon: str = ""
    beside: str = ""
    below: str = ""


class StepLine(QWidget):
    """Show steps in a row, joined by hairlines."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._parts: list[_StepPart] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_steps(self, steps: Sequence[StepLook]) -> None:
        """Show these steps; there are as many each time."""
        while len(self._parts) < len(steps):
            part = _StepPart(self._appearance, self)
            self._parts.append(part)
            self._row.addWidget(part, 1)
        noted = any(step.beside or step.below for step in steps)
        for number, (part, step) in enumerate(zip(self._parts, steps, strict=True)):
            part.show_step(step, last=number + 1 == len(steps), noted=noted)


class _StepPart(QWidget):
    """Show one step and the line that leads to the next."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = IconLabel(appearance, size=16, parent=self)
        self._word = Label("", "strong", parent=self)
        self._line = hairline(self)
        self._beside = ElidedLabel("", "caption", self)
        self._below = ElidedLabel("", "note", self)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        top.addWidget(self._word)
        top.addWidget(self._line, 1, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._beside)
        column.addWidget(self._below)

    def show_step(self, step: StepLook, *, last: bool, noted: bool) -> None:
        """Show another step; the last has no line after it, ``noted`` keeps room below it."""
        self._icon.set_icon(step.icon, step.state or "text_note")
        self._word.set_text(step.word)
        self._word.set_tone(step.state or "secondary")
        self._line.setVisible(not last)
        self._beside.set_text(step.beside)
        self._below.set_text(step.below)
        for line in (self._beside, self._below):
            line.setVisible(noted)
        spoken = " ".join(part for part in (step.word, step.beside, step.below) if part)
        self.setAccessibleName(spoken)
