"""Show what matters of one firm: stage, quadrant, revenue over twelve quarters, key facts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from domain.formatting import UNKNOWN
from domain.records import Aggregate, Condition, Query
from domain.standing.incentives import grants, overlaps
from domain.standing.quadrants import quadrants_at
from domain.standing.space import tenancies
from domain.standing.stages import stage_moves, stages_at
from domain.units import WHOLE_BP, Quarter, quarters_back
from ui.charts.data import Series
from ui.charts.spark import SparkBars
from ui.components.banner import Banner
from ui.components.buttons import LinkButton
from ui.components.chip import Chip
from ui.components.label import ElidedLabel, Label
from ui.components.section_title import SectionTitle
from ui.forms.panel import Overview
from ui.screens.firm_rows import QUARTERS, revenue_series
from ui.values import state_cell

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Row
    from ui.screen import ScreenContext
    from ui.values import Values

_BELOW: Final = "lease"
"""The fact whose note stands below it."""
_FACTS: Final = ("rd", "staff", "admitted", "patents", "incentives", "lease")
_NAMES_PX: Final = 88
_FEN_PER_FLOAT: Final = 100.0


class FirmOverview(Overview):
    """Show one firm at the end of the quarter in force.

    Signals:
        page_asked: record of the firm whose page is wanted.
    """

    page_asked = Signal(str)

    def __init__(
        self,
        context: ScreenContext,
        values: Values,
        quarter: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._quarter = quarter
        self._firm = ""
        self.page_link = LinkButton(context.appearance, px=12, parent=self)
        self.page_link.setObjectName("firm.open_page")
        self.page_link.clicked.connect(lambda: self.page_asked.emit(self._firm))
        look = context.appearance
        self._other_name = ElidedLabel("", "secondary", self)
        self._stage = Chip(look, parent=self)
        # A state is said whole; where production stands gives way.
        self._stage.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._quadrant = Chip(look, shape="outline", parent=self)
        self._title = SectionTitle(look, parent=self)
        self._bars = SparkBars(look, self)
        self._names = {name: Label("", "caption", parent=self) for name in _FACTS}
        self._facts = {name: Label("", parent=self) for name in _FACTS}
        self._notes = {name: ElidedLabel("", "caption", self) for name in _FACTS}
        self._stacked = Banner(look, "warn", self)
        self._lay_out()

    @override
    def show_record(self, record: str) -> None:
        """Show a firm."""
        records = self._context.records
        row = records.get("firm", record)
        if row is None or not self._quarter():
            return
        quarter = Quarter.parse(self._quarter())
        self._firm = record
        self.page_link.set_text(self._context.say("firm_page.open"))
        self._say_head(row, quarter)
        self._say_revenue(record, quarter)
        figures = records.find("firm_quarter", firm=record, quarter=str(quarter))
        self._say_figures(figures[0] if figures else {})
        self._say_admission(row)
        self._say_counts(record, quarter)

    def _lay_out(self) -> None:
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self._stage)
        chips.addWidget(self._quadrant)
        chips.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, _NAMES_PX)
        for number, name in enumerate(_FACTS):
            bottom = Qt.AlignmentFlag.AlignBottom
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(self._names[name], number, 0, top if name == _BELOW else bottom)
            # The name of a room leaves no room for the day beside it.
            line = QVBoxLayout() if name == _BELOW else QHBoxLayout()
            line.setSpacing(0 if name == _BELOW else 4)
            line.addWidget(self._facts[name], 0, bottom)
            line.addWidget(self._notes[name], 1, bottom)
            grid.addLayout(line, number, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._other_name)
        column.addLayout(chips)
        column.addWidget(self.page_link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._bars)
        column.addSpacing(8)
        column.addLayout(grid)
        column.addWidget(self._stacked)

    def _say_head(self, row: Row, quarter: Quarter) -> None:
        records, say, on = self._context.records, self._context.say, quarter.last_day
        shown = self._values.label("firm", row)
        names = [str(row[name]) for name in ("name_zh", "name_en", "name_fr") if row[name]]
        other = next((name for name in names if name != shown), "")
        self._other_name.set_text(other)
        self._other_name.setVisible(bool(other))
        stage = stages_at(stage_moves(records), on).get(str(row["id"]), "")
        cell = state_cell("stage", stage, say(f"choice.stage.{stage}")) if stage else None
        state = cell.state or "info" if cell else ""
        self._stage.set_chip(cell.text if cell else "", state, cell.icon if cell else "")
        quadrant = quadrants_at(records, on).get(str(row["id"]), "unknown")
        self._quadrant.set_chip(say(f"firms.quadrant.{quadrant}"), "", "map-pin")

    def _say_revenue(self, record: str, quarter: Quarter) -> None:
        values, say = self._values, self._context.say
        series = revenue_series(self._context.records, [record], quarter)[record]
        names = tuple(values.format.quarter(each) for each in quarters_back(quarter, QUARTERS))
        texts = tuple(values.format.money(value) for value in series)
        plotted = tuple(None if value is None else value / _FEN_PER_FLOAT for value in series)
        self._title.set_words(say("firms.revenue"), note=values.format.unit_heading("money"))
        last = say("firms.last", quarter=names[-1], figure=texts[-1])
        self._bars.set_series(Series(say("firms.revenue"), plotted, texts), names, names[0], last)

    def _say_figures(self, row: Row) -> None:
        form, say = self._values.format, self._context.say
        rd, revenue = row.get("rd_fen"), row.get("revenue_fen")
        note = ""
        if isinstance(rd, int) and isinstance(revenue, int) and revenue:
            share = form.percent(Fraction(rd * WHOLE_BP, revenue))
            note = say("firms.of_revenue", share=share)
        known = rd if isinstance(rd, int) else None
        self._say("rd", form.with_unit(known, "money", self._decimals()), note)
        staff, inventors = row.get("headcount"), row.get("rd_staff")
        note = ""
        if isinstance(inventors, int):
            note = say("firms.in_rd", count=inventors, shown=form.integer(inventors))
        self._say("staff", form.integer(staff if isinstance(staff, int) else None), note)

    def _say_admission(self, row: Row) -> None:
        day = row["admission_date"]
        trajectory = str(row["trajectory"] or "")
        note = self._context.say("firms.fact.trajectory", which=trajectory) if trajectory else ""
        self._say("admitted", self._values.format.date(str(day or ""), "numeric"), note)

    def _say_counts(self, record: str, quarter: Quarter) -> None:
        records, form, say = self._context.records, self._values.format, self._context.say
        mine = Condition("firm", "=", record)
        filed = records.count(Query("patent", where=(mine,)))
        inventions = Condition("kind", "=", "invention")
        count = records.count(Query("patent", where=(mine, inventions)))
        self._say("patents", form.integer(filed), say("firms.inventions", count=count))
        found = records.aggregate(
            Query("incentive", where=(mine,)), [Aggregate("sum", "total", "amount_fen")]
        )
        payers = len(records.aggregate(Query("incentive", where=(mine,)), [], ("payer",)))
        total = found[0]["sum"] if found else None
        money = form.with_unit(total if isinstance(total, int) else None, "money", self._decimals())
        self._say("incentives", money, say("firms.payers", count=payers) if payers else "")
        self._say_lease(record, quarter)
        own = [grant for grant in grants(records) if grant.firm == record]
        pairs = overlaps(own, quarter.last_day)
        self._stacked.setVisible(bool(pairs))
        if pairs:
            self._stacked.set_state("warn", "stacked")
            self._stacked.set_message(say("firms.stacked"), "", detail=say("firms.stacked.why"))

    def _say_lease(self, record: str, quarter: Quarter) -> None:
        records, values = self._context.records, self._values
        running = [
            lease
            for lease in tenancies(records)
            if lease.firm == record and lease.runs_at(quarter.last_day)
        ]
        if not running:
            self._say("lease", UNKNOWN, "")
            return
        last = max(running, key=lambda lease: lease.until)
        unit = records.get("unit", last.unit) or {}
        building = records.get("building", str(unit.get("building") or "")) or {}
        parts = (values.label("building", building), unit.get("number"))
        place = " · ".join(str(part) for part in parts if part)
        until = values.format.date(last.until, "numeric")
        self._say("lease", place, self._context.say("firms.until", day=until))

    def _decimals(self) -> int:
        return 2 if self._context.lang == "zh" else 0

    def _say(self, name: str, text: str, note: str) -> None:
        self._names[name].set_text(self._context.say(f"firms.fact.{name}"))
        self._facts[name].set_text(text)
        self._notes[name].set_text(note if name == _BELOW or not note else f"· {note}")
        self._notes[name].setVisible(bool(note) or name != _BELOW)
