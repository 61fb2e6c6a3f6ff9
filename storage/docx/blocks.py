"""Set the blocks of a report in a word processor document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from domain.reports import tree
from storage.docx.marks import TWIPS_PER_POINT, edge, gap, mark, paragraph, run, runs, spoken
from storage.docx.styles import (
    BODY,
    BULLET,
    CAPTION,
    CELL,
    CELL_HEAD,
    FINDING,
    HEADING,
    NOTE,
    NUMBER,
    SECTION,
    SUBTITLE,
    TITLE,
)
from storage.docx.tables import (
    cell_of,
    grid,
    lay_caption,
    lay_table,
    row_of,
    rule,
    shade,
)
from storage.pdf.palette import BRICK, GREY_LIGHT, TEXT, TINT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from domain.reports.tree import Block, Fact, Language, SealPlace, Section
    from storage.docx.marks import Mark

_PLACES: Final = 3
_TWELFTHS: Final = 12
_LABEL_SHARE: Final = 0.14
_TERM_SHARE: Final = 0.28
_INDENT: Final = {"firstLineChars": 200, "firstLine": 440}
_SEAL_SPACE: Final = 900
# What a cell without lines leaves free beside its words, in points.
_CELL_PAD: Final = 6.0
_PLACE_GAP: Final = 12.0
# Points between the words of a title and the rule below it.
_RULE_BELOW: Final = 6


@dataclass(frozen=True, slots=True)
class Setting:
    """How blocks are set.

    Attributes:
        lang: language of the words; width: room in points.
        drawn: gives the pictures of a figure in a language and width, each with its words.
        numbered: begins a new numbered list and returns its number in the file.
    """

    lang: Language
    width: float
    drawn: Callable[[tree.Figure, Language, float], list[Mark]]
    numbered: Callable[[], int]

    def within(self, width: float) -> Setting:
        """Return the same setting in another width."""
        return replace(self, width=width)


def lay_blocks(blocks: Sequence[Block], setting: Setting) -> list[Mark]:
    """Return the paragraphs and tables of blocks in their order."""
    return [made for block in blocks for made in lay(block, setting)]


def lay(block: Block, setting: Setting) -> list[Mark]:
    """Return the paragraphs and tables of a block."""
    return _LAYERS[type(block)](block, setting)


def _lay_heading(block: tree.Heading, setting: Setting) -> list[Mark]:
    return [spoken(HEADING, block.text, setting.lang)]


def _lay_paragraph(block: tree.Paragraph, setting: Setting) -> list[Mark]:
    indent = (mark("ind", **_INDENT),) if block.indent else ()
    return [spoken(BODY, block.text, setting.lang, *indent, _ends(setting))]


def _ends(setting: Setting) -> Mark:
    """Set Chinese to both edges, other words to the left one."""
    return mark("jc", val="both" if setting.lang == "zh" else "left")


def _lay_note(block: tree.Note, setting: Setting) -> list[Mark]:
    return [spoken(NOTE, block.text, setting.lang)]


def _lay_bullets(block: tree.Bullets, setting: Setting) -> list[Mark]:
    return [spoken(BULLET, item, setting.lang) for item in block.items]


def _lay_page_break(_block: tree.PageBreak, _setting: Setting) -> list[Mark]:
    return [paragraph(BODY, [mark("r", mark("br", type="page"))])]


def _lay_deviation(block: tree.NumberedDeviation, setting: Setting) -> list[Mark]:
    lang = setting.lang
    lead = [run(f"{block.mark} ", lang, "mark"), run(f"{block.lead} ", lang, "bold")]
    return [paragraph(BODY, [*lead, *runs(block.text, lang)], _ends(setting))]


def _lay_figure(block: tree.Figure, setting: Setting) -> list[Mark]:
    lang = setting.lang
    made = lay_caption((block.number, block.title, block.unit), setting.width, lang)
    pictures = setting.drawn(block, lang, setting.width)
    # The note below stays with its chart.
    keep = (mark("keepNext"),) if block.note else ()
    made += [paragraph(CELL, [mark("r", each)], *keep) for each in pictures]
    return [*made, spoken(NOTE, block.note, lang)] if block.note else made


def _lay_masthead(block: tree.Masthead, setting: Setting) -> list[Mark]:
    # As on paper a red rule closes the title; the facts stand between it and a dark one.
    below = mark("pBdr", edge("bottom", BRICK, 6, _RULE_BELOW))
    made = [spoken(TITLE, block.title, setting.lang, *(() if block.subtitle else (below,)))]
    if block.subtitle:
        made.append(spoken(SUBTITLE, block.subtitle, setting.lang, below))
    return [*made, *lay_facts(block.facts, setting)]


def _lay_panel(block: tree.TextPanel, setting: Setting) -> list[Mark]:
    words = (block.number, block.title, block.unit)
    made = lay_caption(words, setting.width, setting.lang)
    return [*made, *lay_blocks(block.blocks, setting)]


def _lay_table(block: tree.Table, setting: Setting) -> list[Mark]:
    return lay_table(block, setting.width, setting.lang)


def _lay_signatures(block: tree.SignatureBlock, setting: Setting) -> list[Mark]:
    return lay_places(block.places, setting)


def lay_opening(section: Section, setting: Setting) -> list[Mark]:
    """Return what opens a section: number and title, stamp, finding, verdict."""
    lang, made = setting.lang, []
    if section.number or section.title:
        title = [run(f"{section.number}{section.title}", lang)]
        if section.stamp:
            title.append(run(f"  [{section.stamp}]", lang, "small"))
        made.append(paragraph(SECTION, title))
    if section.finding:
        made.append(spoken(FINDING, section.finding, lang))
    light = section.light
    if light:
        word = run(" · ".join(light.word.split("\n")), lang, "bold")
        made.append(paragraph(BODY, [word, run(f"  {light.reasons}", lang)]))
    return made


def lay_facts(facts: Sequence[Fact], setting: Setting) -> list[Mark]:
    """Return facts in two columns of labels and values."""
    if not facts:
        return []
    lang, width = setting.lang, setting.width
    widths = [width * _LABEL_SHARE, width * (0.5 - _LABEL_SHARE)] * 2
    rows = []
    for first in range(0, len(facts), 2):
        inside: list[list[Mark]] = []
        for fact in facts[first : first + 2]:
            inside += [[spoken(CELL_HEAD, fact.label, lang)], [spoken(CELL, fact.value, lang)]]
        inside += [[paragraph(CELL, ())] for _ in widths[len(inside) :]]
        last = first + 2 >= len(facts)
        cells = [
            cell_of(each, words, *((rule("bottom", TEXT, 6),) if last else ()))
            for each, words in zip(widths, inside, strict=True)
        ]
        rows.append(row_of(cells))
    return [grid(widths, rows), gap(8)]


def lay_places(places: Sequence[SealPlace], setting: Setting) -> list[Mark]:
    """Return the parties' places for seals and signatures, three in a row."""
    made: list[Mark] = [gap(8)]
    each = (setting.width - _PLACE_GAP * (_PLACES - 1)) / _PLACES
    for first in range(0, len(places), _PLACES):
        row = places[first : first + _PLACES]
        widths = [each, *(part for _ in row[1:] for part in (_PLACE_GAP, each))]
        # Names may take several lines: what is to be filled in stands level all the same.
        named = [_party(place, each, setting.lang) for place in row]
        filled = [_lines(place, each, setting.lang) for place in row]
        made += [grid(widths, [row_of(_apart(named)), row_of(_apart(filled))]), gap(8)]
    # The last gap may not open a page of its own.
    return [*made[:-1], gap(1)]


