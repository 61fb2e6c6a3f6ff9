"""Set a section in two languages side by side: a table of two columns, block beside block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.reports import tree
from domain.reports.places import signed_once
from domain.reports.told import told
from storage.docx.blocks import closed, lay, lay_opening
from storage.docx.marks import TWIPS_PER_POINT, gap, mark
from storage.docx.tables import cell_of, grid, rule
from storage.pdf.palette import GREY_LIGHT

if TYPE_CHECKING:
    from domain.reports.tree import Block, Section
    from storage.docx.blocks import Setting
    from storage.docx.marks import Mark

_GUTTER: Final = 12.0
_MOST_COLUMNS: Final = 3
_WIDE: Final = (
    tree.Figure,
    tree.Columns,
    tree.SignatureBlock,
    tree.Masthead,
    tree.PageBreak,
)


def lay_twins(section: Section, twin: Section, settings: tuple[Setting, Setting]) -> list[Mark]:
    """Return a section and its twin; what needs the whole width stands in turn."""
    made: list[Mark] = []
    rows: list[Mark] = []
    half = settings[0].width / 2
    openings = [lay_opening(each, of) for each, of in zip((section, twin), settings, strict=True)]
    if openings[0] or openings[1]:
        rows.append(_row((openings[0], openings[1]), half))
    for left, right in zip(section.blocks, twin.blocks, strict=True):
        if _wide(left) or _wide(right):
            made += _table(rows, half)
            rows = []
            made += _in_turn(left, right, settings)
        else:
            inner = half - _GUTTER
            beside = lay(left, settings[0].within(inner)), lay(right, settings[1].within(inner))
            rows.append(_row(beside, half))
    return [*made, *_table(rows, half)]


def _in_turn(left: Block, right: Block, settings: tuple[Setting, Setting]) -> list[Mark]:
    if isinstance(left, tree.PageBreak):
        return lay(left, settings[0])
    if isinstance(left, tree.SignatureBlock) and isinstance(right, tree.SignatureBlock):
        return lay(signed_once(left, right), settings[0])
    return [*lay(left, settings[0]), *lay(right, settings[1])]


def _wide(block: Block) -> bool:
    if isinstance(block, tree.Table):
        return len(told(block).columns) > _MOST_COLUMNS
    return isinstance(block, _WIDE)


def _row(sides: tuple[list[Mark], list[Mark]], half: float) -> Mark:
    left, right = (closed(side) for side in sides)
    off = mark("tcMar", mark("left", w=round(_GUTTER * TWIPS_PER_POINT), type="dxa"))
    return mark("tr", cell_of(half, left, rule("right", GREY_LIGHT, 4)), cell_of(half, right, off))


def _table(rows: list[Mark], half: float) -> list[Mark]:
    return [grid([half, half], rows), gap(8)] if rows else []
