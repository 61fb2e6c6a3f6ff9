"""What components paint themselves is really to be seen, in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

import resources
from domain.text import Texts
from tests.ui.painted import count_in
from ui.components.card import Card
from ui.components.date_edit import DateEdit
from ui.components.due_list import DueList, DueRow
from ui.components.facet_list import Facet, FacetList, FacetValue
from ui.components.label import Label
from ui.components.navigation import Navigation, Place
from ui.components.option import Option
from ui.components.page_header import PageHeader
from ui.components.section_title import SectionTitle
from ui.components.tables.cells import Cell, Column
from ui.components.tables.flat_table import FlatTable
from ui.components.tables.rows_model import RowsModel
from ui.components.tabs_row import TabsRow
from ui.components.words import Words
from ui.language import Language
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

WORDS = Words(Texts(resources.load_texts()), "zh")


@pytest.fixture(params=["light", "dark"])
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Appearance:
    made = Appearance(request.param, parent=qapp)
    made.apply(qapp)
    return made


def pixels(widget: QWidget) -> QImage:
    """Return what a widget shows."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def count_of(widget: QWidget, colour: str) -> int:
    """Return the number of pixels of exactly this colour."""
    return count_in(pixels(widget), colour)


def near(widget: QWidget, colour: str) -> int:
    """Return the number of pixels close to a colour, as smoothed strokes are."""
    image, wanted = pixels(widget), QColor(colour)
    channels = (wanted.red(), wanted.green(), wanted.blue())
    return sum(
        max(abs(one - two) for one, two in zip(_channels(image, x, y), channels, strict=True)) < 40
        for x in range(image.width())
        for y in range(image.height())
    )


def _channels(image: QImage, x: int, y: int) -> tuple[int, int, int]:
    colour = image.pixelColor(x, y)
    return colour.red(), colour.green(), colour.blue()


def test_the_place_in_force_stands_on_the_selected_ground(qtbot: QtBot, look: Appearance) -> None:
    navigation = Navigation(look)
    qtbot.addWidget(navigation)
    navigation.set_places(
        [[Place("home", "首页", "home"), Place("entry", "季度填报", "entry", "44")]]
    )
    navigation.set_park("衢杭创新飞地", "衢")
    navigation.set_user("叶清和", "秘书")
    navigation.resize(200, 400)
    navigation.set_current("home")
    # 183 by 32 pixels less round corners, icon and words.
    assert 4500 < count_of(navigation, look.theme.selected) < 5800
    assert count_of(navigation, look.theme.accent) > 300, "the square of the park"
    assert navigation.park.accessibleName() == "衢杭创新飞地"
    assert navigation.user.accessibleName() == "叶清和 秘书"


def test_the_keyboard_sees_where_it_is_in_the_navigation(qtbot: QtBot, look: Appearance) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    navigation = Navigation(look, window)
    QVBoxLayout(window).addWidget(navigation)
    navigation.set_places([[Place("home", "首页", "home"), Place("entry", "季度填报", "entry")]])
    navigation.set_current("home")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    quiet = count_of(navigation.list, look.theme.accent)
    navigation.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(navigation.list.hasFocus)
    assert count_of(navigation.list, look.theme.accent) > quiet + 500


def test_a_due_row_has_its_state_s_colour_and_a_hairline(qtbot: QtBot, look: Appearance) -> None:
    due = DueList(look, "到期事项")
    qtbot.addWidget(due)
    due.resize(353, 200)
    due.set_rows([DueRow("a", "书面征求意见", "督办 A-1", "逾期 39 天", state="crit")])
    assert near(due, look.theme.crit) > 20
    assert count_of(due, look.theme.hairline) >= 353
    due.set_rows([DueRow("b", "沅舟检测 退出", "", "12-09", icon="door-open")])
    assert near(due, look.theme.crit) == 0
    assert count_of(due, look.theme.hairline) == 0


def test_a_chosen_facet_value_is_checked_in_accent(qtbot: QtBot, look: Appearance) -> None:
    facets = FacetList(look, "筛选")
    qtbot.addWidget(facets)
    facets.resize(200, 120)
    off = (FacetValue("in", "在孵", "24"), FacetValue("out", "毕业", "26"))
    facets.set_facets([Facet("stage", "阶段", off)])
    before = count_of(facets, look.theme.accent)
    on = (FacetValue("in", "在孵", "24", chosen=True), FacetValue("out", "毕业", "26"))
    facets.set_facets([Facet("stage", "阶段", on)])
    assert before == 0
    assert count_of(facets, look.theme.accent) > 120


