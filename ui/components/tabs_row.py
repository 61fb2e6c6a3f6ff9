"""Show the views of a page as tabs with their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.components.buttons import paint_ring
from ui.components.option import Option, OptionButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance


class TabsRow(QWidget):
    """Show tabs at the left and quiet actions at the right, 40 px high.

    Signals:
        chosen: the key of the tab that the user chose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        name: str = "",
        *,
        padding: int = 24,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._buttons: dict[str, _Tab] = {}
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(padding, 0, padding, 1)
        self._row.setSpacing(24)
        self._row.addStretch(1)
        self.setAccessibleName(name)
        self.setFixedHeight(appearance.tokens.sizes.tabs + 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these tabs; the one in force stays so where its key remains."""
        current = self.current()
        if [option.key for option in options] == list(self._buttons):
            for option in options:
                self._buttons[option.key].set_option(option)
            return
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for index, option in enumerate(options):
            tab = _Tab(self._appearance, option, self)
            self._group.addButton(tab)
            self._row.insertWidget(index, tab)
            self._buttons[option.key] = tab
        self.choose(current if current in self._buttons else next(iter(self._buttons), ""))

    def add_right(self, widget: QWidget) -> None:
        """Put an action at the right end."""
        self._row.addWidget(widget)

    def choose(self, key: str) -> None:
        """Put a tab in force without a signal."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def current(self) -> str:
        """Return the key of the tab in force, or an empty text."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Tab):
            self.chosen.emit(button.option.key)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        line = QRectF(0, self.height() - 1, self.width(), 1)
        painter.fillRect(line, self._appearance.colour("hairline"))
        painter.end()


class _Tab(OptionButton):
    """Draw one tab; the one in force has an accent line under it."""

    pad = 0

    @override
    def count_gap(self) -> int:
        return 4

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.appearance.tokens.sizes.tabs)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bright = self.isChecked() or self.underMouse()
        self.paint_words(painter, "text" if bright else "text_secondary", QRectF(self.rect()))
        if self.isChecked():
            line = QRectF(0, self.height() - 2, self.width(), 2)
            painter.fillRect(line, self.appearance.colour("accent"))
        if self.has_ring():
            paint_ring(painter, QRectF(self.rect()), self.appearance)
        painter.end()
