"""Tell what happened to a record: who, when, what from and to, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from domain.records import Kind
from domain.target_units import read_as
from ui.components.due_list import DueList, DueRow
from ui.components.label import Label
from ui.values import in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.records import AuditEntry, Field, Records, Row, Value
    from ui.theme.appearance import Appearance
    from ui.values import Values

_MOST: Final = 60
_LONGEST: Final = 40
_IMPORT: Final = "command.import"
_BETWEEN_FILES: Final = ", "
_LINES: Final = 4
"""A change may take, with what a field held before and after."""


def changed_fields(entry: AuditEntry) -> tuple[str, ...]:
    """Return the fields whose value an entry changed, in the order of the record."""
    before, after = entry.before or {}, entry.after or {}
    names = dict.fromkeys((*before, *after))
    return tuple(name for name in names if before.get(name) != after.get(name) and name != "id")


def action_words(values: Values, key: str) -> str:
    """Return what an action is called."""
    language = values.language
    return language.say(key) if language.texts.has(key) else key.rpartition(".")[2]


def value_words(values: Values, records: Records, field: Field, value: Value) -> str:
    """Return a value of the trail as a reader understands it, shortened."""
    if field.kind is Kind.REFERENCE and isinstance(value, str):
        text = values.record(records, field.target, value)
    else:
        text = values.text(field, value)
    flat = in_one_line(text)
    return f"{flat[:_LONGEST]}…" if len(flat) > _LONGEST else flat


def change_lines(values: Values, records: Records, entry: AuditEntry) -> Iterator[str]:
    """Yield what an entry changed, one sentence per field; a new or removed record is one."""
    language = values.language
    if entry.table not in values.specs:
        return
    if entry.before is None or entry.after is None:
        key = "ui.history.added" if entry.before is None else "ui.history.removed"
        yield language.say(key, entity=values.title_within(entry.table))
        return
    spec = values.specs[entry.table]
    known = {field.name: field for field in spec.fields}
    for name in changed_fields(entry):
        field = known.get(name)
        if field is not None:
            then, now = (read_as(entry.table, field, row) for row in (entry.before, entry.after))
            yield language.say(
                "ui.history.change",
                field=values.name(spec, field),
                before=value_words(values, records, then, entry.before.get(name)),
                after=value_words(values, records, now, entry.after.get(name)),
            )


def called_in(values: Values, records: Records, entry: AuditEntry) -> str:
    """Return how the record of an entry is called, from what the entry itself holds."""
    row: Row = entry.after or entry.before or {}
    return values.named(records, entry.table, row) if entry.table in values.specs else ""


def reason_words(values: Values, entry: AuditEntry) -> str:
    """Return why something was done; of an import of several files only how many they were."""
    files = entry.reason.split(_BETWEEN_FILES)
    several = entry.action == _IMPORT and len(files) > 1 and all("." in each for each in files)
    return values.language.say("ui.history.files", count=len(files)) if several else entry.reason


class HistoryList(QWidget):
    """List the changes of one record, the newest first."""

    def __init__(
        self, appearance: Appearance, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._values = values
        self._note = Label("", "note", wrap=True, parent=self)
        self._list = DueList(appearance, lines=_LINES, parent=self)
        self._list.setObjectName("record.history")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._note)
        column.addWidget(self._list)
        column.addStretch(1)

    def show_record(self, records: Records, table: str, record: str) -> None:
        """Show the changes of a record."""
        entries = records.history(table, record)[::-1]
        rows = [row for entry in entries[:_MOST] for row in self._rows(records, entry)]
        self._list.setAccessibleName(self._values.language.say("ui.history"))
        self._list.set_rows(rows[:_MOST])
        self._note.set_text(self._values.language.say("ui.history.count", count=len(entries)))

    def _rows(self, records: Records, entry: AuditEntry) -> Iterator[DueRow]:
        who = entry.actor.person
        when = self._values.moment(entry.moment)
        why = reason_words(self._values, entry)
        note = " · ".join(part for part in (when, who, why) if part)
        hint = entry.reason if why != entry.reason else ""
        for line in change_lines(self._values, records, entry):
            yield DueRow(str(entry.sequence), line, note, "", "backup", hint=hint)
