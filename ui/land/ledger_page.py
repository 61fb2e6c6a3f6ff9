"""Show the land-quota ledger of a pair in two columns, with balances and the break-even ratio."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.standing.land_ledger import pair_ledgers
from domain.standing.places import places
from ui.charts.drawn.chart import DrawnChart
from ui.components.buttons import Button
from ui.components.choice import Choice
from ui.components.empty_state import EmptyState
from ui.components.field import Field
from ui.components.key_figure import KeyFigures
from ui.components.scroll_area import ScrollArea
from ui.components.section_title import SectionTitle
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.land.words import cells, columns, course, key_figures, pair_words, party_words, sheet
from ui.sheet_export import export_sheet

if TYPE_CHECKING:
    from datetime import date

    from domain.standing.land_ledger import PairLedger
    from ui.screen import ScreenContext
    from ui.values import Values

_PAIR_PX: Final = 320


class LandLedgerPage(QWidget):
    """Show what two parties gave each other by the end of a quarter.

    Signals:
        entry_chosen: id of the entry that was opened.
        study_asked: the user wants to see the exchange at present value.
    """

    entry_chosen = Signal(str)
    study_asked = Signal()

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._ledgers: tuple[PairLedger, ...] = ()
        self._until: date | None = None
        self._make_parts()
        self._lay_out()
        self.pair.currentIndexChanged.connect(lambda _at: self._say_pair())
        self.study.clicked.connect(self.study_asked)
        self.export.clicked.connect(self._on_export)
        self.table.row_opened.connect(self.entry_chosen)
        self.table.clicked.connect(
            lambda index: self.entry_chosen.emit(self._rows.key(index.row()))
        )

    def show_until(self, day: date) -> None:
        """Show the ledgers as they stand at the end of a day."""
        say, records = self._context.say, self._context.records
        self._until = day
        self._ledgers = pair_ledgers(records, day)
        self._pair.set_label(say("land.pair"))
        self.study.set_text(say("land.study"))
        self.study.setToolTip(say("land.study.about"))
        self.export.set_text(say("export.action"))
        self.export.setVisible(self._context.services.write_sheet is not None)
        self.nothing.set_words(say("land.nothing"))
        self.pair.set_choices(
            [(_key(each), pair_words(self._values, records, each)) for each in self._ledgers]
        )
        self._say_pair()

    def _shown(self) -> PairLedger | None:
        key = self.pair.key()
        return next((each for each in self._ledgers if _key(each) == key), None)

    def _say_pair(self) -> None:
        shown, until = self._shown(), self._until
        parts = (self._pair, self.figures, self._title, self.table, self._course, self.chart)
        for part in parts:
            part.setVisible(shown is not None)
        self.nothing.setVisible(shown is None)
        records, say = self._context.records, self._context.say
        # The study weighs what is exchanged with the host.
        self.study.setVisible(shown is not None and shown.partner == places(records).host)
        if shown is None or until is None:
            return
        form, name = self._values.format, party_words(self._values, records, shown.party)
        self.figures.set_figures(key_figures(self._values, shown))
        title = say("land.title", party=name)
        self._title.set_words(title, beside=say("land.until", date=form.date(until)))
        self.table.setAccessibleName(title)
        heads = columns(self._values)
        self._rows.set_columns(heads)
        keys = [line.move.record for line in shown.lines]
        self._rows.set_rows([cells(self._values, line) for line in shown.lines], keys)
        self.table.set_columns(heads)
        self._course.set_words(say("land.course"), beside=form.unit("land"))
        self.chart.set_chart(course(self._values, shown, name, until), say("land.course"))

    def _on_export(self) -> None:
        shown = self._shown()
        if shown is not None:
            pair = pair_words(self._values, self._context.records, shown)
            name = self._context.say("land.file", pair=pair)
            export_sheet(self._context, self._values, self, name, *sheet(self._values, shown))

    def _make_parts(self) -> None:
        look = self._context.appearance
        self.pair = Choice(self)
        self.pair.setObjectName("land_entry.pair")
        self._pair = Field(look, "", self.pair, parent=self)
        self._pair.setMaximumWidth(_PAIR_PX)
        self.study = Button(look, "", icon="models", parent=self)
        self.study.setObjectName("land_entry.study")
        self.export = Button(look, "", "quiet", icon="export", small=True, parent=self)
        self.export.setObjectName("land_entry.export_ledger")
        self.figures = KeyFigures(self)
        self._title = SectionTitle(look, parent=self)
        self.table = FlatTable(look, fit=True, parent=self)
        self.table.setObjectName("land_entry.ledger")
        self._rows = RowsModel(parent=self)
        self.table.setModel(self._rows)
        self._course = SectionTitle(look, parent=self)
        form = self._values
        self.chart = DrawnChart(
            look, self._context.words, lambda land: form.format.number(land, 2), self
        )
        self.chart.setObjectName("land_entry.course")
        self.nothing = EmptyState(look, "agreements", self)

    def _lay_out(self) -> None:
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._pair, 1)
        head.addStretch(1)
        head.addWidget(self.study)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.figures)
        column.addSpacing(16)
        column.addWidget(self._title)
        column.addWidget(self.table)
        column.addSpacing(16)
        for below in (self._course, self.chart, self.nothing):
            column.addWidget(below)
        column.addStretch(1)
        self._title.add_right(self.export)
        ScrollArea(inner, self).fill(self)


def _key(ledger: PairLedger) -> str:
    return f"{ledger.party}/{ledger.partner}"
