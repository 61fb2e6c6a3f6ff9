"""Hold the sample park for the tests of screens that need real records."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from tests.ui.desk import context_over

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication, QWidget

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.screen import Screen, ScreenContext
    from ui.services import Services

S = TypeVar("S", bound="Screen")


class OpenScreen(Protocol):
    """Show a screen over a copy of the sample park, for the last quarter of 2024."""

    def __call__(
        self,
        kind: Callable[[ScreenContext], S],
        *,
        lang: str = "en",
        services: Services | None = None,
    ) -> S: ...


def let_go(screen: QWidget) -> None:
    """Forget the parts of a screen that is closed.

    The runner keeps what a fixture gave until after the check for widgets left behind; the
    menus of a chart, which have no parent, would live as long.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    vars(screen).clear()


@contextmanager
def screen_context(
    qapp: QApplication,
    workbook: Workbook,
    desk: RecordedDesk,
    *,
    lang: str = "zh",
    services: Services | None = None,
) -> Iterator[ScreenContext]:
    """Give what a screen is given; its tasks are over and its objects gone afterwards."""
    owner = QObject(qapp)
    made = context_over(workbook, owner, lang=lang, desk=desk, services=services)
    yield made
    made.tasks.close()
    owner.deleteLater()
