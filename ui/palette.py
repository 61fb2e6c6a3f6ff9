"""Find any screen, command or record by typing part of its name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from domain.records import Kind, Query
from ui.components.due_list import DueList, DueRow
from ui.components.focus_back import FocusBack
from ui.components.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from domain.records import Records
    from ui.theme.appearance import Appearance
    from ui.values import Values

SEARCHED: Final = (
    "firm",
    "return_project",
    "meeting",
    "resolution",
    "action_item",
    "agreement",
    "lease",
    "patent",
    "building",
    "unit",
    "party",
    "region",
    "person",
    "broker",
)
_EACH: Final = 5
_WIDTH: Final = 560
_HEIGHT: Final = 420
_WAIT_MS: Final = 80
_AROUND: Final = 36
"""Margins and gap around field and list, with the border."""
_ONE_LINE: Final = 24
_RECORD: Final = "record"


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to go to: key, words, what it is, icon."""

    key: str
    text: str
    kind: str
    icon: str


class Palette(QFrame):
    """Show a field and what it finds, over the window.

    Signals:
        entry_chosen: the key of a screen or command.
        record_chosen: entity and id.
        closed: the palette was left.
    """

    entry_chosen = Signal(str)
    record_chosen = Signal(str, str)
    closed = Signal()

    def __init__(
        self,
        appearance: Appearance,
        values: Values,
        records: Records,
        entries: Callable[[], Sequence[Entry]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._values = values
        self._records = records
        self._entries = [entries]
        self._window = parent
        self._back = FocusBack(self)
        self.setProperty("part", "box")
        self.setObjectName("palette")
        self.field = QLineEdit(self)
        self.field.setObjectName("palette.words")
        self.list = DueList(appearance, fit=False, marked=True, parent=self)
        self.list.setObjectName("palette.found")
        self.list.row_chosen.connect(self._on_chosen)
        self._nothing = Label("", "secondary", wrap=True, parent=self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self.field.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
        self.hide()

    def offer(self, entries: Callable[[], Sequence[Entry]]) -> None:
        """Offer more entries, after those there are."""
        self._entries.append(entries)

    def open(self) -> None:
        """Appear, empty, with the cursor in the field."""
        self._back.remember()
        say = self._values.language.say
        self.field.setPlaceholderText(say("ui.palette.hint"))
        self.field.setAccessibleName(say("ui.palette.hint"))
        self.list.setAccessibleName(say("ui.palette.found"))
        self.field.clear()
        self.search()
        self._fit()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Disappear."""
        self._timer.stop()
        held = self._back.holds_focus()
        self.hide()
        if held:
            self._back.give_back()
        self.closed.emit()

    def search(self) -> None:
        """Show what the words find."""
        self._timer.stop()
        words = self.field.text().strip()
        rows = [*self._places(words), *self._found(words)]
        self.list.set_rows(rows)
        self._nothing.set_text(self._values.language.say("ui.palette.nothing", words=words))
        self._nothing.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if rows:
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._fit()

    def _fit(self) -> None:
        """Take the place that what was found needs, below the head of the window."""
        width = min(_WIDTH, self._window.width() - 48)
        most = min(_HEIGHT, self._window.height() - 96)
        below = self.list.content_height() if self.list.model().rowCount() else _ONE_LINE
        wanted = self.field.sizeHint().height() + below + _AROUND
        self.setGeometry((self._window.width() - width) // 2, 56, width, min(wanted, most))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._on_focus_left)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            count = self.list.model().rowCount()
            row = min(max(self.list.currentIndex().row() + step, 0), max(count - 1, 0))
            self.list.setCurrentIndex(self.list.model().index(row, 0))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.search()
            self.list.activated.emit(self.list.currentIndex())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return False

    def _places(self, words: str) -> Iterator[DueRow]:
        wanted = words.casefold().split()
        found = [
            (not entry.text.casefold().startswith(words.casefold()), not named, entry)
            for entry in (each for entries in self._entries for each in entries())
            if all(word in f"{entry.text} {entry.kind}".casefold() for word in wanted)
            for named in [all(word in entry.text.casefold() for word in wanted)]
        ]
        # What begins with the words comes first, what only stands in such a place last.
        for _later, _last, entry in sorted(found, key=lambda each: each[:2]):
            yield DueRow(entry.key, entry.text, "", entry.kind, entry.icon)

    def _found(self, words: str) -> Iterator[DueRow]:
        if not words:
            return
        for table in SEARCHED:
            spec = self._values.specs[table]
            names = [n for n in spec.label if spec.field(n).kind is not Kind.REFERENCE]
            names += [n for n in spec.key if n not in names and not spec.field(n).target]
            query = Query(table, columns=tuple(names), search=words, limit=_EACH)
            for row in self._records.select(query):
                text = self._values.label(table, row)
                code = str(row.get(spec.key[0]) or "") if len(spec.key) == 1 else ""
                right = f"{self._values.title(table)} {code if code != text else ''}".strip()
                key = ":".join((_RECORD, table, str(row["id"])))
                yield DueRow(key, text, "", right, spec.icon)

    def _on_chosen(self, key: str) -> None:
        self.leave()
        if key.startswith(_RECORD):
            _, table, record = key.split(":", 2)
            self.record_chosen.emit(table, record)
        else:
            self.entry_chosen.emit(key)

    def _on_focus_left(self) -> None:
        if self.isVisible() and not self.isAncestorOf(self.focusWidget() or self.field):
            self.leave()
