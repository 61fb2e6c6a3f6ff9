"""Show which filters are in force, how many records remain, and the search of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from ui.components.chip import PickChip
from ui.components.label import ElidedLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from ui.components.option import Option
    from ui.theme.appearance import Appearance

_WAIT_MS: Final = 150


class SearchField(QLineEdit):
    """Take search words; Esc clears them.

    Signals:
        words_changed: the words, after a short pause of typing.
    """

    words_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._on_pause)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(lambda _text: self._timer.start())
        self.returnPressed.connect(self._on_pause)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _on_pause(self) -> None:
        self._timer.stop()
        if self.text().strip() != self._said:
            self._said = self.text().strip()
            self.words_changed.emit(self._said)


class FilterLine(QWidget):
    """Show chips of active filters, a count in words, a search field.

    Signals:
        filter_dropped: key of the filter whose chip was clicked.
        words_changed: search words.
    """

    filter_dropped = Signal(str)
    words_changed = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._chips: list[PickChip] = []
        self._count = ElidedLabel("", "note", self)
        self.search = SearchField(self)
        self.search.setMinimumWidth(120)
        self.search.setMaximumWidth(220)
        self.search.words_changed.connect(self.words_changed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._count)
        self._row.addStretch(1)
        self._row.addWidget(self.search)
        self.setFixedHeight(appearance.tokens.sizes.tabs)

    def set_edge_padding(self, pixels: int) -> None:
        """Begin and end as far from the border as the table below."""
        self._row.setContentsMargins(pixels, 0, pixels, 0)

    def set_filters(self, filters: Sequence[Option]) -> None:
        """Show a chip per filter in force."""
        if [chip.option for chip in self._chips] == list(filters):
            return
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for at, option in enumerate(filters):
            chip = PickChip(self._appearance, option, self)
            chip.setChecked(True)
            chip.clicked.connect(lambda _on, key=option.key: self.filter_dropped.emit(key))
            self._row.insertWidget(at, chip)
            self._chips.append(chip)

    def set_count(self, words: str) -> None:
        """Say how many records remain and how they are sorted."""
        self._count.set_text(words)

    def add_left(self, widget: QWidget) -> None:
        """Put a control before the chips."""
        self._row.insertWidget(0, widget)

    def add_right(self, widget: QWidget) -> None:
        """Put a control behind the search."""
        self._row.addWidget(widget)
