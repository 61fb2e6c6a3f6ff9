"""Compare Feidi's first paint with that of an empty window, each in a fresh process.

Run with ``python -m benchmarks.first_paint [RUNS]``. Measured from the start of the process to
the end of the first painted frame, without a display. The sample park is built beforehand; every
run opens a copy of its own and keeps its preferences in a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measure import (
    RunFailedError,
    answer,
    figures_of,
    in_turns,
    print_table,
    run_fresh,
    say_goal,
    say_machine,
    since_begun,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QApplication

    from benchmarks.measure import Reply

_MODULE: Final = "benchmarks.first_paint"
_RUNS: Final = 9
_GOAL: Final = 1.5
_FLOOR: Final = "empty window"
_START: Final = "Feidi, start window"
_MAIN: Final = "Feidi, sample workbook"


def main(arguments: Sequence[str]) -> int:
    """Print the comparison; return 0."""
    if arguments[:1] == ["empty"]:
        return _paint_empty()
    if arguments[:1] == ["feidi"]:
        return _paint_feidi(arguments[1:])
    runs = int(arguments[0]) if arguments else _RUNS
    say_machine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = _sample(folder)
        ways = {
            _FLOOR: partial(_empty, folder),
            _START: partial(_start, folder),
            _MAIN: partial(_opened, folder, sample),
        }
        # The first turn reads every file from the disk and is not counted.
        in_turns(1, ways)
        replies, failed = in_turns(runs, ways)
    for way, why in failed.items():
        print(f"{way} could not be measured: {why}")
    figures = figures_of(replies, "painted", 1000)
    print_table("From process start to the end of the first frame", "ms", figures, _FLOOR)
    begun = figures_of(replies, "first", 1000)
    print_table("From process start to the first paint event", "ms", begun, _FLOOR)
    medians = {each.name: each.median for each in figures}
    for way in (_START, _MAIN):
        if way in medians:
            ratio = medians[way] / medians[_FLOOR]
            say_goal(f"<= {_GOAL} x the empty window, {way} ({ratio:.2f})", met=ratio <= _GOAL)
    return 0


def _sample(folder: Path) -> Path:
    from domain.entities import SPECS
    from domain.records import Actor
    from storage.sample import build_sample

    path = folder / "sample.feidi"
    build_sample(path, SPECS, Actor("—", "office")).close()
    return path


def _settings(folder: Path) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": tempfile.mkdtemp(dir=folder)}


def _empty(folder: Path) -> Reply:
    return run_fresh(_MODULE, "empty", settings=_settings(folder))


def _start(folder: Path) -> Reply:
    return run_fresh(_MODULE, "feidi", settings=_settings(folder))


def _opened(folder: Path, sample: Path) -> Reply:
    own = Path(tempfile.mkdtemp(dir=folder)) / "park.feidi"
    shutil.copy(sample, own)
    reply = run_fresh(_MODULE, "feidi", str(own), settings=_settings(folder))
    if not reply["opened"]:
        message = "the workbook was refused; the start window was shown"
        raise RunFailedError(message)
    return reply


def _paint_empty() -> int:
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    watch = _watch(app)
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    app.exec()
    del watch
    return 0


def _paint_feidi(arguments: Sequence[str]) -> int:
    """Start the program as `main.py` does; it takes the application that is already there."""
    from PySide6.QtWidgets import QApplication

    import main as program

    app = QApplication([])
    watch = _watch(app)
    code = program.main(arguments)
    del watch
    # Whatever still runs in the background has no part in the first paint.
    sys.stdout.flush()
    os._exit(code)


def _watch(app: QApplication) -> QObject:
    """Answer when the first frame has been painted whole, then quit."""
    from PySide6.QtCore import QEvent, QObject, QTimer
    from typing_extensions import override

    class Watch(QObject):
        def __init__(self) -> None:
            super().__init__(app)
            self._first = 0.0

        @override
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if not self._first and event.type() == QEvent.Type.Paint:
                self._first = since_begun()
                # All widgets of a window are painted before the next event is taken up.
                QTimer.singleShot(0, self._end)
            return False

        def _end(self) -> None:
            app.removeEventFilter(self)
            painted = since_begun()
            shown = {type(each).__name__ for each in app.topLevelWidgets() if each.isVisible()}
            answer(first=self._first, painted=painted, opened="MainWindow" in shown)
            app.quit()

    watch = Watch()
    app.installEventFilter(watch)
    return watch


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
