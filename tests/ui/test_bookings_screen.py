"""A week shows who has which pilot line each day; nothing is booked twice."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from domain.commands import RemoveRow
from domain.records import Query
from tests.storage.park import added
from tests.ui.desk import context_over, new_workbook
from tests.ui.hand import press
from ui.screens.space.bookings import BookingsScreen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from tests.ui.desk import RecordedDesk

# The desk's day is Monday 20 January 2025.


@pytest.fixture
def workbook() -> Iterator[Workbook]:
    with new_workbook() as made:
        add = partial(added, made)

        building = add("building", code="B1")
        line = add("unit", building=building, number="101", use="pilot_line", area=86_000)
        let = add("unit", building=building, number="102", use="pilot_line", area=86_000)
        firm = add("firm", number="QH001", name_en="Liyuan Pneumatics")
        add("firm", number="QH002", name_en="Jiyuan Biopharma")
        add("booking", unit=line, firm=firm, start="2025-01-21", end="2025-01-22")
        add("lease", number="ZL-1", firm=firm, unit=let, start="2024-01-01", end="2025-01-22")
        yield made


@pytest.fixture
def screen(
    qtbot: QtBot, qapp: QApplication, workbook: Workbook, desk: RecordedDesk
) -> Iterator[BookingsScreen]:
    from PySide6.QtCore import QObject

    owner = QObject(qapp)
    context = context_over(workbook, owner, desk=desk)
    made = BookingsScreen(context)
    qtbot.addWidget(made)
    made.resize(1166, 684)
    made.show()
    made.activate("2024Q4")
    yield made
    context.tasks.close()
    owner.deleteLater()


def spoken(screen: BookingsScreen, row: int, column: int) -> str:
    """Return what a screen reader says of a day."""
    index = screen.week.model.index(row, column)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def enter(screen: BookingsScreen, name: str, text: str) -> None:
    """Replace what stands in a field of the action."""
    line = screen.findChild(QLineEdit, f"booking.action.{name}")
    assert line is not None
    line.setText(text)


def open_day(screen: BookingsScreen, row: int, column: int) -> None:
    """Go to a day and press Enter."""
    screen.week.table.setFocus()
    screen.week.table.setCurrentIndex(screen.week.model.index(row, column))
    QTest.keyClick(screen.week.table, Qt.Key.Key_Return)


def test_each_day_says_who_has_the_unit(screen: BookingsScreen) -> None:
    assert spoken(screen, 0, 1) == "B1 – 101, Mon 01-20: Free"
    assert spoken(screen, 0, 2) == "B1 – 101, Tue 01-21: booked, Liyuan Pneumatics"
    assert spoken(screen, 1, 3) == "B1 – 102, Wed 01-22: Let, Liyuan Pneumatics"
    assert spoken(screen, 1, 4) == "B1 – 102, Thu 01-23: Free"


def test_a_free_day_is_booked_by_keyboard_and_undone(
    screen: BookingsScreen, desk: RecordedDesk
) -> None:
    open_day(screen, 0, 4)
    enter(screen, "firm", "QH002")
    enter(screen, "end", "2025-01-24")
    press(screen, "booking.action.run")
    assert desk.told == ["Booked: B1 – 101."]
    assert spoken(screen, 0, 5).endswith("booked, Jiyuan Biopharma")
    screen.context.bus.undo()
    assert spoken(screen, 0, 5).endswith("Free")


def test_a_day_that_is_booked_or_let_is_refused_in_words(screen: BookingsScreen) -> None:
    open_day(screen, 0, 1)
    enter(screen, "firm", "QH002")
    enter(screen, "end", "2025-01-21")
    press(screen, "booking.action.run")
    refusal = screen.week.action.refusal()
    assert "already booked from 2025-01-21 to 2025-01-22" in refusal
    open_day(screen, 1, 4)
    enter(screen, "firm", "QH002")
    enter(screen, "start", "2025-01-22")
    press(screen, "booking.action.run")
    assert "lease ZL-1" in screen.week.action.refusal()
    assert screen.context.records.count(Query("booking")) == 1


def test_a_booked_day_opens_its_booking_and_a_let_one_its_lease(
    screen: BookingsScreen, desk: RecordedDesk
) -> None:
    open_day(screen, 0, 2)
    assert screen.panel.record == str(screen.context.records.find("booking")[0]["id"])
    open_day(screen, 1, 1)
    lease = str(screen.context.records.find("lease")[0]["id"])
    assert desk.opened == [("lease", lease)]
    open_day(screen, 1, 0)
    assert not screen.week.action.isVisible()


def test_other_weeks_are_one_step_or_a_date_away(screen: BookingsScreen) -> None:
    press(screen, "booking.previous_week")
    assert screen.week.day.date().toPython() == date(2025, 1, 13)
    press(screen, "booking.next_week")
    press(screen, "booking.next_week")
    assert spoken(screen, 1, 1) == "B1 – 102, Mon 01-27: Free"
    screen.week.day.setDate(QDate(2025, 1, 23))
    assert screen.week.day.date().toPython() == date(2025, 1, 20)


def test_the_bookings_are_listed_too(screen: BookingsScreen) -> None:
    assert [(view.key, view.count) for view in screen.views()] == [("week", ""), ("list", "1")]
    screen.show_record(str(screen.context.records.find("booking")[0]["id"]))
    assert screen.view() == "list"
    assert screen.table.records.rowCount() == 1
    screen.choose_view("week")


def test_a_question_does_not_outlive_its_language(screen: BookingsScreen) -> None:
    open_day(screen, 0, 1)
    assert screen.week.action.isVisible()
    screen.context.language.choose("zh")
    screen.retranslate()
    assert not screen.week.action.isVisible()
    assert spoken(screen, 0, 1) == "B1 101, 周一 01-20: 空置"


def test_an_empty_list_shows_one_sentence_and_no_line_of_tools(
    screen: BookingsScreen, workbook: Workbook
) -> None:
    screen.choose_view("list")
    assert screen.line.isVisible()
    for row in workbook.find("booking"):
        screen.context.bus.run(RemoveRow("booking", str(row["id"])))
    assert not screen.line.isVisible()


def test_the_keyboard_begins_in_the_week(screen: BookingsScreen) -> None:
    screen.setFocus()
    assert screen.focusProxy() is screen.week.table
