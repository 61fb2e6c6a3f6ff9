"""Compare a 40-page report through Feidi's renderer with reportlab, WeasyPrint and LibreOffice.

Run with ``python -m benchmarks.report_pages [RUNS [FOLDER]]``; with a folder the three files are
kept there to be looked at. Sixty tables and twenty-five vector charts, Chinese words, embedded
fonts. WeasyPrint is no part of the project's environment and needs Pango; LibreOffice is looked
for on the path, or named in FEIDI_SOFFICE, and prints the copy for editing that Feidi writes of
the same report. Without them the comparison is with the floor alone. Each run is a fresh process;
the first time counts loading the engine, the second prints once more in the same process, but
LibreOffice starts anew.
"""

from __future__ import annotations

import importlib
import io
import os
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks import report_engines
from benchmarks.measure import answer, in_turns, print_table, run_fresh, say_goal, start, time_call

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measure import Reply

_MODULE: Final = "benchmarks.report_pages"
_RUNS: Final = 3
_GOAL: Final = 5
_FEIDI: Final = "Feidi, storage.pdf.render"
_FLOOR: Final = "reportlab alone"
_OTHER: Final = "WeasyPrint"
_OFFICE: Final = "LibreOffice"
_ENGINES: Final = {
    _FLOOR: "reportlab",
    _FEIDI: "feidi",
    _OTHER: "weasyprint",
    _OFFICE: "soffice",
}
_FLOOR_GOAL: Final = 1.5
_TIMES: Final = {
    "first": "First report in a process, the engine's loading included",
    "again": "Second report in the same process",
}


def main(runs: int, folder: str) -> None:
    """Print the comparison."""
    with tempfile.TemporaryDirectory() as compiled:
        # As a program in use: what it is made of was compiled before, by a turn not counted.
        settings = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
        ways: dict[str, Callable[[], Reply]] = {
            name: partial(run_fresh, _MODULE, "print", engine, folder, settings=settings)
            for name, engine in _ENGINES.items()
        }
        _compare(runs, ways)


def _compare(runs: int, ways: dict[str, Callable[[], Reply]]) -> None:
    lack = _lacking("weasyprint")
    if lack:
        print(f"WeasyPrint cannot be loaded, so it is not compared: {lack}")
        del ways[_OTHER]
    if not report_engines.soffice():
        print("LibreOffice is not on the path nor named in FEIDI_SOFFICE, so it is not compared")
        del ways[_OFFICE]
    replies = in_turns(runs, ways, warmed=True)
    report_engines.say_sizes(replies)
    for key, title in _TIMES.items():
        medians = print_table(title, "s", replies, key, _FLOOR)
        for other in (_OTHER, _OFFICE):
            if {_FEIDI, other} <= medians.keys():
                ratio = medians[other] / medians[_FEIDI]
                say_goal(f">= {_GOAL} x as fast as {other} ({ratio:.1f})", met=ratio >= _GOAL)
    used = print_table("Processor's time of the first", "s", replies, "used", _FLOOR)
    if {_FEIDI, _FLOOR} <= used.keys():
        ratio = used[_FEIDI] / used[_FLOOR]
        say_goal(f"<= {_FLOOR_GOAL} x the floor ({ratio:.2f})", met=ratio <= _FLOOR_GOAL)


def _lacking(module: str) -> str:
    """Return why a module cannot be loaded, empty when it can."""
    try:
        importlib.import_module(module)
    except (ImportError, OSError) as error:
        return str(error).splitlines()[0]
    return ""


def _print(engine: str, folder: str) -> None:
    call = getattr(report_engines, f"print_{engine}")
    if engine == "soffice":
        # The copy is there when the clock starts.
        call = partial(call, document=report_engines.editable_copy())
    printed: list[bytes] = []
    began = _used()
    first = time_call(lambda: printed.append(call()))
    used = _used() - began
    again = time_call(lambda: printed.append(call()))
    if folder:
        Path(folder, f"{engine}.pdf").write_bytes(printed[0])
    answer(
        first=first,
        again=again,
        used=used,
        pages=_page_count(printed[0]),
        kilobytes=len(printed[0]) / 1000,
    )


def _used() -> float:
    """Return the processor's seconds of this process and of those it waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _page_count(printed: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(io.BytesIO(printed)))


if __name__ == "__main__":
    start(main, {"print": _print}, _RUNS, "")
