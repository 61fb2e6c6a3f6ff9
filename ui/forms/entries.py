"""Let the user enter one value: an editor per kind of field behind one face."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from domain.records import Kind
from ui.components.choice import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.records import Field, Value
    from ui.values import Values

READ_ONLY: Final = frozenset({Kind.JSON, Kind.BYTES, Kind.MOMENT})
_LINES_PX: Final = 92
_WAVED_AWAY: Final = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class Entry(QObject):
    """One value being entered.

    Signals:
        committed: the user has finished with the value, by Enter, Tab, a click elsewhere.
        restored: the user took back by Esc what was typed.
        waved_away: the user does not want what was proposed.
    """

    committed = Signal()
    restored = Signal()
    waved_away = Signal()

    def __init__(self, field: Field, values: Values, widget: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self.field = field
        self.values = values
        self.widget = widget
        self.shown: Value = None
        self.proposed: Value = None
        widget.installEventFilter(self)

    def show_value(self, value: Value) -> None:
        """Show what is recorded."""
        self.shown = value

    def value(self) -> Value:
        """Return what was entered.

        Raises:
            DomainError: the text is no value of the field's kind.
        """
        return self.shown

    def typed(self) -> str:
        """Return the text as it stands in the editor."""
        return ""

    def kept(self) -> str:
        """Return what stands in the editor so that ``put`` brings it back in any language."""
        return self.typed()

    def put(self, kept: str) -> None:
        """Enter again what was typed before."""

    def touched(self) -> bool:
        """Tell whether something other than what was shown stands in the editor."""
        return False

    def propose(self, value: Value) -> None:
        """Show greyed what an earlier record says here; None shows nothing.

        Tab takes it over, Esc or Delete waves it away.
        """
        self.proposed = value

    def take(self) -> None:
        """Enter what is proposed, as if it were typed."""

    def open_to_proposal(self) -> bool:
        """Tell whether nothing is recorded or typed here."""
        return self.shown is None and not self.touched()

    def retranslate(self) -> None:
        """Say the value in another language; what was typed and not yet taken stays."""
        if not self.touched():
            self.show_value(self.shown)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.key_pressed(event)
        # A list must not change its value when the page is scrolled over it.
        if event.type() == QEvent.Type.Wheel and isinstance(self.widget, Choice):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def key_pressed(self, event: QKeyEvent) -> bool:
        """Take what was typed back on Esc; tell whether the key is dealt with."""
        if self.proposed is not None and self.open_to_proposal():
            if event.key() == Qt.Key.Key_Tab:
                self.take()
                return False
            if event.key() in _WAVED_AWAY:
                self.propose(None)
                self.waved_away.emit()
                return True
        if event.key() == Qt.Key.Key_Escape and self.touched():
            self.show_value(self.shown)
            self.restored.emit()
            return True
        return False


class LineEntry(Entry):
    """A line of text, a figure, a day: parsed as people write it."""

    def __init__(self, field: Field, values: Values, parent: QWidget) -> None:
        self.line = QLineEdit(parent)
        super().__init__(field, values, self.line, parent)
        self._text = ""
        self.line.editingFinished.connect(self._on_finished)

    @override
    def show_value(self, value: Value) -> None:
        super().show_value(value)
        self._text = self.values.typed(self.field, value)
        self.line.setText(self._text)
        self.line.setCursorPosition(0)

    def read_as(self, field: Field) -> None:
        """Read the figure in another unit; what was typed stays as it was typed."""
        if field == self.field:
            return
        touched, self.field = self.touched(), field
        if not touched:
            self.show_value(self.shown)

    @override
    def propose(self, value: Value) -> None:
        super().propose(value)
        self.line.setPlaceholderText(self.values.typed(self.field, value))

    @override
    def take(self) -> None:
        self.line.setText(self.values.typed(self.field, self.proposed))

    @override
    def value(self) -> Value:
        return self.values.parsed(self.field, self.line.text()) if self.touched() else self.shown

    @override
    def typed(self) -> str:
        return self.line.text()

    @override
    def put(self, kept: str) -> None:
        self.line.setText(kept)

    @override
    def touched(self) -> bool:
        return self.line.text() != self._text

    def _on_finished(self) -> None:
        if self.touched():
            self.committed.emit()


class TextEntry(Entry):
    """Paragraphs; Ctrl+Enter or leaving the field finishes."""

    def __init__(self, field: Field, values: Values, parent: QWidget) -> None:
        self.box = QPlainTextEdit(parent)
        self.box.setTabChangesFocus(True)
        self.box.setFixedHeight(_LINES_PX)
        super().__init__(field, values, self.box, parent)
        self._text = ""

    @override
    def show_value(self, value: Value) -> None:
        super().show_value(value)
        self._text = "" if value is None else str(value)
        self.box.setPlainText(self._text)

    @override
    def value(self) -> Value:
        return self.box.toPlainText().strip() or None

    @override
    def typed(self) -> str:
        return self.box.toPlainText()

    @override
    def put(self, kept: str) -> None:
        self.box.setPlainText(kept)

    @override
    def touched(self) -> bool:
        return self.box.toPlainText() != self._text

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.touched():
            self.committed.emit()
        return super().eventFilter(watched, event)

    @override
    def key_pressed(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.touched():
                self.committed.emit()
            return True
        return super().key_pressed(event)


class ChoiceEntry(Entry):
    """One of a list of keys; a blank line where the value may be unknown."""

    def __init__(
        self,
        field: Field,
        values: Values,
        parent: QWidget,
        choices: Callable[[], Sequence[tuple[str, str]]],
    ) -> None:
        self.list = Choice(parent)
        super().__init__(field, values, self.list, parent)
        self._choices = choices
        self._left: tuple[str, ...] | None = None
        self._offer()
        self.list.activated.connect(self._on_activated)

    @override
    def show_value(self, value: Value) -> None:
        super().show_value(value)
        key = "" if value is None else str(value)
        if self.list.findData(key) < 0:
            self.leave(None)
        self.list.choose(key)

    @override
    def value(self) -> Value:
        key = self.list.key()
        if not key:
            return None
        return int(key) if self.field.kind is Kind.FLAG else key

    @override
    def typed(self) -> str:
        return self.list.currentText()

    @override
    def kept(self) -> str:
        return self.list.key()

    @override
    def put(self, kept: str) -> None:
        self.pick(kept)

    @override
    def touched(self) -> bool:
        return self.list.key() != ("" if self.shown is None else str(self.shown))

    @override
    def retranslate(self) -> None:
        self._offer()
        super().retranslate()

    @override
    def take(self) -> None:
        self.pick(str(self.proposed))

    def pick(self, key: str) -> None:
        """Choose as the user would, before the record is saved."""
        self.leave((key,))
        self.list.choose(key)

    def leave(self, keys: tuple[str, ...] | None) -> None:
        """Offer only some keys, and that in force; None offers all."""
        if keys != self._left:
            self._left = keys
            self._offer()

    def _offer(self) -> None:
        now, left = self.list.key(), self._left
        shown = [each for each in self._choices() if left is None or each[0] in (*left, now)]
        self.list.set_choices([("", "—"), *shown])

    def _on_activated(self) -> None:
        if self.touched():
            self.committed.emit()


class ReadOnlyEntry(Entry):
    """A structure or an instant that only the program writes."""

    def __init__(self, field: Field, values: Values, parent: QWidget) -> None:
        self._box = QPlainTextEdit(parent) if field.kind is Kind.JSON else QLineEdit(parent)
        self._box.setReadOnly(True)
        if isinstance(self._box, QPlainTextEdit):
            self._box.setFixedHeight(_LINES_PX)
        super().__init__(field, values, self._box, parent)

    @override
    def show_value(self, value: Value) -> None:
        super().show_value(value)
        if isinstance(self._box, QPlainTextEdit):
            self._box.setPlainText("" if value is None else str(value))
        else:
            self._box.setText(self.values.text(self.field, value))


def choices_of(field: Field, values: Values) -> Callable[[], Sequence[tuple[str, str]]]:
    """Return what says the keys and words of a field's choices in the language in force."""
    if field.kind is Kind.FLAG:
        return lambda: [("1", values.language.say("ui.yes")), ("0", values.language.say("ui.no"))]
    keys = field.choices.values if field.choices else ()
    return lambda: [(key, values.choice(field, key)) for key in keys]
