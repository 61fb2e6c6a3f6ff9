"""List what an import refused or noticed, the whole words of one at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.screens.import_answer import copied, remark_columns, remark_lines, remark_texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.imports.outcome import Remark
    from ui.screen import ScreenContext


class RemarksPane(QWidget):
    """Show remarks as a table; they can be copied, and the rows refused be written to a file.

    Signals:
        faulty_asked: the user wants the rows that were refused as a file.
    """

    faulty_asked = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self._shown: tuple[Remark, ...] = ()
        self._lines = RowsModel(parent=self)
        self.table = FlatTable(look, parent=self)
        self.table.setModel(self._lines)
        self._none = Label("", "secondary", wrap=True, parent=self)
        self._whole = Label("", "small", wrap=True, parent=self)
        self.copy = Button(look, "", icon="copy", parent=self)
        self.faulty = Button(look, "", icon="export", parent=self)
        for widget, name in (
            (self.table, "remarks"),
            (self._none, "none"),
            (self._whole, "whole"),
            (self.copy, "copy"),
            (self.faulty, "faulty"),
        ):
            widget.setObjectName(f"import.{name}")
        self._lay_out()
        self.table.row_chosen.connect(self._on_row)
        self.copy.clicked.connect(self._on_copy)
        self.faulty.clicked.connect(self.faulty_asked)

    def show_remarks(self, key: str, remarks: Sequence[Remark], *, faulty: bool) -> None:
        """Show remarks of a list, or one sentence where there are none.

        Args:
            key: of the list: ``refused`` or ``findings``.
            remarks: in the order of the files.
            faulty: whether rows were refused that can be written to a file.
        """
        language, say = self._context.language, self._context.say
        columns, self._shown = remark_columns(language), tuple(remarks)
        self._lines.set_columns(columns)
        self._lines.set_rows(remark_lines(remarks, language))
        self.table.setAccessibleName(say("import.lists"))
        self.table.set_columns(columns)
        self.table.setVisible(bool(remarks))
        self._none.set_text(say(f"import.none.{key}"))
        self._none.setVisible(not remarks)
        self.copy.set_text(say("import.copy"))
        self.copy.setVisible(bool(remarks))
        self.faulty.set_text(say("import.write_faulty"))
        self.faulty.setVisible(faulty and key == "refused")
        self._on_row("0" if remarks else "")

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._whole, 1)
        for button in (self.faulty, self.copy):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._none, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _on_row(self, key: str) -> None:
        """Say reason and remedy whole, which the table may have to shorten."""
        if not key:
            self._whole.set_text("")
            return
        texts = remark_texts(self._shown[int(key)], self._context.language)
        self._whole.set_text(f"{texts[5]}\n{texts[6]}")

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(copied(self._shown, self._context.language))
        told = self._context.say("import.copied", count=len(self._shown))
        self._context.desk.tell(told)
