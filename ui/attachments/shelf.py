"""Show the files kept with a record: add, open, give back, take away."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.commands import RemoveRow
from domain.entities.checks import text_of, whole_of
from domain.errors import DomainError
from domain.records import Condition, Query
from storage.scratch import scratch_folder
from ui.attachments.dialogs import FileAsking, FileDialogs
from ui.attachments.keeping import (
    can_keep,
    is_program,
    keep_files,
    pasted,
    plain_name,
    read_file,
    sort_of,
)
from ui.components.buttons import Button, LinkButton
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import KEY, RowsModel
from ui.refusal import sentence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from domain.records import Row
    from ui.attachments.keeping import KeptFile
    from ui.bus import Bus
    from ui.theme.appearance import Appearance
    from ui.values import Values

_READ: Final = ("name", "media_type", "size", "added_at", "sha256")
_WIDE: Final = ("name", "sort", "size", "added", "by", "digest")
_NARROW: Final = ("name", "sort", "size")
_DIGITS: Final = 16
_THOUSAND: Final = 1000


class Attachments(QWidget):
    """List the files of a record.

    ``narrow`` leaves out the columns for which a side panel has no room; a line below tells
    who added the file in force, and when. ``name`` begins the object names.

    Signals:
        told: sentence that says what was done, and whether it can be undone.
    """

    told = Signal(str, bool)

    def __init__(
        self,
        appearance: Appearance,
        bus: Bus,
        values: Values,
        *,
        narrow: bool = False,
        name: str = "attachments",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        self._bus = bus
        self._values = values
        self._columns = _NARROW if narrow else _WIDE
        self._narrow = narrow
        self._owner = ("", "")
        self._words = ""
        self.dialogs: FileAsking = FileDialogs()
        self._none = Label("", "secondary", wrap=True, parent=self)
        self._model = RowsModel(parent=self)
        self.table = FlatTable(appearance, fit=True, compact=narrow, parent=self)
        self.table.setObjectName(f"{name}.table")
        self.table.setModel(self._model)
        self._circumstances = Label("", "caption", wrap=True, parent=self)
        self._hint = Label("", "note", wrap=True, parent=self)
        self._refusal = Label("", "caption", tone="crit", wrap=True, parent=self)
        self._refusal.setObjectName(f"{name}.refusal")
        self.add_button = Button(appearance, "", icon="attachment", small=narrow, parent=self)
        self.open_button = self._button()
        self.save_button = self._button("export")
        self.remove_button = self._button(kind="danger")
        for word, button in self._buttons().items():
            button.setObjectName(f"{name}.{word}")
        self._lay_out()
        self._wire()

    def count(self) -> int:
        """Return how many files there are."""
        return self._model.rowCount()

    def show_record(self, table: str, record: str) -> None:
        """Show the files of a record."""
        if self._owner != (table, record):
            self._refuse(None)
        self._owner = (table, record)
        where = (Condition("owner_table", "=", table), Condition("owner_record", "=", record))
        query = Query("attachment", columns=_READ, where=where, order=("name",))
        rows = self._bus.records.select(query)
        chosen = self.chosen()
        columns = [self._column(name) for name in self._columns]
        self._model.set_columns(columns)
        self._model.set_rows([self._cells(row) for row in rows], [str(r["id"]) for r in rows])
        self.table.set_columns(columns)
        if self._narrow:
            self.table.horizontalHeader().hide()
        self.table.setVisible(bool(rows))
        if (at := self._model.row_of(chosen)) >= 0:
            self.table.setCurrentIndex(self._model.index(at, 0))
        self._say(bool(rows))
        self._say_circumstances()

    def chosen(self) -> str:
        """Return the file in force, the only one when none is chosen."""
        index = self.table.currentIndex()
        if index.isValid():
            return str(index.data(KEY))
        return self._model.key(0) if self.count() == 1 else ""

    def refusal(self) -> str:
        """Return why nothing was done, empty when it was."""
        return self._words

    # ------------------------------------------------------------------------------ what it says

    def _say(self, any_: bool) -> None:  # noqa: FBT001 - one of two ways to be shown
        say, writable = self._values.language.say, self._writable()
        self.table.setAccessibleName(say("attachments.title"))
        self._none.set_text("" if any_ else say("attachments.none"))
        self._none.setVisible(not any_)
        self._hint.set_text(say("attachments.hint") if writable else "")
        self._hint.setVisible(writable)
        self.setAcceptDrops(writable)
        for word, button in self._buttons().items():
            button.set_text(say(f"attachments.{word}"))
        self.add_button.setEnabled(writable)
        self.open_button.setVisible(any_)
        self.save_button.setVisible(any_)
        self.remove_button.setVisible(any_ and writable)

    def _say_circumstances(self) -> None:
        row = self._bus.records.get("attachment", self.chosen()) if self._narrow else None
        if row is None:
            self._circumstances.hide()
            return
        when, digest = text_of(row, "added_at"), text_of(row, "sha256") or ""
        self._circumstances.set_text(
            self._values.language.say(
                "attachments.added_by",
                when=self._values.moment(when) if when else "—",
                who=self._who(str(row["id"])),
                digest=digest[:_DIGITS],
            )
        )
        self._circumstances.show()

    def _column(self, name: str) -> Column:
        say = self._values.language.say
        heading = say(f"attachments.column.{name}")
        width = 0 if name == "name" else -1
        return Column(heading, "figure" if name == "size" else "text", width, "", name)

    def _cells(self, row: Row) -> list[Cell]:
        name, digest = str(row["name"]), text_of(row, "sha256") or ""
        sort = self._values.language.say(
            f"attachments.sort.{sort_of(text_of(row, 'media_type') or '')}"
        )
        cells = {
            "name": Cell(name, icon="attachment", tip=name),
            "sort": Cell(sort, tone="text_secondary", small=self._narrow),
            "size": Cell(self._size(whole_of(row, "size")), small=self._narrow),
        }
        if not self._narrow:
            when = text_of(row, "added_at")
            cells["added"] = Cell(self._values.moment(when) if when else "—")
            cells["by"] = Cell(self._who(str(row["id"])))
            cells["digest"] = Cell(digest[:_DIGITS], tone="text_secondary", tip=digest)
        return [cells[each] for each in self._columns]

    def _size(self, size: int | None) -> str:
        say, form = self._values.language.say, self._values.format
        if size is None:
            return "—"
        if size < _THOUSAND * _THOUSAND:
            return say("attachments.size.small", size=form.integer(-(-size // _THOUSAND)))
        tenths = -(-size // (_THOUSAND * 100))
        return say("attachments.size.large", size=form.number(tenths / 10, 1))

    def _who(self, record: str) -> str:
        history = self._bus.records.history("attachment", record)
        return history[0].actor.person if history else "—"

    def _writable(self) -> bool:
        return self._bus.may_change("attachment")

    # -------------------------------------------------------------------------- what can be done

    def _on_add(self) -> None:
        path = self.dialogs.ask_which(self)
        if path is not None:
            self._keep(lambda: [read_file(path)])

    def _on_paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and self._writable():
            self._keep(lambda: pasted(data, self._picture_name()))

    def _picture_name(self) -> str:
        moment = f"{datetime.now(UTC).astimezone():%Y-%m-%d %H%M%S}"
        return self._values.language.say("attachments.picture", moment=moment)

    def _keep(self, read: Callable[[], list[KeptFile]]) -> None:
        try:
            files = read()
            self._bus.run(keep_files(*self._owner, files))
        except DomainError as error:
            self._refuse(error)
            return
        self._refuse(None)
        self.show_record(*self._owner)
        say = self._values.language.say
        self.told.emit(say("attachments.kept", count=len(files)), True)

    def _on_open(self) -> None:
        row = self._bus.records.get("attachment", self.chosen())
        if row is None:
            self._refuse(DomainError("attached_not_chosen"))
            return
        name = plain_name(str(row["name"]))
        if is_program(name):
            self._refuse(DomainError("attached_program", value=name))
            return
        path = scratch_folder("feidi-") / name
        if self._write(row, path):
            opened = self.dialogs.show_file(path)
            self._refuse(None if opened else DomainError("attached_no_program", value=name))

    def _on_save(self) -> None:
        row = self._bus.records.get("attachment", self.chosen())
        if row is None:
            self._refuse(DomainError("attached_not_chosen"))
            return
        path = self.dialogs.ask_where(self, plain_name(str(row["name"])))
        if path is not None and self._write(row, path):
            self._refuse(None)
            self.told.emit(self._values.language.say("attachments.saved", file=path.name), False)

    def _write(self, row: Row, path: Path) -> bool:
        content = row["content"]
        try:
            path.write_bytes(content if isinstance(content, bytes) else b"")
        except OSError:
            self._refuse(DomainError("attached_unwritable", value=path.name))
            return False
        return True

    def _on_remove(self) -> None:
        record = self.chosen()
        if not record or not self._writable():
            self._refuse(DomainError("attached_not_chosen"))
            return
        try:
            self._bus.run(RemoveRow("attachment", record, key="command.remove_file"))
        except DomainError as error:
            self._refuse(error)
            return
        self._refuse(None)
        self.show_record(*self._owner)
        self.told.emit(self._values.language.say("attachments.removed"), True)

    def _refuse(self, error: DomainError | None) -> None:
        self._words = ""
        if error is not None:
            error.table = error.table or "attachment"
            self._words = sentence(self._values, error)
        self._refusal.set_text(self._words)
        self._refusal.setVisible(error is not None)

    # ------------------------------------------------------------------------- dragging a file in

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if can_keep(event.mimeData()):
            event.acceptProposedAction()
            self._hint.set_text(self._values.language.say("attachments.drop"))
            self._hint.set_tone("accent")

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._calm()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._calm()
        event.acceptProposedAction()
        self._keep(lambda: pasted(event.mimeData(), self._picture_name()))

    def _calm(self) -> None:
        self._hint.set_text(self._values.language.say("attachments.hint"))
        self._hint.set_tone("")

    # ---------------------------------------------------------------------------------- widgets

    def _button(self, icon: str = "", kind: str = "secondary") -> Button | LinkButton:
        if self._narrow:
            return LinkButton(self._look, px=12, parent=self)
        return Button(self._look, "", kind, icon=icon, parent=self)

    def _buttons(self) -> dict[str, Button | LinkButton]:
        return {
            "add": self.add_button,
            "open": self.open_button,
            "save": self.save_button,
            "remove": self.remove_button,
        }

    def _lay_out(self) -> None:
        others = QHBoxLayout()
        others.setSpacing(12 if self._narrow else 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4 if self._narrow else 8)
        for widget in (self._none, self.table, self._circumstances):
            column.addWidget(widget)
        if not self._narrow:
            others.addWidget(self.add_button)
        for button in (self.open_button, self.save_button, self.remove_button):
            others.addWidget(button)
        others.addStretch(1)
        column.addLayout(others)
        column.addWidget(self._refusal)
        if self._narrow:
            column.addWidget(self.add_button)
        column.addWidget(self._hint)
        self._refusal.hide()
        self._circumstances.hide()

    def _wire(self) -> None:
        self.add_button.clicked.connect(self._on_add)
        self.open_button.clicked.connect(self._on_open)
        self.save_button.clicked.connect(self._on_save)
        self.remove_button.clicked.connect(self._on_remove)
        self.table.row_opened.connect(lambda _key: self._on_open())
        self.table.row_chosen.connect(lambda _key: self._say_circumstances())
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Paste), self._on_paste),
            (QKeySequence(Qt.Key.Key_Delete), self._on_remove),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(within)
            shortcut.activated.connect(slot)
