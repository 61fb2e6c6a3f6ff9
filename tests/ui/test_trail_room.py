"""The trail gives most of its room to what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from domain.commands import AddRow, SetFields
from ui.screens.trail import TrailScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


@pytest.mark.parametrize("width", [976, 1166])
def test_what_changed_has_the_most_room_in_the_trail(
    qtbot: QtBot, context: ScreenContext, width: int
) -> None:
    long = "Institute for the qualification of pneumatic automation of the western counties"
    firm = AddRow("firm", {"number": "QH950", "name_zh": long, "name_en": long})
    reason = "recount asked for by the statistics office of the host district"
    for command in (firm, SetFields("firm", firm.record, {"sector": "C39"}, reason=reason)):
        context.bus.run(command)
    screen = TrailScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1166, 640)
    screen.show()
    screen.activate("2024Q4")
    screen.resize(width, 640)
    model = screen.table.model()
    horizontal = Qt.Orientation.Horizontal
    wide = {
        str(model.headerData(at, horizontal)): screen.table.columnWidth(at)
        for at in range(model.columnCount())
    }
    assert wide["Change"] >= max(wide["Action"], 170)
