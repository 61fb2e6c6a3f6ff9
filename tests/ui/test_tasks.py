"""Long work runs beside the window, tells its progress and stops when asked."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QThread

from ui.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from domain.progress import Progress


@pytest.fixture
def tasks(qapp: QObject) -> Iterator[Tasks]:
    made = Tasks(qapp)
    yield made
    assert made.close()
    made.deleteLater()


def test_the_result_arrives_on_the_thread_of_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    worker: list[int] = []
    heard: list[tuple[object, bool]] = []

    def work(progress: Progress) -> str:
        worker.append(threading.get_ident())
        progress.step(1, 2)
        return "done"

    def on_finished(result: object) -> None:
        heard.append((result, QThread.currentThread() is tasks.thread()))

    task = tasks.start(work)
    task.finished.connect(on_finished)
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == [("done", True)]
    assert worker != [threading.get_ident()]


def test_progress_is_told_in_order(qtbot: QtBot, tasks: Tasks) -> None:
    steps: list[tuple[int, int]] = []

    def work(progress: Progress) -> None:
        for done in range(1, 4):
            progress.step(done, 3)

    task = tasks.start(work)
    task.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(task.finished):
        pass

    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_steps_within_one_percent_are_told_once(qtbot: QtBot, tasks: Tasks) -> None:
    steps: list[tuple[int, int]] = []

    def work(progress: Progress) -> None:
        for done in (0, 0, 1, 999, 1_000, 1_001, 100_000):
            progress.step(done, 100_000)

    task = tasks.start(work)
    task.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(task.finished):
        pass

    assert steps == [(0, 100_000), (1_000, 100_000), (100_000, 100_000)]


def test_work_that_steps_stops_when_it_is_cancelled(qtbot: QtBot, tasks: Tasks) -> None:
    def work(progress: Progress) -> None:
        while True:
            progress.step(0, 1)
            time.sleep(0.005)

    task = tasks.start(work)
    with qtbot.waitSignal(task.cancelled):
        task.cancel()

    assert tasks.close()


def test_work_that_only_calculates_is_abandoned_while_it_goes_on(
    qtbot: QtBot, tasks: Tasks
) -> None:
    release = threading.Event()
    results: list[object] = []

    task = tasks.start(lambda _progress: release.wait(30), abandonable=True)
    task.finished.connect(results.append)
    with qtbot.waitSignal(task.cancelled):
        task.cancel()
    release.set()
    qtbot.waitUntil(lambda: tasks.running() == 0)

    assert results == []


def test_an_error_of_the_work_is_told_not_lost(qtbot: QtBot, tasks: Tasks) -> None:
    def work(_progress: Progress) -> None:
        message = "row 94 holds #DIV/0!"
        raise ValueError(message)

    task = tasks.start(work)
    with qtbot.waitSignal(task.failed) as heard:
        pass

    assert heard.args is not None
    assert str(heard.args[0]) == "row 94 holds #DIV/0!"


def test_closing_lets_a_worker_through_that_waits_for_the_window(qtbot: QtBot) -> None:
    del qtbot
    from PySide6.QtCore import Qt, Signal

    class Writer(QObject):
        asked = Signal()

        def __init__(self) -> None:
            super().__init__()
            self.written = 0
            self.asked.connect(self.on_asked, Qt.ConnectionType.BlockingQueuedConnection)

        def on_asked(self) -> None:
            self.written += 1

    tasks, writer = Tasks(), Writer()
    started = threading.Event()

    def work(_progress: Progress) -> None:
        started.set()
        writer.asked.emit()

    tasks.start(work)
    assert started.wait(60)

    assert tasks.close()
    assert writer.written == 1


def test_no_task_is_kept_after_its_end(qtbot: QtBot, tasks: Tasks) -> None:
    for _ in range(5):
        task = tasks.start(lambda _progress: 1)
        with qtbot.waitSignal(task.finished):
            pass
    qtbot.waitUntil(lambda: not tasks.findChildren(QObject, "task"))

    assert tasks.running() == 0


def test_work_that_is_held_begins_when_it_is_released(qtbot: QtBot, tasks: Tasks) -> None:
    begun: list[str] = []
    tasks.hold()
    held = tasks.start(lambda _progress: begun.append("held"))
    qtbot.wait(50)
    assert begun == []
    assert tasks.running() == 1

    with qtbot.waitSignal(held.finished):
        tasks.release()
    with qtbot.waitSignal(tasks.start(lambda _progress: begun.append("next")).finished):
        pass
    assert begun == ["held", "next"]


def test_work_that_is_still_held_at_the_end_is_cancelled(qtbot: QtBot, tasks: Tasks) -> None:
    steps: list[int] = []

    def work(progress: Progress) -> None:
        progress.step(1, 2)
        steps.append(1)

    tasks.hold()
    task = tasks.start(work)
    with qtbot.waitSignal(task.cancelled):
        assert tasks.close()
    assert steps == []
