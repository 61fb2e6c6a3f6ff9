"""A quarter is typed without the mouse, saved at each figure, and refused in its own cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.commands import AddRow
from domain.entry import LAYOUTS
from tests.ui.entry.keys import (
    CTRL,
    HEADCOUNT,
    RD,
    RD_STAFF,
    REVENUE,
    SHIFT,
    VAT,
    Key,
    at,
    choose,
    keyboard,
    press,
    saved,
    stand_on,
    told,
    write,
)

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from domain.records import Value
    from storage.workbook import Workbook
    from ui.screens.quarter_entry import QuarterEntryScreen

TYPED = 8
"""Figures that a clerk types of each firm."""


def test_figures_are_typed_with_tab_and_enter_and_saved_at_once(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, REVENUE)
    for text, key in (("5.25", Key.Key_Tab), ("1", Key.Key_Tab), ("21", Key.Key_Return)):
        write(screen, text)
        press(screen, key)
    assert saved(workbook, "revenue_fen", "rd_fen", "headcount") == [(5_250_000, 1_000_000, 21)]
    # Enter begins the next line where the typing of this one began.
    assert at(screen) == (1, REVENUE)


@pytest.mark.no_cover
def test_forty_firms_with_eight_figures_are_typed_without_the_mouse(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    for number in range(4, 41):
        workbook.run(
            AddRow(
                "firm",
                {"number": f"QH{number:03d}", "name_zh": "企业", "admission_date": "2020-01-01"},
            )
        )
    screen.activate("2024Q4")
    stand_on(screen, 0, REVENUE)
    for firm in range(40):
        for figure in range(TYPED):
            write(screen, str(2 if figure == RD_STAFF - 1 else 3 + firm))
            press(screen, Key.Key_Return if figure == TYPED - 1 else Key.Key_Tab)
    names = ("revenue_fen", "rd_fen", "headcount", "rd_staff", "vat_fen", "cit_fen", "pit_fen")
    expected = [
        (wan * 1_000_000, wan * 1_000_000, wan, 2, *[wan * 1_000_000] * 4) for wan in range(3, 43)
    ]
    assert saved(workbook, *names, "other_tax_fen") == expected


def test_shift_goes_the_other_way(screen: QuarterEntryScreen) -> None:
    stand_on(screen, 1, RD)
    press(screen, Key.Key_Return, held=SHIFT)
    assert at(screen) == (0, RD)
    press(screen, Key.Key_Backtab, held=SHIFT)
    assert at(screen) == (0, REVENUE)
    write(screen, "7")
    press(screen, Key.Key_Return)
    assert at(screen) == (1, RD)
    write(screen, "7")
    press(screen, Key.Key_Return, held=SHIFT)
    assert at(screen) == (0, RD)


def test_tab_at_the_end_of_a_line_begins_the_next(screen: QuarterEntryScreen) -> None:
    stand_on(screen, 0, REVENUE)
    press(screen, Key.Key_End)
    last = len(LAYOUTS["firms"].fields)
    assert at(screen) == (0, last)
    press(screen, Key.Key_Tab)
    assert at(screen) == (1, REVENUE)
    press(screen, Key.Key_Backtab, held=SHIFT)
    assert at(screen) == (0, last)
    press(screen, Key.Key_Home)
    assert at(screen) == (0, REVENUE)
    press(screen, Key.Key_End, held=CTRL)
    assert at(screen) == (2, last)
    press(screen, Key.Key_Home, held=CTRL)
    assert at(screen) == (0, REVENUE)


def test_control_and_an_arrow_go_to_the_end_of_what_is_filled(screen: QuarterEntryScreen) -> None:
    model = screen.model
    for column in (REVENUE, RD, HEADCOUNT):
        assert model.enter(model.index(0, column), "30")
    stand_on(screen, 0, REVENUE)
    press(screen, Key.Key_Right, held=CTRL)
    assert at(screen) == (0, HEADCOUNT)
    press(screen, Key.Key_Down, held=CTRL)
    assert at(screen) == (2, HEADCOUNT)
    press(screen, Key.Key_Up, held=CTRL)
    assert at(screen) == (0, HEADCOUNT)
    press(screen, Key.Key_Left, held=CTRL | SHIFT)
    assert at(screen) == (0, REVENUE)
    assert len(screen.grid.figures.selectedIndexes()) == HEADCOUNT
    press(screen, Key.Key_Space, held=SHIFT)
    assert len(screen.grid.figures.selectedIndexes()) == len(LAYOUTS["firms"].fields)


def test_an_arrow_saves_what_is_typed_and_escape_forgets_it(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, HEADCOUNT)
    write(screen, "21")
    press(screen, Key.Key_Down)
    assert at(screen) == (1, HEADCOUNT)
    write(screen, "99")
    press(screen, Key.Key_Escape)
    assert saved(workbook, "headcount") == [(21,)]
    assert screen.model.index(1, HEADCOUNT).data() == ""


def test_f2_edits_what_is_there(screen: QuarterEntryScreen, workbook: Workbook) -> None:
    model = screen.model
    model.enter(model.index(0, REVENUE), "1234.5")
    stand_on(screen, 0, REVENUE)
    press(screen, Key.Key_F2)
    editor = screen.grid.figures.findChild(QLineEdit, "quarter_entry.figure")
    assert editor is not None
    assert editor.text().replace(",", "").startswith("1234.5")
    press(screen, Key.Key_End)
    press(screen, Key.Key_Backspace, Key.Key_Return)
    assert saved(workbook, "revenue_fen") != [(1_234_500_000,)]


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.50", 1_234_500_000),
        ("1 234,50", 1_234_500_000),
        ("１２３４．５", 1_234_500_000),
        ("1,234.50万元", 1_234_500_000),
        ("1234.5万", 1_234_500_000),
        ("0.12亿", 1_200_000_000),
        ("36.50元", 3_650),
    ],
)
def test_numbers_are_read_as_people_write_them(
    screen: QuarterEntryScreen, workbook: Workbook, text: str, fen: int
) -> None:
    stand_on(screen, 0, REVENUE)
    assert screen.model.enter(screen.model.index(0, REVENUE), text)
    assert saved(workbook, "revenue_fen") == [(fen,)]


def test_delete_marks_the_selected_cells_as_not_known_in_one_step(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    model = screen.model
    for row in (0, 1):
        model.enter(model.index(row, REVENUE), "5")
        model.enter(model.index(row, HEADCOUNT), "20")
    choose(screen, (0, REVENUE), (1, HEADCOUNT))
    press(screen, Key.Key_Delete)
    assert saved(workbook, "revenue_fen", "headcount") == [(None, None), (None, None)]
    screen.context.bus.undo()
    assert saved(workbook, "revenue_fen", "headcount") == [(5_000_000, 20), (5_000_000, 20)]
    assert model.index(1, HEADCOUNT).data() == "20"


def test_a_refused_figure_stays_red_in_its_cell_and_nothing_is_written(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    model = screen.model
    model.enter(model.index(0, HEADCOUNT), "22")
    stand_on(screen, 0, RD_STAFF)
    write(screen, "57")
    press(screen, Key.Key_Return)
    stand_on(screen, 0, RD_STAFF)
    assert model.index(0, RD_STAFF).data() == "57"
    refused = model.refusal(model.index(0, RD_STAFF))
    assert refused is not None
    assert "22" in refused.reason
    assert saved(workbook, "rd_staff") == [(None,)]
    assert model.counts()["errors"] == 1
    assert screen.foot.isVisible()
    assert screen.foot.unknown_button.isVisible()
    spoken = model.data(model.index(0, RD_STAFF), Qt.ItemDataRole.AccessibleTextRole)
    assert refused.reason in str(spoken)


def test_refused_figures_are_kept_while_another_grid_is_shown(screen: QuarterEntryScreen) -> None:
    model = screen.model
    model.enter(model.index(1, HEADCOUNT), "约30")
    screen.choose_layout("projects")
    screen.choose_layout("firms")
    assert model.index(1, HEADCOUNT).data() == "约30"
    assert model.enter(model.index(1, HEADCOUNT), "30")
    assert model.counts()["errors"] == 0


def test_f8_goes_from_error_to_error(screen: QuarterEntryScreen) -> None:
    model = screen.model
    model.enter(model.index(0, VAT), "x")
    model.enter(model.index(2, REVENUE), "-4")
    stand_on(screen, 0, REVENUE)
    press(screen, Key.Key_F8)
    assert at(screen) == (0, VAT)
    press(screen, Key.Key_F8)
    assert at(screen) == (2, REVENUE)
    screen.foot.next_button.click()
    assert at(screen) == (0, VAT)
    screen.foot.unknown_button.click()
    assert model.counts()["errors"] == 1
    assert model.index(0, VAT).data() == ""


def test_a_change_beyond_half_asks_for_a_remark_that_is_typed_right_there(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    model = screen.model
    stand_on(screen, 0, HEADCOUNT)
    write(screen, "45")
    press(screen, Key.Key_Return)
    stand_on(screen, 0, HEADCOUNT)
    assert model.counts()["changed"] == 1
    assert "+125" in str(model.index(0, HEADCOUNT).data(Qt.ItemDataRole.ToolTipRole))
    change = screen.grid.findChild(QLabel, "quarter_entry.change")
    assert change is not None
    assert "+125" in change.text()
    press(screen, Key.Key_F6)
    QTest.keyClicks(screen.foot.remark, "merger")
    QTest.keyClick(screen.foot.remark, Key.Key_Return)
    assert saved(workbook, "remark") == [("merger",)]
    assert model.counts()["changed"] == 0


def test_the_filters_and_the_meter_tell_what_is_missing(screen: QuarterEntryScreen) -> None:
    model = screen.model
    counts = model.counts()
    assert (counts["known"], counts["owed"], counts["silent"]) == (0, 39, 3)
    model.enter(model.index(0, HEADCOUNT), "20")
    assert model.counts()["known"] == 1
    screen.head.chips["silent"].click()
    assert model.rowCount() == 2
    screen.head.chips["errors"].click()
    assert screen.nothing.isVisible()
    screen.nothing.all_asked.emit()
    assert model.rowCount() == 3
    assert not screen.nothing.isVisible()


def test_same_as_last_quarter_fills_the_selected_cells(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, REVENUE)
    press(screen, Key.Key_Space, held=SHIFT)
    press(screen, Key.Key_L, held=CTRL)
    assert saved(workbook, "revenue_fen", "headcount") == [(5_000_000, 20)]
    assert len(told(screen)) == 1
    screen.head.same_button.click()
    assert len(told(screen)) == 2
    screen.context.bus.undo()
    assert saved(workbook, "revenue_fen") == []


def test_clicking_a_name_selects_the_firm(screen: QuarterEntryScreen) -> None:
    names = screen.grid.names
    place = names.visualRect(screen.model.index(1, 0)).center()
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=place)
    rows = {index.row() for index in screen.grid.figures.figure_indexes()}
    assert rows == {1}
    assert len(screen.grid.figures.figure_indexes()) == len(LAYOUTS["firms"].fields)


def test_f6_and_shift_f6_leave_the_grid(screen: QuarterEntryScreen) -> None:
    stand_on(screen, 0, REVENUE)
    press(screen, Key.Key_F6, held=SHIFT)
    assert screen.head.chips["all"].hasFocus()


def test_the_language_changes_while_the_grid_is_shown(screen: QuarterEntryScreen) -> None:
    screen.context.language.choose("fr")
    screen.retranslate()
    heads = [column.heading for column in screen.model.columns()]
    assert heads[REVENUE] == "Chiffre d’affaires"


def test_another_hand_s_change_is_shown(screen: QuarterEntryScreen, workbook: Workbook) -> None:
    model = screen.model
    model.enter(model.index(0, HEADCOUNT), "45")
    screen.context.bus.undo()
    assert model.index(0, HEADCOUNT).data() == ""
    screen.context.bus.redo()
    assert model.index(0, HEADCOUNT).data() == "45"
    firm = {"number": "QH004", "name_zh": "新企业", "admission_date": "2024-11-01"}
    screen.context.bus.run(AddRow("firm", firm))
    assert model.rowCount() == 4
    assert saved(workbook, "headcount") == [(45,)]


@pytest.mark.parametrize("key", sorted(LAYOUTS))
def test_the_model_keeps_qt_s_contract(
    qtmodeltester: object, screen: QuarterEntryScreen, key: str
) -> None:
    screen.choose_layout(key)
    qtmodeltester.check(screen.model)  # type: ignore[attr-defined]  # the plugin ships no types


def test_on_a_slow_disk_what_is_typed_is_shown_at_once_and_saved_in_order(
    qtbot: QtBot, screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    bus = screen.context.bus
    stand_on(screen, 0, HEADCOUNT)
    for text, key in (("20", Key.Key_Tab), ("21", Key.Key_Return), ("30", Key.Key_Tab)):
        bus.slow = True
        write(screen, text)
        QTest.keyClick(keyboard(screen), key, delay=-1)
    assert screen.model.index(1, HEADCOUNT).data() == "30"
    # 21 R&D staff of 20: refused when its turn comes, the rest is saved.
    qtbot.waitUntil(lambda: saved(workbook, "headcount", "rd_staff") == [(20, None), (30, None)])
    assert screen.model.index(0, RD_STAFF).data() == "21"
    assert screen.model.counts()["errors"] == 1


def test_what_waits_for_a_slow_disk_is_saved_before_another_grid_is_shown(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.context.bus.slow = True
    screen.model.setData(screen.model.index(0, HEADCOUNT), "20")
    assert saved(workbook, "headcount") == []
    screen.choose_layout("projects")
    assert saved(workbook, "headcount") == [(20,)]


def test_a_figure_takes_back_the_mark_that_nothing_was_reported(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    firm = str(workbook.find("firm", number="QH001")[0]["id"])
    silent: dict[str, Value] = {"firm": firm, "quarter": "2024Q4", "not_reported": 1}
    screen.context.bus.run(AddRow("firm_quarter", silent))
    assert screen.model.enter(screen.model.index(0, HEADCOUNT), "20")
    assert saved(workbook, "headcount", "not_reported") == [(20, 0)]


@pytest.mark.parametrize("width", [1318, 1100])
def test_no_figure_is_cut_at_the_states(
    qtbot: QtBot, screen: QuarterEntryScreen, width: int
) -> None:
    screen.resize(width, 700)
    figures, header = screen.grid.figures, screen.grid.figures.horizontalHeader()
    ends = [
        header.sectionPosition(each) + header.sectionSize(each) for each in range(header.count())
    ]
    qtbot.waitUntil(lambda: figures.viewport().width() in ends)
    assert figures.viewport().width() < header.length(), "there is more to scroll to"
    assert header.sectionSize(VAT) >= header.sectionSizeFromContents(VAT).width()
