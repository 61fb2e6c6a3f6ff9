"""Open every page of the window on a park of 5,000 firms and 40 quarters.

Run with ``python -m benchmarks.screens [RUNS [FIRMS [QUARTERS]]]``. The park is written once, a
seeded one. Each run is a fresh process that opens the window and then every page in the order of
the navigation: until the page is painted, until everything that is read beside it is shown, and
what the longest turn of the window's thread took of the processor meanwhile. The floor is an empty
page in the same window. One turn before that is not counted: it compiles the modules.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measure import answer, in_turns, leave, run_fresh, say_goal, start

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QApplication

    from benchmarks.measure import Reply
    from storage.workbook import Workbook
    from ui.theme.appearance import Appearance
    from ui.window import MainWindow

_MODULE: Final = "benchmarks.screens"
_RUNS: Final = 3
_FIRMS: Final = 5_000
_QUARTERS: Final = 40
_GOAL_MS: Final = 200
_FLOOR: Final = "(empty page)"
_WORKBOOK: Final = "(workbook)"
_ROUNDS: Final = 5
_SIZE: Final = (1366, 768)
_LONGEST_S: Final = 20.0
_POLL_S: Final = 0.0005


def main(runs: int, firms: int, quarters: int) -> None:
    """Measure all pages and print what was found."""
    from benchmarks.large_park import make_park

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.feidi"
        begun = time.perf_counter()
        records = make_park(path, firms, quarters)
        took = time.perf_counter() - begun
        size = path.stat().st_size / 2**20
        print(f"{records:,} records written in {took:.1f} s, {size:.0f} MB")
        compiled = str(Path(folder) / "compiled")
        settings = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
        way = partial(run_fresh, _MODULE, "pages", str(path), settings=settings)
        replies = in_turns(runs, {"pages": way}, warmed=True)
    for found in replies.values():
        _say(found)


def _say(replies: Sequence[Reply]) -> None:
    pages = [key.removeprefix("filled ") for key in replies[0] if key.startswith("filled ")]

    def median(kind: str, page: str) -> float:
        return float(statistics.median(each[f"{kind} {page}"] for each in replies)) * 1000

    floor = median("filled", _FLOOR)
    print(f"{'page':20} {'painted ms':>11} {'filled ms':>10} {'ratio':>8} {'longest turn ms':>16}")
    for page in pages:
        filled = median("filled", page)
        print(
            f"{page:20} {median('painted', page):>11.1f} {filled:>10.1f}"
            f" {filled / floor:>7.1f}x {median('turn', page):>16.1f}"
        )
    for kind, what in (("turn", "in its longest turn, processor"), ("filled", "by the clock")):
        late = [page for page in pages if median(kind, page) > _GOAL_MS and page != _WORKBOOK]
        named = ", ".join(late) or "none"
        say_goal(f"every page within {_GOAL_MS} ms {what}; late: {named}", met=not late)


def _open_all(path: str) -> None:
    """Open the window, then page after page; answer the times."""
    from benchmarks.large_park import ACTOR
    from cli.application import application
    from cli.pages_ahead import load_pages
    from cli.sweeping import Sweeper
    from domain.entities import SPECS
    from storage.workbook import Workbook
    from ui.theme.appearance import Appearance

    app = application()
    appearance = Appearance("light")
    appearance.apply(app)
    begun = time.perf_counter()
    workbook = Workbook.open(Path(path), SPECS, ACTOR)
    took = time.perf_counter() - begun
    times = {f"{kind} {_WORKBOOK}": took for kind in ("painted", "filled", "turn")}
    window = _window(workbook, appearance)
    window.resize(*_SIZE)
    window.show()
    _settle(app, window)
    # As the program does: what the pages need is loaded beside the window before one is opened,
    # and garbage is collected on the window's thread.
    load_pages()
    gc.freeze()
    Sweeper(lambda: not window.context.tasks.running(), window)
    for page in (_FLOOR, *window.pages()):
        opening = partial(window.open_screen, page) if page != _FLOOR else _empty(window)
        _measure(app, window, opening, page, times)
    answer(**times)
    leave()


def _window(workbook: Workbook, appearance: Appearance) -> MainWindow:
    """Return the window, on a page that reads little."""
    from datetime import date

    import resources
    from cli.window import window_on
    from domain.text import Texts
    from ui.language import Language
    from ui.preferences import Preferences

    language = Language(Texts(resources.load_texts()), "zh")
    kept = Preferences(page="settings")
    return window_on(workbook, language, appearance, kept, lambda: date(2025, 1, 20))


def _empty(window: MainWindow) -> Callable[[], None]:
    from PySide6.QtWidgets import QWidget

    def show() -> None:
        page = QWidget(window)
        page.resize(window.size())
        page.show()
        page.deleteLater()

    return show


def _measure(
    app: QApplication,
    window: MainWindow,
    opening: Callable[[], None],
    page: str,
    times: dict[str, float],
) -> None:
    begun, used = time.perf_counter(), time.thread_time()
    opening()
    app.processEvents()
    turn = time.thread_time() - used
    times[f"painted {page}"] = time.perf_counter() - begun
    turn = max(turn, _settle(app, window))
    times[f"filled {page}"] = time.perf_counter() - begun
    times[f"turn {page}"] = turn


def _settle(app: QApplication, window: MainWindow) -> float:
    """Wait until nothing is read any more; return the longest turn of the thread, in seconds."""
    longest, rested, begun = 0.0, 0, time.perf_counter()
    while rested < _ROUNDS and time.perf_counter() - begun < _LONGEST_S:
        used = time.thread_time()
        app.processEvents()
        longest = max(longest, time.thread_time() - used)
        if window.busy():
            rested = 0
            time.sleep(_POLL_S)
        else:
            rested += 1
    return longest


if __name__ == "__main__":
    start(main, {"pages": _open_all}, _RUNS, _FIRMS, _QUARTERS)
