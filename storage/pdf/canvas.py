"""Write words into the file as reportlab does, but each number and each word only once worked out.

A report says and places the same again and again: figures, names, the same sizes and margins. The
bytes are those that reportlab writes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from storage.pdf.palette import channels

if TYPE_CHECKING:
    from storage.pdf.text import Piece

_LEADING: Final = 1.2
"""Height of a line as a share of the size of its letters, as the library has it."""

_number = lru_cache(maxsize=16_384)(fp_str)


class QuickCanvas(Canvas):
    """The library's canvas for words in `QuickFont` alone, written from left to right."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - the library's
        super().__init__(*args, **options)
        self._written: dict[tuple[str, float, str], str] = {}

    def draw_piece(self, piece: Piece, x: float, y: float) -> None:
        """Write neighbouring letters from a point, in points from the lower left corner."""
        letter = piece.letter
        key = (letter.face.name, letter.size, piece.text)
        words = self._written.get(key)
        if words is None:
            words = self._written[key] = self._write(*key)
        if piece.spacing:
            words = f"{_number(piece.spacing)} Tc {words} 0 Tc"
        place, colour = f"{_number(x)} {_number(y)}", _colour(letter.colour)
        self._code.append(f"BT 1 0 0 1 {place} Tm {colour} rg {words} ET")

    def _write(self, name: str, size: float, words: str) -> str:
        """Return words as they stand in the file, with the parts of the font that hold them."""
        font = getFont(name)
        code: list[str] = []
        for subset, characters in font.splitString(words, self._doc):
            part = font.getSubsetInternalName(subset, self._doc)
            code.append(f"{part} {_number(size)} Tf {_number(size * _LEADING)} TL")
            code.append(f"({self._escape(characters)}) Tj")
        return " ".join(code)


@lru_cache
def _colour(colour: str) -> str:
    return " ".join(map(fp_str, channels(colour)))
