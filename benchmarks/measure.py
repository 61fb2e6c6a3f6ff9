"""Measure calls and fresh processes, and print them as one table with ratios to a floor."""

from __future__ import annotations

import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NoReturn

Reply = Mapping[str, float]
"""What a measured process answers: seconds, megabytes or counts by name."""

_ROOT: Final = Path(__file__).resolve().parents[1]
_STATUS: Final = Path("/proc/self/status")
_LIMIT_S: Final = 600
_MEBIBYTE: Final = 2**20


class RunFailedError(Exception):
    """A measured process ended with an error; the message is the last line it said."""


def start(
    compare: Callable[..., object], ways: Mapping[str, Callable[..., object]], *usual: int | str
) -> None:
    """Do what the command line asks for: one way in this process, or the comparison of them all.

    Args:
        compare: called with the words of the command line, each read as the usual one is.
        ways: by the first word of the command line; each is called with the words after it.
        usual: what the comparison is called with where no words are given.
    """
    words = sys.argv[1:]
    if words and words[0] in ways:
        ways[words[0]](*words[1:])
        return
    say_machine()
    given = [type(each)(word) for each, word in zip(usual, words, strict=False)]
    compare(*given, *usual[len(given) :])


def leave() -> NoReturn:
    """End this process at once: what still runs in the background has no part in its answer."""
    sys.stdout.flush()
    os._exit(0)


def peak_mb() -> float:
    """Return the largest resident set of this process so far, in MiB."""
    if _STATUS.exists():
        # getrusage would also count what the process held before it became this program.
        line = next(each for each in _STATUS.read_text().splitlines() if "VmHWM" in each)
        return int(line.split()[1]) / 1024
    import psutil

    memory = psutil.Process().memory_info()
    return float(getattr(memory, "peak_wset", memory.rss)) / _MEBIBYTE


def time_call(call: Callable[[], object]) -> float:
    """Return the seconds that one call takes."""
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def answer(**figures: float) -> None:
    """Print what a measured process found, with its peak memory, for `run_fresh` to read.

    ``peak_mb`` is this process's own, unless another's that did the work is told.
    """
    print(json.dumps({"peak_mb": peak_mb(), **figures}), flush=True)


def run_fresh(module: str, *arguments: str, settings: Mapping[str, str] | None = None) -> Reply:
    """Run ``python -m module arguments`` in a new process and return its answer.

    ``begun`` is added to its environment: the clock at the start, comparable with its own
    `time.perf_counter`. Raises `RunFailedError` when it ends with an error or gives no answer.
    """
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **(settings or {})}
    surroundings["FEIDI_BEGUN"] = repr(time.perf_counter())
    return _answered([sys.executable, "-m", module, *arguments], surroundings)


def on_copies(
    runs: int, module: str, act: str, source: Path, folder: Path
) -> dict[str, list[Reply]]:
    """Run an act of a module some times, each in a new process on a copy of a workbook.

    One more run goes before them that is not counted: it leaves the compiled modules below
    ``folder``, as a program in use has them.
    """
    settings = {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }

    def once() -> Reply:
        with tempfile.TemporaryDirectory() as own:
            path = Path(own) / source.name
            shutil.copy(source, path)
            return run_fresh(module, act, str(path), settings=settings)

    return in_turns(runs, {act: once}, warmed=True)


def run_peer(script: str, *arguments: str, given: str = "") -> Reply:
    """Run a script of this folder by the interpreter that FEIDI_PEERS names; return its answer.

    Args:
        script: name of its file.
        arguments: what it is called with.
        given: what it reads.

    Raises:
        RunFailedError: no interpreter is named, or the script failed.
    """
    peer = os.environ.get("FEIDI_PEERS")
    if not peer:
        message = f"set FEIDI_PEERS to a Python that has what {script} imports"
        raise RunFailedError(message)
    command = [peer, str(Path(__file__).with_name(script)), *arguments]
    return _answered(command, os.environ, given)


def _answered(command: Sequence[str], surroundings: Mapping[str, str], given: str = "") -> Reply:
    run = subprocess.run(
        command,
        cwd=_ROOT,
        env=surroundings,
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_LIMIT_S,
        check=False,
    )
    lines = run.stdout.strip().splitlines()
    if run.returncode or not lines:
        said = run.stderr.strip().splitlines() or [f"exit code {run.returncode}"]
        raise RunFailedError(said[-1])
    reply: Reply = json.loads(lines[-1])
    return reply


def since_begun() -> float:
    """Return the seconds since `run_fresh` started this process."""
    return time.perf_counter() - float(os.environ["FEIDI_BEGUN"])


def in_turns(
    runs: int, ways: Mapping[str, Callable[[], Reply]], *, warmed: bool = False
) -> dict[str, list[Reply]]:
    """Run each way ``runs`` times, taking turns so that a busy moment meets all alike.

    Returns the answers by way. Of a way that failed is printed why, and it is left out.

    Args:
        runs: how often each is run.
        ways: what is run, by name.
        warmed: run each once before, which is not counted.
    """
    replies: dict[str, list[Reply]] = {name: [] for name in ways}
    for turn in range(-1 if warmed else 0, runs):
        for name in list(replies):
            try:
                reply = ways[name]()
            except RunFailedError as error:
                print(f"{name} could not be measured: {error}")
                del replies[name]
                continue
            if turn >= 0:
                replies[name].append(reply)
    return replies


def print_table(
    title: str, unit: str, replies: Mapping[str, Sequence[Reply]], key: str, base: str = ""
) -> dict[str, float]:
    """Print what each way answered under a key; return the medians by way.

    Args:
        title: what stands above.
        unit: of what is printed and returned, ``s`` or ``ms``; seconds are answered.
        replies: the answers by way.
        key: what they are asked for.
        base: the way that the ratios are to; the first where there is none of this name.
    """
    factor = 1000 if unit.endswith("ms") else 1
    times = {name: [each[key] * factor for each in found] for name, found in replies.items()}
    medians = {name: statistics.median(each) for name, each in times.items()}
    if not medians:
        return medians
    floor = base if base in medians else next(iter(medians))
    wide = max(map(len, medians))
    print(f"\n{title}")
    print(f"{'':{wide}}  {'median ' + unit:>12} {'least':>10} {'most':>10} {'ratio':>8} {'MB':>7}")
    for name, median in medians.items():
        print(
            f"{name:{wide}}  {_plain(median):>12} {_plain(min(times[name])):>10} "
            f"{_plain(max(times[name])):>10} {median / medians[floor]:>7.2f}x "
            f"{most_mb(replies[name]):>7.0f}"
        )
    print(f"ratio: to {floor}")
    return medians


def most_mb(replies: Sequence[Reply]) -> float:
    """Return the largest resident set of any run, in MiB; 0 where none ran."""
    return max((each["peak_mb"] for each in replies), default=0.0)


def say_goal(goal: str, *, met: bool) -> None:
    """Print a goal and whether it was met."""
    print(f"goal {goal}: {'met' if met else 'NOT met'}")


def say_machine() -> None:
    """Print what was measured on, and how busy it was before."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}{load}"
    )


def _plain(value: float) -> str:
    return f"{value:.1f}" if value >= 100 else f"{value:.3g}"  # noqa: PLR2004
