"""Show how long firms stay at each stage, and which graduates are still followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.indicators.firms import DAYS_PER_MONTH
from domain.standing.board import followed, is_overdue, next_mark
from domain.standing.durations import stays
from ui.components.due_list import DueList, DueRow
from ui.components.label import Label
from ui.components.scroll_area import Scrolling
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from fractions import Fraction

    from domain.standing.board import Following
    from domain.standing.durations import Stay
    from domain.standing.stages import StageMove
    from ui.screen import ScreenContext
    from ui.values import Values

_TABLE_PX: Final = 840
_COLUMNS: Final = (
    "stage",
    "reached",
    "present",
    "quarter1",
    "median",
    "quarter3",
    "longest",
)


class TimeView(Scrolling):
    """Show a table of the stages and a list of graduates.

    Signals:
        firm_chosen: record of the graduate chosen.
    """

    firm_chosen = Signal(str)

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        look = context.appearance
        self._title = SectionTitle(look, parent=inner)
        self._model = RowsModel(parent=self)
        self.table = FlatTable(look, fit=True, parent=inner)
        self.table.setObjectName("pipeline.times")
        # Wider, the eye would lose the line between a stage and its figures.
        self.table.setMaximumWidth(_TABLE_PX)
        self.table.setModel(self._model)
        self._followed = SectionTitle(look, parent=inner)
        self._none = Label("", "secondary", wrap=True, parent=inner)
        self.graduates = DueList(look, parent=inner)
        self.graduates.setObjectName("pipeline.followed")
        self.graduates.row_chosen.connect(self.firm_chosen)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 16)
        column.setSpacing(8)
        for widget in (self._title, self.table, self._followed, self._none, self.graduates):
            column.addWidget(widget)
        column.addStretch(1)
        self.setWidget(inner)

    def show_moves(self, moves: Sequence[StageMove], on: date) -> None:
        """Show what holds at the end of a day, of the firms that the moves are of."""
        say = self._context.say
        self._title.set_words(say("pipeline.time"))
        columns = [
            Column(say(f"pipeline.time.{name}"), "figure" if at else "text", -1 if at else 0)
            for at, name in enumerate(_COLUMNS)
        ]
        self._model.set_columns(columns)
        self._model.set_rows([self._row(each) for each in stays(moves, on)])
        self.table.set_columns(columns)
        self.table.setAccessibleName(say("pipeline.time"))
        firms = {each.firm for each in moves}
        found = [each for each in followed(self._context.records, on) if each.firm in firms]
        self._followed.set_words(
            say("pipeline.followed"), beside=self._values.format.integer(len(found))
        )
        self._none.set_text("" if found else say("pipeline.followed.none"))
        self._none.setVisible(not found)
        self.graduates.setAccessibleName(say("pipeline.followed"))
        self.graduates.set_rows([self._graduate(each, on) for each in found])

    def _row(self, stay: Stay) -> list[Cell]:
        fmt = self._values.format
        longest = None if stay.longest_open is None else self._months(stay.longest_open)
        figures = [
            fmt.integer(stay.reached),
            fmt.integer(stay.present),
            *(fmt.number(self._months(stay.quartile(at)), 1) for at in (1, 2, 3)),
            fmt.number(longest, 1),
        ]
        stage = self._context.say(f"choice.stage.{stay.stage}")
        return [Cell(stage, icon=f"stage.{stay.stage}"), *(Cell(each) for each in figures)]

    def _months(self, days: Fraction | int | None) -> Fraction | None:
        return None if days is None else days / DAYS_PER_MONTH

    def _graduate(self, each: Following, on: date) -> DueRow:
        say, fmt = self._context.say, self._values.format
        until = fmt.date(each.until, "numeric")
        note = say(
            "pipeline.followed.row", until=until, reported=each.reported, expected=each.expected
        )
        name = f"{each.row['number']!s} {self._values.label('firm', each.row)}"
        due = next_mark(each, on)
        day = fmt.date(due, "numeric")
        if is_overdue(due, on, self._context.today()):
            late = say("pipeline.followed.overdue", day=day)
            return DueRow(each.firm, name, note, late, "state.crit", "crit")
        state = "warn" if each.reported < each.expected else "ok"
        mark = say("pipeline.followed.next", day=day)
        return DueRow(each.firm, name, note, mark, "stage.graduated", state)
