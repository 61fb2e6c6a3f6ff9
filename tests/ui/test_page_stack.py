"""The pages of the window: one is shown, and only that one takes room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.page_stack import PageStack

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_one_page_is_shown_and_takes_all_the_room(qtbot: QtBot) -> None:
    stack = PageStack()
    qtbot.addWidget(stack)
    stack.resize(400, 300)
    first, second = QWidget(), QWidget()
    second.setMinimumWidth(700)
    for page in (first, second):
        stack.add(page)
    stack.show()
    stack.show_page(first)

    assert first.isVisible()
    assert not second.isVisible()
    assert first.size() == stack.size()
    assert stack.minimumSizeHint().width() < 400

    stack.show_page(second)
    assert second.isVisible()
    assert not first.isVisible()
    assert stack.minimumSizeHint().width() >= 700
