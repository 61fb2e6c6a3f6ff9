"""Carry what all plotted charts share: late start, legend, hover, keys, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QVBoxLayout, QWidget
from typing_extensions import override

from ui.charts.data import ChartData, Scale, as_cells, value_text
from ui.charts.loading import plots_are_loaded
from ui.components.buttons import KEYBOARD, paint_ring
from ui.components.spoken import CHART, speak_as

if TYPE_CHECKING:
    from ui.charts.legend import LegendRow
    from ui.components.words import Words
    from ui.theme.appearance import Appearance

_LOOK_AGAIN_MS = 25


class PlottedChart(QWidget):
    """Show a chart once the window stands: the plotting library is loaded after first paint.

    Left and right arrow keys walk through the categories and tell their values.
    """

    def __init__(
        self,
        appearance: Appearance,
        words: Words,
        scale: Scale,
        legend: LegendRow | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.look = appearance
        self.scale = scale
        self.data = ChartData((), ())
        self.plot: Any = None
        self._words = words
        self._legend = legend
        self._current = -1
        self._ring = False
        self._waiting = QTimer(self)
        self._waiting.setInterval(_LOOK_AGAIN_MS)
        self._waiting.timeout.connect(self._on_waited)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if legend is not None:
            legend.setParent(self)
            self._column.addWidget(legend)
        self._column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        speak_as(self, CHART)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.theme_changed.connect(self._on_theme_changed)

    def set_data(self, data: ChartData) -> None:
        """Show other data."""
        self.data = data
        self._current = -1
        self.setAccessibleName(data.description)
        self.setAccessibleDescription(as_cells(data, self.scale))
        if self._legend is not None:
            self._legend.set_words(data)
        self.redraw()

    def retranslate(self, words: Words) -> None:
        """Say the own words in another language."""
        self._words = words

    def build(self) -> None:
        """Load the plotting library and draw; called by itself after the first paint."""
        self._waiting.stop()
        if self.plot is not None:
            return
        from ui.charts.plot import make_plot

        self.plot = make_plot(self)
        while self._column.count() > (1 if self._legend is not None else 0):
            self._column.takeAt(self._column.count() - 1)
        self._column.addWidget(self.plot, 1)
        self.plot.scene().sigMouseMoved.connect(self._on_mouse_moved)
        self.redraw()

    def redraw(self) -> None:
        """Draw the data anew where the plot stands already."""
        if self.plot is not None:
            from ui.charts.plot import dress_plot

            dress_plot(self.plot, self.look)
            if self.data.categories:
                self.draw()
            self.update()

    def draw(self) -> None:
        """Put the items of the data into ``plot``."""
        raise NotImplementedError

    def spoken(self, index: int) -> str:
        """Return category and values of one position, a line each."""
        values = (
            f"{series.name}  {value_text(series, index, self.scale)}" for series in self.data.series
        )
        return "\n".join([self.data.categories[index], *values])

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, 180)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(160, 80)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.plot is None:
            self._waiting.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        # What nobody sees any more is drawn when it is looked at again.
        self._waiting.stop()
        super().hideEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        QToolTip.hideText()
        super().leaveEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left.value: -1, Qt.Key.Key_Right.value: 1}
        step = steps.get(event.key())
        count = len(self.data.categories)
        if step is None or not count:
            super().keyPressEvent(event)
            return
        start = self._current if self._current >= 0 else (-1 if step > 0 else count)
        self._current = min(max(start + step, 0), count - 1)
        told = self.spoken(self._current)
        self.setAccessibleDescription(told)
        QToolTip.showText(self.mapToGlobal(QPoint(self.width() // 2, 0)), told, self)

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

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._ring and self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_ring(painter, QRectF(self.rect()), self.look)
            painter.end()

    def copy_picture(self) -> None:
        """Put the chart on the clipboard as a picture."""
        QGuiApplication.clipboard().setPixmap(self.grab())

    def copy_cells(self) -> None:
        """Put the chart on the clipboard as tab-separated cells."""
        QGuiApplication.clipboard().setText(as_cells(self.data, self.scale))

    def _on_waited(self) -> None:
        if plots_are_loaded():
            self.build()

    def _on_theme_changed(self) -> None:
        self.redraw()

    def _on_mouse_moved(self, place: QPointF) -> None:
        box = self.plot.getPlotItem().vb
        index = round(box.mapSceneToView(place).x())
        inside = box.sceneBoundingRect().contains(place)
        if inside and 0 <= index < len(self.data.categories):
            at = self.plot.mapToGlobal(self.plot.mapFromScene(place))
            QToolTip.showText(at, self.spoken(index), self.plot)
        else:
            QToolTip.hideText()
