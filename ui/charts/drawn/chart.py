"""Show one chart of the report's tree: drawn in the theme, told by pointer and keys, copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPicture,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

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
from domain.reports.networks import FlowChart, PlaceMap
from ui.charts.drawn.bars import draw_bar_chart
from ui.charts.drawn.cells import chart_cells
from ui.charts.drawn.divisions import core_height, dot_plot_height, draw_core, draw_dot_plot
from ui.charts.drawn.grids import (
    count_grid_height,
    draw_count_grid,
    draw_quadrants,
    quadrants_height,
)
from ui.charts.drawn.lines import draw_line_chart, draw_small_multiples
from ui.charts.drawn.networks import draw_flows, draw_map, flows_height, map_height
from ui.charts.drawn.pen import ChartPen, Spot
from ui.charts.drawn.rows import (
    bars_height,
    bullets_height,
    draw_bullets,
    draw_funnel,
    draw_horizontal_bars,
    draw_share_bar,
    funnel_height,
    share_height,
)
from ui.components.buttons import KEYBOARD, paint_ring
from ui.components.spoken import CHART, speak_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QEvent

    from domain.reports.diagrams import Chart
    from ui.components.words import Words
    from ui.theme.appearance import Appearance

_PX_PER_MM: Final = 4.6
_SHARPEST: Final = 2
_HEADS: Final = 46
"""Room over small charts for their titles and keys, in pixels."""
_STEPS: Final = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}


class DrawnChart(QWidget):
    """Show a chart; left and right arrow keys walk through its values and tell them."""

    def __init__(
        self,
        appearance: Appearance,
        words: Words,
        write: Callable[[float], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = appearance
        self._words = words
        self._write = write
        self._chart: Chart | None = None
        self._picture: QPixmap | None = None
        self._spots: tuple[Spot, ...] | None = None
        self._at = -1
        self._ring = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        speak_as(self, CHART)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self._on_theme_changed)

    @property
    def chart(self) -> Chart | None:
        """The chart shown."""
        return self._chart

    def set_chart(self, chart: Chart, title: str) -> None:
        """Show another chart; ``title`` is what screen readers call it."""
        self._chart = chart
        self._picture = self._spots = None
        self._at = -1
        self.setAccessibleName(title)
        self.setAccessibleDescription(chart_cells(chart, self._write))
        self.updateGeometry()
        self.update()

    def spots(self) -> tuple[Spot, ...]:
        """Return the places that tell a value; they are gathered when somebody asks."""
        if self._spots is None:
            unseen = QPicture()
            painter = QPainter(unseen)
            self._spots = tuple(self._draw(painter, telling=True))
            painter.end()
        return self._spots

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture, twice as sharp as the screen."""
        picture = QPixmap(self.size() * _SHARPEST)
        picture.setDevicePixelRatio(_SHARPEST)
        picture.fill(self._look.colour("surface"))
        painter = QPainter(picture)
        self._draw(painter)
        painter.end()
        QGuiApplication.clipboard().setPixmap(picture)

    def copy_cells(self) -> None:
        """Put the chart on the clipboard as tab-separated cells."""
        if self._chart is not None:
            QGuiApplication.clipboard().setText(chart_cells(self._chart, self._write))

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, round(self._height()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(200, round(self._height()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn())
        if self._ring and self.hasFocus():
            paint_ring(painter, QRectF(self.rect()), self._look)
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._spots = None
        super().resizeEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            spot = self._spot_at(event.pos())
            QToolTip.showText(event.globalPos(), spot.text if spot else "", self)
            return True
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(event.key())
        spots = self.spots() if step is not None else ()
        if step is None or not spots:
            super().keyPressEvent(event)
            return
        start = self._at if self._at >= 0 else (-1 if step > 0 else len(spots))
        self._at = min(max(start + step, 0), len(spots) - 1)
        spot = spots[self._at]
        self.setAccessibleDescription(spot.text)
        QToolTip.showText(self.mapToGlobal(spot.at.center().toPoint()), spot.text, self)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.open_menu(event.globalPos())

    def open_menu(self, at: QPoint) -> None:
        """Offer at a place of the screen to copy the chart."""
        menu = QMenu(self)
        picture = menu.addAction(self._words.say("components.copy_picture"))
        picture.triggered.connect(self.copy_picture)
        cells = menu.addAction(self._words.say("components.copy_cells"))
        cells.triggered.connect(self.copy_cells)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def _spot_at(self, place: QPoint) -> Spot | None:
        """Return the place pointed at, the nearest of those that overlap."""
        hits = [spot for spot in self.spots() if spot.at.contains(place)]

        def distance(spot: Spot) -> float:
            away = spot.at.center() - place
            return away.x() ** 2 + away.y() ** 2

        return min(hits, key=distance, default=None)

    def _height(self) -> float:
        chart = self._chart.lines if isinstance(self._chart, Fan) else self._chart
        if isinstance(chart, LineChart | BarChart):
            return chart.height * _PX_PER_MM
        if isinstance(chart, SmallMultiples):
            return chart.height * _PX_PER_MM + _HEADS
        return _fixed_height(chart)

    def _drawn(self) -> QPixmap:
        """Return the chart as drawn before, or drawn anew: it is painted far more often."""
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        picture = self._picture
        if picture is None or picture.size() != size or picture.devicePixelRatioF() != ratio:
            picture = QPixmap(size)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self._draw(painter)
            painter.end()
            self._picture = picture
        return picture

    def _on_theme_changed(self) -> None:
        self._picture = None
        self.update()

    def _draw(self, painter: QPainter, *, telling: bool = False) -> list[Spot]:
        """Draw the chart; return the places that tell a value where they are wanted."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = ChartPen(painter, self._look, telling)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        chart = self._chart.lines if isinstance(self._chart, Fan) else self._chart
        if isinstance(chart, LineChart):
            draw_line_chart(pen, chart, box, self._write)
        elif isinstance(chart, BarChart):
            draw_bar_chart(pen, chart, box, self._write)
        elif isinstance(chart, SmallMultiples):
            draw_small_multiples(pen, chart, box, self._write)
        else:
            _draw_fixed(pen, chart, box)
        return pen.spots


# Charts whose rows determine their height, each with what measures and what draws it.
_Measure: TypeAlias = "Callable[[Any], float]"
_Draw: TypeAlias = "Callable[[ChartPen, Any, QRectF], None]"
_FIXED: Final[dict[type, tuple[_Measure, _Draw]]] = {
    HorizontalBars: (bars_height, draw_horizontal_bars),
    BulletChart: (bullets_height, draw_bullets),
    Funnel: (funnel_height, draw_funnel),
    CountGrid: (count_grid_height, draw_count_grid),
    QuadrantMatrix: (quadrants_height, draw_quadrants),
    DotPlot: (dot_plot_height, draw_dot_plot),
    CoreDiagram: (core_height, draw_core),
    FlowChart: (flows_height, draw_flows),
    PlaceMap: (map_height, draw_map),
    ShareBar: (share_height, draw_share_bar),
}


def _fixed_height(chart: Chart | None) -> float:
    """Return the height of a chart that its rows determine, in pixels."""
    found = _FIXED.get(type(chart))
    return found[0](chart) + 4 if found else 0.0


def _draw_fixed(pen: ChartPen, chart: Chart | None, box: QRectF) -> None:
    found = _FIXED.get(type(chart))
    if found:
        found[1](pen, chart, box)
