"""Give the tests of the entry grid a park of three firms and the screen over it."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, cast

import pytest

import resources
from domain.commands import AddRow
from domain.entities import SPECS
from domain.records import Actor
from domain.text import Texts
from storage.workbook import Workbook
from tests.ui.entry.keys import ToldDesk
from ui.bus import Bus
from ui.language import Language
from ui.screen import Desk, ScreenContext
from ui.screens.quarter_entry import QuarterEntryScreen
from ui.services import Services
from ui.tasks import Tasks
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from domain.records import Value


@pytest.fixture
def workbook() -> Iterator[Workbook]:
    """Give a workbook with three firms that reported the quarter before."""
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
    """Give the screen on the fourth quarter of 2024, in Chinese."""
    tasks = Tasks()
    made = QuarterEntryScreen(
        ScreenContext(
            # On a busy machine every disk is slow; what that changes is tested by itself.
            bus=Bus(workbook, slow_s=math.inf),
            specs=SPECS,
            language=Language(Texts(resources.load_texts()), "zh"),
            appearance=Appearance("light"),
            tasks=tasks,
            desk=cast("Desk", ToldDesk()),
            services=Services(),
            today=lambda: date(2025, 1, 8),
        )
    )
    qtbot.addWidget(made)
    made.resize(1318, 712)
    made.show()
    made.activate("2024Q4")
    yield made
    tasks.close()


@pytest.fixture
def building(workbook: Workbook) -> str:
    """Record a building with an energy cost in the quarter before."""
    made = AddRow("building", {"code": "1号楼", "name_zh": "一号楼"})
    workbook.run(made)
    cost: dict[str, Value] = {
        "quarter": "2024Q3",
        "building": made.record,
        "category": "energy",
        "actual_fen": 9,
    }
    workbook.run(AddRow("cost", cost))
    return made.record
