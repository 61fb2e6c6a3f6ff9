"""Draw how many firms ever reached each stage, as blocks that grow narrower."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.charts.rows import BarRow
    from ui.theme.appearance import Appearance

_HEIGHT: Final = 60
_BLOCK: Final = 34
_GAP: Final = 8


class FunnelStrip(QWidget):
    """Show a block per stage, as high as its share of the first, its name and number below."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._rows: tuple[BarRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_rows(self, rows: Sequence[BarRow], description: str) -> None:
        """Show other stages; ``description`` is what screen readers say first."""
        self._rows = tuple(rows)
        self.setAccessibleName(description)
        self.setAccessibleDescription(", ".join(f"{row.name} {row.text}" for row in rows))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        most = max((row.value or 0.0 for row in self._rows), default=0.0) or 1.0
        wide = self.width() / max(len(self._rows), 1)
        for number, row in enumerate(self._rows):
            at = QRectF(number * wide, 0, wide - _GAP, _HEIGHT)
            high = max((row.value or 0.0) / most * _BLOCK, 1.0)
            block = QRectF(at.left(), _BLOCK - high, at.width(), high)
            painter.fillRect(block, self._look.colour("accent"))
            line = QRectF(at.left(), _BLOCK + 4, at.width(), 20)
            strong = Writing(self._look.font(12, strong=True), self._look.colour("text"))
            used = write(painter, line, row.text, strong)
            note = Writing(self._look.font(12), self._look.colour("text_secondary"))
            write(painter, line.adjusted(used + 6, 0, 0, 0), row.name, note)
        painter.end()
