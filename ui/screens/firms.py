"""Show the firms of the park: stage, time in it, revenue of the quarter and its course."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QAbstractItemView
from typing_extensions import override

from domain.commands import RemoveRow
from domain.errors import DomainError
from domain.records import Query
from domain.units import Quarter
from domain.views import SavedView, keep_view, saved_views
from ui.components.facet_list import FacetValue
from ui.components.option import Option
from ui.firms.actions import FirmActions
from ui.firms.bulk_panel import BulkPanel
from ui.refusal import sentence
from ui.screens.entity import EntityScreen
from ui.screens.facets import Narrowing, facet_of
from ui.screens.firm_columns import FirmColumns, column_names, order_of
from ui.screens.firm_overview import FirmOverview
from ui.screens.firm_rows import (
    RANKS,
    TABLES,
    VIEWS,
    FirmRows,
    facet_keys,
    matching,
    read_firms,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes, Row
    from ui.components.facet_list import Facet
    from ui.forms.panel import Overview
    from ui.row_source import RowSource, Shown
    from ui.screen import ScreenContext
    from ui.screens.firm_rows import Firm

_FACETS: Final = ("stage", "quadrant", "trajectory", "label")
_KEPT: Final = "kept:"


class FirmsScreen(EntityScreen):
    """Show firms as the quarter in force leaves them."""

    dated = True

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._firms: tuple[Firm, ...] = ()
        self._read_for = ""
        self._view = "all"
        self._hidden: set[str] = set()
        self._based = "all"
        super().__init__(context, context.specs["firm"], parent)
        self._order = ("-revenue",)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._bulk: BulkPanel | None = None
        self.offers = FirmActions(context, self)
        self.offers.view_row.named.connect(self._on_view_named)
        self.offers.bulk_asked.connect(self._on_bulk_asked)
        self.offers.column_switched.connect(self._on_column_switched)
        self.offers.view_removed.connect(self._on_view_removed)
        self.middle.insertWidget(1, self.offers.view_row)
        self.retranslate()

    # ---------------------------------------------------------------------------------- reading

    @override
    def columns(self) -> list[Shown]:
        return FirmColumns(self.values, self.context.records).shown(self._base(), self._hidden)

    @override
    def rows(self) -> RowSource:
        self._read_firms()
        known = self._order[0].lstrip("-") in column_names(self._base())
        order = self._order if known else order_of(self._base())
        quarter = Quarter.parse(self.quarter)
        firms = self._left("")
        return FirmRows(self.context.records, quarter, firms, order, self._name)

    @override
    def read_facets(self) -> None:
        self._read_firms()
        whole = self._left("")
        chosen = self.narrowing.chosen
        facets = [
            self._facet(name, self._left(name) if name in chosen else whole) for name in _FACETS
        ]
        self._facet_values = sum(len(facet.values) for facet in facets)
        self.facets.set_facets([facet for facet in facets if facet.values])

    @override
    def filter_chips(self) -> list[Option]:
        comma = self.context.say("ui.comma")
        chips = []
        for name, keys in self.narrowing.chosen.items():
            words = comma.join(self._words(name, key) for key in self._ordered(name, keys))
            title = self.context.say(f"firms.facet.{name}")
            chip = self.context.say("ui.facet.chip", field=title, values=words)
            chips.append(Option(name, chip, "close"))
        return chips

    @override
    def make_overview(self) -> Overview:
        return FirmOverview(self.context, self.values, lambda: self.quarter, self)

    # ------------------------------------------------------------------------------------- views

    @override
    def views(self) -> Sequence[Option]:
        self._read_firms()
        counts = Counter(view for firm in self._firms for view in firm.views)
        integer = self.values.format.integer
        own = [
            Option(f"{_KEPT}{row['id']!s}", str(row["name"]), "keep")
            for row in saved_views(self.context.records, "firm")
        ]
        usual = [
            Option(view, self.context.say(f"firms.view.{view}"), "", integer(counts[view]))
            for view in VIEWS
        ]
        return [*usual, *own]

    @override
    def view(self) -> str:
        return self._view

    @override
    def choose_view(self, key: str) -> None:
        kept = self.context.records.get("saved_view", key.removeprefix(_KEPT))
        if key.startswith(_KEPT) and kept is not None:
            self._apply(SavedView.read(str(kept["definition"])), key)
            return
        self._turn(key if key in VIEWS else "all")
        self.read()
        self.table.mark_order(self._order, order_of(self._base()))
        self._leave_record()

    def _turn(self, view: str) -> None:
        """Put a view in force, in the order of its own unless the user has sorted the firms."""
        if self._order == order_of(self._base()):
            self._order = order_of(view)
        self._view = view

    def _leave_record(self) -> None:
        """Keep no firm beside the table that the view does not list."""
        panel = self._panel
        if panel is None or panel.isHidden() or panel.adding:
            return
        if not self.table.choose(panel.record):
            panel.hide()
            self._fit()

    def view_in_force(self) -> SavedView:
        """Return how the table is looked at now."""
        chosen = {name: tuple(sorted(keys)) for name, keys in self.narrowing.chosen.items()}
        search, hidden = self.narrowing.search, tuple(sorted(self._hidden))
        return SavedView(self._base(), chosen, search, self._order, hidden)

    def _apply(self, view: SavedView, key: str) -> None:
        self._view = key
        self._based = view.base if view.base in VIEWS else "all"
        known = {name: set(keys) for name, keys in view.chosen.items() if name in _FACETS}
        self.narrowing = Narrowing(chosen=known, search=view.search)
        self.line.search.setText(view.search)
        self._hidden = set(view.hidden) - {"number", "name"}
        self._order = view.order or self._order
        self.read(columns=True)
        self.offers.say(self._hidden, kept=True)

    def _base(self) -> str:
        """Return the view of the program in force, also below one that the user kept."""
        return self._based if self._view.startswith(_KEPT) else self._view

    @override
    def activate(self, quarter: str) -> None:
        moved = quarter != self.quarter
        super().activate(quarter)
        if moved and self._panel is not None and self._panel.record:
            self._panel.show_record(self._panel.record)

    @override
    def show_record(self, record: str) -> None:
        if self._view != "all":
            self.choose_view("all")
        super().show_record(record)

    @override
    def header_actions(self) -> Sequence[QWidget]:
        self.offers.say(self._hidden, kept=self._view.startswith(_KEPT))
        return (self.offers.button, *super().header_actions())

    @override
    def retranslate(self) -> None:
        super().retranslate()
        if hasattr(self, "offers"):
            self.offers.retranslate()
        if getattr(self, "_bulk", None) is not None:
            self.bulk.say_again()

    # --------------------------------------------------------------------------------- many firms

    @property
    def bulk(self) -> BulkPanel:
        """The panel for changes of many, made when it is first needed."""
        if self._bulk is None:
            self._bulk = BulkPanel(self.context, self.values, self.spec, self)
            self._bulk.changed.connect(self._on_bulk_changed)
            self._row.addWidget(self._bulk)
            self._bulk.hide()
        return self._bulk

    @override
    def _panels(self) -> list[QWidget]:
        return super()._panels() if self._bulk is None else [*super()._panels(), self._bulk]

    def chosen_firms(self) -> list[str]:
        """Return the firms selected, all that are listed when only one is."""
        model = self.table.records
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        if len(rows) < 2:  # noqa: PLR2004 - one is the record in force, not a choice of many
            rows = list(range(model.rowCount()))
        return [model.key(row) for row in rows]

    def _on_bulk_asked(self) -> None:
        chosen = self.chosen_firms()
        if self._panel is not None:
            self._panel.hide()
        self.bulk.show_records(chosen)
        self._fit()

    def _on_bulk_changed(self, count: int) -> None:
        self.context.desk.tell(self.context.say("bulk.done", count=count), undo=True)

    @override
    def _fit(self) -> None:
        super()._fit()
        if self._bulk is not None and not self._bulk.isHidden():
            self._add.set_kind("secondary")

    # --------------------------------------------------------------------------------- kept views

    def _on_view_named(self, name: str) -> None:
        actor = self.context.services.actor() if self.context.services.actor else None
        author = actor.person if actor else "—"
        command = keep_view("firm", name, author, self.view_in_force())
        try:
            self.context.bus.run(command)
        except DomainError as error:
            self.offers.view_row.refusal.set_text(sentence(self.values, error))
            return
        self.offers.view_row.hide()
        self._based, self._view = self._base(), f"{_KEPT}{command.record}"
        self.heading_changed.emit()

    def _on_view_removed(self) -> None:
        record = self._view.removeprefix(_KEPT)
        self._view = self._base()
        if self.context.bus.attempt(RemoveRow("saved_view", record, key="command.drop_view")):
            self.context.desk.tell(self.context.say("view.removed"), undo=True)
        self.heading_changed.emit()

    def _on_column_switched(self, name: str, shown: bool) -> None:  # noqa: FBT001 - a signal
        self._hidden = self._hidden - {name} if shown else self._hidden | {name}
        self.read(columns=True)
        self.offers.say(self._hidden, kept=self._view.startswith(_KEPT))

    # ----------------------------------------------------------------------------------- helpers

    def _read_firms(self) -> None:
        if self.quarter and self._read_for != self.quarter:
            self._firms = read_firms(self.context.records, Quarter.parse(self.quarter))
            self._read_for = self.quarter

    @override
    def reread(self, changes: Changes) -> None:
        if TABLES & changes.tables.keys():
            self._read_for = ""
            self.read()

    def _left(self, without: str) -> tuple[Firm, ...]:
        base = self._base()
        firms = [firm for firm in self._firms if base in firm.views]
        if self.narrowing.given:
            asked = Query("firm", columns=("number",), where=self.narrowing.given)
            left = {row["id"] for row in self.context.records.select(asked)}
            firms = [firm for firm in firms if firm.row["id"] in left]
        for name, keys in self.narrowing.chosen.items():
            if name != without:
                firms = [firm for firm in firms if keys & set(facet_keys(firm, name))]
        return matching(self.context.records, firms, self.narrowing.search)

    def _facet(self, name: str, firms: Sequence[Firm]) -> Facet:
        counts = Counter(key for firm in firms for key in facet_keys(firm, name))
        chosen = self.narrowing.chosen.get(name, set())
        integer = self.values.format.integer
        values = tuple(
            FacetValue(key, self._words(name, key), integer(counts[key]), key in chosen)
            for key in self._ordered(name, counts.keys() | chosen)
        )
        return facet_of(self.values, name, self.context.say(f"firms.facet.{name}"), values)

    def _ordered(self, name: str, keys: set[str]) -> list[str]:
        return sorted(
            keys,
            key=lambda key: (
                (RANKS.get(name, ()).index(key), key) if key in RANKS.get(name, ()) else (99, key)
            ),
        )

    def _words(self, name: str, key: str) -> str:
        if not key:
            return self.context.say("ui.facet.unknown")
        prefix = {
            "stage": "choice.stage",
            "quadrant": "firms.quadrant",
            "trajectory": "firms.trajectory",
            "label": "firms.label",
        }[name]
        return self.context.say(f"{prefix}.{key}")

    def _name(self, row: Row) -> str:
        return self.values.label("firm", row)
