"""Lead from a place of a report to the records that it tells of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.components.buttons import IconButton
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QPoint

    from ui.report_ports import Place
    from ui.screen import ScreenContext


class SourcesButton(IconButton):
    """List the records that the page in force tells of, and lead to one of them.

    Signals:
        record_asked: page and id of the record.
    """

    record_asked = Signal(str, str)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context.appearance, "link", "", parent=parent)
        self.setObjectName("reports.sources")
        self._context = context
        self._values = Values(context.language, context.specs)
        self._places: tuple[Place, ...] = ()
        self.clicked.connect(self._on_clicked)
        self.say_again()

    def say_again(self) -> None:
        """Say what the button does in the language in force."""
        self.set_name(self._context.say("reports.sources"))

    def show_places(self, places: Sequence[Place]) -> None:
        """Offer the records of these places; without any there is nothing to list."""
        self._places = tuple(places)
        self.setEnabled(bool(places))

    def ask(self, place: Place, at: QPoint) -> None:
        """Lead to the record of a place; where it tells of several, ask for one."""
        if len(place.records) == 1:
            self._lead(*place.records[0])
        else:
            self._offer(place.records, at)

    def _on_clicked(self) -> None:
        records = dict.fromkeys(each for place in self._places for each in place.records)
        self._offer(records, self.mapToGlobal(self.rect().bottomLeft()))

    def _offer(self, records: Iterable[tuple[str, str]], at: QPoint) -> None:
        menu = QMenu(self)
        menu.setObjectName("reports.sources_menu")
        for table, record in records:
            words = self._words(table, record)
            menu.addAction(words).triggered.connect(partial(self._lead, table, record))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _lead(self, table: str, record: str) -> None:
        # A line is explained where its settlement is reckoned.
        self.record_asked.emit("settlement" if table == "settlement_line" else table, record)

    def _words(self, table: str, record: str) -> str:
        """Name a record by its entity and itself."""
        return self._context.say(
            "reports.source",
            entity=self._values.title(table),
            name=self._values.record(self._context.records, table, record),
        )
