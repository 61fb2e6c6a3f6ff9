"""The tabs of a place stand whole; those without room go into a menu, also once there is less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.components.option import Option, OptionButton
from ui.page_tabs import PageTabs
from ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

NAMES = ("Overview", "Diffusion log", "Factor flows", "Technology brokers", "Fund deals")


def test_a_window_that_becomes_narrower_cuts_no_tab(qtbot: QtBot, qapp: QApplication) -> None:
    look = Appearance("light", parent=qapp)
    look.apply(qapp)
    page = QWidget()
    qtbot.addWidget(page)
    tabs = PageTabs(look, page)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(tabs)
    tabs.set_pages([Option(name, name, "", "240") for name in NAMES], NAMES[0], "More")
    page.resize(1000, 60)
    page.show()
    assert len(_shown(tabs)) == len(NAMES)
    page.resize(500, 60)
    assert page.width() == 500
    qtbot.waitUntil(lambda: 0 < len(_shown(tabs)) < len(NAMES))
    shown = _shown(tabs)
    assert [each.width() for each in shown] == [each.sizeHint().width() for each in shown]


def _shown(tabs: PageTabs) -> list[OptionButton]:
    return [each for each in tabs.findChildren(OptionButton) if not each.isHidden()]
