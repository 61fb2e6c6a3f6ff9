"""Show resolutions and settlement lines, each with what rests on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from domain.settling.trace import from_payment, from_resolution
from ui.components.label import Label
from ui.forms.panel import Overview
from ui.meetings.vote_summary import VoteSummary
from ui.screens.entity import EntityScreen
from ui.settling.trace_list import TraceList, open_stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.settling.trace import Stop
    from ui.screen import ScreenContext
    from ui.values import Values


class TraceOverview(Overview):
    """List what a record rests on and what rests on it, before its facts."""

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        stops: Callable[[str], tuple[Stop, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.stops = stops
        self.trace = TraceList(context, values, "record.trace", self)
        self.trace.stop_chosen.connect(lambda page, record: open_stop(context, page, record))
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(12)
        self.body.addWidget(self.trace)

    @override
    def show_record(self, record: str) -> None:
        stops = self.stops(record)
        self.trace.show_stops(stops)
        self.setVisible(bool(stops))


class ResolutionOverview(TraceOverview):
    """Say what was decided and how it was voted, before what rests on it."""

    covers = frozenset({"text"})

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        stops: Callable[[str], tuple[Stop, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(context, values, stops, parent)
        self._records = context.records
        self._text = Label("", wrap=True, parent=self)
        self.votes = VoteSummary(context, values, self)
        self.body.insertWidget(0, self._text)
        self.body.insertWidget(1, self.votes)

    @override
    def show_record(self, record: str) -> None:
        super().show_record(record)
        row = self._records.get("resolution", record) or {}
        self._text.set_text(str(row.get("text") or ""))
        # Without a vote a bar would tell nothing.
        voted = bool(self._records.find("vote", resolution=record))
        self.votes.setVisible(voted)
        if voted:
            self.votes.show_votes(row)
        self.trace.setVisible(bool(self.stops(record)))
        self.setVisible(True)


class TracedScreen(EntityScreen):
    """Show an entity of the way from a resolution to a payment."""

    def __init__(self, context: ScreenContext, table: str, parent: QWidget | None = None) -> None:
        super().__init__(context, context.specs[table], parent)

    @override
    def make_overview(self) -> Overview:
        resolution = self.spec.table == "resolution"
        kind = ResolutionOverview if resolution else TraceOverview
        return kind(self.context, self.values, self.stops, self)

    def stops(self, record: str) -> tuple[Stop, ...]:
        """Return what a record rests on and what rests on it."""
        records = self.context.records
        if self.spec.table == "resolution":
            return from_resolution(records, record, self.quarter)
        return from_payment(records, record, self.context.lang)
