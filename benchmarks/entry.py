"""Compare pasting and typing a quarter's figures with the bare SQL of the same writes.

Run with ``python -m benchmarks.entry [RUNS [ROWS]]``. A workbook on disk holds ROWS firms that
reported the quarter before. Pasting takes a block of eight figures per firm through the entry
screen: from the clipboard's text to the preview, and from "write" until the cells are painted.
Typing enters single figures, each saved and painted. The peers run the inserts and updates of the
same values over ``sqlite3``, in one transaction per paste and per figure, with the same pragmas.
Then ten times as many rows are pasted into the list of events, and the window is watched: the
longest time in which no key is answered, by the clock, less its waiting for a core, and what its
thread used of the processor. Each run is a fresh process.
"""

from __future__ import annotations

import gc
import sqlite3
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.measure import answer, in_turns, print_table, run_fresh, say_goal, start, time_call

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QAbstractButton

    from benchmarks.calm import Pulse
    from benchmarks.measure import Reply
    from ui.screens.quarter_entry import QuarterEntryScreen

_MODULE: Final = "benchmarks.entry"
_OURS: Final = "Feidi's entry grid"
_RUNS: Final = 5
_ROWS: Final = 1_000
_TYPED: Final = 60
_GOAL_S: Final = 2
_KEY_GOAL_MS: Final = 50
_LIST_ROWS: Final = 10
_PARTS: Final = ("gap", "alone", "turn")
_PRAGMAS: Final = (
    "foreign_keys = ON",
    "journal_mode = DELETE",
    "synchronous = EXTRA",
    "fullfsync = ON",
)
_QUARTER: Final = "2024Q4"
_FIGURES: Final = (
    "revenue_fen",
    "rd_fen",
    "headcount",
    "rd_staff",
    "vat_fen",
    "cit_fen",
    "pit_fen",
    "other_tax_fen",
)


def _make(path: Path, rows: int) -> None:
    """Write a workbook with firms that reported the quarter before."""
    from domain.commands import WriteBatch
    from domain.entities import SPECS
    from domain.ids import new_id
    from domain.records import Actor, Value, Write
    from storage.workbook import Workbook

    writes: list[Write] = []

    def insert(table: str, **values: Value) -> str:
        whole = {each.name: values.get(each.name, each.default) for each in SPECS[table].fields}
        record = new_id()
        writes.append(Write("insert", table, record, whole))
        return record

    for number in range(rows):
        name = f"F{number:05d}"
        firm = insert("firm", number=name, name_zh=name, admission_date="2020-01-01")
        insert("firm_quarter", firm=firm, quarter="2024Q3", headcount=20, revenue_fen=5_000_000)
    with Workbook.create(path, SPECS, Actor("clerk", "clerk")) as workbook:
        workbook.run(WriteBatch(tuple(writes)))


def _figures(number: int) -> tuple[int, ...]:
    """Return what a firm reports: amounts in whole 万元, persons."""
    wan = 100 + number % 50
    return (wan, 10, 20 + number % 9, 9, 3, 2, 1, 1)


def _screen(path: Path) -> QuarterEntryScreen:
    from datetime import date
    from typing import cast

    import resources
    from cli.wiring import Writer, services_of
    from domain.entities import SPECS
    from domain.records import Actor
    from domain.text import Texts
    from storage.workbook import Workbook
    from ui.bus import Bus
    from ui.language import Language
    from ui.screen import Desk, ScreenContext
    from ui.screens.quarter_entry import QuarterEntryScreen
    from ui.tasks import Tasks
    from ui.theme.appearance import Appearance

    workbook, texts = (
        Workbook.open(path, SPECS, Actor("clerk", "clerk")),
        Texts(resources.load_texts()),
    )
    bus = Bus(workbook)
    screen = QuarterEntryScreen(
        ScreenContext(
            bus=bus,
            specs=SPECS,
            language=Language(texts, "zh"),
            appearance=Appearance("light"),
            tasks=Tasks(),
            desk=cast("Desk", _QuietDesk()),
            services=services_of(workbook, texts, Writer(bus, bus)),
            today=lambda: date(2025, 1, 8),
        )
    )
    screen.resize(1366, 768)
    screen.show()
    screen.activate(_QUARTER)
    return screen


class _QuietDesk:
    """A desk without a window."""

    def tell(self, sentence: str, *, undo: bool = False, icon: str = "check") -> None:
        """Say nothing."""


def _paste_here(path: str, rows: str) -> None:
    """Measure, in this process, a block pasted into the entry screen, and figures typed."""
    from PySide6.QtGui import QGuiApplication

    from cli.application import application
    from cli.sweeping import Sweeper

    app = application()
    screen = _screen(Path(path))
    app.processEvents()
    # As the program does: garbage is collected by the window alone.
    gc.freeze()
    sweeper = Sweeper(lambda: not screen.context.tasks.running(), screen)
    block = "\n".join("\t".join(map(str, _figures(number))) for number in range(int(rows)))
    QGuiApplication.clipboard().setText(block)
    screen.grid.go_to(screen.model.index(0, 1))

    shown = time_call(partial(_done, screen, screen.head.paste_button))
    written = time_call(partial(_done, screen, screen.paste_panel.write_button))
    typed = [time_call(partial(_type, screen, at)) for at in range(_TYPED)]
    listed = _paste_list(screen, _LIST_ROWS * int(rows))
    sweeper.stop()
    answer(
        **listed,
        paste=shown + written,
        preview=shown,
        written=written,
        typed=statistics.median(typed),
        typed_most=max(typed),
    )


