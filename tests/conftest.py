"""Set up every test run: no display needed, nothing left behind by a test with widgets."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.untraced import untraced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

# Before any test imports Qt. A caller who wants to see the windows sets another platform.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same examples in every run, so that a run speaks of the change it checks. Others are
# drawn with `--hypothesis-profile=other`.
settings.register_profile("same", derandomize=True)
settings.register_profile("other")
settings.load_profile("same")

_PATIENCE_S = float(os.environ.get("FEIDI_PATIENCE_S", "30"))
"""How long what must come is waited for at least: on a busy machine all takes longer."""

_WAITS = ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive")


def pytest_configure(config: pytest.Config) -> None:
    """End in a worker process the measure of coverage that pytest-cov begins too early.

    The worker's own begins later and lies over it; wherever that one is paused, for a test marked
    `no_cover`, the early one would go on tracing, and the test would be as slow as the others.
    """
    plugin = config.pluginmanager.getplugin("_cov")
    if plugin is not None and hasattr(config, "workerinput"):
        plugin.cov_controller.cov.stop()


def pytest_collection_finish() -> None:
    """Load the studies while coverage is measured, then leave alone in memory what stays there."""
    if sys.gettrace() is not None:
        _load_studies()
    # What all tests share is not looked through again for garbage after each test with widgets.
    gc.collect()
    gc.freeze()


def _load_studies() -> None:
    """Load the studies here, before a worker thread of the window loads one first.

    Coverage follows the main thread only: the definitions of a module that another thread loads
    would count as never run.
    """
    from domain.studies import STUDIES, study

    for name in STUDIES:
        study(name)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the closed file of the sample park, built once; it is copied, never written."""
    from domain.entities import SPECS
    from domain.records import Actor
    from storage.sample import build_sample

    path = tmp_path_factory.mktemp("park") / "sample.feidi"
    with untraced():
        build_sample(path, SPECS, Actor("叶清和", "secretary")).close()
    return path


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Give the robot that holds what it is to close, and waits as long as a busy machine takes.

    It remembers widgets weakly: once the test has returned, nothing else holds them, and they
    may be collected in the middle of their last repaint.
    """
    for name in _WAITS:
        monkeypatch.setattr(qtbot, name, partial(_patiently, getattr(qtbot, name)))
    held: list[QWidget] = []
    add = qtbot.addWidget

    def hold(widget: QWidget, **asked: Callable[[QWidget], None]) -> None:
        held.append(widget)
        add(widget, **asked)

    monkeypatch.setattr(qtbot, "addWidget", hold)
    return qtbot


def _patiently(
    wait: Callable[..., object], *asked: object, timeout: int = 0, **how: object
) -> object:
    """Wait for what must come, up to the limit that a test has or to the usual one."""
    if how.get("raising") is False:  # what must not come is not waited for
        return wait(*asked, timeout=timeout, **how)
    return wait(*asked, timeout=max(timeout, int(_PATIENCE_S * 1000)), **how)


@pytest.fixture(autouse=True)
def _no_leaks(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a top-level widget or a running thread behind."""
    with_qt = "qapp" in request.fixturenames and "PySide6" in sys.modules
    widgets_before = set(_top_level_widgets()) if with_qt else set()
    threads_before = set(threading.enumerate())
    yield
    if with_qt:
        left = [widget for widget in _settled_widgets() if widget not in widgets_before]
        names = [f"{type(widget).__name__} '{widget.objectName()}'" for widget in left]
        for widget in left:
            widget.deleteLater()
        assert not names, f"Widgets left behind: {', '.join(names)}"
        assert _pool_is_idle(), "Threads of the Qt pool are still running."
        assert _events_run(), "The application was asked to quit: no event loop runs any more."
    running = _running_threads(threads_before)
    assert not running, f"Threads left behind: {', '.join(running)}"


def _top_level_widgets() -> list[QWidget]:
    from PySide6.QtWidgets import QApplication

    return QApplication.topLevelWidgets() if QApplication.instance() else []


def _settled_widgets() -> list[QWidget]:
    """Return the top-level widgets once deletions that were asked for have happened."""
    from PySide6.QtCore import QCoreApplication, QEvent

    # A deferred deletion is not carried out by processing events alone.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    # What only Python holds goes now: left to chance it would go in a repaint of the next test.
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return _top_level_widgets()


def _pool_is_idle() -> bool:
    from PySide6.QtCore import QThreadPool

    return QThreadPool.globalInstance().waitForDone(int(_PATIENCE_S * 1000))


def _events_run() -> bool:
    """Tell whether an event loop still starts; after a stray request to quit none does."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    return loop.exec() == 0


def _running_threads(before: set[threading.Thread]) -> list[str]:
    until = time.monotonic() + _PATIENCE_S
    while (names := _new_threads(before)) and time.monotonic() < until:
        time.sleep(0.01)
    return names


def _new_threads(before: set[threading.Thread]) -> list[str]:
    # A thread that Qt started shows up as a dummy once Python code ran in it.
    return [
        thread.name
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)  # noqa: SLF001
    ]
