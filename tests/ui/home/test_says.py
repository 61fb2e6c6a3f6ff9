"""Home says what the records say, in the language in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.home.page import STATE, TREND, VALUE, cell, row_texts, rows_of

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.desk import RecordedDesk
    from ui.screens.home import HomeScreen


def test_the_headline_figures_are_those_of_the_records(home: HomeScreen) -> None:
    # Sums of 2024Q4, 2024Q3 and 2023Q4 from the park's file of expected totals.
    assert row_texts(home, "revenue")[:5] == ["营业收入", "41,974.26", "万元", "+8.8%", "+8.6%"]
    assert row_texts(home, "tax_total")[1:5] == ["1,770.10", "万元", "−8.9%", "−8.8%"]
    assert row_texts(home, "headcount")[1:5] == ["1,555", "人", "+7", "+134"]
    assert row_texts(home, "firms_incubating")[1:5] == ["24", "家", "−4", "−6"]


def test_each_indicator_has_a_state_as_word_and_colour(home: HomeScreen) -> None:
    states = {
        key: (cell(home, key, STATE).text, cell(home, key, STATE).state)
        for key in ("revenue", "tax_total", "firms_incubating", "operator_score")
    }
    assert states == {
        "revenue": ("正常", "ok"),
        "tax_total": ("关注", "warn"),
        "firms_incubating": ("变动", "info"),
        "operator_score": ("触底线", "crit"),
    }


def test_the_trend_holds_twelve_quarters_and_ends_with_this_one(home: HomeScreen) -> None:
    series = cell(home, "headcount", TREND).series
    assert len(series) == 12
    assert series[-1] == 1555


def test_a_figure_tells_how_many_have_answered(home: HomeScreen) -> None:
    # 48 of the 54 firms in the park reported all taxes.
    assert cell(home, "tax_total", VALUE).tip == "已报 48，应报 54"


def test_the_banner_says_that_the_fall_of_tax_rests_on_missing_answers(home: HomeScreen) -> None:
    # 54 firms are asked, 48 told their VAT: expected totals of 2024Q4.
    words = home.figures.banner.findChild(QLabel)
    assert words is not None
    assert words.accessibleName() == (
        "总体关注。 收入与研发继续增长。税收下降8.9%，其中6家增值税尚未报送，不能据此下结论。"
    )


def test_the_banner_leads_to_what_is_missing(home: HomeScreen, desk: RecordedDesk) -> None:
    home.figures.banner.link_clicked.emit()
    table, where = desk.lists[0]
    assert table == "quarter_entry"
    assert [(each.name, each.value) for each in where] == [("filter", "missing")]


def test_the_stages_are_counted_at_the_end_of_the_quarter(home: HomeScreen) -> None:
    # Stages at the end of 2024Q4 from the file of expected totals: 24, 1, 2, 26.
    told = home.figures.stages.accessibleDescription()
    assert told == "初审、评审 2, 在孵 24, 观察 1, 待毕业 2, 毕业 26"


def test_the_output_of_both_cities_is_drawn_over_twelve_quarters(home: HomeScreen) -> None:
    data = home.figures.output.data
    assert [series.name for series in data.series] == ["杭州", "衢州"]
    assert data.unit == "亿元"
    assert len(data.categories) == 12
    # 35,177.90 and 5,116.99 wan yuan: sums of 2024Q4 from the file of expected totals.
    assert [series.values[-1] for series in data.series] == pytest.approx([3.51779, 0.511699])


def test_the_quarter_is_filled_as_far_as_the_reports_that_came_in(home: HomeScreen) -> None:
    # 54 firms of 13 figures each; 37 of them are empty in the park's file.
    firms = home.facts.filled[0] if home.facts else None
    assert firms is not None
    assert (firms.key, firms.known, firms.owed) == ("firms", 665, 702)
    assert home.side.missing.text() == "缺项（37）"


def test_overdue_actions_come_first_with_their_days(home: HomeScreen) -> None:
    rows = rows_of(home.side.due)
    # Due 30 November 2024; the day is 20 January 2025.
    assert (rows[0].title, rows[0].note) == ("书面征求余杭区意见", "督办 A-2024-01-1 · 叶清和")
    assert (rows[0].right, rows[0].state) == ("逾期 51 天", "crit")
    assert [row.state for row in rows] == ["crit"] * 4 + ["warn"]


def test_what_changed_puts_equal_moves_into_one_row(home: HomeScreen) -> None:
    assert [(row.title, row.right) for row in rows_of(home.side.changed)] == [
        ("朔砚数据科技、曜钧微电子 → 待毕业", "12-28"),
        ("沅舟检测技术 退出（补贴到期后迁出）", "12-09"),
        ("霁禾气动科技 → 观察", "11-28"),
        ("M-2024-01 法定人数不足，决议暂缓", "10-24"),
    ]


def test_beside_a_panel_in_a_narrow_window_what_is_due_stands_below(
    qtbot: QtBot, home: HomeScreen
) -> None:
    home.resize(680, 700)
    qtbot.waitUntil(lambda: home.side.y() > home.figures.y() + home.figures.height())
    assert home.side.x() == home.figures.x()
    home.resize(1166, 700)
    qtbot.waitUntil(lambda: home.side.x() > home.figures.x() + home.figures.width())
