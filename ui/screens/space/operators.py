"""Show contracts with operators: the scorecard of a quarter, and the contracts as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from domain.standing.operators import score, scorecards
from domain.units import Quarter, quarters_back
from ui.components.scroll_area import ScrollArea
from ui.components.tables.cells import Cell, Column
from ui.row_source import Shown
from ui.screens.space.scorecard import QUARTERS, ScorecardPage
from ui.screens.tabbed import TabbedScreen
from ui.values import trend_cell

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from domain.records import Changes, Row
    from domain.standing.operators import Assessed
    from ui.row_source import RowSource
    from ui.screen import ScreenContext


class OperatorsScreen(TabbedScreen):
    """Show operators in the quarter in force."""

    page = "scorecard"
    page_reads = frozenset({"operator_contract", "operator_indicator", "operator_score", "party"})
    closing = ("scorecard",)
    dated = True
    reckoned = True

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._card: ScorecardPage | None = None
        self._area: ScrollArea
        self._cards: dict[Quarter, tuple[Assessed, ...]] = {}
        super().__init__(context, context.specs["operator_contract"], parent)

    @override
    def add_record(self) -> bool:
        if self._can_add() and self.context.bus.may_change(self.spec.table):
            # A new contract is typed beside the table, for the scorecard has the whole page.
            self.show_listing()
        return super().add_record()

    @override
    def columns(self) -> list[Shown]:
        """Return whose contract it is, how it did in the quarter in force, then its terms."""
        say, form, shown = self.context.say, self.values.format, super().columns()
        quarter = form.quarter(self.quarter) if self.quarter else ""
        named = [each for each in shown if each.column.key in ("code", "operator")]
        return [
            *named,
            Shown(Column(say("space.card.score"), "figure", -1, quarter, "score"), self._score),
            Shown(Column(say("space.card.thresholds"), "state", -1, "", "missed"), self._missed),
            Shown(Column(say("space.card.score_course"), "spark", 104, "", "course"), self._course),
            *(each for each in shown if each not in named),
        ]

    @override
    def rows(self) -> RowSource:
        self._read_cards()
        return super().rows()

    @override
    def reread(self, changes: Changes) -> None:
        super().reread(changes)
        if self.page_reads & changes.tables.keys() and self._view == self.listing:
            self._read_cards()
            self.table.records.refresh()

    def _read_cards(self) -> None:
        """Read how each contract did, where the list shows it."""
        if self.quarter and self._view == self.listing:
            quarters = quarters_back(Quarter.parse(self.quarter), QUARTERS)
            self._cards = scorecards(self.context.records, quarters)

    def _of(self, row: Row, quarter: Quarter) -> tuple[Assessed, ...]:
        contract = str(row["id"])
        return tuple(each for each in self._cards.get(quarter, ()) if each.contract == contract)

    def _score(self, row: Row) -> Cell:
        lines = self._of(row, Quarter.parse(self.quarter)) if self.quarter else ()
        return Cell(self.values.format.number(score(lines), 1), tone="" if lines else "text_note")

    def _missed(self, row: Row) -> Cell:
        lines = self._of(row, Quarter.parse(self.quarter)) if self.quarter else ()
        bound = [each for each in lines if each.threshold is not None and each.actual is not None]
        if not bound:
            return Cell("—", tone="text_note")
        missed = sum(each.missed for each in bound)
        if not missed:
            return Cell(self.context.say("space.card.kept"), state="ok")
        count = self.values.format.integer(missed)
        return Cell(
            self.context.say("space.card.missed.some", count=missed, missed=count), state="crit"
        )

    def _course(self, row: Row) -> Cell:
        known = [score(self._of(row, quarter)) for quarter in self._cards]
        drawn = [None if each is None else float(each) for each in known]
        form = self.values.format
        return trend_cell(form, drawn, [form.number(each, 1) for each in known])

    @property
    def card(self) -> ScorecardPage:
        """The page of the scorecard, made when it is first needed."""
        if self._card is None:
            self._card = ScorecardPage(self.context, self.values, self)
            self._area = ScrollArea(self._card, self)
            self._pages.addWidget(self._area)
        return self._card

    def _leave_panel(self) -> None:
        """Give the scorecard the whole page: a contract's record belongs to the table."""
        if self._view == "scorecard" and self._panel is not None:
            self._panel.hide()

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        carded = self._view == "scorecard" and self.total() > 0 and bool(self.quarter)
        if carded:
            self.line.hide()
            self.card.show_quarter(Quarter.parse(self.quarter))
            self._pages.setCurrentWidget(self._area)
            self._leave_panel()

    @override
    def _fit(self) -> None:
        self._leave_panel()
        super()._fit()
