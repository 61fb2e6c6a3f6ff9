"""Show the bookings of pilot lines: a week at a time, and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.records import Query
from ui.components.option import Option
from ui.screens.entity import EntityScreen
from ui.screens.space.week import WeekPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.records import Changes
    from ui.screens.base import ScreenContext

VIEWS: Final = ("week", "list")
_TOUCHING: Final = frozenset({"booking", "lease", "unit", "building", "firm"})


class BookingsScreen(EntityScreen):
    """Show bookings; the week of today stands first."""

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._view = "week"
        self._week: WeekPage | None = None
        super().__init__(context, context.specs["booking"], parent)

    @property
    def week(self) -> WeekPage:
        """The page of a week, made when it is first needed."""
        if self._week is None:
            self._week = WeekPage(self.context, self.values, self)
            self._week.booking_opened.connect(self._open)
            self._week.lease_opened.connect(
                lambda lease: self.context.desk.open_record("lease", lease)
            )
            self._week.told.connect(lambda words: self.context.desk.tell(words, undo=True))
            self._week.show_week(self.context.today())
            self._pages.addWidget(self._week)
        return self._week

    @override
    def views(self) -> Sequence[Option]:
        count = self.values.format.integer(self.context.records.count(Query("booking")))
        counts = {"list": count}
        return [
            Option(view, self.context.say(f"space.bookings.{view}"), "", counts.get(view, ""))
            for view in VIEWS
        ]

    @override
    def view(self) -> str:
        return self._view

    @override
    def choose_view(self, key: str) -> None:
        self._view = key if key in VIEWS else "week"
        self.read()

    @override
    def show_record(self, record: str) -> None:
        if self._view != "list":
            self.choose_view("list")
            self.heading_changed.emit()
        super().show_record(record)

    @override
    def reread(self, changes: Changes) -> None:
        super().reread(changes)
        if self._view == "week" and _TOUCHING & changes.tables.keys():
            self._say_counts()

    @override
    def _say_counts(self) -> None:
        super()._say_counts()
        weekly = self._view == "week" and self.context.records.count(Query("unit")) > 0
        self.line.setVisible(not weekly)
        if weekly:
            self.week.read()
            self._pages.setCurrentWidget(self.week)
            adding = self._panel is not None and self._panel.adding
            self._add.set_kind("secondary" if adding else "primary")

    @override
    def _fit(self) -> None:
        super()._fit()
        if self._view == "week":
            self._side.hide()
            self._rule.hide()
