"""Compare the import of 100,000 rows with pandas reading the same file through openpyxl.

Run with ``python -m benchmarks.import_rows [RUNS [ROWS]]``. Needs ``openpyxl``, which is no part
of the project's environment; without it Feidi's own figure is printed alone. Each run is a fresh
process. Feidi reads, matches, checks and writes every row to a workbook on disk, with its history;
pandas only reads. Left out of the time on both sides: starting Python and loading libraries, and
for Feidi making an empty workbook and importing the register of the firms.
"""

from __future__ import annotations

import importlib.util
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.make_rows import make_register, make_rows
from benchmarks.measure import (
    RunFailedError,
    answer,
    figures_of,
    in_turns,
    print_table,
    run_fresh,
    say_goal,
    say_machine,
    time_call,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measure import Reply

_MODULE: Final = "benchmarks.import_rows"
_RUNS: Final = 3
_ROWS: Final = 100_000
_MOST_SECONDS: Final = 10
_MOST_MB: Final = 500
_FEIDI: Final = "Feidi, import_files"
_PANDAS: Final = "pandas.read_excel, openpyxl"


def main(arguments: Sequence[str]) -> int:
    """Print the comparison; return 0."""
    if arguments[:1] == ["feidi"]:
        return _import(*map(Path, arguments[1:]))
    if arguments[:1] == ["pandas"]:
        return _read(Path(arguments[1]))
    runs = int(arguments[0]) if arguments else _RUNS
    rows = int(arguments[1]) if len(arguments) > 1 else _ROWS
    say_machine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, register = folder / "rows.xlsx", folder / "register.xlsx"
        make_register(register, make_rows(table, rows))
        ways = {_FEIDI: partial(_feidi, folder, register, table, rows)}
        if importlib.util.find_spec("openpyxl"):
            ways[_PANDAS] = partial(run_fresh, _MODULE, "pandas", str(table))
        else:
            print("openpyxl is not installed, so there is nothing to compare with")
        replies, failed = in_turns(runs, ways)
    for way, why in failed.items():
        print(f"{way} could not be measured: {why}")
    figures = figures_of(replies, "seconds")
    print_table(f"{rows:,} rows of 18 columns", "s", figures, _PANDAS)
    worked = figures_of(replies, "worked")
    print_table(
        "Of that the processor's time, which a busy machine hardly changes", "s", worked, _PANDAS
    )
    for each in figures:
        if each.name == _FEIDI and each.peak_mb is not None:
            say_goal(f"<= {_MOST_SECONDS} s ({each.median:.1f})", met=each.median <= _MOST_SECONDS)
            say_goal(f"<= {_MOST_MB} MB ({each.peak_mb:.0f})", met=each.peak_mb <= _MOST_MB)
    return 0


def _feidi(folder: Path, register: Path, table: Path, rows: int) -> Reply:
    workbook = Path(tempfile.mkdtemp(dir=folder)) / "park.feidi"
    reply = run_fresh(_MODULE, "feidi", str(workbook), str(register), str(table))
    if reply["added"] != rows:
        message = f"{reply['added']:.0f} of {rows} rows were taken"
        raise RunFailedError(message)
    return reply


def _import(path: Path, register: Path, table: Path) -> int:
    from domain.entities import SPECS
    from domain.records import Actor, Query
    from storage.files.importing import import_files
    from storage.workbook import Workbook

    with Workbook.create(path, SPECS, Actor("—", "office")) as workbook:
        import_files(workbook, SPECS, [register])
        worked = time.process_time()
        seconds = time_call(lambda: import_files(workbook, SPECS, [table]))
        worked = time.process_time() - worked
        answer(seconds=seconds, worked=worked, added=workbook.count(Query("firm_quarter")))
    return 0


def _read(table: Path) -> int:
    # Loaded beforehand: Feidi's reader was loaded for the register.
    import openpyxl  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: F401
    import pandas as pd

    frames: list[object] = []
    worked = time.process_time()
    seconds = time_call(lambda: frames.append(pd.read_excel(table, engine="openpyxl")))
    answer(seconds=seconds, worked=time.process_time() - worked)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
