"""Show the records of an entity in several ways, each a tab of the page header with its count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from ui.components.option import Option
from ui.places import VIEWS
from ui.screens.entity import EntityScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes, EntitySpec
    from ui.screen import ScreenContext

_ROOM_FOR_PANEL: Final = 1100


class TabbedScreen(EntityScreen):
    """Show an entity as a table and otherwise; the first view stands at the start.

    Attributes:
        ways: the views, in the order of their tabs.
        listing: the view that is the table of all records.
        page: the view that is a page of its own, without the table and its facets.
        page_reads: the tables that the page shows something of.
        closing: the views that are chosen without a record beside them.
        stays: whether a record is shown in the view in force instead of the table.
        reckoned: whether the table shows what is reckoned for it alone, so that its columns are as
            wide as that asks only once it is chosen.
        panel_px: width of the record beside the view where there is room, 0 for the usual one.
    """

    page = ""
    page_reads: frozenset[str] = frozenset()
    closing: tuple[str, ...] = ()
    stays = False
    reckoned = False
    panel_px = 0

    def __init__(
        self, context: ScreenContext, spec: EntitySpec, parent: QWidget | None = None
    ) -> None:
        views = VIEWS[spec.table]
        self.ways, self.listing, self._said = views.ways, views.listing, views.said
        self._view = self.ways[0]
        super().__init__(context, spec, parent)

    def counts(self) -> Mapping[str, int]:
        """Return how many records there are in the views that say it."""
        return {self.listing: self.total()}

    def show_listing(self) -> None:
        """Turn to the table of all records."""
        if self._view != self.listing:
            self._view = self.listing
            self.read(columns=self.reckoned)
            self.heading_changed.emit()

    @override
    def views(self) -> Sequence[Option]:
        integer = self.values.format.integer
        counts = {way: integer(count) for way, count in self.counts().items()}
        return [
            Option(way, self.context.say(f"{self._said}.{way}"), "", counts.get(way, ""))
            for way in self.ways
        ]

    @override
    def view(self) -> str:
        return self._view

    @override
    def choose_view(self, key: str) -> None:
        self._view = key if key in self.ways else self.ways[0]
        self.read(columns=self.reckoned and self._view == self.listing)
        # Afterwards: the page that takes the keyboard over puts its first record in force.
        if self._panel is not None and (self._view in self.closing or self._is_elsewhere()):
            self._panel.hide()
            self._fit()

    def _is_elsewhere(self) -> bool:
        """Tell whether the record beside the table is none of those that the view lists."""
        record = "" if self._panel is None else self._panel.record
        listed = self._view != self.page
        return listed and bool(record) and self.table.records.row_of(record) < 0

    @override
    def show_record(self, record: str) -> None:
        if not self.stays:
            self.show_listing()
        super().show_record(record)

    @override
    def reread(self, changes: Changes) -> None:
        super().reread(changes)
        if self._view == self.page and self.page_reads & changes.tables.keys():
            self._say_counts()

    @override
    def _fit(self) -> None:
        super()._fit()
        if self.panel_px and self._panel is not None and self.width() >= _ROOM_FOR_PANEL:
            self._panel.setMaximumWidth(self.panel_px)
            self._panel.setMinimumWidth(self.panel_px)
        if self._view == self.page:
            self._show_facets(shown=False)
