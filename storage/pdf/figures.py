"""Set figures: caption, chart, note, kept together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from typing_extensions import override

from domain.reports import charts, diagrams, divisions, networks
from storage.pdf.captions import caption
from storage.pdf.drawings.bars import bar_chart_height, draw_bar_chart
from storage.pdf.drawings.calendars import (
    calendar_height,
    draw_calendar,
    draw_gantt,
    gantt_height,
)
from storage.pdf.drawings.divisions import (
    core_height,
    dot_plot_height,
    draw_core,
    draw_dot_plot,
)
from storage.pdf.drawings.flow import (
    draw_funnel,
    draw_steps,
    draw_tile_columns,
    funnel_height,
    steps_height,
    tile_columns_height,
)
from storage.pdf.drawings.grids import (
    count_grid_height,
    draw_count_grid,
    draw_quadrants,
    quadrants_height,
)
from storage.pdf.drawings.lines import (
    draw_line_chart,
    draw_small_multiples,
    line_chart_height,
    small_multiples_height,
)
from storage.pdf.drawings.networks import draw_flows, draw_map, flows_height, map_height
from storage.pdf.drawings.rows import (
    bullets_height,
    draw_bullets,
    draw_horizontal_bars,
    draw_share_bar,
    horizontal_bars_height,
    share_bar_height,
)
from storage.pdf.fitting import lowered
from storage.pdf.flow import Entry, Item, Spacing
from storage.pdf.items import paragraph
from storage.pdf.pen import Box
from storage.pdf.styles import BOTTOM, MM, TOP

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.reports.diagrams import Chart
    from domain.reports.tree import Figure
    from storage.pdf.captions import Caption
    from storage.pdf.fonts import FontBook
    from storage.pdf.items import TextItem
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale

_NOTE_GAP: Final = 4.0
# Caption and note of a figure that fills a page.
_AROUND: Final = 90.0

# Each kind of chart with the functions that measure and draw it; the key makes them fit.
_Measure: TypeAlias = "Callable[[Any], float]"
_Draw: TypeAlias = "Callable[[Pen, Any, Box, Scale], None]"


def _fan_height(chart: charts.Fan) -> float:
    return line_chart_height(chart.lines)


def _draw_fan(pen: Pen, chart: charts.Fan, box: Box, scale: Scale) -> None:
    draw_line_chart(pen, chart.lines, box, scale)


_CHARTS: Final[dict[type, tuple[_Measure, _Draw]]] = {
    charts.BarChart: (bar_chart_height, draw_bar_chart),
    charts.LineChart: (line_chart_height, draw_line_chart),
    charts.Fan: (_fan_height, _draw_fan),
    charts.SmallMultiples: (small_multiples_height, draw_small_multiples),
    charts.HorizontalBars: (horizontal_bars_height, draw_horizontal_bars),
    charts.Funnel: (funnel_height, draw_funnel),
    charts.ShareBar: (share_bar_height, draw_share_bar),
    charts.QuadrantMatrix: (quadrants_height, draw_quadrants),
    charts.Gantt: (gantt_height, draw_gantt),
    charts.BulletChart: (bullets_height, draw_bullets),
    diagrams.TileColumns: (tile_columns_height, draw_tile_columns),
    diagrams.Steps: (steps_height, draw_steps),
    diagrams.CountGrid: (count_grid_height, draw_count_grid),
    divisions.DotPlot: (dot_plot_height, draw_dot_plot),
    divisions.CoreDiagram: (core_height, draw_core),
    networks.FlowChart: (flows_height, draw_flows),
    networks.PlaceMap: (map_height, draw_map),
}


@dataclass(frozen=True, slots=True)
class FigureItem(Item):
    """A figure laid out for a width; never cut."""

    chart: Chart
    heading: Caption
    note: TextItem | None
    width: float
    scale: Scale
    spacing: Spacing
    words: str
    measured: float
    drop: float = 0.0

    @property
    @override
    def height(self) -> float:
        note = self.note.height + _NOTE_GAP if self.note else 0.0
        return self.head_height + self.measured + note

    @property
    def head_height(self) -> float:
        """Return the height of the caption in points, and of ``drop`` under it."""
        return self.heading.height + self.drop

    def dropped(self, head_height: float) -> FigureItem:
        """Return the figure with its chart as low as that under a higher caption."""
        return replace(self, drop=self.drop + max(head_height - self.head_height, 0.0))

    def lowered(self, share: float) -> FigureItem:
        """Return the figure with its chart at a share of its height, as far as it can be read."""
        chart = lowered(self.chart, share, least=True)
        if chart is self.chart or isinstance(chart, diagrams.Calendar):
            return self
        return replace(self, chart=chart, measured=_CHARTS[type(chart)][0](chart))

    @override
    def entries(self, y: float) -> list[tuple[Entry, float]]:
        return [(Entry(self.words, 1, self.heading.number), y)] if self.words else []

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        self.heading.draw(pen, x, y)
        y += self.head_height
        self.draw_chart(pen, Box(x, y, self.width, self.measured))
        if self.note:
            self.note.draw(pen, x, y + self.measured + _NOTE_GAP)

    def draw_chart(self, pen: Pen, box: Box) -> None:
        """Draw the chart alone."""
        if isinstance(self.chart, diagrams.Calendar):
            draw_calendar(pen, self.chart, box, self.scale)
        else:
            _CHARTS[type(self.chart)][1](pen, self.chart, box, self.scale)


def lay_figure(
    figure: Figure, width: float, scale: Scale, fonts: FontBook, spacing: Spacing
) -> list[FigureItem]:
    """Lay a figure out for `width` points; a Gantt longer than a page becomes several."""
    parts = _page_sized(figure)
    laid: list[FigureItem] = []
    for number, part in enumerate(parts):
        note = part.note if number == len(parts) - 1 else ""
        laid.append(
            FigureItem(
                chart=part.chart,
                heading=caption((part.number, part.title, part.unit), width, scale, fonts),
                note=paragraph(note, scale.note, width, fonts) if note else None,
                width=width,
                scale=scale,
                spacing=spacing,
                measured=_measure(part.chart, width, scale, fonts),
                words=f"{part.number}　{part.title}" if part.number and not number else "",
            )
        )
    return laid


# A calendar's height depends on the width of its words; all others know theirs.
def _measure(chart: Chart, width: float, scale: Scale, fonts: FontBook) -> float:
    if isinstance(chart, diagrams.Calendar):
        return calendar_height(chart, width, scale, fonts)
    return _CHARTS[type(chart)][0](chart)


def _page_sized(figure: Figure) -> list[Figure]:
    chart = figure.chart
    if not isinstance(chart, charts.Gantt):
        return [figure]
    most = int((BOTTOM - TOP - _AROUND) / (chart.pitch * MM))
    if len(chart.rows) <= most:
        return [figure]
    return [
        replace(figure, chart=replace(chart, rows=chart.rows[start : start + most]))
        for start in range(0, len(chart.rows), most)
    ]
