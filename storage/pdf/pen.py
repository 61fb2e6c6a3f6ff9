"""Draw on a page measured from its top left corner, in points."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from storage.pdf.archival import PRINTED
from storage.pdf.links import mentions
from storage.pdf.palette import HATCH, RULE, TEXT, WHITE, channels
from storage.pdf.styles import PAGE_HEIGHT
from storage.pdf.text import ASCENT, pieces, set_lines, width_of

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from domain.reports.sources import Source
    from domain.reports.tree import Text
    from storage.pdf.fonts import FontBook
    from storage.pdf.styles import Type
    from storage.pdf.text import Line

Align: TypeAlias = Literal["left", "right", "centre"]
Point: TypeAlias = "tuple[float, float]"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height in points from the page's top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Links:
    """Where the tables and figures that a text may name are found in the file.

    Attributes:
        pattern: what finds a label in a line.
        places: label → name of its place.
    """

    pattern: re.Pattern[str]
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """Where a page tells of records: the place of a cell, and the records."""

    box: Box
    sources: tuple[Source, ...]


@dataclass(slots=True)
class Pen:
    """Draws words and shapes on the canvas of the file.

    ``told`` gathers where what was drawn tells of records; it leaves nothing in the file.
    """

    canvas: Any
    fonts: FontBook
    links: Links | None = None
    told: list[Told] = field(default_factory=list)

    # ---------------------------------------------------------------------------------- words

    def line_of_text(self, line: Line, x: float, baseline: float) -> None:
        """Draw a laid-out line from `x` on the baseline."""
        for piece in pieces(line):
            low = PAGE_HEIGHT - baseline + piece.letter.rise
            self.canvas.draw_piece(piece, x + piece.x, low)

    def lines(self, rows: Sequence[Line], style: Type, box: Box, align: Align = "left") -> None:
        """Draw laid-out lines under each other from the top of `box`."""
        baseline = box.y + (style.leading - style.size) / 2 + ASCENT * style.size
        for row in rows:
            self.line_of_text(row, _start(box.x, box.width, row.width, align), baseline)
            baseline += style.leading

    def link_lines(self, rows: Sequence[Line], style: Type, box: Box) -> None:
        """Make the tables and figures named in laid-out lines lead to their places."""
        if self.links is None:
            return
        for number, row in enumerate(rows):
            top = box.y + number * style.leading
            for label, left, right in mentions(row, self.links.pattern):
                low = PAGE_HEIGHT - top - style.leading
                self.canvas.linkRect(
                    "",
                    self.links.places[label],
                    (box.x + left, low, box.x + right, low + style.leading),
                    thickness=0,
                    F=PRINTED,
                )

    def words(self, text: Text, style: Type, at: Point, align: Align = "left") -> float:
        """Draw one line on the baseline at `at` (left, right or middle of it); return its width."""
        width = width_of(text, style, self.fonts)
        rows = set_lines(text, style, 1e6, self.fonts)
        x, baseline = at
        for row in rows:
            self.line_of_text(row, _start(x, 0.0, row.width, align), baseline)
            baseline += style.leading
        return width

    def middle(self, text: Text, style: Type, at: Point, align: Align = "left") -> float:
        """Draw one line whose figures are centred on the height of `at`; return its width."""
        return self.words(text, style, (at[0], at[1] + 0.36 * style.size), align)

    def label(self, text: str, style: Type, at: Point, align: Align = "left") -> None:
        """Draw one line centred on the height of `at` on white, so that lines stay behind it."""
        width = width_of(text, style, self.fonts)
        left = _start(at[0], 0.0, width, align)
        height = style.size * 1.16
        self.rect(Box(left - 1, at[1] - height / 2, width + 2, height), fill=WHITE)
        self.middle(text, style, at, align)

    # --------------------------------------------------------------------------------- shapes

    def rule(
        self,
        start: Point,
        end: Point,
        *,
        width: float = RULE,
        colour: str = TEXT,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a straight line."""
        self._stroke(width, colour, dash)
        self.canvas.line(start[0], PAGE_HEIGHT - start[1], end[0], PAGE_HEIGHT - end[1])

    def rect(
        self,
        box: Box,
        *,
        fill: str = "",
        edge: str = "",
        width: float = RULE,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a rectangle, filled, edged or both."""
        self._paint(fill, edge, width, dash)
        self.canvas.rect(
            box.x,
            PAGE_HEIGHT - box.bottom,
            box.width,
            box.height,
            stroke=int(bool(edge)),
            fill=int(bool(fill)),
        )

    def circle(
        self,
        at: Point,
        radius: float,
        *,
        fill: str = "",
        edge: str = "",
        width: float = RULE,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a circle, filled, edged or both."""
        self._paint(fill, edge, width, dash)
        self.canvas.circle(
            at[0],
            PAGE_HEIGHT - at[1],
            radius,
            stroke=int(bool(edge)),
            fill=int(bool(fill)),
        )

    def polygon(
        self, points: Sequence[Point], *, fill: str = "", edge: str = "", width: float = RULE
    ) -> None:
        """Draw a closed shape, filled, edged or both."""
        self._paint(fill, edge, width, ())
        path = self._path(points)
        path.close()
        self.canvas.drawPath(path, stroke=int(bool(edge)), fill=int(bool(fill)))

    def polyline(
        self,
        points: Sequence[Point],
        *,
        width: float = RULE,
        colour: str = TEXT,
        dash: Sequence[float] = (),
    ) -> None:
        """Draw a line through at least two points; fewer draw nothing."""
        if len(points) < 2:  # noqa: PLR2004 - a line has two ends
            return
        self._stroke(width, colour, dash)
        self.canvas.setLineJoin(1)
        self.canvas.drawPath(self._path(points), stroke=1, fill=0)

    def hatch(
        self, box: Box, *, colour: str = HATCH, step: float = 3.2, width: float = RULE
    ) -> None:
        """Fill a rectangle with slanting lines, cut at its edges."""
        with self.clipped(box):
            self._stroke(width, colour, ())
            x = box.x - box.height
            while x < box.right:
                low, high = PAGE_HEIGHT - box.bottom, PAGE_HEIGHT - box.y
                self.canvas.line(x, low, x + box.height, high)
                x += step

    @contextmanager
    def clipped(self, box: Box) -> Iterator[None]:
        """Keep what is drawn inside within `box`."""
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(box.x, PAGE_HEIGHT - box.bottom, box.width, box.height)
        self.canvas.clipPath(path, stroke=0, fill=0)
        yield
        self.canvas.restoreState()

    def _path(self, points: Sequence[Point]) -> Any:  # noqa: ANN401 - the library has no types
        path = self.canvas.beginPath()
        path.moveTo(points[0][0], PAGE_HEIGHT - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, PAGE_HEIGHT - y)
        return path

    def _paint(self, fill: str, edge: str, width: float, dash: Sequence[float]) -> None:
        if fill:
            self.canvas.setFillColorRGB(*channels(fill))
        if edge:
            self._stroke(width, edge, dash)

    def _stroke(self, width: float, colour: str, dash: Sequence[float]) -> None:
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeColorRGB(*channels(colour))
        self.canvas.setDash(list(dash))


def _start(x: float, room: float, width: float, align: Align) -> float:
    if align == "right":
        return x + room - width
    if align == "centre":
        return x + (room - width) / 2
    return x
