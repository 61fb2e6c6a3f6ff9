"""Show what each table of an import is taken for, and let the user say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from domain.wording import explain
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.choice import Choice
from ui.components.field import Field
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.screens.kept_line import KeptLine
from ui.screens.table_wishes import (
    ASIDE,
    TableWishes,
    column_choices,
    column_words,
    kind_choices,
    kind_of,
    unit_choices,
)
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.imports.columns import Column as KindColumn
    from domain.imports.looking import ColumnLook, SheetLook
    from domain.imports.mapping import TableMapping
    from ui.screen import ScreenContext

_DEEPEST_HEADING: Final = 40
_MARKS: Final = (("", "import.mark.told"), (".", "import.mark.point"), (",", "import.mark.comma"))


class MappingPanel(QWidget):
    """Show one table's columns with samples; what is said of one is asked for at the foot.

    Signals:
        wished: the user said something; the tables are to be looked at again.
        trial_asked: the files are to be tried as they are mapped now.
    """

    wished = Signal()
    trial_asked = Signal()

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = context.appearance
        self._context = context
        self._values = Values(context.language, context.specs)
        self._looks: tuple[SheetLook, ...] = ()
        self.wishes = TableWishes()
        self.sheet = Choice(self)
        self.kind = Choice(self)
        self.heading_row = QSpinBox(self)
        self.heading_row.setRange(0, _DEEPEST_HEADING)
        self.mark = Choice(self)
        self.read_as = Choice(self)
        self.unit = Choice(self)
        self.again = Button(look, "", icon="redo", parent=self)
        self.fields = {
            name: Field(look, "", editor, parent=self)
            for name, editor in (
                ("sheet", self.sheet),
                ("kind", self.kind),
                ("heading_row", self.heading_row),
                ("mark", self.mark),
                ("read_as", self.read_as),
                ("unit", self.unit),
            )
        }
        self.kept = KeptLine(context, self)
        self._problem = Banner(look, "warn", self)
        self._model = RowsModel(parent=self)
        self.table = FlatTable(look, parent=self)
        self.table.setModel(self._model)
        for name, widget in (("table", self.table), ("again", self.again)):
            widget.setObjectName(f"mapping.{name}")
        for name, field in self.fields.items():
            field.editor.setObjectName(f"mapping.{name}")
        self._lay_out()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language in force."""
        say, lang = self._context.say, self._context.lang
        for name, field in self.fields.items():
            field.set_label(say(f"import.mapping.{name}"))
        self.heading_row.setSpecialValueText(say("import.heading_row.found"))
        self.again.set_text(say("import.mapping.again"))
        self.kept.retranslate()
        self.table.setAccessibleName(say("import.list.columns"))
        self.kind.set_choices(kind_choices(self._context.language.texts, lang))
        self.mark.set_choices([(key, say(words)) for key, words in _MARKS])
        self._show()

    def show_looks(self, looks: Sequence[SheetLook]) -> None:
        """Show what the tables are taken for now; the first with a problem comes first."""
        first = not self._looks
        self._looks = tuple(looks)
        for each in self._looks:
            if each.kept is not None:
                self.wishes.propose((each.file, each.sheet), each.said)
        names = [f"{each.file} · {each.sheet}" if each.sheet else each.file for each in looks]
        self.sheet.set_choices([(str(at), name) for at, name in enumerate(names)])
        if first:
            wrong = [at for at, each in enumerate(looks) if each.problem is not None]
            self.sheet.choose(str(wrong[0] if wrong else 0))
        self._show()

    def forget(self) -> None:
        """Begin anew with other files."""
        self._looks = ()
        self.wishes.forget()
        self._show()

    def keep(self) -> None:
        """Keep what the user said of the tables, for others with the same headings."""
        said = self.wishes.tables
        for look in self._looks:
            own = said.get((look.file, look.sheet))
            if own is not None and look.said == own:
                self.kept.keep(look, own)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.fields["sheet"], 3)
        head.addWidget(self.fields["kind"], 3)
        head.addWidget(self.fields["heading_row"], 1)
        head.addWidget(self.fields["mark"], 1)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self.fields["read_as"], 3)
        foot.addWidget(self.fields["unit"], 2)
        foot.addStretch(1)
        foot.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.kept)
        column.addWidget(self._problem)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _wire(self) -> None:
        self.sheet.activated.connect(lambda _at: self._show())
        self.kind.activated.connect(lambda _at: self._on_kind())
        self.heading_row.editingFinished.connect(self._on_heading_row)
        self.mark.activated.connect(lambda _at: self._on_mark())
        self.read_as.activated.connect(lambda _at: self._on_read_as())
        self.unit.activated.connect(lambda _at: self._on_unit())
        self.table.row_chosen.connect(lambda _key: self._show_column())
        self.again.clicked.connect(self.trial_asked)
        self.kept.forgotten.connect(self._on_forgotten)
        self.kept.opened.connect(self._on_opened)

    # ------------------------------------------------------------------------------------ showing

    def _look(self) -> SheetLook | None:
        at = self.sheet.key()
        return self._looks[int(at)] if at.isdecimal() and int(at) < len(self._looks) else None

    def _column(self) -> ColumnLook | None:
        look, row = self._look(), self.table.currentIndex().row()
        return look.columns[row] if look is not None and 0 <= row < len(look.columns) else None

    def _show(self) -> None:
        look = self._look()
        own = self.wishes.tables.get((look.file, look.sheet)) if look is not None else None
        self.kept.show_look(look, own)
        if look is None:
            self._model.set_rows([])
            self._problem.hide()
            return
        said = self.wishes.of((look.file, look.sheet))
        self.kind.choose(ASIDE if said.aside else said.kind or look.kind)
        self.heading_row.blockSignals(True)
        self.heading_row.setValue(look.heading_row)
        self.heading_row.blockSignals(False)
        self.mark.choose(said.mark or "")
        self._show_problem(look)
        self._show_columns(look)

    def _show_problem(self, look: SheetLook) -> None:
        problem = look.problem
        if look.aside or problem is None:
            self._problem.setVisible(look.aside)
            self._problem.set_message("", self._context.say("import.mapping.aside"))
            return
        texts, lang = self._context.language.texts, self._context.lang
        key = f"import.rule.{problem.key}"
        if texts.has(key):
            values = {"value": "", "column": "", "file": look.file, **problem.values}
            words = texts.say(key, lang, **values)
        else:
            words = explain(problem, self._context.specs, self._values.format)
        words = words[:1].upper() + words[1:]
        self._problem.set_message("", words, detail=self._context.say("import.mapping.hint"))
        self._problem.show()

    def _show_columns(self, look: SheetLook) -> None:
        say = self._context.say
        columns = [
            Column(say("import.column.letter"), "text", 64, "", "letter"),
            Column(say("import.column.heading"), "text", 0, "", "heading"),
            Column(say("import.column.samples"), "text", 0, "", "samples"),
            Column(say("import.column.read_as"), "text", 0, "", "read_as"),
        ]
        row = self.table.currentIndex().row()
        self._model.set_columns(columns)
        self._model.set_rows([self._cells(look, each) for each in look.columns])
        self.table.set_columns(columns)
        if look.columns:
            self.table.selectRow(min(max(row, 0), len(look.columns) - 1))
        self._show_column()

    def _cells(self, look: SheetLook, column: ColumnLook) -> tuple[Cell, ...]:
        known = self._known(look, column.name)
        kind = kind_of(look.kind)
        texts, lang = self._context.language.texts, self._context.lang
        words = self._context.say("import.not_read")
        if known is not None and kind is not None:
            words = column_words(kind, known, texts, lang)
        samples = " · ".join(column.samples)
        return (
            Cell(column.letter, tone="text_secondary"),
            Cell(column.heading, tip=column.heading),
            Cell(samples, tone="text_secondary", tip=samples),
            Cell(words, tone="text" if known is not None else "text_note"),
        )

    def _known(self, look: SheetLook, name: str) -> KindColumn | None:
        kind = kind_of(look.kind)
        if kind is None or not name:
            return None
        return next((each for each in kind.columns if each.name == name), None)

    def _show_column(self) -> None:
        look, column = self._look(), self._column()
        kind = kind_of(look.kind) if look is not None else None
        texts, lang = self._context.language.texts, self._context.lang
        possible = column is not None and kind is not None
        self.read_as.setEnabled(possible)
        units: list[tuple[int, str]] = []
        if look is not None and column is not None and kind is not None:
            self.read_as.set_choices(column_choices(kind, texts, lang))
            self.read_as.choose(column.name)
            known = self._known(look, column.name)
            units = unit_choices(known, texts, lang) if known is not None else []
            said = self.wishes.of((look.file, look.sheet)).units.get(column.name, 0)
            self.unit.set_choices([(str(scale), words) for scale, words in units])
            self.unit.choose(str(said or column.scale))
        self.fields["unit"].setVisible(bool(units))

    # -------------------------------------------------------------------------------------- doing

    def _place(self) -> tuple[str, str]:
        look = self._look()
        return (look.file, look.sheet) if look is not None else ("", "")

    def _on_forgotten(self) -> None:
        self.wishes.propose(self._place(), None)
        self.wished.emit()

    def _on_opened(self, mapping: TableMapping) -> None:
        self.wishes.take(self._place(), mapping)
        self.wished.emit()

    def _on_kind(self) -> None:
        self.wishes.choose_kind(self._place(), self.kind.key())
        self.wished.emit()

    def _on_heading_row(self) -> None:
        look, row = self._look(), self.heading_row.value()
        if look is not None and row != look.heading_row:
            self.wishes.choose_heading_row(self._place(), row)
            self.wished.emit()

    def _on_mark(self) -> None:
        self.wishes.choose_mark(self._place(), self.mark.key())
        self.wished.emit()

    def _on_read_as(self) -> None:
        look, column = self._look(), self._column()
        if look is not None and column is not None:
            name, row = self.read_as.key(), look.heading_row
            self.wishes.read_as(self._place(), look.kind, column.letter, name, row)
            self.wished.emit()

    def _on_unit(self) -> None:
        look, column = self._look(), self._column()
        if look is not None and column is not None and column.name:
            scale = int(self.unit.key() or 0)
            self.wishes.choose_unit(self._place(), look.kind, column.name, scale)
            self.wished.emit()
