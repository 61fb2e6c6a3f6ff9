"""An import is read and written beside the window, which goes on showing and hears of it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

import resources
from cli.wiring import Writer, services_of
from domain.commands import WriteBatch
from domain.entities import SPECS
from domain.progress import Silent
from domain.records import Actor, Query
from domain.text import Texts
from storage.workbook import Workbook
from ui.bus import Bus
from ui.refusal import StorageRefusalError
from ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from domain.progress import Progress
    from domain.records import Changes
    from ui.services import Services


class Pausing:
    """Stop at the first step of progress until told to go on."""

    def __init__(self, progress: Progress) -> None:
        self.inner = progress
        self.begun = threading.Event()
        self.go = threading.Event()

    def step(self, done: int, total: int) -> None:
        """Wait."""
        self.begun.set()
        self.go.wait(60)
        self.inner.step(done, total)


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[Workbook]:
    with Workbook.create(tmp_path / "park.feidi", SPECS, Actor("a", "clerk")) as made:
        yield made


@pytest.fixture
def bus(qapp: QApplication, workbook: Workbook) -> Iterator[Bus]:
    made = Bus(workbook, parent=qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def services(bus: Bus, workbook: Workbook) -> Services:
    return services_of(workbook, Texts(resources.load_texts()), Writer(bus, bus))


def test_the_window_reads_on_is_refused_changes_and_then_hears_of_the_import(
    qtbot: QtBot, qapp: QApplication, bus: Bus, services: Services, workbook: Workbook
) -> None:
    import_ = services.import_files
    assert import_ is not None
    pauses: list[Pausing] = []
    threads: list[int] = []

    def work(progress: Progress) -> object:
        pauses.append(Pausing(progress))
        return import_([resources.path("sample")], False, pauses[0], {})

    told: list[Changes] = []
    bus.changed.connect(lambda _changes: threads.append(threading.get_ident()))
    bus.changed.connect(told.append)
    tasks = Tasks(qapp)
    task = tasks.start(work)
    qtbot.waitUntil(lambda: bool(pauses) and pauses[0].begun.is_set(), timeout=10_000)
    assert workbook.count(Query("firm")) == 0
    with pytest.raises(StorageRefusalError, match="being_written"):
        bus.run(WriteBatch(()))
    with qtbot.waitSignal(task.finished, timeout=20_000):
        pauses[0].go.set()
    assert [each.action for each in told] == ["command.import"]
    assert threads == [threading.get_ident()]
    assert workbook.count(Query("firm")) == len(told[0].tables["firm"])
    assert workbook.verify_integrity() == ()
    bus.undo()
    assert workbook.count(Query("firm")) == 0
    tasks.close()
    tasks.deleteLater()


def test_a_try_writes_nothing_and_makes_no_backup(services: Services, workbook: Workbook) -> None:
    assert services.import_files is not None
    outcome = services.import_files([resources.path("sample")], True, Silent(), {})
    assert outcome.dry_run
    assert workbook.count(Query("firm")) == 0
    assert services.backups is not None
    assert list(services.backups()) == []
