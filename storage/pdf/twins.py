"""Set a section in two languages side by side, block beside block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.reports import tree
from storage.pdf.blocks import Setting, lay, lay_blocks
from storage.pdf.columns import narrow_table
from storage.pdf.items import Item, Spacing, Stack
from storage.pdf.palette import GREY_LIGHT
from storage.pdf.sections import lay_opening
from storage.pdf.styles import GUTTER, TEXT_WIDTH, span

if TYPE_CHECKING:
    from storage.pdf.items import Entry
    from storage.pdf.pen import Pen

_OFFSET: Final = span(6) + GUTTER
_ROW_GAP: Final = 9.0
_WIDE_BLOCKS: Final = (
    tree.Figure,
    tree.Columns,
    tree.SignatureBlock,
    tree.Masthead,
    tree.PageBreak,
)


@dataclass(frozen=True, slots=True)
class TwinRows(Item):
    """Rows of two stacks, one per language, with a rule between the languages."""

    rows: tuple[tuple[Stack, Stack], ...]
    spacing: Spacing

    @property
    @override
    def height(self) -> float:
        heights = [max(left.height, right.height) for left, right in self.rows]
        return sum(heights) + _ROW_GAP * (len(heights) - 1)

    @property
    @override
    def least(self) -> float:
        # The opening row never stands alone.
        heights = [max(left.height, right.height) for left, right in self.rows[:2]]
        return sum(heights) + _ROW_GAP * (len(heights) - 1)

    @override
    def entries(self, y: float) -> list[tuple[Entry, float]]:
        found: list[tuple[Entry, float]] = []
        for left, right in self.rows:
            found.extend(left.entries(y))
            y += max(left.height, right.height) + _ROW_GAP
        return found

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        middle = x + span(6) + GUTTER / 2
        pen.rule((middle, y), (middle, y + self.height), width=0.6, colour=GREY_LIGHT)
        for left, right in self.rows:
            left.draw(pen, x, y)
            right.draw(pen, x + _OFFSET, y)
            y += max(left.height, right.height) + _ROW_GAP

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        used, fit = 0.0, 0
        for left, right in self.rows:
            used += max(left.height, right.height)
            if used > room:
                break
            used += _ROW_GAP
            fit += 1
        # A heading never ends a page.
        while 0 < fit < len(self.rows) and any(
            stack.items and stack.items[-1].keeps_next for stack in self.rows[fit - 1]
        ):
            fit -= 1
        if not 0 < fit < len(self.rows):
            return None
        first = replace(self, rows=self.rows[:fit], spacing=Spacing(self.spacing.before))
        rest = replace(self, rows=self.rows[fit:], spacing=Spacing(after=self.spacing.after))
        return first, rest


def lay_twins(
    section: tree.Section, twin: tree.Section, settings: tuple[Setting, Setting]
) -> list[Item]:
    """Lay a section and its twin out side by side; figures stand over the full width, in turn.

    Raises ValueError when the twins have not the same kinds of blocks in the same order.
    """
    kinds = [[type(block) for block in one.blocks] for one in (section, twin)]
    if kinds[0] != kinds[1]:
        message = (
            f"{section.title} / {twin.title}: {len(kinds[0])} and {len(kinds[1])} blocks of "
            "different kinds; both languages need the same blocks in the same order."
        )
        raise ValueError(message)
    width = span(6)
    openings = [
        Stack(tuple(lay_opening(one, width, setting.scale, setting.fonts)))
        for one, setting in zip((section, twin), settings, strict=True)
    ]
    rows = [(openings[0], openings[1])]
    items: list[Item] = []
    for left, right in zip(section.blocks, twin.blocks, strict=True):
        if isinstance(left, _WIDE_BLOCKS):
            items.extend(_twin_rows(rows))
            rows = []
            items.extend(_in_turn(left, right, settings))
        else:
            rows.append((_half(left, settings[0]), _half(right, settings[1])))
    items.extend(_twin_rows(rows))
    return items


def _twin_rows(rows: list[tuple[Stack, Stack]]) -> list[Item]:
    return [TwinRows(tuple(rows), Spacing(10, 10))] if rows else []


def _in_turn(left: tree.Block, right: tree.Block, settings: tuple[Setting, Setting]) -> list[Item]:
    if isinstance(left, tree.PageBreak):
        return lay(left, TEXT_WIDTH, settings[0])
    return [*lay(left, TEXT_WIDTH, settings[0]), *lay(right, TEXT_WIDTH, settings[1])]


def _half(block: tree.Block, setting: Setting) -> Stack:
    if isinstance(block, tree.Table):
        block = narrow_table(block)
    return Stack(tuple(lay_blocks((block,), span(6), setting)))
