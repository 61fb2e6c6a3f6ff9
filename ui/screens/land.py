"""Show the land-quota ledger: in two columns by pair of parties, and entry by entry."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from domain.units import Quarter
from ui.land.ledger_page import LandLedgerPage
from ui.places import VIEWS
from ui.screens.tabbed import TabbedScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.records import Condition
    from ui.screen import ScreenContext


class LandScreen(TabbedScreen):
    """Show what parties gave each other and what is left, as the quarter in force ends."""

    page = "ledger"
    page_reads = frozenset({"land_entry", "party", "enclave"})
    closing = VIEWS["land_entry"].ways

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, context.specs["land_entry"], parent)

    @cached_property
    def ledger(self) -> LandLedgerPage:
        """The ledger in two columns, made when it is first needed."""
        page = LandLedgerPage(self.context, self.values, self)
        page.entry_chosen.connect(self._open)
        page.study_asked.connect(lambda: self.context.desk.open_record("models", "land_exchange"))
        self._pages.addWidget(page)
        return page

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        self.show_listing()
        super().narrow(where)

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        two_columns = self._view == "ledger" and not self._pages.is_empty()
        self.line.setVisible(not two_columns and not self._pages.is_empty())
        if two_columns and self.quarter:
            self.ledger.show_until(Quarter.parse(self.quarter).last_day)
            self._pages.setCurrentWidget(self.ledger)
