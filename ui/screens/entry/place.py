"""Keep the cell in which somebody types, and what is typed there, while the grid is read anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractItemDelegate

from ui.screens.entry.lines import Refused

if TYPE_CHECKING:
    from domain.entry import Layout
    from domain.units import Quarter
    from ui.screens.entry.model import EntryModel
    from ui.screens.entry.table import FigureTable


@dataclass(frozen=True, slots=True)
class _Kept:
    """The current cell by what it stands for; ``text`` is None where nobody types."""

    layout: Layout
    quarter: Quarter | None
    subject: str
    note: str
    name: str
    text: str | None


class KeptPlace(QObject):
    """Go back to the current cell after the lines were read again.

    What another window, an import or another hand changes must not take from under the hands
    what is being typed: it is typed on, or stays in its cell where nothing can be typed any more.
    """

    def __init__(self, table: FigureTable, figures: EntryModel) -> None:
        super().__init__(table)
        self._table = table
        self._figures = figures
        self._kept: _Kept | None = None
        figures.modelAboutToBeReset.connect(self._on_begun)
        figures.modelReset.connect(self._on_read)

    def _on_begun(self) -> None:
        index, figures = self._table.currentIndex(), self._figures
        self._kept = None
        field = figures.field_of(index)
        if field is None or index.row() >= figures.rowCount():
            return
        line, editor = figures.line(index.row()), self._table.open_editor()
        text = None
        if editor is not None and editor.isModified():
            text = editor.text()
            self._table.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._kept = _Kept(
            figures.layout, figures.held.quarter, line.subject, line.note, field.name, text
        )

    def _on_read(self) -> None:
        kept, held = self._kept, self._figures.held
        if kept is None or (kept.layout, kept.quarter) != (held.layout, held.quarter):
            return
        place = (kept.subject, kept.note, kept.name)
        row = held.row_of(place)
        if row < 0:
            return
        if kept.text is not None and not held.editable:
            say = self._figures.text.values.language.say
            held.refused[place] = Refused(kept.text, say("entry.not_saved"))
        index = self._figures.index(row, kept.layout.fields.index(kept.name) + 1)
        self._table.setCurrentIndex(index)
        if kept.text is not None and held.editable:
            self._table.edit(index)
            editor = self._table.open_editor()
            if editor is not None:
                editor.setText(kept.text)
                editor.setModified(True)
