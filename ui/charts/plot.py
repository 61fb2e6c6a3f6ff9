"""Set up the plotting area: no frame, hairlines, small grey axis texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsScene

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.theme.appearance import Appearance


def make_plot(parent: QWidget) -> Any:  # noqa: ANN401 -- the library ships no types
    """Return an empty plotting area that only shows: no menu, no zoom, no frame."""
    plot = pg.PlotWidget(parent=parent)
    plot.setFrameShape(pg.QtWidgets.QFrame.Shape.NoFrame)
    plot.setMenuEnabled(False)
    plot.hideButtons()
    plot.setMouseEnabled(x=False, y=False)
    plot.setAntialiasing(True)
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.viewport().setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    plot.setContentsMargins(0, 0, 0, 0)
    # Lines across the plot change their bounds without telling the scene. An index by place would
    # go on naming them where they once stood, and paint them after they are gone.
    plot.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
    item = plot.getPlotItem()
    item.setContentsMargins(0, 6, 0, 0)
    item.vb.setDefaultPadding(0)
    for side in ("left", "bottom"):
        axis = item.getAxis(side)
        axis.setStyle(tickLength=0, tickTextOffset=8, tickAlpha=0, autoExpandTextSpace=True)
        axis.setStyle(hideOverlappingLabels=False)
    return plot


def dress_plot(plot: Any, look: Appearance) -> None:  # noqa: ANN401 -- see above
    """Empty the plotting area and give it the colours of the theme in force."""
    plot.clear()
    plot.setBackground(look.colour("surface"))
    for side in ("left", "bottom"):
        axis = plot.getPlotItem().getAxis(side)
        axis.setPen(QPen(Qt.PenStyle.NoPen))
        axis.setTextPen(look.colour("text_note"))
        axis.setTickFont(look.font(12))


def rule(
    plot: Any,  # noqa: ANN401 -- see above
    look: Appearance,
    ticks: Sequence[tuple[float, str]],
    names: Sequence[tuple[int, str]],
) -> None:
    """Draw a hairline per tick of the value axis, and write the ticks of both axes."""
    item = plot.getPlotItem()
    item.getAxis("left").setTicks([list(ticks)])
    item.getAxis("bottom").setTicks([list(names)])
    for value, _text in ticks:
        pen = QPen(look.colour("hairline_strong" if value == 0 else "hairline"), 1)
        pen.setCosmetic(True)
        line = pg.InfiniteLine(pos=value, angle=0, pen=pen)
        line.setZValue(-10)
        plot.addItem(line)