def _apart(cells: Sequence[Mark]) -> list[Mark]:
    """Return cells with an empty one between each two, so that their rules do not join."""
    between = ((cell_of(_PLACE_GAP, [gap(1)]), cell) for cell in cells[1:])
    return [*cells[:1], *(each for pair in between for each in pair)]


def _party(place: SealPlace, width: float, lang: Language) -> Mark:
    inside = [paragraph(CELL, runs(place.name, lang, bold=True), mark("keepNext"))]
    if place.role:
        inside.append(spoken(CELL_HEAD, place.role, lang))
    return cell_of(width, inside, rule("top", TEXT, 6))


def _lines(place: SealPlace, width: float, lang: Language) -> Mark:
    inside = []
    room = mark("spacing", before=_SEAL_SPACE)
    if place.seal:
        inside.append(spoken(CELL_HEAD, place.seal, lang, room, mark("jc", val="center")))
    for number, (label, end) in enumerate(place.lines):
        above = () if number or place.seal else (room,)
        right = mark("tab", val="right", pos=round((width - _CELL_PAD) * TWIPS_PER_POINT))
        inside.append(spoken(CELL, f"{label}\t{end}", lang, mark("tabs", right), *above))
    return cell_of(width, closed(inside))


def _lay_box(block: tree.DecisionBox, setting: Setting) -> list[Mark]:
    lang, list_ = setting.lang, setting.numbered()
    inside = [paragraph(CAPTION, [run(block.title, lang, "mark")])]
    inside += [spoken(NUMBER, item, lang, _numbered(list_)) for item in block.items]
    cell = cell_of(setting.width, inside, rule("top", BRICK, 8), shade(TINT))
    return [grid([setting.width], [mark("tr", cell)]), gap(8)]


