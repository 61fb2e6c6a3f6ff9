"""Kept scenarios are opened, compared, computed again, put in a report and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from domain.progress import Silent
from domain.records import Condition
from domain.studies.inquiry import inquire
from domain.studies.scenarios import Signed, keep
from tests.ui.models.conftest import record_market
from ui.models.exhibit import Exhibit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext
    from ui.screens.scenarios import ScenariosScreen


@pytest.fixture
def two(context: ScreenContext, scenarios: ScenariosScreen) -> ScenariosScreen:
    """Give the screen with two scenarios of the cobweb."""
    record_market(context)
    inquiry, _ = inquire(context.records, "cobweb", "2024Q4")
    for day, (title, elasticity) in enumerate((("Usual", 1.2), ("Elastic", 2.5)), start=1):
        changed = inquiry.changed("supply_elasticity", elasticity)
        moment = f"2025-01-1{day}T08:00:00.000Z"
        context.bus.run(keep(changed, changed.run(Silent()), Signed(title, "", "Ye", moment)))
    return scenarios


def titles(screen: ScenariosScreen) -> list[str]:
    """Return the titles shown."""
    model = screen.table.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def test_without_scenarios_the_page_leads_to_the_studies(
    scenarios: ScenariosScreen, desk: RecordedDesk
) -> None:
    assert scenarios.empty.isVisible()
    scenarios.empty.action_asked.emit()
    assert desk.opened == [("models", "")]


def test_scenarios_are_listed_the_newest_first_and_filtered_by_study(two: ScenariosScreen) -> None:
    assert titles(two) == ["Elastic", "Usual"]
    two.filter.choose("pipeline")
    two.filter.activated.emit(two.filter.currentIndex())
    assert titles(two) == []


def test_the_scenarios_of_one_study_are_shown_when_asked_for(two: ScenariosScreen) -> None:
    two.narrow([Condition("model", "=", "pipeline")])
    assert titles(two) == []
    two.narrow([Condition("model", "=", "cobweb")])
    assert titles(two) == ["Elastic", "Usual"]
    two.narrow([])
    assert two.filter.key() == ""


def test_one_is_opened_with_its_study(two: ScenariosScreen, desk: RecordedDesk) -> None:
    two.actions_["open"].click()
    table, record = desk.opened[-1]
    assert (table, record) == ("models", two.selected()[0])


def test_two_are_compared_with_what_differs_first(
    qtbot: QtBot, two: ScenariosScreen, context: ScreenContext
) -> None:
    assert not two.actions_["compare"].isEnabled()
    two.table.selectAll()
    assert two.actions_["compare"].isEnabled()
    assert not two.actions_["open"].isEnabled()
    two.actions_["compare"].click()
    assert two.alone()
    assert two.title() == "Scenarios compared"
    assert two.busy()
    assert not two.compare.findChildren(Exhibit)
    qtbot.waitUntil(lambda: not two.busy())
    assert len(two.compare.findChildren(Exhibit)) == 6  # the first three of each
    rows = two.compare.rows
    assert rows.key(0) == "supply_elasticity"
    assert [str(rows.index(0, column).data()) for column in (1, 2)] == ["2.5", "1.2"]
    # The posts sought in four quarters: figures, not how many there are.
    listed = [str(rows.index(row, 1).data()) for row in range(rows.rowCount())]
    assert "12 · 12 · 12 · 12" in listed
    context.language.choose("zh")
    two.retranslate()
    assert two.alone()
    qtbot.waitUntil(lambda: not two.busy())
    assert two.leave()
    assert not two.leave()


def test_scenarios_are_computed_again(qtbot: QtBot, two: ScenariosScreen) -> None:
    two.table.selectAll()
    two.actions_["check"].click()
    model = two.table.model()
    last = model.columnCount() - 1

    def checked() -> bool:
        return [model.index(row, last).data() for row in range(2)] == ["Same numbers"] * 2

    qtbot.waitUntil(checked)


def test_a_scenario_goes_in_the_report_of_the_quarter_and_out_again(
    two: ScenariosScreen, context: ScreenContext
) -> None:
    record = two.selected()[0]
    two.actions_["report"].click()
    assert context.records.get("scenario", record)["report_quarter"] == "2024Q4"  # type: ignore[index]
    assert two.actions_["report"].text() == "Out of the report"
    two.actions_["report"].click()
    assert context.records.get("scenario", record)["report_quarter"] is None  # type: ignore[index]


def test_a_scenario_is_deleted_and_the_deletion_undone(
    two: ScenariosScreen, context: ScreenContext, desk: RecordedDesk
) -> None:
    two.show_record(str(context.records.find("scenario", title="Elastic")[0]["id"]))
    two.actions_["delete"].click()
    assert titles(two) == ["Usual"]
    assert desk.told[-1] == "Scenario “Elastic” deleted."
    context.bus.undo()
    assert titles(two) == ["Elastic", "Usual"]


def test_a_record_is_brought_to_the_eye(two: ScenariosScreen, context: ScreenContext) -> None:
    usual = str(context.records.find("scenario", title="Usual")[0]["id"])
    two.show_record(usual)
    assert two.selected() == [usual]
    assert not two.actions_["note"].isEnabled()  # this program at hand does not print


def test_what_cannot_be_read_is_told(
    qtbot: QtBot, two: ScenariosScreen, context: ScreenContext, desk: RecordedDesk
) -> None:
    from domain.commands import AddRow

    for title in ("Odd", "Odder"):
        context.bus.run(
            AddRow(
                "scenario",
                {"model": "alchemy", "title": title, "inputs": "{}", "model_version": "1"},
            )
        )
    two.table.selectAll()
    two.actions_["compare"].click()
    assert not two.alone()
    two.show_record(str(context.records.find("scenario", title="Odd")[0]["id"]))
    two.actions_["check"].click()
    qtbot.waitUntil(lambda: "Odd" in desk.told[-1])
