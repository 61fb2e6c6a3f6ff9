"""Head the files of a record with a title, as a part of its panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.attachments.shelf import Attachments
from ui.components.label import Label

if TYPE_CHECKING:
    from ui.bus import Bus
    from ui.theme.appearance import Appearance
    from ui.values import Values


class FilesPart(QWidget):
    """Show title and files of a record."""

    def __init__(
        self, appearance: Appearance, bus: Bus, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values = values
        self._title = Label("", "heading", parent=self)
        self.files = Attachments(
            appearance, bus, values, narrow=True, name="record.files", parent=self
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self.files)

    def show_record(self, table: str, record: str) -> None:
        """Show the files of a record."""
        self._title.set_text(self._values.language.say("attachments.title"))
        self.files.show_record(table, record)
