"""Say what to do next with a new workbook, below its first action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.due_list import DueList, DueRow
from ui.components.section_title import SectionTitle
from ui.values import Values

if TYPE_CHECKING:
    from ui.components.empty_state import EmptyState
    from ui.screen import ScreenContext

_WAYS: Final = (("entry", "quarter_entry", "entry"), ("firms", "firm", "firms"),
                ("people", "person", "settings"))  # fmt: skip
_WIDE: Final = 480


class NextSteps(QWidget):
    """Show the sentence and action of an empty workbook, and under it the other ways to begin."""

    def __init__(
        self, context: ScreenContext, empty: EmptyState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = Values(context.language, context.specs)
        self._title = SectionTitle(context.appearance, parent=self)
        self.ways = DueList(context.appearance, parent=self)
        self.ways.setObjectName("home.next")
        self.ways.row_chosen.connect(context.desk.open_screen)
        below = QWidget(self)
        below.setMaximumWidth(_WIDE)
        lines = QVBoxLayout(below)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self._title)
        lines.addWidget(self.ways)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.addStretch(1)
        column.addWidget(empty, 1)
        column.addSpacing(16)
        column.addWidget(below, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        below.setMinimumWidth(_WIDE)

    def say(self, quarter: str) -> None:
        """Say the ways for a quarter, in the language in force."""
        say = self._context.say
        name = self._values.quarter(quarter) if quarter else ""
        self._title.set_words(say("home.next"))
        self.ways.setAccessibleName(say("home.next"))
        self.ways.set_rows(
            [
                DueRow(
                    page, say(f"home.next.{key}", quarter=name), say(f"home.next.{key}.note"),
                    icon=icon,
                )
                for key, page, icon in _WAYS
            ]
        )  # fmt: skip
