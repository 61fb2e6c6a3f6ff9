"""Draw the charts of a report as pictures, for copies that are edited by hand."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from resources import path as resource
from storage.pdf.figures import lay_figure
from storage.pdf.flow import NO_SPACE
from storage.pdf.fonts import PRINTING, FontBook
from storage.pdf.images import page_png
from storage.pdf.pen import Box, Pen
from storage.pdf.styles import PAGE_HEIGHT, scale

if TYPE_CHECKING:
    from domain.reports.tree import Figure, Language
    from storage.pdf.figures import FigureItem

_POINTS: Final = 72
_DOTS: Final = 200
"""Dots an inch: what office printers show of a picture."""

_PAD: Final = 3.0
"""Points around a chart, for strokes and words that reach over its box."""


@dataclass(frozen=True, slots=True)
class ChartPicture:
    """A chart as a PNG file; width and height in points."""

    png: bytes
    width: float
    height: float


class ChartPictures:
    """Draws charts as the printed report shows them; the same chart gives the same bytes."""

    def __init__(self) -> None:
        with PRINTING:
            self._fonts = FontBook(resource("fonts"))

    def of(self, figure: Figure, lang: Language, width: float) -> list[ChartPicture]:
        """Return the pictures of a figure `width` points wide; of a long Gantt there are several.

        Raises `MissingGlyphError` for a character without a glyph.
        """
        with PRINTING:
            words, inner = scale(lang), width - 2 * _PAD
            laid = lay_figure(figure, inner, words, self._fonts, NO_SPACE)
            return [self._picture(each, width) for each in laid]

    def _picture(self, laid: FigureItem, width: float) -> ChartPicture:
        from storage.pdf.canvas import QuickCanvas

        height = laid.measured + 2 * _PAD
        stream = io.BytesIO()
        canvas = QuickCanvas(stream, pagesize=(width, height), invariant=1)
        # The pen measures from the top of the report's page.
        canvas.translate(0, height - PAGE_HEIGHT)
        laid.draw_chart(Pen(canvas, self._fonts), Box(_PAD, _PAD, laid.width, laid.measured))
        canvas.showPage()
        canvas.save()
        return ChartPicture(page_png(stream.getvalue(), 0, _DOTS / _POINTS), width, height)
