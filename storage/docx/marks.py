"""Write the marks of a word processor document: paragraphs, runs in a language, fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from domain.reports.tree import Run
from storage.pdf.palette import BRICK, GREY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.reports.tree import Language, RunStyle, Text

# Elements of the library come from a package without types.
Mark = Any

TWIPS_PER_POINT: Final = 20

_TAGS: Final = {"zh": "zh-CN", "fr": "fr-FR", "en": "en-GB"}
_HAN: Final = "zh-CN"
_BESIDE: Final = {"raised": "superscript", "lowered": "subscript"}
_SMALL: Final = {"small": "16", "muted": "16"}


def mark(name: str, *inside: Mark, **values: str | int) -> Mark:
    """Return an element with attributes and what stands inside it."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(inside)
    return made


def edge(side: str, colour: str, eighths: int, space: int = 0) -> Mark:
    """Return a line at a side, so many eighths of a point thick, `space` points off the words."""
    ink = colour.removeprefix("#")
    return mark(side, val="single", sz=eighths, space=space, color=ink)


def language_mark(lang: Language) -> Mark:
    """Return the language of a run; Chinese signs in French or English words stay Chinese."""
    latin = _TAGS["en"] if lang == "zh" else _TAGS[lang]
    return mark("lang", val=latin, eastAsia=_HAN)


def run(text: str, lang: Language, style: RunStyle = "plain", *, bold: bool = False) -> Mark:
    """Return a run of words; a newline is a break of the line, a tab a tab."""
    properties = mark("rPr")
    if bold or style in {"bold", "mark"}:
        properties.append(mark("b"))
    elif style == "muted":
        # A unit after a caption is not bold with it.
        properties.append(mark("b", val=0))
    colour = {"mark": BRICK, "muted": GREY}.get(style)
    if colour:
        properties.append(mark("color", val=colour.removeprefix("#")))
    if style in _SMALL:
        properties.append(mark("sz", val=_SMALL[style]))
    if style in _BESIDE:
        properties.append(mark("vertAlign", val=_BESIDE[style]))
    properties.append(language_mark(lang))
    return mark("r", properties, *_pieces(text))


def _pieces(text: str) -> Iterable[Mark]:
    for line_number, line in enumerate(text.split("\n")):
        if line_number:
            yield mark("br")
        for number, piece in enumerate(line.split("\t")):
            if number:
                yield mark("tab")
            if piece:
                words = mark("t")
                words.text = piece
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                yield words


def runs(text: Text, lang: Language, *, bold: bool = False) -> list[Mark]:
    """Return the runs of a text in a language."""
    pieces = (Run(text),) if isinstance(text, str) else text
    return [run(each.text, lang, each.style, bold=bold) for each in pieces if each.text]


def field(name: str, lang: Language) -> list[Mark]:
    """Return the runs of a field that the word processor computes: PAGE, NUMPAGES."""
    instruction = mark("instrText")
    instruction.text = f" {name} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    parts = (
        [mark("fldChar", fldCharType="begin")],
        [instruction],
        [mark("fldChar", fldCharType="separate")],
        _pieces("1"),
        [mark("fldChar", fldCharType="end")],
    )
    return [mark("r", mark("rPr", language_mark(lang)), *part) for part in parts]


def paragraph(style: str, inside: Sequence[Mark], *properties: Mark) -> Mark:
    """Return a paragraph in a style (by its id); properties in the order of the format."""
    return mark("p", mark("pPr", mark("pStyle", val=style), *properties), *inside)


def gap(points: float) -> Mark:
    """Return an empty line of a height in points, which parts what stands above and below."""
    height = round(points * TWIPS_PER_POINT)
    spacing = mark("spacing", before=0, after=0, line=height, lineRule="exact")
    return mark("p", mark("pPr", spacing))


def spoken(style: str, text: Text, lang: Language, *properties: Mark) -> Mark:
    """Return a paragraph of a text."""
    return paragraph(style, runs(text, lang), *properties)
