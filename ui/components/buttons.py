"""Offer the buttons of the program: primary, secondary, quiet, danger, icon, link."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from ui.components.button_looks import ButtonLook, look_of
from ui.theme.painting import Writing, broken, mark_on, write, write_lines

if TYPE_CHECKING:
    from ui.theme.appearance import Appearance

KINDS: Final = ("primary", "secondary", "quiet", "danger")
KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)
_GAP: Final = 8
_BEHIND: Final = "behind"
"""Property of the parts of the window that stand back."""


def stand_back(part: QWidget, *, behind: bool) -> None:
    """Let no button of a part stand out while a question beside it waits for its answer."""
    part.setProperty(_BEHIND, behind)
    for each in part.findChildren(Button):
        each.update()


class FocusButton(QPushButton):
    """Know whether the keyboard brought the focus, so that a mouse leaves no border behind."""

    _ring = False
    _pinned = ""

    def pin(self, state: str) -> None:
        """Show ``hover`` or ``focus`` without pointer and keyboard, as a sheet of samples does."""
        self._pinned = state

    def is_over(self) -> bool:
        """Tell whether the pointer is to be shown."""
        return self._pinned == "hover" or self.underMouse()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD
        super().focusInEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ring = False
        super().focusOutEvent(event)

    def has_ring(self) -> bool:
        """Tell whether the focus is to be shown."""
        return self._pinned == "focus" or (self._ring and self.hasFocus())


class Button(FocusButton):
    """Start an action; kinds are ``primary secondary quiet danger``.

    ``icon`` is a role or name of the icon set. A checkable button shows "on" as selected.
    """

    def __init__(
        self,
        appearance: Appearance,
        text: str,
        kind: str = "secondary",
        *,
        icon: str = "",
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._appearance = appearance
        self._kind = kind
        self._icon = icon
        self._small = small
        self._keys = ""
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_text(self, text: str) -> None:
        """Change the words."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_icon(self, name: str) -> None:
        """Change the icon."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def set_kind(self, kind: str) -> None:
        """Change between primary, secondary, quiet and danger."""
        self._kind = kind
        self.updateGeometry()
        self.update()

    def shown_kind(self) -> str:
        """Return the kind as it is drawn: where the part stands back, none is primary."""
        holder = self.parentWidget() if self._kind == "primary" else None
        while holder is not None:
            if holder.property(_BEHIND):
                return "secondary"
            holder = holder.parentWidget()
        return self._kind

    def set_keys(self, keys: str) -> None:
        """Show the keys of the action in a key cap at the right, as ``Ctrl V``."""
        self._keys = keys
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        sizes = self._appearance.tokens.sizes
        height = sizes.button_small if self._small else sizes.button
        if self._icon and not self.text():
            return QSize(height, height)
        width = 2 * self._pad() + self._text_width()
        width += (self._icon_size() + self._gap()) if self._icon else 0
        width += (self._keys_width() + _GAP) if self._keys else 0
        return QSize(round(width + 0.5), height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.EnabledChange:
            self.update()
        super().changeEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = look_of(
            self.shown_kind(),
            enabled=self.isEnabled(),
            over=self.is_over(),
            down=self.isDown() or self.isChecked(),
        )
        self._paint_box(painter, look)
        self._paint_content(painter, look)
        painter.end()

    def _paint_box(self, painter: QPainter, look: ButtonLook) -> None:
        radius = self._appearance.tokens.radius["default"]
        at = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self._appearance.colour(look.border) if look.border else Qt.PenStyle.NoPen)
        if look.ground:
            painter.setBrush(self._appearance.colour(look.ground))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(at, radius - 0.5, radius - 0.5)
        if self.isChecked():
            mark_on(painter, self.rect().toRectF(), self._appearance.colour("accent"))
        if self.has_ring():
            paint_ring(painter, self.rect().toRectF(), self._appearance, on=look.ground)

    def _paint_content(self, painter: QPainter, look: ButtonLook) -> None:
        size = self._icon_size()
        middle = self.height() / 2
        bare = bool(self._icon) and not self.text()
        content = self.sizeHint().width() - 2 * self._pad()
        left = (self.width() - size) / 2 if bare else (self.width() - content) / 2
        if self._icon:
            ink = "text_secondary" if look.ink == "text" else look.ink
            at = QRectF(round(left), round(middle - size / 2), size, size)
            self._appearance.paint_icon(painter, at, self._icon, ink)
            left += size + self._gap()
        if bare:
            return
        width = self._text_width()
        how = Writing(self._font(), self._appearance.colour(look.ink))
        write(painter, QRectF(left, 0, width + 1, self.height()), self.text(), how)
        if self._keys:
            self._paint_keys(painter, left + width + _GAP)

    def _paint_keys(self, painter: QPainter, left: float) -> None:
        at = QRectF(round(left) + 0.5, (self.height() - 19) / 2, self._keys_width(), 18)
        painter.setPen(self._appearance.colour("hairline_strong"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(at, 3, 3)
        ink = self._appearance.colour("text_secondary")
        how = Writing(self._appearance.font(12), ink, Qt.AlignmentFlag.AlignHCenter)
        write(painter, at, self._keys, how)

    def _pad(self) -> int:
        return 8 if self._small else 10 if self._kind == "quiet" else 13

    def _gap(self) -> int:
        return 6 if self._small else _GAP

    def _icon_size(self) -> int:
        sizes = self._appearance.tokens.sizes
        return sizes.icon_small if self._small else sizes.icon

    def _font(self) -> QFont:
        return self._appearance.font(
            12 if self._small else 14, strong=self._kind == "primary" or self.isChecked()
        )

    def _text_width(self) -> float:
        return QFontMetricsF(self._font()).horizontalAdvance(self.text())

    def _keys_width(self) -> float:
        return QFontMetricsF(self._appearance.font(12)).horizontalAdvance(self._keys) + 10


class IconButton(Button):
    """Start one of the few actions that show a bare icon; its name is tooltip and spoken."""

    def __init__(
        self,
        appearance: Appearance,
        icon: str,
        name: str,
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, "", "quiet", icon=icon, small=small, parent=parent)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Change the spoken name and the tooltip."""
        self.setAccessibleName(name)
        self.setToolTip(name)


