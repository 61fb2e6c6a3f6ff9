"""Show the records of any entity: facets, table, the record in force."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from domain.records import Condition, Query
from ui.components.buttons import Button, LinkButton
from ui.components.facet_list import FacetList
from ui.components.label import Label, hairline
from ui.components.side_panel import panel_width
from ui.forms.panel import RecordPanel
from ui.record_columns import columns_of, ordered_by
from ui.record_names import read_through
from ui.record_table import RecordTable
from ui.refusal import allow, sentence
from ui.row_source import QueryRows
from ui.screen import Screen
from ui.screens.beginning import begun
from ui.screens.export_action import ExportButton
from ui.screens.facets import Narrowing, filter_chips, read_facets
from ui.screens.filter_line import FilterLine
from ui.screens.table_pages import MADE_ON, TablePages
from ui.table_model import RecordModel
from ui.values import Values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from domain.records import Changes, EntitySpec
    from ui.components.option import Option
    from ui.forms.panel import Overview
    from ui.row_source import RowSource, Shown
    from ui.screen import ScreenContext

_FACETS_PX: Final = 190
_EDGE: Final = 12
_PAGE_EDGE: Final = 24
_ROOM_FOR_FACETS: Final = 900
_ROOM_FOR_PANEL: Final = 760


class EntityScreen(Screen):
    """Show one entity made from its spec; special screens derive from it.

    Attributes:
        dated: the columns hold figures of the quarter in force, and are set anew for another.
    """

    dated = False

    def __init__(
        self, context: ScreenContext, spec: EntitySpec, parent: QWidget | None = None
    ) -> None:
        self.name = spec.table
        self.icon = spec.icon
        super().__init__(context, parent)
        self.spec = spec
        self.values = Values(context.language, context.specs)
        self.narrowing = Narrowing()
        self._order = spec.order
        self._stale = True
        self._headings: tuple[str, ...] = ()
        self._panel: RecordPanel | None = None
        self._facet_values = 0
        self._make_parts()
        self._lay_out()
        self._wire()
        self.retranslate()

    # --------------------------------------------------------------- what special screens change

    def columns(self) -> list[Shown]:
        """Return the columns of the table in the language in force."""
        return columns_of(self.values, self.spec, self.context.records)

    def rows(self) -> RowSource:
        """Return the rows that the narrowing leaves."""
        wanted = [name for shown in self.columns() for name in shown.needs]
        columns = tuple(dict.fromkeys((*(each.name for each in self.spec.fields), *wanted)))
        query = replace(self.narrowing.query(self.spec), columns=columns, order=self._order)
        return QueryRows(self.context.records, query, read_through(self.context.specs, self.spec))

    def total(self) -> int:
        """Return how many records there are in all."""
        return self.context.records.count(Query(self.spec.table))

    def read_facets(self) -> None:
        """Read the counts of the facets."""
        facets = read_facets(self.context.records, self.values, self.spec, self.facets_within())
        self._facet_values = sum(len(facet.values) for facet in facets)
        self.facets.set_facets(facets)

    def facets_within(self) -> Narrowing:
        """Return what narrows the records that the facets count."""
        return self.narrowing

    def filter_chips(self) -> list[Option]:
        """Return a chip for each filter in force."""
        return filter_chips(self.context.records, self.values, self.spec, self.narrowing)

    def make_overview(self) -> Overview | None:
        """Return what stands before the facts of the record in force."""
        return None

    def reread(self, changes: Changes) -> None:
        """Read again what a change touches; the rows read themselves."""
        if self.rows().tables & changes.tables.keys():
            self.read_facets()
            self._say_counts()

    # ------------------------------------------------------------------------------ as a screen

    @override
    def title(self) -> str:
        return self.values.title(self.spec.table, many=True)

    @override
    def header_actions(self) -> Sequence[QWidget]:
        if not self._can_add():
            return ()
        refused = self.context.bus.refusal(self.spec.table)
        allow(self._add, self.values, refused)
        self._pages.bar(self.values, refused)
        return (self._add,)

    def _can_add(self) -> bool:
        kept = self.spec.kept or self.spec.table in MADE_ON
        return self.context.bus.records.writable and not kept

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        super().activate(quarter)
        if moved or self._stale:
            self.read(columns=moved and self.dated)

    @override
    def retranslate(self) -> None:
        say = self.context.say
        self._add.set_text(add := self.values.adding(self.spec.table))
        self._facets_title.set_text(say("ui.facets"))
        self._toggle.set_text(say("ui.facets"))
        self.facets.setAccessibleName(say("ui.facets"))
        self.line.search.setPlaceholderText(say("ui.search.table"))
        self.line.search.setAccessibleName(say("ui.search.table"))
        self.table.setAccessibleName(self.title())
        self._pages.retranslate(self.title(), add)
        if self._panel is not None:
            self._panel.retranslate_all()
        self._stale = True
        if self.isVisible():
            self.read(columns=True)

    @override
    def show_record(self, record: str) -> None:
        self.read_if_stale()
        if not self.table.choose(record):
            self._on_clear()
            self.table.choose(record)
        self._open(record)

    @override
    def narrow(self, where: Sequence[Condition]) -> None:
        self.narrowing = Narrowing(given=tuple(where))
        self.line.search.clear()
        self.read()

    @override
    def focus_search(self) -> bool:
        self.line.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.search.selectAll()
        return True

    @override
    def add_record(self) -> bool:
        if not (self._can_add() and self.context.bus.may_change(self.spec.table)):
            return False
        self.panel.show_new(begun(self.context, self.spec, self.quarter, self.narrowing))
        self._fit()
        return True

    # --------------------------------------------------------------------------------- reading

    @property
    def panel(self) -> RecordPanel:
        """The panel, made when it is first needed."""
        if self._panel is None:
            context = self.context
            self._panel = RecordPanel(
                context.appearance, context.bus, self.values, self.spec, self.make_overview(), self
            )
            self._panel.follow_asked.connect(context.desk.open_record)
            self._panel.list_asked.connect(self._on_list_asked)
            self._panel.added.connect(self._on_added)
            self._panel.removed.connect(lambda words: context.desk.tell(words, undo=True))
            self._panel.told.connect(lambda words, undo: context.desk.tell(words, undo=undo))
            self._panel.closed.connect(self.table.setFocus)
            self._panel.closed.connect(self._fit)
            self._row.addWidget(self._panel)
            # A layout shows what it takes in, unless it was hidden before.
            self._panel.hide()
        return self._panel

    def read(self, *, columns: bool = False) -> None:
        """Read rows, facets and counts; the columns too where their headings have changed."""
        self._stale = False
        source, shown = self.rows(), self.columns()
        headings = (self.context.lang, *(each.column.heading for each in shown))
        if columns or headings != self._headings:
            self._headings = headings
            self._set_columns(source, shown)
        else:
            self.table.records.set_source(source)
        self.read_facets()
        self._say_counts()

    def read_if_stale(self) -> None:
        """Read what has changed since it was read last."""
        if self._stale:
            self.read()

    def _set_columns(self, source: RowSource, columns: Sequence[Shown]) -> None:
        if self.table.model() is None:
            word = partial(sentence, self.values)
            model = RecordModel(self.context.bus, source, columns, word, self)
            self.table.show_model(model)
            # After the model, which is told first: the rows are counted as they are now.
            self.context.bus.changed.connect(self._on_changed)
        else:
            self.table.records.set_columns(columns, source)
            self.table.dress(columns)

    def _say_counts(self) -> None:
        model, total = self.table.records, self.total()
        say, integer = self.context.say, self.values.format.integer
        shown = model.rowCount()
        key = "ui.count.all" if shown == total else "ui.count.some"
        words = say(key, shown=integer(shown), total=integer(total))
        ordered = ordered_by(self.table.records.columns, self._order)
        self.line.set_count(say("ui.count.sorted", count=words, by=ordered) if ordered else words)
        self.line.set_filters(self.filter_chips())
        chosen = self.narrowing.count()
        self._clear.set_text(say("ui.facets.clear", count=chosen) if chosen else "")
        self.setFocusProxy(self._pages.choose(shown=shown, total=total))
        self.line.setVisible(not self._pages.is_empty())
        self._fit()

    # ---------------------------------------------------------------------------------- widgets

    def _make_parts(self) -> None:
        look, context = self.context.appearance, self.context
        self._add = Button(look, "", "primary", icon="add", parent=self)
        self._add.setObjectName(f"{self.spec.table}.add")
        # The page header shows it, where records are added by hand.
        self._add.hide()
        self._facets_title = Label("", "strong", parent=self)
        self._clear = LinkButton(look, px=12, parent=self)
        self._clear.setObjectName(f"{self.spec.table}.clear")
        self.facets = FacetList(look, parent=self)
        self.facets.setObjectName(f"{self.spec.table}.facets")
        self.line = FilterLine(look, self)
        self.line.search.setObjectName(f"{self.spec.table}.search")
        self._toggle = Button(look, "", small=True, icon="list-filter", parent=self)
        self._toggle.setCheckable(True)
        self.line.add_left(self._toggle)
        self.table = RecordTable(look, context.bus, self.values, parent=self)
        self.table.setObjectName(f"{self.spec.table}.table")
        self.line.add_right(ExportButton(context, self.values, self.spec.table, self.table, self))
        self._pages = TablePages(context, self.spec, self.table, self)

    def _lay_out(self) -> None:
        self._side = QFrame(self)
        self._side.setProperty("ground", "surface")
        self._side.setFixedWidth(_FACETS_PX)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 12, 0)
        head.addWidget(self._facets_title, 1)
        head.addWidget(self._clear)
        facets = QVBoxLayout(self._side)
        facets.setContentsMargins(24, 8, 8, 0)
        facets.setSpacing(4)
        facets.addLayout(head)
        facets.addWidget(self.facets, 1)
        self.middle = middle = QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.line)
        middle.addWidget(self._pages, 1)
        self._rule = hairline(self, vertical=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._side)
        self._row.addWidget(self._rule)
        self._row.addLayout(middle, 1)

    def _wire(self) -> None:
        self._add.clicked.connect(self.add_record)
        self._clear.clicked.connect(self._on_clear)
        self._toggle.clicked.connect(self._fit)
        self.facets.value_switched.connect(self._on_value_switched)
        self.line.filter_dropped.connect(self._on_filter_dropped)
        self.line.words_changed.connect(self._on_words)
        self.table.row_chosen.connect(self._open)
        self.table.row_opened.connect(self._on_row_opened)
        self.table.sorted.connect(self._on_sorted)
        self._pages.add_asked.connect(self.add_record)
        self._pages.clear_asked.connect(self._on_clear)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _panels(self) -> list[QWidget]:
        """Return what takes room beside the table while it is shown."""
        return [] if self._panel is None else [self._panel]

    def _fit(self) -> None:
        """Show facets where there is room, else on demand; one primary button at a time."""
        open_panel = any(not panel.isHidden() for panel in self._panels())
        room = self.width() - (300 if open_panel else 0)
        narrow = room < (_ROOM_FOR_PANEL if open_panel else _ROOM_FOR_FACETS)
        if self._panel is not None:
            self._panel.setMinimumWidth(panel_width(self.context.appearance, self.width()))
        self._toggle.setVisible(narrow and self._facet_values > 0)
        shown = self._facet_values > 0 and (not narrow or self._toggle.isChecked())
        self._show_facets(shown=shown)
        adding = self._panel is not None and self._panel.adding
        elsewhere = self._pages.stand_back(adding=adding)
        self._add.set_kind("secondary" if adding or elsewhere else "primary")

    def _show_facets(self, *, shown: bool) -> None:
        """Show or hide the facets."""
        self._side.setVisible(shown)
        self._rule.setVisible(shown)
        self.begin_table(beside=shown)

    def begin_table(self, *, beside: bool) -> None:
        """Begin the table near what stands beside it, else below title and tabs."""
        for part in (self.line, self.table):
            part.set_edge_padding(_EDGE if beside else _PAGE_EDGE)

    # ------------------------------------------------------------------------------------ slots

    def _open(self, record: str) -> None:
        if record:
            self.panel.show_record(record)
            self._fit()

    def _on_row_opened(self, record: str) -> None:
        self._open(record)
        self.panel.edit()

    def _on_added(self, record: str) -> None:
        if not self.table.choose(record):
            self._on_clear()
            self.table.choose(record)
        name = self.values.record(self.context.records, self.spec.table, record)
        self.context.desk.tell(self.context.say("ui.record.added", name=name), undo=True)

    def _on_list_asked(self, table: str, field: str, record: str) -> None:
        self.context.desk.open_list(table, [Condition(field, "=", record)])

    def _on_value_switched(self, name: str, key: str, on: bool) -> None:  # noqa: FBT001 - a signal
        self.narrowing.switch(name, key, on=on)
        self.read()

    def _on_filter_dropped(self, name: str) -> None:
        self.narrowing.drop(name)
        self.read()

    def _on_clear(self) -> None:
        self.narrowing = Narrowing()
        self.line.search.clear()
        self.read()

    def _on_words(self, words: str) -> None:
        self.narrowing.search = words
        self.read()

    def _on_sorted(self) -> None:
        self._order = self.table.records.source.order
        self._say_counts()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.reread(changes)
        else:
            self._stale = True
