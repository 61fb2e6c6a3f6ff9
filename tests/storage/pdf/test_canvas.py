"""Words stand in the file as reportlab writes them."""

from __future__ import annotations

import io

from reportlab.pdfgen.canvas import Canvas

from resources import path as resource
from storage.pdf.canvas import QuickCanvas
from storage.pdf.fonts import FontBook, Letter
from storage.pdf.palette import INK, channels
from storage.pdf.text import Piece

_HAN = "".join(map(chr, range(0x4E00, 0x4E00 + 600)))
_TEXTS = ("治理季报 2024 (Q4)\\", "a\u00a0b", _HAN, "治理季报", _HAN[::-1], "mu, ha")


def _pieces() -> list[Piece]:
    fonts = FontBook(resource("fonts"))
    return [
        Piece(0.0, text, Letter("", face, size, INK, 0.0, 0.0, wide=False), spacing)
        for bold in (True, False)
        for face in (fonts.face("季", "sans", bold=bold, lang="zh"),)
        for size in (9, 7.126_543_21)
        for spacing in (0.0, 1 / 3)
        for text in _TEXTS
    ]


def _as_the_library_writes(piece: Piece, x: float, y: float, canvas: Canvas) -> None:
    words = canvas.beginText(x, y)
    words.setFont(piece.letter.face.name, piece.letter.size)
    words.setFillColorRGB(*channels(INK))
    if piece.spacing:
        words.setCharSpace(piece.spacing)
    words.textOut(piece.text)
    if piece.spacing:
        words.setCharSpace(0)
    canvas.drawText(words)


def test_words_are_written_as_the_library_writes_them() -> None:
    quick, usual = QuickCanvas(io.BytesIO()), Canvas(io.BytesIO())
    for at, piece in enumerate(_pieces() * 2):
        x, y = 57 + at / 3, 400 - 8.5 * at
        quick.draw_piece(piece, x, y)
        _as_the_library_writes(piece, x, y, usual)
    written = quick.getCurrentPageContent()
    assert written == usual.getCurrentPageContent()
    # Six hundred characters need more than one part of a font.
    assert {"/F2+0", "/F2+1", "/F2+2", "/F3+2"} <= set(written.split())
