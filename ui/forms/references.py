"""Let the user find the record that a field refers to by typing part of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QWidget
from typing_extensions import override

from domain.errors import DomainError
from domain.records import Kind, Query
from ui.components.elided_line import ElidedLine
from ui.forms.entries import Entry

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from domain.records import Field, Records, Row, Value
    from ui.values import Values

_MOST: Final = 20
_WAIT_MS: Final = 120


class ReferenceEntry(Entry):
    """A record of another entity, found as one types; Down lists the first ones."""

    def __init__(self, field: Field, values: Values, records: Records, parent: QWidget) -> None:
        self.line = ElidedLine(parent)
        super().__init__(field, values, self.line, parent)
        self._records = records
        self._text = ""
        self._found: list[tuple[str, str]] = []
        self._picked: tuple[str, str] = ("", "")
        self._names = QStringListModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setWidget(self.line)
        self._completer.activated.connect(self._on_picked)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._on_pause)
        self.line.textEdited.connect(lambda _text: self._timer.start())
        self.line.editingFinished.connect(self._on_finished)
        self.line.setPlaceholderText(values.language.say("ui.reference.hint"))

    def candidates(self, typed: str) -> list[tuple[str, str]]:
        """Return id and name of the records that what was typed may mean."""
        target = self.field.target
        spec = self.values.specs[target]
        names = [name for name in spec.label if spec.field(name).kind is not Kind.REFERENCE]
        names += [name for name in spec.key if name not in names]
        query = Query(target, columns=tuple(names), search=typed.strip(), limit=_MOST)
        return [(str(row["id"]), self._name(row)) for row in self._records.select(query)]

    @override
    def show_value(self, value: Value) -> None:
        super().show_value(value)
        self._timer.stop()
        self._text = ""
        if value is not None:
            self._text = self.values.record(self._records, self.field.target, str(value))
        self.line.setText(self._text)
        self.line.setCursorPosition(0)

    @override
    def value(self) -> Value:
        typed = self.line.text().strip()
        if not self.touched():
            return self.shown
        if not typed:
            return None
        if typed == self._picked[1]:
            return self._picked[0]
        found = self.candidates(typed)
        exact = [record for record, name in found if typed in (name, name.split(" · ")[0])]
        if len(exact) == 1:
            return exact[0]
        if len(found) == 1:
            return found[0][0]
        key = "reference_ambiguous" if found else "reference_not_found"
        raise DomainError(key, field=self.field.name, value=typed, count=len(found))

    @override
    def typed(self) -> str:
        return self.line.text()

    @override
    def put(self, kept: str) -> None:
        self.line.setText(kept)

    @override
    def touched(self) -> bool:
        return self.line.text() != self._text

    @override
    def propose(self, value: Value) -> None:
        super().propose(value)
        words = self.values.language.say("ui.reference.hint")
        if value is not None:
            words = self.values.record(self._records, self.field.target, str(value))
        self.line.setPlaceholderText(words)

    @override
    def take(self) -> None:
        self._picked = (str(self.proposed), self.line.placeholderText())
        self.line.setText(self.line.placeholderText())

    @override
    def retranslate(self) -> None:
        self.propose(self.proposed)
        super().retranslate()

    @override
    def key_pressed(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down and not self._offering() and not self.line.isReadOnly():
            self._offer("" if not self.touched() else self.line.text())
            return True
        return super().key_pressed(event)

    def _offering(self) -> bool:
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

    def _name(self, row: Row) -> str:
        target = self.field.target
        label = self.values.record(self._records, target, str(row["id"]))
        spec = self.values.specs[target]
        code = str(row.get(spec.key[0]) or "") if len(spec.key) == 1 else ""
        return f"{label} · {code}" if code and code != label else label

    def _offer(self, typed: str) -> None:
        self._found = self.candidates(typed)
        self._names.setStringList([name for _record, name in self._found])
        if self._found:
            self._completer.complete()

    def _on_pause(self) -> None:
        if self.line.hasFocus():
            self._offer(self.line.text())

    def _on_picked(self, name: str) -> None:
        popup = self._completer.popup()
        row = popup.currentIndex().row() if popup is not None else -1
        if not (0 <= row < len(self._found) and self._found[row][1] == name):
            row = [each for _record, each in self._found].index(name)
        record = self._found[row][0]
        self._timer.stop()
        self._picked = (record, name)
        self.line.setText(name)
        if record != self.shown:
            self.committed.emit()
        else:
            self.show_value(record)

    def _on_finished(self) -> None:
        self._timer.stop()
        if self.touched() and not self._offering():
            self.committed.emit()
