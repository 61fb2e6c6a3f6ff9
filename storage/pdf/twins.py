"""Set a section in two languages side by side, block beside block."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from typing_extensions import override

from domain.reports import tree
from domain.reports.places import signed_once
from storage.pdf.blocks import Setting, lay, lay_blocks
from storage.pdf.columns import fits, narrow_table
from storage.pdf.figures import FigureItem
from storage.pdf.flow import Item, Spacing, stack_height
from storage.pdf.halving import halves
from storage.pdf.items import Stack
from storage.pdf.mastheads import levelled
from storage.pdf.palette import GREY_LIGHT
from storage.pdf.sections import lay_opening
from storage.pdf.styles import BOTTOM, GUTTER, TEXT_WIDTH, TOP, span
from storage.pdf.tables import TableItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.pdf.flow import Entry
    from storage.pdf.pen import Pen

_HALF: Final = 6
_OFFSET: Final = span(_HALF) + GUTTER
_ROW_GAP: Final = 9.0
_BEFORE_HEADING: Final = 13.0
_LEAST_BEFORE_HEADING: Final = 8.0
_AFTER_HEADING: Final = 3.5
# The end of a table and the next one's caption are never taken for one double rule.
_LEAST_BETWEEN_TABLES: Final = 6.0
# A table that stands wider in its columns is not taken out of them to be read in more lines.
_FEW_LINES: Final = 1.4
# A table and its twin that together are no higher than this are never parted.
_LOW: Final = 260.0
_Pair: TypeAlias = "tuple[tree.Block, tree.Block]"
_WIDE_BLOCKS: Final = (tree.Columns, tree.SignatureBlock, tree.PageBreak)


@dataclass(frozen=True, slots=True)
class Together(Stack):
    """Items under each other that no page parts; loose ones it parts where nothing else helps."""

    loose: bool = False

    @property
    @override
    def least(self) -> float:
        return self.height

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        return None


@dataclass(frozen=True, slots=True)
class TwinRows(Item):
    """Rows of two stacks, one per language, with a rule between the languages."""

    rows: tuple[tuple[Stack, Stack], ...]
    spacing: Spacing
    share: float = 1.0

    @property
    @override
    def height(self) -> float:
        return sum(self._before(at) + _row_height(row) for at, row in enumerate(self.rows))

    @property
    @override
    def least(self) -> float:
        used = 0.0
        for at, row in enumerate(self.rows):
            used += self._before(at)
            least = _least_of(row)
            if least is not None:
                return used + least
            used += _row_height(row)
            if at + 1 < len(self.rows) and self._may_cut(at + 1):
                return used
        return self.height

    @property
    @override
    def keeps_next(self) -> bool:
        return _heads(self.rows[-1])

    @property
    @override
    def torn(self) -> bool:
        return any(item.torn for stack in self.rows[0] for item in stack.items[:1])

    def _may_cut(self, fit: int) -> bool:
        # The opening never stands alone, a heading never ends a page.
        return not _heads(self.rows[fit - 1])

    def _before(self, at: int) -> float:
        """Return the space before a row; a heading stands nearer to what it heads."""
        if not at:
            return 0.0
        if _heads(self.rows[at - 1]):
            return self.share * _AFTER_HEADING
        if _heads(self.rows[at]):
            return max(self.share * _BEFORE_HEADING, _LEAST_BEFORE_HEADING)
        tables = _tables(self.rows[at - 1]) and _tables(self.rows[at])
        return max(self.share * _ROW_GAP, _LEAST_BETWEEN_TABLES if tables else 0.0)

    @override
    def entries(self, y: float) -> list[tuple[Entry, float]]:
        found: list[tuple[Entry, float]] = []
        for at, row in enumerate(self.rows):
            y += self._before(at)
            found.extend(row[0].entries(y))
            y += _row_height(row)
        return found

    @override
    def draw(self, pen: Pen, x: float, y: float) -> None:
        middle = x + span(_HALF) + GUTTER / 2
        pen.rule((middle, y), (middle, y + self.height), width=0.6, colour=GREY_LIGHT)
        for at, row in enumerate(self.rows):
            y += self._before(at)
            row[0].draw(pen, x, y)
            row[1].draw(pen, x + _OFFSET, y)
            y += _row_height(row)

    @override
    def split(self, room: float) -> tuple[Item, Item] | None:
        used, fit = 0.0, 0
        for at, row in enumerate(self.rows):
            if used + self._before(at) + _row_height(row) > room + 1e-6:
                break
            used += self._before(at) + _row_height(row)
            fit += 1
        left = room - used - self._before(fit) if fit < len(self.rows) else 0.0
        pieces = _cut(self.rows[fit], left) if fit < len(self.rows) else None
        if pieces is not None:
            return self._parted((*self.rows[:fit], pieces[0]), (pieces[1], *self.rows[fit + 1 :]))
        fit = min(fit, len(self.rows) - 1)
        while fit > 0 and not self._may_cut(fit):
            fit -= 1
        return self._parted(self.rows[:fit], self.rows[fit:]) if fit else None

    def before_charts(self) -> tuple[TwinRows | None, TwinRows | None]:
        """Return the rows up to the first chart or heading, None for none, and those left."""
        fit = 0
        while fit < len(self.rows) and not (_heads(self.rows[fit]) or _figures(self.rows[fit])):
            fit += 1
        if not fit:
            return None, self
        if fit == len(self.rows):
            return self, None
        return self._parted(self.rows[:fit], self.rows[fit:])

    def lowered(self, share: float) -> TwinRows:
        """Return the rows with their charts at a share of their height."""
        if not any(map(_figures, self.rows)):
            return self
        rows = tuple((_lowered(left, share), _lowered(right, share)) for left, right in self.rows)
        return replace(self, rows=rows)

    def _parted(
        self, first: tuple[tuple[Stack, Stack], ...], rest: tuple[tuple[Stack, Stack], ...]
    ) -> tuple[TwinRows, TwinRows]:
        before, after = Spacing(self.spacing.before), Spacing(after=self.spacing.after)
        return replace(self, rows=first, spacing=before), replace(self, rows=rest, spacing=after)


def _heads(row: tuple[Stack, Stack]) -> bool:
    """Tell whether a row must stand with the next one."""
    return any(item.keeps_next for stack in row for item in stack.items[-1:])


def _figures(row: tuple[Stack, Stack]) -> bool:
    return any(isinstance(item, FigureItem) for stack in row for item in stack.items)


def _both_figures(row: tuple[Stack, Stack]) -> tuple[FigureItem, FigureItem] | None:
    """Return the two figures that a row is, None when it is something else."""
    items = [stack.items[0] for stack in row if len(stack.items) == 1]
    figures = [item for item in items if isinstance(item, FigureItem)]
    return (figures[0], figures[1]) if len(figures) == len(row) else None


def _lowered(stack: Stack, share: float) -> Stack:
    items = (item.lowered(share) if isinstance(item, FigureItem) else item for item in stack.items)
    return replace(stack, items=tuple(items))


def _row_height(row: tuple[Stack, Stack]) -> float:
    return max(row[0].height, row[1].height)


def _tables(row: tuple[Stack, Stack]) -> tuple[TableItem, TableItem] | None:
    """Return the two tables that a row is, None when it is something else."""
    items = [stack.items for stack in row]
    if [len(each) for each in items] != [1, 1]:
        return None
    left, right = items[0][0], items[1][0]
    if not (isinstance(left, TableItem) and isinstance(right, TableItem)):
        return None
    return left, right


def _least_of(row: tuple[Stack, Stack]) -> float | None:
    """Return how much room two tables need at least before they are cut, None if they are not."""
    tables = _tables(row)
    if tables is None:
        return None
    least = max(table.least for table in tables)
    return least if _cut(row, least) is not None else None


def _cut(
    row: tuple[Stack, Stack], room: float
) -> tuple[tuple[Stack, Stack], tuple[Stack, Stack]] | None:
    """Cut two tables after the same row, so that what is beside each other stays so."""
    tables = _tables(row)
    if tables is None:
        return None
    fit = min(table.fitting(room) for table in tables)
    if not fit:
        return None
    (one, one_rest), (other, other_rest) = (table.cut(fit) for table in tables)
    return (Stack((one,)), Stack((other,))), (Stack((one_rest,)), Stack((other_rest,)))


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
    width = span(_HALF)
    openings = [
        Stack(tuple(lay_opening(one, width, setting.scale, setting.fonts)))
        for one, setting in zip((section, twin), settings, strict=True)
    ]
    # A sheet has no title of its own above its blocks: a rule would part nothing from nothing.
    opened = any(one.number or one.title or one.finding for one in (section, twin))
    rows = [(openings[0], openings[1])] if opened else []
    items: list[Item] = []
    for pair in zip(section.blocks, twin.blocks, strict=True):
        beside = _beside(pair, settings)
        if beside:
            rows += [_level(each, settings) for each in beside]
        else:
            items.extend(_twin_rows(rows, settings[0]))
            rows = []
            items.extend(_in_turn(*pair, settings))
    items.extend(_twin_rows(rows, settings[0]))
    return items


def _beside(pair: _Pair, settings: tuple[Setting, Setting]) -> list[_Pair]:
    """Return what of two blocks stands beside each other, nothing if half a page is too narrow.

    Columns are taken apart where nothing of them is lost, so that each language keeps its side.
    """
    left, right = pair
    if isinstance(left, tree.Columns) and isinstance(right, tree.Columns):
        apart = _apart(left, right)
        return apart if all(_both(each, settings, _keeps_columns) for each in apart) else []
    wide = isinstance(left, _WIDE_BLOCKS)
    return [pair] if not wide and _both(pair, settings, _in_half) else []


def _both(
    pair: _Pair, settings: tuple[Setting, Setting], holds: Callable[[tree.Block, Setting], bool]
) -> bool:
    return all(holds(block, setting) for block, setting in zip(pair, settings, strict=True))


def _keeps_columns(block: tree.Block, setting: Setting) -> bool:
    """Tell whether half of the page holds a table with all its columns; other blocks it does."""
    if not isinstance(block, tree.Table):
        return True
    return fits(block, span(_HALF), setting.scale, setting.fonts, _FEW_LINES)


def _in_half(block: tree.Block, setting: Setting) -> bool:
    """Tell whether what was written for the page's width can be read in half of it."""
    if isinstance(block, tree.Figure):
        return halves(block.chart, setting.scale, setting.fonts)
    if not isinstance(block, tree.Table):
        return True
    return fits(narrow_table(block), span(_HALF), setting.scale, setting.fonts)


