"""Give the tests of the window a small park and an owner for what they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.desk import RecordedDesk, context_over, new_workbook, small_park

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from storage.workbook import Workbook
    from ui.screens.base import ScreenContext


@pytest.fixture
def park() -> Iterator[Workbook]:
    """Give a workbook in memory with thirty firms and two quarters."""
    with new_workbook() as workbook:
        small_park(workbook)
        yield workbook


@pytest.fixture
def desk() -> RecordedDesk:
    """Give a desk that remembers."""
    return RecordedDesk()


@pytest.fixture
def context(qapp: QApplication, park: Workbook, desk: RecordedDesk) -> Iterator[ScreenContext]:
    """Give what a screen is given, in English, over the small park."""
    from PySide6.QtCore import QObject

    owner = QObject(qapp)
    made = context_over(park, owner, desk=desk)
    yield made
    made.tasks.close()
    owner.deleteLater()
