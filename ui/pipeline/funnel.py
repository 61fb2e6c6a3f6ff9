"""Draw how many firms ever reached each stage, as blocks that grow narrower."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.label import Label
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.charts.rows import BarRow
    from ui.theme.appearance import Appearance

_HEIGHT: Final = 60
_NAMED_BELOW: Final = 78
_LINE: Final = 18
_BLOCK: Final = 34
_GAP: Final = 8
_WORDS_PX: Final = 760
_BESIDE: Final = 6


class FunnelStrip(QWidget):
    """Show a block per stage, as high as its share of the first, its name and number below."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = appearance
        self._rows: tuple[BarRow, ...] = ()
        self._below = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_rows(self, rows: Sequence[BarRow], description: str) -> None:
        """Show other stages; ``description`` is what screen readers say first."""
        self._rows = tuple(rows)
        self.setAccessibleName(description)
        self.setAccessibleDescription(", ".join(f"{row.name} {row.text}" for row in rows))
        self._fit()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, _NAMED_BELOW if self._below else _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Write names below their numbers where one has no room beside it."""
        room = self.width() / max(len(self._rows), 1) - _GAP
        strong = QFontMetricsF(self._look.font(12, strong=True))
        plain = QFontMetricsF(self._look.font(12))
        widths = [
            strong.horizontalAdvance(row.text) + _BESIDE + plain.horizontalAdvance(row.name)
            for row in self._rows
        ]
        below = max(widths, default=0.0) > room
        if below != self._below:
            self._below = below
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        most = max((row.value or 0.0 for row in self._rows), default=0.0) or 1.0
        wide = self.width() / max(len(self._rows), 1)
        for number, row in enumerate(self._rows):
            at = QRectF(number * wide, 0, wide - _GAP, self.height())
            high = max((row.value or 0.0) / most * _BLOCK, 1.0)
            block = QRectF(at.left(), _BLOCK - high, at.width(), high)
            painter.fillRect(block, self._look.colour("accent"))
            line = QRectF(at.left(), _BLOCK + 4, at.width(), 20)
            strong = Writing(self._look.font(12, strong=True), self._look.colour("text"))
            used = write(painter, line, row.text, strong)
            note = Writing(self._look.font(12), self._look.colour("text_secondary"))
            beside = line.adjusted(used + _BESIDE, 0, 0, 0)
            write(painter, line.translated(0, _LINE) if self._below else beside, row.name, note)
        painter.end()


class FunnelFoot(QWidget):
    """Show the funnel with its title and a note beside it; alone where room is scarce."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label("", "strong", parent=self)
        self.note = Label("", "caption", wrap=True, parent=self)
        self.strip = FunnelStrip(appearance, self)
        self._words = QWidget(self)
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.note)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._words, 1)
        row.addWidget(self.strip, 4)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._words.setVisible(self.width() >= _WORDS_PX)
