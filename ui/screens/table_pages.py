"""Show a table, or say in its place that there is nothing to show and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.components.empty_state import EmptyState
from ui.refusal import allow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.errors import DomainError
    from domain.records import EntitySpec
    from ui.screen import ScreenContext
    from ui.values import Values

MADE_ON: Final[Mapping[str, str]] = {
    "submission": "quarter",
    "agreed_figure": "quarter",
    "closing": "quarter",
    "report_issue": "reports",
    "gate_finding": "pipeline",
    "saved_view": "firm",
    "merged_record": "firm",
    "distinct_pair": "firm",
    "attachment": "firm",
    "import_mapping": "data",
    "person_password": "settings",
    "settlement_line": "settlement",
    "settlement_correction": "settlement",
    "settlement_escrow": "settlement",
}
"""Entity whose records no form adds → page on which they come about."""


class TablePages(QStackedWidget):
    """Hold the table, the page of an empty table and that of a search without result.

    Signals:
        add_asked: the user wants the first record.
        clear_asked: the user wants all records back.
    """

    add_asked = Signal()
    clear_asked = Signal()

    def __init__(
        self, context: ScreenContext, spec: EntitySpec, table: QWidget, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._table = table
        self._source = MADE_ON.get(spec.table, "")
        self._empty = EmptyState(context.appearance, spec.icon, self)
        self._none_left = EmptyState(context.appearance, "search", self)
        for page in (table, self._empty, self._none_left):
            self.addWidget(page)
        self._empty.action_asked.connect(self._on_empty_action)
        self._none_left.action_asked.connect(self.clear_asked)

    def retranslate(self, title: str, add: str) -> None:
        """Say everything in the language in force; ``add`` is the action of an empty table."""
        say = self._context.say
        if self._source:
            page = self._page()
            sentence = say("ui.empty.elsewhere", entities=title, page=page)
            self._empty.set_words(sentence, say("ui.open_page", page=page), "arrow-right")
        else:
            writable = self._context.bus.writable
            self._empty.set_words(say("ui.empty", entities=title), add if writable else "", "add")
        self._none_left.set_words(say("ui.none_left"), say("ui.clear"), "close")

    def bar(self, values: Values, refused: DomainError | None) -> None:
        """Let the first record be added, or say in the button why whoever works may not."""
        if not self._source:
            allow(self._empty.action, values, refused)

    def _page(self) -> str:
        """Return what the page is called on which the records come about."""
        key = f"page.{self._source}"
        known = self._context.language.texts.has(key)
        return self._context.say(key if known else f"entity.{self._source}.many")

    def choose(self, *, shown: int, total: int) -> QWidget:
        """Show the table where there are rows, else what is to be done; return what is shown."""
        page = self._table if shown else self._none_left if total else self._empty
        self.setCurrentWidget(page)
        return page

    def stand_back(self, *, adding: bool) -> bool:
        """Leave the primary button to the panel while it adds; tell whether one stands here."""
        self._empty.set_kind("secondary" if adding else "primary")
        return self.is_empty()

    def is_empty(self) -> bool:
        """Tell whether there is not a single record."""
        return self.currentWidget() is self._empty

    def _on_empty_action(self) -> None:
        if self._source:
            self._context.desk.open_screen(self._source)
        else:
            self.add_asked.emit()
