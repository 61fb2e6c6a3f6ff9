"""Show resolutions, rule versions and settlement lines, each with what rests on what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from domain.settling.trace import from_payment, from_resolution, from_version
from ui.forms.panel import Overview
from ui.screens.entity import EntityScreen
from ui.settling.trace_list import TraceList, open_stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.settling.trace import Stop
    from ui.screens.base import ScreenContext
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
        self._stops = stops
        self.trace = TraceList(context, values, "record.trace", self)
        self.trace.stop_chosen.connect(lambda page, record: open_stop(context, page, record))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.trace)

    @override
    def show_record(self, record: str) -> None:
        stops = self._stops(record)
        self.trace.show_stops(stops)
        self.setVisible(bool(stops))


class TracedScreen(EntityScreen):
    """Show an entity of the way from a resolution to a payment."""

    def __init__(self, context: ScreenContext, table: str, parent: QWidget | None = None) -> None:
        super().__init__(context, context.specs[table], parent)

    @override
    def make_overview(self) -> Overview:
        return TraceOverview(self.context, self.values, self.stops, self)

    def stops(self, record: str) -> tuple[Stop, ...]:
        """Return what a record rests on and what rests on it."""
        records = self.context.records
        if self.spec.table == "resolution":
            return from_resolution(records, record, self.quarter)
        if self.spec.table == "sharing_rule_version":
            return from_version(records, record, self.quarter)
        return from_payment(records, record, self.context.lang)
