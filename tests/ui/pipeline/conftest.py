"""Give the tests of the board a firm that is ready, and the board itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.commands import SetFields
from tests.ui.pipeline.board import take
from ui.screens.pipeline import PipelineScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.screen import ScreenContext


@pytest.fixture
def ready(park: Workbook) -> str:
    """Give a firm that is ready, with the label since 2023."""
    firm = take(park, "QH002", "ready")
    park.run(SetFields("firm", firm, {"high_tech_date": "2023-05-09"}))
    return firm


@pytest.fixture
def screen(qtbot: QtBot, context: ScreenContext, ready: str) -> PipelineScreen:
    """Give the board, shown for the last quarter; QH001 is incubating, QH002 ready."""
    del ready
    made = PipelineScreen(context)
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.activate("2024Q4")
    with qtbot.waitExposed(made):
        made.show()
    return made
