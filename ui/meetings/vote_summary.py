"""Say how a resolution was voted in a bar, its legend and the line of what is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.entities.checks import text_of, whole_of
from domain.entities.resolution import tally, votes_needed, voting_base
from domain.entities.vote import WAYS
from ui.components.label import Label
from ui.meetings.vote_bar import TONES, Swatch, VoteBar

if TYPE_CHECKING:
    from domain.records import Row
    from ui.screen import ScreenContext
    from ui.values import Values


class VoteSummary(QWidget):
    """Show the votes for, against and abstaining on a resolution."""

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._bar = VoteBar(context.appearance, self)
        self._legend = [Label("", "caption", parent=self) for _ in TONES]
        self._needed = Label("", "caption", wrap=True, parent=self)
        self._lay_out()

    def show_votes(self, row: Row) -> None:
        """Show the votes of the resolution ``row``."""
        say, records = self._context.say, self._context.records
        votes = tally(records, str(row["id"]))
        base, share = voting_base(records, row), whole_of(row, "threshold_bp")
        needed = votes_needed(base, share) if share is not None and base else 0
        integer = self._values.format.integer
        words = [
            say(f"meetings.legend.{way}", votes=integer(count))
            for way, count in zip(WAYS, votes, strict=True)
        ]
        for label, word in zip(self._legend, words, strict=True):
            label.set_text(word)
        threshold = say("meetings.threshold.none")
        if share is not None:
            key = "meetings.threshold" if base else "meetings.threshold.open"
            of = say(f"meetings.threshold.of.{text_of(row, 'threshold_of') or 'cast'}")
            percent = self._values.format.percent(share, 2)
            threshold = say(key, share=percent, of=of, votes=integer(needed), count=needed)
        self._needed.set_text(threshold)
        self._bar.set_votes(votes, base, needed, ", ".join((*words, threshold)))

    def _lay_out(self) -> None:
        legend = QHBoxLayout()
        legend.setSpacing(6)
        for label, role in zip(self._legend, TONES, strict=True):
            legend.addWidget(Swatch(self._context.appearance, role, self))
            legend.addWidget(label)
            legend.addSpacing(8)
        legend.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._bar)
        column.addLayout(legend)
        column.addWidget(self._needed)
