"""Scroll what is higher than its room; by the keyboard too, with its focus seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from typing_extensions import override

from ui.components.ringed_area import RingedArea

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QShowEvent


class Scrolling(RingedArea):
    """Hold a page or a part of one without a frame.

    The tabulator stops here only while there is more to see: the arrows and the page keys scroll
    then. What it is called is the name of what holds it, unless it has one of its own.
    """

    def __init__(self, parent: QWidget | None = None, *, sideways: bool = True) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not sideways:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._named = ""
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._bring_in_sight)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.rangeChanged.connect(self._on_range)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._take_name()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._take_name()
        super().focusInEvent(event)

    def _on_range(self) -> None:
        more = self.verticalScrollBar().maximum() + self.horizontalScrollBar().maximum() > 0
        stop = Qt.FocusPolicy.StrongFocus if more else Qt.FocusPolicy.NoFocus
        # The one that has the focus keeps it until it is left.
        if not self.hasFocus():
            self.setFocusPolicy(stop)
        # What came or went above it may have pushed it away.
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now):
            self._later.start()

    def _bring_in_sight(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self.isAncestorOf(now) and now.visibleRegion().isEmpty():
            self.ensureWidgetVisible(now)

    def _take_name(self) -> None:
        if self.accessibleName() not in ("", self._named):
            return
        holder = self.parentWidget()
        while holder is not None and not holder.accessibleName():
            holder = holder.parentWidget()
        if holder is not None:
            self._named = holder.accessibleName()
            self.setAccessibleName(self._named)


class ScrollArea(Scrolling):
    """Scroll a widget that takes all the room there is.

    Args:
        inner: what scrolls.
        parent: what it stands in.
        sideways: whether a bar below may come; else what is too wide is cut.
    """

    def __init__(self, inner: QWidget, parent: QWidget, *, sideways: bool = True) -> None:
        super().__init__(parent, sideways=sideways)
        self.setWidget(inner)

    def fill(self, holder: QWidget) -> None:
        """Take all the room of a widget."""
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self)
