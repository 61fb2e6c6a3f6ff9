"""The left of the home screen: the verdict, the headline indicators, output and stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from domain.formatting import Formatter
from ui.charts.bars import BarChart
from ui.components.banner import Banner
from ui.components.label import Label
from ui.components.section_title import SectionTitle
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.home.bars import LeadingBars
from ui.home.facts import SHOWN
from ui.home.fitting import fit_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from domain.reports.names import Names
    from ui.home.facts import HomeFacts
    from ui.screen import ScreenContext

_HEADER_PX: Final = 40
_CHART_PX: Final = 132
_STAGES_PX: Final = 252


class QuarterFigures(QWidget):
    """Show the verdict, the ten headline indicators, where is produced, the incubation.

    Signals:
        missing_asked: the user wants to see what is missing.
        indicator_chosen: key of an indicator; empty asks for all.
        stages_chosen: the stages of a bar, empty for all.
    """

    missing_asked = Signal()
    indicator_chosen = Signal(str)
    stages_chosen = Signal(object)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        look = context.appearance
        self._stages: Sequence[tuple[str, ...]] = ()
        self.banner = Banner(look, "info", self)
        self.banner.setObjectName("home.verdict")
        self._title = SectionTitle(look, parent=self)
        self.model = RowsModel(parent=self)
        self.table = FlatTable(look, fit=True, parent=self)
        self.table.setObjectName("home.indicators")
        self.table.set_header_height(_HEADER_PX)
        self.table.setModel(self.model)
        self._note = Label("", "note", parent=self)
        self.output = BarChart(look, context.words, self._axis, parent=self)
        self.output.setObjectName("home.output")
        self.stages_title = Label("", "strong", parent=self)
        self.stages = LeadingBars(look, self)
        self.stages.setObjectName("home.stages")
        self._lay_out()
        self._wire()

    def show_facts(self, facts: HomeFacts, fmt: Formatter, names: Names) -> None:
        """Show a quarter in the language of ``fmt``."""
        # Whoever read the facts has loaded what words them; the window is up before.
        from domain.indicators.families import INDICATORS
        from ui.home.output import output_chart
        from ui.home.rows import indicator_cells, indicator_columns, stage_rows
        from ui.home.verdict import verdict

        said = verdict(facts, fmt, names)
        self.banner.set_state(said.state)
        self.banner.set_message(said.lead, said.text, said.link)
        self.banner.setToolTip("\n".join(said.reasons))
        say = fmt.texts.say
        self._title.set_words(
            say("home.indicators", fmt.lang),
            note=say("home.indicators.shown", fmt.lang, shown=len(SHOWN), total=len(INDICATORS)),
            link=say("home.indicators.all", fmt.lang),
        )
        self.table.setAccessibleName(say("home.indicators", fmt.lang))
        self._note.set_text(say("home.unknown_is_not_zero", fmt.lang))
        columns = indicator_columns(fmt, facts.quarter)
        cells = [indicator_cells(fmt, key, facts.figures[key]) for key in SHOWN]
        self.model.set_columns(columns)
        self.model.set_rows(cells, SHOWN)
        self.table.set_columns(columns)
        self._fit()
        self.output.retranslate(self._context.words)
        self.output.set_data(output_chart(facts, fmt, names))
        rows = stage_rows(facts, fmt)
        self._stages = [row.stages for row in rows]
        self.stages_title.set_text(say("home.stages", fmt.lang))
        self.stages.set_rows([row.bar for row in rows])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fit_columns(self.table, self.model.columns, ("trend", "year_ago"))

    def _lay_out(self) -> None:
        bars = QVBoxLayout()
        bars.setSpacing(4)
        bars.addWidget(self.stages_title)
        bars.addWidget(self.stages)
        bars.addStretch(1)
        # Its height is what the page leaves; its own wish would make the page scroll.
        self.output.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.output.setMinimumHeight(_CHART_PX)
        self.stages.setMinimumWidth(_STAGES_PX)
        foot = QWidget(self)
        foot.setMaximumHeight(2 * _CHART_PX)
        bottom = QHBoxLayout(foot)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.setSpacing(24)
        bottom.addWidget(self.output, 440)
        bottom.addLayout(bars, _STAGES_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.banner)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.table)
        column.addSpacing(8)
        column.addWidget(self._note)
        column.addSpacing(12)
        column.addWidget(foot, 100)
        column.addStretch(1)

    def _wire(self) -> None:
        self.banner.link_clicked.connect(self.missing_asked)
        self._title.link_clicked.connect(lambda: self.indicator_chosen.emit(""))
        self.table.clicked.connect(lambda index: self.indicator_chosen.emit(self._key(index.row())))
        self.table.row_opened.connect(self.indicator_chosen)
        self.stages.row_chosen.connect(self._on_stage)

    def _key(self, row: int) -> str:
        return self.model.key(row)

    def _axis(self, value: float) -> str:
        decimals = 0 if value == round(value) else 1
        return Formatter(self._context.lang, self._context.language.texts).number(value, decimals)

    def _on_stage(self, row: int) -> None:
        if row < len(self._stages):
            self.stages_chosen.emit(self._stages[row])
