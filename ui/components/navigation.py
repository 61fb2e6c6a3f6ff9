"""Lead to the screens: park at the top, screens in groups, user at the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import (
    QFrame,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from ui.components.buttons import FocusButton, paint_ring
from ui.components.quiet_list import QuietList
from ui.theme.painting import Writing, broken, rounded, write, write_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.appearance import Appearance

_Index = QModelIndex | QPersistentModelIndex
_KEY = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1
_COUNT = Qt.ItemDataRole.UserRole + 2
_LINE = 18
_LINES = 3
_TIGHT = 16
"""Lines of a park's name that takes as many as there may be, in pixels."""
_GAP = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a screen to go to: key, words, icon, count of what waits there."""

    key: str
    text: str
    icon: str
    count: str = ""


class Navigation(QFrame):
    """Show 200 px of icons with words, or 48 px of icons.

    Signals:
        chosen: the key of the place that the user chose.
        park_asked: the user wants to change the park or the workbook.
        user_asked: the user wants to change the user.
    """

    chosen = Signal(str)
    park_asked = Signal()
    user_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._collapsed = False
        self.setProperty("part", "navigation")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.park = _ParkButton(appearance, self)
        self.park.setObjectName("navigation.park")
        self.park.clicked.connect(self.park_asked)
        self.user = _UserButton(appearance, self)
        self.user.setObjectName("navigation.user")
        self.user.clicked.connect(self.user_asked)
        self._model = QStandardItemModel(self)
        self.list = QuietList(appearance, self)
        self._dress_list()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.park)
        column.addWidget(self.list, 1)
        column.addWidget(self.user)
        self.set_collapsed(collapsed=False)

    def set_places(self, groups: Sequence[Sequence[Place]]) -> None:
        """Show places in groups with room between them; the one in force stays so."""
        current = self.current()
        self._model.clear()
        for number, group in enumerate(groups):
            if number:
                self._model.appendRow(_gap())
            for place in group:
                self._model.appendRow(_item(place))
        self.set_current(current)

    def set_count(self, key: str, count: str) -> None:
        """Change the count of a place; an empty text shows none."""
        item = self._find(key)
        if item is not None:
            item.setData(count, _COUNT)
            item.setData(f"{item.text()} {count}".strip(), Qt.ItemDataRole.AccessibleTextRole)

    def set_current(self, key: str) -> None:
        """Mark a place without a signal."""
        item = self._find(key)
        if item is not None:
            self.list.setCurrentIndex(item.index())

    def current(self) -> str:
        """Return the key of the place in force, or an empty text."""
        key = self.list.currentIndex().data(_KEY)
        return str(key) if key else ""

    def set_park(self, name: str, initial: str) -> None:
        """Show the park's name with the first character of its short name."""
        self.park.set_park(name, initial)

    def set_user(self, name: str, role: str) -> None:
        """Show who works, in which role."""
        self.user.set_user(name, role)

    def set_names(self, places: str, user: str) -> None:
        """Set the spoken names of the list and of the user button."""
        self.list.setAccessibleName(places)
        self.user.setToolTip(user)

    def set_collapsed(self, *, collapsed: bool) -> None:
        """Show icons only (48 px), or icons and words (200 px)."""
        self._collapsed = collapsed
        sizes = self._appearance.tokens.sizes
        self.setFixedWidth(sizes.nav_collapsed if collapsed else sizes.nav)
        self.park.collapsed = self.user.collapsed = collapsed
        delegate = self.list.itemDelegate()
        if isinstance(delegate, _PlaceDelegate):
            delegate.collapsed = collapsed
        self.list.viewport().update()
        self.park.update()
        self.user.update()

    def is_collapsed(self) -> bool:
        """Tell whether only icons are shown."""
        return self._collapsed

    def _dress_list(self) -> None:
        view = self.list
        view.setObjectName("navigation.places")
        view.setProperty("ground", "canvas")
        view.setModel(self._model)
        view.setItemDelegate(_PlaceDelegate(self._appearance, view))
        view.clicked.connect(self._on_chosen)
        view.activated.connect(self._on_chosen)

    def _find(self, key: str) -> QStandardItem | None:
        for row in range(self._model.rowCount()):
            item = self._model.item(row)
            if key and item.data(_KEY) == key:
                return item
        return None

    def _on_chosen(self, index: QModelIndex) -> None:
        key = index.data(_KEY)
        if key:
            self.chosen.emit(str(key))


