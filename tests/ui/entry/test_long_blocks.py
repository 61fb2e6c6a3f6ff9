"""A long block is checked and written beside the window, with progress, and can be stopped."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QObject

import resources
from cli.wiring import Writer, services_of
from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Actor
from domain.text import Texts
from storage.workbook import Workbook
from tests.ui.entry.keys import ToldDesk, paste, stand_on, told
from ui.bus import Bus
from ui.language import Language
from ui.screen import Desk, ScreenContext
from ui.screens.quarter_entry import QuarterEntryScreen
from ui.tasks import Tasks
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from domain.progress import Progress
    from domain.records import Changes, Command, Records
    from ui.services import Services

ROWS = 60
STOPPED = "已停止，未写入任何数据。"


@dataclass
class Gate:
    """Hold reading or writing beside the window until the test lets it go on."""

    threads: set[threading.Thread] = field(default_factory=set)
    open: threading.Event = field(default_factory=threading.Event)
    reached: threading.Event = field(default_factory=threading.Event)

    def passed(self) -> None:
        self.threads.add(threading.current_thread())
        self.reached.set()
        assert self.open.wait(60)


@dataclass
class Beside:
    """The screen on a workbook on disk, with the gates of what works beside it."""

    screen: QuarterEntryScreen
    workbook: Workbook
    reading: Gate
    writing: Gate
    party: str

    def paste_events(self, text: str = "") -> None:
        """Paste a list of events, sixty unless another is given."""
        self.screen.choose_layout("events")
        stand_on(self.screen, 0, 1)
        rows = (f"2024-10-08\tvisit\t活动{number}" for number in range(ROWS))
        paste(self.screen, text or "\n".join(rows))

    def events(self) -> int:
        """Return how many events are recorded."""
        return len(self.workbook.find("event"))


@pytest.fixture
def beside(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beside]:
    monkeypatch.setattr("ui.screens.entry.block_course._CHECKED_AT_ONCE", 1)
    monkeypatch.setattr("ui.screens.entry.block_course._WRITTEN_AT_ONCE", 1)
    tasks, owner, texts = Tasks(), QObject(), Texts(resources.load_texts())
    with Workbook.create(tmp_path / "park.feidi", SPECS, Actor("柯知夏", "clerk")) as workbook:
        party = AddRow("party", {"code": "host", "name_zh": "所在区", "kind": "host"})
        workbook.run(party)
        bus = Bus(workbook, slow_s=math.inf)
        reading, writing = Gate(), Gate()
        for gate in (reading, writing):
            gate.open.set()
        given = services_of(workbook, texts, Writer(bus, owner))
        made = QuarterEntryScreen(
            ScreenContext(
                bus=bus,
                specs=SPECS,
                language=Language(texts, "zh"),
                appearance=Appearance("light"),
                tasks=tasks,
                desk=cast("Desk", ToldDesk()),
                services=gated(given, reading, writing),
                today=lambda: date(2025, 1, 8),
            )
        )
        qtbot.addWidget(made)
        made.resize(1318, 712)
        made.show()
        made.activate("2024Q4")
        yield Beside(made, workbook, reading, writing, party.record)
        tasks.close()


def gated(given: Services, reading: Gate, writing: Gate) -> Services:
    """Return the services with what reads and writes beside the window behind the gates."""
    read, write = given.read_aside, given.write_aside
    assert read is not None
    assert write is not None

    def read_aside(work: Callable[[Records], object]) -> object:
        reading.passed()
        return read(work)

    def write_aside(command: Command, writes: int, progress: Progress) -> Changes:
        writing.passed()
        return write(command, writes, progress)

    return replace(given, read_aside=read_aside, write_aside=write_aside)


def test_a_long_block_is_checked_and_written_on_other_threads_as_one_step(
    beside: Beside, qtbot: QtBot
) -> None:
    screen = beside.screen
    beside.paste_events()
    assert screen.paste_panel.progress.isVisible()
    assert not screen.grid.isEnabled()
    qtbot.waitUntil(screen.paste_panel.table.isVisible)
    assert screen.grid.isEnabled()
    assert beside.events() == 0
    screen.paste_panel.write_button.click()
    assert screen.paste_panel.progress.isVisible()
    qtbot.waitUntil(screen.paste_panel.isHidden)
    assert beside.events() == ROWS
    assert screen.model.rowCount() == ROWS + 1
    assert screen.grid.figures.hasFocus()
    assert told(screen) == [f"已填 {ROWS * 3} 格"]
    assert threading.main_thread() not in beside.reading.threads | beside.writing.threads
    screen.context.bus.undo()
    assert beside.events() == 0


def test_a_check_that_is_stopped_gives_the_grid_back(beside: Beside, qtbot: QtBot) -> None:
    beside.reading.open.clear()
    beside.paste_events()
    assert beside.reading.reached.wait(60)
    beside.screen.paste_panel.progress.cancel.click()
    beside.reading.open.set()
    qtbot.waitUntil(lambda: told(beside.screen) == [STOPPED])
    assert beside.screen.paste_panel.isHidden()
    assert beside.screen.grid.isEnabled()
    assert beside.screen.grid.figures.hasFocus()


def test_writing_that_is_stopped_writes_nothing_and_shows_the_block_once_more(
    beside: Beside, qtbot: QtBot
) -> None:
    panel = beside.screen.paste_panel
    beside.paste_events()
    qtbot.waitUntil(panel.table.isVisible)
    beside.writing.open.clear()
    panel.write_button.click()
    assert beside.writing.reached.wait(60)
    panel.progress.cancel.click()
    beside.writing.open.set()
    qtbot.waitUntil(panel.table.isVisible)
    assert told(beside.screen) == [STOPPED]
    assert beside.events() == 0
    panel.write_button.click()
    qtbot.waitUntil(panel.isHidden)
    assert beside.events() == ROWS


def test_what_is_refused_of_a_long_block_stays_to_be_mended(beside: Beside, qtbot: QtBot) -> None:
    beside.paste_events("2024-10-08\tvisit\tA\n2024-10-09\tnonsense\tB\n2024-10-10\tvisit\tC")
    qtbot.waitUntil(beside.screen.paste_panel.table.isVisible)
    beside.screen.paste_panel.write_button.click()
    qtbot.waitUntil(beside.screen.paste_panel.isHidden)
    assert beside.events() == 2
    model = beside.screen.model
    assert [model.index(2, column).data() for column in (2, 3)] == ["nonsense", "B"]


def test_a_file_that_takes_no_writing_is_said_and_the_block_is_not_lost(
    beside: Beside, qtbot: QtBot
) -> None:
    panel = beside.screen.paste_panel
    beside.paste_events()
    qtbot.waitUntil(panel.table.isVisible)
    with beside.workbook.written_beside():
        panel.write_button.click()
        qtbot.waitUntil(panel.table.isVisible)
    assert beside.events() == 0
    assert beside.screen.foot.isVisible()
    panel.write_button.click()
    qtbot.waitUntil(panel.isHidden)
    assert beside.events() == ROWS


def test_a_block_that_is_being_checked_is_dropped_with_its_grid(
    beside: Beside, qtbot: QtBot
) -> None:
    beside.reading.open.clear()
    beside.paste_events()
    assert beside.reading.reached.wait(60)
    beside.screen.choose_layout("land")
    beside.reading.open.set()
    qtbot.waitUntil(lambda: not beside.screen.context.tasks.running())
    assert beside.screen.paste_panel.isHidden()
    assert beside.screen.grid.isEnabled()


def test_records_that_cells_name_are_read_once_for_a_block(beside: Beside) -> None:
    screen, asked = beside.screen, list[str]()
    screen.choose_layout("land")
    stand_on(screen, 0, 1)
    planning = screen.model.writing.planning()
    block = screen.acts.paste("2024-10-01\t所在区\n2024-10-02\t所在区")
    beside.workbook.connection.set_trace_callback(asked.append)
    plan = planning.plan(beside.workbook, block)
    beside.workbook.connection.set_trace_callback(None)
    assert {cell.value for cell in plan.cells if cell.text == "所在区"} == {beside.party}
    assert sum('FROM "party" AS' in sql for sql in asked) == 1
