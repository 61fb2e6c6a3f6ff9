"""Components show what they are given, speak it, and answer to the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

import resources
from domain.text import Texts
from ui.components.banner import Banner
from ui.components.buttons import Button, IconButton, look_of
from ui.components.chip import Chip, PickChip
from ui.components.choice import Choice
from ui.components.due_list import DueList, DueModel, DueRow
from ui.components.empty_state import EmptyState
from ui.components.error_panel import ErrorPanel
from ui.components.facet_list import Facet, FacetList, FacetModel, FacetValue
from ui.components.field import Field
from ui.components.key_figure import Figure, KeyFigures
from ui.components.label import ElidedLabel, Label
from ui.components.navigation import Navigation, Place
from ui.components.option import Option
from ui.components.page_header import PageHeader
from ui.components.progress import Count, CountRows, ProgressPanel
from ui.components.segments import Segments
from ui.components.side_panel import SidePanel
from ui.components.status_bar import StatusBar
from ui.components.tabs_row import TabsRow
from ui.components.toast import Toast
from ui.components.words import Words
from ui.gallery_components import components_sheet
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

TEXTS = Texts(resources.load_texts())


@pytest.fixture
def look(qapp: QApplication) -> Appearance:
    made = Appearance("light", parent=qapp)
    made.apply(qapp)
    return made


@pytest.fixture
def words() -> Words:
    return Words(TEXTS, "zh")


def colours_of(widget: QWidget) -> set[str]:
    """Return the colours that a widget really shows."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
    }


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
    chip = PickChip(look, Option("missing", "缺什么", "missing", "37"))
    qtbot.addWidget(chip)
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()
    assert chip.accessibleName() == "缺什么 37"
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


def test_a_banner_says_lead_and_text_and_escapes_what_was_typed(
    qtbot: QtBot, look: Appearance
) -> None:
    banner = Banner(look, "warn")
    qtbot.addWidget(banner)
    banner.set_message("总体关注。", "甲 <乙> & 丙", "查看缺项")
    with qtbot.waitSignal(banner.link_clicked, timeout=1000):
        link = next(
            one for one in banner.findChildren(QWidget) if one.accessibleName() == "查看缺项"
        )
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    label = next(one for one in banner.findChildren(QLabel) if "总体" in one.text())
    assert "&lt;乙&gt; &amp; 丙" in label.text()
    assert look.theme.warn_tint in colours_of(banner)


def test_a_field_names_its_editor_and_says_the_error_aloud(qtbot: QtBot, look: Appearance) -> None:
    editor = QLineEdit("57")
    field = Field(look, "R&D staff", editor, unit="人")
    qtbot.addWidget(field)
    field.set_hint("上季度 32")
    height = field.sizeHint().height()
    field.set_error("不能多于 32")
    assert editor.accessibleName() == "R&D staff"
    assert editor.accessibleDescription() == "不能多于 32"
    assert look.theme.crit_tint in colours_of(field)
    assert field.sizeHint().height() == height, "the line below is always reserved"
    field.set_error(None)
    assert editor.accessibleDescription() == "上季度 32"
    assert look.theme.crit_tint not in colours_of(field)


def test_a_locked_field_can_be_read_and_not_written(qtbot: QtBot, look: Appearance) -> None:
    editor = QLineEdit("318.45")
    field = Field(look, "已关账", editor)
    qtbot.addWidget(field)
    field.set_locked(True)
    assert editor.isReadOnly()
    assert look.theme.sunken in colours_of(field)


