"""Show quarters as bars from zero, stacked or side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from typing_extensions import override

from ui.charts.data import ChartData, Scale, bar_ticks, stack
from ui.charts.frame import PlottedChart
from ui.charts.legend import LegendRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.components.words import Words
    from ui.theme.appearance import Appearance


_WORD: Final = 0.12
"""Share of the height that the word above an incomplete bar takes."""


class BarChart(PlottedChart):
    """Show up to six series; ``hatched`` draws all but the first as on paper."""

    def __init__(  # noqa: PLR0913 -- switches of one chart, all named
        self,
        appearance: Appearance,
        words: Words,
        scale: Scale,
        *,
        grouped: bool = False,
        hatched: bool = False,
        legend: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        row = None
        if legend:
            row = LegendRow(appearance, hatched=hatched, lines=False)
        super().__init__(appearance, words, scale, row, parent)
        self._grouped = grouped
        self._hatched = hatched

    @override
    def draw(self) -> None:
        from ui.charts.bar_items import Bars
        from ui.charts.plot import rule

        low, high = self._span(self.data)
        ticks = bar_ticks(low, high)
        count = len(self.data.categories)
        named = [(value, self.scale(value)) for value in ticks]
        rule(self.plot, self.look, named, self.data.named_ticks())
        top = max(ticks[-1], high, self._word_top(high - low))
        extent = QRectF(-0.5, ticks[0], count, top - ticks[0])
        bars = Bars(self.look, self.data, extent, grouped=self._grouped, hatched=self._hatched)
        self.plot.addItem(bars)
        self.plot.setXRange(-0.5, count - 0.5, padding=0)
        self.plot.setYRange(ticks[0], top + (top - ticks[0]) * 0.04, padding=0)

    def _word_top(self, span: float) -> float:
        """Return how high the missing word reaches above the highest of the incomplete bars."""
        if not self.data.missing:
            return 0.0
        columns = zip(*(one.values for one in self.data.series), strict=True)
        known = [[value for value in each if value is not None] for each in columns if None in each]
        tops = [max(each, default=0.0) if self._grouped else sum(each) for each in known]
        return max(tops, default=0.0) + span * _WORD if tops else 0.0

    def _span(self, data: ChartData) -> tuple[float, float]:
        if not self._grouped:
            return stack(data.series, len(data.categories))
        known = [value for one in data.series for value in one.values if value is not None]
        return min([0.0, *known]), max([0.0, *known])
