"""Show how far something has come: a counted row, or work under way that can be cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.thin_bar import ThinBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.components.words import Words
    from ui.theme.appearance import Appearance


@dataclass(frozen=True, slots=True)
class Count:
    """Hold a counted row: its name, its share of 0 to 1, its formatted count."""

    name: str
    share: float
    text: str


class CountRows(QWidget):
    """Show rows of name, bar and count, aligned with one another."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Label, ThinBar, Label]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: Sequence[Count]) -> None:
        """Show these rows."""
        while len(self._rows) < len(counts):
            self._add_row()
        for index, row in enumerate(self._rows):
            for widget in row:
                widget.setVisible(index < len(counts))
        for (name, bar, text), count in zip(self._rows, counts, strict=False):
            name.set_text(count.name)
            bar.set_share(count.share)
            bar.setAccessibleName(f"{count.name} {count.text}")
            text.set_text(count.text)

    def _add_row(self) -> None:
        line = len(self._rows)
        name, text = Label("", parent=self), Label("", "secondary", parent=self)
        bar = ThinBar(self._appearance, self)
        right = Qt.AlignmentFlag.AlignRight
        self._grid.addWidget(name, line, 0)
        self._grid.addWidget(bar, line, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(text, line, 2, right)
        self._grid.setColumnMinimumWidth(2, 64)
        self._rows.append((name, bar, text))


class ProgressPanel(QWidget):
    """Show a bar, its share, "Cancel", and what is being done.

    Signals:
        cancelled: the user asked to stop.
    """

    cancelled = Signal()

    def __init__(self, appearance: Appearance, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = ThinBar(appearance, self)
        self._share = Label("", parent=self)
        self._note = Label("", "caption", parent=self)
        self.cancel = Button(appearance, "", small=True, parent=self)
        self.cancel.setObjectName("progress.cancel")
        self.cancel.clicked.connect(self.cancelled)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._share)
        line.addWidget(self.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._note)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def set_progress(self, share: float, share_text: str, note: str = "") -> None:
        """Show a share of 0 to 1, its formatted text, and what is being done."""
        self._bar.set_share(share)
        self._bar.setAccessibleName(f"{share_text} {note}".strip())
        self._share.set_text(share_text)
        self._note.set_text(note)

    def retranslate(self, words: Words) -> None:
        """Say the own words in another language."""
        self.cancel.set_text(words.say("components.cancel"))
