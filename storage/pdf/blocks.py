"""Turn the blocks of a report's tree into items laid out for a width."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import singledispatch
from typing import TYPE_CHECKING, Any, Final

from typing_extensions import override

from domain.reports import tree
from storage.pdf.captions import caption
from storage.pdf.facts import lay_facts
from storage.pdf.figures import lay_figure
from storage.pdf.fitting import PLAIN, Fit, lowered
from storage.pdf.flow import Item, NewPage, Spacing
from storage.pdf.items import (
    MarkedItem,
    RuleItem,
    SideBySide,
    Stack,
    TextItem,
    TintedBox,
    paragraph,
)
from storage.pdf.palette import BRICK, INK, RULE
from storage.pdf.seals import lay_seals
from storage.pdf.styles import GUTTER, TEXT_WIDTH, span
from storage.pdf.tables import lay_table
from storage.pdf.text import set_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.pdf.captions import Caption
    from storage.pdf.fonts import FontBook
    from storage.pdf.pen import Pen
    from storage.pdf.styles import Scale, Type

_BLOCK: Final = 9.5
_FIGURE: Final = Spacing(_BLOCK, _BLOCK)
# However closely they are set, two rules are never taken for one double rule.
_LEAST_BLOCK: Final = 6.0
_INDENT: Final = 17.0
_SPLITS: Final = {"6+6": 6, "8+4": 8, "7+5": 7, "5+7": 5, "4+8": 4}
# In columns narrower than this, body text is a little smaller.
_NARROW: Final = 300.0


@dataclass(frozen=True, slots=True)
class Setting:
    """What blocks are laid out with: the scale of type, the fonts, how closely they are set."""

    scale: Scale
    fonts: FontBook
    fit: Fit = PLAIN

    def fitted(self, fit: Fit) -> Setting:
        """Return the same setting, closer or looser."""
        return replace(self, scale=replace(self.scale, row_extra=fit.rows), fit=fit)


def lay_blocks(blocks: Iterable[tree.Block], width: float, setting: Setting) -> list[Item]:
    """Lay blocks out under each other for `width` points."""
    items = [item for block in blocks for item in lay(block, width, setting)]
    return spaced(items, setting.fit.gaps)


def spaced(items: list[Item], share: float) -> list[Item]:
    """Return the items with a share of the space between them."""
    return items if share == 1 else [_spaced(item, share) for item in items]


def _spaced(item: Any, share: float) -> Item:  # noqa: ANN401 - each item is a frozen dataclass
    spacing = Spacing(*(_nearer(each, share) for each in (item.spacing.before, item.spacing.after)))
    nearer: Item = replace(item, spacing=spacing)
    return nearer


def _nearer(space: float, share: float) -> float:
    return max(space * share, _LEAST_BLOCK) if space >= _BLOCK else space * share


@singledispatch
def lay(block: object, width: float, setting: Setting) -> list[Item]:
    """Lay one block out for `width` points.

    Raises TypeError for what is no block of the tree.
    """
    message = (
        f"A {type(block).__name__} is no block of a report ({width:.0f} pt, {setting.scale.lang})."
    )
    raise TypeError(message)


def body_type(width: float, scale: Scale) -> Type:
    """Return how body text is set in a column of `width` points."""
    if width >= _NARROW:
        return scale.body
    han = scale.lang == "zh"
    return scale.body.with_(size=9.5 if han else 9.0).led(15 if han else 13.4)


@lay.register(tree.Heading)
def _(block: tree.Heading, width: float, setting: Setting) -> list[Item]:
    style = setting.scale.heading
    rows = tuple(set_lines(block.text, style, width, setting.fonts))
    return [TextItem(rows, style, width, Spacing(13, 3.5), keep=True)]


@lay.register(tree.Paragraph)
def _(block: tree.Paragraph, width: float, setting: Setting) -> list[Item]:
    style = body_type(width, setting.scale)
    if block.ragged:
        style = style.with_(justify=False)
    text = block.text
    if block.indent and setting.scale.lang == "zh":
        runs = (tree.Run(text),) if isinstance(text, str) else text
        text = (tree.Run("　　"), *runs)
    return [paragraph(text, style, width, setting.fonts, Spacing(6, 6))]


@lay.register(tree.NumberedDeviation)
def _(block: tree.NumberedDeviation, width: float, setting: Setting) -> list[Item]:
    style = body_type(width, setting.scale)
    rest = (tree.Run(block.text),) if isinstance(block.text, str) else block.text
    # Latin needs a space between the lead sentence and what follows.
    between = "" if setting.scale.lang == "zh" else " "
    runs = (tree.Run(block.lead, "bold"), tree.Run(between), *rest)
    mark = setting.scale.caption.with_(colour=BRICK, size=9.2)
    return [_marked(block.mark, mark, runs, style, width, setting)]


def _marked(
    mark: str, mark_type: Type, text: tree.Text, style: Type, width: float, setting: Setting
) -> MarkedItem:
    latin = setting.scale.lang != "zh"
    # Items under their marks stand a little closer than running text.
    style = style.led(min(style.leading, 13.6)) if latin else style
    body = paragraph(text, style, width - _INDENT, setting.fonts)
    lines = tuple(set_lines(mark, mark_type, _INDENT, setting.fonts))
    return MarkedItem(lines, mark_type, body, _INDENT, Spacing(3.5, 4 if latin else 6))


@lay.register(tree.DecisionBox)
def _(block: tree.DecisionBox, width: float, setting: Setting) -> list[Item]:
    inner = width - TintedBox.PAD_LEFT - 10
    style = body_type(width, setting.scale)
    number = setting.scale.caption.with_(colour=INK)
    title = paragraph(block.title, setting.scale.heading, inner, setting.fonts, Spacing(0, 3))
    items = [
        _marked(str(place), number, text, style, inner, setting)
        for place, text in enumerate(block.items, start=1)
    ]
    return [TintedBox(Stack((title, *items)), width, Spacing(13, 13))]


@lay.register(tree.Bullets)
def _(block: tree.Bullets, width: float, setting: Setting) -> list[Item]:
    style = body_type(width, setting.scale)
    mark = setting.scale.caption.with_(colour=INK)
    return [_marked("•", mark, text, style, width, setting) for text in block.items]


@lay.register(tree.Note)
def _(block: tree.Note, width: float, setting: Setting) -> list[Item]:
    return [paragraph(block.text, setting.scale.note, width, setting.fonts, Spacing(4, 6))]


@lay.register(tree.Table)
def _(block: tree.Table, width: float, setting: Setting) -> list[Item]:
    spacing = _FIGURE if block.title else Spacing(0, _BLOCK)
    return [lay_table(block, width, setting.scale, setting.fonts, spacing)]


@lay.register(tree.Figure)
def _(block: tree.Figure, width: float, setting: Setting) -> list[Item]:
    figure = replace(block, chart=lowered(block.chart, setting.fit.charts))
    return [*lay_figure(figure, width, setting.scale, setting.fonts, _FIGURE)]


@lay.register(tree.DefinitionList)
def _(block: tree.DefinitionList, width: float, setting: Setting) -> list[Item]:
    table = tree.Table(
        number="",
        title="",
        columns=(tree.Column("", weight=0.18, wrap=False), tree.Column("")),
        rows=tuple(tree.Row(item) for item in block.items),
        density="airy",
    )
    return lay(table, width, setting)


@lay.register(tree.SignatureBlock)
def _(block: tree.SignatureBlock, width: float, setting: Setting) -> list[Item]:  # noqa: ARG001
    return [*lay_seals(block.places, setting.scale, setting.fonts, Spacing(12, 12))]


@lay.register(tree.PageBreak)
def _(block: tree.PageBreak, width: float, setting: Setting) -> list[Item]:  # noqa: ARG001
    return [NewPage()]


@lay.register(tree.Columns)
def _(block: tree.Columns, width: float, setting: Setting) -> list[Item]:
    # Columns inside a column share what they have by the same proportion.
    ratio = width / TEXT_WIDTH
    left = span(_SPLITS[block.split]) * ratio
    offset = left + GUTTER * ratio
    one = Stack(tuple(lay_blocks(block.left, left, setting)))
    two = Stack(tuple(lay_blocks(block.right, width - offset, setting)))
    return [SideBySide(one, two, offset, _FIGURE)]


@dataclass(frozen=True, slots=True)
class PanelItem(Item):
    """Blocks under a caption."""

    heading: Caption
    inside: Stack
    spacing: Spacing

    @property
    @override
    def height(self) -> float:
        return self.heading.height + self.inside.height

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        self.heading.draw(pen, x, y)
        self.inside.draw(pen, x, y + self.heading.height)


@lay.register(tree.TextPanel)
def _(block: tree.TextPanel, width: float, setting: Setting) -> list[Item]:
    words = (block.number, block.title, block.unit)
    heading = caption(words, width, setting.scale, setting.fonts)
    inside = Stack(tuple(lay_blocks(block.blocks, width, setting)))
    return [PanelItem(heading, inside, _FIGURE)]


@lay.register(tree.Masthead)
def _(block: tree.Masthead, width: float, setting: Setting) -> list[Item]:
    scale, fonts = setting.scale, setting.fonts
    size, leading = (20.0, 27.0) if width >= _NARROW else (14.0, 19.0)
    title = scale.section.with_(size=size, colour=scale.body.colour).led(leading)
    rows = tuple(set_lines(block.title, title, width, fonts))
    items: list[Item] = [TextItem(rows, title, width, Spacing(0, 5), "centre", keep=True)]
    if block.subtitle:
        style = scale.body.with_(justify=False)
        lines = tuple(set_lines(block.subtitle, style, width, fonts))
        items.append(TextItem(lines, style, width, Spacing(0, 9), "centre", keep=True))
    items.append(RuleItem(width, RULE, BRICK, Spacing(9, 6)))
    if block.facts:
        items.append(lay_facts(block.facts, width, scale, fonts))
        items.append(RuleItem(width, spacing=Spacing(6, 10)))
    return items
