"""Show one firm in full, a part at a time: course, figures, leases, patents, incentives, files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from domain.trades import trade_name
from domain.units import Quarter
from ui.attachments.shelf import Attachments
from ui.charts.bars import BarChart
from ui.components.banner import Banner
from ui.components.key_figure import KeyFigures
from ui.components.label import Label
from ui.components.option import Option
from ui.components.scroll_area import Scrolling
from ui.components.section_title import SectionTitle
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.firms.record_history import RecordHistory
from ui.page_tabs import PageTabs
from ui.screens.firm_page.figures import key_figures
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
    from ui.screen import ScreenContext
    from ui.values import Values

_LABELS: Final = ("high_tech", "sme", "specialised")
_CHART_PX: Final = 200
_WAY_PX: Final = 33
_ROW_PX: Final = 24
PARTS: Final = (
    "overview",
    "firm_quarter",
    "lease",
    "patent",
    "incentives",
    "return_project",
    "attachments",
    "history",
)


class FirmPage(QWidget):
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
        self.part = PARTS[0]
        look = context.appearance
        self.identity = Label("", "secondary", wrap=True, parent=self)
        self._figures = KeyFigures(self)
        self.tabs = PageTabs(look, self)
        self.tabs.setObjectName("firm_page.parts")
        self._parts = QStackedWidget(self)
        self._pages: dict[str, QWidget] = {}
        self.tables: dict[str, FlatTable] = {}
        self._nothing: dict[str, Label] = {}
        self._counts: dict[str, int] = {}
        self._make_parts()
        self._lay_out()
        self._wire()

    def _make_parts(self) -> None:
        context, look, values = self._context, self._context.appearance, self._values
        self.chart = BarChart(look, context.words, self._scale, parent=self)
        self.chart.setMinimumHeight(_CHART_PX)
        self._stages_title = SectionTitle(look, parent=self)
        self.stages = WayTable(look, self)
        self.stages.setObjectName("firm_page.stages")
        self.stages.set_compact(compact=True)
        self.incentives = WayTable(look, self)
        self.incentives.setObjectName("firm_page.incentives")
        self.shared = Banner(look, "warn", self)
        self.files = Attachments(look, context.bus, values, parent=self)
        self.history = RecordHistory(context, values, self)

    def _wire(self) -> None:
        self.tabs.picked.connect(self.show_part)
        desk = self._context.desk
        self.files.told.connect(lambda words, undo: desk.tell(words, undo=undo))
        self.stages.row_opened.connect(lambda key: self.record_asked.emit("stage_change", key))
        self.incentives.row_opened.connect(lambda key: self.record_asked.emit("incentive", key))

    def show_firm(self, firm: str, quarter: str) -> None:
        """Show a firm; a quarter says up to when."""
        row = self._context.records.get("firm", firm)
        if row is None:
            return
        self.firm = firm
        last = Quarter.parse(quarter)
        self._say_identity(row)
        self._figures.set_figures(key_figures(self._context, self._values, firm, last))
        self.chart.set_data(output_chart(self._context, self._values, firm, last))
        self._say_stages(firm, last.last_day)
        counts = {"incentives": self._say_incentives(firm, last.last_day)}
        counts |= {table: self._say_table(table, firm) for table in LISTED}
        self.files.show_record("firm", firm)
        counts["attachments"] = self.files.count()
        self.history.show_firm(firm)
        self._counts = counts
        self._show_tabs()

    def show_part(self, part: str) -> None:
        """Show one part of the page, from its top."""
        now, page = QApplication.focusWidget(), self._pages[part]
        held = now is not None and self._parts.isAncestorOf(now)
        if now is not None and held:
            # Else it would go on by itself to whatever comes next, as if by the tabulator.
            now.clearFocus()
        self.part = part
        self._show_tabs()
        if isinstance(page, Scrolling):
            page.verticalScrollBar().setValue(0)
        self._parts.setCurrentWidget(page)
        if held:
            self.take_focus()

    def take_focus(self) -> None:
        """Let the keys move through the part shown, without a ring around all of it."""
        self._pages[self.part].setFocus(Qt.FocusReason.MouseFocusReason)

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

    def _show_tabs(self) -> None:
        say = self._context.say
        self.tabs.setAccessibleName(say("firm_page.parts"))
        counts = {part: self._values.format.integer(count) for part, count in self._counts.items()}
        tabs = [
            Option(part, say(f"firm_page.tab.{part}"), "", counts.get(part, "")) for part in PARTS
        ]
        self.tabs.set_pages(tabs, self.part, say("ui.more"))

    def _say_stages(self, firm: str, on: date) -> None:
        columns, rows, ways, years = stage_way(self._context, self._values, firm, on)
        self.stages.show_ways(columns, rows, ways, years)
        self.stages.setVisible(bool(rows))
        self.stages.setFixedHeight(_WAY_PX + len(rows) * _ROW_PX + 2)
        words = self._context.say("firm_page.stages")
        self._stages_title.set_words(words, beside=self._values.format.integer(len(rows)))
        self.stages.setAccessibleName(words)

    def _say_incentives(self, firm: str, on: date) -> int:
        columns, rows, ways, years, shared = incentive_way(self._context, self._values, firm, on)
        self.incentives.show_ways(columns, rows, ways, years)
        words = self._context.say("firm_page.incentives")
        self.incentives.setAccessibleName(words)
        days = shared_days(shared, on)
        self.shared.setVisible(days > 0)
        self.shared.set_state("warn", "stacked")
        told = self._context.say("firm_page.shared", count=days)
        self.shared.set_message(self._context.say("firms.stacked"), told)
        self._say_nothing("incentives", self.incentives, words, len(rows))
        return len(rows)

    def _say_table(self, name: str, firm: str) -> int:
        columns, rows = listed(self._context, self._values, name, firm)
        table, words = self.tables[name], self._values.title(name, many=True)
        model = table.model()
        if isinstance(model, RowsModel):
            model.set_columns(columns)
            model.set_rows([cells for _, cells in rows], [key for key, _ in rows])
        table.set_columns(columns)
        table.setAccessibleName(words)
        self._say_nothing(name, table, words, len(rows))
        return len(rows)

    def _say_nothing(self, part: str, table: FlatTable, words: str, rows: int) -> None:
        """Say in place of an empty table that nothing is recorded."""
        table.setVisible(rows > 0)
        self._nothing[part].setVisible(rows == 0)
        self._nothing[part].set_text(self._context.say("firm_page.none", name=words))

    # ---------------------------------------------------------------------------------- widgets

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 12, 24, 4)
        head.setSpacing(12)
        head.addWidget(self.identity)
        head.addWidget(self._figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self._parts, 1)
        self._scroll("overview", self.chart, self._stages_title, self.stages)
        self._table("incentives", self.incentives, self.shared)
        for name in LISTED:
            table = FlatTable(self._context.appearance, parent=self)
            table.setObjectName(f"firm_page.{name}")
            table.setModel(RowsModel(parent=table))
            table.row_opened.connect(lambda key, each=name: self.record_asked.emit(each, key))
            self.tables[name] = table
            self._table(name, table)
        self._scroll("attachments", self.files)
        self._scroll("history", self.history)

    def _scroll(self, part: str, *content: QWidget) -> None:
        area = Scrolling(self)
        inner = QWidget(area)
        inner.setProperty("ground", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 12, 24, 24)
        column.setSpacing(8)
        for widget in content:
            column.addWidget(widget)
        column.addStretch(1)
        area.setWidget(inner)
        self._add(part, area)

    def _table(self, part: str, table: FlatTable, *above: QWidget) -> None:
        page = QWidget(self)
        page.setProperty("ground", "page")
        self._nothing[part] = Label("", "secondary", wrap=True, parent=page)
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 12, 24, 0)
        column.setSpacing(8)
        for widget in (*above, self._nothing[part]):
            column.addWidget(widget)
        column.addWidget(table, 1)
        column.addStretch(0)
        page.setFocusProxy(table)
        self._add(part, page)

    def _add(self, part: str, page: QWidget) -> None:
        self._pages[part] = page
        self._parts.addWidget(page)
