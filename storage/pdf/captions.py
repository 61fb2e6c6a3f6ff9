"""Set the caption over a table or a figure: rule, number, title, unit at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from storage.pdf.palette import INK, RULE_STRONG
from storage.pdf.pen import Box
from storage.pdf.text import set_lines, width_of

if TYPE_CHECKING:
    from storage.pdf.fonts import FontBook
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale
    from storage.pdf.text import Line

_PAD: Final = 3.1
_GAP: Final = 6.5


@dataclass(frozen=True, slots=True)
class Caption:
    """A laid-out caption of a fixed width; empty words have no height."""

    number: str
    title: tuple[Line, ...]
    unit: tuple[Line, ...]
    below: bool
    offset: float
    width: float
    scale: Scale

    @property
    def height(self) -> float:
        """Return the height in points, the rule over it included."""
        if not self.title:
            return 0.0
        rows = len(self.title) + (len(self.unit) if self.below else 0)
        return 2 * _PAD + max(rows, 1) * self.scale.caption.leading

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw the caption from its top left corner."""
        if not self.title:
            return
        pen.rule((x, y), (x + self.width, y), width=RULE_STRONG)
        style = self.scale.caption
        top = Box(x, y + _PAD, self.width, style.leading)
        if self.number:
            ink = style.with_(colour=INK)
            pen.lines(set_lines(self.number, ink, 1e6, pen.fonts), ink, top)
        pen.lines(self.title, style, Box(x + self.offset, top.y, self.width, style.leading))
        shift = len(self.title) * style.leading if self.below else 0.0
        unit = Box(x, top.y + shift, self.width, style.leading)
        pen.lines(self.unit, self.scale.unit, unit, "right")


def caption(words: tuple[str, str, str], width: float, scale: Scale, fonts: FontBook) -> Caption:
    """Lay out number, title and unit; a unit that does not fit stands on a line of its own."""
    number, title, unit = words
    offset = width_of(number, scale.caption, fonts) + _GAP if number else 0.0
    taken = width_of(unit, scale.unit, fonts) + 2 * _GAP if unit else 0.0
    whole = width_of(title, scale.caption, fonts)
    below = bool(unit) and offset + whole + taken > width
    rows = set_lines(title, scale.caption, width - offset, fonts) if number or title else []
    units = set_lines(unit, scale.unit, width, fonts) if unit else []
    return Caption(number, tuple(rows), tuple(units), below, offset, width, scale)
