"""Show a list without frame, with a focus border only for the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget
from typing_extensions import override

from ui.components.buttons import paint_ring
from ui.components.viewport import own_viewport

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from ui.theme.appearance import Appearance


class QuietList(QListView):
    """Hold rows that a delegate draws; repaint on a change of theme."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        port = own_viewport(self)
        self._keyboard = False
        self._ring_look = appearance
        self.setMouseTracking(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        port.setAttribute(Qt.WidgetAttribute.WA_Hover)
        appearance.theme_changed.connect(port.update)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay rows out for their new room before anything is painted.

        Left to the view (``ResizeMode.Adjust``), they would keep their old widths for a tenth of
        a second.
        """
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        super().mousePressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self._keyboard = True
        super().focusInEvent(event)
        if self.model() is not None and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self._keyboard and not self.currentIndex().isValid():
            # No row could carry the border: the list itself does.
            painter = QPainter(self.viewport())
            paint_ring(painter, QRectF(self.viewport().rect()), self._ring_look)
            painter.end()

    def shows_focus(self, option: QStyleOptionViewItem) -> bool:
        """Tell whether the row of ``option`` carries the focus border."""
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        return focused and self.hasFocus() and self._keyboard

    def content_height(self) -> int:
        """Return the height of all rows, in pixels."""
        model = self.model()
        rows = model.rowCount() if model is not None else 0
        return sum(self.sizeHintForRow(row) for row in range(rows))
