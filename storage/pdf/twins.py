"""Set a section in two languages side by side, block beside block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from domain.reports import tree
from domain.reports.places import signed_once
from storage.pdf.blocks import Setting, lay, lay_blocks
from storage.pdf.columns import fits, narrow_table
from storage.pdf.items import Item, Spacing, Stack
from storage.pdf.palette import GREY_LIGHT
from storage.pdf.sections import lay_opening
from storage.pdf.styles import GUTTER, TEXT_WIDTH, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        return sum(map(_row_height, self.rows)) + _ROW_GAP * (len(self.rows) - 1)

    @property
    @override
    def least(self) -> float:
        used = 0.0
        for fit in range(1, len(self.rows)):
            used += _row_height(self.rows[fit - 1])
            if self._may_cut(fit):
                return used
            used += _ROW_GAP
        return self.height

    def _may_cut(self, fit: int) -> bool:
        # The opening never stands alone, a heading never ends a page.
        ends = (stack.items[-1] for stack in self.rows[fit - 1] if stack.items)
        return not any(item.keeps_next for item in ends)

    @override
    def entries(self, y: float) -> list[tuple[Entry, float]]:
        found: list[tuple[Entry, float]] = []
        for left, right in self.rows:
            found.extend(left.entries(y))
            y += _row_height((left, right)) + _ROW_GAP
        return found

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        middle = x + span(6) + GUTTER / 2
        pen.rule((middle, y), (middle, y + self.height), width=0.6, colour=GREY_LIGHT)
        for left, right in self.rows:
            left.draw(pen, x, y)
            right.draw(pen, x + _OFFSET, y)
            y += _row_height((left, right)) + _ROW_GAP

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        used, fit = 0.0, 0
        for row in self.rows:
            used += _row_height(row)
            if used > room + 1e-6:
                break
            used += _ROW_GAP
            fit += 1
        fit = min(fit, len(self.rows) - 1)
        while fit > 0 and not self._may_cut(fit):
            fit -= 1
        if not fit:
            return None
        first = replace(self, rows=self.rows[:fit], spacing=Spacing(self.spacing.before))
        rest = replace(self, rows=self.rows[fit:], spacing=Spacing(after=self.spacing.after))
        return first, rest


def _row_height(row: tuple[Stack, Stack]) -> float:
    return max(row[0].height, row[1].height)


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
    # A sheet has no title of its own above its blocks: a rule would part nothing from nothing.
    opened = any(one.number or one.title or one.finding for one in (section, twin))
    rows = [(openings[0], openings[1])] if opened else []
    items: list[Item] = []
    for left, right in _pairs(section.blocks, twin.blocks, settings):
        if isinstance(left, _WIDE_BLOCKS) or _too_wide((left, right), settings):
            items.extend(_twin_rows(rows))
            rows = []
            items.extend(_in_turn(left, right, settings))
        else:
            rows.append((_half(left, settings[0]), _half(right, settings[1])))
    items.extend(_twin_rows(rows))
    return items


def _pairs(
    left: Sequence[tree.Block], right: Sequence[tree.Block], settings: tuple[Setting, Setting]
) -> Iterator[tuple[tree.Block, tree.Block]]:
    """Yield blocks that belong together; pieces of a table too wide for a half are joined."""
    waiting: tuple[tree.Table, tree.Table] | None = None
    for pair in zip(left, right, strict=True):
        one, other = pair
        if not (isinstance(one, tree.Table) and isinstance(other, tree.Table)):
            if waiting:
                yield waiting
            waiting = None
            yield pair
            continue
        if waiting and waiting[0].number == one.number and _too_wide(waiting, settings):
            waiting = _joined(waiting[0], one), _joined(waiting[1], other)
            continue
        if waiting:
            yield waiting
        waiting = one, other
    if waiting:
        yield waiting


def _joined(table: tree.Table, rest: tree.Table) -> tree.Table:
    return replace(table, rows=table.rows + rest.rows, note=rest.note)


def _too_wide(pair: tuple[tree.Block, tree.Block], settings: tuple[Setting, Setting]) -> bool:
    """Tell whether one of two tables cannot be read in half of the page's width."""
    return any(
        isinstance(block, tree.Table)
        and not fits(narrow_table(block), span(6), setting.scale, setting.fonts)
        for block, setting in zip(pair, settings, strict=True)
    )


def _twin_rows(rows: list[tuple[Stack, Stack]]) -> list[Item]:
    return [TwinRows(tuple(rows), Spacing(10, 10))] if rows else []


def _in_turn(left: tree.Block, right: tree.Block, settings: tuple[Setting, Setting]) -> list[Item]:
    if isinstance(left, tree.PageBreak):
        return lay(left, TEXT_WIDTH, settings[0])
    if isinstance(left, tree.SignatureBlock) and isinstance(right, tree.SignatureBlock):
        return lay(signed_once(left, right), TEXT_WIDTH, settings[0])
    return [*lay(left, TEXT_WIDTH, settings[0]), *lay(right, TEXT_WIDTH, settings[1])]


def _half(block: tree.Block, setting: Setting) -> Stack:
    if isinstance(block, tree.Table):
        block = narrow_table(block)
    return Stack(tuple(lay_blocks((block,), span(6), setting)))
