"""Give the tests of models a market for talent and the screens over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.commands import AddRow
from ui.screens.models import ModelsScreen
from ui.screens.scenarios import ScenariosScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext

PROFILE = "Data engineer"
QUARTERS = ("2024Q1", "2024Q2", "2024Q3", "2024Q4")


def record_market(context: ScreenContext, profile: str = PROFILE) -> None:
    """Record twelve posts sought and six filled at 10,000 yuan in four quarters."""
    found = context.records.find("region", code="330825")
    if found:
        region = str(found[0]["id"])
    else:
        command = AddRow("region", {"code": "330825", "name_en": "Longyou", "kind": "county"})
        context.bus.run(command)
        region = command.record
    for quarter in QUARTERS:
        context.bus.run(
            AddRow(
                "talent_need",
                {
                    "region": region,
                    "profile": profile,
                    "quarter": quarter,
                    "sought": 12,
                    "filled": 6,
                    "price_fen": 1_000_000,
                },
            )
        )


@pytest.fixture
def models(qtbot: QtBot, context: ScreenContext) -> ModelsScreen:
    """Give the screen of models over a park that seeks talent."""
    record_market(context)
    made = ModelsScreen(context)
    qtbot.addWidget(made)
    made.resize(1166, 684)
    made.show()
    made.activate("2024Q4")
    qtbot.waitUntil(lambda: not made.busy())
    return made


@pytest.fixture
def scenarios(qtbot: QtBot, context: ScreenContext) -> ScenariosScreen:
    """Give the screen of scenarios."""
    made = ScenariosScreen(context)
    qtbot.addWidget(made)
    made.resize(1166, 684)
    made.show()
    made.activate("2024Q4")
    return made
