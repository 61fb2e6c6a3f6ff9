"""List what an amount rests on and where it is reported, each one click away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.due_list import DueList, DueRow
from ui.components.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.settling.trace import Stop
    from ui.screen import ScreenContext
    from ui.values import Values

ICONS: Final = {
    "resolution": "meetings",
    "version": "agreements",
    "proposed": "agreements",
    "settlement": "models",
    "not_drawn_up": "models",
    "line": "models",
    "counted": "models",
    "report": "reports",
    "draft": "reports",
}
"""Kind of a stop → its icon."""


class TraceList(QWidget):
    """Show the stops of a way; choosing one opens it.

    Signals:
        stop_chosen: page and record of the stop.
    """

    stop_chosen = Signal(str, str)

    def __init__(
        self, context: ScreenContext, values: Values, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._stops: tuple[Stop, ...] = ()
        self._title = Label("", "heading", parent=self)
        self.list = DueList(context.appearance, lines=2, parent=self)
        self.list.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.list)
        self.list.row_chosen.connect(self._on_chosen)

    def show_stops(self, stops: Sequence[Stop]) -> None:
        """Show other stops; without any nothing is shown."""
        self._stops = tuple(stops)
        title = self._context.say("trace.title")
        self._title.set_text(title)
        self.list.setAccessibleName(title)
        self.list.set_rows(
            [
                DueRow(str(at), stop_words(self._context, self._values, stop), "", "",
                       ICONS[stop.kind])
                for at, stop in enumerate(stops)
            ]
        )  # fmt: skip
        self.setVisible(bool(stops))

    def _on_chosen(self, key: str) -> None:
        stop = self._stops[int(key)]
        self.stop_chosen.emit(stop.page, stop.record)


def stop_words(context: ScreenContext, values: Values, stop: Stop) -> str:
    """Return what a stop is called."""
    told = dict(stop.told)
    if "quarter" in told:
        told["quarter"] = values.quarter(told["quarter"])
    if "state" in told:
        told["state"] = context.say(f"choice.settlement_state.{told['state']}")
    if "languages" in told:
        key = told["languages"].replace("+", "_")
        told["languages"] = context.say(f"reports.language.{key}")
    return context.say(f"trace.{stop.kind}", **told)


def open_stop(context: ScreenContext, page: str, record: str) -> None:
    """Show a stop on its page."""
    if record:
        context.desk.open_record(page, record)
    else:
        context.desk.open_screen(page)
