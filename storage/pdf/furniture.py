"""Draw what every page carries: head, foot with code and page number, watermark, hatched band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports.digest import grouped
from storage.pdf.palette import GREY_LINE, RULE_STRONG, TEXT
from storage.pdf.pen import Box
from storage.pdf.styles import BOTTOM, LEFT, MM, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, TOP
from storage.pdf.text import balanced_lines, set_lines, width_of

if TYPE_CHECKING:
    from domain.reports.tree import Document
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale, Type

_HEAD_LINE: Final = 19.1 * MM
_HEAD_GAP: Final = 9.0
_BETWEEN: Final = "•"
# Share of the width that the words at the right may take before each language has a line.
_ABOUT: Final = 0.3
_FOOT_LINE: Final = 271.7 * MM
_CODE: Final = 12 * MM
_CODE_TOP: Final = 273.9 * MM
_BAND_LEFT: Final = 19 * MM
_BAND_WIDTH: Final = 4 * MM
# Light and fine enough to read through; the head says it once more in full black.
_WATERMARK: Final = "#F1F1F1"
_WATERMARK_SIZE: Final = 84.0


def draw_head(pen: Pen, document: Document, scale: Scale) -> None:
    """Draw the running head and its rule."""
    middle = _HEAD_LINE - 9.8
    right = LEFT + TEXT_WIDTH
    words, free = document.head_right, right
    stacked = width_of(words, scale.head, pen.fonts) > TEXT_WIDTH * _ABOUT
    draft = scale.head.with_(colour=TEXT, bold=True)
    for each, style in ((words, scale.head), (document.watermark, draft)):
        lines = in_each_language(each) if stacked else [each]
        if each:
            free -= _draw_right(pen, lines, style, (free, middle)) + _HEAD_GAP
    _draw_name(pen, document.head_left, scale, (middle, free - LEFT), stacked=stacked)
    ends = (LEFT, _HEAD_LINE), (LEFT + TEXT_WIDTH, _HEAD_LINE)
    pen.rule(*ends, width=RULE_STRONG, colour=GREY_LINE)


def _draw_right(pen: Pen, lines: list[str], style: Type, place: tuple[float, float]) -> float:
    """Draw lines that end at a place, the last at its height; return the width they take."""
    right, middle = place
    for number, line in enumerate(lines, start=1 - len(lines)):
        pen.middle(line, style, (right, middle + number * style.leading * 0.92), "right")
    return max(width_of(line, style, pen.fonts) for line in lines)


def in_each_language(words: str) -> list[str]:
    """Return what words of a head or foot say in each of the languages of the report."""
    return [part.strip() for part in words.split(_BETWEEN)]


def _draw_name(
    pen: Pen, name: str, scale: Scale, place: tuple[float, float], *, stacked: bool
) -> None:
    """Draw the report's name on the line of the head; a long one takes lines over it too.

    It is stacked, each language on its line, where the words at the right are.
    """
    middle, room = place
    lines = balanced_lines(name, scale.head, room, pen.fonts)
    if stacked or len(lines) > 1:
        # A name in two languages breaks between them; the sign that parts them is not needed then.
        parts = in_each_language(name)
        lines = [one for part in parts for one in balanced_lines(part, scale.head, room, pen.fonts)]
    # From the top, or who reads the file back gets the lines in the wrong order.
    for number, line in enumerate(lines, start=1 - len(lines)):
        base = middle + number * scale.head.leading * 0.92 + scale.head.size * 0.36
        pen.line_of_text(line, LEFT, base)


def draw_foot(pen: Pen, document: Document, scale: Scale, number: int, pages: int) -> None:
    """Draw the square code, revision and digest, and the number of the page."""
    pen.rule((LEFT, _FOOT_LINE), (LEFT + TEXT_WIDTH, _FOOT_LINE), colour=GREY_LINE)
    left = LEFT
    if document.qr:
        draw_code(pen, document.qr, Box(LEFT, _CODE_TOP, _CODE, _CODE))
        left = LEFT + 42.4
    y = _CODE_TOP + 4.0
    for line in document.imprint:
        pen.middle(line, scale.foot, (left, y))
        y += scale.foot.leading
    digest = grouped(document.digest)
    pen.middle(digest, scale.foot.with_(size=6.45), (left, y - 0.4))
    words = document.page_words.format(page=number, pages=pages)
    style = scale.foot.with_(size=8.4, colour=TEXT)
    pen.middle(words, style, (LEFT + TEXT_WIDTH, _CODE_TOP + 26.5), "right")


def draw_code(pen: Pen, payload: str, box: Box) -> None:
    """Draw a QR code (error correction M) of `payload` that fills `box`."""
    from reportlab.graphics.barcode.qrencoder import QR8bitByte, QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(QR8bitByte(payload))
    code.make()
    count = code.getModuleCount()
    module = box.width / count
    for row in range(count):
        run = 0
        for column in range(count + 1):
            dark = column < count and code.isDark(row, column)
            if dark:
                run += 1
            elif run:
                # Neighbouring modules in one rectangle, or hairlines show between them.
                left = box.x + (column - run) * module
                top = box.y + row * module
                pen.rect(Box(left, top, run * module, module + 0.02), fill=TEXT)
                run = 0


def draw_watermark(pen: Pen, word: str, scale: Scale) -> None:
    """Draw a word across the page, under everything else."""
    word = "\u3000".join(in_each_language(word))
    style = scale.heading.with_(colour=_WATERMARK, size=_WATERMARK_SIZE)
    width = width_of(word, style, pen.fonts)
    wanted = PAGE_WIDTH * 0.8
    style = style.with_(size=min(_WATERMARK_SIZE * 1.3, _WATERMARK_SIZE * wanted / width))
    width = width_of(word, style, pen.fonts)
    line = set_lines(word, style, 1e6, pen.fonts)[0]
    pen.canvas.saveState()
    pen.canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    pen.canvas.rotate(52)
    pen.line_of_text(line, -width / 2, PAGE_HEIGHT + style.size * 0.36)
    pen.canvas.restoreState()


def draw_band(pen: Pen) -> None:
    """Draw the hatched band in the margin of pages that hold projections."""
    band = Box(_BAND_LEFT, TOP, _BAND_WIDTH, BOTTOM - TOP)
    pen.hatch(band, colour=GREY_LINE, step=6.0, width=0.45)
    pen.rect(band, edge=GREY_LINE, width=0.7)
