"""The column at the right of the home screen: completeness, what is due, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.buttons import Button
from ui.components.due_list import DueList
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.home.bars import LeadingCounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.components.progress import Count
    from ui.home.events import Entry, Lead
    from ui.screen import ScreenContext

LEAST_SHOWN: Final = 5


class QuarterSide(QWidget):
    """Show how far the quarter is filled, what is due and what changed.

    Signals:
        entry_asked: the user wants to go on typing; the key of a grid, or empty.
        missing_asked: the user wants to see what is missing.
        lead_chosen: the :class:`Lead` of a row.
        trail_asked: the user wants the audit trail.
    """

    entry_asked = Signal(str)
    missing_asked = Signal()
    lead_chosen = Signal(object)
    trail_asked = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        look = context.appearance
        self._due: Sequence[Entry] = ()
        self._grids: Sequence[str] = ()
        self._leads: dict[str, Lead] = {}
        self._most = LEAST_SHOWN
        self.all_shown = False
        self._filled = SectionTitle(look, parent=self)
        self.share = Label("", "strong", parent=self)
        self._filled.add_right(self.share)
        self.counts = LeadingCounts(look, self)
        self.go_on = Button(look, "", "primary", icon="entry", parent=self)
        self.go_on.setObjectName("home.continue_entry")
        self.missing = Button(look, "", parent=self)
        self.missing.setObjectName("home.missing")
        self.due_title = SectionTitle(look, parent=self)
        self.due = DueList(look, lines=2, parent=self)
        self.due.setObjectName("home.due")
        self._no_due = Label("", "secondary", wrap=True, parent=self)
        self._changed_title = SectionTitle(look, parent=self)
        self.changed = DueList(look, lines=2, parent=self)
        self.changed.setObjectName("home.changed")
        self._no_change = Label("", "secondary", wrap=True, parent=self)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._wire()

    def show_filled(
        self, counts: Sequence[Count], grids: Sequence[str], share: str, missing: int
    ) -> None:
        """Show how far the grids are filled; ``grids`` are their keys."""
        say = self._context.say
        self._grids = grids
        self.counts.set_counts(counts)
        self.share.set_text(share)
        self._filled.set_words(say("home.filled"))
        self.go_on.set_text(say("home.continue_entry" if missing else "home.see_entry"))
        self.missing.set_text(say("home.missing", missing=missing))
        self.missing.setVisible(missing > 0)

    def show_due(self, entries: Sequence[Entry]) -> None:
        """Show what is due: the first few, or all."""
        say = self._context.say
        self._due = entries
        name = say("home.due")
        shown = entries if self.all_shown else entries[: self._most]
        link = ""
        if len(entries) > self._most:
            link = say("home.due.fewer") if self.all_shown else ""
            link = link or say("home.due.all", count=len(entries))
        self.due_title.set_words(name, link=link)
        self._fill(self.due, name, shown)
        self._no_due.set_text(say("home.due.none"))
        self._no_due.setVisible(not entries)

    def set_most(self, most: int) -> None:
        """Show at most so many dues at first."""
        if most != self._most:
            self._most = most
            self.show_due(self._due)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side_by_side = self.go_on.sizeHint().width() + self.missing.sizeHint().width() + 8
        ways = QBoxLayout.Direction
        wide = side_by_side <= self.width()
        self._buttons.setDirection(ways.LeftToRight if wide else ways.TopToBottom)

    def show_changes(self, entries: Sequence[Entry]) -> None:
        """Show what changed in the quarter."""
        say = self._context.say
        name = say("home.changed")
        self._changed_title.set_words(name, link=say("home.trail"))
        self._fill(self.changed, name, entries)
        self._no_change.set_text(say("home.changed.none"))
        self._no_change.setVisible(not entries)

    def _fill(self, target: DueList, name: str, entries: Sequence[Entry]) -> None:
        self._leads |= {entry.row.key: entry.lead for entry in entries}
        target.setAccessibleName(name)
        target.set_rows([entry.row for entry in entries])
        target.setVisible(bool(entries))

    def _lay_out(self) -> None:
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.go_on)
        self._buttons.addWidget(self.missing)
        row = QHBoxLayout()
        row.addLayout(self._buttons)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._filled)
        column.addWidget(self.counts)
        column.addSpacing(4)
        column.addLayout(row)
        column.addSpacing(14)
        column.addWidget(self.due_title)
        column.addWidget(self.due)
        column.addWidget(self._no_due)
        column.addSpacing(14)
        column.addWidget(self._changed_title)
        column.addWidget(self.changed)
        column.addWidget(self._no_change)
        column.addStretch(1)

    def _wire(self) -> None:
        self.go_on.clicked.connect(lambda: self.entry_asked.emit(""))
        self.missing.clicked.connect(self.missing_asked)
        self.counts.row_chosen.connect(self._on_count)
        self.due_title.link_clicked.connect(self._on_all_due)
        self._changed_title.link_clicked.connect(self.trail_asked)
        self.due.row_chosen.connect(self._on_row)
        self.changed.row_chosen.connect(self._on_row)

    def _on_count(self, row: int) -> None:
        if row < len(self._grids):
            self.entry_asked.emit(self._grids[row])

    def _on_all_due(self) -> None:
        self.all_shown = not self.all_shown
        self.show_due(self._due)

    def _on_row(self, key: str) -> None:
        self.lead_chosen.emit(self._leads[key])
