"""Show buildings: who operates them over the years, and one building in short."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from domain.records import Query
from domain.space.operation import contracted, operator_on, regime_on, regimes
from ui.components.buttons import Button
from ui.components.label import Label
from ui.components.tables.cells import Cell, Column
from ui.forms.panel import Overview
from ui.screens.ways import Stretch, Way, WayLegend, WayTable, Years

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from domain.space.operation import Contracted, Regime
    from ui.screen import ScreenContext
    from ui.values import Values

_SERIES: Final = {"committee": 0, "third_party": 1}
"""Regime → colour of the chart's fixed order."""


class RegimesPage(QWidget):
    """Show the regimes of all buildings over the years."""

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.values = values
        self.legend = WayLegend(context.appearance, self)
        self.table = WayTable(context.appearance, self)
        self.table.setObjectName("building.regimes")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 8)
        column.setSpacing(8)
        column.addWidget(self.legend)
        column.addWidget(self.table, 1)

    def show_day(self, on: date) -> None:
        """Show the years up to a day."""
        say, records = self.context.say, self.context.records
        known, contracts = regimes(records), contracted(records)
        first = min((each.span.start.year for each in known), default=on.year)
        rows = records.select(Query("building", order=("code",)))
        self.legend.set_words(
            tuple((colour, say(f"choice.regime.{name}")) for name, colour in _SERIES.items())
        )
        self.table.setAccessibleName(say("space.buildings.regimes"))
        cells, ways = [], {}
        for row in rows:
            building = str(row["id"])
            mine = [each for each in known if each.building == building and each.span.start <= on]
            name = self.values.label("building", row)
            cells.append((building, self._cells(name, mine, contracts, on)))
            ways[building] = Way(
                tuple(
                    Stretch(each.span.start, each.span.end or on, _SERIES.get(each.regime))
                    for each in mine
                )
            )
        self.table.show_ways(self._columns(), cells, ways, Years(first, on))

    def _columns(self) -> list[Column]:
        say = self.context.say
        return [
            Column(say("entity.building"), "text", 104, "", "building"),
            Column("", "text", 0, "", "way", spoken=say("spoken.course")),
            Column(say("space.regime"), "text", -1, "", "regime"),
            Column(say("space.operator"), "text", 208, "", "operator"),
        ]

    def _cells(
        self, name: str, mine: Sequence[Regime], contracts: Sequence[Contracted], on: date
    ) -> list[Cell]:
        say = self.context.say
        current = next((each for each in mine if each.span.holds(on)), None)
        regime = say(f"choice.regime.{current.regime}") if current else "—"
        operator = self._operator(current, contracts, on)
        told = "\n".join(self._told(each) for each in mine)
        return [Cell(name), Cell("", tip=told), Cell(regime), Cell(operator, tip=operator)]

    def _operator(self, regime: Regime | None, contracts: Sequence[Contracted], on: date) -> str:
        party = operator_on(regime, contracts, on) if regime else ""
        return self.values.record(self.context.records, "party", party) if party else "—"

    def _told(self, each: Regime) -> str:
        """Tell one regime in a line, for the tooltip and the screen reader."""
        say, form = self.context.say, self.values.format
        days = form.term(each.span.start, each.span.end, "numeric")
        return say("space.regime.told", days=days, regime=say(f"choice.regime.{each.regime}"))


class BuildingOverview(Overview):
    """Show who operates a building on a day, and lead to its plan."""

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        on: Callable[[], date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._on = on
        self._record = ""
        self._words = Label("", "body", wrap=True, parent=self)
        self._plan = Button(context.appearance, "", small=True, icon="arrow-right", parent=self)
        self._plan.setObjectName("building.plan")
        self._plan.clicked.connect(self._on_plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self._plan)

    @override
    def show_record(self, record: str) -> None:
        self._record = record
        say, records = self._context.say, self._context.records
        self._words.set_text(operation_words(self._context, self._values, record, self._on()))
        self._plan.set_text(say("space.plan.open"))
        self._plan.setVisible(bool(records.find("unit", building=record)))

    def _on_plan(self) -> None:
        units = self._context.records.find("unit", building=self._record)
        first = min(units, key=lambda row: str(row["number"]))
        self._context.desk.open_record("unit", str(first["id"]))


def operation_words(context: ScreenContext, values: Values, building: str, on: date) -> str:
    """Return who operates a building on a day, since when, in words."""
    say, records = context.say, context.records
    found = regime_on(regimes(records), building, on)
    if found is None:
        return say("space.regime.none")
    regime = say(f"choice.regime.{found.regime}")
    since = values.format.date(found.span.start, "numeric")
    words = say("space.regime.since", regime=regime, day=since)
    operator = operator_on(found, contracted(records), on)
    if not operator:
        return words
    name = values.record(records, "party", operator)
    return say("space.regime.by", regime=words, operator=name)
