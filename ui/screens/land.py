"""Show the land-quota ledger: in two columns by pair of parties, and entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.units import Quarter
from ui.components.option import Option
from ui.land.ledger_page import LandLedgerPage
from ui.screens.entity import EntityScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes, Condition
    from ui.screens.base import ScreenContext

VIEWS: Final = ("ledger", "entries")
_READ: Final = frozenset({"land_entry", "party", "enclave"})


class LandScreen(EntityScreen):
    """Show what parties gave each other and what is left, as the quarter in force ends."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._view = "ledger"
        self._ledger: LandLedgerPage | None = None
        super().__init__(context, context.specs["land_entry"], parent)

    @property
    def ledger(self) -> LandLedgerPage:
        """The ledger in two columns, made when it is first needed."""
        if self._ledger is None:
            self._ledger = LandLedgerPage(self.context, self.values, self)
            self._ledger.entry_chosen.connect(self._open)
            self._ledger.study_asked.connect(
                lambda: self.context.desk.open_record("models", "land_exchange")
            )
            self._pages.addWidget(self._ledger)
        return self._ledger

    @override
    def views(self) -> Sequence[Option]:
        count = self.values.format.integer(self.total())
        counts = {"entries": count}
        return [
            Option(view, self.context.say(f"land.view.{view}"), "", counts.get(view, ""))
            for view in VIEWS
        ]

    @override
    def view(self) -> str:
        return self._view

    @override
    def choose_view(self, key: str) -> None:
        self._view = key if key in VIEWS else "ledger"
        if self._panel is not None:
            self._panel.hide()
        self.read()

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        self._show_entries()
        super().narrow(where)

    @override
    def show_record(self, record: str) -> None:
        self._show_entries()
        super().show_record(record)

    @override
    def reread(self, changes: Changes) -> None:
        super().reread(changes)
        if self._view == "ledger" and _READ & changes.tables.keys():
            self._say_counts()

    def _show_entries(self) -> None:
        if self._view != "entries":
            self._view = "entries"
            self.read()
            self.heading_changed.emit()

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        two_columns = self._view == "ledger" and not self._pages.is_empty()
        self.line.setVisible(not two_columns and not self._pages.is_empty())
        if two_columns and self.quarter:
            self.ledger.show_until(Quarter.parse(self.quarter).last_day)
            self._pages.setCurrentWidget(self.ledger)

    @override
    def _fit(self) -> None:
        super()._fit()
        if self._view == "ledger":
            self._side.hide()
            self._rule.hide()
