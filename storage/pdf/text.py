"""Lay words out: letters with their faces, lines that fit a width, justified or ragged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from storage.pdf.fonts import Letter
from storage.pdf.linebreak import (
    HALF_AT_END,
    MARKS,
    SPACES,
    break_lines,
    is_wide,
    may_break,
)
from storage.pdf.palette import BRICK, GREY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.reports.tree import RunStyle, Text
    from storage.pdf.fonts import FontBook
    from storage.pdf.styles import Type

# Where the baseline lies in a line: the share of the size above it, by the Chinese square.
ASCENT: Final = 0.86
_SMALL: Final = 0.82
_RISE: Final[dict[RunStyle, float]] = {"raised": 0.35, "lowered": -0.14}
# Words are measured and set one after the other: older ones are not asked for again.
_MOST_ROWS: Final = 4096
# Between two letters of one word no line ends.
_UNBROKEN: Final = "x"
_FOREIGN: Final = frozenset("“”‘’·")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its letters, the width they take, and the space added at each gap to justify it."""

    letters: tuple[Letter, ...]
    width: float
    extra: float = 0.0

    def place(self, index: int) -> float:
        """Return where the letter `index` begins, in points from the line's start."""
        x = 0.0
        for at in range(index):
            x += self.letters[at].advance + (self.extra if _gap(self.letters, at) else 0.0)
        return x


@dataclass(frozen=True, slots=True)
class Piece:
    """Neighbouring letters drawn in one go at `x` from the line's start."""

    x: float
    text: str
    letter: Letter
    spacing: float


def letters(text: Text, style: Type, fonts: FontBook) -> Sequence[Letter]:
    """Return the characters of `text` with their faces; a newline is a letter of no width."""
    if isinstance(text, str):
        return _row(text, style, fonts)
    found: list[Letter] = []
    for at, run in enumerate(text):
        own, rise = _run_type(style, run.style)
        words = run.text
        if words.endswith(" ") and at + 1 < len(text) and text[at + 1].style == "mark":
            # A mark stays on the line of the word that it marks.
            words = f"{words[:-1]}\u00a0"
        row = _run_letters(words, own, rise, fonts)
        found += [replace(each, bound=True) for each in row] if run.style == "whole" else row
    return _squeezed(found)


def _row(text: str, style: Type, fonts: FontBook) -> tuple[Letter, ...]:
    known = fonts.rows.get((text, style))
    if known is None:
        if len(fonts.rows) >= _MOST_ROWS:
            fonts.rows.clear()
        known = tuple(_squeezed(_run_letters(text, style, 0.0, fonts)))
        fonts.rows[text, style] = known
    return known


def _run_letters(words: str, style: Type, rise: float, fonts: FontBook) -> list[Letter]:
    case = fonts.letters.setdefault((style, rise), {})
    if style.lang != "zh":
        return [case.get(char) or _cast(char, style, rise, fonts) for char in words]
    row = [case.get(char) or _cast(char, style, rise, fonts) for char in words]
    if not _FOREIGN.isdisjoint(words):
        # A foreign name in a Chinese text keeps its own apostrophes and quotation marks.
        foreign = replace(style, lang="en")
        for at in _foreign(words):
            row[at] = _letter(words[at], foreign, rise, fonts)
    return row


def _foreign(words: str) -> Iterator[int]:
    """Yield the places of marks in a Chinese text that are set as those of a foreign name."""
    mixed = any(is_wide(char, "en") for char in words)
    for at, char in enumerate(words):
        inside = char == "’" and at > 0 and words[at - 1].isascii() and words[at - 1].isalpha()
        quote = char in _FOREIGN and not mixed and len(words) > 1
        if inside or quote:
            yield at


def _cast(char: str, style: Type, rise: float, fonts: FontBook) -> Letter:
    """Return a letter, made once for all the words in its style."""
    made = fonts.letters[style, rise][char] = _letter(char, style, rise, fonts)
    return made


def _squeezed(row: list[Letter]) -> list[Letter]:
    """Halve a full-width closing mark before another mark, as Chinese composition does."""
    found = list(row)
    for at in range(len(row) - 1):
        one, two = row[at], row[at + 1]
        closing = one.wide and one.char in HALF_AT_END
        if closing and two.wide and two.char in MARKS and one.size == two.size:
            found[at] = replace(one, advance=one.advance / 2, halved=True)
    return found


def _run_type(style: Type, run: RunStyle) -> tuple[Type, float]:
    if run == "bold":
        return style.with_(bold=True), 0.0
    if run == "mark":
        return replace(style, family="sans", colour=BRICK, size=style.size * 0.94), 0.0
    if run in _RISE:
        return style.with_(size=style.size * 0.65), style.size * _RISE[run]
    if run == "small":
        return style.with_(size=style.size * _SMALL), 0.0
    if run == "muted":
        return style.with_(colour=GREY), 0.0
    return style, 0.0


