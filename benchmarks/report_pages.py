"""Compare a 40-page report through Feidi's renderer with bare reportlab and with WeasyPrint.

Run with ``python -m benchmarks.report_pages [RUNS [FOLDER]]``; with a folder the three files are
kept there to be looked at. Sixty tables and twenty-five vector charts, Chinese words, embedded
fonts. WeasyPrint is no part of the project's environment and needs Pango; without it the
comparison is with the floor alone. Each run is a fresh process; the first time counts loading the
engine, the second prints once more in the same process.
"""

from __future__ import annotations

import importlib
import io
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import report_engines
from benchmarks.measure import answer, in_turns, print_table, run_fresh, say_goal, start, time_call

_MODULE: Final = "benchmarks.report_pages"
_RUNS: Final = 3
_GOAL: Final = 5
_FEIDI: Final = "Feidi, storage.pdf.render"
_FLOOR: Final = "reportlab alone"
_OTHER: Final = "WeasyPrint"
_ENGINES: Final = {_FLOOR: "reportlab", _FEIDI: "feidi", _OTHER: "weasyprint"}
_TIMES: Final = {
    "first": "First report in a process, the engine's loading included",
    "again": "Second report in the same process",
}


def main(runs: int, folder: str) -> None:
    """Print the comparison."""
    ways = {
        name: partial(run_fresh, _MODULE, "print", engine, folder)
        for name, engine in _ENGINES.items()
    }
    lack = _lacking("weasyprint")
    if lack:
        print(f"WeasyPrint cannot be loaded, so it is not compared: {lack}")
        del ways[_OTHER]
    replies = in_turns(runs, ways)
    report_engines.say_sizes(replies)
    for key, title in _TIMES.items():
        medians = print_table(title, "s", replies, key, _FLOOR)
        if {_FEIDI, _OTHER} <= medians.keys():
            ratio = medians[_OTHER] / medians[_FEIDI]
            say_goal(f">= {_GOAL} x as fast as WeasyPrint ({ratio:.1f})", met=ratio >= _GOAL)


def _lacking(module: str) -> str:
    """Return why a module cannot be loaded, empty when it can."""
    try:
        importlib.import_module(module)
    except (ImportError, OSError) as error:
        return str(error).splitlines()[0]
    return ""


def _print(engine: str, folder: str) -> None:
    call = getattr(report_engines, f"print_{engine}")
    printed: list[bytes] = []
    first = time_call(lambda: printed.append(call()))
    again = time_call(lambda: printed.append(call()))
    if folder:
        Path(folder, f"{engine}.pdf").write_bytes(printed[0])
    answer(
        first=first,
        again=again,
        pages=_page_count(printed[0]),
        kilobytes=len(printed[0]) / 1000,
    )


def _page_count(printed: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(io.BytesIO(printed)))


if __name__ == "__main__":
    start(main, {"print": _print}, _RUNS, "")
