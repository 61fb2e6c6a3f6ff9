"""Who works is chosen from the list, and each role is offered what it may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from domain.commands import AddRow, SetFields
from domain.entities import SPECS
from domain.errors import DomainError
from domain.people.commands import SetPassword, password_row
from domain.people.passwords import hashed, matches
from domain.people.roles import Duties
from domain.records import Actor
from tests.ui.desk import TODAY
from tests.ui.park_on_screen import let_go
from ui.components.buttons import Button
from ui.preferences import Preferences
from ui.screens.entity import EntityScreen
from ui.services import Services
from ui.window import MainWindow
from ui.window_facts import Workplace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.screen import ScreenContext

PEOPLE = (
    ("Ke Zhixia", "clerk"),
    ("Ye Qinghe", "secretary"),
    ("Zhu Wenxi", "chair"),
    ("An Ji", "auditor"),
)


@pytest.fixture
def window(qtbot: QtBot, context: ScreenContext, park: Workbook) -> Iterator[MainWindow]:
    for name, role in PEOPLE:
        park.run(AddRow("person", {"name": name, "role": role}))
    park.run(SetPassword("Zhu Wenxi", hashed("secret")))
    duties = Duties(park, SPECS)
    park.guard = lambda records, actor, command: Duties(records, SPECS).check(actor, command)
    context.bus.keep_duties(duties, lambda: park.actor)
    services = Services(actor=lambda: park.actor, set_actor=park.set_actor)
    workplace = Workplace(
        context.bus, SPECS, context.language, context.appearance, context.tasks, services,
        lambda: TODAY,
    )  # fmt: skip
    made = MainWindow(workplace, Preferences(page="firm"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    let_go(made)


def choose(window: MainWindow, name: str, password: str = "") -> None:
    """Put somebody to work through the panel."""
    window.navigation.user_asked.emit()
    window.who.panel.person.choose(name)
    window.who.panel.person.activated.emit(0)
    if password:
        QTest.keyClicks(window.who.panel.password, password)
    QTest.mouseClick(window.who.panel.start, Qt.MouseButton.LeftButton)


def test_a_person_of_the_list_is_put_to_work(window: MainWindow, park: Workbook) -> None:
    choose(window, "Ke Zhixia")
    assert park.actor == Actor("Ke Zhixia", "clerk")
    assert window.who.panel.isHidden()
    assert "Ke Zhixia" in window.navigation.user.text()


def test_a_password_is_asked_where_there_is_one(window: MainWindow, park: Workbook) -> None:
    choose(window, "Zhu Wenxi", "wrong")
    assert park.actor.person == "Ye Qinghe"
    assert window.who.panel.isVisible()
    window.who.panel.password.clear()
    QTest.keyClicks(window.who.panel.password, "secret")
    QTest.keyClick(window.who.panel.password, Qt.Key.Key_Return)
    assert park.actor == Actor("Zhu Wenxi", "chair")


def test_only_the_panel_that_asks_has_a_primary_button(window: MainWindow) -> None:
    add = window.findChild(Button, "firm.add")
    assert isinstance(add, Button)
    assert add.shown_kind() == "primary"
    window.ask_user()
    assert window.who.panel.start.shown_kind() == "primary"
    assert add.shown_kind() == "secondary"
    QTest.keyClick(window.who.panel, Qt.Key.Key_Escape)
    assert add.shown_kind() == "primary"


def test_ones_own_password_is_set_and_taken_away(window: MainWindow, park: Workbook) -> None:
    choose(window, "Ke Zhixia")
    window.ask_user()
    QTest.keyClicks(window.who.panel.own, "river")
    QTest.mouseClick(window.who.panel.own_set, Qt.MouseButton.LeftButton)
    row = password_row(park, "Ke Zhixia")
    assert row is not None
    assert matches("river", str(row["scrypt"]))
    QTest.mouseClick(window.who.panel.own_set, Qt.MouseButton.LeftButton)
    assert password_row(park, "Ke Zhixia") is None


def test_what_a_role_may_not_do_is_disabled_with_the_reason(window: MainWindow) -> None:
    choose(window, "Ye Qinghe")
    window.open_screen("lease")
    screen = window.screen_shown()
    assert isinstance(screen, EntityScreen)
    (add,) = screen.header_actions()
    assert not add.isEnabled()
    assert "Clerk, Chair" in add.toolTip()
    assert not screen.add_record()
    choose(window, "Ke Zhixia")
    (add,) = screen.header_actions()
    assert add.isEnabled()


def test_the_first_record_and_a_meeting_are_barred_to_whom_they_are_not_due(
    window: MainWindow,
) -> None:
    choose(window, "Ke Zhixia")
    window.open_screen("target")
    (button,) = [each for each in window.findChildren(Button, "empty.action") if each.isVisible()]
    assert not button.isEnabled()
    assert "Secretary" in button.toolTip()
    window.open_screen("meeting")
    screen = window.screen_shown()
    assert screen is not None
    convene = screen.header_actions()[-1]
    assert not convene.isEnabled()
    assert "Secretary" in convene.toolTip()
    assert not screen.add_record()
    choose(window, "Ye Qinghe")
    assert screen.header_actions()[-1].isEnabled()
    window.open_screen("target")
    assert button.isEnabled()


def test_a_command_beyond_the_role_is_refused(window: MainWindow, park: Workbook) -> None:
    choose(window, "Ye Qinghe")
    firm = str(park.find("firm")[0]["id"])
    with pytest.raises(DomainError, match="role_may_not"):
        window.context.bus.run(SetFields("firm", firm, {"name_en": "Other"}))


def test_the_auditor_reads_and_is_told_so(window: MainWindow, park: Workbook) -> None:
    choose(window, "An Ji")
    banner = window.findChild(type(window._read_only), "read_only")  # noqa: SLF001
    assert banner is not None
    assert banner.isVisible()
    with pytest.raises(DomainError, match="reads_only"):
        park.undo()
    choose(window, "Ke Zhixia")
    assert not banner.isVisible()


def test_the_list_of_persons_is_one_click_away(window: MainWindow) -> None:
    window.ask_user()
    window.who.panel.manage.click()
    screen = window.screen_shown()
    assert screen is not None
    assert window.findChild(Button, "who.start") is not None
    assert window.findChild(QLineEdit, "who.password") is not None


def test_the_panel_speaks_the_language_in_force(window: MainWindow) -> None:
    window.ask_user()
    window.context.language.choose("fr")
    assert window.who.panel.start.text() == "Commencer"
