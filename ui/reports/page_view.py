"""Show one page of a report at a chosen size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from ui.components.ringed_area import RingedArea
from ui.reports.sheets import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.report_ports import Place
    from ui.reports.sheets import Sheets
    from ui.theme.appearance import Appearance

PAGE_POINTS: Final = (595.28, 841.89)
PIXELS_PER_POINT: Final = 96 / 72
"""At 100 % a page is as large as on paper on a screen of 96 pixels an inch."""
SIZES: Final = (0.25, 0.33, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_MARGIN: Final = 16
_TURN: Final = {
    Qt.Key.Key_PageDown.value: 1,
    Qt.Key.Key_PageUp.value: -1,
    Qt.Key.Key_Right.value: 1,
    Qt.Key.Key_Left.value: -1,
}


class PageView(RingedArea):
    """Show a page on its ground; the wheel and the page keys turn pages.

    The view is never wider than its page. ``room_across`` tells how wide it may become.

    Signals:
        turned: 1 for the next page, −1 for the one before.
        size_changed: the page is shown at another size.
        place_asked: the user clicked where the page tells of records.
    """

    turned = Signal(int)
    size_changed = Signal()
    place_asked = Signal(object)

    def __init__(
        self, appearance: Appearance, sheets: Sheets, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._paper = _Paper(appearance, sheets, self)
        self._paper.place_asked.connect(self.place_asked)
        self._size = 0.0
        self.room_across: Callable[[], int] = self.width
        self.setWidget(self._paper)
        # The ground of the page is that of what the view stands on.
        self._paper.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setObjectName("reports.page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def size_shown(self) -> float:
        """The size of the page, 1 being that of paper."""
        return self._size or self._fitting()

    @property
    def whole_page(self) -> bool:
        """Tell whether the page is as large as the window lets it be."""
        return not self._size

    def choose_size(self, size: float) -> None:
        """Show the page at a size; 0 fits the whole page in."""
        self._size = min(max(size, SIZES[0]), SIZES[-1]) if size else 0.0
        self._lay_out()

    def step_size(self, steps: int) -> None:
        """Show the page larger or smaller by one step."""
        shown = self.size_shown
        beyond = [each for each in SIZES if (each - shown) * steps > 0.005]  # noqa: PLR2004 - the same size, but for rounding
        if beyond:
            self.choose_size(min(beyond) if steps > 0 else max(beyond))

    def show_page(self, page: int, *, grey: bool, places: Sequence[Place] = ()) -> None:
        """Show a page (from 0), in grey as a black-and-white printer gives it.

        ``places`` are those of the page that tell of records: a click there asks for them.
        """
        self._paper.page, self._paper.grey = page, grey
        self._paper.show_places(places)
        self.verticalScrollBar().setValue(0)
        self._lay_out()
        self._paper.update()

    def mark(self, place: Place) -> None:
        """Frame a place of the page, and bring it into sight."""
        self._paper.marked = place
        self._paper.update()
        at = self._paper.box_of(place).center()
        self.ensureVisible(round(at.x()), round(at.y()))

    def point_of(self, place: Place) -> QPointF:
        """Return the middle of a place of the page, in pixels of the page's ground."""
        return self._paper.box_of(place).center()

    @property
    def paper(self) -> QWidget:
        """The ground on which the page lies."""
        return self._paper

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.whole_page:
            self._lay_out()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _TURN.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turned.emit(step)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_size(1 if notches > 0 else -1)
            event.accept()
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() == (bar.minimum() if notches > 0 else bar.maximum())
        if at_end and notches:
            self.turned.emit(-1 if notches > 0 else 1)
            event.accept()
            return
        super().wheelEvent(event)

    def _fitting(self) -> float:
        width, height = (points * PIXELS_PER_POINT for points in PAGE_POINTS)
        across = (self.room_across() - 2 * _MARGIN) / width
        down = (self.height() - 2 * _MARGIN) / height
        return max(min(across, down), SIZES[0])

    def _lay_out(self) -> None:
        size = self.size_shown
        width, height = (round(points * PIXELS_PER_POINT * size) for points in PAGE_POINTS)
        self._paper.scale = size * PIXELS_PER_POINT
        self._paper.setFixedSize(width + 2 * _MARGIN, height + 2 * _MARGIN)
        self._paper.update()
        self.setMaximumWidth(self._paper.width() + self.verticalScrollBar().sizeHint().width())
        self.size_changed.emit()


class _Paper(QWidget):
    """Draw the page, white on the sunken ground, until its picture arrives.

    Signals:
        place_asked: the user clicked where the page tells of records.
    """

    place_asked = Signal(object)

    def __init__(self, appearance: Appearance, sheets: Sheets, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = appearance
        self._sheets = sheets
        self.page = -1
        self.scale = 1.0
        self.grey = False
        self.marked: Place | None = None
        self._places: tuple[Place, ...] = ()
        self._under: Place | None = None
        self.setMouseTracking(True)
        sheets.arrived.connect(self._on_arrived)
        appearance.theme_changed.connect(self.update)

    def show_places(self, places: Sequence[Place]) -> None:
        """Lead from these places; no place is framed any more."""
        self._places, self._under, self.marked = tuple(places), None, None
        self.unsetCursor()

    def box_of(self, place: Place) -> QRectF:
        """Return where a place of the page is drawn, in pixels."""
        left, top = _MARGIN + place.left * self.scale, _MARGIN + place.top * self.scale
        return QRectF(left, top, place.width * self.scale, place.height * self.scale)

    def sheet(self) -> Sheet:
        """Return the page as it is to be drawn now."""
        return Sheet(self.page, round(self.scale * self.devicePixelRatioF(), 3), self.grey)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self.page < 0:
            return
        painter = QPainter(self)
        at = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        painter.fillRect(at, Qt.GlobalColor.white)
        picture = self._sheets.image(self.sheet())
        if picture is not None:
            painter.drawImage(at, picture)
        painter.setPen(QPen(self._look.colour("hairline_strong"), 1))
        painter.drawRect(at.adjusted(0, 0, -1, -1))
        for place in (self._under, self.marked):
            if place is not None:
                painter.setPen(QPen(self._look.colour("accent"), 2 if place is self.marked else 1))
                painter.drawRect(self.box_of(place).adjusted(-3, 0, 3, 0))
        painter.end()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._place_at(event.position()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._place_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.place_asked.emit(place)
            return
        super().mouseReleaseEvent(event)

    def _place_at(self, at: QPointF) -> Place | None:
        x, y = (at.x() - _MARGIN) / self.scale, (at.y() - _MARGIN) / self.scale
        return next((place for place in self._places if place.holds(x, y)), None)

    def _point_at(self, place: Place | None) -> None:
        if place is self._under:
            return
        self._under = place
        if place is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.update()

    def _on_arrived(self, sheet: Sheet) -> None:
        if sheet == self.sheet():
            self.update()
