"""Point at a widget with a ring that lies over the window and takes no click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid
from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from ui.theme.appearance import Appearance

_MARGIN: Final = 4
_PEN: Final = 3
_MOVING: Final = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}
)


class Ring(QWidget):
    """Draw an accent frame around its target, and follow it, below the card that explains it."""

    def __init__(self, appearance: Appearance, card: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._card = card
        self._look = appearance
        self._target: QWidget | None = None
        self.setObjectName("tour.ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        appearance.theme_changed.connect(self.update)
        self.hide()

    @property
    def target(self) -> QWidget | None:
        """What is pointed at, None when nothing is or it is gone."""
        return self._target if self._target is not None and isValid(self._target) else None

    def point_at(self, target: QWidget | None) -> None:
        """Frame a widget; None frames nothing."""
        for each in self._followed():
            each.removeEventFilter(self)
        self._target = target
        for each in self._followed():
            each.installEventFilter(self)
        self.place()

    def place(self) -> None:
        """Lie where the target is now, as far as it can be seen."""
        target, window = self.target, self.parentWidget()
        if target is None or window is None or not target.isVisible():
            self.hide()
            return
        frame = _seen(target, window).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        self.setGeometry(frame.intersected(window.rect()))
        self.show()
        self.raise_()
        self._card.raise_()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVING:
            self.place()
        return super().eventFilter(watched, event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("accent"), _PEN))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = _PEN / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 5, 5)
        painter.end()

    def _followed(self) -> list[QWidget]:
        """Return the target and what holds it, up to the window."""
        followed, at = [], self.target
        while at is not None and at is not self.parentWidget():
            followed.append(at)
            at = at.parentWidget()
        return followed


def _seen(target: QWidget, window: QWidget) -> QRect:
    """Return the part of a widget that what holds it lets through, in the window."""
    seen, at = target.rect(), target
    while at is not window:
        seen.moveTopLeft(at.mapToParent(seen.topLeft()))
        holder = at.parentWidget()
        if holder is None:
            break
        seen, at = seen.intersected(holder.rect()), holder
    return seen
