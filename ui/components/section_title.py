"""Head a section: its title, a note beside it, a link at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.components.buttons import LinkButton
from ui.components.label import ElidedLabel, Label

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance


class SectionTitle(QWidget):
    """Show a title of 16 px semi-bold.

    Signals:
        link_clicked: the user followed the link.
    """

    link_clicked = Signal()

    def __init__(
        self, appearance: Appearance, title: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = ElidedLabel("", "section", self)
        self._beside = Label("", "note", parent=self)
        self._note = Label("", "note", parent=self)
        self._link = LinkButton(appearance, px=12, parent=self)
        self._link.clicked.connect(self.link_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._title)
        self._row.addSpacing(12)
        self._row.addWidget(self._beside)
        self._row.addStretch(1)
        self._row.addWidget(self._note)
        self._row.addWidget(self._link, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(24)
        self.set_words(title)

    def set_words(self, title: str, *, beside: str = "", note: str = "", link: str = "") -> None:
        """Show a title, a note right after it, a note at the right and a link."""
        self._title.set_text(title)
        self._beside.set_text(beside)
        self._beside.setVisible(bool(beside))
        self._note.set_text(f"{note} · " if note and link else note)
        self._note.setVisible(bool(note))
        self._link.set_text(link)

    def add_right(self, widget: QWidget) -> None:
        """Put a control at the right end."""
        self._row.addWidget(widget)
