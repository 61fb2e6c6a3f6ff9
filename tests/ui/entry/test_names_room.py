"""The names of the lines of a grid take the room that few columns leave over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import SetFields

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.screens.quarter_entry import QuarterEntryScreen


def test_names_have_the_room_that_few_columns_leave_over(
    qtbot: QtBot, screen: QuarterEntryScreen, workbook: Workbook, building: str
) -> None:
    long = "一号楼（含地下车库、屋顶设备间与东侧连廊）"
    workbook.run(SetFields("building", building, {"name_zh": long}))
    screen.choose_layout("costs")
    names = screen.grid.names
    words = names.fontMetrics().horizontalAdvance(str(screen.model.index(0, 0).data()))
    assert long in str(screen.model.index(0, 0).data())
    screen.resize(1400, 700)
    qtbot.waitUntil(lambda: names.width() > words)
    # In a narrow window the figures go before: the name is shortened, its hint holds it whole.
    screen.resize(700, 700)
    qtbot.waitUntil(lambda: names.width() < words)
