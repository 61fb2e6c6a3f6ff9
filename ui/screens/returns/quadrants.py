"""Show where firms innovate and produce: the four quadrants, their firms, what moved home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from domain.records import Query
from domain.reports.names import names_of
from domain.standing.places import places
from domain.standing.quadrants import QUADRANTS, quadrants_at
from domain.standing.returns import projects
from domain.standing.rows import text
from domain.units import QUARTERS_PER_YEAR
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.screens.returns.quadrant_card import Dot, FirmSigns, QuadrantCard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Row
    from domain.reports.names import Names
    from domain.standing.places import Places
    from domain.units import Quarter
    from ui.screen import ScreenContext
    from ui.values import Values

_BOARD: Final = (
    ("host_together", "host_separated"),
    ("origin_together", "origin_separated"),
)
_SIDE_PX: Final = 80
_INTENDED: Final = "host_separated"
_BEYOND: Final = tuple(key for key in QUADRANTS if key.startswith("elsewhere"))


class QuadrantsPage(QWidget):
    """Show the four quadrants beside the firms of one of them and the moves of a year.

    Signals:
        firm_asked: the record of the firm that the user wants to see.
        project_asked: the record of the return project that the user wants to see.
    """

    firm_asked = Signal(str)
    project_asked = Signal(str)

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self._values = values
        self._title = SectionTitle(look, parent=self)
        self._signs = FirmSigns(look, self)
        self._heads = [Label("", "heading", parent=self) for _ in _BOARD[0]]
        self._sides = [Label("", "secondary", wrap=True, parent=self) for _ in _BOARD]
        self.cards = {key: QuadrantCard(look, key, self) for line in _BOARD for key in line}
        self._group = QButtonGroup(self)
        for card in self.cards.values():
            self._group.addButton(card)
        self.cards[_INTENDED].setChecked(True)
        self.beyond, self.unknown, self.note = (
            Label("", "caption", wrap=True, parent=self) for _ in range(3)
        )
        self._firms_title, self._moves_title = (SectionTitle(look, parent=self) for _ in range(2))
        self.firms = self._table("quadrant_firms")
        self.moves = self._table("moves")
        self._no_moves = Label("", "secondary", wrap=True, parent=self)
        self._shown: Mapping[str, str] = {}
        self._rows: dict[str, Row] = {}
        self._names: Names | None = None
        self._lay_out()
        self._group.buttonClicked.connect(lambda _card: self._show_firms())
        self.firms.row_opened.connect(self.firm_asked)
        self.moves.row_opened.connect(self.project_asked)

    def show_quarter(self, quarter: Quarter) -> None:
        """Show the quadrants at the end of a quarter and what moved in the year before."""
        context = self._context
        self._names = names_of(context.records, context.language.texts, context.lang)
        rows = context.records.select(
            Query("firm", columns=("trajectory", "production_site"), order=("number",))
        )
        self._rows = {text(row, "id"): row for row in rows}
        self._shown = quadrants_at(context.records, quarter.last_day)
        self._say(self._names, places(context.records))
        self._show_cards(self._names)
        self._show_firms()
        self._show_moves(self._names, quarter)

    def chosen(self) -> str:
        """Return the key of the quadrant whose firms are listed."""
        return next(key for key, card in self.cards.items() if card.isChecked())

    # ------------------------------------------------------------------------------------ board

    def _say(self, names: Names, where: Places) -> None:
        say, integer = self._context.say, self._values.format.integer
        total = integer(sum(each in QUADRANTS for each in self._shown.values()))
        self._title.set_words(say("returns.quadrants"), beside=total)
        self._signs.set_words([say(f"firms.trajectory.{each}") for each in ("I", "II")])
        for label, key in zip(self._heads, ("together", "separated"), strict=True):
            label.set_text(say(f"returns.quadrants.{key}"))
        cities = (names.region_short(where.host_city), names.region_short(where.origin_city))
        for label, city in zip(self._sides, cities, strict=True):
            label.set_text(say("returns.quadrants.innovates", city=city))
        for label, key, count in (
            (self.beyond, "beyond", sum(each in _BEYOND for each in self._shown.values())),
            (self.unknown, "unknown", sum(each == "unknown" for each in self._shown.values())),
        ):
            label.setVisible(count > 0)
            label.set_text(say(f"returns.quadrants.{key}", count=count))
        self.note.set_text(say("returns.quadrants.note"))

    def _show_cards(self, names: Names) -> None:
        say, integer = self._context.say, self._values.format.integer
        for key, card in self.cards.items():
            dots = tuple(
                Dot(names.firm_short(firm), text(self._rows[firm], "trajectory") == "II")
                for firm, quadrant in self._shown.items()
                if quadrant == key
            )
            card.show_firms(integer(len(dots)), dots)
            remark = say("returns.quadrants.intended") if key == _INTENDED else ""
            card.set_words(self._spoken(key, len(dots)), remark)

    def _spoken(self, key: str, count: int) -> str:
        name = self._context.say(f"quadrant.{key}")
        return self._context.say("returns.quadrants.spoken", name=name, count=count)

    # ------------------------------------------------------------------------------------- lists

    def _show_firms(self) -> None:
        """List the firms of the quadrant chosen with their two sites."""
        key, names, say = self.chosen(), self._names, self._context.say
        if names is None:
            return
        firms = [firm for firm, quadrant in self._shown.items() if quadrant == key]
        self._firms_title.set_words(
            say(f"quadrant.{key}"), beside=self._values.format.integer(len(firms))
        )
        columns = [
            Column(say("entity.firm"), "text", 0, "", "firm"),
            Column(say("field.firm.trajectory"), "text", -1, "", "trajectory"),
            Column(say("field.firm.production_site"), "text", -1, "", "production_site"),
        ]
        self._fill(self.firms, columns, {firm: self._firm(names, firm) for firm in firms})
        self.firms.setAccessibleName(say(f"quadrant.{key}"))

    def _firm(self, names: Names, firm: str) -> list[Cell]:
        row, say = self._rows[firm], self._context.say
        way = text(row, "trajectory")
        return [
            Cell(names.firm_short(firm), tip=names.firm(firm)),
            Cell(say(f"firms.trajectory.{way}") if way else "—", tone="text_secondary"),
            Cell(names.region_short(text(row, "production_site"))),
        ]

    def _show_moves(self, names: Names, quarter: Quarter) -> None:
        """List the projects that began to produce within the four quarters, the last first."""
        say, form = self._context.say, self._values.format
        first = quarter.plus(1 - QUARTERS_PER_YEAR)
        moved = sorted(
            (day, each.number, each)
            for each in projects(self._context.records)
            if (day := each.reached("in_production")) is not None
            and first.first_day <= day <= quarter.last_day
        )
        span = form.span(form.quarter(first), form.quarter(quarter))
        self._moves_title.set_words(say("returns.moves"), beside=span)
        columns = [
            Column(say("returns.moves.day"), "text", -1, "", "day"),
            Column(say("entity.firm"), "text", 0, "", "firm"),
            Column(say("returns.moves.what"), "text", -1, "", "what"),
        ]
        rows = {
            each.record: [
                Cell(form.date(day, "numeric"), tone="text_secondary"),
                Cell(names.firm_short(each.firm), tip=names.firm(each.firm)),
                Cell(say("returns.moves.produces", county=names.region_short(each.county))),
            ]
            for day, _number, each in reversed(moved)
        }
        self._fill(self.moves, columns, rows)
        self.moves.setAccessibleName(say("returns.moves"))
        self.moves.setVisible(bool(rows))
        self._no_moves.setVisible(not rows)
        self._no_moves.set_text(say("returns.moves.none"))

    def _fill(
        self, table: FlatTable, columns: list[Column], rows: Mapping[str, list[Cell]]
    ) -> None:
        model = table.model()
        if isinstance(model, RowsModel):
            model.set_columns(columns)
            model.set_rows(list(rows.values()), list(rows))
        table.set_columns(columns)

    def _table(self, name: str) -> FlatTable:
        table = FlatTable(self._context.appearance, fit=name == "moves", parent=self)
        table.setObjectName(f"return_project.{name}")
        table.setModel(RowsModel(parent=table))
        return table

    def _lay_out(self) -> None:
        board = QGridLayout()
        board.setSpacing(8)
        board.setColumnMinimumWidth(0, _SIDE_PX)
        for column, head in enumerate(self._heads, start=1):
            board.addWidget(head, 0, column)
            board.setColumnStretch(column, 1)
        for line, keys in enumerate(_BOARD, start=1):
            # The words break rather than take the room of the cards.
            self._sides[line - 1].setMaximumWidth(_SIDE_PX)
            board.addWidget(self._sides[line - 1], line, 0, Qt.AlignmentFlag.AlignVCenter)
            for column, key in enumerate(keys, start=1):
                board.addWidget(self.cards[key], line, column)
        left, right = QVBoxLayout(), QVBoxLayout()
        for half in (left, right):
            half.setSpacing(8)
        left.addWidget(self._title)
        left.addWidget(self._signs)
        left.addLayout(board)
        for words in (self.beyond, self.unknown, self.note):
            left.addWidget(words)
        left.addSpacing(8)
        for part in (self._moves_title, self.moves, self._no_moves):
            left.addWidget(part)
        left.addStretch(1)
        right.addWidget(self._firms_title)
        right.addWidget(self.firms, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 12, 24, 8)
        row.setSpacing(24)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
