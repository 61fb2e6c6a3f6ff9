"""Every indicator is listed with its value, and explained when it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.commands import SetFields
from domain.indicators.families import INDICATORS
from domain.records import Query
from tests.ui.park_on_screen import let_go, screen_context
from ui.screens.indicators import IndicatorsScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk


@pytest.fixture
def screen(
    qtbot: QtBot, qapp: QApplication, park: Workbook, desk: RecordedDesk
) -> Iterator[IndicatorsScreen]:
    with screen_context(qapp, park, desk, lang="en") as context:
        made = IndicatorsScreen(context)
        qtbot.addWidget(made)
        made.resize(1166, 643)
        made.show()
        made.activate("2024Q4")
        yield made
    let_go(made)


def shown(screen: IndicatorsScreen) -> list[str]:
    """Return the keys of the rows, families left out."""
    keys = [screen.model.key(row) for row in range(screen.model.rowCount())]
    return [key for key in keys if not key.startswith("group:")]


def value_of(screen: IndicatorsScreen, key: str) -> str:
    """Return the value that the row of an indicator shows."""
    return str(screen.model.index(screen.model.row_of(key), 1).data())


def test_the_first_family_is_there_at_once_and_all_of_them_soon_after(
    qtbot: QtBot, screen: IndicatorsScreen
) -> None:
    assert "firms_admitted" in shown(screen)
    assert "completeness" not in shown(screen)
    qtbot.waitUntil(lambda: "completeness" in shown(screen), timeout=5_000)
    assert set(shown(screen)) == set(INDICATORS)


def test_values_and_answers_are_those_of_the_records(screen: IndicatorsScreen) -> None:
    screen.finish()
    # 30 firms of 20 employees; 29 of them reported number × 10,000 + 5,000 yuan of revenue:
    # 10,000 × (1 + … + 29) + 29 × 5,000 = 4,495,000 yuan.
    assert value_of(screen, "headcount") == "600"
    assert value_of(screen, "revenue") == "4,495.0"
    row = screen.model.row_of("revenue")
    assert screen.model.index(row, 6).data() == "29/30"


def test_what_nobody_recorded_is_a_dash(screen: IndicatorsScreen) -> None:
    screen.finish()
    assert value_of(screen, "occupancy") == "—"


def test_a_chosen_indicator_is_explained(screen: IndicatorsScreen) -> None:
    screen.finish()
    screen.show_record("revenue")
    assert screen.panel.isVisible()
    words = screen.context.say("indicator.revenue.definition")
    assert screen.panel.definition.accessibleName() == words
    assert screen.table.currentIndex().row() == screen.model.row_of("revenue")


def test_an_indicator_can_be_asked_for_before_it_is_read(
    qtbot: QtBot, screen: IndicatorsScreen
) -> None:
    screen.show_record("actions_overdue")
    qtbot.waitUntil(screen.panel.isVisible, timeout=5_000)
    assert screen.model.key(screen.table.currentIndex().row()) == "actions_overdue"


def test_the_keyboard_walks_through_the_definitions(screen: IndicatorsScreen) -> None:
    screen.finish()
    screen.show_record("headcount")
    QTest.keyClick(screen.table, Qt.Key.Key_Down)
    words = screen.context.say("indicator.rd_staff.definition")
    assert screen.panel.definition.accessibleName() == words


def test_the_search_looks_into_names_and_definitions(screen: IndicatorsScreen) -> None:
    screen.finish()
    assert screen.focus_search()
    screen.search.setText("VAT")
    found = shown(screen)
    assert "tax_vat" in found
    assert "tax_total" in found
    assert "headcount" not in found
    screen.search.setText("no such thing")
    assert shown(screen) == []


def test_the_panel_leads_to_the_data(screen: IndicatorsScreen, desk: RecordedDesk) -> None:
    screen.finish()
    screen.show_record("headcount")
    screen.panel.table_asked.emit("firm_quarter")
    assert desk.opened == [("firm_quarter", "")]


def test_every_family_leads_somewhere(screen: IndicatorsScreen) -> None:
    screen.finish()
    asked: list[str] = []
    screen.panel.table_asked.connect(asked.append)
    for key in INDICATORS:
        screen.show_record(key)
        screen.panel.where.click()
    known = {*screen.context.specs, "quarter_entry"}
    assert len(asked) == len(INDICATORS)
    assert set(asked) <= known


def test_another_quarter_and_a_change_are_read_anew(
    screen: IndicatorsScreen, park: Workbook
) -> None:
    screen.activate("2024Q3")
    screen.finish()
    assert value_of(screen, "revenue") == "4,350.0"
    row = park.select(Query("firm_quarter", limit=200))
    third = next(each for each in row if each["quarter"] == "2024Q3" and each["revenue_fen"])
    screen.context.bus.run(SetFields("firm_quarter", str(third["id"]), {"headcount": 21}))
    screen.finish()
    assert value_of(screen, "headcount") == "601"


@pytest.mark.parametrize(("lang", "name"), [("zh", "营业收入"), ("fr", "Chiffre d’affaires")])
def test_the_language_changes_while_the_table_is_open(
    screen: IndicatorsScreen, lang: str, name: str
) -> None:
    screen.finish()
    screen.show_record("revenue")
    screen.context.language.choose(lang)
    screen.retranslate()
    assert screen.model.index(screen.model.row_of("revenue"), 0).data() == name
    words = screen.context.say("indicator.revenue.definition")
    assert screen.panel.definition.accessibleName() == words
