"""An incentive shows how long it can still be claimed back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.commands import AddRow, SetFields
from ui.screens.incentives import IncentiveOverview, IncentivesScreen

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext


def _grant(context: ScreenContext, number: str, claw_back: str | None) -> str:
    firm = str(context.records.find("firm", number="QH005")[0]["id"])
    payer = str(context.records.find("party", code="QZ")[0]["id"])
    command = AddRow(
        "incentive",
        {"number": number, "firm": firm, "payer": payer, "kind": "rd_grant",
         "start": "2024-01-01", "end": "2024-06-30", "claw_back_date": claw_back},
    )  # fmt: skip
    context.bus.run(command)
    return command.record


def _overview(screen: QObject) -> IncentiveOverview:
    found = screen.findChild(IncentiveOverview)
    assert isinstance(found, IncentiveOverview)
    return found


def test_an_incentive_tells_how_long_it_can_be_claimed_back(
    qtbot: QtBot, context: ScreenContext
) -> None:
    late, never = _grant(context, "ZC1", "2025-01-10"), _grant(context, "ZC2", None)
    screen = IncentivesScreen(context)
    qtbot.addWidget(screen)
    screen.resize(1166, 684)
    screen.show()
    screen.activate("2024Q4")
    screen.show_record(late)
    overview = _overview(screen)
    # From 31 December 2024 to 10 January 2025; 182 of 375 days are paid, 365 have gone.
    assert "10 days are left" in overview.words.accessibleName()
    assert overview.state.text() == "Can be claimed back"
    assert overview.line.parts == (181 / 375, 365 / 375)

    screen.show_record(never)
    assert not overview.isVisible()


def test_after_the_last_day_it_says_so(qtbot: QtBot, context: ScreenContext) -> None:
    over = _grant(context, "ZC1", "2024-12-30")
    screen = IncentivesScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    screen.activate("2024Q3")
    screen.show_record(over)
    screen.activate("2024Q4")
    overview = _overview(screen)
    assert overview.state.text() == "Can no longer be claimed back"
    assert "1 day has passed" in overview.words.accessibleName()


def test_what_is_to_be_paid_back_is_said_before_and_after_a_breach(
    qtbot: QtBot, context: ScreenContext
) -> None:
    grant = _grant(context, "ZC1", None)
    terms = {"amount_fen": 100_000_000, "vesting_quarters": 20, "cliff_quarters": 4}
    context.bus.run(SetFields("incentive", grant, {**terms, "claw_back_interest_bp": 100}))
    screen = IncentivesScreen(context)
    qtbot.addWidget(screen)
    screen.show()
    screen.activate("2024Q4")
    screen.show_record(grant)
    overview = _overview(screen)
    # Three quarters after the grant nothing is earned: a million, and three per cent of it.
    said = overview.owed.accessibleName()
    assert said.startswith("If the terms were broken in 2024Q4, 0.0% earned: ")
    assert "1,030.00" in said
    assert not overview.line.isVisible()
    breach = AddRow("claw_back", {"incentive": grant, "date": "2024-06-01", "breach": "Moved out"})
    context.bus.run(breach)
    screen.show_record(grant)
    said = overview.owed.accessibleName()
    assert said.startswith("Broken 1 quarter after the grant")
    assert "1,010.00" in said
    context.bus.run(SetFields("claw_back", breach.record, {"repaid_fen": 1_000_000}))
    screen.show_record(grant)
    said = overview.owed.accessibleName()
    assert "10.00" in said
    assert said.endswith("1,000.00 k¥ open.")