def test_a_click_on_a_facet_value_asks_to_switch_it(qtbot: QtBot, look: Appearance) -> None:
    facets = FacetList(look, "筛选")
    qtbot.addWidget(facets)
    facets.resize(200, 120)
    facets.set_facets([Facet("stage", "阶段", (FacetValue("in", "在孵", "24"),))])
    facets.show()
    place = facets.visualRect(facets.model().index(1, 0)).center()
    with qtbot.waitSignal(facets.value_switched, timeout=1000) as told:
        QTest.mouseClick(facets.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["stage", "in", True]


def test_the_tab_in_force_is_underlined_over_its_whole_width(
    qtbot: QtBot, look: Appearance
) -> None:
    tabs = TabsRow(look)
    qtbot.addWidget(tabs)
    tabs.set_options([Option("all", "全部", count="64"), Option("in", "在孵", count="27")])
    tabs.resize(600, 41)
    tab = tabs.findChild(QWidget, "option.in")
    assert tab is not None
    with qtbot.waitSignal(tabs.chosen, timeout=1000) as told:
        QTest.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert told.args == ["in"]
    image, accent = pixels(tab), QColor(look.theme.accent).rgb()
    assert {image.pixel(x, image.height() - 1) for x in range(image.width())} == {accent}


def test_the_header_ends_in_a_hairline_and_shows_quarter_and_state(
    qtbot: QtBot, look: Appearance
) -> None:
    header = PageHeader(look, WORDS)
    qtbot.addWidget(header)
    header.set_title("第四次联席会议 M-2022-01", back=True, note="衢州市")
    header.set_state("已生效", "ok")
    header.quarter.set_quarter("2024年第4季度", "填报中")
    header.quarter.set_reach(previous=True, following=False)
    header.resize(1166, 56)
    image = pixels(header)
    line = {image.pixel(x, 55) for x in range(image.width())}
    assert line == {QColor(look.theme.hairline).rgb()}
    assert count_of(header, look.theme.ok_tint) > 500
    assert not header.quarter.next.isEnabled()
    with qtbot.waitSignal(header.back_asked, timeout=1000):
        QTest.mouseClick(header.back, Qt.MouseButton.LeftButton)


def test_the_header_shows_only_the_parts_of_the_page(qtbot: QtBot, look: Appearance) -> None:
    header = PageHeader(look, WORDS)
    qtbot.addWidget(header)
    header.set_parts(search=False, steps=True, quarter=False)
    assert header.search.isHidden()
    assert header.quarter.isHidden()
    assert not header.undo.isHidden()


def test_a_long_title_gives_way_and_the_quarter_does_not(qtbot: QtBot, look: Appearance) -> None:
    header = PageHeader(look, WORDS)
    qtbot.addWidget(header)
    header.set_title("杭州市峤舟材料研究股份有限公司" * 4)
    header.quarter.set_quarter("2024年第4季度", "填报中")
    header.resize(824, 56)
    header.show()
    assert header.quarter.width() == header.quarter.sizeHint().width()
    assert header.title.toolTip() == header.title.text()


def test_a_section_leads_on_by_its_link(qtbot: QtBot, look: Appearance) -> None:
    section = SectionTitle(look, "主要指标")
    qtbot.addWidget(section)
    section.set_words("主要指标", beside="41 项", note="10 项，共 41 项", link="全部指标")
    section.add_right(Label("94.7%", "strong"))
    section.resize(600, 24)
    texts = [one.text() for one in section.findChildren(QLabel)]
    assert texts == ["主要指标", "41 项", "10 项，共 41 项 · ", "94.7%"]
    link = next(one for one in section.findChildren(QWidget) if one.accessibleName() == "全部指标")
    with qtbot.waitSignal(section.link_clicked, timeout=1000):
        QTest.keyClick(link, Qt.Key.Key_Space)


def test_a_card_has_a_hairline_around_it(qtbot: QtBot, look: Appearance) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.body.addWidget(Label("R-2022-02", "strong"))
    card.resize(300, 120)
    assert count_of(card, look.theme.hairline) > 2 * (300 + 120) - 60, "all but the corners"


def test_no_weekend_is_red_in_the_calendar(qtbot: QtBot, look: Appearance) -> None:
    date = DateEdit(look)
    qtbot.addWidget(date)
    date.setDate(QDate(2024, 12, 31))
    assert date.text() == "2024-12-31"
    weekend = date.calendarWidget().weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    assert weekend == QColor(look.theme.text_secondary)


@pytest.mark.parametrize(
    ("lang", "written"), [("zh", "2024-12-31"), ("fr", "31/12/2024"), ("en", "2024-12-31")]
)
def test_a_day_is_shown_as_its_language_writes_it(
    qtbot: QtBot, look: Appearance, lang: str, written: str
) -> None:
    date = DateEdit(look)
    qtbot.addWidget(date)
    date.setDate(QDate(2024, 12, 31))
    date.write_days(Language(Texts(resources.load_texts()), lang).say)
    assert date.text() == written


def test_units_stand_beside_their_figures_and_marks_have_their_colour(
    qtbot: QtBot, look: Appearance
) -> None:
    columns = (
        Column("规则", "mark"),
        Column("本季度", "figure", 120),
        Column("", "unit", 60),
        Column("较上季度", "change", 100),
    )
    table = FlatTable(look, "规则", fit=True)
    qtbot.addWidget(table)
    model = RowsModel(columns, table)
    marked = Cell("合同", tone="warn")
    model.set_rows([[marked, Cell("1,293.67", note="QH"), Cell("万元"), Cell("+8.8%")]])
    table.setModel(model)
    table.set_columns(columns)
    table.set_column_lines(on=True)
    table.resize(600, 65)
    assert count_of(table, look.theme.warn) > 50
    unit = table.visualRect(model.index(0, 2))
    image = table.viewport().grab(unit).toImage()
    ground = QColor(look.theme.surface)
    first = min(
        x
        for x in range(3, image.width())
        for y in range(4, image.height() - 4)
        if image.pixelColor(x, y) != ground
    )
    assert first < 6, "eight pixels from the figure, not sixteen"
