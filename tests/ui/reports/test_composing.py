"""A report is composed of parts, languages and a quarter, and printed anew as they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from domain.commands import SetFields, WriteBatch, updating
from domain.entities import SPECS
from domain.records import Query
from tests.ui.park_on_screen import screen_context
from tests.ui.reports.press import FakePress, click, wait_for_pages
from ui.report_ports import Asked
from ui.screens.reports import ReportsScreen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk


def test_the_whole_report_in_the_language_of_the_window_is_shown_first(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    assert press.asked == [Asked("quarterly", "2024Q4", ("en",))]
    assert screen.preview.place.text() == "Page 1 of 4"
    assert screen.options.revision.text() == "draft"


def test_the_pages_of_the_parts_stand_beside_them(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    link = screen.options.parts.links["firms"]
    assert link.text() == "3"
    click(link)
    assert screen.preview.page == 2


def test_a_part_that_is_left_out_is_not_asked_for(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    screen.options.parts.boxes["firms"].setChecked(False)
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    assert press.asked[-1].parts == ("summary", "returns")
    wait_for_pages(qtbot, screen)
    assert screen.options.parts.links["firms"].text() == ""


def test_two_languages_stand_side_by_side(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    screen.options.languages.setFocus()
    QTest.keyClick(screen.options.languages, Qt.Key.Key_Home)
    QTest.keyClick(screen.options.languages, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    assert press.asked[-1].languages == ("zh", "fr")


def test_another_quarter_is_chosen_for_the_whole_window(
    qtbot: QtBot, screen: ReportsScreen, desk: RecordedDesk
) -> None:
    wait_for_pages(qtbot, screen)
    screen.options.quarter.choose("2024Q3")
    assert desk.in_force == "2024Q3"


def test_an_open_quarter_is_warned_of_with_what_is_missing(
    qtbot: QtBot, screen: ReportsScreen, desk: RecordedDesk
) -> None:
    wait_for_pages(qtbot, screen)
    assert screen.options.warning.isVisible()
    screen.options.warning.link_clicked.emit()
    assert desk.lists[0][0] == "quarter_entry"


def close(park: Workbook, screen: ReportsScreen, name: str) -> None:
    """Close a quarter step by step."""
    quarter = next(row for row in park.select(Query("quarter")) if row["quarter"] == name)
    for state in (
        "submitted_by_origin",
        "submitted",
        "reconciled",
        "approved_by_origin",
        "approved",
        "closed",
    ):
        moved = tuple(updating(park, SPECS, "quarter", str(quarter["id"]), {"state": state}))
        screen.context.bus.run(WriteBatch(moved))


def test_a_closed_quarter_carries_no_warning(
    qtbot: QtBot, screen: ReportsScreen, park: Workbook
) -> None:
    wait_for_pages(qtbot, screen)
    close(park, screen, "2024Q4")
    assert not screen.options.warning.isVisible()


def test_a_change_of_the_records_prints_the_preview_anew(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress, park: Workbook
) -> None:
    wait_for_pages(qtbot, screen)
    firm = park.select(Query("firm", limit=1))[0]
    screen.context.bus.run(SetFields("firm", str(firm["id"]), {"name_en": "Other name"}))
    assert not screen.export.isEnabled()
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    qtbot.waitUntil(screen.export.isEnabled, timeout=5_000)


def test_every_field_has_a_name_for_who_cannot_see(qtbot: QtBot, screen: ReportsScreen) -> None:
    wait_for_pages(qtbot, screen)
    options = screen.options
    fields = (options.kind, options.quarter, options.revision, options.languages, options.parts)
    assert all(each.accessibleName() for each in fields)


def test_without_a_file_the_screen_says_why_there_is_no_report(
    qtbot: QtBot, qapp: QApplication, park: Workbook, desk: RecordedDesk
) -> None:
    with screen_context(qapp, park, desk, lang="en") as context:
        made = ReportsScreen(context)
        qtbot.addWidget(made)
        made.activate("2024Q4")
        assert made.header_actions() == ()
        assert not made.focus_search()


def test_an_assessment_is_composed_for_one_of_the_contracts_that_run(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    assert not screen.options.subject.isVisible()
    screen.options.kind.setFocus()
    QTest.keyClick(screen.options.kind, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    assert press.asked[-1] == Asked("operator", "2024Q4", ("en",), ("c1",))
    assert screen.options.subject.isVisible()
    assert not screen.options.parts.isVisible()
    wait_for_pages(qtbot, screen)
    screen.options.subject.setFocus()
    QTest.keyClick(screen.options.subject, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(press.asked) == 3, timeout=5_000)
    assert press.asked[-1].parts == ("c2",)


def test_in_a_quarter_without_a_contract_none_is_asked_for(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    screen.options.kind.choose("operator")
    screen.activate("2024Q3")
    wait_for_pages(qtbot, screen)
    assert screen.options.subject.count() == 0
    assert press.asked[-1] == Asked("operator", "2024Q3", ("en",))


def test_the_annual_edition_is_composed_for_a_year(
    qtbot: QtBot, screen: ReportsScreen, press: FakePress
) -> None:
    wait_for_pages(qtbot, screen)
    screen.options.kind.setFocus()
    QTest.keyClick(screen.options.kind, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: len(press.asked) == 2, timeout=5_000)
    assert press.asked[-1] == Asked("annual", "2024Q4", ("en",))
    assert screen.options.quarter.currentText() == "Year 2024"
    # 37 figures are missing in each of the two quarters of the park.
    words = screen.options.warning.findChild(QLabel)
    assert words is not None
    assert "74" in words.accessibleName()
    wait_for_pages(qtbot, screen)
    # The first of the year's quarters shows the same year.
    screen.activate("2024Q3")
    qtbot.waitUntil(lambda: len(press.asked) == 3, timeout=5_000)
    assert press.asked[-1].quarter == "2024Q4"
    assert screen.options.warning.isVisible()


def test_a_year_with_its_last_quarter_closed_is_not_warned_of(
    qtbot: QtBot, screen: ReportsScreen, park: Workbook
) -> None:
    screen.options.kind.choose("annual")
    wait_for_pages(qtbot, screen)
    assert screen.options.warning.isVisible()
    close(park, screen, "2024Q3")
    assert screen.options.warning.isVisible()
    close(park, screen, "2024Q4")
    assert not screen.options.warning.isVisible()
