"""Import files: try first, show each refusal with its reason, then write."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from domain.errors import DomainError
from ui.components.banner import Banner
from ui.components.buttons import Button, IconButton
from ui.components.label import Label
from ui.components.option import Option
from ui.components.progress import ProgressPanel
from ui.components.section_title import SectionTitle
from ui.components.segments import Segments
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.refusal import reason_of, sentence
from ui.screens.import_answer import (
    file_columns,
    file_lines,
    kept_words,
    remarks_of,
    worth_writing,
)
from ui.screens.import_remarks import RemarksPane
from ui.screens.mapping_panel import MappingPanel
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.imports.looking import SheetLook
    from domain.imports.outcome import ImportOutcome, Remark
    from ui.screen import ScreenContext
    from ui.tasks import Task

_SUFFIXES: Final = "*.xlsx *.csv *.txt *.json"
_TOLD: Final = ("added", "changed", "unchanged", "rejected")
_LISTS: Final = ("refused", "findings", "columns")
_UNRECOGNISED: Final = frozenset({"no_headings", "kind_ambiguous", "heading_twice"})


class ImportPanel(QWidget):
    """Show the way from files to records.

    Signals:
        imported: records were written.
        filled: whether there is an answer to show, which takes more room.
    """

    imported = Signal()
    filled = Signal(bool)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._paths: tuple[Path, ...] = ()
        self._outcome: ImportOutcome | None = None
        self._task: Task | None = None
        self._looking: Task | None = None
        self._write_next = False
        self._title = SectionTitle(look, parent=self)
        self._about = Label("", "secondary", wrap=True, parent=self)
        self.choose = Button(look, "", "primary", icon="folder-open", parent=self)
        self.write = Button(look, "", "primary", icon="check", parent=self)
        self.close_button = IconButton(look, "close", "", small=True, parent=self)
        self._title.add_right(self.close_button)
        self.mapping = MappingPanel(context, self)
        self._progress = ProgressPanel(look, context.words, self)
        self._message = Banner(look, "info", self)
        self._files = RowsModel(parent=self)
        self._file_table = FlatTable(look, compact=True, fit=True, parent=self)
        self._lists = Segments(look, "", self)
        self.remarks = RemarksPane(context, self)
        self._file_table.setModel(self._files)
        self._name()
        self._lay_out()
        self._wire()
        self.retranslate()

    def try_files(self, paths: Sequence[Path]) -> None:
        """Read files without writing and show what would become of them."""
        self._paths = tuple(paths)
        self.mapping.forget()
        self._lists.choose("refused")
        self._run(dry_run=True)

    def choose_list(self, key: str) -> None:
        """Show the refusals, the findings, or what the tables are taken for."""
        self._lists.choose(key)
        self._show_list()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self._title.set_words(say("import.title"))
        self._about.set_text(say("import.about"))
        self.choose.set_text(say("import.choose"))
        self.write.set_text(say("import.write"))
        self.close_button.set_name(say("import.close"))
        self.mapping.retranslate()
        self._progress.retranslate(self._context.words)
        self._lists.setAccessibleName(say("import.lists"))
        self._show()

    def _name(self) -> None:
        for widget, name in (
            (self._message, "message"),
            (self.choose, "choose"),
            (self.write, "write"),
            (self.close_button, "close"),
            (self._lists, "lists"),
            (self._file_table, "files"),
        ):
            widget.setObjectName(f"import.{name}")

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.choose, self.write):
            buttons.addWidget(button)
        buttons.addStretch(1)
        lists = QHBoxLayout()
        lists.addWidget(self._lists)
        lists.addStretch(1)
        for button in (self.mapping.kept.open, self.mapping.kept.save):
            lists.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(buttons)
        column.addWidget(self._progress)
        column.addWidget(self._message)
        column.addWidget(self._file_table)
        column.addLayout(lists)
        column.addWidget(self.remarks, 1)
        column.addWidget(self.mapping, 1)
        self._spring = QWidget(self)
        column.addWidget(self._spring, 1)

    def _wire(self) -> None:
        self.choose.clicked.connect(self._on_choose)
        self.write.clicked.connect(self._on_write)
        self._message.link_clicked.connect(lambda: self.choose_list("columns"))
        self.close_button.clicked.connect(self._on_close)
        self._progress.cancelled.connect(self._on_cancel)
        self.remarks.faulty_asked.connect(self._on_write_faulty)
        self.mapping.wished.connect(self._on_wished)
        self.mapping.trial_asked.connect(lambda: self._run(dry_run=True))
        self._lists.chosen.connect(self.choose_list)

    def _show(self) -> None:
        outcome, running = self._outcome, self._task is not None
        tried = outcome is not None and outcome.dry_run and not running
        possible = self._context.services.import_files is not None and self._context.bus.writable
        self.choose.setEnabled(possible and not running)
        self.choose.set_kind("secondary" if tried else "primary")
        self.write.setVisible(tried)
        worth = tried and worth_writing(outcome)
        self.write.setEnabled(worth)
        self.write.setToolTip("" if worth else self._context.say("import.nothing_to_write"))
        self._progress.setVisible(running)
        shown = outcome is not None and not running
        self.close_button.setVisible(shown)
        self.filled.emit(shown)
        self._file_table.setVisible(shown)
        self._lists.setVisible(shown)
        self._show_parts(shown=shown)
        for widget in (self._spring, self._about):
            widget.setVisible(not shown)
        self._message.setVisible(shown)
        if outcome is None or running:
            return
        self._show_files(outcome)
        self._say_outcome(outcome)
        self._lists.set_options(
            [
                Option(key, self._context.say(f"import.list.{key}"), "", self._count(key))
                for key in _LISTS
            ]
        )
        self._show_list()

    def _count(self, key: str) -> str:
        return "" if key == "columns" else self._values.format.integer(len(self._of(key)))

    def _show_parts(self, *, shown: bool) -> None:
        """Show the list that is chosen: remarks, or what the tables are taken for."""
        mapped = self._lists.current() == "columns"
        kept = self.mapping.kept
        columns = (self.mapping, kept.open, kept.save)
        # First what goes: side by side the two would widen the window for good.
        for widget in (self.remarks,) if mapped else columns:
            widget.setVisible(False)
        for widget in columns if mapped else (self.remarks,):
            widget.setVisible(shown)

    def _show_list(self) -> None:
        self._show_parts(shown=self._outcome is not None and self._task is None)
        if self._lists.current() == "columns":
            self._look()
        else:
            self._show_remarks()

    def _say_outcome(self, outcome: ImportOutcome) -> None:
        say, integer = self._context.say, self._values.format.integer
        figures = {
            name: integer(sum(getattr(each, name) for each in outcome.files)) for name in _TOLD
        }
        key = "tried" if outcome.dry_run else "done"
        self._message.set_state("warn" if self._of("refused") else "ok")
        lead, used = say("import.tried.lead"), kept_words(outcome, self._values)
        link = say("import.kept.change") if used and outcome.dry_run else ""
        words = say(f"import.{key}", **figures)
        self._message.set_message(lead if outcome.dry_run else "", words, link, "\n".join(used))

    def _show_files(self, outcome: ImportOutcome) -> None:
        columns = file_columns(self._context.language)
        self._files.set_columns(columns)
        self._files.set_rows(file_lines(outcome, self._values))
        self._file_table.setAccessibleName(self._context.say("import.files"))
        self._file_table.set_columns(columns)

    def _show_remarks(self) -> None:
        key = self._lists.current() or "refused"
        possible = self._context.services.write_faulty is not None
        faulty = bool(self._of("refused")) and possible
        self.remarks.show_remarks(key, self._of(key), faulty=faulty)

    def _of(self, key: str) -> list[Remark]:
        return remarks_of(self._outcome, findings=key == "findings")

    def _run(self, *, dry_run: bool) -> None:
        read = self._context.services.import_files
        if read is None or not self._paths or self._task is not None:
            return
        paths, tables = self._paths, self.mapping.wishes.tables
        task = self._context.tasks.start(lambda progress: read(paths, dry_run, progress, tables))
        self._task = task
        task.progressed.connect(self._on_progressed)
        task.finished.connect(self._on_finished)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        self._progress.set_progress(0.0, "", self._context.say("import.reading"))
        self._show()

    def _on_write(self) -> None:
        # What is kept is said by headings, for which the tables must have been looked at.
        if self.mapping.wishes.tables and self._looking is not None:
            self._write_next = True
            self.write.setEnabled(False)
            return
        # First what is kept, so that undo takes the import back alone.
        self.mapping.keep()
        self._run(dry_run=False)

    def _on_wished(self) -> None:
        # What is mapped otherwise has not been tried; it must not be written unseen.
        self.write.setEnabled(False)
        self.write.setToolTip(self._context.say("import.kept.try_again"))
        self._look()

    def _look(self) -> None:
        """Look at the tables as they are mapped now, beside the window."""
        look, paths = self._context.services.look_into, self._paths
        if look is None:
            return
        tables, start = self.mapping.wishes.tables, self._context.tasks.start
        self._looking = task = start(lambda _progress: look(paths, tables), abandonable=True)
        task.finished.connect(lambda looks: self._on_looked(task, looks))
        task.failed.connect(lambda error: self._on_look_failed(task, error))

    def _on_looked(self, task: Task, looks: Sequence[SheetLook]) -> None:
        # An earlier look may come late; it tells of what was said before.
        if task is not self._looking:
            return
        self._looking = None
        self.mapping.show_looks(looks)
        if self._write_next:
            self._write_next = False
            self._on_write()

    def _on_look_failed(self, task: Task, error: Exception) -> None:
        if task is self._looking:
            self._looking, self._write_next = None, False
            self._on_failed(error)

    def _on_write_faulty(self) -> None:
        write, outcome = self._context.services.write_faulty, self._outcome
        if write is None or outcome is None:
            return
        say = self._context.say
        name, _ = QFileDialog.getSaveFileName(
            self,
            say("import.write_faulty"),
            say("import.faulty.file"),
            f"{say('import.kinds')} (*.xlsx)",
        )
        if not name:
            return
        path, tables, lang = Path(name), self.mapping.wishes.tables, self._context.lang
        paths = self._paths
        task = self._context.tasks.start(
            lambda _progress: write(paths, outcome, tables, lang, path)
        )
        tell = self._context.desk.tell
        task.finished.connect(lambda _none: tell(say("import.faulty.written", file=path.name)))
        task.failed.connect(self._on_failed)

    def _on_choose(self) -> None:
        say = self._context.say
        names, _ = QFileDialog.getOpenFileNames(
            self, say("import.choose"), "", f"{say('import.kinds')} ({_SUFFIXES})"
        )
        if names:
            self.try_files([Path(name) for name in names])

    def _on_progressed(self, done: int, total: int) -> None:
        share = done / total if total else 0.0
        percent = self._values.format.percent(round(share * 10_000), 0)
        self._progress.set_progress(share, percent, self._context.say("import.reading"))

    def _on_finished(self, outcome: ImportOutcome) -> None:
        self._task = None
        self._outcome = outcome
        strange = any(
            each.rule in _UNRECOGNISED for file in outcome.files for each in file.problems
        )
        self._show()
        if strange:
            self.choose_list("columns")
        if outcome.written and not outcome.dry_run:
            self.imported.emit()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._outcome = None
        self._show()
        if isinstance(error, DomainError):
            words = sentence(self._values, error)
        else:
            words = self._context.say("import.failed", reason=reason_of(self._values, error))
        self._message.set_state("crit")
        self._message.set_message("", words)
        self._message.setVisible(True)

    def _on_cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._progress.set_progress(0.0, "", self._context.say("import.cancelling"))

    def _on_cancelled(self) -> None:
        self._task = None
        self._show()
        self._context.desk.tell(self._context.say("import.cancelled"), icon="state.info")

    def _on_close(self) -> None:
        """Leave the answer for what the page says at first."""
        self._outcome, self._paths = None, ()
        self.mapping.forget()
        self._show()
        self.choose.setFocus()
