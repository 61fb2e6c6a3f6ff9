"""Lay down the styles that a word processor offers to whoever edits a report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from storage.docx.marks import edge, language_mark, mark
from storage.pdf.palette import GREY, GREY_LIGHT, INK, TEXT

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.styles.style import ParagraphStyle

    from domain.reports.tree import Language

BODY: Final = "Normal"
TITLE: Final = "Title"
SUBTITLE: Final = "Subtitle"
SECTION: Final = "Heading1"
HEADING: Final = "Heading2"
CAPTION: Final = "Caption"
BULLET: Final = "ListBullet"
NUMBER: Final = "ListNumber"
HEAD: Final = "Header"
FOOT: Final = "Footer"
FINDING: Final = "FeidiFinding"
NOTE: Final = "FeidiNote"
CELL: Final = "FeidiTableText"
CELL_HEAD: Final = "FeidiTableHead"
CELL_SMALL: Final = "FeidiTableTextSmall"
CELL_HEAD_SMALL: Final = "FeidiTableHeadSmall"
TABLE: Final = "FeidiTable"

_SERIF: Final = ("Times New Roman", "SimSun")
_SANS: Final = ("Arial", "SimHei")


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style sets its words; sizes and spaces in points, leading as a share of the size."""

    fonts: tuple[str, str]
    size: float
    leading: float = 1.25
    before: float = 0
    after: float = 0
    colour: str = TEXT
    bold: bool = False
    centred: bool = False
    keep: bool = False


# Sizes are those of the printed page, from one and a half to three points larger for the screen.
_LOOKS: Final = {
    "Normal": _Look(_SERIF, 11, 1.5, after=6),
    "Title": _Look(_SERIF, 21, before=10, after=6, bold=True, centred=True, keep=True),
    "Subtitle": _Look(_SERIF, 13, after=10, centred=True, keep=True),
    "Heading 1": _Look(_SERIF, 17, before=22, after=6, colour=INK, bold=True, keep=True),
    "Heading 2": _Look(_SANS, 12, before=14, after=4, colour=INK, bold=True, keep=True),
    "Caption": _Look(_SANS, 9.5, before=10, after=4, bold=True, keep=True),
    "List Bullet": _Look(_SERIF, 11, 1.4, after=3),
    "List Number": _Look(_SERIF, 11, 1.4, after=3),
    "Header": _Look(_SANS, 8, colour=GREY),
    "Footer": _Look(_SANS, 8, colour=GREY),
    "Feidi Finding": _Look(_SERIF, 12.5, 1.4, after=8, bold=True, keep=True),
    "Feidi Note": _Look(_SANS, 8, 1.3, before=3, after=8, colour=GREY),
    "Feidi Table Text": _Look(_SANS, 9, 1.2, before=2, after=2),
    "Feidi Table Head": _Look(_SANS, 8.5, 1.2, before=2, after=2, colour=GREY, keep=True),
    "Feidi Table Text Small": _Look(_SANS, 7.5, 1.15, before=1.5, after=1.5),
    "Feidi Table Head Small": _Look(_SANS, 7, 1.15, before=1.5, after=1.5, colour=GREY, keep=True),
}
_ALIGNED: Final = {True: WD_ALIGN_PARAGRAPH.CENTER, False: None}


def lay_styles(docx: Docx, lang: Language) -> None:
    """Give a new document the styles of a report in a language."""
    defaults = docx.styles.element.find(qn("w:docDefaults"))
    _speak(defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")), _SERIF, lang)
    for name, look in _LOOKS.items():
        _set(_style(docx, name), look, lang)
    if lang == "zh":
        docx.styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        for name in _LOOKS:
            if name != "Normal" and not _LOOKS[name].centred:
                docx.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    docx.styles.element.append(_table_style())


def _style(docx: Docx, name: str) -> ParagraphStyle:
    # All the names are of styles of paragraphs, which the library's types cannot tell.
    found: Any
    if name in {each.name for each in docx.styles}:
        found = docx.styles[name]
    else:
        found = docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        found.base_style = docx.styles["Normal"]
        found.quick_style = True
    style: ParagraphStyle = found
    return style


def _set(style: ParagraphStyle, look: _Look, lang: Language) -> None:
    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, False
    font.color.rgb = RGBColor.from_string(look.colour.removeprefix("#"))
    _speak(style.element.get_or_add_rPr(), look.fonts, lang)
    shape.line_spacing = look.leading
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_with_next = look.keep
    shape.widow_control = True
    shape.alignment = _ALIGNED[look.centred]
    for line in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(line)


def _speak(properties: Any, fonts: tuple[str, str], lang: Language) -> None:  # noqa: ANN401 - see marks.Mark
    """Name fonts for Latin and East Asian signs, and the language, in the place of the theme's."""
    latin, han = fonts
    for tag in ("w:rFonts", "w:lang", "w:spacing", "w:kern"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    properties.insert(0, mark("rFonts", ascii=latin, hAnsi=latin, cs=latin, eastAsia=han))
    properties.append(language_mark(lang))


def _table_style() -> Any:  # noqa: ANN401 - see marks.Mark
    """Return the style of tables: rules above and below, a fine line between the rows."""
    borders = mark(
        "tblBorders",
        edge("top", TEXT, 8),
        edge("bottom", TEXT, 8),
        edge("insideH", GREY_LIGHT, 2),
    )
    margins = mark("tblCellMar", mark("left", w=20, type="dxa"), mark("right", w=140, type="dxa"))
    rule = mark("tcPr", mark("tcBorders", edge("bottom", TEXT, 8)))
    return mark(
        "style",
        mark("name", val="Feidi Table"),
        mark("basedOn", val="TableNormal"),
        mark("uiPriority", val=99),
        mark("qFormat"),
        mark("tblPr", borders, margins),
        mark("tblStylePr", rule, type="firstRow"),
        type="table",
        customStyle=1,
        styleId=TABLE,
    )
