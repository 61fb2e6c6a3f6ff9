"""Show one firm in full: who it is, its figures, stages, incentives, records, files, history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from domain.formatting import UNKNOWN
from domain.trades import trade_name
from domain.units import Quarter
from ui.attachments.shelf import Attachments
from ui.charts.bars import BarChart
from ui.components.banner import Banner
from ui.components.key_figure import Figure, KeyFigure
from ui.components.label import Label
from ui.components.scroll_area import Scrolling
from ui.components.section_title import SectionTitle
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.firms.record_history import RecordHistory
from ui.screens.firm_page.tables import (
    LISTED,
    incentive_way,
    listed,
    output_chart,
    shared_days,
    stage_way,
)
from ui.screens.ways import WayTable

if TYPE_CHECKING:
    from datetime import date

    from domain.records import Row
    from ui.screens.base import ScreenContext
    from ui.values import Values

_FIGURES: Final = ("revenue_fen", "headcount", "rd_staff", "financing_fen")
_LABELS: Final = ("high_tech", "sme", "specialised")
_WAY_PX: Final = 33
_ROW_PX: Final = 32


class FirmPage(Scrolling):
    """Show a firm at the end of the quarter in force.

    Signals:
        record_asked: entity and id of a record that belongs to the firm.
    """

    record_asked = Signal(str, str)

    def __init__(
        self, context: ScreenContext, values: Values, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("firm.page")
        self._context = context
        self._values = values
        self.firm = ""
        look = context.appearance
        inner = QWidget(self)
        inner.setProperty("ground", "page")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 12, 24, 24)
        self._column.setSpacing(8)
        self.identity = Label("", "secondary", wrap=True, parent=inner)
        self._figures = [KeyFigure(parent=inner) for _name in _FIGURES]
        self._titles: dict[str, SectionTitle] = {}
        self.chart = BarChart(look, context.words, self._scale, parent=inner)
        self.chart.setMinimumHeight(220)
        self.stages = WayTable(look, inner)
        self.stages.setObjectName("firm_page.stages")
        self.incentives = WayTable(look, inner)
        self.incentives.setObjectName("firm_page.incentives")
        self.shared = Banner(look, "warn", inner)
        self.tables: dict[str, FlatTable] = {}
        self.files = Attachments(look, context.bus, values, parent=inner)
        self.history = RecordHistory(context, values, inner)
        self._lay_out(inner)
        self.setWidget(inner)

    def show_firm(self, firm: str, quarter: str) -> None:
        """Show a firm; a quarter says up to when."""
        row = self._context.records.get("firm", firm)
        if row is None:
            return
        self.firm = firm
        last = Quarter.parse(quarter)
        self._say_identity(row)
        self._say_figures(firm, last)
        self.chart.set_data(output_chart(self._context, self._values, firm, last))
        self._say_stages(firm, last.last_day)
        self._say_incentives(firm, last.last_day)
        for table in LISTED:
            self._say_table(table, firm)
        self.files.show_record("firm", firm)
        self._title("attachments", self.files.count())
        self.history.show_firm(firm)
        self._title("history")

    def _scale(self, value: float) -> str:
        return self._values.format.number(value)

    def _say_identity(self, row: Row) -> None:
        say, fmt, specs = self._context.say, self._values.format, self._context.specs["firm"]
        title = self._values.record(self._context.records, "firm", self.firm)
        names = [str(row[f"name_{lang}"]) for lang in ("zh", "fr", "en") if row[f"name_{lang}"]]
        parts = [str(row["number"]), *(name for name in names if name != title)]
        parts += [
            say("firm_page.label", name=say(f"firms.label.{name}"), day=fmt.date(day, "numeric"))
            for name in _LABELS
            if isinstance(day := row[f"{name}_date"], str)
        ]
        for name in ("credit_code", "sector", "sector_name", "contact_person", "contact_phone"):
            if row[name]:
                label = self._values.name(specs, specs.field(name))
                value = str(row[name])
                if name == "sector_name":
                    value = trade_name(str(row["sector"] or ""), value, fmt)
                parts.append(say("firm_page.fact", name=label, value=value))
        self.identity.set_text(" · ".join(parts))

    def _say_figures(self, firm: str, quarter: Quarter) -> None:
        spec = self._context.specs["firm_quarter"]
        find = self._context.records.find
        now = next(iter(find("firm_quarter", firm=firm, quarter=str(quarter))), {})
        before = next(iter(find("firm_quarter", firm=firm, quarter=str(quarter.plus(-1)))), {})
        for name, shown in zip(_FIGURES, self._figures, strict=True):
            field = spec.field(name)
            was = self._values.text(field, before.get(name))
            note = self._context.say("firm_page.before", value=was)
            value = self._values.text(field, now.get(name))
            unit = self._values.unit(field) if value != UNKNOWN else ""
            shown.set_figure(Figure(self._values.name(spec, field), value, unit, note))

    def _say_stages(self, firm: str, on: date) -> None:
        columns, rows, ways, years = stage_way(self._context, self._values, firm, on)
        self.stages.show_ways(columns, rows, ways, years)
        self._fit(self.stages, len(rows))
        self._title("stages", len(rows))
        self.stages.setAccessibleName(self._context.say("firm_page.stages"))

    def _say_incentives(self, firm: str, on: date) -> None:
        columns, rows, ways, years, shared = incentive_way(self._context, self._values, firm, on)
        self.incentives.show_ways(columns, rows, ways, years)
        self._fit(self.incentives, len(rows))
        self._title("incentives", len(rows))
        self.incentives.setAccessibleName(self._context.say("firm_page.incentives"))
        days = shared_days(shared, on)
        self.shared.setVisible(days > 0)
        self.shared.set_state("warn", "stacked")
        words = self._context.say("firm_page.shared", count=days)
        self.shared.set_message(self._context.say("firms.stacked"), words)

    def _say_table(self, name: str, firm: str) -> None:
        columns, rows = listed(self._context, self._values, name, firm)
        table = self.tables[name]
        model = table.model()
        if isinstance(model, RowsModel):
            model.set_columns(columns)
            model.set_rows([cells for _, cells in rows], [key for key, _ in rows])
        table.set_columns(columns)
        table.setAccessibleName(self._values.title(name, many=True))
        table.setVisible(bool(rows))
        self._titles[name].set_words(
            self._values.title(name, many=True), beside=self._values.format.integer(len(rows))
        )

    def _title(self, name: str, count: int | None = None) -> None:
        beside = "" if count is None else self._values.format.integer(count)
        self._titles[name].set_words(self._context.say(f"firm_page.{name}"), beside=beside)

    def _fit(self, table: FlatTable, rows: int) -> None:
        table.setVisible(rows > 0)
        table.setFixedHeight(_WAY_PX + rows * _ROW_PX + 2)

    def _lay_out(self, inner: QWidget) -> None:
        figures = QHBoxLayout()
        figures.setSpacing(24)
        for figure in self._figures:
            figures.addWidget(figure, 1)
        self._column.addWidget(self.identity)
        self._column.addLayout(figures)
        self._column.addSpacing(8)
        self._column.addWidget(self.chart)
        self._section(inner, "stages", self.stages)
        self._section(inner, "incentives", self.shared, self.incentives)
        for name in LISTED:
            table = FlatTable(self._context.appearance, compact=True, fit=True, parent=inner)
            table.setObjectName(f"firm_page.{name}")
            table.setModel(RowsModel(parent=table))
            table.row_opened.connect(lambda key, each=name: self.record_asked.emit(each, key))
            self.tables[name] = table
            self._section(inner, name, table)
        self._section(inner, "attachments", self.files)
        self._section(inner, "history", self.history)
        self._column.addStretch(1)
        self.files.told.connect(lambda words, undo: self._context.desk.tell(words, undo=undo))
        self.stages.row_opened.connect(lambda key: self.record_asked.emit("stage_change", key))
        self.incentives.row_opened.connect(lambda key: self.record_asked.emit("incentive", key))

    def _section(self, inner: QWidget, name: str, *content: QWidget) -> None:
        self._titles[name] = SectionTitle(self._context.appearance, parent=inner)
        self._column.addSpacing(8)
        self._column.addWidget(self._titles[name])
        for widget in content:
            self._column.addWidget(widget)
