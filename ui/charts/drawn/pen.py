"""Draw in a theme's colours: words, lines, areas, and the places that tell their value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from ui.theme.contrast import contrast
from ui.theme.painting import Writing, hatch, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont

    from domain.reports.charts import Dash, Tone
    from ui.theme.appearance import Appearance

Align = Literal["left", "right", "centre"]

# The report's tones go from dark to light; the window's series have an order of their own.
SERIES: Final[dict[Tone, int]] = {"ink": 0, "sand": 1, "mid": 2, "pale": 3}
ROLES: Final[dict[Tone, str]] = {"brick": "crit", "dark": "text", "grey": "text_note"}
DASHES: Final[dict[Dash, tuple[float, ...]]] = {
    "solid": (),
    "dashed": (7, 4),
    "dotted": (2, 4),
}
_ALIGN: Final = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}
_READABLE: Final = 4.5
LINE: Final = 18.0
"""Height of a line of words of 12 px, in pixels."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a chart that tells a value: where, and what is said there."""

    at: QRectF
    text: str


@dataclass(slots=True)
class ChartPen:
    """Draws a chart and, where that is wanted, gathers the places that tell a value."""

    painter: QPainter
    look: Appearance
    telling: bool = False
    spots: list[Spot] = field(default_factory=list)
    _metrics: dict[bool, QFontMetricsF] = field(default_factory=dict)

    # ---------------------------------------------------------------------------------- colours

    def colour(self, tone: Tone) -> QColor:
        """Return the colour of a tone in the theme in force."""
        if tone in SERIES:
            return QColor(self.look.theme.chart[SERIES[tone]])
        return self.look.colour(ROLES[tone])

    def words_colour(self, tone: Tone) -> QColor:
        """Return the colour in which words of a tone can be read."""
        colour = self.colour(tone)
        pale = contrast(colour.name(), self.look.theme.surface) < _READABLE
        return self.look.colour("text") if pale else colour

    # ------------------------------------------------------------------------------------ words

    def font(self, *, strong: bool = False) -> QFont:
        """Return the font of words in a chart."""
        return self.look.font(12, strong=strong)

    def width(self, words: str, *, strong: bool = False) -> float:
        """Return how wide words are, in pixels."""
        metrics = self._metrics.get(strong)
        if metrics is None:
            metrics = self._metrics[strong] = QFontMetricsF(self.font(strong=strong))
        return metrics.horizontalAdvance(words) + 1

    def words(
        self,
        words: str,
        at: QRectF,
        align: Align = "left",
        *,
        colour: QColor | None = None,
        strong: bool = False,
    ) -> None:
        """Write one line, centred in height, elided where there is no room."""
        if words:
            ink = colour or self.look.colour("text_note")
            write(self.painter, at, words, Writing(self.font(strong=strong), ink, _ALIGN[align]))

    def label(
        self,
        words: str,
        x: float,
        y: float,
        align: Align = "left",
        *,
        colour: QColor | None = None,
        strong: bool = False,
    ) -> None:
        """Write one line around the height ``y``, beginning, ending or centred at ``x``."""
        width = self.width(words, strong=strong)
        left = {"left": x, "right": x - width, "centre": x - width / 2}[align]
        at = QRectF(left, y - LINE / 2, width, LINE)
        self.words(words, at, colour=colour, strong=strong)

    # ----------------------------------------------------------------------------------- shapes

    def line(
        self,
        points: Sequence[QPointF],
        colour: QColor,
        width: float = 1.0,
        dash: Dash = "solid",
    ) -> None:
        """Draw a line through points."""
        pen = QPen(colour, width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if DASHES[dash]:
            pen.setDashPattern([length / width for length in DASHES[dash]])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF(list(points)))

    def area(self, points: Sequence[QPointF], colour: QColor) -> None:
        """Fill a closed shape."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QBrush(colour))
        self.painter.drawPolygon(QPolygonF(list(points)))

    def bar(self, at: QRectF, colour: QColor, *, hatched: bool = False) -> None:
        """Fill a bar, solid or hatched within its edge."""
        if not hatched:
            self.painter.fillRect(at, colour)
            return
        hatch(self.painter, at, colour)
        self.painter.setPen(QPen(colour, 1))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRect(at.adjusted(0.5, 0.5, -0.5, -0.5))

    def dot(self, at: QPointF, colour: QColor, *, filled: bool = True, radius: float = 3.0) -> None:
        """Draw a dot, filled or as a ring."""
        self.painter.setPen(QPen(colour, 1.5))
        self.painter.setBrush(QBrush(colour if filled else self.look.colour("surface")))
        self.painter.drawEllipse(at, radius, radius)

    def tell(self, at: QRectF, text: str) -> None:
        """Note that a place tells something to who points at it."""
        if self.telling and text:
            self.spots.append(Spot(at, text))
