"""Say what a cell shows and how a column draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt

LOOK: Final = Qt.ItemDataRole.UserRole + 50
"""Role under which a model gives the :class:`Cell` of an index to the delegates."""

# Asked for with every cell of every painting: put together once.
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | _MIDDLE)
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | _MIDDLE)


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold formatted content.

    Attributes:
        text: what is written; figures come formatted.
        note: small grey text right after it, as a unit or a code.
        lead: small grey text before a figure, which keeps its place at the right.
        state: ``ok warn crit info unknown`` or empty; colours words, chooses the icon.
        icon: icon before the text, instead of that of the state.
        tone: colour role of the text where there is no state, as ``text_note``.
        ground: state whose tint fills the cell: ``warn`` for a remark, ``crit`` for an error.
        strong: write semi-bold. ``small``: write at 12 px.
        missing: hatch the cell: nothing was reported.
        series: values of a sparkline, oldest first, None where unknown.
        share: filling of a bar, 0 to 1.
        tip: tooltip; spoken too, instead of ``text`` where it holds the same words.
    """

    text: str = ""
    note: str = ""
    lead: str = ""
    state: str = ""
    icon: str = ""
    tone: str = ""
    ground: str = ""
    strong: bool = False
    small: bool = False
    missing: bool = False
    series: tuple[float | None, ...] = ()
    share: float | None = None
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a column.

    Attributes:
        kind: ``text figure unit change state spark bar`` or ``mark``; chooses delegate, alignment.
        width: pixels at 100 %; 0 takes what remains; -1 as wide as its content.
        unit: small grey text after the heading.
        key: name by which the screen knows the column.
        most: as wide as its content, but no wider than so many pixels; 0 for any width.
        spare: left out where it, or the column that takes what remains, has too little room.
        spoken: what screen readers call it where the heading shows nothing or a mere sign.
    """

    heading: str
    kind: str = "text"
    width: int = 0
    unit: str = ""
    key: str = ""
    most: int = 0
    spare: bool = False
    spoken: str = ""

    def right(self) -> bool:
        """Tell whether heading and cells stand at the right."""
        return self.kind in ("figure", "change")

    def alignment(self) -> int:
        """Return the same as Qt says it."""
        return RIGHT if self.right() else LEFT


def part_of(cell: Cell, role: int) -> object:
    """Return what a cell holds for a role of Qt."""
    if role == LOOK:
        return cell
    if role == Qt.ItemDataRole.DisplayRole:
        return cell.text
    if role == Qt.ItemDataRole.ToolTipRole:
        return cell.tip or None
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return _spoken(cell)
    return None


def head_of(column: Column, role: int) -> object:
    """Return what the heading of a column holds for a role of Qt."""
    if role == LOOK:
        return column
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        return column.heading
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return column.alignment()
    if role == Qt.ItemDataRole.AccessibleTextRole:
        return " ".join(part for part in (column.spoken or column.heading, column.unit) if part)
    return None


def _spoken(cell: Cell) -> str:
    """Return all that a cell says: what is written in it, and what it tells who points at it."""
    written = " ".join(part for part in (cell.lead, cell.text, cell.note) if part)
    if not cell.tip or all(part in cell.tip for part in (cell.lead, cell.text, cell.note)):
        return cell.tip or written
    # A whole name told in place of one that is shortened needs no second telling.
    left = " ".join(part for part in (cell.lead, cell.note) if part)
    before = left if cell.text in cell.tip else written
    return f"{before}\n{cell.tip}" if before else cell.tip