@pytest.mark.usefixtures("look")
def test_a_choice_keeps_its_key_when_its_words_change(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    assert choice.key() == ""
    choice.set_choices([("a", "甲"), ("b", "乙")])
    choice.choose("b")
    choice.set_choices([("a", "A"), ("b", "B")])
    assert (choice.key(), choice.currentText()) == ("b", "B")


@pytest.mark.usefixtures("look")
def test_a_wrapped_label_has_lines_of_22_pixels(qtbot: QtBot) -> None:
    label = Label("第一行\n第二行", wrap=True)
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.heightForWidth(400) == 46  # two lines and the optical correction of 2
    assert label.accessibleName() == "第一行\n第二行"


@pytest.mark.usefixtures("look")
def test_a_name_without_room_is_shortened_and_told_whole(qtbot: QtBot) -> None:
    label = ElidedLabel("杭州市峤舟材料研究股份有限公司", "title")
    qtbot.addWidget(label)
    label.resize(80, 28)
    label.show()
    assert label.toolTip() == "杭州市峤舟材料研究股份有限公司"
    label.resize(600, 28)
    assert label.toolTip() == ""


def test_progress_is_cancelled_by_its_button(qtbot: QtBot, look: Appearance, words: Words) -> None:
    panel = ProgressPanel(look, words)
    qtbot.addWidget(panel)
    panel.set_progress(0.62, "62%", "模拟第 186 次")
    with qtbot.waitSignal(panel.cancelled, timeout=1000):
        QTest.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    panel.retranslate(Words(TEXTS, "en"))
    assert panel.cancel.text() == "Cancel"


def test_counted_rows_shrink_and_grow(qtbot: QtBot, look: Appearance) -> None:
    rows = CountRows(look)
    qtbot.addWidget(rows)
    rows.set_counts([Count("企业", 0.9, "665 / 702"), Count("园区", 0.5, "1 / 2")])
    rows.set_counts([Count("企业", 1.0, "702 / 702")])
    shown = [one.text() for one in rows.findChildren(QLabel) if not one.isHidden()]
    assert shown == ["企业", "702 / 702"]


def test_a_toast_offers_undo_and_goes(qtbot: QtBot, look: Appearance, words: Words) -> None:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    toast = Toast(look, words, window)
    window.show()
    toast.show_message("已把 24 格填为与上季度相同")
    assert toast.isVisible()
    assert abs(toast.geometry().center().x() - 450) <= 1
    with qtbot.waitSignal(toast.undo_asked, timeout=1000):
        QTest.mouseClick(toast.undo, Qt.MouseButton.LeftButton)
    assert not toast.isVisible()


def test_an_empty_state_offers_its_one_action(qtbot: QtBot, look: Appearance) -> None:
    state = EmptyState(look, "meetings")
    qtbot.addWidget(state)
    state.set_words("还没有联席会议。", "安排第一次会议", "add")
    action = state.findChild(Button, "empty.action")
    assert action is not None
    with qtbot.waitSignal(state.action_asked, timeout=1000):
        QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    state.set_words("没有结果。")
    assert action.isHidden()


def test_errors_are_copied_as_text(qtbot: QtBot, look: Appearance, words: Words) -> None:
    panel = ErrorPanel(look, words)
    qtbot.addWidget(panel)
    panel.set_error("无法读取文件", "第 94 行")
    QTest.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "无法读取文件\n第 94 行"


def test_a_side_panel_closes(qtbot: QtBot, look: Appearance, words: Words) -> None:
    panel = SidePanel(look, words)
    qtbot.addWidget(panel)
    panel.set_title("QH036")
    panel.body.addWidget(QCheckBox("高新技术企业"))
    panel.show()
    with qtbot.waitSignal(panel.closed, timeout=1000):
        QTest.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    assert panel.close_button.accessibleName() == "关闭"


@pytest.mark.usefixtures("look")
def test_figures_keep_unit_and_note_together_for_screen_readers(qtbot: QtBot) -> None:
    figures = KeyFigures()
    qtbot.addWidget(figures)
    figures.set_figures(
        [Figure("从业人员", "51", "人", "较上季度 +2"), Figure("营业收入", "—", "万元")]
    )
    names = [one.accessibleName() for one in figures.children() if isinstance(one, QWidget)]
    assert "从业人员 51 人 较上季度 +2" in names
    assert "营业收入 — 万元" in names


def test_due_rows_are_read_whole_and_opened_by_enter(qtbot: QtBot, look: Appearance) -> None:
    due = DueList(look, "到期事项")
    qtbot.addWidget(due)
    due.set_rows(
        [DueRow("a", "书面征求意见", "督办 A-1", "逾期 39 天", state="crit"), DueRow("b", "退出")]
    )
    assert due.height() == 53 + 28
    index = due.model().index(0, 0)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "书面征求意见, 督办 A-1, 逾期 39 天"
    due.setCurrentIndex(index)
    with qtbot.waitSignal(due.row_chosen, timeout=1000) as told:
        QTest.keyClick(due, Qt.Key.Key_Return)
    assert told.args == ["a"]


def test_the_models_of_lists_keep_qt_s_rules(qtmodeltester: ModelTester) -> None:
    due = DueModel()
    due.set_rows([DueRow("a", "甲"), DueRow("b", "乙")])
    qtmodeltester.check(due)  # type: ignore[no-untyped-call]
    facets = FacetModel()
    facets.set_facets([Facet("stage", "阶段", (FacetValue("in", "在孵", "24"),))])
    qtmodeltester.check(facets)  # type: ignore[no-untyped-call]


def test_a_facet_is_switched_and_folded_without_a_mouse(qtbot: QtBot, look: Appearance) -> None:
    facets = FacetList(look, "筛选")
    qtbot.addWidget(facets)
    values = (FacetValue("in", "在孵", "24"), FacetValue("out", "毕业", "26", chosen=True))
    facets.set_facets([Facet("stage", "阶段", values)])
    facets.setCurrentIndex(facets.model().index(2, 0))
    with qtbot.waitSignal(facets.value_switched, timeout=1000) as told:
        QTest.keyClick(facets, Qt.Key.Key_Space)
    assert told.args == ["stage", "out", False]
    facets.setCurrentIndex(facets.model().index(0, 0))
    QTest.keyClick(facets, Qt.Key.Key_Space)
    assert facets.model().rowCount() == 1


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
    header.add_action(action)
    header.show()
    assert action.isVisible()
    header.clear_actions()
    assert not action.isVisible()


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
