"""The window leads everywhere by mouse and by keys, and follows language and theme at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from domain.commands import AddRow, SetFields
from domain.entities import SPECS
from domain.records import Actor, Query
from domain.text import LANGUAGES
from tests.ui.desk import TODAY
from tests.ui.park_on_screen import let_go
from ui.components.toast import Toast
from ui.places import PLACES
from ui.preferences import Preferences, load_preferences, save_preferences
from ui.screens.services import Backup, Services
from ui.visits import Visits
from ui.window import MainWindow
from ui.window_facts import Workplace, known_quarters

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.screens.base import ScreenContext

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
OPENED_FIRST = "party"


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _workplace(context: ScreenContext, park: Workbook) -> Workplace:
    from pathlib import Path

    services = Services(
        workbook=Path("park.feidi"),
        actor=lambda: park.actor,
        set_actor=park.set_actor,
        backups=lambda: [Backup(Path("copy.feidi"), "2025-01-20T06:00:00Z", 1_000)],
    )
    return Workplace(
        context.bus,
        SPECS,
        context.language,
        context.appearance,
        context.tasks,
        services,
        lambda: TODAY,
        lambda _quarter: 44,
    )


def _window(qtbot: QtBot, workplace: Workplace) -> MainWindow:
    made = MainWindow(workplace, Preferences(page=OPENED_FIRST))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def window(qtbot: QtBot, context: ScreenContext, park: Workbook) -> Iterator[MainWindow]:
    made = _window(qtbot, _workplace(context, park))
    yield made
    made.close()
    made.deleteLater()
    let_go(made)


def _page(window: MainWindow) -> str:
    screen = window.screen_shown()
    return screen.name if screen is not None else ""


def _told(window: MainWindow) -> str:
    toast = window.findChild(Toast)
    assert toast is not None
    return (
        " ".join(label.text() for label in toast.findChildren(QLabel)) if toast.isVisible() else ""
    )


def test_the_navigation_shows_all_places_with_what_waits_there(window: MainWindow) -> None:
    model = window.navigation.list.model()
    spoken = [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) or "")
        for row in range(model.rowCount())
    ]

    assert [text for text in spoken if text] == [
        "Home",
        "Quarter entry 44",
        "Firms",
        "Pipeline",
        "Return home",
        "Meetings",
        "Agreements",
        "Space & operators",
        "Network",
        "Models",
        "Reports",
        "Data",
        "Settings",
    ]


@pytest.mark.parametrize("place", [place.key for place in PLACES if place.key != "reports"])
def test_every_place_opens(window: MainWindow, place: str) -> None:
    window.navigation.chosen.emit(place)
    assert window.navigation.current() == place
    assert window.header.title.text()


def test_screens_are_made_when_they_are_first_opened(window: MainWindow) -> None:
    first = window.screen_shown()
    window.open_screen("region")
    assert window.screen_shown() is not first
    window.open_screen(OPENED_FIRST)
    assert window.screen_shown() is first


def test_keys_undo_and_redo_an_edit_and_say_what_it_was(
    window: MainWindow, context: ScreenContext
) -> None:
    firm = str(context.records.find("firm", number="QH001")[0]["id"])
    context.bus.run(SetFields("firm", firm, {"sector": "C39"}))

    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert (context.records.get("firm", firm) or {})["sector"] == "M73"
    assert "Undone: Change of a record" in _told(window)

    QTest.keyClick(window, Qt.Key.Key_Y, CONTROL)
    assert (context.records.get("firm", firm) or {})["sector"] == "C39"

    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert (context.records.get("firm", firm) or {})["sector"] == "C39"


def test_undo_and_redo_say_in_their_tooltip_what_they_would_do(
    window: MainWindow, context: ScreenContext
) -> None:
    context.bus.run(AddRow("party", {"code": "LY", "name_en": "Longyou", "kind": "county"}))

    assert window.header.undo.toolTip() == "Undo: New record"
    assert not window.header.redo.isEnabled()
    context.bus.undo()
    assert window.header.redo.toolTip() == "Redo: New record"


def test_a_refusal_that_no_form_shows_is_told_in_a_sentence(
    window: MainWindow, context: ScreenContext
) -> None:
    firm = str(context.records.find("firm", number="QH001")[0]["id"])
    context.bus.attempt(SetFields("firm", firm, {"number": None}))

    assert "is required and is empty" in _told(window)


def test_back_and_forward_follow_the_pages_visited(window: MainWindow) -> None:
    window.open_screen("region")
    window.open_screen("person")

    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert _page(window) == "region"
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert _page(window) == OPENED_FIRST
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert _page(window) == "region"


def test_going_back_and_elsewhere_forgets_what_lay_forward() -> None:
    visits = Visits()
    for page in ("a", "b", "c"):
        visits.visit(page)
    assert visits.back() == "b"
    visits.visit("d")

    assert visits.forward() == ""
    assert [visits.back(), visits.back(), visits.back()] == ["b", "a", ""]


def test_the_palette_finds_a_record_by_part_of_its_name_and_opens_it(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    field = window.palette_box.field
    assert field.isVisible()
    QTest.keyClicks(field, "yuhang")
    QTest.keyClick(field, Qt.Key.Key_Return)

    assert not window.palette_box.isVisible()
    assert _page(window) == "party"
    screen = window.screen_shown()
    assert screen is not None
    assert "Yuhang" in " ".join(label.text() for label in screen.findChildren(QLabel))


def test_the_palette_finds_a_screen_by_its_name(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(window.palette_box.field, "audit")
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Return)

    assert _page(window) == "trail"


def test_esc_leaves_the_palette(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Escape)

    assert not window.palette_box.isVisible()
    assert _page(window) == OPENED_FIRST


def test_the_language_changes_at_once_everywhere(
    window: MainWindow, context: ScreenContext
) -> None:
    window.open_screen("firm_quarter")
    for lang, title, entry in (
        ("zh", "季度填报", "季度填报 44"),
        ("fr", "Saisie du trimestre", "Saisie du trimestre 44"),
        ("en", "Quarter entry", "Quarter entry 44"),
    ):
        context.language.choose(lang)
        model = window.navigation.list.model()
        spoken = model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert window.header.title.text() == title
        assert spoken == entry


def test_no_text_is_left_in_another_language(window: MainWindow, context: ScreenContext) -> None:
    def shown() -> set[str]:
        return {
            label.text()
            for label in (*window.header.findChildren(QLabel), *window.status.findChildren(QLabel))
            if label.isVisible() and label.text() and not label.text().isascii()
        }

    context.language.choose("zh")
    chinese = shown()
    context.language.choose("en")
    assert chinese
    assert not {text for text in shown() & chinese if any(sign >= "\u4e00" for sign in text)}


def test_the_theme_changes_at_once(
    qtbot: QtBot, window: MainWindow, context: ScreenContext
) -> None:
    del window
    with qtbot.waitSignal(context.appearance.theme_changed):
        context.appearance.choose("dark")


def test_the_quarter_is_switched_within_those_of_the_workbook(
    window: MainWindow, context: ScreenContext
) -> None:
    assert known_quarters(context.records, TODAY) == ["2024Q3", "2024Q4"]
    assert window.quarter() == "2024Q4"
    assert not window.header.quarter.next.isEnabled()

    window.header.quarter.previous.click()

    assert window.quarter() == "2024Q3"
    assert not window.header.quarter.previous.isEnabled()


def test_the_navigation_gives_room_on_a_narrow_window(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.navigation.is_collapsed()
    window.resize(1024, 768)
    qtbot.waitUntil(window.navigation.is_collapsed)
    assert window.navigation.width() == 48


def test_f1_explains_the_screen_and_closes_again(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    words = " ".join(label.text() for label in window.help.findChildren(QLabel))
    assert "Filter at the left" in words
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert not window.help.isVisible()


def test_ctrl_f_searches_the_page_and_ctrl_n_adds(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, CONTROL)
    search = window.findChild(QLineEdit, "party.search")
    assert search is not None
    assert search.hasFocus()

    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    code = window.findChild(QLineEdit, "party.code")
    assert code is not None
    assert code.isVisible()


def test_ctrl_and_a_number_opens_a_place(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_3, CONTROL)
    assert window.navigation.current() == "firms"


def test_the_status_bar_tells_when_it_was_saved_and_backed_up(
    window: MainWindow, context: ScreenContext
) -> None:
    def words() -> str:
        return " ".join(label.text() for label in window.status.findChildren(QLabel))

    assert "All saved" in words()
    context.bus.run(AddRow("party", {"code": "LY", "name_en": "Longyou", "kind": "county"}))
    assert "Saved " in words()
    assert "Backup 2025-01-20" in words()
    assert "park.feidi" in words()


class _Borrowed:
    """Records that another program holds."""

    def __init__(self, park: Workbook) -> None:
        self._park = park

    writable = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._park, name)


def test_a_workbook_held_by_another_is_shown_with_its_holder_and_offers_no_change(
    qtbot: QtBot, context: ScreenContext, park: Workbook
) -> None:
    from typing import cast

    from domain.records import Journal
    from ui.bus import Bus

    workplace = _workplace(context, park)
    bus = Bus(cast("Journal", _Borrowed(park)), parent=context.bus)
    services = replace(workplace.services, holder="吾可久")
    window = _window(qtbot, replace(workplace, bus=bus, services=services))

    words = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert "吾可久 is editing this workbook" in words
    screen = window.screen_shown()
    assert screen is not None
    assert screen.header_actions() == ()
    assert not screen.add_record()
    window.close()


def test_the_next_start_restores_page_quarter_and_choices(
    qtbot: QtBot, tmp_path: Path, context: ScreenContext, park: Workbook
) -> None:
    window = _window(qtbot, _workplace(context, park))
    window.open_screen("region")
    window.choose_quarter("2024Q3")
    with qtbot.waitSignal(window.left) as heard:
        window.close()
    assert heard.args is not None
    save_preferences(tmp_path / "feidi" / "preferences.json", heard.args[0])

    kept = load_preferences(tmp_path / "feidi" / "preferences.json")
    again = MainWindow(_workplace(context, park), kept)
    qtbot.addWidget(again)

    assert _page(again) == "region"
    assert again.quarter() == "2024Q3"
    assert kept.language == "en"
    assert kept.person == "Ye Qinghe"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"language": 7, "recent": "x"}'])
def test_damaged_preferences_give_the_usual_ones(tmp_path: Path, content: str) -> None:
    path = tmp_path / "preferences.json"
    path.write_text(content, encoding="utf-8")

    assert load_preferences(path) == Preferences()


def test_recent_workbooks_are_listed_latest_first_and_once(tmp_path: Path) -> None:
    kept = Preferences()
    for name in ("a", "b", "a"):
        kept = kept.with_recent(tmp_path / name)

    assert kept.recent == (str(tmp_path / "a"), str(tmp_path / "b"))


def test_the_user_is_shown_and_changed_in_the_settings(window: MainWindow, park: Workbook) -> None:
    park.set_actor(Actor("吾可久", "analyst"))
    window.user_changed()

    assert window.navigation.user.accessibleName() == "吾可久 Analyst"


def test_counts_of_tabs_are_those_of_the_records(
    window: MainWindow, context: ScreenContext
) -> None:
    from PySide6.QtWidgets import QAbstractButton

    window.open_screen("party")
    tab = window.tabs.findChild(QAbstractButton, "option.party")
    assert tab is not None
    assert tab.accessibleName() == f"Parties {context.records.count(Query('party'))}"


def test_all_three_languages_have_all_texts_of_the_window(context: ScreenContext) -> None:
    texts = context.language.texts
    for key, wording in texts.catalogue.items():
        if key.startswith(("ui.", "place.", "page.", "help.", "start.")):
            assert set(wording) == set(LANGUAGES), key
