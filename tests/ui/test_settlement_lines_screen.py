"""Lines of settlements say quarter, rule and party in their first columns, then the amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from domain.settling.commands import DrawUpSettlement
from domain.units import Quarter
from tests.costs_shared import share_costs
from ui.screens.settlement_lines import SettlementLinesScreen

if TYPE_CHECKING:
    from storage.workbook import Workbook
    from tests.ui.park_on_screen import OpenScreen


def keys(screen: SettlementLinesScreen) -> list[str]:
    """Return the columns in order."""
    return [each.column.key for each in screen.table.records.columns]


def test_quarter_rule_and_party_come_first_and_what_no_line_has_is_left_out(
    open_screen: OpenScreen, workbook: Workbook
) -> None:
    workbook.run(DrawUpSettlement(Quarter(2024, 4)))
    screen = open_screen(SettlementLinesScreen)
    model = screen.table.records
    assert keys(screen)[:6] == ["quarter", "rule", "party", "share_bp", "due_fen", "paid_fen"]
    assert not {"borne_fen", "advanced_fen", "escrow_fen"} & set(keys(screen))
    rows = [[str(model.index(row, at).data()) for at in range(5)] for row in range(6)]
    # By the park's expected figures of 2024Q4: Yuhang is held by its cap, Longyou by its floor.
    assert ["2024Q4", "R1, version 2", "Yuhang", "50.0", "3,400.0"] in rows
    assert ["2024Q4", "R1, version 2", "Longyou", "16.7", "1,800.0"] in rows
    # Lines of one rank stand in no order: the first may be that of another rule.
    yuhang = rows.index(["2024Q4", "R1, version 2", "Yuhang", "50.0", "3,400.0"])
    tip = model.index(yuhang, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Version 2 · Sharing of locally retained tax"


def test_what_is_borne_and_paid_of_costs_is_shown_where_a_rule_divides_them(
    open_screen: OpenScreen, workbook: Workbook
) -> None:
    share_costs(workbook)
    workbook.run(DrawUpSettlement(Quarter(2024, 4)))
    screen = open_screen(SettlementLinesScreen)
    assert {"borne_fen", "advanced_fen"} <= set(keys(screen))
