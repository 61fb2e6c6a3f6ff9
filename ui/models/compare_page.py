"""Show two to four kept scenarios side by side: verdicts, inputs that differ, main exhibits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from domain.formatting import Formatter
from domain.studies import study as study_of
from domain.studies.refusing import input_name
from domain.studies.typed import number, shown
from domain.studies.valued import valued
from ui.components.banner import Banner
from ui.components.label import Label
from ui.components.scroll_area import Scrolling
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.models.exhibit import Exhibit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.tree import Figure, Table
    from domain.studies.scenarios import Kept
    from domain.studies.study import Findings, StudyInput
    from ui.screen import ScreenContext
    from ui.values import Values

MOST: Final = 4
FEWEST: Final = 2
_EXHIBITS: Final = 3
_FEW: Final = 6
"""Figures of a list that are written out beside those of another scenario."""


def _in_figures(one: StudyInput, formatter: Formatter) -> str:
    """Return the value of an input; the figures of a short list, which its length would hide."""
    value = one.value
    if not isinstance(value, list | tuple) or not 0 < len(value) <= _FEW:
        return shown(one, formatter)
    figures = [each for each in value if isinstance(each, int | float)]
    if len(figures) < len(value):
        return shown(one, formatter)
    return " · ".join(number(each, one, formatter) for each in figures)


class ComparePage(QWidget):
    """Hold scenarios in columns."""

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._kept: tuple[Kept, ...] = ()
        self._told: list[Findings] = []
        # One part after the other: all at once would hold the window up.
        self._parts: Iterator[None] = iter(())
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._on_next)
        self.rows = RowsModel(parent=self)
        self._area = Scrolling(self)
        self._area.setObjectName("scenario.compare")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    def show_kept(self, kept: Sequence[Kept]) -> None:
        """Show these scenarios."""
        self._kept = tuple(kept)
        self.say_again()

    def say_again(self) -> None:
        """Say everything in the language in force."""
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(16)
        self._area.setWidget(inner)
        self._parts = self._built(column, inner)
        self._next.start()

    def busy(self) -> bool:
        """Tell whether parts are yet to be shown."""
        return self._next.isActive()

    def _on_next(self) -> None:
        for _ in self._parts:
            self._next.start()
            return

    def _built(self, column: QVBoxLayout, inner: QWidget) -> Iterator[None]:
        """Build the page, a part each time the next one is asked for."""
        self._told = []
        if self._kept:
            yield from self._heads(column, inner)
            column.addWidget(self._title("models.compare.inputs", inner))
            column.addWidget(self._inputs(inner))
            yield
            column.addWidget(self._title("models.compare.exhibits", inner))
            yield from self._exhibits(column, inner)
        column.addStretch(1)

    def _title(self, key: str, parent: QWidget) -> SectionTitle:
        return SectionTitle(self._context.appearance, self._context.say(key), parent)

    def _formatter(self) -> Formatter:
        return Formatter(self._context.lang, self._context.language.texts)

    def _heads(self, column: QVBoxLayout, parent: QWidget) -> Iterator[None]:
        """Put titles, what was studied, verdicts and warnings in columns, scenario by scenario."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        column.addLayout(grid)
        top = Qt.AlignmentFlag.AlignTop
        for at, each in enumerate(self._kept):
            inquiry = each.inquiry
            study = self._context.say(f"study.{inquiry.study}.title")
            about = self._context.say(
                "models.compare.about", study=study, quarter=self._values.quarter(inquiry.quarter)
            )
            told = study_of(inquiry.study).tell(inquiry.inputs, each.result, self._formatter())
            self._told.append(told)
            banner = Banner(self._context.appearance, "info", parent)
            banner.set_message(told.verdict)
            warnings = "\n".join(f"△ {words}" for words in told.warnings)
            parts = (
                Label(each.title, "section", wrap=True, parent=parent),
                Label(about, "caption", wrap=True, parent=parent),
                banner,
                Label(warnings, "caption", tone="warn", wrap=True, parent=parent),
            )
            for row, part in enumerate(parts):
                grid.addWidget(part, row, at, top)
            grid.setColumnStretch(at, 1)
            yield

    def _inputs(self, parent: QWidget) -> FlatTable:
        """Return the inputs, those that differ first and marked."""
        names = list(dict.fromkeys(one.name for each in self._kept for one in each.inquiry.inputs))
        differing = [name for name in names if self._differs(name)]
        ordered = [*differing, *(name for name in names if name not in differing)]
        columns = [
            Column(self._context.say("models.input.name_only"), "text", 0),
            *(Column(each.title, "figure", 0) for each in self._kept),
        ]
        self.rows.set_columns(columns)
        self.rows.set_rows([self._row(name, marked=name in differing) for name in ordered], ordered)
        table = FlatTable(
            self._context.appearance,
            self._context.say("models.compare.inputs"),
            fit=True,
            parent=parent,
        )
        table.setObjectName("scenario.compare.inputs")
        table.setModel(self.rows)
        table.set_columns(columns)
        return table

    def _row(self, name: str, *, marked: bool) -> list[Cell]:
        study = self._kept[0].inquiry.study
        words = input_name(study, name, self._formatter())
        icon = "state.info" if marked else ""
        cells = [Cell(words, icon=icon, strong=marked)]
        for each in self._kept:
            one = _input(each, name)
            if one is None:
                cells.append(Cell("—", tone="text_note"))
                continue
            unit = self._formatter().unit(one.unit)
            text = _in_figures(one, self._formatter())
            tip = "\n".join(valued(one, self._formatter()).elements) or text
            ground = "warn" if marked else ""
            cells.append(Cell(text, unit, ground=ground, strong=marked, tip=tip))
        return cells

    def _differs(self, name: str) -> bool:
        found = [_input(each, name) for each in self._kept]
        values = [None if one is None else one.value for one in found]
        return any(value != values[0] for value in values[1:])

    def _exhibits(self, column: QVBoxLayout, parent: QWidget) -> Iterator[None]:
        """Put the first exhibits of each scenario, those of the same kind beside each other."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(24)
        column.addLayout(grid)
        across = FEWEST
        for column_at in range(across):
            grid.setColumnStretch(column_at, 1)
        rows = -(-len(self._kept) // across)
        for rank in range(_EXHIBITS):
            for at, (each, told) in enumerate(zip(self._kept, self._told, strict=True)):
                if rank < len(told.exhibits):
                    block = self._exhibit(each.title, told.exhibits[rank], parent)
                    grid.addWidget(block, rank * rows + at // across, at % across)
                    yield

    def _exhibit(self, title: str, exhibit: Figure | Table, parent: QWidget) -> QWidget:
        block = QWidget(parent)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Label(title, "caption", parent=block))
        look, language = self._context.appearance, self._context.language
        column.addWidget(Exhibit(look, language, exhibit, block))
        column.addStretch(1)
        return block


def _input(each: Kept, name: str) -> StudyInput | None:
    return next((one for one in each.inquiry.inputs if one.name == name), None)
