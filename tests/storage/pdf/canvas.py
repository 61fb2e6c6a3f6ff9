"""A canvas that remembers what was drawn on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from storage.pdf.palette import INK, channels

if TYPE_CHECKING:
    from storage.pdf.text import Piece


@dataclass
class Path:
    """A path of the fake canvas: its points."""

    points: list[tuple[float, float]] = field(default_factory=list)

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802 - the library's name
        self.points.append((x, y))

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802 - the library's name
        self.points.append((x, y))

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        self.points.extend(((x, y), (x + width, y + height)))

    def close(self) -> None:
        self.points.append(self.points[0])


@dataclass
class Canvas:
    """A canvas that remembers what was drawn on it."""

    filled: list[tuple[float, float, float, float, tuple[float, ...]]] = field(default_factory=list)
    edged: list[tuple[float, float, float, float, tuple[float, ...]]] = field(default_factory=list)
    circles: list[tuple[float, float, bool]] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    lines: list[tuple[float, float, float, float]] = field(default_factory=list)
    words: list[tuple[str, float, float]] = field(default_factory=list)
    fill: tuple[float, ...] = ()
    dash: tuple[float, ...] = ()

    def setFillColorRGB(self, red: float, green: float, blue: float) -> None:  # noqa: N802
        self.fill = (red, green, blue)

    def setStrokeColorRGB(self, red: float, green: float, blue: float) -> None:  # noqa: N802
        """Take the colour."""

    def setLineWidth(self, width: float) -> None:  # noqa: N802
        """Take the width."""

    def setLineJoin(self, kind: int) -> None:  # noqa: N802
        """Take the join."""

    def setDash(self, dash: list[float]) -> None:  # noqa: N802
        self.dash = tuple(dash)

    def rect(
        self, x: float, y: float, width: float, height: float, *, stroke: int, fill: int
    ) -> None:
        if fill:
            self.filled.append((x, y, width, height, self.fill))
        if stroke:
            self.edged.append((x, y, width, height, self.dash))

    def circle(self, x: float, y: float, radius: float, *, stroke: int, fill: int) -> None:  # noqa: ARG002
        self.circles.append((x, y, self.fill == channels(INK)))

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self.lines.append((x, y, to_x, to_y))

    def beginPath(self) -> Path:  # noqa: N802
        return Path()

    def drawPath(self, path: Path, *, stroke: int, fill: int) -> None:  # noqa: ARG002, N802
        self.paths.append(path)

    def clipPath(self, path: Path, *, stroke: int, fill: int) -> None:  # noqa: N802
        """Take the clipping."""

    def saveState(self) -> None:  # noqa: N802
        """Take the state."""

    def restoreState(self) -> None:  # noqa: N802
        """Give the state back."""

    def draw_piece(self, piece: Piece, x: float, y: float) -> None:
        self.words.append((piece.text, x, y))

    def said(self) -> str:
        """Return all words in the order they were drawn."""
        return "".join(words for words, _, _ in self.words)

    def bars(self, colour: str) -> list[tuple[float, float, float, float]]:
        """Return x, y, width, height of what was filled with `colour`."""
        return [bar[:4] for bar in self.filled if bar[4] == channels(colour)]
