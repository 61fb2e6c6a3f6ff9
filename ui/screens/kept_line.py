"""Say that a table is read by an earlier mapping; keep, forget, save or open one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QWidget

from domain.commands import RemoveRow
from domain.imports.keeping import as_headings, keep_mapping
from domain.imports.kept import TABLE
from domain.imports.mapping import NO_MAPPING
from ui.components.buttons import Button
from ui.components.label import Label
from ui.refusal import reason_of
from ui.values import Values

if TYPE_CHECKING:
    from domain.imports.looking import SheetLook
    from domain.imports.mapping import TableMapping
    from ui.screen import ScreenContext


class KeptLine(QWidget):
    """Show where the mapping of a table comes from, and what can be done with it.

    The buttons ``open`` and ``save`` are laid out by whoever holds the line.

    Signals:
        forgotten: the mapping that a table was read by is no longer kept.
        opened: :class:`TableMapping` of a file that the user opened for the table.
    """

    forgotten = Signal()
    opened = Signal(object)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._look: SheetLook | None = None
        self._said: TableMapping = NO_MAPPING
        self._sentence = Label("", "secondary", wrap=True, parent=self)
        self._sentence.setObjectName("mapping.kept")
        self.keeping = QCheckBox(self)
        self.keeping.setChecked(True)
        self.forget = Button(look, "", "quiet", icon="close", parent=self)
        self.open = Button(look, "", "quiet", icon="folder-open", parent=self)
        self.save = Button(look, "", "quiet", icon="export", parent=self)
        for name, widget in (
            ("keeping", self.keeping),
            ("forget", self.forget),
            ("open", self.open),
            ("save", self.save),
        ):
            widget.setObjectName(f"mapping.{name}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.keeping)
        row.addWidget(self.forget)
        self.forget.clicked.connect(self._on_forget)
        self.open.clicked.connect(self._on_open)
        self.save.clicked.connect(self._on_save)

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say = self._context.say
        self.keeping.setText(say("import.kept.keep"))
        self.keeping.setToolTip(say("import.kept.keep.about"))
        self.keeping.setAccessibleName(say("import.kept.keep"))
        self.forget.set_text(say("import.kept.forget"))
        for button, name in ((self.open, "open"), (self.save, "save")):
            button.set_text(say(f"import.kept.{name}"))
            button.setToolTip(say(f"import.kept.{name}_about"))
            button.setAccessibleName(say(f"import.kept.{name}_about"))
        self._show()

    def show_look(self, look: SheetLook | None, said: TableMapping | None) -> None:
        """Show what holds for a table.

        Args:
            look: the table as it is read now.
            said: what the user said of it in this import, None when nothing.
        """
        self._look, self._said = look, said or NO_MAPPING
        self._show()

    def keep(self, look: SheetLook, said: TableMapping) -> None:
        """Keep what is said of a table, when the user wishes so and it says how to read it."""
        worth = not said.aside and bool(said.columns or said.units or said.mark)
        if not worth or look.problem is not None or not self.keeping.isChecked():
            return
        actor = self._context.services.actor
        command = keep_mapping(
            self._context.records,
            look,
            said,
            today=self._context.today().isoformat(),
            author=actor().person if actor is not None else "",
        )
        self._context.bus.attempt(command)

    def _show(self) -> None:
        look, services = self._look, self._context.services
        kept = look.kept if look is not None else None
        words = ""
        if kept is not None:
            day = self._values.format.date(kept.kept_on)
            words = self._context.say("import.kept.here", day=day)
        self._sentence.set_text(words)
        recognised = look is not None and look.problem is None
        self.keeping.setVisible(recognised and self._said != NO_MAPPING and not self._said.aside)
        self.forget.setVisible(kept is not None)
        self.setVisible(not (self.keeping.isHidden() and self.forget.isHidden()))
        self.forget.setEnabled(self._context.bus.may_change(TABLE))
        self.open.setEnabled(look is not None and services.load_mapping is not None)
        self.save.setEnabled(recognised and services.save_mapping is not None)

    def _on_forget(self) -> None:
        kept = self._look.kept if self._look is not None else None
        if kept is None:
            return
        forget = RemoveRow(TABLE, kept.record, key="command.forget_mapping")
        if self._context.bus.attempt(forget):
            self._context.desk.tell(self._context.say("import.kept.forgotten"), undo=True)
            self.forgotten.emit()

    def _on_open(self) -> None:
        load, say = self._context.services.load_mapping, self._context.say
        if load is None:
            return
        name, _ = QFileDialog.getOpenFileName(
            self, say("import.kept.open_about"), "", f"{say('import.kept.files')} (*.json)"
        )
        if name:
            task = self._context.tasks.start(lambda _progress: load(Path(name)))
            task.finished.connect(self.opened)
            task.failed.connect(self._on_failed)

    def _on_save(self) -> None:
        save, look, say = self._context.services.save_mapping, self._look, self._context.say
        if save is None or look is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self,
            say("import.kept.save_about"),
            say("import.kept.file"),
            f"{say('import.kept.files')} (*.json)",
        )
        if not name:
            return
        path, mapping = Path(name), as_headings(look, look.said)
        task = self._context.tasks.start(lambda _progress: save(mapping, path))
        tell = self._context.desk.tell
        task.finished.connect(lambda _none: tell(say("data.exported", file=path.name)))
        task.failed.connect(self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._context.desk.tell(reason_of(self._values, error), icon="state.crit")
