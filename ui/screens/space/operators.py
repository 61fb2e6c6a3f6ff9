"""Show contracts with operators: the scorecard of a quarter, and the contracts as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFrame, QScrollArea
from typing_extensions import override

from domain.records import Query
from domain.units import Quarter
from ui.components.option import Option
from ui.screens.entity import EntityScreen
from ui.screens.space.scorecard import ScorecardPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes
    from ui.screens.base import ScreenContext

VIEWS: Final = ("scorecard", "contracts")
_TOUCHING: Final = frozenset({"operator_contract", "operator_indicator", "operator_score", "party"})


class OperatorsScreen(EntityScreen):
    """Show operators in the quarter in force."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._view = "scorecard"
        self._card: ScorecardPage | None = None
        self._area: QScrollArea
        super().__init__(context, context.specs["operator_contract"], parent)

    @property
    def card(self) -> ScorecardPage:
        """The page of the scorecard, made when it is first needed."""
        if self._card is None:
            self._card = ScorecardPage(self.context, self.values, self)
            self._area = QScrollArea(self)
            self._area.setWidgetResizable(True)
            self._area.setFrameShape(QFrame.Shape.NoFrame)
            self._area.setWidget(self._card)
            self._pages.addWidget(self._area)
        return self._card

    @override
    def views(self) -> Sequence[Option]:
        count = self.values.format.integer(self.context.records.count(Query("operator_contract")))
        counts = {"contracts": count}
        return [
            Option(view, self.context.say(f"space.view.{view}"), "", counts.get(view, ""))
            for view in VIEWS
        ]

    @override
    def view(self) -> str:
        return self._view

    @override
    def choose_view(self, key: str) -> None:
        self._view = key if key in VIEWS else "scorecard"
        self._leave_panel()
        self.read()

    def _leave_panel(self) -> None:
        """Give the scorecard the whole page: a contract's record belongs to the table."""
        if self._view == "scorecard" and self._panel is not None:
            self._panel.hide()

    @override
    def show_record(self, record: str) -> None:
        if self._view != "contracts":
            self.choose_view("contracts")
            self.heading_changed.emit()
        super().show_record(record)

    @override
    def reread(self, changes: Changes) -> None:
        super().reread(changes)
        if self._view == "scorecard" and _TOUCHING & changes.tables.keys():
            self._say_counts()

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
        if self._view == "scorecard":
            self._side.hide()
            self._rule.hide()
