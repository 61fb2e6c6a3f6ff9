"""Write the records of a table that are shown, or those selected, to a spreadsheet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView

from domain.errors import DomainError
from domain.records import Condition, Query
from ui.components.buttons import Button
from ui.refusal import reason_of, sentence
from ui.row_source import QueryRows
from ui.sheet_export import ask_file

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.record_table import RecordTable
    from ui.screen import ScreenContext
    from ui.values import Values

_KEYS: Final = "Ctrl+E"


class ExportButton(Button):
    """Export what a table shows, in its order; more than one selected row narrows to those."""

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        entity: str,
        table: RecordTable,
        parent: QWidget,
    ) -> None:
        super().__init__(context.appearance, "", "quiet", icon="export", small=True, parent=parent)
        self.setObjectName(f"{entity}.export")
        self._context = context
        self._values = values
        self._table = table
        self.setVisible(context.services.export_table is not None)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        keys = QShortcut(QKeySequence(_KEYS), parent)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.click)
        self.clicked.connect(self.export)
        context.language.language_changed.connect(self.retranslate)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the action in the language in force."""
        self.set_text(self._context.say("export.action"))
        self.setToolTip(self._context.say("export.action.about"))

    def query(self) -> Query:
        """Return which records would be written, in what order."""
        model = self._table.records
        chosen = sorted({index.row() for index in self._table.selectedIndexes()})
        if len(chosen) > 1:
            ids = tuple(model.key(row) for row in chosen)
            return Query(model.source.table, where=(Condition("id", "in", ids),), order=self._order)
        source = model.source
        if isinstance(source, QueryRows):
            return replace(source.query, columns=(), limit=None, offset=0)
        ids = tuple(model.key(row) for row in range(model.rowCount()))
        return Query(source.table, where=(Condition("id", "in", ids),), order=self._order)

    @property
    def _order(self) -> tuple[str, ...]:
        source = self._table.records.source
        if isinstance(source, QueryRows):
            return source.order
        # Rows that the program computes may be sorted by what is no field of the record.
        return self._context.specs[source.table].order

    def export(self) -> None:
        """Ask where to, write beside the window, tell how many records were written."""
        write, say = self._context.services.export_table, self._context.say
        if write is None:
            return
        query = self.query()
        path = ask_file(self._context, self, self._values.title(query.table, many=True))
        if path is None:
            return
        lang = self._context.lang
        count = self._context.records.count(query)
        told = say(
            "export.done",
            count=count,
            shown=self._values.format.integer(count),
            file=path.name,
        )
        task = self._context.tasks.start(lambda _progress: write(query, lang, path))
        task.finished.connect(lambda _none: self._context.desk.tell(told))
        task.failed.connect(self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, DomainError):
            words = sentence(self._values, error)
        else:
            words = self._context.say("data.export_failed", reason=reason_of(self._values, error))
        self._context.desk.tell(words, icon="state.crit")
