"""Watch whether the window stays calm while studies are opened, run and cancelled.

Run with ``python -m benchmarks.calm [RUNS]``. Each run is a fresh process with the window on the
sample park. A timer of one millisecond beats on the window's thread; the time between two beats
is a gap, in which no key is answered: by the clock, and what the thread used of the processor
meanwhile. Every study is opened, which runs it for the first time; run once more; and run again,
then cancelled after a tenth of a second. At the end the comparison of four kept scenarios is
opened, and all garbage collected, as the program does while another is in front of it. The floor
is the window at rest, watched in the same process.
"""

from __future__ import annotations

import gc
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measure import answer, leave, on_copies, say_goal, start

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.measure import Reply
    from storage.workbook import Workbook
    from ui.screens.models import ModelsScreen
    from ui.screens.scenarios import ScenariosScreen
    from ui.window import MainWindow

_MODULE: Final = "benchmarks.calm"
_RUNS: Final = 3
_GAP_MS: Final = 50
_CANCEL_MS: Final = 1_000
_REST: Final = "(at rest)"
_COMPARISON: Final = "(comparison)"
_SWEPT: Final = "(garbage swept)"
_PHASES: Final = ("opened", "run")
_NS: Final = 1e9
_SCHEDULER: Final = Path("/proc/self/schedstat")
_SIZE: Final = (1366, 768)
_BEAT_MS: Final = 1
_REST_S: Final = 3.0
_BEFORE_CANCEL_S: Final = 0.1
_LONGEST_S: Final = 120.0
_COMPARED: Final = 4
_QUIET: Final = 40
"""Beats in a row without work under way, after which all that was to be shown is painted."""


def _queued() -> float:
    """Return how long the first thread of this process has waited for a core, in seconds."""
    if not _SCHEDULER.exists():
        return 0.0
    return int(_SCHEDULER.read_text().split()[1]) / _NS


@dataclass(slots=True)
class Pulse:
    """Beats of the window's thread: the largest gaps, in seconds.

    Attributes:
        gap: by the clock.
        alone: less what the thread waited for a core that others used; 0 where nobody counts it.
        turn: what the thread used of the processor.
    """

    clock: float = field(default_factory=time.perf_counter)
    queued: float = field(default_factory=_queued)
    processor: float = field(default_factory=time.thread_time)
    gap: float = 0.0
    alone: float = 0.0
    turn: float = 0.0

    def beat(self) -> None:
        """Note the time since the last beat."""
        clock, queued, processor = time.perf_counter(), _queued(), time.thread_time()
        self.gap = max(self.gap, clock - self.clock)
        self.alone = max(self.alone, clock - self.clock - (queued - self.queued))
        self.turn = max(self.turn, processor - self.processor)
        self.clock, self.queued, self.processor = clock, queued, processor


def main(runs: int) -> None:
    """Measure all studies and print what was found."""
    from cli.founding import sampled
    from domain.records import Actor

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.feidi"
        sampled(path, Actor("林远", "secretary")).close()
        replies = on_copies(runs, _MODULE, "watch", path, Path(folder))
    for found in replies.values():
        _say(found)


def _say(replies: Sequence[Reply]) -> None:
    names = [key.removeprefix("opened gap ") for key in replies[0] if key.startswith("opened gap ")]

    def median(key: str) -> float:
        found = [each[key] for each in replies if key in each]
        return statistics.median(found) * 1000 if found else float("nan")

    parts = ("gap", "alone", "turn")
    heads = (*(f"{phase} {part}" for phase in _PHASES for part in parts), "run took", "cancel")
    print(f"{'median ms':18}" + "".join(f"{head:>14}" for head in heads))
    for name in names:
        figures = [median(f"{head} {name}") for head in heads]
        print(f"{name:18}" + "".join(f"{'—' if isnan(f) else f'{f:.1f}':>14}" for f in figures))
    for part, what in (
        ("gap", "by the clock"),
        ("alone", "less the waiting for a core"),
        ("turn", "of the processor"),
    ):
        late = [
            name
            for name in names
            if name != _SWEPT
            and any(median(f"{phase} {part} {name}") > _GAP_MS for phase in _PHASES)
        ]
        say_goal(
            f"no gap above {_GAP_MS} ms {what}; above: {', '.join(late) or 'none'}", met=not late
        )
    slow = [name for name in names if median(f"cancel {name}") > _CANCEL_MS]
    say_goal(
        f"cancel answered in {_CANCEL_MS} ms; later: {', '.join(slow) or 'none'}", met=not slow
    )