def _letter(char: str, style: Type, rise: float, fonts: FontBook) -> Letter:
    known = " " if char == "\n" else char
    face = fonts.face(known, style.family, bold=style.bold, lang=style.lang)
    advance = 0.0 if char == "\n" else face.advance(char, style.size)
    wide = is_wide(char, style.lang)
    return Letter(char, face, style.size, style.colour, rise, advance, wide)


def plain(text: Text) -> str:
    """Return the words of `text` without their styles."""
    return text if isinstance(text, str) else "".join(run.text for run in text)


def width_of(text: Text, style: Type, fonts: FontBook) -> float:
    """Return the width in points of the widest line of `text` when nothing is wrapped."""
    widest = used = 0.0
    for letter in letters(text, style, fonts):
        used = 0.0 if letter.char == "\n" else used + letter.advance
        widest = max(widest, used)
    return widest


def narrowest(text: Text, style: Type, fonts: FontBook) -> float:
    """Return the width in points of the longest part of `text` that cannot be broken."""
    widest = used = 0.0
    before = ""
    for letter in letters(text, style, fonts):
        char = _breaking(letter)
        if char == "\n" or (before and may_break(before, char, style.lang)):
            used = 0.0
        if char not in SPACES:
            used += letter.advance
        widest = max(widest, used)
        before = char
    return widest


def _breaking(letter: Letter) -> str:
    """Return the character by which it is known where a line may end."""
    return _UNBROKEN if letter.bound else letter.char


def set_lines(text: Text, style: Type, width: float, fonts: FontBook) -> list[Line]:
    """Return the lines of `text` within `width` points; all but the last of a part justified."""
    row = letters(text, style, fonts)
    words = "".join(map(_breaking, row))
    advances = [letter.advance for letter in row]
    if sum(advances) <= width and "\n" not in words:
        return [_line(row, style, 0.0)]
    places = break_lines(words, advances, width, style.lang)
    lines: list[Line] = []
    for start, end in places:
        last = end >= len(words) or words[end] == "\n"
        lines.append(_line(row[start:end], style, 0.0 if last else width))
    return lines


def balanced_lines(text: Text, style: Type, width: float, fonts: FontBook) -> list[Line]:
    """Return the lines of `text` within `width` points, as even as their number allows.

    No word is cut for the sake of evenness.
    """
    lines = set_lines(text, style, width, fonts)
    least = narrowest(text, style, fonts)
    for share in range(19, 9, -1):
        tight = width * share / 20
        tighter = set_lines(text, style, tight, fonts)
        if len(tighter) > len(lines) or least > tight:
            break
        lines = tighter
    return lines


def _line(row: Sequence[Letter], style: Type, width: float) -> Line:
    kept = list(row)
    while kept and kept[-1].char in SPACES:
        kept.pop()
    used = sum(letter.advance for letter in kept)
    last = kept[-1] if kept else None
    if width and last and last.wide and last.char in HALF_AT_END and used > width:
        used -= 0.0 if last.halved else last.advance / 2
    if not (style.justify and width):
        return Line(tuple(kept), used)
    gaps = sum(1 for one, two in pairwise(kept) if gap_after(one, two))
    if not gaps:
        return Line(tuple(kept), used)
    extra = (width - used) / gaps
    # A line with few gaps would be torn apart: before a long figure or word it stays ragged.
    most = style.size * (0.16 if style.lang == "zh" else 0.3)
    return Line(tuple(kept), used, extra if extra <= most else 0.0)


def gap_after(one: Letter, two: Letter) -> bool:
    """Tell whether justification may add space between two neighbouring letters."""
    return one.wide or two.wide or one.char in SPACES


def pieces(line: Line) -> list[Piece]:
    """Return what is drawn for a line: runs of letters with one face and one spacing."""
    row = line.letters
    gaps = [*(gap_after(one, two) for one, two in pairwise(row)), False]
    found: list[Piece] = []
    x, at = 0.0, 0
    while at < len(row):
        first, gap = row[at], gaps[at]
        begin, start = at, x
        while at < len(row) and gaps[at] == gap and _alike(row[at], first):
            x += row[at].advance + (line.extra if gap else 0.0)
            at += 1
            if row[at - 1].halved:
                break
        text = "".join([letter.char for letter in row[begin:at]])
        found.append(Piece(start, text, first, line.extra if gap else 0.0))
    return found


def _gap(row: tuple[Letter, ...], at: int) -> bool:
    return at + 1 < len(row) and gap_after(row[at], row[at + 1])


def _alike(one: Letter, two: Letter) -> bool:
    return (
        one.face is two.face
        and one.size == two.size
        and one.colour == two.colour
        and one.rise == two.rise
    )
