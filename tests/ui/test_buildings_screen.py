"""Buildings show what is let in each and who operates it over the years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from domain.commands import SetFields
from ui.screens.space.buildings import BuildingsScreen

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from tests.ui.desk import RecordedDesk
    from tests.ui.park_on_screen import OpenScreen


@pytest.fixture
def screen(open_screen: OpenScreen) -> BuildingsScreen:
    return open_screen(BuildingsScreen)


def texts(model: QAbstractItemModel, row: int) -> list[str]:
    """Return what a row of a table shows."""
    return [str(model.index(row, column).data() or "") for column in range(model.columnCount())]


def test_each_building_says_who_operates_it_and_what_is_let(screen: BuildingsScreen) -> None:
    model = screen.table.records
    assert texts(model, 0)[:3] == [
        "Building 1",
        "Third party",
        "Hongyu Industrial Services",
    ]
    assert texts(model, 1)[:3] == ["Building 2", "Committee itself", "—"]
    let = [float(texts(model, row)[5].replace(",", "")) for row in range(5)]
    area = [float(texts(model, row)[4].replace(",", "")) for row in range(5)]
    # 22,387.0 of 29,648.5 m² by the park's expected figures.
    assert (sum(let), sum(area)) == (22_387.0, 29_648.5)


def test_an_earlier_quarter_shows_the_regime_of_then(screen: BuildingsScreen) -> None:
    screen.activate("2021Q4")
    assert texts(screen.table.records, 1)[:3] == [
        "Building 2",
        "Third party",
        "Chengzhou Park Operations",
    ]


def test_the_regimes_are_drawn_and_told_to_the_keyboard(
    screen: BuildingsScreen, desk: RecordedDesk
) -> None:
    screen.choose_view("regimes")
    table = screen.regimes.table
    model = table.model_shown
    assert not table.grab().isNull()
    spoken = str(model.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.splitlines() == [
        "Third party, 2016-06-01 to 2021-12-31",
        "Committee itself, since 2022-01-01",
    ]
    table.setCurrentIndex(model.index(1, 0))
    assert screen.panel.record == model.key(1)
    button = screen.panel.findChild(QPushButton, "building.plan")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    table_opened, record = desk.opened[0]
    assert table_opened == "unit"
    unit = screen.context.records.get("unit", record) or {}
    assert (unit["building"], unit["number"]) == (model.key(1), "101")


def test_a_changed_lease_changes_what_is_let(screen: BuildingsScreen) -> None:
    lease = next(
        str(row["id"])
        for row in screen.context.records.find("lease")
        if str(row["start"]) < "2024-12-01" < str(row["end"]) and not row["early_end"]
        and str(row["end"]) > "2024-12-31"
    )  # fmt: skip
    before = [texts(screen.table.records, row)[3] for row in range(5)]
    screen.context.bus.run(SetFields("lease", lease, {"early_end": "2024-12-30"}))
    after = [texts(screen.table.records, row)[3] for row in range(5)]
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


def test_the_views_are_said_in_another_language(screen: BuildingsScreen) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    assert [view.text for view in screen.views()] == ["Bâtiments", "Historique des modes"]
    assert texts(screen.table.records, 0)[1] == "Exploitation par un tiers"
