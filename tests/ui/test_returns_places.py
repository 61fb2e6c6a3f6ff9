"""Return projects and firms are shown by place: the four quadrants, the schematic map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from domain.commands import AddRow, SetFields
from domain.reports.networks import PlaceMap
from tests.ui.test_returns_screen import texts
from ui.screens.returns.screen import ReturnsScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from tests.ui.park_on_screen import OpenScreen


@pytest.fixture
def screen(open_screen: OpenScreen) -> ReturnsScreen:
    return open_screen(ReturnsScreen, lang="zh")


def counts(screen: ReturnsScreen) -> dict[str, str]:
    """Return what each quadrant is called by a screen reader."""
    return {key: card.accessibleName() for key, card in screen.quadrants.cards.items()}


def test_the_quadrants_hold_the_firms_of_the_park(screen: ReturnsScreen) -> None:
    screen.choose_view("quadrants")
    # As the picture of the park's last quarter has them: 25, 23, 1, none, and 4 unknown.
    said = counts(screen)
    assert [said[key].rpartition("：")[2] for key in said] == ["25户", "23户", "1户", "0户"]
    assert "4户" in screen.quadrants.unknown.accessibleName()
    assert screen.quadrants.beyond.isHidden()
    assert screen.line.isHidden()
    screen.choose_view("projects")
    assert not screen.line.isHidden()


def test_a_quadrant_chosen_with_the_keyboard_lists_its_firms(
    screen: ReturnsScreen, desk: RecordedDesk
) -> None:
    screen.choose_view("quadrants")
    page = screen.quadrants
    assert page.chosen() == "host_separated"
    assert page.firms.model().rowCount() == 23
    card = page.cards["origin_together"]
    card.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert page.chosen() == "origin_together"
    assert page.firms.model().rowCount() == 1
    page.firms.setCurrentIndex(page.firms.model().index(0, 0))
    QTest.keyClick(page.firms, Qt.Key.Key_Return)
    ((table, firm),) = desk.opened
    assert table == "firm"
    row = screen.context.records.get("firm", firm)
    assert row is not None
    assert row["trajectory"] == "II"


def test_a_firm_on_the_board_says_its_name_to_who_points_at_it(
    screen: ReturnsScreen, qtbot: QtBot
) -> None:
    screen.choose_view("quadrants")
    card = screen.quadrants.cards["host_separated"]
    first = texts(screen.quadrants.firms.model(), 0)[0]

    def point_at(place: QPoint) -> None:
        at = card.mapToGlobal(place)
        QApplication.sendEvent(card, QHelpEvent(QEvent.Type.ToolTip, place, at))

    # The first dot lies at the left, below the count; nothing lies in the lower right corner.
    point_at(QPoint(18, 58))
    qtbot.waitUntil(lambda: QToolTip.text() == first)
    point_at(card.rect().bottomRight())
    qtbot.waitUntil(lambda: not QToolTip.text())


def test_projects_that_began_to_produce_within_a_year_are_listed(screen: ReturnsScreen) -> None:
    screen.choose_view("quadrants")
    assert screen.quadrants.moves.isHidden()
    # In the file six projects began to produce in 2021, the last on 27 November.
    screen.activate("2021Q4")
    model = screen.quadrants.moves.model()
    days = [texts(model, row)[0] for row in range(model.rowCount())]
    assert days == ["2021-11-27", "2021-09-29", "2021-06-07", "2021-05-29", "2021-04-08"]
    screen.quadrants.moves.setCurrentIndex(model.index(0, 0))
    QTest.keyClick(screen.quadrants.moves, Qt.Key.Key_Return)
    assert screen.panel.record


def test_a_firm_that_moves_its_works_changes_its_quadrant(
    screen: ReturnsScreen, workbook: Workbook
) -> None:
    screen.choose_view("quadrants")
    card = screen.quadrants.cards["host_together"]
    card.click()
    firms = screen.quadrants.firms.model()
    name = texts(firms, 0)[0]
    firm = next(row for row in workbook.find("firm") if name in str(row["name_zh"]))
    (longyou,) = workbook.find("region", name_zh="龙游县")
    screen.context.bus.run(SetFields("firm", str(firm["id"]), {"production_site": longyou["id"]}))
    assert counts(screen)["host_together"].endswith("24户")
    assert counts(screen)["host_separated"].endswith("24户")


def test_a_firm_in_a_third_city_is_told_beside_the_board(
    screen: ReturnsScreen, workbook: Workbook
) -> None:
    screen.choose_view("quadrants")
    screen.quadrants.cards["host_together"].click()
    name = texts(screen.quadrants.firms.model(), 0)[0]
    firm = next(row for row in workbook.find("firm") if name in str(row["name_zh"]))
    (ningbo,) = workbook.find("region", name_zh="宁波市")
    screen.context.bus.run(SetFields("firm", str(firm["id"]), {"rd_site": ningbo["id"]}))
    assert "1户" in screen.quadrants.beyond.accessibleName()


def test_the_map_follows_the_filters(screen: ReturnsScreen) -> None:
    screen.choose_view("map")
    chart = screen.map.chart.chart
    assert isinstance(chart, PlaceMap)
    assert len(chart.left.places) == 6
    assert chart.left.note == "18个项目，9个投产"
    screen.facets.value_switched.emit("trigger", "broker", True)
    narrowed = screen.map.chart.chart
    assert isinstance(narrowed, PlaceMap)
    assert narrowed.left.note.startswith("5个项目")


def test_the_map_tells_what_its_circles_mean(screen: ReturnsScreen) -> None:
    screen.choose_view("map")
    told = [spot.text for spot in screen.map.chart.spots()]
    assert told[-2:] == [
        "圆面积：近四个季度产值\n10,000万元",
        "圆面积：近四个季度产值\n2,000万元",
    ]


def test_a_map_says_what_it_lacks(screen: ReturnsScreen, workbook: Workbook) -> None:
    # Without a region a party is found by its name; neither says where these are.
    nowhere = {"region": None, "name_zh": "两地", "name_fr": None, "name_en": None}
    for code in ("QZ", "YH"):
        (party,) = workbook.find("party", code=code)
        screen.context.bus.run(SetFields("party", str(party["id"]), dict(nowhere)))
    screen.choose_view("map")
    assert screen.map.chart.isHidden()
    assert "无法绘图" in screen.map.note.accessibleName()


def test_a_project_of_a_county_shows_its_words_to_the_keyboard(screen: ReturnsScreen) -> None:
    screen.choose_view("map")
    chart = screen.map.chart
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert "龙游" in chart.accessibleDescription()


def test_a_new_milestone_is_listed_at_once(screen: ReturnsScreen, workbook: Workbook) -> None:
    screen.choose_view("quadrants")
    (project,) = workbook.find("return_project", number="HL-10")
    began = {"project": project["id"], "state": "in_production", "date": "2024-12-20"}
    screen.context.bus.run(AddRow("return_milestone", began))
    assert not screen.quadrants.moves.isHidden()
    assert texts(screen.quadrants.moves.model(), 0)[0] == "2024-12-20"
