"""Offer a few ways to see the same thing, one of which is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.components.buttons import paint_ring
from ui.components.option import Option, OptionButton
from ui.theme.painting import mark_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance


class Segments(QWidget):
    """Show options side by side in one frame.

    Signals:
        chosen: the key of the option that the user chose.
    """

    chosen = Signal(str)

    def __init__(
        self, appearance: Appearance, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.buttonClicked.connect(self._on_clicked)
        self._buttons: dict[str, _Segment] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_options(self, options: Sequence[Option]) -> None:
        """Show these options; the one in force stays so where its key remains."""
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
            segment = _Segment(self._appearance, option, self)
            segment.place(first=index == 0, last=index == len(options) - 1)
            self._group.addButton(segment)
            self._row.addWidget(segment)
            self._buttons[option.key] = segment
        self.choose(current if current in self._buttons else next(iter(self._buttons), ""))

    def choose(self, key: str) -> None:
        """Put an option in force without a signal."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def offered(self) -> tuple[str, ...]:
        """Return the keys of the options."""
        return tuple(self._buttons)

    def current(self) -> str:
        """Return the key of the option in force, or an empty text."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def take_focus(self) -> None:
        """Put the focus on the option in force."""
        if self.current():
            self._buttons[self.current()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Segment):
            self.chosen.emit(button.option.key)


class _Segment(OptionButton):
    """Draw one option with its part of the common frame."""

    count_gap_px = 12

    def __init__(
        self, appearance: Appearance, option: Option, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, option, parent)
        # One of several: a screen reader calls it so, rather than a box to tick.
        self.setAutoExclusive(True)
        self._first = self._last = True

    def place(self, *, first: bool, last: bool) -> None:
        """Say which ends of the frame are this segment's."""
        self._first, self._last = first, last

    @override
    def count_gap(self) -> int:
        return self.count_gap_px

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        whole = at.adjusted(0 if self._first else -12, 0, 0 if self._last else 13, 0)
        path = QPainterPath()
        path.addRoundedRect(whole, 4.5, 4.5)
        ground = "selected" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.fillPath(path, self.appearance.colour(ground))
        painter.setPen(QPen(self.appearance.colour("control_border"), 1))
        painter.drawPath(path)
        if not self._first:
            painter.drawLine(at.topLeft(), at.bottomLeft())
        if self.isChecked():
            mark_on(painter, QRectF(self.rect()), self.appearance.colour("accent"))
        if self.has_ring():
            paint_ring(painter, QRectF(self.rect()), self.appearance)
        self.paint_words(painter, "text" if self.isEnabled() else "text_note", QRectF(self.rect()))
        painter.end()
