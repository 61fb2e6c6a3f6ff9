"""Follow a record while it is being typed, before anything of it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from domain.errors import DomainError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.records import Row, Value
    from ui.forms.entries import Entry

_WAIT_MS: Final = 200


class LiveRow(QObject):
    """Read the editors of a form as a record.

    Signals:
        typed: something was typed or shown, after a short pause.
    """

    typed = Signal()

    def __init__(self, entries: Mapping[str, Entry], parent: QObject) -> None:
        super().__init__(parent)
        self._entries = entries
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.typed)
        for entry in entries.values():
            editor = entry.widget
            if isinstance(editor, QLineEdit | QPlainTextEdit):
                editor.textChanged.connect(self._timer.start)
            elif isinstance(editor, QComboBox):
                editor.currentIndexChanged.connect(self._timer.start)

    def row(self, record: str) -> Row:
        """Return what stands in the editors; ``record`` is empty while it is new.

        What cannot be read as a value is unknown for now: its refusal is told when it is saved.
        """
        found: dict[str, Value] = {"id": record or None}
        for name, entry in self._entries.items():
            try:
                found[name] = entry.value()
            except DomainError:
                found[name] = None
        return found
