"""Find the font of each character: Latin or Chinese, serif or sans, and refuse what none holds."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.errors import DomainError
from storage.errors import reason_of
from storage.pdf.linebreak import is_wide

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from storage.pdf.styles import Family, Type

_STEMS: Final[dict[tuple[str, bool], str]] = {
    ("serif", False): "NotoSerif",
    ("serif", True): "NotoSerifSC",
    ("sans", False): "NotoSans",
    ("sans", True): "NotoSansSC",
}
_WEIGHTS: Final = {False: "400Regular", True: "700Bold"}

PRINTING: Final = threading.Lock()
"""Held by whoever draws with the PDF library: it keeps fonts in one table for the whole process and
reads their files with a shared position, so that two renderings at once would mix their subsets."""


class MissingGlyphError(DomainError):
    """Refuse to print a character that no shipped font holds: better no page than an empty box."""

    def __init__(self, character: str, place: str) -> None:
        super().__init__(
            "pdf.missing_glyph",
            character=character,
            code=f"U+{ord(character):04X}",
            place=place,
        )


@dataclass(frozen=True, slots=True)
class Face:
    """A font as the page uses it: its registered name and advances per thousand of the size."""

    name: str
    advances: Mapping[int, float]

    def holds(self, char: str) -> bool:
        """Tell whether the font has a glyph for `char`."""
        return ord(char) in self.advances

    def advance(self, char: str, size: float) -> float:
        """Return the width of `char` in points at `size`."""
        return self.advances[ord(char)] * size / 1000


@dataclass(frozen=True, slots=True)
class Letter:
    """One character ready to draw: face, size, colour, rise over the baseline, advance (points).

    What is `bound` stays on the line of the characters beside it that are bound, too.
    """

    char: str
    face: Face
    size: float
    colour: str
    rise: float
    advance: float
    wide: bool
    halved: bool = False
    bound: bool = False


@dataclass(slots=True)
class FontBook:
    """The fonts of one document, loaded as they are needed.

    Attributes:
        folder: holds the TrueType files; without the serif ones all is set in the sans.
        borrowed: characters that the serif lacks and that were taken from the sans.
        letters: style and rise → character → its letter, kept for the words that follow.
        rows: words and their style → their letters: what is measured is then broken and drawn.
    """

    folder: Path
    borrowed: set[str] = field(default_factory=set)
    letters: dict[tuple[Type, float], dict[str, Letter]] = field(default_factory=dict)
    rows: dict[tuple[str, Type], tuple[Letter, ...]] = field(default_factory=dict)
    _faces: dict[tuple[str, bool, bool], Face] = field(default_factory=dict)
    _found: dict[tuple[str, Family, bool, str], Face] = field(default_factory=dict)

    def face(self, char: str, family: Family, *, bold: bool, lang: str) -> Face:
        """Return the face that sets `char`: of its own script and family first, then the others.

        Raises `MissingGlyphError` when no font holds it.
        """
        key = (char, family, bold, lang)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._search(char, family, bold=bold, lang=lang)
        return found

    def holds(self, char: str) -> bool:
        """Tell whether any of the fonts can set `char`."""
        return any(
            self._load(family, han=han, bold=False).holds(char)
            for family in ("sans", "serif")
            for han in (is_wide(char, "zh"), not is_wide(char, "zh"))
        )

    def _search(self, char: str, family: Family, *, bold: bool, lang: str) -> Face:
        han = is_wide(char, lang)
        families: tuple[Family, ...] = ("serif", "sans") if family == "serif" else ("sans", "serif")
        for kind in families:
            for script in (han, not han):
                face = self._load(kind, han=script, bold=bold)
                if face.holds(char):
                    if kind != family:
                        self.borrowed.add(char)
                    return face
        raise MissingGlyphError(char, "")

    def _load(self, family: Family, *, han: bool, bold: bool) -> Face:
        key = (family, han, bold)
        if key not in self._faces:
            file = self._file(family, han=han, bold=bold)
            self._faces[key] = _register(file)
        return self._faces[key]

    def _file(self, family: Family, *, han: bool, bold: bool) -> Path:
        file = self.folder / f"{_STEMS[family, han]}_{_WEIGHTS[bold]}.ttf"
        if family == "serif" and not file.exists():
            return self._file("sans", han=han, bold=bold)
        return file


def _register(file: Path) -> Face:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError

    from storage.pdf.font_files import QuickFont

    name = f"Feidi-{file.stem}"
    known = name in pdfmetrics.getRegisteredFontNames()
    if not known or pdfmetrics.getFont(name).face.filename != str(file):
        try:
            # Ligatures and shaping are left out: a run's width must be the sum of its advances.
            font = QuickFont(name, str(file))
        except (OSError, TTFError) as error:
            raise DomainError(
                "pdf.font_unreadable",
                file=file.name,
                folder=str(file.parent),
                reason=reason_of(error),
            ) from error
        pdfmetrics.registerFont(font)
    return Face(name, pdfmetrics.getFont(name).face.charWidths)
