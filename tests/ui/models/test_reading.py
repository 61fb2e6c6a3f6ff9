"""Studies take their inputs beside the window, as in a workbook on disk."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from domain.entities import SPECS
from domain.records import Actor
from storage.workbook import Workbook
from tests.ui.desk import RecordedDesk, context_over
from tests.ui.models.conftest import record_market
from ui.models.reading import RecordsReading
from ui.screens.models import ModelsScreen
from ui.services import Services

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.records import Records
    from ui.screen import ScreenContext


@pytest.fixture
def beside(qapp: QApplication, tmp_path: Path, desk: RecordedDesk) -> Iterator[ScreenContext]:
    """Give what a screen is given over a workbook on disk."""
    owner = QObject(qapp)
    with Workbook.create(tmp_path / "park.feidi", SPECS, Actor("Ye", "analyst")) as workbook:

        def read_aside(work: Callable[[Records], object]) -> object:
            with workbook.reader() as records:
                return work(records)

        services = Services(read_aside=read_aside, actor=lambda: workbook.actor)
        made = context_over(workbook, owner, services=services, desk=desk)
        record_market(made)
        yield made
        made.tasks.close()
        owner.deleteLater()


def test_a_study_is_opened_and_run_beside_the_window(qtbot: QtBot, beside: ScreenContext) -> None:
    screen = ModelsScreen(beside)
    qtbot.addWidget(screen)
    screen.show()
    screen.activate("2024Q4")
    assert screen.busy()
    qtbot.waitUntil(lambda: not screen.busy(), timeout=20_000)
    screen.open_study("spillover")
    screen.open_study("cobweb")  # the answer for the study that was left is dropped
    qtbot.waitUntil(lambda: screen.page.run is not None, timeout=20_000)
    assert screen.page.run is not None
    assert screen.page.run.inquiry.study == "cobweb"
    screen.page.ask_to_keep(reported=False)
    screen.page.keeping.heading.returnPressed.emit()
    assert beside.records.find("scenario")[0]["author"] == "Ye"


def test_records_that_cannot_be_read_are_told(
    qtbot: QtBot, qapp: QApplication, beside: ScreenContext, desk: RecordedDesk
) -> None:
    def broken(_records: Records) -> object:
        raise OSError(errno.EIO, "disk gone")

    owner = QObject(qapp)
    RecordsReading(beside, owner).ask(broken)
    qtbot.waitUntil(lambda: bool(desk.told))
    assert desk.told == [
        "The records could not be read: the disk or network does not answer. Open this page again."
    ]
    owner.deleteLater()
