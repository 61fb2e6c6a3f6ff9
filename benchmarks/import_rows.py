"""Compare the import of 100,000 rows with pandas reading the same file through openpyxl.

Run with ``python -m benchmarks.import_rows [RUNS [ROWS]]``. Needs ``openpyxl``, which is no part
of the project's environment; without it Feidi's own figure is printed alone. Each run is a fresh
process. Feidi reads, matches, checks and writes every row to a workbook on disk, with its history;
pandas only reads. Left out of the time on both sides: starting Python and loading libraries, and
for Feidi making an empty workbook and importing the register of the firms.
"""

from __future__ import annotations

import importlib.util
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.make_rows import make_register, make_rows
from benchmarks.measure import (
    RunFailedError,
    answer,
    in_turns,
    most_mb,
    print_table,
    run_fresh,
    say_goal,
    start,
    time_call,
)

if TYPE_CHECKING:
    from benchmarks.measure import Reply

_MODULE: Final = "benchmarks.import_rows"
_RUNS: Final = 3
_ROWS: Final = 100_000
_MOST_SECONDS: Final = 10
_MOST_MB: Final = 500
_FEIDI: Final = "Feidi, import_files"
_PANDAS: Final = "pandas.read_excel, openpyxl"


def main(runs: int, rows: int) -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, register = folder / "rows.xlsx", folder / "register.xlsx"
        make_register(register, make_rows(table, rows))
        ways = {_FEIDI: partial(_feidi, folder, register, table, rows)}
        if importlib.util.find_spec("openpyxl"):
            ways[_PANDAS] = partial(run_fresh, _MODULE, "pandas", str(table))
        else:
            print("openpyxl is not installed, so there is nothing to compare with")
        replies = in_turns(runs, ways)
    medians = print_table(f"{rows:,} rows of 18 columns", "s", replies, "seconds", _PANDAS)
    title = "Of that the processor's time, which a busy machine hardly changes"
    print_table(title, "s", replies, "worked", _PANDAS)
    if _FEIDI in medians:
        took, most = medians[_FEIDI], most_mb(replies[_FEIDI])
        say_goal(f"<= {_MOST_SECONDS} s ({took:.1f})", met=took <= _MOST_SECONDS)
        say_goal(f"<= {_MOST_MB} MB ({most:.0f})", met=most <= _MOST_MB)


def _feidi(folder: Path, register: Path, table: Path, rows: int) -> Reply:
    workbook = Path(tempfile.mkdtemp(dir=folder)) / "park.feidi"
    reply = run_fresh(_MODULE, "feidi", str(workbook), str(register), str(table))
    if reply["added"] != rows:
        message = f"{reply['added']:.0f} of {rows} rows were taken"
        raise RunFailedError(message)
    return reply


def _import(path: str, register: str, table: str) -> None:
    from domain.entities import SPECS
    from domain.records import Actor, Query
    from storage.files.importing import import_files
    from storage.workbook import Workbook

    with Workbook.create(Path(path), SPECS, Actor("—", "office")) as workbook:
        import_files(workbook, SPECS, [Path(register)])
        worked = time.process_time()
        seconds = time_call(lambda: import_files(workbook, SPECS, [Path(table)]))
        worked = time.process_time() - worked
        answer(seconds=seconds, worked=worked, added=workbook.count(Query("firm_quarter")))


def _read(table: str) -> None:
    # Loaded beforehand: Feidi's reader was loaded for the register.
    import openpyxl  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: F401
    import pandas as pd

    frames: list[object] = []
    worked = time.process_time()
    seconds = time_call(lambda: frames.append(pd.read_excel(table, engine="openpyxl")))
    answer(seconds=seconds, worked=time.process_time() - worked)


if __name__ == "__main__":
    start(main, {"feidi": _import, "pandas": _read}, _RUNS, _ROWS)
