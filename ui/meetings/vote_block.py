"""Show how a resolution was voted: a bar with what is needed, and a table to type votes into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.entities.checks import whole_of
from domain.entities.vote import WAYS
from domain.errors import DomainError
from domain.meetings.decisions import CastVotes
from domain.meetings.presence import attendance
from ui.components.tables.cells import Cell, Column
from ui.components.tables.typed import TypedTable
from ui.meetings.vote_summary import VoteSummary
from ui.place_names import party_short
from ui.refusal import sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from domain.records import Row
    from ui.screen import ScreenContext
    from ui.values import Values

_UNKNOWN = ("", "·", "—", "-")
_COUNT_PX = 64
_BESIDE_PX = 540


class VoteBlock(QWidget):
    """Show the votes on one resolution; ``below`` takes what stands under the bar."""

    def __init__(
        self, context: ScreenContext, values: Values, record: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._record = record
        look = context.appearance
        self.summary = VoteSummary(context, values, self)
        self.table = TypedTable(look, self._take, compact=True, parent=self)
        self.table.setObjectName("resolution.votes")
        self.below = QVBoxLayout()
        self._row = QHBoxLayout(self)
        self._lay_out()

    def show_votes(self, row: Row) -> None:
        """Show the votes of the resolution ``row``."""
        self.summary.show_votes(row)
        self._say_table(row)

    def _say_table(self, row: Row) -> None:
        say, records = self._context.say, self._context.records
        self.table.setAccessibleName(say("meetings.votes_of", number=row["number"]))
        columns = [Column(say("meetings.party"), "text", 0, "", "party")]
        columns += [Column(say(f"meetings.{way}"), "figure", _COUNT_PX, "", way) for way in WAYS]
        typed = WAYS if row["state"] == "tabled" and self._context.bus.writable else ()
        self.table.show_columns(columns, typed=typed)
        cast = {str(vote["party"]): vote for vote in records.find("vote", resolution=self._record)}
        shown = [
            (str(each["party"]), cast.get(str(each["party"]), {}))
            for each in attendance(records, str(row["meeting"]))
            if each["votes"] or str(each["party"]) in cast
        ]
        rows = [
            (
                self._party(party),
                *(self._count(whole_of(vote, way)) for way in WAYS),
            )
            for party, vote in shown
        ]
        self.table.rows.set_rows(rows, [party for party, _vote in shown])

    def _party(self, party: str) -> Cell:
        records = self._context.records
        full = self._values.record(records, "party", party)
        return Cell(party_short(self._values, records, party), tip=full)

    def _count(self, count: int | None) -> Cell:
        return Cell(self._values.format.integer(count)) if count else Cell("·", tone="text_note")

    def _take(self, party: str, way: str, typed: str) -> str:
        field = self._context.specs["vote"].field(way)
        try:
            count = None if typed in _UNKNOWN else self._values.parsed(field, typed)
            whole = count if isinstance(count, int) else None
            self._context.bus.run(CastVotes(self._record, party, way, whole))
        except DomainError as error:
            error.table = error.table or "vote"
            return sentence(self._values, error)
        return ""

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.summary)
        left.addLayout(self.below)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.table)
        right.addStretch(1)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(24)
        self._row.addLayout(left, 5)
        self._row.addLayout(right, 6)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Where there is no room side by side, the table goes below: no figure may be cut.
        directions = QBoxLayout.Direction
        beside = self.width() >= _BESIDE_PX
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._row.setSpacing(24 if beside else 8)
