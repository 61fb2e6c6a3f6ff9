"""Show the few figures that a page is about, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.label import Label, hairline

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold a formatted figure: what it is, its value, its unit, a note, the note's tone."""

    name: str
    value: str
    unit: str = ""
    note: str = ""
    tone: str = ""


class KeyFigure(QWidget):
    """Show one figure: name, value with unit, note."""

    def __init__(self, figure: Figure | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = Label("", "caption", parent=self)
        self._value = Label("", "key", parent=self)
        self._unit = Label("", "note", parent=self)
        # Raised to the line on which the larger figure stands.
        self._unit.setContentsMargins(0, 0, 0, 6)
        self._note = Label("", "caption", parent=self)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._value)
        line.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addLayout(line)
        column.addWidget(self._note)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_figure(figure or Figure("", ""))

    def set_figure(self, figure: Figure) -> None:
        """Show another figure."""
        self._name.set_text(figure.name)
        self._value.set_text(figure.value)
        self._unit.set_text(figure.unit)
        self._note.set_text(figure.note)
        self._note.set_tone(figure.tone)
        self._note.setVisible(bool(figure.note))
        parts = (figure.name, figure.value, figure.unit, figure.note)
        self.setAccessibleName(" ".join(part for part in parts if part))


class KeyFigures(QWidget):
    """Show figures in a row with hairlines between them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._shown: list[KeyFigure] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Show these figures; widgets are kept where their number is unchanged."""
        if len(figures) != len(self._shown):
            self._rebuild(len(figures))
        for widget, figure in zip(self._shown, figures, strict=True):
            widget.set_figure(figure)

    def _rebuild(self, number: int) -> None:
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._shown = []
        for index in range(number):
            if index:
                self._row.addWidget(hairline(self, vertical=True))
            figure = KeyFigure(parent=self)
            self._row.addWidget(figure, 1)
            self._shown.append(figure)
