"""What others change while somebody types takes nothing from under their hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from domain.commands import AddRow
from tests.ui.entry.keys import CTRL, HEADCOUNT, Key, close_quarter, press, saved, stand_on, write

if TYPE_CHECKING:
    from storage.workbook import Workbook
    from ui.screens.quarter_entry import QuarterEntryScreen


def test_what_is_typed_goes_on_while_another_hand_adds_a_firm(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 1, HEADCOUNT)
    write(screen, "2")
    screen.context.bus.run(
        AddRow("firm", {"number": "QH000", "name_zh": "新企业", "admission_date": "2020-01-01"})
    )
    assert screen.model.rowCount() == 4
    write(screen, "4")
    press(screen, Key.Key_Return)
    firm = workbook.find("firm", number="QH002")[0]["id"]
    (row,) = workbook.find("firm_quarter", firm=firm, quarter="2024Q4")
    assert row["headcount"] == 24


def test_what_is_typed_while_the_quarter_is_closed_stays_in_its_cell_and_says_so(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 1, HEADCOUNT)
    write(screen, "24")
    close_quarter(screen.context.bus.run)
    assert screen.model.index(1, HEADCOUNT).data() == "24"
    assert "未保存" in str(screen.model.index(1, HEADCOUNT).data(Qt.ItemDataRole.ToolTipRole))
    assert not screen.head.notice.isHidden()
    assert screen.foot.isVisible()
    assert screen.foot.unknown_button.isHidden()
    assert saved(workbook, "headcount") == []


@pytest.mark.parametrize("way", ["grid", "quarter", "language"])
def test_what_is_typed_is_saved_before_another_grid_quarter_or_language_is_shown(
    screen: QuarterEntryScreen, workbook: Workbook, way: str
) -> None:
    stand_on(screen, 1, HEADCOUNT)
    write(screen, "31")
    if way == "grid":
        press(screen, Key.Key_PageDown, held=CTRL)
    elif way == "quarter":
        screen.activate("2024Q3")
    else:
        screen.context.language.choose("fr")
        screen.retranslate()
    assert saved(workbook, "headcount") == [(31,)]
