"""Show courses over time as lines, named at their ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF
from typing_extensions import override

from ui.charts.data import ChartData, Scale, nice_ticks
from ui.charts.frame import PlottedChart
from ui.charts.legend import LegendRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.components.words import Words
    from ui.theme.appearance import Appearance


class LineChart(PlottedChart):
    """Show up to six lines with bands behind them; unknown quarters are gaps.

    The axis starts at zero only with ``from_zero``; its texts tell where it starts.
    """

    def __init__(
        self,
        appearance: Appearance,
        words: Words,
        scale: Scale,
        *,
        from_zero: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        # Lines carry their names at their ends: the row above holds title and unit only.
        row = LegendRow(appearance, named=False)
        super().__init__(appearance, words, scale, row, parent)
        self._from_zero = from_zero

    @override
    def draw(self) -> None:
        from ui.charts.line_items import Lines
        from ui.charts.plot import rule

        low, high = self._span(self.data)
        ticks = nice_ticks(low, high, 5)
        named = [(value, self.scale(value)) for value in ticks]
        rule(self.plot, self.look, named, self.data.named_ticks())
        room = self._label_room()
        last = len(self.data.categories) - 1
        extent = QRectF(0, ticks[0], max(last, 1), ticks[-1] - ticks[0])
        lines = Lines(self.look, self.data, extent, label_room=room)
        lines.setFlag(lines.GraphicsItemFlag.ItemClipsToShape, enabled=False)
        item = self.plot.getPlotItem()
        item.layout.setContentsMargins(0, 6, room, 0)
        self.plot.addItem(lines)
        # Labels stand in the margin, outside of the area that the box would clip.
        item.vb.setFlag(item.vb.GraphicsItemFlag.ItemClipsChildrenToShape, enabled=False)
        margin = (ticks[-1] - ticks[0]) * 0.04
        self.plot.setXRange(-0.2, last + 0.05, padding=0)
        self.plot.setYRange(ticks[0] - margin, ticks[-1] + margin, padding=0)

    def _span(self, data: ChartData) -> tuple[float, float]:
        bounds = [bound for band in data.bands for bound in (*band.low, *band.high)]
        values = [value for one in data.series for value in one.values]
        known = [value for value in (*values, *bounds) if value is not None]
        if self._from_zero:
            known.append(0.0)
        return (min(known), max(known)) if known else (0.0, 1.0)

    def _label_room(self) -> float:
        metrics = QFontMetricsF(self.look.font(12, strong=True))
        widths = [metrics.horizontalAdvance(one.name) for one in self.data.series]
        return min(max([24.0, *widths]) + 26, 200)
