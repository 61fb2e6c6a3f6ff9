"""Count what is open beside the names of the navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from domain.formatting import UNKNOWN
from ui.home.aside import AsideReading
from ui.reading_ahead import read_ahead
from ui.window_facts import open_actions

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.records import Records
    from ui.components.navigation import Navigation
    from ui.screen import ScreenContext

_RECOUNT_MS: Final = 150
_RECOUNT_LARGE_MS: Final = 1_000


class NavigationCounts(QObject):
    """Show how many figures a quarter lacks and how many actions are not done.

    In a large workbook they are counted beside the window: thousands of firms are gone through.
    """

    def __init__(
        self,
        context: ScreenContext,
        navigation: Navigation,
        missing: Callable[[Records, str], int] | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._navigation = navigation
        self._missing = missing
        self._beside = AsideReading(context, self)
        self._beside.finished.connect(self._on_counted)
        self._beside.failed.connect(self._on_failed)
        self._quarter = ""
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._count)

    def say(self, quarter: str) -> None:
        """Count for a quarter and show it; what its pages begin with is read on the way."""
        self._quarter = quarter
        self._count(ahead=True)

    def soon(self) -> None:
        """Count anew when the typing rests: a key may not wait for it, nor find the disk busy."""
        self._rest.start(_RECOUNT_LARGE_MS if self._beside.worthwhile() else _RECOUNT_MS)

    def _count(self, *, ahead: bool = False) -> None:
        self._rest.stop()
        quarter, missing = self._quarter, self._missing
        today = self._context.today()

        def count(records: Records) -> tuple[int, int]:
            return missing(records, quarter) if missing else 0, open_actions(records)

        def count_beside(records: Records) -> tuple[int, int]:
            if ahead:
                read_ahead(records, quarter, today)
            return count(records)

        if self._beside.worthwhile():
            self._beside.start(count_beside)
        else:
            self._beside.drop()
            self._show(*count(self._context.records))

    def _show(self, missing: int, actions: int) -> None:
        self._navigation.set_count("entry", str(missing) if missing else "")
        self._navigation.set_count("meetings", str(actions) if actions else "")

    def _on_counted(self, counted: tuple[int, int]) -> None:
        self._show(*counted)

    def _on_failed(self) -> None:
        for place in ("entry", "meetings"):
            self._navigation.set_count(place, UNKNOWN)
