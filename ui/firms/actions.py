"""Offer what can be done with the table of firms: keep the view, choose columns, change many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from ui.components.buttons import Button
from ui.firms.view_row import ViewRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QWidget

    from ui.screen import ScreenContext

_COLUMNS: Final = ("stage", "months", "revenue", "change", "line")


class FirmActions(QObject):
    """Hold the button with its menu, and the row that asks for the name of a view.

    Signals:
        bulk_asked: one field of many firms shall change.
        column_switched: a column, and whether it is shown.
        view_removed: the kept view in force shall go.
    """

    bulk_asked = Signal()
    column_switched = Signal(str, bool)
    view_removed = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self.button = Button(context.appearance, "", icon="sliders-horizontal", parent=parent)
        self.button.setObjectName("firm.more")
        self.view_row = ViewRow(context.appearance, parent)
        self.menu = QMenu(self.button)
        self.keep = QAction(self.menu)
        self.keep.setShortcut(QKeySequence("Ctrl+Shift+K"))
        self.keep.triggered.connect(self.view_row.ask)
        self.remove = QAction(self.menu)
        self.remove.triggered.connect(self.view_removed)
        self.bulk = QAction(self.menu)
        self.bulk.setShortcut(QKeySequence("Ctrl+Shift+B"))
        self.bulk.triggered.connect(self.bulk_asked)
        self.columns = {name: QAction(self.menu) for name in _COLUMNS}
        self.menu.addActions([self.keep, self.remove, self.bulk])
        self.menu.addSeparator()
        for name, action in self.columns.items():
            action.setCheckable(True)
            action.setChecked(True)
            action.triggered.connect(
                lambda shown, each=name: self.column_switched.emit(each, shown)
            )
            self.menu.addAction(action)
        parent.addActions([self.keep, self.bulk])
        self.button.clicked.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self.button.set_text(say("firms.more"))
        self.keep.setText(say("view.save"))
        self.remove.setText(say("view.remove"))
        self.bulk.setText(say("bulk.ask"))
        for name, action in self.columns.items():
            action.setText(say("firms.column", name=say(_NAMES[name])))
        self.view_row.say(self._context.words)

    def say(self, hidden: Collection[str], *, kept: bool) -> None:
        """Show which columns are there, and whether a kept view is in force."""
        for name, action in self.columns.items():
            action.setChecked(name not in hidden)
        self.remove.setVisible(kept)
        writable = self._context.bus.writable
        for action in (self.keep, self.remove, self.bulk):
            action.setEnabled(writable)

    def _open(self) -> None:
        self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))


_NAMES: Final = {
    "stage": "firms.stage",
    "months": "firms.months",
    "revenue": "firms.revenue",
    "change": "firms.change.name",
    "line": "firms.line",
}
