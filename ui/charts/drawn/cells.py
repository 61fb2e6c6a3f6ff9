"""Put a chart into tab-separated cells, so that a spreadsheet can take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from domain.reports.charts import (
    BarChart,
    BulletChart,
    Fan,
    Funnel,
    HorizontalBars,
    LineChart,
    QuadrantMatrix,
    ShareBar,
    SmallMultiples,
)
from domain.reports.diagrams import CountGrid
from domain.reports.divisions import CoreDiagram, DotPlot
from domain.reports.networks import FlowChart, PlaceMap, band_words
from domain.tables import pasteable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from domain.reports.charts import LineSeries
    from domain.reports.diagrams import Chart

    Write = Callable[[float], str]
    Line = tuple[str, ...]


def chart_cells(chart: Chart, write: Write) -> str:
    """Return the chart as lines of cells; numbers as ``write`` writes them."""
    return "\n".join("\t".join(map(pasteable, line)) for line in _lines(chart, write))


def _lines(chart: Chart, write: Write) -> Iterator[Line]:
    if isinstance(chart, Fan):
        chart = chart.lines
    if isinstance(chart, LineChart):
        yield from _of_series(chart.series, write)
        for number, band in enumerate(chart.bands, start=1):
            for x, low, high in band.points:
                yield f"{number}", write(x), write(low), write(high)
    elif isinstance(chart, SmallMultiples):
        for panel in chart.panels:
            yield (panel.title,)
            yield from _of_series(panel.series, write)
    elif isinstance(chart, BarChart):
        yield ("", *(one.name for one in chart.series))
        for at, category in enumerate(chart.categories):
            yield category, *(_figure(one.values[at], write) for one in chart.series)
    else:
        yield from _ROWS.get(type(chart), _nothing)(chart)


def _nothing(_chart: Any) -> Iterator[Line]:  # noqa: ANN401 - one of many kinds of chart
    yield from ()


def _grid(chart: CountGrid) -> Iterator[Line]:
    yield ("", *chart.columns)
    for row in chart.rows:
        yield row.name, *("" if cell is None else cell[1] for cell in row.cells)


def _quadrants(chart: QuadrantMatrix) -> Iterator[Line]:
    yield ("", *chart.columns)
    for (lead, place), cells in zip(chart.rows, chart.cells, strict=True):
        yield f"{lead} {place}".strip(), *(cell.count for cell in cells)


def _core(chart: CoreDiagram) -> Iterator[Line]:
    yield ("", *chart.corners)
    for mark in chart.marks:
        yield mark.name, *(f"{share:.4f}" for share in mark.shares)


def _dots(chart: DotPlot) -> Iterator[Line]:
    yield ("", *(one.name for one in chart.series))
    for row in chart.rows:
        yield row.name, *row.labels


def _flows(chart: FlowChart) -> Iterator[Line]:
    yield (*chart.heads, "")
    for band in chart.bands:
        yield chart.starts[band.start].name, chart.ends[band.end].name, band_words(chart, band)


def _map(chart: PlaceMap) -> Iterator[Line]:
    for area in (chart.left, chart.right):
        yield area.name, "", area.note
        for place in area.places:
            yield "", place.name, place.note


_ROWS: Final[dict[type, Callable[[Any], Iterable[Line]]]] = {
    HorizontalBars: lambda chart: ((bar.label, bar.value_label, bar.note) for bar in chart.bars),
    BulletChart: lambda chart: ((each.label, each.value_label) for each in chart.bullets),
    ShareBar: lambda chart: (
        (part.name, part.share_label, part.value_label) for part in chart.parts
    ),
    Funnel: lambda chart: (
        (stage.name, stage.reached_label, stage.passed, stage.now, stage.dwell_label)
        for stage in chart.stages
    ),
    CountGrid: _grid,
    QuadrantMatrix: _quadrants,
    DotPlot: _dots,
    CoreDiagram: _core,
    FlowChart: _flows,
    PlaceMap: _map,
}


def _of_series(series: tuple[LineSeries, ...], write: Write) -> Iterator[Line]:
    for one in series:
        for x, y in one.points:
            yield one.name, write(x), _figure(y, write)


def _figure(value: float | None, write: Write) -> str:
    return "—" if value is None else write(value)
