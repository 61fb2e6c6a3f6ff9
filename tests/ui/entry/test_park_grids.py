"""All that the park owes is typed in one place; what cannot be typed says why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from domain.closing.commands import OpenQuarter
from domain.commands import AddRow
from domain.entities import SPECS
from domain.entry import LAYOUTS
from domain.records import Actor, Condition
from domain.standing.completeness import completeness
from domain.units import Quarter
from storage.workbook import Workbook
from tests.ui.entry.keys import (
    CTRL,
    Key,
    ToldDesk,
    at,
    close_quarter,
    copied,
    paste,
    press,
    stand_on,
    told,
    write,
)
from ui.bus import Bus
from ui.components.buttons import Button
from ui.components.tables.cells import LOOK
from ui.screens.quarter_entry import QuarterEntryScreen

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from domain.records import Value


def test_costs_are_typed_by_building_and_category(
    screen: QuarterEntryScreen, workbook: Workbook, building: str
) -> None:
    screen.head.parts["costs"].click()
    model = screen.model
    assert model.rowCount() == 6
    assert "一号楼" in str(model.index(1, 0).data()) or "1号楼" in str(model.index(1, 0).data())
    stand_on(screen, 1, 2)
    write(screen, "3.5")
    press(screen, Key.Key_Tab)
    write(screen, "0")
    press(screen, Key.Key_Return)
    assert at(screen) == (2, 2)
    (row,) = workbook.find("cost", quarter="2024Q4")
    assert (row["building"], row["category"]) == (building, "energy")
    assert (row["actual_fen"], row["recovered_fen"]) == (3_500_000, 0)
    assert screen.head.parts["costs"].option.count == "2/2"


def test_return_projects_are_typed_by_number_and_firm(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    county = AddRow("region", {"code": "330825", "kind": "county", "name_zh": "龙游县"})
    workbook.run(county)
    firm = str(workbook.find("firm", number="QH002")[0]["id"])
    project = AddRow("return_project", {"number": "HL-01", "firm": firm, "county": county.record})
    workbook.run(project)
    for state, day in (("intent", "2024-02-01"), ("site_matched", "2024-03-01"),
                       ("agreement", "2024-05-01")):  # fmt: skip
        milestone: dict[str, Value] = {"project": project.record, "state": state, "date": day}
        workbook.run(AddRow("return_milestone", milestone))
    screen.choose_layout("projects")
    assert screen.model.index(0, 0).data() == "企业QH002"
    assert screen.model.index(0, 0).data(LOOK).note == "HL-01"
    stand_on(screen, 0, 1)
    for figure in ("1200", "36.5", "0", "12"):
        write(screen, figure)
        press(screen, Key.Key_Tab)
    (row,) = workbook.find("return_quarter", project=project.record)
    assert [row[name] for name in LAYOUTS["projects"].fields] == [1_200_000_000, 36_500_000, 0, 12]
    assert completeness(workbook, Quarter(2024, 4)).section("projects").gaps == ()


def test_rent_and_area_are_typed_by_building(
    screen: QuarterEntryScreen, workbook: Workbook, building: str
) -> None:
    screen.choose_layout("rent")
    stand_on(screen, 0, 4)
    write(screen, "1200.5")
    press(screen, Key.Key_Return)
    (row,) = workbook.find("park_quarter", building=building)
    assert (row["quarter"], row["occupied_area"]) == ("2024Q4", 120_050)
    # The building reports from now on: its two rents are asked for too.
    assert completeness(workbook, Quarter(2024, 4)).section("park").expected == 2 + 3


def test_operators_are_scored_by_indicator(screen: QuarterEntryScreen, workbook: Workbook) -> None:
    operator = AddRow("party", {"code": "OP", "name_zh": "运营公司", "kind": "operator"})
    workbook.run(operator)
    contract = AddRow(
        "operator_contract", {"code": "C", "operator": operator.record, "start": "2024-01-01"}
    )
    workbook.run(contract)
    workbook.run(
        AddRow("operator_indicator", {"contract": contract.record, "name": "满意度", "weight": 100})
    )
    screen.choose_layout("operators")
    assert str(screen.model.index(0, 0).data()).startswith("满意度")
    stand_on(screen, 0, 1)
    write(screen, "87.5")
    press(screen, Key.Key_Return)
    (row,) = workbook.find("operator_score", quarter="2024Q4")
    assert row["actual"] == 87.5
    assert screen.head.parts["operators"].option.count == "1/1"


def test_an_event_is_saved_once_all_that_it_needs_is_typed(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.choose_layout("events")
    model = screen.model
    assert model.rowCount() == 1
    stand_on(screen, 0, 1)
    write(screen, "2024-11-05")
    press(screen, Key.Key_Tab)
    assert workbook.find("event") == []
    state = str(model.index(0, model.columnCount() - 1).data())
    assert "2" in state
    kinds = model.text.names(model.figures[1])
    assert model.enter(model.index(0, 2), kinds[0])
    assert not model.enter(model.index(0, 5), "x")
    assert model.enter(model.index(0, 3), "Open day")
    (row,) = workbook.find("event")
    assert (row["date"], row["title"], row["participants"]) == ("2024-11-05", "Open day", None)
    # The next empty line is there at once.
    assert model.rowCount() == 2
    assert model.enter(model.index(0, 5), "40")
    assert workbook.find("event")[0]["participants"] == 40
    assert screen.head.parts["events"].option.count == "1"


def test_a_refused_record_stays_in_its_line(screen: QuarterEntryScreen, workbook: Workbook) -> None:
    for code, name in (("A", "衢州市"), ("B", "余杭区")):
        workbook.run(AddRow("party", {"code": code, "name_zh": name, "kind": "county"}))
    screen.choose_layout("land")
    model = screen.model
    texts = ("2024-11-05", "衢州市", "衢州市", "farmland_balance")
    for column, text in enumerate(texts, 1):
        assert model.enter(model.index(0, column), text), text
    assert not model.enter(model.index(0, 5), "12.5")
    assert workbook.find("land_entry") == []
    assert model.enter(model.index(0, 3), "B")
    assert model.enter(model.index(0, 5), "12.5")
    (row,) = workbook.find("land_entry")
    assert row["land"] == 1_250


def test_records_are_named_by_number_or_name_and_an_unknown_one_is_refused(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.choose_layout("engineer_days")
    model = screen.model
    assert not model.enter(model.index(0, 3), "无此企业")
    refused = model.refusal(model.index(0, 3))
    assert refused is not None
    assert "无此企业" in refused.reason
    assert model.enter(model.index(0, 3), "qh002")
    assert model.index(0, 3).data() == "企业QH002"
    assert not model.enter(model.index(0, 2), "???")
    stand_on(screen, 0, 3)
    press(screen, Key.Key_F2)
    editor = screen.grid.figures.findChild(QLineEdit, "quarter_entry.figure")
    assert editor is not None
    assert editor.completer() is not None
    press(screen, Key.Key_Escape)
    assert workbook.find("diffusion_entry") == []


def test_a_pasted_list_makes_a_record_of_each_row(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.choose_layout("events")
    stand_on(screen, 0, 1)
    paste(screen, "2024-10-08\tvisit\tA\n2024-10-09\tvisit\tB\n2024-10-10\tnonsense\tC")
    screen.paste_panel.write_button.click()
    rows = workbook.find("event")
    assert sorted(str(row["title"]) for row in rows) == ["A", "B"]
    screen.context.bus.undo()
    assert workbook.find("event") == []


def test_a_copied_name_is_no_formula_and_comes_back_as_it_was(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.choose_layout("events")
    title = AddRow("event", {"date": "2024-11-05", "kind": "promotion", "title": "=1+1"})
    workbook.run(title)
    screen.model.reload()
    stand_on(screen, 0, 3)
    press(screen, Key.Key_C, held=CTRL)
    assert copied() == "'=1+1\n"
    stand_on(screen, 1, 3)
    press(screen, Key.Key_V, held=CTRL)
    assert screen.model.line(1).values["title"] == "=1+1"


def test_a_day_outside_the_quarter_is_refused_where_it_is_typed_or_pasted(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.choose_layout("events")
    assert not screen.model.enter(screen.model.index(0, 1), "2019-11-05")
    assert "不在2024年第4季度内" in str(screen.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole))
    stand_on(screen, 0, 1)
    paste(screen, "2024-11-05\tvisit\tA\n2025-01-05\tvisit\tB")
    screen.paste_panel.write_button.click()
    assert [row["title"] for row in workbook.find("event")] == ["A"]
    assert screen.model.index(1, 3).data() == "B"
    assert screen.model.enter(screen.model.index(1, 1), "2024-12-05")
    assert sorted(str(row["title"]) for row in workbook.find("event")) == ["A", "B"]


def test_control_page_down_turns_to_the_next_grid(screen: QuarterEntryScreen) -> None:
    stand_on(screen, 0, 1)
    shown = []
    for _ in LAYOUTS:
        shown.append(screen.model.layout.key)
        screen.turn(1)
    assert shown == list(LAYOUTS)
    press(screen, Key.Key_PageUp, held=CTRL)
    assert screen.model.layout.key == "engineer_days"
    press(screen, Key.Key_PageDown, held=CTRL)
    assert screen.model.layout.key == "firms"
    screen.head.kinds.chosen.emit("park")
    assert screen.model.layout.key == "costs"


def ground(button: Button) -> str:
    """Return the colour on which a button writes its words, as under the pointer."""
    button.pin("hover")
    button.adjustSize()
    return button.grab().toImage().pixelColor(6, button.height() // 2).name()


def test_a_grid_without_lines_says_where_they_come_from(screen: QuarterEntryScreen) -> None:
    screen.context.bus.run(OpenQuarter(Quarter(2024, 4)))
    screen.choose_layout("projects")
    assert screen.nothing.isVisible()
    action = screen.nothing.findChild(Button, "empty.action")
    assert action is not None
    # Only the way out of an empty grid stands out; where lines are typed, submitting does.
    standing_out = ground(action)
    assert ground(screen.closing) != standing_out
    screen.choose_layout("firms")
    assert ground(screen.closing) == standing_out
    screen.choose_layout("projects")
    action.click()
    assert cast("ToldDesk", screen.context.desk).opened == ["return_project"]


def test_a_closed_quarter_is_shown_and_cannot_be_typed_into(
    screen: QuarterEntryScreen,
) -> None:
    screen.model.enter(screen.model.index(0, 3), "20")
    close_quarter(screen.context.bus.run)
    screen.activate("2024Q4")
    assert screen.head.notice.isVisible()
    model = screen.model
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    assert not model.enter(model.index(0, 1), "5")
    stand_on(screen, 0, 3)
    press(screen, Key.Key_Delete)
    press(screen, Key.Key_D, held=CTRL)
    paste(screen, "1\t2")
    assert not screen.paste_panel.isVisible()
    assert model.index(0, 3).data() == "20"
    # A list would go to the cell that begins with what is typed.
    stand_on(screen, 1, 3)
    write(screen, "2")
    assert at(screen) == (1, 3)
    assert not screen.head.same_button.isEnabled()
    assert told(screen) == []
    screen.choose_layout("events")
    assert screen.nothing.isVisible()


def test_every_figure_is_told_to_a_screen_reader(screen: QuarterEntryScreen) -> None:
    model = screen.model
    model.enter(model.index(0, 3), "45")
    spoken = str(model.data(model.index(0, 3), Qt.ItemDataRole.AccessibleTextRole))
    for part in ("企业QH001", "从业人员", "45", "20", "+125"):
        assert part in spoken
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "企业QH001"


def test_a_wrong_text_stays_in_a_line_that_becomes_a_record(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.choose_layout("events")
    model = screen.model
    assert not model.enter(model.index(0, 5), "many")
    for column, text in ((1, "2024-11-05"), (2, "visit"), (3, "A")):
        assert model.enter(model.index(0, column), text)
    assert len(workbook.find("event")) == 1
    assert model.index(0, 5).data() == "many"
    assert model.counts()["errors"] == 1
    screen.context.bus.undo()
    assert workbook.find("event") == []
    assert model.rowCount() == 1
    assert model.counts()["errors"] == 0


def test_a_line_that_lacks_something_waits_while_another_grid_is_shown(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.choose_layout("events")
    stand_on(screen, 0, 3)
    paste(screen, "Open day")
    stand_on(screen, 0, 4)
    write(screen, "Hall 1")
    press(screen, Key.Key_Return)
    stand_on(screen, 0, 4)
    press(screen, Key.Key_Delete)
    screen.choose_layout("firms")
    screen.choose_layout("events")
    model = screen.model
    assert [model.index(0, column).data() for column in (3, 4)] == ["Open day", ""]
    assert model.counts()["errors"] == 0
    assert told(screen) == []
    assert workbook.find("event") == []


def test_a_workbook_opened_read_only_says_so(
    qtbot: QtBot, tmp_path: Path, screen: QuarterEntryScreen
) -> None:
    path = tmp_path / "park.feidi"
    with Workbook.create(path, SPECS, Actor("柯知夏", "clerk")) as made:
        made.run(AddRow("firm", {"number": "A", "name_zh": "甲", "admission_date": "2020-01-01"}))
    with Workbook.open(path, SPECS, Actor("柯知夏", "clerk"), read_only=True) as held:
        context = replace(screen.context, bus=Bus(held, parent=screen))
        reading = QuarterEntryScreen(context)
        qtbot.addWidget(reading)
        reading.show()
        reading.activate("2024Q4")
        assert reading.head.notice.isVisible()
        assert not reading.head.paste_button.isEnabled()
        assert not reading.model.enter(reading.model.index(0, 1), "5")
        assert not reading.model.flags(reading.model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
        # As in the program, the page goes before its workbook: what it paints it reads.
        reading.hide()


def test_the_screen_is_narrowed_to_a_filter_and_leads_on_to_closing(
    screen: QuarterEntryScreen,
) -> None:
    screen.narrow([Condition("filter", "=", "silent")])
    assert screen.head.chips["silent"].isChecked()
    screen.narrow([Condition("filter", "=", "nonsense")])
    assert screen.head.chips["silent"].isChecked()
