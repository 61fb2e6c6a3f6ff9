"""The firms page: search by sound, kept views, columns, one change of many firms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.commands import AddRow, SetFields
from ui.screens.firms import FirmsScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from ui.screen import ScreenContext


@pytest.fixture
def screen(qtbot: QtBot, context: ScreenContext) -> FirmsScreen:
    """Give the firms of the small park, shown."""
    made = FirmsScreen(context)
    made.resize(1200, 800)
    qtbot.addWidget(made)
    made.activate("2024Q4")
    with qtbot.waitExposed(made):
        made.show()
    return made


def numbers(screen: FirmsScreen) -> list[str]:
    """Return the numbers of the firms listed."""
    model = screen.table.records
    return [str((model.record(row) or {})["number"]) for row in range(model.rowCount())]


def search(qtbot: QtBot, screen: FirmsScreen, words: str) -> None:
    """Type words into the search of the table."""
    with qtbot.waitSignal(screen.line.words_changed):
        QTest.keyClicks(screen.line.search, words)


def headings(screen: FirmsScreen) -> list[str]:
    """Return the headings of the table."""
    return [shown.column.key for shown in screen.table.records.columns]


def choose_stage(screen: FirmsScreen, stage: str) -> None:
    """Tick a stage among the facets."""
    screen.facets.value_switched.emit("stage", stage, True)


def test_a_firm_is_found_by_the_sound_of_its_name(
    qtbot: QtBot, screen: FirmsScreen, park: Workbook
) -> None:
    firm = str(park.find("firm", number="QH007")[0]["id"])
    park.run(SetFields("firm", firm, {"name_zh": "杭州朔砚数据科技有限公司"}))
    search(qtbot, screen, "hzsy")
    assert numbers(screen) == ["QH007"]


def keep(screen: FirmsScreen, name: str) -> None:
    """Keep the view in force under a name, by keys."""
    screen.offers.keep.trigger()
    assert screen.offers.view_row.isVisible()
    QTest.keyClicks(screen.offers.view_row.name, name)
    QTest.keyClick(screen.offers.view_row.name, Qt.Key.Key_Return)


def test_a_view_is_kept_with_filter_search_and_columns_and_comes_back(
    qtbot: QtBot, screen: FirmsScreen, park: Workbook
) -> None:
    choose_stage(screen, "incubating")
    search(qtbot, screen, "QH0")
    screen.offers.columns["change"].trigger()
    assert "change" not in headings(screen)
    keep(screen, "Mine")
    assert not screen.offers.view_row.isVisible()
    kept = park.find("saved_view")[0]
    view = f"kept:{kept['id']!s}"
    assert screen.view() == view
    assert [option.text for option in screen.views()][-1] == "Mine"
    screen.choose_view("all")
    screen.line.search.clear()
    screen.narrowing.chosen.clear()
    screen.offers.columns["change"].trigger()
    screen.read()
    assert len(numbers(screen)) == 30
    screen.choose_view(view)
    assert numbers(screen) == ["QH001"]
    assert screen.line.search.text() == "QH0"
    assert "change" not in headings(screen)


def test_a_name_that_is_taken_is_refused_and_esc_gives_up(
    screen: FirmsScreen, park: Workbook
) -> None:
    keep(screen, "Mine")
    keep(screen, "Mine")
    row = screen.offers.view_row
    assert row.isVisible()
    assert row.refusal.text()
    QTest.keyClick(row.name, Qt.Key.Key_Escape)
    assert not row.isVisible()
    assert len(park.find("saved_view")) == 1


def test_a_kept_view_is_removed_and_brought_back(
    screen: FirmsScreen, park: Workbook, desk: RecordedDesk
) -> None:
    keep(screen, "Mine")
    screen.header_actions()
    assert screen.offers.remove.isVisible()
    screen.offers.remove.trigger()
    assert park.find("saved_view") == []
    assert screen.view() == "all"
    assert desk.told == ["The view has been removed."]
    park.undo()
    assert len(park.find("saved_view")) == 1


def test_one_field_of_all_listed_firms_changes_as_one_action(
    qtbot: QtBot, screen: FirmsScreen, park: Workbook, desk: RecordedDesk
) -> None:
    search(qtbot, screen, "QH00")
    screen.offers.bulk.trigger()
    panel = screen.bulk
    assert panel.isVisible()
    panel.field.choose("sector")
    value = panel.findChild(QLineEdit, "bulk.value")
    assert value is not None
    QTest.keyClicks(value, "C40")
    assert panel.table.model().rowCount() == 0
    assert "Enter shows what would change" in {each.text() for each in panel.findChildren(QLabel)}
    QTest.keyClick(value, Qt.Key.Key_Return)
    rows = panel.table.model()
    assert rows.rowCount() == 9
    assert [rows.index(0, at).data() for at in (1, 2)] == ["M73", "C40"]
    QTest.mouseClick(panel.apply_button, Qt.MouseButton.LeftButton)
    assert len(park.find("firm", sector="C40")) == 9
    assert desk.told == ["9 records changed."]
    park.undo()
    assert park.find("firm", sector="C40") == []


def test_refusals_stand_in_the_preview_and_change_nothing(
    screen: FirmsScreen, park: Workbook
) -> None:
    screen.bulk.show_records(screen.chosen_firms()[:2])
    screen.bulk.field.choose("baseline_headcount")
    rows = screen.bulk.table.model()
    assert rows.rowCount() == 0
    assert not screen.bulk.apply_button.isEnabled()
    value = screen.bulk.findChild(QLineEdit, "bulk.value")
    assert value is not None
    QTest.keyClicks(value, "-5")
    QTest.keyClick(value, Qt.Key.Key_Return)
    assert [rows.index(at, 2).data() for at in (0, 1)] == ["refused", "refused"]
    assert rows.index(0, 2).data(Qt.ItemDataRole.ToolTipRole)
    screen.bulk.apply()
    assert {row["baseline_headcount"] for row in park.find("firm")} == {None}


def test_a_value_that_cannot_be_read_is_refused(screen: FirmsScreen) -> None:
    screen.bulk.show_records(screen.chosen_firms())
    screen.bulk.field.choose("admission_date")
    value = screen.bulk.findChild(QLineEdit, "bulk.value")
    assert value is not None
    QTest.keyClicks(value, "soon")
    QTest.keyClick(value, Qt.Key.Key_Return)
    assert screen.bulk.refusal.isVisible()
    assert not screen.bulk.apply_button.isEnabled()
    assert value.text() == "soon"


def test_the_firms_selected_are_the_ones_that_change(screen: FirmsScreen) -> None:
    model = screen.table.model()
    screen.table.setCurrentIndex(model.index(1, 0))
    QTest.keyClick(screen.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(screen.chosen_firms()) == 2
    screen.context.language.choose("fr")
    screen.retranslate()
    assert screen.offers.button.text() == "Actions"


def test_a_view_begins_with_what_it_is_about(screen: FirmsScreen, park: Workbook) -> None:
    run = screen.context.bus.run
    first, second = (str(park.find("firm", number=f"QH00{at}")[0]["id"]) for at in (1, 2))
    payers = [str(row["id"]) for row in park.find("party")[:2]]
    for at, payer in enumerate(payers):
        values = {"number": f"I-{at}", "firm": first, "payer": payer, "kind": "rd_grant"}
        run(AddRow("incentive", {**values, "start": "2024-01-01", "amount_fen": 100}))
    building = AddRow("building", {"code": "9", "area": 100_000})
    run(building)
    for firm, end in ((first, "2025-03-24"), (second, "2025-01-06")):
        room = {"building": building.record, "number": end, "use": "office"}
        unit = AddRow("unit", {**room, "area": 10_000})
        run(unit)
        values = {"number": f"L-{end}", "firm": firm, "unit": unit.record, "end": end}
        run(AddRow("lease", {**values, "start": "2024-01-01", "rent_fen": 3000}))
    screen.choose_view("stacked")
    assert headings(screen)[:3] == ["number", "name", "supports"]
    shown = screen.table.model().index(0, 2)
    assert shown.data().startswith("2, from ")
    assert shown.data(Qt.ItemDataRole.ToolTipRole).count("R&D") == 2
    screen.choose_view("ending")
    assert headings(screen)[:3] == ["number", "name", "lease_end"]
    assert numbers(screen) == ["QH002", "QH001"]
    assert screen.table.model().index(0, 2).data() == "2025-01-06"
    screen.choose_view("all")
    assert headings(screen)[2] == "stage"
