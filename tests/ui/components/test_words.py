"""Fields, labels, banners and lists say what they are given, aloud too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QToolTip, QWidget

from domain.reports.tree import Run
from tests.ui.components.painted import TEXTS, colours_of
from ui.components.banner import Banner
from ui.components.buttons import Button, WrappedLink
from ui.components.choice import Choice
from ui.components.due_list import DueList, DueModel, DueRow
from ui.components.empty_state import EmptyState
from ui.components.error_panel import ErrorPanel
from ui.components.facet_list import Facet, FacetList, FacetModel, FacetValue
from ui.components.field import Field
from ui.components.key_figure import Figure, KeyFigures
from ui.components.label import ElidedLabel, Label
from ui.components.progress import Count, CountRows, ProgressPanel
from ui.components.side_panel import SidePanel
from ui.components.toast import Toast
from ui.components.words import Words

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

    from ui.theme.appearance import Appearance


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
    assert editor.accessibleDescription() == "人\n不能多于 32"
    assert look.theme.crit_tint in colours_of(field)
    assert field.heightForWidth(260) == height, "the line below is always reserved"
    field.set_error(None)
    assert editor.accessibleDescription() == "人\n上季度 32"
    assert look.theme.crit_tint not in colours_of(field)


def test_a_label_keeps_its_sign_and_names_its_editor_again_without_it(
    qtbot: QtBot, look: Appearance
) -> None:
    editor = QLineEdit()
    field = Field(look, "R&D site", editor)
    qtbot.addWidget(field)
    (label,) = (one for one in field.findChildren(Label) if one.accessibleName() == "R&D site")
    document = QTextDocument()
    document.setHtml(label.text())
    assert document.toPlainText() == "R&D site"
    assert label.buddy() is None  # else Qt takes the sign for a key and hides it

    field.set_label("Site")
    assert label.buddy() is editor


def test_a_field_shows_all_that_refuses_its_value(qtbot: QtBot, look: Appearance) -> None:
    field = Field(look, "En vigueur du", QLineEdit("2024-10-01"))
    qtbot.addWidget(field)
    field.set_hint("à compter de ce jour")
    usual = field.sizeHint().height()
    field.resize(260, usual)
    field.show()
    said = (
        "La période à partir du 01/10/2024 recouvre celle de la version 2 ; "
        "indiquer d’abord la fin de la version 2."
    )
    field.set_error(said)
    qtbot.waitUntil(lambda: field.heightForWidth(260) > usual, timeout=1000)
    field.resize(260, field.heightForWidth(260))
    shown = next(each for each in field.findChildren(QLabel) if each.accessibleName() == said)
    qtbot.waitUntil(lambda: shown.height() >= shown.heightForWidth(shown.width()), timeout=1000)
    field.set_error(None)
    qtbot.waitUntil(lambda: field.sizeHint().height() == usual, timeout=1000)


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
def test_a_choice_too_narrow_for_its_words_shortens_them_and_tells_them_whole(qtbot: QtBot) -> None:
    words = "quatre derniers trimestres notés"
    choice = Choice()
    qtbot.addWidget(choice)
    choice.set_choices([("four", words)])
    choice.resize(420, 32)
    choice.show()
    assert choice.shown_words() == words
    choice.resize(120, 32)
    choice.grab()
    assert choice.shown_words().endswith("…")
    event = QHelpEvent(QEvent.Type.ToolTip, QPoint(4, 4), choice.mapToGlobal(QPoint(4, 4)))
    QApplication.sendEvent(choice, event)
    assert QToolTip.text() == words
    QToolTip.hideText()


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
    label.resize(80, 28)
    label.set_text("杭州")
    assert label.toolTip() == ""
    label.set_text("杭州市霁衡气动科技有限公司")
    assert label.toolTip() == "杭州市霁衡气动科技有限公司"


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


def test_a_toast_goes_when_another_language_comes(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    toast = Toast(look, words, window)
    toast.show_message("已备份", undo=False)
    toast.retranslate(words)
    assert not toast.isVisible()
    toast.show_message("已备份", undo=False)
    assert not toast.undo.isVisible()


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


def test_a_long_due_row_takes_a_second_line_where_that_is_asked_for(
    qtbot: QtBot, look: Appearance
) -> None:
    due = DueList(look, lines=2)
    qtbot.addWidget(due)
    due.resize(200, 100)
    due.show()
    due.set_rows([DueRow("a", "R-2019-01"), DueRow("b", "Settlement 2024Q4, R1 (not drawn up)")])
    short, long = (due.visualRect(due.model().index(row, 0)).height() for row in (0, 1))
    assert long == short + 20
    assert due.height() == short + long
    due.resize(600, due.height())
    assert due.height() == 2 * short
    due.set_rows([DueRow("a", "Claw-back period ends, 650 k¥", right="3 Feb")])
    due.resize(200, due.height())
    assert due.height() == short + 20


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


def test_a_value_of_a_facet_is_read_whole_on_as_many_lines_as_it_takes(
    qtbot: QtBot, look: Appearance
) -> None:
    facets = FacetList(look, "筛选")
    qtbot.addWidget(facets)
    long = "阶段 1 · 版本 1 · 税收地方留成分成"
    values = (
        FacetValue("a", "税收", "1"),
        FacetValue("b", long, "3"),
        FacetValue("c", "产值", "2"),
    )
    facets.set_facets([Facet("phase", "阶段", values)])
    facets.resize(400, 400)
    facets.show()

    def places() -> list[QRect]:
        return [facets.visualRect(facets.model().index(row, 0)) for row in (1, 2, 3)]

    def stacked() -> bool:
        first, second, third = places()
        return (second.top(), third.top()) == (first.bottom() + 1, second.bottom() + 1)

    short, whole, _after = places()
    assert whole.height() == short.height()
    assert stacked()
    # Width alone, as where a panel opens beside the page: a row that takes more lines pushes
    # those below it down, and lets them up again.
    facets.resize(158, 400)
    qtbot.waitUntil(lambda: stacked() and places()[1].height() > short.height())
    facets.resize(400, 400)
    qtbot.waitUntil(lambda: stacked() and places()[1].height() == short.height())


def test_a_link_with_a_long_name_takes_a_second_line_and_answers_where_its_words_are(
    qtbot: QtBot, look: Appearance
) -> None:
    link = WrappedLink(look)
    qtbot.addWidget(link)
    link.set_text("税收")
    line = link.heightForWidth(160)
    link.set_text("衢杭创新飞地合作协议（示例）附件一")
    assert link.heightForWidth(160) > line
    assert link.heightForWidth(900) == line
    link.set_text("税收")
    link.resize(160, line)
    clicks: list[bool] = []
    link.clicked.connect(lambda: clicks.append(True))
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(150, 12))
    assert not clicks
    QTest.mouseClick(link, Qt.MouseButton.LeftButton, pos=QPoint(8, 12))
    assert len(clicks) == 1


def test_an_equation_lowers_and_raises_what_stands_so_and_is_read_out_plain(
    qtbot: QtBot,
) -> None:
    label = Label("", wrap=True)
    qtbot.addWidget(label)
    label.set_runs((Run("x < "), Run("i", "lowered"), Run("\ny"), Run("t", "raised")))

    assert "x &lt; <sub>i</sub><br>y<sup>t</sup>" in label.text()
    assert label.accessibleName() == "x < i\nyt"


def test_the_words_of_an_error_stand_right_beside_its_mark(
    qtbot: QtBot, look: Appearance, words: Words
) -> None:
    panel = ErrorPanel(look, words)
    qtbot.addWidget(panel)
    panel.set_error("The file cannot be read", "Row 94, column J holds #DIV/0!.")
    panel.resize(520, 80)
    panel.show()
    title = next(each for each in panel.findChildren(Label) if "cannot be read" in each.text())
    assert title.x() < 48
