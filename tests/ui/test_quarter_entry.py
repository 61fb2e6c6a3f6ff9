"""A quarter is typed without the mouse, saved at each figure, and refused in its own cell."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

import resources
from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Actor, Query
from domain.text import Texts
from storage.workbook import Workbook
from ui.bus import Bus
from ui.language import Language
from ui.screens.base import Desk, ScreenContext
from ui.screens.quarter_entry import QuarterEntryScreen
from ui.screens.services import Services
from ui.tasks import Tasks
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from domain.records import Value

REVENUE, RD, HEADCOUNT, RD_STAFF = 1, 2, 3, 4


class ToldDesk:
    """A desk that remembers what it was asked to tell."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def tell(self, sentence: str, *, undo: bool = False, icon: str = "check") -> None:
        """Remember the sentence."""
        del undo, icon
        self.told.append(sentence)


@pytest.fixture
def workbook() -> Iterator[Workbook]:
    with Workbook.memory(SPECS, Actor("柯知夏", "clerk")) as made:
        for number in ("QH001", "QH002", "QH003"):
            firm = AddRow(
                "firm",
                {"number": number, "name_zh": f"企业{number}", "admission_date": "2020-01-01"},
            )
            made.run(firm)
            last: dict[str, Value] = {
                "quarter": "2024Q3",
                "revenue_fen": 5_000_000,
                "headcount": 20,
            }
            made.run(AddRow("firm_quarter", {"firm": firm.record, **last}))
        yield made


@pytest.fixture
def screen(qtbot: QtBot, workbook: Workbook) -> Iterator[QuarterEntryScreen]:
    bus = Bus(workbook)
    language = Language(Texts(resources.load_texts()), "zh")
    appearance = Appearance("light")
    tasks = Tasks()
    context = ScreenContext(
        bus=bus,
        specs=SPECS,
        language=language,
        appearance=appearance,
        tasks=tasks,
        desk=cast("Desk", ToldDesk()),
        services=Services(),
        today=lambda: date(2025, 1, 8),
    )
    made = QuarterEntryScreen(context)
    qtbot.addWidget(made)
    made.resize(1318, 712)
    made.show()
    made.activate("2024Q4")
    yield made
    tasks.close()


def told(screen: QuarterEntryScreen) -> list[str]:
    return cast("ToldDesk", screen.context.desk).told


def typed(workbook: Workbook) -> list[tuple[object, object]]:
    rows = workbook.select(
        Query(
            "firm_quarter", columns=("quarter", "revenue_fen", "headcount"), order=("firm.number",)
        )
    )
    return [(r["revenue_fen"], r["headcount"]) for r in rows if r["quarter"] == "2024Q4"]


def test_figures_are_typed_with_tab_and_enter_and_saved_at_once(
    qtbot: QtBot, screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    grid = screen.grid.figures
    screen.grid.go_to(screen.model.index(0, REVENUE))
    tab, enter = Qt.Key.Key_Tab, Qt.Key.Key_Return
    for text, key in (("5.25", tab), ("1", tab), ("21", enter)):
        QTest.keyClicks(grid, text[0])
        editor = grid.focusWidget() or grid
        QTest.keyClicks(editor, text[1:])
        QTest.keyClick(editor, key)
    # The editor may still work on Enter; the grid goes on when it has closed.
    qtbot.waitUntil(lambda: grid.currentIndex() == screen.model.index(1, HEADCOUNT))
    assert typed(workbook) == [(5_250_000, 21)]


def test_a_refused_figure_stays_red_in_its_cell_and_nothing_is_written(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    model = screen.model
    assert model.enter(model.index(0, HEADCOUNT), "22")
    assert not model.enter(model.index(0, RD_STAFF), "57")
    assert model.index(0, RD_STAFF).data() == "57"
    refused = model.refusal(model.index(0, RD_STAFF))
    assert refused is not None
    assert "22" in refused.reason
    row = workbook.find("firm_quarter", quarter="2024Q4")[0]
    assert row["rd_staff"] is None
    assert model.counts()["errors"] == 1
    assert model.next_refusal(model.index(0, 0)) == model.index(0, RD_STAFF)


def test_a_refused_figure_can_be_mended(screen: QuarterEntryScreen) -> None:
    model = screen.model
    model.enter(model.index(1, HEADCOUNT), "约30")
    assert model.counts()["errors"] == 1
    assert model.enter(model.index(1, HEADCOUNT), "30")
    assert model.counts()["errors"] == 0


def test_a_block_is_pasted_as_one_step(screen: QuarterEntryScreen, workbook: Workbook) -> None:
    QGuiApplication.clipboard().setText("1.00\t0.5\t10\n2.00\t0.5\t11\n")
    screen.grid.go_to(screen.model.index(0, REVENUE))
    screen.grid.figures.pasted.emit(QGuiApplication.clipboard().text())
    assert typed(workbook) == [(1_000_000, 10), (2_000_000, 11)]
    workbook.undo()
    assert typed(workbook) == []


def test_a_block_with_one_wrong_cell_writes_nothing_and_says_where(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.grid.go_to(screen.model.index(0, REVENUE))
    screen.grid.figures.pasted.emit("1.00\t0.5\t10\n2.00\tabc\t11")
    assert typed(workbook) == []
    assert screen.grid.figures.currentIndex() == screen.model.index(1, RD)


def test_a_block_larger_than_the_grid_is_refused(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.grid.go_to(screen.model.index(2, REVENUE))
    screen.grid.figures.pasted.emit("1\n2")
    assert typed(workbook) == []
    assert len(told(screen)) == 1


def test_same_as_last_quarter_fills_the_selected_cells(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    grid = screen.grid.figures
    screen.grid.go_to(screen.model.index(0, REVENUE))
    grid.same_asked.emit()
    assert typed(workbook) == [(5_000_000, None)]


def test_the_filters_and_the_meter_tell_what_is_missing(screen: QuarterEntryScreen) -> None:
    model = screen.model
    counts = model.counts()
    assert (counts["known"], counts["owed"], counts["silent"]) == (0, 39, 3)
    model.enter(model.index(0, HEADCOUNT), "45")
    assert model.counts()["known"] == 1
    assert model.counts()["changed"] == 1
    model.filter_lines("silent")
    assert model.rowCount() == 2


def test_the_language_changes_while_the_grid_is_shown(screen: QuarterEntryScreen) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    heads = [column.heading for column in screen.model.columns()]
    assert heads[REVENUE] == "Chiffre d’affaires"


def test_another_hand_s_change_is_shown(screen: QuarterEntryScreen) -> None:
    model = screen.model
    model.enter(model.index(0, HEADCOUNT), "45")
    screen.context.bus.undo()
    assert model.index(0, HEADCOUNT).data() == ""


@pytest.mark.parametrize("key", ["firms", "projects", "park"])
def test_the_model_keeps_qt_s_contract(
    qtmodeltester: object, screen: QuarterEntryScreen, key: str
) -> None:
    screen.choose_layout(key)
    qtmodeltester.check(screen.model)  # type: ignore[attr-defined]  # the plugin ships no types
