"""Compare Feidi's first paint with that of an empty window, each in a fresh process.

Run with ``python -m benchmarks.first_paint [RUNS]``. Measured from the start of the process,
without a display: to the first frame on the screen, to the first frame of the window itself, and
until it is filled. The sample park is built beforehand; every run opens a copy of its own and keeps
its preferences in a folder of its own.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measure import (
    answer,
    in_turns,
    leave,
    print_table,
    run_fresh,
    say_goal,
    since_begun,
    start,
)

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

    from benchmarks.measure import Reply
    from ui.screen import ScreenContext

_MODULE: Final = "benchmarks.first_paint"
_RUNS: Final = 9
_GOAL: Final = 1.5
_FLOOR: Final = "empty window"
_START: Final = "Feidi, start window"
_MAIN: Final = "Feidi, sample workbook"
_MOMENTS: Final = {
    "first": "the first frame, which holds the window's place",
    "painted": "the first frame of the window itself",
    "filled": "the window filled with what is read beside it",
}
_WORK: Final = {f"{key}_cpu": _MOMENTS[key] for key in ("painted", "filled")}
"""The same in the time of the processor, which other work on the machine stretches less."""


def main(runs: int) -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = _sample(folder)
        ways = {
            _FLOOR: partial(_empty, folder),
            _START: partial(_start, folder),
            _MAIN: partial(_opened, folder, sample),
        }
        # The turn before reads every file from the disk and is not counted.
        replies = in_turns(runs, ways, warmed=True)
    first = {
        key: print_table(f"From process start to {title}", "ms", replies, key, _FLOOR)
        for key, title in _MOMENTS.items()
    }["first"]
    for key, title in _WORK.items():
        print_table(f"Processor's time to {title}", "ms", replies, key, _FLOOR)
    for way in (_START, _MAIN):
        if way in first:
            ratio = first[way] / first[_FLOOR]
            say_goal(f"<= {_GOAL} x the empty window, {way} ({ratio:.2f})", met=ratio <= _GOAL)


def _sample(folder: Path) -> Path:
    from domain.entities import SPECS
    from domain.records import Actor
    from storage.sample import build_sample

    path = folder / "sample.feidi"
    build_sample(path, SPECS, Actor("—", "office")).close()
    return path


def _settings(folder: Path) -> dict[str, str]:
    # Modules are compiled once, by the turn that is not counted, as a program in use has them.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    return {"XDG_CONFIG_HOME": tempfile.mkdtemp(dir=folder), **compiled}


def _empty(folder: Path) -> Reply:
    return run_fresh(_MODULE, "empty", settings=_settings(folder))


def _start(folder: Path) -> Reply:
    return run_fresh(_MODULE, "feidi", settings=_settings(folder))


def _opened(folder: Path, sample: Path) -> Reply:
    own = Path(tempfile.mkdtemp(dir=folder)) / "park.feidi"
    shutil.copy(sample, own)
    return run_fresh(_MODULE, "feidi", str(own), settings=_settings(folder))


def _paint_empty() -> None:
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    watch = _watch(app, "QWidget")
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    app.exec()
    del watch


def _paint_feidi(*arguments: str) -> None:
    """Start the program as `main.py` does; it takes the application that is already there."""
    import gc

    import main as program
    from cli.application import application

    # What `main` does before it loads the rest.
    gc.disable()
    app = application()
    watch = _watch(app, "MainWindow" if arguments else "StartWindow", filled=True)
    program.main(arguments)
    del watch
    leave()


def _watch(app: QApplication, window: str, *, filled: bool = False) -> QObject:
    """Answer once the window is there, then quit.

    What is watched has to stay small: a filter of all events, written in Python, would cost more
    than the window itself.

    Args:
        app: the application to watch.
        window: class of the window that is waited for.
        filled: wait, too, until no task of the window runs any more.
    """
    from PySide6.QtCore import QObject, QTimer

    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__(app)
            self._times: dict[str, float] = {}
            self._poll = QTimer(self)
            self._poll.setInterval(1)
            self._poll.timeout.connect(self._look)
            self._poll.start()

        def _look(self) -> None:
            # A window is exposed in the turn in which it is painted.
            now = since_begun()
            for shown in app.topLevelWidgets():
                handle = shown.windowHandle()
                if handle is None or not handle.isExposed():
                    continue
                self._times.setdefault("first", now)
                if type(shown).__name__ == window:
                    self._times.setdefault("painted", now)
                    self._times.setdefault("painted_cpu", time.process_time())
                    self._end(getattr(shown, "context", None))

        def _end(self, context: ScreenContext | None) -> None:
            if filled and context is not None and context.tasks.running():
                return
            self._poll.stop()
            answer(**self._times, filled=since_begun(), filled_cpu=time.process_time())
            app.exit()

    return Watch()


if __name__ == "__main__":
    start(main, {"empty": _paint_empty, "feidi": _paint_feidi}, _RUNS)
