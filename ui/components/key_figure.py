"""Show the few figures that a page is about, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.label import Label, hairline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_GAP: Final = 16


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
    """Show figures in a row with hairlines between them; in two rows where one has no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = (QHBoxLayout(), QHBoxLayout())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in self._lines:
            line.setSpacing(_GAP)
            column.addLayout(line)
        self._shown: list[KeyFigure] = []
        self._rules: list[QWidget] = []
        self._broken = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_figures(self, figures: Sequence[Figure]) -> None:
        """Show these figures; widgets are kept where their number is unchanged."""
        if len(figures) != len(self._shown):
            self._rebuild(len(figures))
        for widget, figure in zip(self._shown, figures, strict=True):
            widget.set_figure(figure)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        """Return the room of two rows, whether there are two or not."""
        half = len(self._shown) - len(self._shown) // 2
        widths = sorted((self._needed([each]) for each in self._shown), reverse=True)
        return QSize(sum(widths[:half]), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        broken = self._needed(self._shown) > self.width()
        if broken != self._broken:
            self._broken = broken
            self._arrange()

    def _needed(self, figures: Sequence[KeyFigure]) -> int:
        return sum(each.minimumSizeHint().width() + 2 * _GAP + 1 for each in figures)

    def _rebuild(self, number: int) -> None:
        for widget in (*self._shown, *self._rules):
            widget.deleteLater()
        self._shown = [KeyFigure(parent=self) for _ in range(number)]
        self._rules = [hairline(self, vertical=True) for _ in range(number)]
        self._arrange()

    def _arrange(self) -> None:
        """Put the figures into one row or two, each after a hairline but the first of a row."""
        for line in self._lines:
            while line.takeAt(0) is not None:
                pass
        half = len(self._shown) - len(self._shown) // 2 if self._broken else len(self._shown)
        for at, (rule, figure) in enumerate(zip(self._rules, self._shown, strict=True)):
            line = self._lines[at >= half]
            rule.setVisible(at not in (0, half))
            if at not in (0, half):
                line.addWidget(rule)
            line.addWidget(figure, 1)
