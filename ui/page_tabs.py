"""Show the pages of a place as tabs; those without room go into a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from ui.components.buttons import Button
from ui.components.tabs_row import TabsRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.components.option import Option
    from ui.theme.appearance import Appearance

_GAP: Final = 24
_EDGES: Final = 48
_MORE_PX: Final = 120


class PageTabs(TabsRow):
    """Show as many pages as there is room for, the rest under "More"."""

    picked = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent=parent)
        self._look = appearance
        self._all: tuple[Option, ...] = ()
        self._wanted = ""
        self._menu = QMenu(self)
        self._more = Button(appearance, "", "quiet", small=True, icon="chevron-down", parent=self)
        self._more.setObjectName("tabs.more")
        self._more.clicked.connect(self._on_more)
        self.add_right(self._more)
        self.chosen.connect(self.picked)

    def set_pages(self, options: Sequence[Option], current: str, more: str) -> None:
        """Show these pages, one of them in force; ``more`` heads those without room."""
        self._all = tuple(options)
        self._wanted = current
        self._more.set_text(more)
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        # The tabs that stand now keep no window from becoming narrower: they go into the menu.
        return QSize(_EDGES + _MORE_PX, self.height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _EDGES
        shown = list(self._all)
        if sum(self._width(option) + _GAP for option in shown) > room:
            shown = self._fitting(room - _MORE_PX)
        keys = {option.key for option in shown}
        self._more.setVisible(len(shown) < len(self._all))
        self._menu.clear()
        for option in self._all:
            if option.key not in keys:
                words = f"{option.text}  {option.count}".strip()
                action = self._menu.addAction(words)
                action.setData(option.key)
                action.triggered.connect(lambda _on=False, key=option.key: self.picked.emit(key))
        self.set_options(shown)
        self.choose(self._wanted)

    def _fitting(self, room: int) -> list[Option]:
        """Return the first pages that have room, and the one in force."""
        current = [option for option in self._all if option.key == self._wanted]
        left = room - sum(self._width(option) + _GAP for option in current)
        shown: list[Option] = []
        for option in self._all:
            if option in current:
                shown.append(option)
                continue
            left -= self._width(option) + _GAP
            if left < 0:
                break
            shown.append(option)
        return shown if not current or current[0] in shown else [*shown, *current]

    def _width(self, option: Option) -> int:
        strong = QFontMetrics(self._look.font(strong=True))
        small = QFontMetrics(self._look.font(12))
        count = small.horizontalAdvance(option.count) + 4 if option.count else 0
        return strong.horizontalAdvance(option.text) + count

    def _on_more(self) -> None:
        self._menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
