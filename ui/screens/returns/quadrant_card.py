"""Draw a quadrant as a card: how many firms stand there, and each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget
from typing_extensions import override

from ui.components.buttons import FocusButton, paint_ring
from ui.components.label import Label
from ui.theme.painting import Writing, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QEvent

    from ui.theme.appearance import Appearance

_HEIGHT: Final = 144
_STEP: Final = 18
_DOT: Final = 5.0
_HEAD: Final = 44
_REMARK: Final = 56


@dataclass(frozen=True, slots=True)
class Dot:
    """A firm on the board: its name, and whether it was founded in the origin."""

    name: str
    from_home: bool


class QuadrantCard(FocusButton):
    """Show how many firms stand in a quadrant, and each of them as a dot or a square."""

    def __init__(self, appearance: Appearance, key: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.key = key
        self._appearance = appearance
        self._count, self._remark = "", ""
        self._dots: tuple[Dot, ...] = ()
        self.setCheckable(True)
        self.setObjectName(f"return_project.{key}")
        self.setMinimumSize(140, _HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    def show_firms(self, count: str, dots: tuple[Dot, ...]) -> None:
        """Show a count and its firms."""
        self._count, self._dots = count, dots
        self.update()

    def set_words(self, name: str, remark: str = "") -> None:
        """Say what the quadrant is called, and what is written in it."""
        self._remark = remark
        self.setAccessibleName(name)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        look = self._appearance
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        at = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "selected" if self.isChecked() else "hover" if self.is_over() else "canvas"
        border = "accent" if self.isChecked() else "hairline_strong"
        painter.setPen(QPen(look.colour(border), 1))
        painter.setBrush(look.colour(ground))
        radius = look.tokens.radius["default"]
        painter.drawRoundedRect(at, radius, radius)
        inner = self._inner()
        head = QRectF(inner.left(), inner.top(), inner.width(), 32)
        write(painter, head, self._count, Writing(look.font(28, strong=True), look.colour("text")))
        words = head.adjusted(_REMARK, 0, 0, 0)
        ink = Writing(look.font(12, strong=True), look.colour("accent"))
        write(painter, words, self._remark, ink)
        for dot, spot in self._spots():
            paint_firm(painter, spot, look, from_home=dot.from_home)
        if self.has_ring():
            paint_ring(painter, self.rect().toRectF(), look, on=ground)
        painter.end()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            place = QPointF(event.pos())
            near = (dot.name for dot, spot in self._spots() if _within(place, spot))
            QToolTip.showText(event.globalPos(), next(near, ""), self)
            return True
        return super().event(event)

    def _inner(self) -> QRectF:
        return QRectF(self.rect()).adjusted(12.5, 8.5, -12.5, -8.5)

    def _spots(self) -> Iterator[tuple[Dot, QPointF]]:
        """Yield the firms that have room, each with its place."""
        at = self._inner().adjusted(0, _HEAD, 0, 0)
        columns = max(int(at.width() // _STEP), 1)
        for number, dot in enumerate(self._dots):
            row, column = divmod(number, columns)
            spot = QPointF(at.left() + column * _STEP + 6, at.top() + row * _STEP + 6)
            if spot.y() > at.bottom():
                return
            yield dot, spot


def _within(place: QPointF, spot: QPointF) -> bool:
    away = place - spot
    return max(abs(away.x()), abs(away.y())) <= _STEP / 2


def paint_firm(painter: QPainter, at: QPointF, appearance: Appearance, *, from_home: bool) -> None:
    """Draw a firm: a dot for one founded in the park, a hollow square for one of the origin."""
    colour = appearance.colour("accent")
    painter.setPen(QPen(colour, 1.75))
    if from_home:
        painter.setBrush(appearance.colour("surface"))
        painter.drawRect(QRectF(at.x() - _DOT + 1, at.y() - _DOT + 1, 2 * _DOT - 2, 2 * _DOT - 2))
    else:
        painter.setBrush(colour)
        painter.drawEllipse(at, _DOT - 0.5, _DOT - 0.5)


class FirmSigns(QWidget):
    """Say what a dot and a square are."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._words: list[Label] = []
        for from_home in (False, True):
            row.addWidget(_Sign(appearance, self, from_home=from_home))
            self._words.append(Label("", "small", parent=self))
            row.addWidget(self._words[-1])
            row.addSpacing(8)
        row.addStretch(1)

    def set_words(self, words: Sequence[str]) -> None:
        """Say what the dot is, then the square."""
        for label, each in zip(self._words, words, strict=True):
            label.set_text(each)


class _Sign(QWidget):
    """Draw how a firm is drawn."""

    def __init__(self, appearance: Appearance, parent: QWidget, *, from_home: bool) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._from_home = from_home
        self.setFixedSize(14, 20)
        appearance.theme_changed.connect(self.update)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_firm(painter, QPointF(7, 10), self._appearance, from_home=self._from_home)
        painter.end()
