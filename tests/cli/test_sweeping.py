"""Cyclic garbage is collected on the window's thread and nowhere else, in short turns."""

from __future__ import annotations

import gc
import threading
import weakref
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt

from cli.sweeping import Sweeper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


class Ring:
    """Something that holds itself and tells on which thread it ended."""

    ended: list[threading.Thread]

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: ended.append(threading.current_thread()))


@pytest.fixture
def busy() -> list[str]:
    """Hold what is at work."""
    return []


@pytest.fixture
def sweeper(qapp: QApplication, busy: list[str]) -> Iterator[Sweeper]:
    owner = QObject(qapp)
    made = Sweeper(lambda: not busy, owner)
    yield made
    made.stop()
    gc.unfreeze()
    owner.deleteLater()


def test_a_worker_that_asks_for_much_memory_collects_nothing(
    sweeper: Sweeper, qtbot: QtBot
) -> None:
    del sweeper
    ended: list[threading.Thread] = []
    Ring(ended)

    def work() -> None:
        held = [[number] for number in range(200_000)]
        held.clear()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert ended == []
    held = [[number] for number in range(2_000)]  # reason enough for a turn
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]
    assert held


def test_everything_is_collected_once_in_a_while_when_nothing_works(
    sweeper: Sweeper, busy: list[str]
) -> None:
    ended: list[threading.Thread] = []
    old = Ring(ended)
    gc.collect(1)  # what survives twice is old
    gc.collect(1)
    del old
    busy.append("import")
    for _turn in range(600):
        sweeper.sweep()
    assert ended == []
    busy.clear()
    sweeper.sweep()
    assert len(ended) == 1


def test_what_lasts_is_not_looked_through_again(sweeper: Sweeper) -> None:
    before = gc.get_freeze_count()
    page = [[number] for number in range(15_000)]
    sweeper.sweep()
    assert gc.get_freeze_count() - before >= len(page)
    assert not any(each is page for each in gc.get_objects())


def test_what_works_is_put_aside_unseen_and_collected_while_the_window_is_not_in_front(
    sweeper: Sweeper, busy: list[str], qapp: QApplication, qtbot: QtBot
) -> None:
    ended: list[threading.Thread] = []
    busy.append("study")
    run = Ring(ended)
    made = [[number] for number in range(30_000)]
    sweeper.sweep()
    busy.clear()
    del run, made
    for _turn in range(600):
        sweeper.sweep()
    assert ended == []
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]


def test_python_collects_by_itself_again_afterwards(sweeper: Sweeper) -> None:
    assert not gc.isenabled()
    sweeper.stop()
    assert gc.isenabled()
