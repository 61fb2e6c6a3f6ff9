"""Return projects are listed, drawn, balanced, and moved on; a refusal says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from domain.records import Query
from tests.ui.hand import press
from ui.components.tables.cells import LOOK, Cell
from ui.screens.returns.overview import ProjectOverview
from ui.screens.returns.screen import ReturnsScreen

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from tests.ui.desk import RecordedDesk
    from tests.ui.park_on_screen import OpenScreen
    from ui.reports.sheet_printing import SheetPrinting


@pytest.fixture
def screen(open_screen: OpenScreen) -> ReturnsScreen:
    return open_screen(ReturnsScreen, lang="zh")


def texts(model: QAbstractItemModel, row: int) -> list[str]:
    """Return what a row of a table shows."""
    return [str(model.index(row, column).data() or "") for column in range(model.columnCount())]


def project(screen: ReturnsScreen, number: str) -> str:
    """Return the id of a project."""
    return str(screen.context.records.find("return_project", number=number)[0]["id"])


def overview(screen: ReturnsScreen) -> ProjectOverview:
    """Return what the panel shows of a project."""
    found = screen.panel.findChild(ProjectOverview)
    assert found is not None
    return found


def type_into(screen: ReturnsScreen, name: str, text: str) -> None:
    """Replace what stands in a field of the action."""
    line = screen.findChild(QLineEdit, f"return_project.action.{name}")
    assert line is not None
    line.selectAll()
    QTest.keyClicks(line, text)


def test_every_project_is_listed_and_the_rent_driven_ones_are_marked(
    screen: ReturnsScreen,
) -> None:
    model = screen.table.records
    assert model.rowCount() == 18
    marked = []
    for row in range(18):
        cell = model.index(row, 3).data(LOOK)
        assert isinstance(cell, Cell)
        if cell.state == "warn":
            marked.append((texts(model, row)[0], cell.tip))
    # 15 of the 18 projects are driven by innovation.
    assert len(marked) == 3
    assert {tip for _, tip in marked} == {"租差驱动的搬迁不计入创新回流。"}


def test_facets_and_words_narrow_the_projects(screen: ReturnsScreen) -> None:
    screen.facets.value_switched.emit("trigger", "broker", True)
    assert screen.table.records.rowCount() == 5
    assert [chip.text for chip in screen.filter_chips()] == ["撮合方：中介"]
    screen.facets.value_switched.emit("trigger", "broker", False)
    screen.facets.value_switched.emit("state", "construction", True)
    assert screen.table.records.rowCount() == 3
    screen.line.filter_dropped.emit("state")
    screen.line.words_changed.emit("HL-1 龙游")
    assert 0 < screen.table.records.rowCount() < 9


def test_the_table_sorts_by_what_follows_from_other_records(screen: ReturnsScreen) -> None:
    header = screen.table.horizontalHeader()
    for section in range(screen.table.records.columnCount()):
        header.sectionClicked.emit(section)
        assert screen.table.records.rowCount() == 18
    # Unknown shares come last either way.
    header.sectionClicked.emit(4)
    assert texts(screen.table.records, 17)[4] == "—"


def test_the_balance_of_the_counties_adds_up_to_the_expected_totals(
    screen: ReturnsScreen,
) -> None:
    screen.choose_view("counties")
    model = screen.counties.model
    assert model.rowCount() == 7
    # From the park's expected figures: 18 projects, 15 innovation-driven, 150.28 mu,
    # 34,911.89, 169,998.34 and 5,875.80 in ten thousand yuan, 354 jobs.
    total = texts(model, 6)
    assert total[:4] == ["合计", "18", "15", "150.28"]
    assert total[5] == "34,911.89"
    assert total[7:10] == ["169,998.34", "5,875.80", "354"]
    first = texts(model, 0)
    assert first[:3] == ["龙游县", "9", "8"]


def test_a_county_leads_to_its_projects(screen: ReturnsScreen) -> None:
    screen.choose_view("counties")
    table = screen.counties.table
    table.setCurrentIndex(screen.counties.model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert screen.view() == "projects"
    assert screen.table.records.rowCount() == 9


def test_the_ways_are_drawn_and_told_to_the_keyboard(screen: ReturnsScreen) -> None:
    screen.choose_view("milestones")
    table = screen.gantt.table
    model = table.model_shown
    assert model.rowCount() == 18
    assert not table.grab().isNull()
    spoken = str(model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.splitlines()[0] == "2017-06-02　意向"
    table.setFocus()
    table.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert screen.panel.record == model.key(1)
    assert table.rowHeight(0) >= 24


def test_an_earlier_quarter_draws_what_was_known_then(screen: ReturnsScreen) -> None:
    screen.choose_view("milestones")
    screen.activate("2018Q4")
    assert screen.gantt.table.model_shown.rowCount() == 3
    assert texts(screen.gantt.table.model_shown, 0)[4] == "开工"


def test_another_language_is_said_at_once(screen: ReturnsScreen) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    assert texts(screen.table.records, 0)[2:4] == ["Pleine capacité", "Innovation"]
    assert [view.text for view in screen.views()] == [
        "Projets",
        "Calendrier des étapes",
        "Quadrants",
        "Terrain et production",
        "Carte",
    ]


def test_plan_and_actual_stand_side_by_side(screen: ReturnsScreen) -> None:
    screen.show_record(project(screen, "HL-01"))
    plan = screen.panel.findChild(type(screen.counties.table), "return_project.plan")
    assert plan is not None
    rows = [texts(plan.model(), row) for row in range(4)]
    assert rows[0] == ["用地（亩）", "6.90", "6.90", "100"]
    assert rows[2][0] == "近四季产值（已知4季）"
    steps = screen.panel.findChild(type(screen.counties.table), "return_project.milestones")
    assert steps is not None
    assert texts(steps.model(), steps.model().rowCount() - 1) == [
        "意向", "2017-06-02", "会议纪要2017-01",
    ]  # fmt: skip


def test_only_the_states_that_may_follow_are_offered(screen: ReturnsScreen) -> None:
    def offers() -> list[str]:
        prefix = "return_project.move."
        return [
            each.objectName().removeprefix(prefix)
            for each in screen.findChildren(QPushButton)
            if each.objectName().startswith(prefix) and each.isVisible()
        ]

    screen.show_record(project(screen, "HL-13"))
    assert offers() == ["construction", "stalled", "abandoned"]
    screen.show_record(project(screen, "HL-14"))
    assert offers() == ["land_granted", "abandoned"]
    screen.show_record(project(screen, "HL-18"))
    assert offers() == []


def test_a_milestone_is_recorded_with_its_evidence_and_can_be_undone(
    screen: ReturnsScreen, desk: RecordedDesk
) -> None:
    screen.show_record(project(screen, "HL-13"))
    before = screen.context.records.count(Query("return_milestone"))
    press(screen, "return_project.move.construction")
    type_into(screen, "evidence", "2025-13")
    press(screen, "return_project.action.run")

    assert desk.told == ["HL-13：已登记“开工”。"]
    assert screen.context.records.count(Query("return_milestone")) == before + 1
    assert not overview(screen).action.isVisible()
    screen.context.bus.undo()
    assert screen.context.records.count(Query("return_milestone")) == before


def test_a_halt_without_a_reason_says_so_and_loses_nothing(
    screen: ReturnsScreen, desk: RecordedDesk
) -> None:
    screen.show_record(project(screen, "HL-13"))
    press(screen, "return_project.move.stalled")
    type_into(screen, "date", "2025-01-15")
    press(screen, "return_project.action.run")
    action = overview(screen).action
    assert action.refusal() == "变为“停滞”必须写明原因，请填写原因。"
    assert action.entry("date").typed() == "2025-01-15"
    type_into(screen, "reason", "no power line yet")
    press(screen, "return_project.action.run")
    assert desk.told == ["HL-13：已登记“停滞”。"]
    assert action.refusal() == ""
    assert texts(screen.table.records, 12)[2] == "供地"
    screen.activate("2025Q1")
    assert texts(screen.table.records, 12)[2] == "停滞"


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("2020-01-01", "早于上一节点的日期"),
        ("2025-02-01", "晚于今天"),
        ("someday", "someday"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(
    screen: ReturnsScreen, typed: str, refusal: str
) -> None:
    screen.show_record(project(screen, "HL-13"))
    press(screen, "return_project.move.construction")
    type_into(screen, "date", typed)
    press(screen, "return_project.action.run")
    assert refusal in overview(screen).action.refusal()
    press(screen, "return_project.action.cancel")
    assert not overview(screen).action.isVisible()
    assert not overview(screen).action.carry_out()


def test_another_figure_is_drawn_by_quarter(screen: ReturnsScreen) -> None:
    screen.show_record(project(screen, "HL-01"))
    choice = screen.panel.findChild(type(overview(screen)._figure), "return_project.series")  # noqa: SLF001 -- its type
    assert choice is not None
    choice.setCurrentIndex(3)
    choice.activated.emit(3)
    assert choice.key() == "jobs"


def test_the_list_of_a_firm_shows_its_projects_only(screen: ReturnsScreen) -> None:
    from domain.records import Condition

    firm = str(screen.context.records.find("return_project", number="HL-03")[0]["firm"])
    screen.narrow([Condition("firm", "=", firm)])
    assert screen.table.records.rowCount() == 1


class FakePrinting:
    """Remember what was to be printed."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []

    def start(self, kind: str, record: str, name: str) -> None:
        """Remember one sheet."""
        self.asked.append((kind, record, name))


def test_the_sheet_of_a_project_is_printed_under_its_number(screen: ReturnsScreen) -> None:
    printing = FakePrinting()
    screen.printing = cast("SheetPrinting", printing)
    record = project(screen, "HL-01")
    screen.show_record(record)
    overview(screen).sheet_asked.emit(record)
    assert printing.asked == [("return_sheet", record, "回流项目简报-HL-01.pdf")]
    # Without a printer at hand nothing is offered.
    link = screen.panel.findChild(QPushButton, "return_project.sheet")
    assert link is not None
    assert not link.isVisible()


@pytest.mark.parametrize("view", ["milestones", "counties"])
def test_what_shows_all_projects_opens_without_a_record_beside_it(
    screen: ReturnsScreen, view: str
) -> None:
    screen.table.setFocus()
    screen.show_record(project(screen, "HL-01"))
    assert screen.panel.isVisible()
    screen.choose_view(view)
    assert not screen.panel.isVisible()


def test_counties_go_by_their_short_names(screen: ReturnsScreen) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    screen.choose_view("counties")
    model = screen.counties.model
    names = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    assert not any(name.startswith(("Comté", "District")) for name in names)
