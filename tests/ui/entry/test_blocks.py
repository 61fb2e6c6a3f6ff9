"""A block of a spreadsheet is checked and shown before it is written, then written as one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from domain.commands import SetFields
from tests.ui.entry.keys import (
    CTRL,
    HEADCOUNT,
    RD,
    RD_STAFF,
    REVENUE,
    VAT,
    Key,
    at,
    choose,
    close_quarter,
    copied,
    paste,
    press,
    saved,
    stand_on,
    told,
)

if TYPE_CHECKING:
    from storage.workbook import Workbook
    from ui.screens.quarter_entry import QuarterEntryScreen


def listed(screen: QuarterEntryScreen) -> list[list[str]]:
    """Return the cells of the preview, row by row."""
    rows = screen.paste_panel.table.model()
    return [
        [str(rows.index(row, column).data()) for column in range(rows.columnCount())]
        for row in range(rows.rowCount())
    ]


def test_a_block_is_shown_first_and_written_as_one_step(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, "1.00\t0.5\t10\r\n2.00\t0.5\t11\r\n")
    assert screen.paste_panel.isVisible()
    assert saved(workbook, "revenue_fen", "headcount") == []
    assert len(listed(screen)) == 6
    assert listed(screen)[0] == ["企业QH001", "营业收入", "—", "1.00", ""]
    QTest.keyClick(screen.paste_panel.write_button, Key.Key_Return)
    assert not screen.paste_panel.isVisible()
    assert saved(workbook, "revenue_fen", "headcount") == [(1_000_000, 10), (2_000_000, 11)]
    assert screen.grid.figures.hasFocus()
    screen.context.bus.undo()
    assert saved(workbook, "revenue_fen", "headcount") == []


def test_the_good_cells_are_written_and_the_wrong_ones_stay_to_be_mended(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, "1.00\t0.5\t10\t57\n2.00\tabc\t11\t3")
    refused = [row for row in listed(screen) if row[4]]
    assert [(row[0], row[1], row[3]) for row in refused] == [
        ("企业QH001", "研发人员", "57"),
        ("企业QH002", "研发投入", "abc"),
    ]
    screen.paste_panel.write_button.click()
    assert saved(workbook, "revenue_fen", "rd_fen", "headcount", "rd_staff") == [
        (1_000_000, 500_000, 10, None),
        (2_000_000, None, 11, 3),
    ]
    model = screen.model
    assert model.index(0, RD_STAFF).data() == "57"
    assert model.index(1, RD).data() == "abc"
    assert model.counts()["errors"] == 2
    screen.context.bus.undo()
    assert saved(workbook, "revenue_fen") == []


def test_a_block_can_be_dropped(screen: QuarterEntryScreen, workbook: Workbook) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, "1\t2")
    QTest.keyClick(screen.paste_panel.write_button, Key.Key_Escape)
    assert not screen.paste_panel.isVisible()
    paste(screen, "1\t2")
    screen.paste_panel.cancel_button.click()
    assert saved(workbook, "revenue_fen") == []
    assert screen.model.counts()["errors"] == 0


def test_what_reaches_beyond_the_grid_is_refused_and_the_rest_is_not(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 2, REVENUE)
    paste(screen, "1\n2")
    assert [row[3:] != ["", ""] for row in listed(screen)] == [True, True]
    assert "超出" in listed(screen)[0][4]
    screen.paste_panel.write_button.click()
    assert saved(workbook, "revenue_fen") == [(1_000_000,)]
    press(screen, Key.Key_End)
    paste(screen, "1\t2")
    assert "超出" in listed(screen)[0][4]


def test_one_value_goes_into_every_selected_cell(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    choose(screen, (0, HEADCOUNT), (2, HEADCOUNT))
    paste(screen, "21")
    screen.paste_panel.write_button.click()
    assert saved(workbook, "headcount") == [(21,), (21,), (21,)]
    stand_on(screen, 0, HEADCOUNT)
    paste(screen, "22")
    assert not screen.paste_panel.isVisible()
    assert saved(workbook, "headcount") == [(22,), (21,), (21,)]


def test_nothing_wrong_and_nothing_new_is_said_so(screen: QuarterEntryScreen) -> None:
    screen.model.enter(screen.model.index(0, REVENUE), "5")
    stand_on(screen, 0, REVENUE)
    QGuiApplication.clipboard().setText("")
    screen.head.paste_button.click()
    assert len(told(screen)) == 1
    paste(screen, "5\t—")
    assert listed(screen) == []
    assert not screen.paste_panel.write_button.isEnabled()
    assert screen.paste_panel.cancel_button.hasFocus()
    QTest.keyClick(screen.paste_panel.cancel_button, Key.Key_Return)
    assert not screen.paste_panel.isVisible()


def test_a_change_by_another_hand_closes_the_preview(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, "1\t2")
    (firm, *_) = workbook.find("firm")
    screen.context.bus.run(SetFields("firm", str(firm["id"]), {"name_zh": "新名"}))
    assert not screen.paste_panel.isVisible()


def test_the_preview_speaks_the_language_in_force(screen: QuarterEntryScreen) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, "1\tx")
    screen.context.language.choose("en")
    screen.retranslate()
    assert screen.paste_panel.write_button.text() == "Write the one good cell"
    assert listed(screen)[0][1] == "R&D spending"


def test_a_copy_is_what_a_spreadsheet_takes_and_comes_back_the_same(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    model = screen.model
    for column, text in ((REVENUE, "1,234.5678"), (HEADCOUNT, "1,020"), (RD_STAFF, "0")):
        assert model.enter(model.index(0, column), text)
    choose(screen, (0, REVENUE), (0, VAT))
    press(screen, Key.Key_C, held=CTRL)
    assert copied() == "1234.5678\t\t1020\t0\t\n"
    stand_on(screen, 1, REVENUE)
    press(screen, Key.Key_V, held=CTRL)
    screen.paste_panel.write_button.click()
    first, second = saved(workbook, "revenue_fen", "rd_fen", "headcount", "rd_staff")
    assert first == second == (1_234_567_800, None, 1020, 0)


def test_cutting_copies_and_clears(screen: QuarterEntryScreen, workbook: Workbook) -> None:
    screen.model.enter(screen.model.index(0, HEADCOUNT), "20")
    stand_on(screen, 0, HEADCOUNT)
    press(screen, Key.Key_X, held=CTRL)
    assert copied() == "20\n"
    assert saved(workbook, "headcount") == [(None,)]


def test_control_d_fills_down_in_one_step(screen: QuarterEntryScreen, workbook: Workbook) -> None:
    screen.model.enter(screen.model.index(0, HEADCOUNT), "21")
    choose(screen, (0, HEADCOUNT), (2, HEADCOUNT))
    press(screen, Key.Key_D, held=CTRL)
    assert saved(workbook, "headcount") == [(21,), (21,), (21,)]
    screen.context.bus.undo()
    assert saved(workbook, "headcount") == [(21,)]
    stand_on(screen, 1, HEADCOUNT)
    press(screen, Key.Key_D, held=CTRL)
    assert saved(workbook, "headcount") == [(21,), (21,)]


def test_control_r_fills_right_where_the_kinds_fit(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.model.enter(screen.model.index(0, REVENUE), "8")
    choose(screen, (0, REVENUE), (0, HEADCOUNT))
    press(screen, Key.Key_R, held=CTRL)
    # Spending takes the amount; a headcount takes no money.
    assert saved(workbook, "revenue_fen", "rd_fen", "headcount") == [(8_000_000, 8_000_000, None)]
    assert screen.model.refusal(screen.model.index(0, HEADCOUNT)) is not None
    assert at(screen) == (0, REVENUE)
    stand_on(screen, 0, REVENUE)
    press(screen, Key.Key_R, held=CTRL)
    assert len(told(screen)) == 2


def test_the_first_row_has_nothing_above_it_to_fill_from(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, HEADCOUNT)
    press(screen, Key.Key_D, held=CTRL)
    assert saved(workbook, "headcount") == []


def test_a_block_that_meets_a_closed_quarter_is_refused_whole(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, "1\t2")
    # Closed by another program's hand: the screen has not heard of it.
    close_quarter(workbook.run)
    screen.paste_panel.write_button.click()
    assert saved(workbook, "revenue_fen") == []
    assert screen.foot.isVisible()


def test_cells_in_quotation_marks_may_hold_line_breaks(screen: QuarterEntryScreen) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, '"1"\t"2\n3"')
    assert [row[3] for row in listed(screen)] == ["2 3", "1.00"]
    assert screen.model.data(screen.model.index(0, REVENUE), Qt.ItemDataRole.EditRole) == ""


def test_an_unclosed_quotation_mark_swallows_no_other_cell(screen: QuarterEntryScreen) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, '"12\t0.5\t10\n2\t0.5\t11')
    assert [row[3] for row in listed(screen)] == ['"12', "0.50", "10", "2.00", "0.50", "11"]


def test_a_cell_longer_than_any_spreadsheet_s_is_refused_in_one_short_line(
    screen: QuarterEntryScreen,
) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, f'"{"甲 " * 100_000}乙\n丙"\t0.5')
    figure, reason = listed(screen)[0][3:]
    assert len(figure) < 130
    assert len(reason) < 200
    assert figure.startswith("甲 甲")
    screen.paste_panel.write_button.click()
    assert "\n" not in str(screen.model.index(0, REVENUE).data())


def test_a_figure_that_no_workbook_keeps_is_refused_in_the_preview(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, REVENUE)
    paste(screen, "99999999999999999999\t0.5")
    assert [(row[1], "不能大于" in row[4]) for row in listed(screen)] == [
        ("营业收入", True),
        ("研发投入", False),
    ]
    screen.paste_panel.write_button.click()
    assert saved(workbook, "revenue_fen", "rd_fen") == [(None, 500_000)]


def test_what_reaches_beyond_the_grid_is_named_by_its_line(screen: QuarterEntryScreen) -> None:
    stand_on(screen, 2, REVENUE)
    paste(screen, "1\n2")
    assert listed(screen)[0][0] == "第 4 行"


def test_a_block_pasted_while_a_cell_is_edited_is_shown_like_any_other(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    stand_on(screen, 0, REVENUE)
    press(screen, Key.Key_F2)
    paste(screen, "12\t345\n2\t3")
    assert [row[3] for row in listed(screen)] == ["12.00", "345.00", "2.00", "3.00"]
    screen.paste_panel.cancel_button.click()
    press(screen, Key.Key_F2)
    paste(screen, "12\r\n")
    press(screen, Key.Key_Return)
    assert saved(workbook, "revenue_fen") == [(12_000_000,)]


def test_pasted_rows_that_lack_something_stay_as_lines_to_be_completed(
    screen: QuarterEntryScreen, workbook: Workbook
) -> None:
    screen.choose_layout("events")
    stand_on(screen, 0, 1)
    paste(screen, "2024-10-08\tvisit\tA\n2024-10-09\tnonsense\tB\n2024-10-10\t\tC")
    screen.paste_panel.write_button.click()
    (row,) = workbook.find("event")
    assert row["title"] == "A"
    model = screen.model
    shown = [[model.index(at, column).data() for column in (2, 3)] for at in range(1, 4)]
    assert shown == [["nonsense", "B"], ["", "C"], ["", ""]]
    assert model.enter(model.index(1, 2), "visit")
    assert model.enter(model.index(2, 2), "visit")
    assert sorted(str(row["title"]) for row in workbook.find("event")) == ["A", "B", "C"]
