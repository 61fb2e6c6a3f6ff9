"""Count the records that belong to a record, and lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.records import Condition, Query
from ui.components.due_list import DueList, DueRow
from ui.components.label import Label

if TYPE_CHECKING:
    from domain.records import EntitySpec, Records
    from ui.theme.appearance import Appearance
    from ui.values import Values


class Related(QWidget):
    """List the entities that refer to a record, each with how many do.

    Signals:
        list_asked: entity and the field that refers to the record.
    """

    list_asked = Signal(str, str)

    def __init__(
        self,
        appearance: Appearance,
        values: Values,
        spec: EntitySpec,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._values = values
        self._places = [
            (other, field.name)
            for other in values.specs.values()
            for field in other.fields
            if field.target == spec.table and field.name not in ("owner", other.inside)
        ]
        self._title = Label("", "heading", parent=self)
        self._list = DueList(appearance, parent=self)
        self._list.setObjectName("record.related")
        self._list.row_chosen.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._list)

    def show_record(self, records: Records, record: str) -> None:
        """Count what belongs to a record; hide the list when nothing does."""
        rows = []
        for number, (other, name) in enumerate(self._places):
            condition = Condition(name, "=", record)
            count = records.count(Query(other.table, where=(condition,)))
            if count:
                title = self._title_of(other, name)
                shown = self._values.format.integer(count)
                rows.append(DueRow(str(number), title, "", shown, other.icon))
        self._title.set_text(self._values.language.say("ui.related"))
        self._list.setAccessibleName(self._values.language.say("ui.related"))
        self._list.set_rows(rows)
        self.setVisible(bool(rows))

    def _title_of(self, other: EntitySpec, name: str) -> str:
        """Return what refers to the record; where an entity does so twice, also as what."""
        title = self._values.title(other.table, many=True)
        if [each.table for each, _ in self._places].count(other.table) == 1:
            return title
        return f"{title} · {self._values.name(other, other.field(name))}"

    def _on_chosen(self, key: str) -> None:
        other, name = self._places[int(key)]
        self.list_asked.emit(other.table, name)
