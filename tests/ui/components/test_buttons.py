"""Buttons, chips, segments and tabs show what they are given and answer to the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.components.painted import colours_of
from ui.components.button_looks import look_of
from ui.components.buttons import Button, IconButton
from ui.components.chip import Chip, PickChip
from ui.components.option import Option
from ui.components.segments import Segments
from ui.components.tabs_row import TabsRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.theme.appearance import Appearance


def test_a_primary_button_is_accent_and_a_danger_button_is_not(
    qtbot: QtBot, look: Appearance
) -> None:
    primary, danger = Button(look, "提交", "primary"), Button(look, "退出", "danger")
    for button in (primary, danger):
        qtbot.addWidget(button)
    assert look.theme.accent in colours_of(primary)
    assert {look.theme.crit, look.theme.surface} <= colours_of(danger)
    assert look.theme.accent not in colours_of(danger)


def test_a_disabled_button_keeps_no_sign_of_its_kind() -> None:
    off = look_of("primary", enabled=False, over=False, down=False)
    assert (off.ground, off.border, off.ink) == ("sunken", "hairline_strong", "text_note")


def test_buttons_are_32_high_small_ones_24_and_wide_enough_for_words_and_keys(
    qtbot: QtBot, look: Appearance
) -> None:
    button, small = Button(look, "粘贴数据块"), Button(look, "小", small=True)
    for one in (button, small):
        qtbot.addWidget(one)
    before = button.sizeHint().width()
    button.set_keys("Ctrl V")
    assert (button.sizeHint().height(), small.sizeHint().height()) == (32, 24)
    assert button.sizeHint().width() > before + 30


def test_the_focus_border_appears_for_the_keyboard_and_not_for_the_mouse(
    qtbot: QtBot, look: Appearance
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button = Button(look, "次要", parent=window)
    window.show()
    with qtbot.waitActive(window):
        window.activateWindow()
    button.setFocus(Qt.FocusReason.MouseFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert not button.has_ring()
    button.clearFocus()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.has_ring()
    assert look.theme.accent in colours_of(button)


def test_an_icon_button_has_a_spoken_name_and_a_tooltip(qtbot: QtBot, look: Appearance) -> None:
    button = IconButton(look, "undo", "撤销")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("撤销", "撤销")
    assert button.sizeHint().width() == button.sizeHint().height() == 32


def test_space_presses_a_button(qtbot: QtBot, look: Appearance) -> None:
    button = Button(look, "提交")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked, timeout=1000):
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_a_state_chip_shows_its_word_in_its_colour_on_its_tint(
    qtbot: QtBot, look: Appearance
) -> None:
    chip = Chip(look, "逾期", "crit")
    qtbot.addWidget(chip)
    assert look.theme.crit_tint in colours_of(chip)
    assert chip.accessibleName() == "逾期"
    chip.set_chip("")
    assert chip.isHidden()


def test_a_filter_chip_is_switched_by_the_keyboard(qtbot: QtBot, look: Appearance) -> None:
    chip = PickChip(look, Option("missing", "缺项", "missing", "37"))
    qtbot.addWidget(chip)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    assert chip.accessibleName() == "缺项 37"
    assert {look.theme.accent, look.theme.selected} <= colours_of(chip)


def test_segments_tell_the_chosen_key_and_keep_it_through_a_change_of_language(
    qtbot: QtBot, look: Appearance
) -> None:
    ways = Segments(look, "看法")
    qtbot.addWidget(ways)
    ways.set_options([Option("board", "看板"), Option("funnel", "漏斗")])
    assert ways.current() == "board"
    second = ways.findChild(QWidget, "option.funnel")
    assert second is not None
    with qtbot.waitSignal(ways.chosen, timeout=1000) as told:
        QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert told.args == ["funnel"]
    ways.set_options([Option("board", "Tableau"), Option("funnel", "Entonnoir")])
    assert ways.current() == "funnel"


def test_tabs_show_their_counts_and_replace_themselves(qtbot: QtBot, look: Appearance) -> None:
    tabs = TabsRow(look)
    qtbot.addWidget(tabs)
    tabs.set_options([Option("all", "全部", count="64"), Option("in", "在孵", count="27")])
    tabs.choose("in")
    tabs.set_options([Option("in", "在孵", count="28")])
    assert tabs.current() == "in"
    tab = tabs.findChild(QWidget, "option.in")
    assert tab is not None
