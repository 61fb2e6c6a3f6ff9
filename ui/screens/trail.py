"""Show every change of the workbook, the newest first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column, head_of, part_of
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import KEY
from ui.forms.history import action_words, called_in, change_lines, reason_words
from ui.screen import HeaderParts
from ui.screens.fresh import FreshScreen
from ui.screens.trail_sheet import trail_sheet
from ui.sheet_export import export_made
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from domain.records import AuditEntry
    from ui.screen import ScreenContext
    from ui.screens.trail_sheet import Sheet

_Index = QModelIndex | QPersistentModelIndex
_PAGE: Final = 200
_SAMPLE_ROWS: Final = 40
_NARROW_PX: Final = 1100
_MOST_PX: Final = {False: (216, 240, 220), True: (150, 180, 120)}
"""Most width of action, record and reason on a wide page and on a narrow one, in pixels."""


class TrailModel(QAbstractTableModel):
    """Hold the trail as far as it was scrolled; more is fetched on demand."""

    def __init__(
        self, context: ScreenContext, values: Values, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._columns: Sequence[Column] = ()
        self._entries: list[AuditEntry] = []
        self._rows: list[tuple[Cell, ...]] = []
        self._all = False

    def show(self, columns: Sequence[Column]) -> None:
        """Read the trail again from its newest entry."""
        self.beginResetModel()
        self._columns = columns
        self._entries, self._rows, self._all = [], [], False
        self.endResetModel()
        self.fetchMore(QModelIndex())

    def entry(self, row: int) -> AuditEntry | None:
        """Return the entry of a row, None where there is none."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    @override
    def canFetchMore(self, parent: _Index) -> bool:
        return not parent.isValid() and not self._all

    @override
    def fetchMore(self, parent: _Index) -> None:
        if parent.isValid() or self._all:
            return
        at = len(self._entries)
        found = self._context.records.trail(_PAGE, at)
        self._all = len(found) < _PAGE
        if found:
            self.beginInsertRows(QModelIndex(), at, at + len(found) - 1)
            self._entries += found
            self._rows += [self._cells(entry) for entry in found]
            self.endInsertRows()

    @override
    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._columns)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role == KEY:
            return str(self._entries[index.row()].sequence)
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.text
        return part_of(cell, role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        return head_of(self._columns[section], role)

    def _cells(self, entry: AuditEntry) -> tuple[Cell, ...]:
        values, records = self._values, self._context.records
        lines = list(change_lines(values, records, entry))
        comma = self._context.say("ui.semicolon")
        what = values.title(entry.table) if entry.table in values.specs else entry.table
        called = called_in(values, records, entry)
        return (
            self._moment(entry),
            Cell(entry.actor.person or "—"),
            Cell(action_words(values, entry.action), tone="text_secondary"),
            Cell(called or what, what if called else "", tip=f"{what} {called}".strip()),
            Cell(comma.join(lines), tip="\n".join(lines)),
            Cell(reason_words(values, entry) or "—", tone="text_secondary", tip=entry.reason),
        )

    def _moment(self, entry: AuditEntry) -> Cell:
        """Return when; a clock that went back is marked, for its times prove no order."""
        when = self._values.moment(entry.moment)
        if not entry.backwards:
            return Cell(when, tone="text_secondary")
        return Cell(
            when,
            state="warn",
            icon="state.warn",
            tip=self._context.say("trail.backwards", moment=when),
        )


class TrailScreen(FreshScreen):
    """Show the trail; a row leads to its record."""

    name = "trail"
    title_key = "page.trail"
    icon = "backup"
    parts = HeaderParts(quarter=False)
    dated = False

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._values = Values(context.language, context.specs)
        self._narrow = False
        self._note = Label("", "note", parent=self)
        self.model = TrailModel(context, self._values, self)
        look = context.appearance
        self.table = FlatTable(look, edge_padding=24, parent=self)
        self.table.setObjectName("trail.list")
        # Otherwise the header reads a thousand rows to know how wide their words are.
        self.table.horizontalHeader().setResizeContentsPrecision(_SAMPLE_ROWS)
        self.table.setModel(self.model)
        self.table.row_opened.connect(self._on_opened)
        self.export = self._export_button()
        note = QHBoxLayout()
        note.setContentsMargins(24, 0, 24, 0)
        note.addWidget(self._note)
        note.addStretch()
        note.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addLayout(note)
        column.addWidget(self.table, 1)
        context.bus.changed.connect(self._on_changed)
        self.retranslate()

    @override
    def retranslate(self) -> None:
        self.table.setAccessibleName(self.title())
        self._note.set_text(self.context.say("trail.note"))
        self.export.set_text(self.context.say("export.action"))
        self.export.setToolTip(self.context.say("trail.export.about"))
        self._read_again()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow() != self._narrow:
            self.table.set_columns(self._columns())

    @override
    def _read(self) -> None:
        columns = self._columns()
        self.model.show(columns)
        self.table.set_columns(columns)

    def _is_narrow(self) -> bool:
        return self.width() < _NARROW_PX

    def _columns(self) -> tuple[Column, ...]:
        """Return the columns; on a narrow page the others leave room for what changed."""
        say = self.context.say
        self._narrow = self._is_narrow()
        action, record, reason = _MOST_PX[self._narrow]
        return (
            Column(say("trail.moment"), "text", 168, "", "moment"),
            Column(say("trail.who"), "text", 100, "", "who"),
            Column(say("trail.action"), "text", -1, "", "action", most=action),
            Column(say("trail.record"), "text", -1, "", "record", most=record),
            Column(say("trail.change"), "text", 0, "", "change"),
            Column(say("trail.reason"), "text", -1, "", "reason", most=reason),
        )

    def _export_button(self) -> Button:
        """Return the button, with its key, that writes the whole trail to a spreadsheet."""
        made = Button(self.context.appearance, "", "quiet", icon="export", small=True, parent=self)
        made.setObjectName("trail.export")
        services = self.context.services
        made.setVisible(None not in (services.write_sheet, services.read_aside))
        made.clicked.connect(self._on_export)
        keys = QShortcut(QKeySequence("Ctrl+E"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(made.click)
        return made

    def _on_export(self) -> None:
        read, values = self.context.services.read_aside, self._values
        if read is not None:

            def make() -> Sheet:
                return cast("Sheet", read(partial(trail_sheet, values)))

            export_made(self.context, values, self, self.title(), make)

    def _on_opened(self, _key: str) -> None:
        entry = self.model.entry(self.table.currentIndex().row())
        if entry is not None and entry.table in self.context.specs:
            self.context.desk.open_record(entry.table, entry.record)
