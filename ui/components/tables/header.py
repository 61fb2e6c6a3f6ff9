"""Draw the headings of a flat table: 12 px semi-bold, a line below, no bevel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from ui.components.tables.cells import LOOK, Column
from ui.components.tables.delegates import PAD
from ui.components.viewport import own_viewport
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

_HEIGHT: Final = 33
_ARROWS: Final = {Qt.SortOrder.AscendingOrder: "↑", Qt.SortOrder.DescendingOrder: "↓"}


class FlatHeader(QHeaderView):
    """Show headings aligned with their cells, the sorted one with an arrow."""

    def __init__(self, appearance: Appearance, edge_padding: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        port = own_viewport(self, QPalette.ColorRole.Button)
        self._look = appearance
        self.edge_padding = edge_padding
        self.column_lines = False
        self.height_px = _HEIGHT
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        appearance.theme_changed.connect(port.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.height_px)

    @override
    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:
        heading, unit = self._words(logicalIndex)
        width = QFontMetricsF(self._look.font(12, strong=True)).horizontalAdvance(heading)
        width += self._unit_width(unit) + 2 * PAD
        width += 14 if self._arrow(logicalIndex) else 0
        at = self.visualIndex(logicalIndex)
        width += (self.edge_padding - PAD) * ((at == 0) + (at == self.count() - 1))
        return QSize(round(width + 1), self.height_px)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        painter.save()
        look = self._look
        at = QRectF(rect)
        painter.fillRect(at, look.colour("surface"))
        line = QRectF(at.left(), at.bottom() - 1, at.width(), 1)
        painter.fillRect(line, look.colour("hairline_strong"))
        visual = self.visualIndex(logicalIndex)
        if self.column_lines and visual > 0:
            edge = QRectF(at.left(), at.top(), 1, at.height())
            painter.fillRect(edge, look.colour("hairline"))
        left = self.edge_padding if visual == 0 else PAD
        right = self.edge_padding if visual == self.count() - 1 else PAD
        self._write(painter, at.adjusted(left, 0, -right, -1), logicalIndex)
        painter.restore()

    def _write(self, painter: QPainter, at: QRectF, section: int) -> None:
        heading, unit = self._words(section)
        heading += self._arrow(section)
        font = self._look.font(12, strong=True)
        ink = self._look.colour("text_secondary")
        note = Writing(self._look.font(12), ink)
        if self._is_right(section):
            width = self._unit_width(unit)
            room = QRectF(at.right() - width, at.top(), width + 1, at.height())
            write(painter, room.adjusted(4 if unit else 0, 0, 0, 0), unit, note)
            end = Qt.AlignmentFlag.AlignRight
            write(painter, at.adjusted(0, 0, -width, 0), heading, Writing(font, ink, end))
            return
        used = write(painter, at, heading, Writing(font, ink))
        write(painter, at.adjusted(used + 4, 0, 0, 0), unit, note)

    def _words(self, section: int) -> tuple[str, str]:
        model = self.model()
        column = model.headerData(section, Qt.Orientation.Horizontal, LOOK)
        if isinstance(column, Column):
            return column.heading, column.unit
        text = model.headerData(section, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        return "" if text is None else str(text), ""

    def _unit_width(self, unit: str) -> float:
        return QFontMetricsF(self._look.font(12)).horizontalAdvance(unit) + 4 if unit else 0

    def _arrow(self, section: int) -> str:
        if not self.isSortIndicatorShown() or self.sortIndicatorSection() != section:
            return ""
        return " " + _ARROWS[self.sortIndicatorOrder()]

    def _is_right(self, section: int) -> bool:
        align = self.model().headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        return align is not None and bool(int(align) & int(Qt.AlignmentFlag.AlignRight))
