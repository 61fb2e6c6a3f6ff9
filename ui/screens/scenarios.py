"""Show the scenarios kept: open, compare, compute again, put in a report, print, delete."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from domain.commands import RemoveRow
from domain.errors import DomainError
from domain.records import Query
from domain.studies import STUDIES
from domain.studies.scenarios import TABLE, kept, recompute, report_in
from ui.components.breaking_row import BreakingRow
from ui.components.buttons import Button
from ui.components.choice import Choice
from ui.components.empty_state import EmptyState
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.models.compare_page import FEWEST, MOST, ComparePage
from ui.refusal import sentence
from ui.reports.dialogs import Dialogs
from ui.reports.paper_languages import PaperLanguages
from ui.reports.sheet_printing import SheetPrinting
from ui.screen import HeaderParts, Screen
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Changes, Condition, Row
    from domain.studies.scenarios import Recomputed
    from ui.screen import ScreenContext

_ALL: Final = ""
_COLUMNS: Final = (
    ("title", "text", 0),
    ("model", "text", -1),
    ("quarter", "text", 116),
    ("report_quarter", "text", -1),
    ("made_at", "text", 132),
    ("author", "text", 84),
    ("check", "state", -1),
)
_CHECKED: Final = {
    "same": "ok",
    "differs": "crit",
    "altered": "crit",
    "other_version": "warn",
    "unknown_study": "warn",
}
_ACTIONS: Final = {
    "open": "models",
    "compare": "layers",
    "check": "verify",
    "report": "put_in_report",
    "note": "reports",
    "delete": "trash-2",
}
_BAR_PX: Final = 36


class ScenariosScreen(Screen):
    """Show kept scenarios as a table; two to four of them side by side."""

    name = TABLE
    title_key = "entity.scenario.many"
    icon = "keep"
    parts = HeaderParts(quarter=False)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        look = context.appearance
        self.values = Values(context.language, context.specs)
        self._found: list[Row] = []
        self._checked: dict[str, Recomputed] = {}
        self.filter = Choice(self)
        self.filter.setObjectName("scenario.filter")
        self.actions_ = {
            key: Button(
                look, "", "primary" if key == "open" else "secondary", icon=icon, parent=self
            )
            for key, icon in _ACTIONS.items()
        }
        for key, button in self.actions_.items():
            button.setObjectName(f"scenario.{key}")
        self.languages = PaperLanguages(context, "scenario", self)
        self.languages.setVisible(context.services.reports is not None)
        self._rows = RowsModel(parent=self)
        self.table = FlatTable(look, parent=self)
        self.table.setObjectName("scenario.table")
        self.table.setModel(self._rows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.empty = EmptyState(look, "keep", self)
        self.compare = ComparePage(context, self.values, self)
        self.printing = SheetPrinting(
            context, self.values, Dialogs(context.language), self, "models.note.made"
        )
        self._lay_out()
        self._wire()
        self.retranslate()

    @override
    def title(self) -> str:
        return self.context.say("models.compare.title") if self.alone() else super().title()

    @override
    def alone(self) -> bool:
        return self._pages.currentWidget() is self.compare

    @override
    def leave(self) -> bool:
        if not self.alone():
            return False
        self._pages.setCurrentWidget(self._list)
        self.table.setFocus()
        return True

    @override
    def busy(self) -> bool:
        return self.compare.busy()

    @override
    def activate(self, quarter: str) -> None:
        super().activate(quarter)
        if not self.alone():
            self.read()

    @override
    def retranslate(self) -> None:
        say = self.context.say
        for key, button in self.actions_.items():
            button.set_text(say(f"scenario.{key}"))
        self.actions_["compare"].setToolTip(say("scenario.compare.how"))
        self.filter.setAccessibleName(say("scenario.filter"))
        self.filter.set_choices(
            [(_ALL, say("scenario.all")), *((name, say(f"study.{name}.title")) for name in STUDIES)]
        )
        columns = [
            Column(self._head(name), kind, width, key=name) for name, kind, width in _COLUMNS
        ]
        self._rows.set_columns(columns)
        self.table.set_columns(columns)
        self.table.setAccessibleName(say("entity.scenario.many"))
        self.empty.set_words(say("scenario.empty"), say("scenario.empty.action"))
        if self.alone():
            self.compare.say_again()
        self.read()

    @override
    def show_record(self, record: str) -> None:
        self.leave()
        self.filter.choose(_ALL)
        self.read()
        at = self._rows.row_of(record)
        if at >= 0:
            self.table.setCurrentIndex(self._rows.index(at, 0))

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        """Show the scenarios of the study that a condition names."""
        self.leave()
        studies = [str(each.value) for each in where if each.name == "model"]
        self.filter.choose(studies[0] if studies else _ALL)
        self.read()

    def read(self) -> None:
        """Read the scenarios again; those selected stay so."""
        chosen = self.selected()
        rows = self.context.records.select(Query(TABLE, order=("-made_at",)))
        study = self.filter.key()
        self._found = [row for row in rows if study in (_ALL, row["model"])]
        keys = [str(row["id"]) for row in self._found]
        self._rows.set_rows([self._cells(row) for row in self._found], keys)
        self._select([key for key in chosen if key in keys] or keys[:1])
        self.empty.setVisible(not rows)
        self.table.setVisible(bool(rows))
        self._bar.setVisible(bool(rows))
        self._say_actions()

    def selected(self) -> list[str]:
        """Return the ids of the selected scenarios, from the top."""
        marked = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._rows.key(row) for row in marked]

    def _lay_out(self) -> None:
        self._bar = BreakingRow(_BAR_PX, self)
        self._bar.setContentsMargins(0, 0, 0, 0)
        self._bar.left.addWidget(self.filter)
        self._bar.left.addStretch(1)
        for key in ("delete", "note", "check", "report", "compare", "open"):
            if key == "note":
                self._bar.right.addWidget(self.languages)
            self._bar.right.addWidget(self.actions_[key])
        self._bar.right.addStretch(1)
        self._list = QWidget(self)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(12)
        column.addWidget(self._bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._list)
        self._pages.addWidget(self.compare)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)

    def _wire(self) -> None:
        acts = {
            "open": self._on_open,
            "compare": self._on_compare,
            "check": self._on_check,
            "report": self._on_report,
            "note": self._on_note,
            "delete": self._on_delete,
        }
        for key, act in acts.items():
            self.actions_[key].clicked.connect(act)
        self.table.row_opened.connect(lambda _key: self._on_open())
        self.table.selectionModel().selectionChanged.connect(self._say_actions)
        self.filter.activated.connect(self.read)
        self.empty.action_asked.connect(lambda: self.context.desk.open_screen("models"))
        self.context.bus.changed.connect(self._on_changed)

    def _head(self, name: str) -> str:
        return self.context.say(f"scenario.head.{name}")

    def _cells(self, row: Row) -> list[Cell]:
        spec = self.context.specs[TABLE]
        record, model = str(row["id"]), str(row["model"])
        study = self.context.say(f"study.{model}.title") if model in STUDIES else model
        cells = [Cell(str(row["title"]), tip=str(row["note"] or "")), Cell(study)]
        for name in ("quarter", "report_quarter", "made_at", "author"):
            text = self.values.text(spec.field(name), row[name])
            cells.append(Cell(text, tone="text_note" if text == "—" else ""))
        found = self._checked.get(record)
        if found is None:
            return [*cells, Cell("")]
        words = self.context.say(f"scenario.checked.{found.verdict}")
        return [*cells, Cell(words, state=_CHECKED[found.verdict], tip=f"{words} {found.place}")]

    def _say_actions(self) -> None:
        count = len(self.selected())
        may = self.context.bus.may_change(TABLE)
        printed = self.printing.possible()
        for key, possible in {
            "open": count == 1,
            "compare": FEWEST <= count <= MOST,
            "check": count > 0,
            "report": count == 1 and may,
            "note": count == 1 and printed,
            "delete": count == 1 and may,
        }.items():
            self.actions_[key].setEnabled(possible)
        row = self._current()
        inside = row is not None and row["report_quarter"] is not None
        key = "scenario.unreport" if inside else "scenario.report"
        self.actions_["report"].set_text(self.context.say(key))

    def _current(self) -> Row | None:
        chosen = self.selected()
        if len(chosen) != 1:
            return None
        return next((row for row in self._found if row["id"] == chosen[0]), None)

    def _select(self, keys: Sequence[str]) -> None:
        chosen = QItemSelection()
        last = self._rows.columnCount() - 1
        for key in keys:
            at = self._rows.row_of(key)
            chosen.select(self._rows.index(at, 0), self._rows.index(at, last))
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().select(chosen, flags.ClearAndSelect)

    def _on_open(self) -> None:
        row = self._current()
        if row is not None:
            self.context.desk.open_record("models", str(row["id"]))

    def _on_compare(self) -> None:
        wanted = self.selected()
        rows = [row for row in self._found if row["id"] in wanted]
        try:
            found = [kept(row) for row in rows]
        except DomainError as error:
            self.context.desk.tell(sentence(self.values, error), icon="state.crit")
            return
        self.compare.show_kept([each for each in found if each.inquiry.study in STUDIES])
        self._pages.setCurrentWidget(self.compare)
        self.heading_changed.emit()

    def _on_check(self) -> None:
        wanted = self.selected()
        for row in [dict(row) for row in self._found if row["id"] in wanted]:
            task = self.context.tasks.start(partial(recompute, row), abandonable=True)
            task.finished.connect(partial(self._on_recomputed, str(row["id"])))
            task.failed.connect(self._on_failed)

    def _on_recomputed(self, record: str, found: Recomputed) -> None:
        self._checked[record] = found
        self.read()

    def _on_failed(self, error: BaseException) -> None:
        if not isinstance(error, DomainError):
            raise error
        self.context.desk.tell(sentence(self.values, error), icon="state.crit")

    def _on_report(self) -> None:
        row = self._current()
        if row is not None:
            target = None if row["report_quarter"] is not None else self.quarter
            self.context.bus.attempt(report_in(str(row["id"]), target))

    def _on_note(self) -> None:
        row = self._current()
        if row is not None:
            name = self.context.say("scenario.note.file", title=str(row["title"]))
            self.printing.start("model_note", str(row["id"]), name)

    def _on_delete(self) -> None:
        row = self._current()
        if row is None:
            return
        title = str(row["title"])
        if self.context.bus.attempt(RemoveRow(TABLE, str(row["id"]))):
            self.context.desk.tell(self.context.say("scenario.deleted", title=title), undo=True)

    def _on_changed(self, changes: Changes) -> None:
        if TABLE in changes.tables and not self.alone():
            self.read()
