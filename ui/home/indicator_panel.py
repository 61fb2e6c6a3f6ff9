"""Explain one indicator beside the table: definition, source, rule, course."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal

from domain.formatting import Formatter
from domain.indicators.families import INDICATORS
from domain.indicators.reading import status
from domain.indicators.wording import definition, figure_text, name, source
from domain.units import quarters_back
from ui.charts.data import ChartData, Series
from ui.charts.lines import LineChart
from ui.components.buttons import LinkButton
from ui.components.chip import Chip
from ui.components.label import Label
from ui.components.side_panel import SidePanel
from ui.home.output import year_ticks
from ui.home.rows import answers, plotted, state_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from domain.indicators.definition import Figure, Indicator
    from domain.units import Quarter
    from ui.screen import ScreenContext

_CHART_PX: Final = 160
_TABLES: Final = {
    "firms": "stage_change",
    "people": "firm_quarter",
    "results": "firm_quarter",
    "tax": "firm_quarter",
    "space": "lease",
    "patents": "patent",
    "returns": "return_quarter",
    "network": "diffusion_entry",
    "incentives": "incentive",
    "operation": "operator_score",
    "land": "land_entry",
    "governance": "action_item",
    "data": "quarter_entry",
}
_STATUSES: Final = {"unknown": 1, "crit": 2, "warn": 3, "info": 4, "ok": 5}


class IndicatorPanel(SidePanel):
    """Show what an indicator means and how it went.

    Signals:
        table_asked: name of the table or screen that holds its data.
    """

    table_asked = Signal(str)

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        self._context = context
        super().__init__(context.appearance, context.words, parent)
        look = context.appearance
        self._key = ""
        self._value = Label("", "key", parent=self)
        self.state = Chip(look, "", parent=self)
        self._answered = Label("", "note", parent=self)
        self._chart = LineChart(look, context.words, self._axis, parent=self)
        self._chart.setFixedHeight(_CHART_PX)
        self._heads = [Label("", "heading", parent=self) for _ in range(4)]
        self.definition = Label("", wrap=True, parent=self)
        self._source = Label("", wrap=True, parent=self)
        self._direction = Label("", wrap=True, parent=self)
        self._rule = Label("", wrap=True, parent=self)
        self.where = LinkButton(look, "", parent=self)
        self.where.setObjectName("indicators.where")
        self.where.clicked.connect(self._on_where)
        texts = (self.definition, self._source, self._direction, self._rule)
        for widget in (self._value, self.state, self._answered, self._chart):
            self.body.addWidget(widget)
        for head, label in zip(self._heads, texts, strict=True):
            self.body.addSpacing(4)
            self.body.addWidget(head)
            self.body.addWidget(label)
        self.body.addSpacing(8)
        self.body.addWidget(self.where)
        self.body.addStretch(1)
        self.hide()

    def explain(self, key: str, quarter: Quarter, figures: Sequence[Figure]) -> None:
        """Show an indicator with its last quarters, the oldest first."""
        self._key = key
        texts, lang = self._context.language.texts, self._context.lang
        fmt = Formatter(lang, texts)
        indicator, say = INDICATORS[key], texts.say
        self.set_title(name(texts, lang, key))
        unit = fmt.unit(indicator.unit)
        self._value.set_text(_with_unit(fmt, indicator, figures[-1]))
        cell = state_cell(fmt, key, figures)
        self.state.set_chip(cell.text, cell.state)
        self._answered.set_text(answers(fmt, figures[-1]))
        self._answered.setVisible(bool(figures[-1].expected))
        quarters = quarters_back(quarter, len(figures))
        values = plotted(fmt, indicator.unit, figures)
        told = tuple(figure_text(fmt, indicator, each) for each in figures)
        title = say("indicators.trend", lang)
        self._chart.retranslate(self._context.words)
        data = ChartData(
            tuple(fmt.quarter(each) for each in quarters),
            (Series("", values, told),),
            unit,
            year_ticks(quarters),
            title=title,
            description=title,
        )
        self._chart.set_data(data)
        self._chart.setVisible(any(value is not None for value in values))
        heads = ("definition", "source", "direction", "state")
        for head, word in zip(self._heads, heads, strict=True):
            head.set_text(say(f"indicators.{word}", lang))
        self.definition.set_text(definition(texts, lang, key))
        self._source.set_text(source(texts, lang, key))
        self._direction.set_text(say(f"indicator.direction.{indicator.direction}", lang))
        rule = _STATUSES[status(indicator, figures)]
        self._rule.set_text(say(f"indicator.rule.{rule}", lang))
        self.where.set_text(say("indicators.where", lang))

    def _axis(self, value: float) -> str:
        fmt = Formatter(self._context.lang, self._context.language.texts)
        decimals = next(count for count in range(4) if count == 3 or value == round(value, count))  # noqa: PLR2004 - the axis shows at most three decimals
        return fmt.number(value, decimals)

    def _on_where(self) -> None:
        self.table_asked.emit(_TABLES[INDICATORS[self._key].group])


def _with_unit(fmt: Formatter, indicator: Indicator, figure: Figure) -> str:
    shown, unit = figure_text(fmt, indicator, figure), fmt.unit(indicator.unit)
    if figure.value is not None:
        unit = fmt.counted(indicator.unit, figure.value, shown)
    return fmt.texts.say("format.with_unit", fmt.lang, number=shown, unit=unit)
