"""Show all indicators by family, with the definition of the one in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from domain.formatting import Formatter
from domain.indicators.families import INDICATORS
from domain.indicators.reading import readings
from domain.indicators.remembered import Remembered
from domain.indicators.wording import definition, name
from domain.units import Quarter
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.home.aside import AsideReading
from ui.home.facts import QUARTERS
from ui.home.fitting import fit_columns
from ui.home.indicator_panel import IndicatorPanel
from ui.home.rows import indicator_cells, indicator_columns
from ui.refusal import reason_of
from ui.screens.fresh import FreshScreen
from ui.values import Values

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from domain.indicators.definition import Figure
    from ui.screen import ScreenContext

_GROUPS: Final = tuple(dict.fromkeys(each.group for each in INDICATORS.values()))
_DISPENSABLE: Final = ("trend", "answered", "year_ago")
_GROUP_ROW: Final = "group:"


class IndicatorsScreen(FreshScreen):
    """Show every indicator of the quarter in force.

    Families are read one after the other while the window stays free, what they share once.
    """

    name = "indicators"
    title_key = "indicators.title"
    icon = "models"

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._wanted = ""
        self._memory: Remembered | None = None
        self._waiting: list[str] = []
        self.figures: dict[str, tuple[Figure, ...]] = {}
        self.search = QLineEdit(self)
        self.search.setObjectName("indicators.search")
        self.search.setClearButtonEnabled(True)
        self._count = Label("", "note", parent=self)
        self.model = RowsModel(parent=self)
        self.table = FlatTable(context.appearance, parent=self)
        self.table.setObjectName("indicators.table")
        self.table.setModel(self.model)
        self.panel = IndicatorPanel(context, self)
        self._aside = AsideReading(context, self)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._lay_out()
        self._wire()
        self.retranslate()

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self.search.setPlaceholderText(say("indicators.search"))
        self.search.setAccessibleName(say("indicators.search"))
        self.table.setAccessibleName(say("indicators.title"))
        self.panel.retranslate(self.context.words)
        if self.quarter:
            self._set_columns()
            self._show()

    @override
    def show_record(self, record: str) -> None:
        self._wanted = record
        if self.search.text():
            self.search.clear()
        self._choose()

    @override
    def busy(self) -> bool:
        return self._next.isActive()

    @override
    def focus_search(self) -> bool:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()
        return True

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def finish(self) -> None:
        """Read what is still to be read, at once."""
        while self._waiting:
            self._on_next()

    @override
    def _read(self) -> None:
        self.figures = {}
        self._set_columns()
        self._aside.drop()
        if self._aside.worthwhile():
            self._memory, self._waiting = None, []
            quarter = Quarter.parse(self.quarter)
            self._aside.start(lambda copy: readings(copy, tuple(INDICATORS), quarter, QUARTERS))
            self._show()
            return
        self._memory = Remembered(self.context.records)
        self._waiting = list(_GROUPS)
        self._on_next()

    def _on_read(self, figures: object) -> None:
        if isinstance(figures, dict):
            self.figures = figures
            self._show()

    def _on_read_failed(self, error: BaseException) -> None:
        reason = reason_of(Values(self.context.language, self.context.specs), error)
        self.context.desk.tell(self.context.say("home.not_read", reason=reason), icon="state.crit")

    def _on_next(self) -> None:
        """Read one family and show it; the next follows once the window has drawn."""
        if not self._waiting or self._memory is None:
            return
        group = self._waiting.pop(0)
        keys = [key for key, each in INDICATORS.items() if each.group == group]
        self.figures |= readings(self._memory, keys, Quarter.parse(self.quarter), QUARTERS)
        if self._waiting:
            self._next.start(0)
        else:
            self._memory = None
        self._show()

    def _set_columns(self) -> None:
        fmt = self._formatter()
        columns = indicator_columns(fmt, Quarter.parse(self.quarter))
        heading = self.context.say("indicators.answered")
        answered = Column(heading, "figure", -1, key="answered")
        self.model.set_columns((*columns[:-1], answered, columns[-1]))
        self.table.set_columns(self.model.columns)

    def _show(self) -> None:
        fmt = self._formatter()
        rows: list[tuple[Cell, ...]] = []
        keys: list[str] = []
        for group in _GROUPS:
            found = [key for key in self.figures if self._matches(key, group)]
            if found:
                title = self.context.say(f"indicator.group.{group}")
                rows.append((Cell(title, strong=True),))
                keys.append(f"{_GROUP_ROW}{group}")
            for key in found:
                rows.append(self._cells(fmt, key))
                keys.append(key)
        self.model.set_rows(rows, keys)
        shown = sum(not key.startswith(_GROUP_ROW) for key in keys)
        total = len(INDICATORS)
        key = "indicators.count.all" if shown == total else "indicators.count"
        words = self.context.say(key, shown=shown, total=total)
        nothing = "indicators.none" if self.figures else "home.reading"
        self._count.set_text(words if keys else self.context.say(nothing))
        self._fit()
        self._choose()

    def _fit(self) -> None:
        fit_columns(self.table, self.model.columns, _DISPENSABLE)

    def _cells(self, fmt: Formatter, key: str) -> tuple[Cell, ...]:
        figures = self.figures[key]
        cells, current = indicator_cells(fmt, key, figures, short=True), figures[-1]
        told = fmt.counts(current.known, current.expected) if current.expected else ""
        return (*cells[:-1], Cell(told, tone="text_secondary", small=True), cells[-1])

    def _matches(self, key: str, group: str) -> bool:
        if INDICATORS[key].group != group:
            return False
        wanted = self.search.text().strip().casefold()
        texts, lang = self.context.language.texts, self.context.lang
        words = f"{name(texts, lang, key)} {definition(texts, lang, key)}".casefold()
        return wanted in words

    def _choose(self) -> None:
        """Bring the wanted indicator to the eye once its family is read."""
        row = self.model.row_of(self._wanted) if self._wanted else -1
        if row >= 0:
            index = self.model.index(row, 0)
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index, FlatTable.ScrollHint.PositionAtCenter)
            self._explain(self._wanted)

    def _explain(self, key: str) -> None:
        if key in self.figures:
            self._wanted = key
            self.panel.explain(key, Quarter.parse(self.quarter), self.figures[key])
            self.panel.show()
            QTimer.singleShot(0, self, self._fit)

    def _formatter(self) -> Formatter:
        return Formatter(self.context.lang, self.context.language.texts)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(24, 12, 24, 8)
        top.setSpacing(12)
        self.search.setMaximumWidth(320)
        top.addWidget(self.search, 1)
        top.addStretch(1)
        top.addWidget(self._count)
        body = QVBoxLayout()
        body.setContentsMargins(24, 0, 24, 0)
        body.addWidget(self.table)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addLayout(top)
        left.addLayout(body, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)

    def _wire(self) -> None:
        self._next.timeout.connect(self._on_next)
        self._aside.finished.connect(self._on_read)
        self._aside.failed.connect(self._on_read_failed)
        self.search.textChanged.connect(lambda _text: self._show() if self.quarter else None)
        self.table.row_chosen.connect(self._explain)
        self.panel.table_asked.connect(self.context.desk.open_screen)
        self.panel.closed.connect(self._on_closed)
        self.context.bus.changed.connect(self._on_changed)

    def _on_closed(self) -> None:
        self._wanted = ""
        self.table.setFocus()