def _done(screen: QuarterEntryScreen, button: QAbstractButton) -> Pulse:
    """Press a button and let the window live until the block is shown or written, and painted."""
    from benchmarks.calm import Pulse, spin

    pulse = Pulse()
    button.click()
    return spin(pulse, lambda: screen.blocks.under_way, quiet=1)


def _paste_list(screen: QuarterEntryScreen, rows: int) -> Reply:
    """Paste rows into the list of events; return how long that took and held the window."""
    from PySide6.QtGui import QGuiApplication

    screen.choose_layout("events")
    screen.grid.go_to(screen.model.index(0, 1))
    lines = (f"2024-10-08\tvisit\t{number}\t{number}\t20\t1.00" for number in range(rows))
    QGuiApplication.clipboard().setText("\n".join(lines))
    found: dict[str, float] = {}
    for phase, button in (
        ("checked", screen.head.paste_button),
        ("listed", screen.paste_panel.write_button),
    ):
        begun = time.perf_counter()
        pulse = _done(screen, button)
        found[phase] = time.perf_counter() - begun
        found |= {f"{phase} {part}": getattr(pulse, part) for part in _PARTS}
    if screen.model.rowCount() <= rows:
        raise RuntimeError("the list was not written")
    return found


def _type(screen: QuarterEntryScreen, row: int) -> None:
    from PySide6.QtWidgets import QApplication

    model = screen.model
    model.setData(model.index(row, len(_FIGURES) + 1), str(5 + row))
    screen.context.bus.settle()
    QApplication.processEvents()


def _bare_here(path: str, rows: str) -> None:
    """Measure, in this process, the same writes as bare SQL."""
    connection = sqlite3.connect(path, isolation_level=None)
    # As the workbook opens its file, so that both wait for the disk alike.
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    found = connection.execute("SELECT id FROM firm ORDER BY number LIMIT ?", (int(rows),))
    firms = [firm for (firm,) in found]
    columns = ", ".join(("id", "firm", "quarter", *_FIGURES))
    marks = ", ".join("?" * (3 + len(_FIGURES)))
    insert = f"INSERT INTO firm_quarter ({columns}) VALUES ({marks})"
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    for number, firm in enumerate(firms):
        connection.execute(insert, (f"bare-{number}", firm, _QUARTER, *_figures(number)))
    connection.execute("COMMIT")
    paste = time.perf_counter() - begun

    def save(row: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE firm_quarter SET financing_fen = ? WHERE id = ?", (5 + row, f"bare-{row}")
        )
        connection.execute("COMMIT")

    typed = [time_call(partial(save, row)) for row in range(_TYPED)]
    answer(paste=paste, typed=statistics.median(typed), typed_most=max(typed))


def _fresh(how: str, source: Path, rows: int) -> Reply:
    import shutil

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / source.name
        shutil.copy(source, path)
        return run_fresh(_MODULE, how, str(path), str(rows))


def _say_list(rows: int, replies: Sequence[Reply]) -> None:
    def median(key: str) -> float:
        return float(statistics.median(each[key] for each in replies))

    print(f"\n{rows:,} rows of 6 cells pasted into a list")
    for phase in ("checked", "listed"):
        held = ", ".join(f"{part} {median(f'{phase} {part}') * 1000:.0f} ms" for part in _PARTS)
        print(f"{phase}: {median(phase):.2f} s, {held}")
    longest = max(median(f"{phase} turn") for phase in ("checked", "listed")) * 1000
    say_goal(f"no gap above {_KEY_GOAL_MS} ms of the processor", met=longest <= _KEY_GOAL_MS)


def main(runs: int, rows: int) -> None:
    """Measure in turns and print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "park.feidi"
        _make(source, rows)
        replies = in_turns(
            runs,
            {
                "bare SQL": partial(_fresh, "bare", source, rows),
                _OURS: partial(_fresh, "feidi", source, rows),
            },
        )
    pasted = print_table(f"{rows:,} rows of 8 figures pasted", "s", replies, "paste")
    typed = print_table("one figure typed", "ms", replies, "typed")
    ours = replies.get(_OURS, [])
    if ours:
        for part in ("preview", "written"):
            print(f"{part}: {statistics.median(each[part] for each in ours):.2f} s")
        most = statistics.median(each["typed_most"] for each in ours) * 1_000
        print(f"slowest of {_TYPED} figures typed: {most:.0f} ms")
        _say_list(rows * _LIST_ROWS, ours)
        say_goal(f"{rows:,} pasted rows in at most {_GOAL_S} s", met=pasted[_OURS] <= _GOAL_S)
        say_goal(f"a figure typed in at most {_KEY_GOAL_MS} ms", met=typed[_OURS] <= _KEY_GOAL_MS)


if __name__ == "__main__":
    start(main, {"feidi": _paste_here, "bare": _bare_here}, _RUNS, _ROWS)
