"""Show one building on a day: its floors, what is let, who operates it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.records import Query
from domain.reports.names import short_firm
from domain.space.plan import STATES, occupancy_of, plan, reserve_of
from domain.standing.space import spaces
from domain.units import WHOLE_BP
from ui.components.choice import Choice
from ui.components.date_edit import DateEdit
from ui.components.key_figure import Figure, KeyFigures
from ui.components.label import Label
from ui.screens.space.building_pages import operation_words
from ui.screens.space.plan_table import PlanLegend, PlanTable, ShownTile

if TYPE_CHECKING:
    from domain.space.plan import Tile
    from ui.screen import ScreenContext
    from ui.values import Values

_NAME_SIGNS: Final = 12
"""Room for what a building is called in any language."""


class PlanPage(QWidget):
    """Show the plan of the building chosen on the day chosen.

    Signals:
        unit_chosen: id of the unit that became current.
        day_chosen: another day was chosen.
    """

    unit_chosen = Signal(str)
    day_chosen = Signal()

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        look = context.appearance
        self.context = context
        self.values = values
        self._building_name = Label("", "caption", parent=self)
        self.building = Choice(self)
        self.building.setObjectName("unit.building_shown")
        self.building.setMinimumContentsLength(_NAME_SIGNS)
        self._building_name.setBuddy(self.building)
        self._day_name = Label("", "caption", parent=self)
        self.day = DateEdit(look, self)
        self.day.setObjectName("unit.day_shown")
        self._day_name.setBuddy(self.day)
        self._operation = Label("", "secondary", wrap=True, parent=self)
        self.figures = KeyFigures(self)
        self.legend = PlanLegend(look, self)
        self.table = PlanTable(look, self)
        self._lay_out()
        self.table.unit_chosen.connect(self.unit_chosen)
        self.building.activated.connect(lambda _at: self.read())
        self.day.dateChanged.connect(self._on_day)

    def on(self) -> date:
        """Return the day shown."""
        shown = self.day.date()
        return date(shown.year(), shown.month(), shown.day())

    def show_day(self, on: date) -> None:
        """Show another day without telling."""
        self.day.blockSignals(True)
        self.day.setDate(QDate(on.year, on.month, on.day))
        self.day.blockSignals(False)

    def show_unit(self, record: str) -> bool:
        """Show the building of a unit and the unit in force; tell whether there is one."""
        row = self.context.records.get("unit", record)
        if row is None:
            return False
        self.building.choose(str(row["building"]))
        self.read()
        return self.table.choose(record)

    def read(self) -> None:
        """Read the building and the day chosen."""
        say, records = self.context.say, self.context.records
        rows = records.select(Query("building", order=("code",)))
        self.building.set_choices(
            [(str(row["id"]), self.values.label("building", row)) for row in rows]
        )
        self._building_name.set_text(say("entity.building"))
        self.building.setAccessibleName(say("entity.building"))
        self._day_name.set_text(say("space.day"))
        self.day.setAccessibleName(say("space.day"))
        self.day.write_days(say)
        self.table.setAccessibleName(say("space.view.plan"))
        self.legend.set_words(tuple((state, say(f"space.state.{state}")) for state in STATES))
        self._say_operation()
        self._say_figures()
        floors = plan(records, self.building.key(), self.on())
        self.table.show_floors(
            [
                (self._floor(tiles[0].floor), tuple(self._tile(tile) for tile in tiles))
                for tiles in floors
            ]
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        for name, editor in ((self._building_name, self.building), (self._day_name, self.day)):
            top.addWidget(name)
            top.addWidget(editor)
            top.addSpacing(16)
        top.addWidget(self._operation, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 20, 8)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.figures)
        column.addWidget(self.legend)
        column.addWidget(self.table, 1)

    def _floor(self, floor: str) -> str:
        return self.context.say("space.floor", floor=floor) if floor else "—"

    def _tile(self, tile: Tile) -> ShownTile:
        say, form, records = self.context.say, self.values.format, self.context.records
        space = tile.space
        area = form.with_unit(space.area, "area")
        head = say("space.tile", number=space.number, area=area)
        word, short = say(f"space.state.{tile.state}"), ""
        if tile.until is not None:
            day = form.date(tile.until, "numeric")
            word, short = say(f"space.until.{tile.state}", day=day), say("space.until", day=day)
        firm = self.values.record(records, "firm", tile.firm) if tile.firm else ""
        use = say(f"choice.unit_use.{space.use}")
        detail = short_firm(firm, self.context.language.lang) if firm else use
        spoken = "\n".join(part for part in (head, use, word, firm) if part)
        return ShownTile(space.record, tile.state, (head, word, detail), spoken, short)

    def _say_operation(self) -> None:
        building = self.building.key()
        words = operation_words(self.context, self.values, building, self.on()) if building else ""
        self._operation.set_text(words)

    def _say_figures(self) -> None:
        say, form, records = self.context.say, self.values.format, self.context.records
        park = occupancy_of(records, self.on())
        own = occupancy_of(records, self.on(), self.building.key())
        reserve, area = reserve_of(spaces(records))
        share = reserve * WHOLE_BP / area if area else None
        square = form.unit("area")

        def of(part: int, whole: int) -> str:
            return say("space.of", part=form.area(part), whole=form.area(whole), unit=square)

        free = own.units - own.units_let
        self.figures.set_figures(
            [
                Figure(
                    say("space.occupancy.building"),
                    form.percent(own.share, 2),
                    "",
                    of(own.let, own.area),
                ),
                Figure(
                    say("space.free"), form.integer(free), "", say("space.units", count=own.units)
                ),
                Figure(
                    say("space.occupancy.park"),
                    form.percent(park.share, 2),
                    "",
                    of(park.let, park.area),
                ),
                Figure(say("space.reserve"), form.percent(share, 2), "", of(reserve, area)),
            ]
        )

    def _on_day(self) -> None:
        self.read()
        self.day_chosen.emit()
