"""The narrow space before a French sign holds the sign to its word, also where words wrap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel

from ui.components.banner import Banner
from ui.components.empty_state import EmptyState
from ui.components.label import Label
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORDS = "Cela se fait à la page «\u202fDécomptes\u202f»\u202f: voir."


def _shown(label: QLabel) -> str:
    document = QTextDocument()
    document.setHtml(label.text())
    return document.toPlainText()


def test_a_sentence_that_wraps_keeps_its_narrow_spaces(qtbot: QtBot) -> None:
    label = Label(WORDS, wrap=True)
    qtbot.addWidget(label)
    assert _shown(label) == WORDS


@pytest.mark.parametrize("width", range(60, 320, 10))
def test_no_line_of_a_title_ends_with_the_dot_between_its_parts(qtbot: QtBot, width: int) -> None:
    label = Label("Hangzhou · Phase 1 · 个人所得税增量分成", "section", wrap=True)
    qtbot.addWidget(label)
    document = QTextDocument()
    document.setDefaultFont(label.font())
    document.setHtml(label.text())
    document.setTextWidth(width)
    document.size()
    block = document.begin()
    lines = [block.layout().lineAt(at) for at in range(block.layout().lineCount())]
    told = [block.text()[each.textStart() : each.textStart() + each.textLength()] for each in lines]
    assert not [each for each in told if each.rstrip().endswith("·")]
    assert label.accessibleName() == "Hangzhou · Phase 1 · 个人所得税增量分成"


def test_a_banner_keeps_its_narrow_spaces(qtbot: QtBot) -> None:
    banner = Banner(Appearance("light"))
    qtbot.addWidget(banner)
    banner.set_message(WORDS, WORDS)
    texts = [_shown(label) for label in banner.findChildren(QLabel)]
    assert f"{WORDS} {WORDS}" in texts


def test_a_banner_without_a_bold_sentence_begins_at_the_edge(qtbot: QtBot) -> None:
    banner = Banner(Appearance("light"))
    qtbot.addWidget(banner)
    banner.set_message("", WORDS)
    assert WORDS in [_shown(label) for label in banner.findChildren(QLabel)]


def test_an_empty_page_gives_back_the_second_line_it_no_longer_needs(qtbot: QtBot) -> None:
    empty = EmptyState(Appearance("light"), "search")
    qtbot.addWidget(empty)
    empty.set_words("Nothing.")
    one_line = empty.minimumSizeHint().height()
    empty.set_words(" ".join([WORDS] * 4))
    assert empty.minimumSizeHint().height() > one_line

    empty.set_words("Nothing.")

    assert empty.minimumSizeHint().height() == one_line