def _watch(path: str) -> None:
    """Open the window, then study after study; answer the gaps."""
    # First, as in the program: it takes away what PySide6 puts before every import.
    import cli.application  # noqa: F401
    from cli.sweeping import Sweeper
    from domain.studies import STUDIES

    window, workbook = window_of(Path(path))
    # As the program does it: garbage is collected on the window's thread.
    gc.freeze()
    sweeper = Sweeper(lambda: not window.context.tasks.running(), window)
    times: dict[str, float] = {}
    window.open_screen("models")
    spin(Pulse(), window.busy)
    end = time.perf_counter() + _REST_S
    _note(times, _REST, "opened", spin(Pulse(), lambda: time.perf_counter() < end))
    for name in STUDIES:
        _watch_study(window, name, times)
    _keep_some(window)
    _watch_comparison(window, times)
    pulse = Pulse()
    sweeper.sweep_all()
    _note(times, _SWEPT, "opened", spin(pulse, lambda: False))
    answer(**times)
    sweeper.stop()
    workbook.close()
    leave()


def _watch_study(window: MainWindow, name: str, times: dict[str, float]) -> None:
    from PySide6.QtCore import QThreadPool

    pulse = Pulse()
    window.open_record("models", name)
    screen = _models(window)
    _note(times, name, "opened", spin(pulse, window.busy))
    pulse, clock = Pulse(), time.perf_counter()
    screen.run.click()
    _note(times, name, "run", spin(pulse, window.busy))
    times[f"run took {name}"] = time.perf_counter() - clock
    screen.run.click()
    asked = time.perf_counter() + _BEFORE_CANCEL_S
    spin(Pulse(), lambda: time.perf_counter() < asked and screen.page.task is not None, 0)
    if screen.page.task is not None:
        clock = time.perf_counter()
        screen.page.stop()
        spin(Pulse(), lambda: screen.page.task is not None, 0)
        times[f"cancel {name}"] = time.perf_counter() - clock
    # What was abandoned is let to its end: the next study is to be measured alone.
    pools = window.context.tasks.findChildren(QThreadPool)
    spin(Pulse(), lambda: window.busy() or any(pool.activeThreadCount() for pool in pools))


def _keep_some(window: MainWindow) -> None:
    """Keep a run of the flow study, as often as can be compared."""
    from domain.studies.scenarios import Signed, keep

    page = _models(window).page
    window.open_record("models", "flow")
    spin(Pulse(), window.busy)
    if page.run is None:
        raise RuntimeError("the flow study has not run")
    for number in range(_COMPARED):
        signed = Signed(f"{number}", "", "林远", window.context.bus.moment(), None)
        window.context.bus.run(keep(page.run.inquiry, page.run.result, signed))


def _watch_comparison(window: MainWindow, times: dict[str, float]) -> None:
    from typing import cast

    from domain.records import Condition

    window.open_list("scenario", [Condition("model", "=", "flow")])
    screen = cast("ScenariosScreen", window.screen_shown())
    screen.table.selectAll()
    spin(Pulse(), window.busy)
    pulse = Pulse()
    screen.actions_["compare"].click()
    _note(times, _COMPARISON, "opened", spin(pulse, window.busy))


def window_of(path: Path) -> tuple[MainWindow, Workbook]:
    """Return the window on a workbook, on a page that reads little."""
    from datetime import date

    import resources
    from cli.application import application
    from cli.window import window_on
    from domain.entities import SPECS
    from domain.records import Actor
    from domain.text import Texts
    from storage.workbook import Workbook
    from ui.language import Language
    from ui.preferences import Preferences
    from ui.theme.appearance import Appearance

    app = application()
    appearance = Appearance("light")
    appearance.apply(app)
    workbook = Workbook.open(path, SPECS, Actor("林远", "secretary"))
    language = Language(Texts(resources.load_texts()), "zh")
    kept = Preferences(page="settings")
    window = window_on(workbook, language, appearance, kept, lambda: date(2025, 1, 20))
    window.resize(*_SIZE)
    window.show()
    return window, workbook


def _models(window: MainWindow) -> ModelsScreen:
    from typing import cast

    return cast("ModelsScreen", window.screen_shown())


def _note(times: dict[str, float], name: str, phase: str, pulse: Pulse) -> None:
    times[f"{phase} gap {name}"] = pulse.gap
    times[f"{phase} alone {name}"] = pulse.alone
    times[f"{phase} turn {name}"] = pulse.turn


def spin(pulse: Pulse, waited: Callable[[], bool], quiet: int = _QUIET) -> Pulse:
    """Let the window live until nothing is waited for; return the beats of its thread."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, rested, end = QEventLoop(), 0, time.perf_counter() + _LONGEST_S

    def beat() -> None:
        nonlocal rested
        pulse.beat()
        rested = 0 if waited() else rested + 1
        if rested > quiet or pulse.clock > end:
            loop.quit()

    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=_BEAT_MS)
    timer.timeout.connect(beat)
    timer.start()
    loop.exec()
    timer.stop()
    return pulse


if __name__ == "__main__":
    start(main, {"watch": _watch}, _RUNS)
