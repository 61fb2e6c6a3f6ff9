"""Read a font of many characters table by table, where reportlab reads it number by number.

A report in Chinese needs four faces of some 23,000 characters each: read so, all four take no
longer than one did. What is found is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from struct import error as struct_error
from struct import unpack_from
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase.ttfonts import TTEncoding, TTFError, TTFont, TTFontFace
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUPS: Final = 12
"""Form of a table of characters that holds them in groups."""

_FORM_OF_PLACES: Final = 50
_ADVANCES_TOLD: Final = 34
_MICROSOFT: Final = 3
_VARIANTS: Final = 5
_BLANK: Final = 0x20
_NO_BREAK: Final = 0xA0


@dataclass(frozen=True, slots=True)
class Spaces:
    """Advance and left bearing of each glyph, put together when asked for: few ever are.

    Twenty thousand pairs made at once would have the interpreter look for garbage among them.
    """

    advances: Sequence[float]
    bearings: Sequence[int]

    def __getitem__(self, glyph: int) -> tuple[float, int]:
        return self.advances[glyph], self.bearings[glyph]


class FontFile(TTFontFace):
    """A face of a TrueType file; a small one, with another form of tables, is left to reportlab."""

    @override
    def extractInfo(self, charInfo: int = 1) -> None:
        try:
            super().extractInfo(charInfo=0)
            place = self._character_table()
            if place and "loca" in self.table:
                self._read_all(place)
            else:
                super().extractInfo(charInfo=charInfo)
        except struct_error as error:
            raise TTFError(str(error)) from error

    def _read_all(self, place: int) -> None:
        self.charToGlyph: dict[int, int] = self._characters(place)
        # Asked for only where letters are joined, which is left out here.
        self.glyphToChar: dict[int, list[int]] = {}
        self._read_advances()
        self._read_places()
        for one, other in ((_BLANK, _NO_BREAK), (_NO_BREAK, _BLANK)):
            if one in self.charToGlyph:
                self.charToGlyph[other] = self.charToGlyph[one]
                self.charWidths[other] = self.charWidths[one]
                break

    def _numbers(self, form: str, table: str, offset: int = 0) -> tuple[int, ...]:
        return unpack_from(f">{form}", self._ttf_data, self.get_table_pos(table)[0] + offset)

    def _character_table(self) -> int:
        """Return where in cmap the groups of characters begin, 0 where there are none.

        Of several tables the last for Unicode counts, as with reportlab.
        """
        place = 0
        for number in range(self._numbers("H", "cmap", 2)[0]):
            platform, encoding, offset = self._numbers("HHL", "cmap", 4 + 8 * number)
            if platform == _MICROSOFT or (platform == 0 and encoding != _VARIANTS):
                place = offset
        return place if self._numbers("H", "cmap", place)[0] == _GROUPS else 0

    def _characters(self, place: int) -> dict[int, int]:
        """Return character → glyph."""
        (count,) = self._numbers("L", "cmap", place + 12)
        groups = self._numbers(f"{3 * count}L", "cmap", place + 16)
        found: dict[int, int] = {}
        for first, last, glyph in zip(groups[::3], groups[1::3], groups[2::3], strict=True):
            found.update(
                zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
            )
        return found

    def _read_advances(self) -> None:
        """Read how wide each glyph is; those after the last one told are as wide as it."""
        (told,) = self._numbers("H", "hhea", _ADVANCES_TOLD)
        pairs = self._numbers(f"{2 * told}H", "hmtx")
        rest = self._numbers(f"{self.numGlyphs - told}H", "hmtx", 4 * told)
        # Most characters are as wide as one another.
        scaled = {each: self._pdfScale(each) for each in set(pairs[::2])}
        wide = [scaled[each] for each in pairs[::2]]
        wide += wide[-1:] * len(rest)
        self.defaultWidth = wide[0]
        self.hmetrics = Spaces((*pairs[::2], *wide[told:]), pairs[1::2] + rest)
        self.charWidths = {
            code: wide[glyph] for code, glyph in self.charToGlyph.items() if glyph < len(wide)
        }

    def _read_places(self) -> None:
        """Read where the outline of each glyph begins and ends."""
        (long,) = self._numbers("h", "head", _FORM_OF_PLACES)
        form = "L" if long else "H"
        read = self._numbers(f"{self.numGlyphs + 1}{form}", "loca")
        self.glyphPos = list(read) if long else [each << 1 for each in read]


class QuickFont(TTFont):
    """A font whose file is read table by table; letters are not joined into ligatures.

    Raises:
        OSError: the file cannot be read.
        TTFError: it holds no font.
    """

    def __init__(self, name: str, filename: str) -> None:
        # As the library's own does, which names the class of its face and takes no other.
        self.fontName = name
        self.face = FontFile(filename)
        self.encoding = TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = rl_config.ttfAsciiReadable
        self.shapable = False
