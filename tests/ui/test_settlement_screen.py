"""A quarter is settled on its screen: drawn up, explained, tried otherwise, agreed and paid."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from domain.commands import AddRow, SetFields
from domain.records import Condition, Query
from domain.settling.commands import DrawUpSettlement
from domain.settling.statement import statement
from domain.units import Quarter
from tests.costs_shared import share_costs
from tests.rents_shared import share_rents
from tests.ui.hand import cells, child, click, offered, press
from tests.ui.painted import colours_in
from ui.components.banner import Banner
from ui.components.buttons import Button
from ui.components.choice import Choice
from ui.components.tables.cells import LOOK
from ui.components.tables.flat_table import FlatTable
from ui.screens.settlement import SettlementScreen
from ui.settling.words import standing_words
from ui.values import Values

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from domain.settling.statement import RuleSettlement
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from tests.ui.park_on_screen import OpenScreen

QUARTER = Quarter(2024, 4)
W = TypeVar("W", bound=QWidget)
_EXPECTED = Path(__file__).parent.parent / "data" / "expected.json"


@pytest.fixture
def expected_settlement() -> dict[str, Any]:
    """Return the settlement of 2024Q4 as it was computed elsewhere."""
    found: dict[str, Any] = json.loads(_EXPECTED.read_text("utf-8"))["settlement"][str(QUARTER)]
    return found


@pytest.fixture
def screen(open_screen: OpenScreen) -> SettlementScreen:
    return open_screen(SettlementScreen)


def go_to(screen: SettlementScreen, name: str, row: int | str) -> None:
    """Click into a row of a table, or into that which begins with a text."""
    table = child(screen, FlatTable, f"settlement.{name}")
    at = row if isinstance(row, int) else [each[0] for each in cells(table)].index(row)
    click(table, at)


def visible(screen: SettlementScreen, name: str) -> bool:
    return child(screen, Banner, f"settlement.{name}").isVisibleTo(screen)


def rule(workbook: Workbook, code: str = "R1") -> RuleSettlement:
    return next(each for each in statement(workbook, QUARTER).rules if each.rule == code)


def test_the_steps_of_a_quarter_are_shown_before_anything_is_recorded(
    screen: SettlementScreen, expected_settlement: dict[str, Any]
) -> None:
    rows = cells(child(screen, FlatTable, "settlement.steps"))
    due = next(row for row in rows if row[0] == "Due under R1")
    told = expected_settlement["rules"][0]
    wanted = [told["due_fen"][party] for party in ("QZ", "YH", "LY")] + [told["pool_fen"]]
    assert due[2:] == [f"{fen / 100:,.2f}" for fen in wanted]
    assert offered(screen) == ["settlement.try", "settlement.draw_up"]


def test_a_settlement_is_drawn_up_agreed_and_paid(
    screen: SettlementScreen,
    workbook: Workbook,
    desk: RecordedDesk,
    expected_settlement: dict[str, Any],
) -> None:
    press(screen, "settlement.draw_up")
    assert rule(workbook).state == "draft"
    assert offered(screen) == ["settlement.try", "settlement.dispute", "settlement.agree"]
    press(screen, "settlement.agree")
    assert rule(workbook).state == "agreed"
    assert offered(screen) == ["settlement.try"]

    payable = expected_settlement["rules"][0]["payable_fen"]["QZ"]
    go_to(screen, "lines", 0)
    amount = child(screen, QLineEdit, "settlement.paid")
    assert amount.text().replace(",", "") == f"{payable / 100:.2f}"
    amount.selectAll()
    QTest.keyClicks(amount, f"{payable / 100 + 1:.2f}")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    assert rule(workbook).lines[0].paid_fen is None
    assert "more than" in desk.told[-1]
    amount.selectAll()
    QTest.keyClicks(amount, "not a sum")
    QTest.keyClick(amount, Qt.Key.Key_Return)
    assert rule(workbook).lines[0].paid_fen is None
    amount.selectAll()
    QTest.keyClicks(amount, f"{payable / 100:.2f}")
    child(screen, QLineEdit, "settlement.reference").setText("T-1")
    press(screen, "settlement.record_payment")
    line = rule(workbook).lines[0]
    assert (line.paid_fen, line.reference, line.open_fen) == (payable, "T-1", 0)


def test_a_draft_takes_no_payment_and_says_so(screen: SettlementScreen) -> None:
    press(screen, "settlement.draw_up")
    go_to(screen, "lines", 0)
    assert not child(screen, Button, "settlement.record_payment").isVisibleTo(screen)
    assert not child(screen, QLineEdit, "settlement.paid").isVisibleTo(screen)


def test_a_dispute_needs_a_reason(screen: SettlementScreen, workbook: Workbook) -> None:
    press(screen, "settlement.draw_up")
    press(screen, "settlement.dispute")
    press(screen, "settlement.confirm_dispute")
    assert rule(workbook).state == "draft"
    reason = child(screen, QLineEdit, "settlement.reason")
    QTest.keyClicks(reason, "VAT of two firms is missing")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    assert rule(workbook).state == "disputed"
    assert not reason.isVisibleTo(screen)


def test_a_tax_is_explained_down_to_the_figures_of_the_firms(
    screen: SettlementScreen, desk: RecordedDesk, expected_settlement: dict[str, Any]
) -> None:
    go_to(screen, "steps", "VAT")
    sources = child(screen, FlatTable, "settlement.sources")
    assert sources.isVisibleTo(screen)
    told = expected_settlement["rules"][0]["base_by_type"]["vat"]["gross_fen"]
    figures = [row[1] for row in cells(sources) if row[1] != "—"]
    assert sum(round(float(each.replace(",", "")) * 100) for each in figures) == told
    sources.setCurrentIndex(sources.model().index(0, 0))
    QTest.keyClick(sources, Qt.Key.Key_Return)
    assert desk.opened[-1][0] == "firm_quarter"


def test_how_a_step_is_reckoned_stands_in_the_panel_where_the_column_has_no_room(
    screen: SettlementScreen, qtbot: QtBot
) -> None:
    steps = child(screen, FlatTable, "settlement.steps")
    assert not steps.isColumnHidden(1)
    screen.resize(760, 700)
    click(steps, 1)
    qtbot.waitUntil(lambda: steps.isColumnHidden(1))
    # What is due as VAT and what stays with the places: both read from the park's records.
    told = [label.text() for label in screen.explaining.findChildren(QLabel)]
    assert any("\u00d7" in words and "50" in words for words in told)
    assert steps.horizontalHeader().length() <= max(steps.viewport().width(), 760)
    screen.explaining.hide()
    screen.resize(1166, 700)
    qtbot.waitUntil(lambda: not steps.isColumnHidden(1))


def test_only_the_panel_s_button_stands_out_while_a_settlement_is_disputed(
    screen: SettlementScreen,
) -> None:
    # The window shows the acts again whenever the screen asks for it.
    screen.heading_changed.connect(screen.header_actions)
    press(screen, "settlement.draw_up")
    agree = child(screen, Button, "settlement.agree")
    accent = screen.context.appearance.theme.accent.upper()
    assert accent in colours_in(agree.grab().toImage())
    press(screen, "settlement.dispute")
    assert not screen.disputing.isHidden()
    assert accent not in colours_in(agree.grab().toImage())


def test_the_resolution_behind_a_rule_is_one_click_away(
    screen: SettlementScreen, desk: RecordedDesk, workbook: Workbook
) -> None:
    go_to(screen, "steps", 0)
    link = screen.findChild(QWidget, "settlement.resolution")
    assert isinstance(link, QWidget)
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    table, record = desk.opened[-1]
    assert table == "resolution"
    assert (workbook.get("resolution", record) or {})["number"] == "R-2022-02"


def test_another_version_is_tried_side_by_side(
    screen: SettlementScreen, workbook: Workbook, expected_settlement: dict[str, Any]
) -> None:
    press(screen, "settlement.try")
    version = child(screen, Choice, "settlement.version")
    assert version.currentText().startswith("R1 version 1")
    rows = cells(child(screen, FlatTable, "settlement.tried"))
    told = expected_settlement["rules"][0]["due_fen"]
    # In thousands of yuan, as the line above the table says.
    assert [row[1] for row in rows] == [f"{told[p] / 100_000:,.1f}" for p in ("QZ", "YH", "LY")]
    # Year 6 of version 1: 30, 55 and 15 %; the host's 4,425,802.48 is cut to its cap.
    assert rows[1][2] == "3,600.0"
    version.setCurrentIndex(1)
    assert {row[3] for row in cells(child(screen, FlatTable, "settlement.tried"))} == {"0.0"}
    assert workbook.count(Query("settlement")) == 0


def test_figures_that_changed_since_are_told_and_lead_to_drawing_up_again(
    screen: SettlementScreen, workbook: Workbook
) -> None:
    press(screen, "settlement.draw_up")
    assert not visible(screen, "changed")
    where = (Condition("quarter", "=", str(QUARTER)), Condition("vat_fen", ">", 0))
    row = workbook.select(Query("firm_quarter", columns=("vat_fen",), where=where, limit=1))[0]
    values = {"vat_fen": int(str(row["vat_fen"])) + 1_000_000}
    screen.context.bus.run(SetFields("firm_quarter", str(row["id"]), values))
    assert visible(screen, "changed")
    assert "settlement.draw_up" in offered(screen)


def test_a_quarter_without_a_rule_says_so_and_leads_to_the_rules(
    screen: SettlementScreen, desk: RecordedDesk
) -> None:
    screen.activate("2018Q1")
    assert offered(screen) == []
    assert screen.nothing.isVisibleTo(screen)
    screen.nothing.action_asked.emit()
    assert desk.opened[-1][0] == "sharing_rule"


def test_a_rule_that_does_not_hold_is_warned_of_once_all_is_drawn_up_too(
    screen: SettlementScreen, workbook: Workbook
) -> None:
    values = Values(screen.context.language, screen.context.specs)
    workbook.run(DrawUpSettlement(QUARTER))
    assert standing_words(values, statement(workbook, QUARTER))[0] == "info"
    version = workbook.find("sharing_rule_version", version=2)[0]
    phases = [each["id"] for each in workbook.find("rule_phase", version=version["id"])]
    for share in workbook.find("phase_share"):
        if share["phase"] in phases and share["share_bp"]:
            workbook.run(SetFields("phase_share", str(share["id"]), {"share_bp": 1}))
    look, _, detail = standing_words(values, statement(workbook, QUARTER))
    assert look == "warn"
    assert "do not add up to 100%" in detail


def test_a_settlement_opened_from_elsewhere_brings_its_quarter_and_lines(
    screen: SettlementScreen, workbook: Workbook, desk: RecordedDesk
) -> None:
    workbook.run(DrawUpSettlement(Quarter(2022, 4)))
    drawn = statement(workbook, Quarter(2022, 4)).rules[1].record
    screen.show_record(drawn)
    assert desk.in_force == "2022Q4"
    screen.activate("2022Q4")  # as the window does when another quarter is chosen
    screen.show_record(drawn)
    lines = child(screen, FlatTable, "settlement.lines")
    assert lines.model().index(lines.currentIndex().row(), 0).data(LOOK).text == "R3"
    screen.show_record("gone")
    assert desk.in_force == "2022Q4"


def test_what_is_held_back_is_shown_with_its_clause_and_counts_in_what_is_payable(
    screen: SettlementScreen, workbook: Workbook
) -> None:
    escrow = child(screen, FlatTable, "settlement.escrow")
    assert not escrow.isVisibleTo(screen)
    share_rents(workbook)
    screen.activate(str(QUARTER))
    row = cells(escrow)[0]
    assert escrow.isVisibleTo(screen)
    assert row[:3] == ["R4", "Quzhou City", "Article 15"]
    assert row[5] == row[8] != "0.00"
    go_to(screen, "steps", "Escrow, held back: Quzhou City")
    told = [label.text() for label in screen.explaining.findChildren(QLabel)]
    assert any("Clause: Article 15" in each for each in told)
    workbook.run(DrawUpSettlement(QUARTER))
    screen.activate(str(QUARTER))
    line = next(
        row for row in cells(child(screen, FlatTable, "settlement.lines")) if row[0] == "R4"
    )
    due, reinvested, held, _corrected, payable = line[2:7]
    assert held == f"−{row[5]}"
    amounts = [float(each.replace(",", "").replace("−", "-")) for each in (due, reinvested, held)]
    assert f"{amounts[0] - amounts[1] + amounts[2]:,.2f}" == payable


def test_a_rent_is_explained_down_to_the_leases(
    screen: SettlementScreen, desk: RecordedDesk, workbook: Workbook
) -> None:
    share_rents(workbook)
    screen.activate(str(QUARTER))
    go_to(screen, "steps", "Rent due")
    sources = child(screen, FlatTable, "settlement.sources")
    total = next(
        row for row in cells(child(screen, FlatTable, "settlement.steps")) if row[0] == "Rent due"
    )
    figures = [row[1] for row in cells(sources) if row[1] != "—"]
    cents = sum(round(float(each.replace(",", "")) * 100) for each in figures)
    assert f"{cents / 100:,.2f}" == total[-1]
    sources.setCurrentIndex(sources.model().index(0, 0))
    QTest.keyClick(sources, Qt.Key.Key_Return)
    assert desk.opened[-1][0] == "lease"


def test_income_from_land_is_explained_down_to_the_entries_of_the_ledger(
    screen: SettlementScreen, desk: RecordedDesk, workbook: Workbook
) -> None:
    share_rents(workbook, "land_income")
    parties = {str(row["code"]): str(row["id"]) for row in workbook.find("party")}
    entry: dict[str, Value] = {
        "from_party": parties["QZ"],
        "to_party": parties["YH"],
        "quota_kind": "farmland_balance",
        "land": 100,
        "date": "2024-11-05",
    }
    sold = AddRow("land_entry", {**entry, "counter_value_fen": 60_000_000, "document": "LD-77"})
    workbook.run(sold)
    workbook.run(AddRow("land_entry", entry))
    screen.activate(str(QUARTER))
    go_to(screen, "steps", "Income from land")
    sources = child(screen, FlatTable, "settlement.sources")
    found = cells(sources)
    assert ["LD-77", "600,000.00"] in found
    assert ["—", "—"] in found
    row = found.index(["LD-77", "600,000.00"])
    sources.setCurrentIndex(sources.model().index(row, 0))
    QTest.keyClick(sources, Qt.Key.Key_Return)
    assert desk.opened[-1] == ("land_entry", sold.record)


def test_divided_costs_say_who_owes_whom_and_take_payments_of_those_who_owe(
    screen: SettlementScreen, workbook: Workbook
) -> None:
    assert not child(screen, FlatTable, "settlement.owed").isVisibleTo(screen)
    share_costs(workbook)
    screen.activate(str(QUARTER))
    owed = child(screen, FlatTable, "settlement.owed")
    assert owed.isVisibleTo(screen)
    go_to(screen, "owed", 0)  # nothing is recorded yet, so there is nothing to pay
    assert not screen.paying.isVisibleTo(screen)
    press(screen, "settlement.draw_up")
    press(screen, "settlement.agree")
    debtor, creditor, amount = cells(owed)[0][1:4]
    go_to(screen, "owed", 0)
    told = [label.text() for label in screen.paying.findChildren(QLabel)]
    assert any(f"{debtor} owes {creditor} {amount} yuan" in each for each in told)
    field = child(screen, QLineEdit, "settlement.paid")
    field.selectAll()
    QTest.keyClicks(field, amount.replace(",", ""))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert cells(owed)[0][5] == "0.00"
    lines = child(screen, FlatTable, "settlement.lines")
    mine = next(row for row in cells(lines) if row[:2] == ["R4", creditor])
    assert mine[-3] == amount
    at = next(at for at, row in enumerate(cells(lines)) if row[:2] == ["R4", creditor])
    go_to(screen, "lines", at)
    assert not field.isVisibleTo(screen)
    assert any("party that owes" in label.text() for label in screen.paying.findChildren(QLabel))


def test_a_cost_is_explained_down_to_the_register_and_its_use_to_the_leases(
    screen: SettlementScreen, desk: RecordedDesk, workbook: Workbook
) -> None:
    share_costs(workbook)
    screen.activate(str(QUARTER))
    steps, sources = (
        child(screen, FlatTable, "settlement.steps"),
        child(screen, FlatTable, "settlement.sources"),
    )
    go_to(screen, "steps", "Energy")
    total = next(row for row in cells(steps) if row[0] == "Energy")[-1]
    figures = [row[2] for row in cells(sources) if row[2] != "—"]
    assert f"{sum(float(each.replace(',', '')) for each in figures):,.2f}" == total
    sources.setCurrentIndex(sources.model().index(0, 0))
    QTest.keyClick(sources, Qt.Key.Key_Return)
    assert desk.opened[-1][0] == "cost"
    go_to(screen, "steps", "Use")
    assert {row[1] for row in cells(sources)} >= {"Quzhou", "Yuhang", "Longyou"}
    sources.setCurrentIndex(sources.model().index(0, 0))
    QTest.keyClick(sources, Qt.Key.Key_Return)
    assert desk.opened[-1][0] == "lease"
