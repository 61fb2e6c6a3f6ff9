"""Give the tests of the window a small park and an owner for what they make."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.storage.park import copy_of
from tests.ui.desk import RecordedDesk, WrittenSheets, new_workbook, small_park
from tests.ui.park_on_screen import let_go, screen_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.park_on_screen import OpenScreen
    from ui.screen import Screen, ScreenContext
    from ui.services import Services

S = TypeVar("S", bound="Screen")


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
def written() -> WrittenSheets:
    """Give what remembers the tables that are exported."""
    return WrittenSheets()


@pytest.fixture
def context(qapp: QApplication, park: Workbook, desk: RecordedDesk) -> Iterator[ScreenContext]:
    """Give what a screen is given, in English, over the small park."""
    with screen_context(qapp, park, desk, lang="en") as made:
        yield made


@pytest.fixture
def workbook(sample: Path, tmp_path: Path) -> Iterator[Workbook]:
    """Give a copy of the sample park, to be written to."""
    with copy_of(sample, tmp_path / "own") as opened:
        yield opened


@pytest.fixture
def open_screen(
    qapp: QApplication, qtbot: QtBot, workbook: Workbook, desk: RecordedDesk
) -> Iterator[OpenScreen]:
    """Give what shows a screen over the copy of the sample park."""
    with ExitStack() as after:

        def show(
            kind: Callable[[ScreenContext], S],
            *,
            lang: str = "en",
            services: Services | None = None,
        ) -> S:
            context = screen_context(qapp, workbook, desk, lang=lang, services=services)
            made = kind(after.enter_context(context))
            qtbot.addWidget(made)
            made.resize(1166, 684)
            made.show()
            made.activate("2024Q4")
            shown.append(made)
            return made

        shown: list[Screen] = []
        yield show
    for each in shown:
        let_go(each)