def _numbered(list_: int) -> Mark:
    return mark("numPr", mark("ilvl", val=0), mark("numId", val=list_))


def _lay_terms(block: tree.DefinitionList, setting: Setting) -> list[Mark]:
    lang = setting.lang
    widths = [setting.width * _TERM_SHARE, setting.width * (1 - _TERM_SHARE)]
    rows = []
    for term, meaning in block.items:
        words = [paragraph(CELL, runs(term, lang, bold=True))], [spoken(CELL, meaning, lang)]
        cells = [
            cell_of(width, inside, rule("bottom", GREY_LIGHT, 2))
            for width, inside in zip(widths, words, strict=True)
        ]
        rows.append(row_of(cells))
    return [grid(widths, rows), gap(8)] if rows else []


def _lay_columns(block: tree.Columns, setting: Setting) -> list[Mark]:
    """Set blocks that stand side by side on paper one after the other where a table is wide."""
    if any(isinstance(each, tree.Table | tree.Figure) for each in (*block.left, *block.right)):
        return lay_blocks((*block.left, *block.right), setting)
    left = int(block.split.split("+")[0])
    widths = [setting.width * part / _TWELFTHS for part in (left, _TWELFTHS - left)]
    cells = [
        cell_of(width, closed(lay_blocks(blocks, setting.within(width - 10))))
        for blocks, width in zip((block.left, block.right), widths, strict=True)
    ]
    return [grid(widths, [mark("tr", *cells)]), gap(8)]


def closed(inside: list[Mark]) -> list[Mark]:
    """Return what stands in a cell, which must end in a paragraph."""
    ends = bool(inside) and inside[-1].tag.endswith("}p")
    return inside if ends else [*inside, gap(8)]


_LAYERS: Final[Mapping[type[Block], Callable[[Any, Setting], list[Mark]]]] = {
    tree.Heading: _lay_heading,
    tree.Paragraph: _lay_paragraph,
    tree.NumberedDeviation: _lay_deviation,
    tree.DecisionBox: _lay_box,
    tree.Table: _lay_table,
    tree.Figure: _lay_figure,
    tree.Bullets: _lay_bullets,
    tree.Note: _lay_note,
    tree.DefinitionList: _lay_terms,
    tree.SignatureBlock: _lay_signatures,
    tree.PageBreak: _lay_page_break,
    tree.Masthead: _lay_masthead,
    tree.Columns: _lay_columns,
    tree.TextPanel: _lay_panel,
}
"""Kind of block → what sets it."""
