"""Navigation, header and status bar lead through the window; the sheet shows every component."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.components.painted import TEXTS, colours_of
from ui.components.buttons import Button
from ui.components.chip import Chip, PickChip
from ui.components.navigation import Navigation, Place
from ui.components.page_header import PageHeader
from ui.components.status_bar import StatusBar
from ui.gallery_components import components_sheet

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.components.words import Words
    from ui.theme.appearance import Appearance


_INK = 110
"""Lightness of 255 below which a pixel is ink."""


def test_the_navigation_skips_the_room_between_groups(qtbot: QtBot, look: Appearance) -> None:
    navigation = Navigation(look)
    qtbot.addWidget(navigation)
    navigation.set_places(
        [
            [Place("home", "首页", "home"), Place("entry", "季度填报", "entry", "44")],
            [Place("firms", "企业", "firms")],
        ]
    )
    navigation.show()
    navigation.set_current("entry")
    QTest.keyClick(navigation.list, Qt.Key.Key_Down)
    assert navigation.current() == "firms"
    with qtbot.waitSignal(navigation.chosen, timeout=1000) as told:
        QTest.keyClick(navigation.list, Qt.Key.Key_Return)
    assert told.args == ["firms"]


def test_the_navigation_counts_collapses_and_keeps_its_place(
    qtbot: QtBot, look: Appearance
) -> None:
    navigation = Navigation(look)
    qtbot.addWidget(navigation)
    navigation.set_places([[Place("entry", "季度填报", "entry", "44")]])
    navigation.set_current("entry")
    navigation.set_count("entry", "7")
    spoken = navigation.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "季度填报 7"
    navigation.set_places([[Place("entry", "Saisie du trimestre", "entry")]])
    assert navigation.current() == "entry"
    assert navigation.width() == 200
    navigation.set_collapsed(collapsed=True)
    assert navigation.width() == 48


def test_the_header_asks_for_search_undo_and_the_next_quarter(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    header = PageHeader(look, words)
    qtbot.addWidget(header)
    header.set_title("首页")
    header.set_steps("撤销：改从业人员", None)
    header.show()
    assert header.height() == 56
    assert header.undo.toolTip() == "撤销：改从业人员"
    assert not header.redo.isEnabled()
    for signal, button in (
        (header.search_asked, header.search),
        (header.undo_asked, header.undo),
        (header.quarter.next_asked, header.quarter.next),
    ):
        with qtbot.waitSignal(signal, timeout=1000):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_header_drops_the_actions_of_the_page_before(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    header = PageHeader(look, words)
    qtbot.addWidget(header)
    action = Button(look, "新增企业", "primary", parent=header)
    header.show_actions([action])
    header.show()
    assert action.isVisible()
    header.show_actions([])
    assert not action.isVisible()


def test_the_header_says_the_state_whole_and_leaves_the_note_out_first(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    header = PageHeader(look, words)
    qtbot.addWidget(header)
    header.set_title("杭州市峤舟材料研究股份有限公司", back=True, note="飞入地 · 分离")
    header.set_state("毕业", "ok")
    header.resize(1200, 56)
    header.show()
    qtbot.waitUntil(header.note.isVisible)
    header.resize(760, 56)
    qtbot.waitUntil(header.note.isHidden)
    assert header.chip.width() == header.chip.sizeHint().width()
    # Before the title is shortened the search gives way, as far as it can.
    qtbot.waitUntil(lambda: header.title.width() == header.title.sizeHint().width())
    assert header.search.width() < header.search.sizeHint().width()
    qtbot.waitUntil(lambda: header.minimumWidth() <= 500)
    header.resize(500, 56)
    qtbot.waitUntil(lambda: header.title.width() < header.title.sizeHint().width())
    assert header.chip.width() == header.chip.sizeHint().width()


@pytest.mark.parametrize(("name", "lines"), [("衢杭创新飞地", 1), ("衢杭创新飞地（示例园区）", 2)])
def test_a_long_name_of_the_park_takes_two_lines(
    qtbot: QtBot, look: Appearance, name: str, lines: int
) -> None:
    navigation = Navigation(look)
    qtbot.addWidget(navigation)
    navigation.set_park(name, "衢")
    navigation.set_user("叶清和", "联席会议秘书处值班人员与其他人员")
    navigation.resize(200, 600)
    navigation.show()
    image = navigation.park.grab().toImage()
    inked = [
        any(image.pixelColor(x, y).lightness() < _INK for x in range(48, 160))
        for y in range(image.height())
    ]
    # A line of words begins where ink follows rows without any.
    assert sum(after and not before for before, after in pairwise(inked)) == lines


def test_an_action_of_the_header_keeps_the_focus_when_others_come(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    header = PageHeader(look, words)
    qtbot.addWidget(header)
    close, open_next = (Button(look, text, parent=header) for text in ("关闭", "开启"))
    header.show_actions([close])
    header.show()
    header.activateWindow()
    qtbot.waitUntil(header.isActiveWindow)
    close.setFocus()
    header.show_actions([open_next, close])
    assert close.hasFocus()


def test_the_status_bar_shows_a_failure_in_its_colour(qtbot: QtBot, look: Appearance) -> None:
    bar = StatusBar(look)
    qtbot.addWidget(bar)
    bar.set_saved("磁盘已满，未保存", "crit")
    bar.set_help("F1 帮助")
    bar.resize(800, 28)
    assert look.theme.crit in colours_of(bar)
    with qtbot.waitSignal(bar.help_asked, timeout=1000):
        QTest.mouseClick(bar.help, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))


@pytest.mark.parametrize("lang", ["zh", "fr", "en"])
def test_no_button_of_the_sheet_is_narrower_than_its_words(
    qtbot: QtBot, look: Appearance, lang: str
) -> None:
    sheet = components_sheet(look, TEXTS, lang)
    qtbot.addWidget(sheet)
    sheet.setFixedWidth(683)
    sheet.show()
    qtbot.waitExposed(sheet)
    for button in sheet.findChildren(Button):
        assert button.width() >= button.sizeHint().width(), button.text()
    for chip in (*sheet.findChildren(Chip), *sheet.findChildren(PickChip)):
        assert chip.width() >= chip.sizeHint().width(), chip.accessibleName()


def test_the_sheet_follows_a_change_of_theme(qtbot: QtBot, look: Appearance) -> None:
    sheet = components_sheet(look, TEXTS, "zh")
    qtbot.addWidget(sheet)
    sheet.resize(683, 1200)
    light = colours_of(sheet)
    look.choose("dark")
    dark = colours_of(sheet)
    assert "#FFFFFF" in light
    assert "#1B1F23" in dark
    assert "#0A6276" not in dark
