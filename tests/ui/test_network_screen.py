"""The network page shows flows by kind, the platforms and the help given home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from domain.commands import AddRow, RemoveRow
from domain.reports.charts import HorizontalBars
from domain.reports.networks import FlowChart
from tests.ui.painted import count_in
from ui.components.label import Label
from ui.screens.network import NetworkScreen

if TYPE_CHECKING:
    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk
    from tests.ui.park_on_screen import OpenScreen


@pytest.fixture
def screen(open_screen: OpenScreen) -> NetworkScreen:
    return open_screen(NetworkScreen, lang="zh")


def flows(screen: NetworkScreen) -> FlowChart:
    """Return the chart of flows that is shown."""
    chart = screen.chart.chart
    assert isinstance(chart, FlowChart)
    return chart


def test_it_opens_on_the_factor_with_the_most_entries(screen: NetworkScreen) -> None:
    assert screen.kinds.current() == "talent"
    # 78 persons moved between places in 2024.
    assert sum(band.size for band in flows(screen).bands) == 78
    assert screen.nothing.isHidden()


def test_the_colours_of_the_bands_are_named_beside_their_swatches(screen: NetworkScreen) -> None:
    assert screen.key.accessibleName() == "飞入地, 飞出地（含各县、市、区）, 其他地区"
    image = screen.key.grab().toImage()
    look = screen.context.appearance
    for colour in (*look.theme.chart[:2], look.theme.text_note):
        # A swatch is 10 px by 10 px.
        assert count_in(image, colour) >= 100
    screen.activate("2015Q4")
    assert screen.key.isHidden()


def test_another_factor_is_chosen_with_the_keyboard(screen: NetworkScreen) -> None:
    button = screen.kinds.findChild(QAbstractButton, "option.capital")
    assert button is not None
    button.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert screen.kinds.current() == "capital"
    assert all("万元" in end.label for end in flows(screen).starts)


def test_a_year_without_flows_says_so_and_leads_to_the_register(
    screen: NetworkScreen, desk: RecordedDesk
) -> None:
    screen.activate("2015Q4")
    assert screen.chart.isHidden()
    assert not screen.nothing.isHidden()
    screen.nothing.action_asked.emit()
    assert desk.opened == [("factor_flow", "")]


def come_home(screen: NetworkScreen, workbook: Workbook, **quantity: int) -> None:
    """Record that talent came to Longyou from Shanghai, in persons."""
    (start,) = workbook.find("region", name_zh="上海市")
    (end,) = workbook.find("region", name_zh="龙游县")
    came = {
        "kind": "talent",
        "from_region": start["id"],
        "to_region": end["id"],
        "unit": "persons",
        "date": "2024-12-30",
        **quantity,
    }
    screen.context.bus.run(AddRow("factor_flow", came))


def test_a_flow_recorded_meanwhile_is_drawn(screen: NetworkScreen, workbook: Workbook) -> None:
    come_home(screen, workbook, quantity=22)
    assert sum(band.size for band in flows(screen).bands) == 100
    assert "上海" in {each.name for each in flows(screen).starts}


def test_one_person_that_comes_is_said_in_the_singular(
    screen: NetworkScreen, workbook: Workbook
) -> None:
    screen.context.language.choose("en")
    come_home(screen, workbook, quantity=1)
    screen.retranslate()
    labels = {each.name: each.label for each in flows(screen).starts}
    assert labels["Shanghai"] == "1 person"
    screen.context.language.choose("fr")
    screen.retranslate()
    labels = {each.name: each.label for each in flows(screen).starts}
    assert labels["Shanghai"].split() == ["1", "personne"]


def test_entries_without_a_quantity_are_told(screen: NetworkScreen, workbook: Workbook) -> None:
    assert screen.unmeasured.isHidden()
    come_home(screen, workbook)
    assert not screen.unmeasured.isHidden()
    assert "1条" in screen.unmeasured.accessibleName()
    assert sum(band.size for band in flows(screen).bands) == 78


def test_each_platform_has_a_card_that_leads_to_its_record(
    screen: NetworkScreen, workbook: Workbook, desk: RecordedDesk
) -> None:
    (card,) = screen.cards.cards
    said = [label.accessibleName() for label in card.findChildren(Label)]
    assert [said[at + 1] for at in map(said.index, ("飞出地", "飞入地"))] == [
        "衢州市",
        "杭州市余杭区",
    ]
    assert any("竞相加码" in each for each in said)
    (enclave,) = workbook.find("enclave")
    card.asked.emit(str(enclave["id"]))
    assert desk.opened == [("enclave", str(enclave["id"]))]
    corridor = {
        "code": "G60",
        "name_en": "Corridor",
        "typology": "corridor",
        "opened": "2020-01-01",
        "origin": enclave["origin"],
        "host": enclave["host"],
        "area": 1_200_000,
        "distance_km": 230,
    }
    screen.context.bus.run(AddRow("enclave", corridor))
    assert len(screen.cards.cards) == 2
    said = [label.accessibleName() for label in screen.cards.cards[1].findChildren(Label)]
    assert "230公里" in said
    assert any("远离干线" in each for each in said)


def test_help_given_home_is_counted_by_kind(screen: NetworkScreen) -> None:
    chart = screen.help.chart
    assert isinstance(chart, HorizontalBars)
    # Counted in the file: 42 weekends of engineers, 18 supply links, 15 trainings, 13 licences, 10.
    assert [bar.value for bar in chart.bars] == [42, 18, 15, 13, 10]
    screen.activate("2015Q4")
    assert screen.help.isHidden()


def test_it_is_said_again_in_another_language(screen: NetworkScreen) -> None:
    screen.context.language.choose("en")
    screen.retranslate()
    assert "Yuhang" in {end.name for end in flows(screen).starts}


def test_the_flows_are_copied_as_cells(screen: NetworkScreen) -> None:
    screen.chart.copy_cells()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 1 + len(flows(screen).bands)
    assert lines[1].split("\t")[0] == "余杭"


def test_in_a_narrow_window_the_platforms_stand_below(screen: NetworkScreen) -> None:
    beside = screen.cards.mapTo(screen, screen.cards.rect().topLeft())
    screen.resize(760, 600)
    QTest.qWait(0)
    below = screen.cards.mapTo(screen, screen.cards.rect().topLeft())
    assert below.x() < beside.x()
    assert below.y() > beside.y()


def test_a_platform_taken_away_leaves_no_card(screen: NetworkScreen, workbook: Workbook) -> None:
    (enclave,) = workbook.find("enclave")
    new = {
        "code": "X",
        "name_zh": "甲",
        "typology": "science_city",
        "origin": enclave["origin"],
        "host": enclave["host"],
    }
    added = AddRow("enclave", new)
    screen.context.bus.run(added)
    assert len(screen.cards.cards) == 2
    screen.context.bus.run(RemoveRow("enclave", added.record))
    assert len(screen.cards.cards) == 1
