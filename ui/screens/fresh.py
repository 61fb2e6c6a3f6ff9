"""A screen that is read when it is shown, if what it tells may have changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from ui.screen import Screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from domain.records import Changes
    from ui.screen import ScreenContext


class FreshScreen(Screen):
    """Read at once what is seen, and what is not seen when it is shown next.

    Attributes:
        told: tables that the screen tells of; none means all.
        dated: whether another quarter is another reading.
    """

    told: ClassVar[frozenset[str]] = frozenset()
    dated: ClassVar[bool] = True

    def __init__(self, context: ScreenContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._stale = True

    @override
    def activate(self, quarter: str) -> None:
        moved = self.dated and quarter != self.quarter
        super().activate(quarter)
        if moved or self._stale:
            self.read()

    def read(self) -> None:
        """Show what the records hold now."""
        self._stale = False
        self._read()

    def _read(self) -> None:
        raise NotImplementedError

    def _read_again(self) -> None:
        """Read at once while the screen is seen, else when it is shown next."""
        self._stale = True
        if self.isVisible():
            self.read()

    def _on_changed(self, changes: Changes) -> None:
        if not self.told or self.told & changes.tables.keys():
            self._read_again()
