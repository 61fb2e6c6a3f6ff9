"""Show contracts with operators: the scorecard of a quarter, and the contracts as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from domain.units import Quarter
from ui.components.scroll_area import ScrollArea
from ui.screens.space.scorecard import ScorecardPage
from ui.screens.tabbed import TabbedScreen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.screens.base import ScreenContext


class OperatorsScreen(TabbedScreen):
    """Show operators in the quarter in force."""

    page = "scorecard"
    page_reads = frozenset({"operator_contract", "operator_indicator", "operator_score", "party"})
    closing = ("scorecard",)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._card: ScorecardPage | None = None
        self._area: ScrollArea
        super().__init__(context, context.specs["operator_contract"], parent)

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
