"""Watch whether keys and the wheel are answered at once in a park of 5,000 firms and 40 quarters.

Run with ``python -m benchmarks.keys [RUNS [FIRMS [QUARTERS]]]``. The park is written once, a seeded
one. Each run is a fresh process with the whole window: in the quarter's grid and in two tables
keys are pressed and the wheel is turned, as ``benchmarks.calm`` watches the gaps between two beats
of the window's thread: by the clock, less the waiting for a core, and of the processor. After each
typed figure the window has a moment, in which it counts anew. The floor is the window at rest.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.calm import Pulse, spin
from benchmarks.measure import (
    answer,
    leave,
    on_copies,
    say_goal,
    start,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QAbstractItemView

    from benchmarks.measure import Reply
    from ui.screens.entity import EntityScreen
    from ui.screens.quarter_entry import QuarterEntryScreen
    from ui.window import MainWindow

    Act = Callable[[], None]

_MODULE: Final = "benchmarks.keys"
_RUNS: Final = 3
_FIRMS: Final = 5_000
_QUARTERS: Final = 40
_GAP_MS: Final = 50
_REST: Final = "(at rest)"
_PRESSED: Final = 20
_TYPED: Final = 12
_WHEEL_PX: Final = 96
_MOMENT_S: Final = 0.06
_COUNTING_S: Final = 1.3
_PARTS: Final = ("gap", "alone", "turn")


def main(runs: int, firms: int, quarters: int) -> None:
    """Measure and print what was found."""
    from benchmarks.large_park import make_park

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.feidi"
        make_park(path, firms, quarters)
        replies = on_copies(runs, _MODULE, "press", path, Path(folder))
    for found in replies.values():
        _say(found)


def _say(replies: Sequence[Reply]) -> None:
    def median(part: str, what: str) -> float:
        return float(statistics.median(each[f"{part} {what}"] for each in replies)) * 1000

    acts = [key.removeprefix("gap ") for key in replies[0] if key.startswith("gap ")]
    print(f"{'longest gap, ms':34}" + "".join(f"{part:>10}" for part in _PARTS))
    for what in acts:
        print(f"{what:34}" + "".join(f"{median(part, what):>10.1f}" for part in _PARTS))
    for part in _PARTS:
        late = [what for what in acts if median(part, what) > _GAP_MS]
        named = ", ".join(late) or "none"
        say_goal(f"no {part} above {_GAP_MS} ms; above: {named}", met=not late)


def _press_here(path: str) -> None:
    """Open the window, press and turn; answer the longest gaps."""
    # First, as in the program: it takes away what PySide6 puts before every import.
    import cli.application  # noqa: F401
    from benchmarks.calm import window_of
    from cli.pages_ahead import load_pages
    from cli.sweeping import Sweeper

    window, workbook = window_of(Path(path))
    load_pages()
    gc.freeze()
    sweeper = Sweeper(lambda: not window.context.tasks.running(), window)
    times: dict[str, float] = {}
    _watch(window, _REST, [lambda: None] * _PRESSED, times)
    _press_grid(window, times)
    for page in ("firm", "firm_quarter"):
        _press_table(window, page, times)
    answer(**times)
    sweeper.stop()
    workbook.close()
    leave()


def _press_grid(window: MainWindow, times: dict[str, float]) -> None:
    from typing import cast

    from PySide6.QtCore import Qt

    window.open_screen("quarter_entry")
    figures = cast("QuarterEntryScreen", window.screen_shown()).grid.figures
    figures.setFocus()
    keys = Qt.Key
    _watch(window, "grid, arrow down", [_key(figures, keys.Key_Down)] * _PRESSED, times)
    _watch(window, "grid, page down", [_key(figures, keys.Key_PageDown)] * _PRESSED, times)
    _watch(window, "grid, wheel", [_wheel(figures)] * _PRESSED, times)
    typed = [_key(figures, each) for each in (keys.Key_1, keys.Key_7, keys.Key_Return)]
    _watch(window, "grid, figures typed", typed * _TYPED, times)
    _watch(window, "grid, figures typed slowly", typed * 3, times, _COUNTING_S)


def _press_table(window: MainWindow, page: str, times: dict[str, float]) -> None:
    from typing import cast

    from PySide6.QtCore import Qt

    window.open_screen(page)
    table = cast("EntityScreen", window.screen_shown()).table
    spin(Pulse(), window.busy)
    table.setFocus()
    down, leaf = _key(table, Qt.Key.Key_Down), _key(table, Qt.Key.Key_PageDown)
    _watch(window, f"{page}, arrow down", [down] * _PRESSED, times)
    _watch(window, f"{page}, page down", [leaf] * _PRESSED, times)
    _watch(window, f"{page}, wheel", [_wheel(table)] * _PRESSED, times)


def _key(view: QAbstractItemView, key: Qt.Key) -> Act:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    # An editor that is open has the keyboard.
    return lambda: QTest.keyClick(QApplication.focusWidget() or view, key)


def _wheel(view: QAbstractItemView) -> Act:
    bar = view.verticalScrollBar()
    return lambda: bar.setValue(bar.value() + _WHEEL_PX)


def _watch(
    window: MainWindow,
    what: str,
    acts: Sequence[Act],
    times: dict[str, float],
    moment: float = _MOMENT_S,
) -> None:
    """Do one after the other, each followed by a moment in seconds; note the longest gap."""
    spin(Pulse(), window.busy)
    longest = dict.fromkeys(_PARTS, 0.0)
    for act in acts:
        pulse = Pulse()
        act()
        spin(pulse, partial(_before, time.perf_counter() + moment), 2)
        for part in _PARTS:
            longest[part] = max(longest[part], getattr(pulse, part))
    for part, found in longest.items():
        times[f"{part} {what}"] = found


def _before(end: float) -> bool:
    return time.perf_counter() < end


if __name__ == "__main__":
    start(main, {"press": _press_here}, _RUNS, _FIRMS, _QUARTERS)