class LinkButton(FocusButton):
    """Lead to another place; looks like a link within text."""

    ink = "accent"
    strong = False
    underlined = False

    def __init__(
        self, appearance: Appearance, text: str = "", *, px: int = 14, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._appearance = appearance
        self._px = px
        self.setFlat(True)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def set_text(self, text: str) -> None:
        """Change the words; an empty link hides itself."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        font = self._appearance.font(self._px, strong=self.strong)
        width = QFontMetricsF(font).horizontalAdvance(self.text())
        return QSize(math.ceil(width), max(24, self._appearance.tokens.type[self._px].line))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._appearance.colour(self.ink if self.isEnabled() else "text_note")
        font = self._appearance.font(self._px, strong=self.strong)
        font.setUnderline(self.underlined or self.underMouse())
        write(painter, QRectF(self.rect()), self.text(), Writing(font, ink))
        if self.has_ring():
            painter.setPen(QPen(ink, 2))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.end()


class ShortLink(LinkButton):
    """Lead to another place; a long name is shortened, the tooltip holds it whole."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @override
    def minimumSizeHint(self) -> QSize:
        full = self.sizeHint()
        return QSize(min(full.width(), 48), full.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    @override
    def set_text(self, text: str) -> None:
        super().set_text(text)
        self._tell_whole()

    def _tell_whole(self) -> None:
        self.setToolTip(self.text() if self.sizeHint().width() > self.width() else "")


class WrappedLink(LinkButton):
    """Lead to another place; a long name is set on as many lines as it takes."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent=parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def minimumSizeHint(self) -> QSize:
        full = self.sizeHint()
        return QSize(min(full.width(), 48), full.height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        line = self._appearance.tokens.type[self._px].line
        return max(24, line * len(self._lines(width)) + 2)

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return pos.x() <= self.sizeHint().width() and super().hitButton(pos)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink = self._appearance.colour(self.ink if self.isEnabled() else "text_note")
        font = self._font()
        font.setUnderline(self.underlined or self.underMouse())
        # From the top, as the words beside it begin, however high the row is.
        room = QRectF(0, 0, self.width(), self.heightForWidth(self.width()))
        write_lines(painter, room, self._lines(self.width()), Writing(font, ink))
        if self.has_ring():
            painter.setPen(QPen(ink, 2))
            end = min(self.width(), self.sizeHint().width())
            painter.drawLine(0, self.height() - 1, end, self.height() - 1)
        painter.end()

    def _lines(self, width: int) -> list[str]:
        return broken(self.text(), self._font(), width + 0.5)

    def _font(self) -> QFont:
        return self._appearance.font(self._px, strong=self.strong)


def paint_ring(painter: QPainter, at: QRectF, appearance: Appearance, *, on: str = "") -> None:
    """Draw the focus border of 2 px; on a filled button with a line of the ink inside it."""
    accent = appearance.colour("accent")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(accent, 2))
    painter.drawRoundedRect(at.adjusted(1, 1, -1, -1), 4, 4)
    if on in ("accent", "accent_hover"):
        painter.setPen(QPen(appearance.colour("on_accent"), 1.5))
        painter.drawRoundedRect(at.adjusted(2.75, 2.75, -2.75, -2.75), 3, 3)
