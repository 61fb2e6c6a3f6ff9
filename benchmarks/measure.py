"""Measure calls and fresh processes, and print them as one table with ratios to a floor."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Reply = Mapping[str, float]
"""What a measured process answers: seconds, megabytes or counts by name."""

_ROOT: Final = Path(__file__).resolve().parents[1]
_STATUS: Final = Path("/proc/self/status")
_LIMIT_S: Final = 600
_MEBIBYTE: Final = 2**20


class RunFailedError(Exception):
    """A measured process ended with an error; the message is the last line it said."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table: median of the runs, in the unit of the table, and its peak memory.

    `peak_mb` is the largest resident set of any run in MiB, None where it was not measured.
    """

    name: str
    runs: tuple[float, ...]
    peak_mb: float | None = None

    @property
    def median(self) -> float:
        """The median of the runs."""
        return statistics.median(self.runs)


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
    """Print what a measured process found, with its peak memory, for `run_fresh` to read."""
    print(json.dumps({**figures, "peak_mb": peak_mb()}), flush=True)


def run_fresh(module: str, *arguments: str, settings: Mapping[str, str] | None = None) -> Reply:
    """Run ``python -m module arguments`` in a new process and return its answer.

    ``begun`` is added to its environment: the clock at the start, comparable with its own
    `time.perf_counter`. Raises `RunFailedError` when it ends with an error or gives no answer.
    """
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **(settings or {})}
    surroundings["FEIDI_BEGUN"] = repr(time.perf_counter())
    run = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=_ROOT,
        env=surroundings,
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
    reply: dict[str, float] = json.loads(lines[-1])
    return reply


def since_begun() -> float:
    """Return the seconds since `run_fresh` started this process."""
    return time.perf_counter() - float(os.environ["FEIDI_BEGUN"])


def in_turns(
    runs: int, ways: Mapping[str, Callable[[], Reply]]
) -> tuple[dict[str, list[Reply]], dict[str, str]]:
    """Run each way ``runs`` times, taking turns so that a busy moment meets all alike.

    Returns the answers by way, and for a way that failed why; it is not tried again.
    """
    replies: dict[str, list[Reply]] = {name: [] for name in ways}
    failed: dict[str, str] = {}
    for _ in range(runs):
        for name, way in ways.items():
            if name in failed:
                continue
            try:
                replies[name].append(way())
            except RunFailedError as error:
                failed[name] = str(error)
    return {name: found for name, found in replies.items() if name not in failed}, failed


def figures_of(replies: Mapping[str, Sequence[Reply]], key: str, factor: float = 1) -> list[Figure]:
    """Return one figure per way: the values answered under ``key``, times ``factor``."""
    return [
        Figure(
            name,
            tuple(reply[key] * factor for reply in found),
            max(reply["peak_mb"] for reply in found),
        )
        for name, found in replies.items()
    ]


def print_table(title: str, unit: str, figures: Sequence[Figure], base: str = "") -> None:
    """Print figures as a table; the ratio is to the line called ``base``, the first by default."""
    if not figures:
        return
    floor = next((each for each in figures if each.name == base), figures[0])
    wide = max(len(each.name) for each in figures)
    print(f"\n{title}")
    head = f"{'':{wide}}  {'median ' + unit:>12} {'least':>10} {'most':>10} {'ratio':>8} {'MB':>7}"
    print(head)
    for each in figures:
        peak = "" if each.peak_mb is None else f"{each.peak_mb:.0f}"
        print(
            f"{each.name:{wide}}  {_plain(each.median):>12} {_plain(min(each.runs)):>10} "
            f"{_plain(max(each.runs)):>10} {each.median / floor.median:>7.2f}x {peak:>7}"
        )
    print(f"ratio: to {floor.name}")


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
