"""Keep files with a record: add them, give them back, take them away."""

from __future__ import annotations

import hashlib
import mimetypes
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from domain.commands import AddRow, RemoveRow
from domain.errors import DomainError
from domain.records import Condition, Query
from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import KEY, RowsModel

if TYPE_CHECKING:
    from ui.screens.base import ScreenContext
    from ui.values import Values

MOST_BYTES: Final = 20_000_000
"""Largest file that is kept: the whole workbook travels with each copy."""

_COLUMNS: Final = ("name", "size", "added_at", "sha256")
_DIGITS: Final = 16


class FileAsking(Protocol):
    """What is asked of the dialogs for files."""

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return a file to keep, None when the user gives up."""
        ...

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return where to write a file, ``name`` proposed, None when the user gives up."""
        ...


class FileDialogs:
    """The dialogs of the system."""

    def ask_which(self, parent: QWidget) -> Path | None:
        """Return a file to keep, None when the user gives up."""
        chosen, _kind = QFileDialog.getOpenFileName(parent)
        return Path(chosen) if chosen else None

    def ask_where(self, parent: QWidget, name: str) -> Path | None:
        """Return where to write a file, ``name`` proposed, None when the user gives up."""
        chosen, _kind = QFileDialog.getSaveFileName(parent, "", name)
        return Path(chosen) if chosen else None


def plain_name(name: str) -> str:
    """Return a name without anything that could be a way to another folder."""
    last = PurePosixPath(PureWindowsPath(name).name).name
    kept = "".join(sign for sign in last if sign.isprintable() and sign not in '<>:"|?*')
    return kept.strip(". ") or "file"


def keep_file(table: str, record: str, path: Path) -> AddRow:
    """Return the command that keeps a file with a record.

    Raises:
        DomainError: ``attached_too_large`` or ``attached_unreadable``.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            limit = MOST_BYTES // 1_000_000
            raise DomainError("attached_too_large", value=path.name, limit=limit)
        content = path.read_bytes()
    except OSError as error:
        raise DomainError("attached_unreadable", value=path.name) from error
    values = {
        "owner_table": table,
        "owner_record": record,
        "name": plain_name(path.name),
        "media_type": mimetypes.guess_type(path.name)[0],
        "content": content,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "added_at": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }
    return AddRow("attachment", values, key="command.keep_file")


class Attachments(QWidget):
    """List the files of a record.

    Signals:
        refused: :class:`DomainError` that says why nothing was done.
    """

    refused = Signal(object)

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._owner = ("", "")
        self.dialogs: FileAsking = FileDialogs()
        look = context.appearance
        self._none = Label("", "secondary", wrap=True, parent=self)
        self._model = RowsModel(parent=self)
        self.table = FlatTable(look, fit=True, parent=self)
        self.table.setObjectName("attachments.table")
        self.table.setModel(self._model)
        self.add_button = Button(look, "", icon="attachment", parent=self)
        self.add_button.setObjectName("attachments.add")
        self.save_button = Button(look, "", icon="export", parent=self)
        self.save_button.setObjectName("attachments.save")
        self.remove_button = Button(look, "", "danger", parent=self)
        self.remove_button.setObjectName("attachments.remove")
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.add_button, self.save_button, self.remove_button):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._none)
        column.addWidget(self.table)
        column.addLayout(row)
        self.add_button.clicked.connect(self._on_add)
        self.save_button.clicked.connect(self._on_save)
        self.remove_button.clicked.connect(self._on_remove)
        self.table.row_opened.connect(lambda _key: self._on_save())

    def count(self) -> int:
        """Return how many files there are."""
        return self._model.rowCount()

    def show_record(self, table: str, record: str) -> None:
        """Show the files of a record."""
        self._owner = (table, record)
        say, spec = self._context.say, self._context.specs["attachment"]
        fields = [spec.field(name) for name in _COLUMNS]
        columns = [
            Column(self._values.name(spec, each), "text", -1 if at else 0)
            for at, each in enumerate(fields)
        ]
        where = (Condition("owner_table", "=", table), Condition("owner_record", "=", record))
        found = self._context.records.select(Query("attachment", columns=_COLUMNS, where=where))
        rows = []
        for row in found:
            texts = [self._values.with_unit(each, row[each.name]) for each in fields]
            digest = str(row["sha256"])
            rows.append([*(Cell(each) for each in texts[:-1]), Cell(digest[:_DIGITS], tip=digest)])
        self._model.set_columns(columns)
        self._model.set_rows(rows, [str(row["id"]) for row in found])
        self.table.set_columns(columns)
        self.table.setVisible(bool(rows))
        self.table.setAccessibleName(say("firm_page.attachments"))
        self._none.set_text("" if rows else say("firm_page.attachments.none"))
        self._none.setVisible(not rows)
        for button, key in (
            (self.add_button, "add"),
            (self.save_button, "save"),
            (self.remove_button, "remove"),
        ):
            button.set_text(say(f"firm_page.attachments.{key}"))
        writable = self._context.bus.writable
        self.add_button.setEnabled(writable)
        self.remove_button.setVisible(bool(rows) and writable)
        self.save_button.setVisible(bool(rows))

    def chosen(self) -> str:
        """Return the file in force, the only one when none is chosen."""
        index = self.table.currentIndex()
        if index.isValid():
            return str(index.data(KEY))
        return self._model.key(0) if self.count() == 1 else ""

    def _on_add(self) -> None:
        path = self.dialogs.ask_which(self)
        if path is None:
            return
        try:
            self._context.bus.run(keep_file(*self._owner, path))
        except DomainError as error:
            self.refused.emit(error)

    def _on_save(self) -> None:
        row = self._context.records.get("attachment", self.chosen())
        path = self.dialogs.ask_where(self, plain_name(str(row["name"]))) if row else None
        if row is None or path is None:
            return
        content = row["content"]
        try:
            path.write_bytes(content if isinstance(content, bytes) else b"")
        except OSError:
            self.refused.emit(DomainError("attached_unwritable", value=path.name))
            return
        self._context.desk.tell(self._context.say("firm_page.attachments.saved", file=path.name))

    def _on_remove(self) -> None:
        record = self.chosen()
        if record and self._context.bus.attempt(RemoveRow("attachment", record)):
            words = self._context.say("firm_page.attachments.removed")
            self._context.desk.tell(words, undo=True)