class _PlaceDelegate(QStyledItemDelegate):
    """Draw a place: icon, words, count."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.collapsed = False

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(48, self._appearance.tokens.sizes.row if index.data(_KEY) else _GAP)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        if not index.data(_KEY):
            return
        look = self._appearance
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        at = QRectF(option.rect).adjusted(8, 0, -8, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            rounded(painter, at, look.colour("selected"), 5)
        elif state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, at, look.colour("hover"), 5)
        ink = "text" if chosen else "text_secondary"
        icon = QRectF(at.left() + 8, at.center().y() - 8, 16, 16)
        look.paint_icon(painter, icon, str(index.data(_ICON)), "accent" if chosen else ink)
        if not self.collapsed:
            self._paint_words(painter, at, index, chosen=chosen)
        view = option.widget
        if isinstance(view, QuietList) and view.shows_focus(option):
            paint_ring(painter, at, look)
        painter.restore()

    def _paint_words(self, painter: QPainter, at: QRectF, index: _Index, *, chosen: bool) -> None:
        look = self._appearance
        count = str(index.data(_COUNT) or "")
        right = Qt.AlignmentFlag.AlignRight
        room = at.adjusted(32, 0, -8, 0)
        if count:
            how = Writing(look.font(12), look.colour("text_secondary"), right)
            used = write(painter, room, count, how)
            room.adjust(0, 0, -used - 4, 0)
        ink = look.colour("text" if chosen else "text_secondary")
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        font = look.font(strong=chosen)
        if QFontMetricsF(font).horizontalAdvance(text) > room.width():
            # A word that fits is worth more than its weight; ground and icon mark the place too.
            font = look.font()
        write(painter, room, text, Writing(font, ink))


class _EdgeButton(FocusButton):
    """Share what the buttons at both ends of the navigation have in common."""

    def __init__(self, appearance: Appearance, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = appearance
        self.collapsed = False
        self.setFixedHeight(height)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.theme_changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        return QSize(48, self.height())

    def paint_ground(self, painter: QPainter, at: QRectF) -> None:
        """Draw hover and focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            rounded(painter, at, self.look.colour("hover"), 5)
        if self.has_ring():
            paint_ring(painter, at, self.look)


class _ParkButton(_EdgeButton):
    """Show the park: its initial in a square, its name, an arrow."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, 56, parent)
        self._initial = ""

    def set_park(self, name: str, initial: str) -> None:
        """Show another park."""
        self._initial = initial
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.look
        middle = self.height() / 2
        self.paint_ground(painter, QRectF(8, middle - 26, self.width() - 15, 52))
        square = QRectF(16 if not self.collapsed else 12, middle - 12, 24, 24)
        rounded(painter, square, look.colour("accent"), 5)
        centre = Qt.AlignmentFlag.AlignHCenter
        how = Writing(look.font(12, strong=True), look.colour("on_accent"), centre)
        write(painter, square, self._initial, how)
        if not self.collapsed:
            arrow = QRectF(self.width() - 27, middle - 8, 16, 16)
            look.paint_icon(painter, arrow, "chevron-down", "text_secondary")
            self._write_name(painter, QRectF(46, middle - 26, arrow.left() - 47, 52))
        painter.end()

    def _write_name(self, painter: QPainter, room: QRectF) -> None:
        """Write the name on one line, a long one smaller on as many as it takes."""
        look = self.look
        font, lines = look.font(strong=True), [self.text()]
        if QFontMetricsF(font).horizontalAdvance(self.text()) > room.width():
            font = look.font(12, strong=True)
            lines = self._lines(font, room.width())
        high = (_TIGHT if len(lines) == _LINES else _LINE) * len(lines)
        at = QRectF(room.left(), room.center().y() - high / 2, room.width(), high)
        write_lines(painter, at, lines, Writing(font, look.colour("text")))

    def _lines(self, font: QFont, width: float) -> list[str]:
        """Return the name in lines; what stands in brackets keeps together."""
        name, mark, rest = self.text().partition("（" if "（" in self.text() else " (")
        lines = broken(name, font, width)
        lines += broken(f"{mark.strip()}{rest}", font, width) if mark else []
        return lines if len(lines) <= _LINES else broken(self.text(), font, width, _LINES)


class _UserButton(_EdgeButton):
    """Show who works, in which role."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, 47, parent)
        self._role = ""

    def set_user(self, name: str, role: str) -> None:
        """Show another user."""
        self._role = role
        self.setText(name)
        self.setAccessibleName(f"{name} {role}".strip())
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = self.look
        painter.fillRect(QRectF(8, 0, self.width() - 15, 1), look.colour("hairline"))
        middle = 20.0
        self.paint_ground(painter, QRectF(8, middle - 16, self.width() - 15, 32))
        look.paint_icon(painter, QRectF(16, middle - 8, 16, 16), "users", "text_secondary")
        if not self.collapsed:
            self._write_user(painter, QRectF(40, 0, self.width() - 48, 2 * middle))
        painter.end()

    def _write_user(self, painter: QPainter, room: QRectF) -> None:
        """Write name and role beside each other, below each other where that is too long."""
        look = self.look
        name = Writing(look.font(), look.colour("text"))
        role = Writing(look.font(12), look.colour("text_secondary"))
        used = QFontMetricsF(name.font).horizontalAdvance(self.text()) + 8
        if used + QFontMetricsF(role.font).horizontalAdvance(self._role) > room.width():
            at = QRectF(room.left(), 5, room.width(), _LINE)
            write(painter, at, self.text(), name)
            write(painter, at.translated(0, _LINE), self._role, role)
            return
        write(painter, room, self.text(), name)
        write(painter, room.adjusted(used, 0, 0, 0), self._role, role)


def _item(place: Place) -> QStandardItem:
    item = QStandardItem(place.text)
    item.setData(place.key, _KEY)
    item.setData(place.icon, _ICON)
    item.setData(place.count, _COUNT)
    item.setData(f"{place.text} {place.count}".strip(), Qt.ItemDataRole.AccessibleTextRole)
    item.setToolTip(place.text)
    return item


def _gap() -> QStandardItem:
    item = QStandardItem()
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item