def _apart(left: tree.Columns, right: tree.Columns) -> list[_Pair]:
    """Return what stands in columns pair by pair, nothing when a chart is for more than a half.

    Which of the columns a text stands in may differ between the languages: kinds are paired.
    """
    if any(_wider_than_half(columns) for columns in (left, right)):
        return []
    rest = [*right.left, *right.right]
    pairs: list[_Pair] = []
    for block in (*left.left, *left.right):
        twin = next((each for each in rest if type(each) is type(block)), None)
        if twin is None:
            return []
        rest.remove(twin)
        pairs.append((block, twin))
    return [] if rest else pairs


def _wider_than_half(columns: tree.Columns) -> bool:
    """Tell whether a chart stands in the wider one of two columns."""
    share = int(columns.split[0])
    wide = (columns.left if share > _HALF else ()) + (columns.right if share < _HALF else ())
    return any(isinstance(block, tree.Figure) for block in wide)


def _twin_rows(rows: list[tuple[Stack, Stack]], setting: Setting) -> list[Item]:
    if not rows:
        return []
    share = setting.fit.gaps
    return [TwinRows(tuple(rows), Spacing(10 * share, 10 * share), share)]


def _in_turn(left: tree.Block, right: tree.Block, settings: tuple[Setting, Setting]) -> list[Item]:
    if isinstance(left, tree.PageBreak):
        return lay(left, TEXT_WIDTH, settings[0])
    if isinstance(left, tree.SignatureBlock) and isinstance(right, tree.SignatureBlock):
        return lay(signed_once(left, right), TEXT_WIDTH, settings[0])
    items = [*lay(left, TEXT_WIDTH, settings[0]), *lay(right, TEXT_WIDTH, settings[1])]
    # What both languages say stands on one page, under the headings that name it.
    if stack_height(items) > BOTTOM - TOP:
        return items
    loose = not (isinstance(left, tree.Table) and stack_height(items) <= _LOW)
    around = Spacing(items[0].spacing.before, items[-1].spacing.after)
    return [Together(tuple(items), around, loose=loose)]


def _level(pair: _Pair, settings: tuple[Setting, Setting]) -> tuple[Stack, Stack]:
    """Return what stands in both halves; the heads of a sheet begin and end together.

    The first rows of two tables stand at one height, as two charts do.
    """
    # A table keeps the columns that its twin keeps.
    whole = _both(pair, settings, _keeps_columns)
    one, other = (
        _half(block, setting, whole=whole) for block, setting in zip(pair, settings, strict=True)
    )
    headed = _tables((one, other)) or _both_figures((one, other))
    if headed is not None:
        highest = max(each.head_height for each in headed)
        left, right = (Stack((each.dropped(highest),)) for each in headed)
        return left, right
    if not isinstance(pair[0], tree.Masthead):
        return one, other
    first, second = levelled(one.items, other.items)
    return Stack(tuple(first)), Stack(tuple(second))


def _half(block: tree.Block, setting: Setting, *, whole: bool) -> Stack:
    if isinstance(block, tree.Table) and not whole:
        block = narrow_table(block)
    return Stack(tuple(lay_blocks((block,), span(_HALF), setting)))
