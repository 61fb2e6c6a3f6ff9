"""The window leads everywhere by mouse and by keys, and follows language and theme at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from domain.commands import AddRow, SetFields
from domain.text import LANGUAGES
from tests.ui.desk import TODAY
from tests.ui.painted import colours_in
from tests.ui.window.park_window import ALT, CONTROL, OPENED_FIRST, page_of, told_in
from ui.places import PLACES
from ui.visits import Visits
from ui.window_facts import known_quarters

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.screen import ScreenContext
    from ui.window import MainWindow


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
    assert "Undone: Change of a record" in told_in(window)

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

    assert "is required and is empty" in told_in(window)


def test_back_and_forward_follow_the_pages_visited(window: MainWindow) -> None:
    window.open_screen("region")
    window.open_screen("person")

    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert page_of(window) == "region"
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert page_of(window) == OPENED_FIRST
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert page_of(window) == "region"


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
    assert page_of(window) == "party"
    screen = window.screen_shown()
    assert screen is not None
    assert "Yuhang" in " ".join(label.text() for label in screen.findChildren(QLabel))


def test_the_palette_finds_a_screen_by_its_name(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(window.palette_box.field, "audit")
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Return)

    assert page_of(window) == "trail"


def test_the_palette_marks_what_enter_opens_and_says_when_nothing_answers(
    window: MainWindow,
) -> None:
    window.open_palette()
    palette = window.palette_box
    selected = window.context.appearance.colour("selected").name().upper()
    assert selected in colours_in(palette.list.grab().toImage())
    QTest.keyClicks(palette.field, "qqqq")
    palette.search()
    assert palette.list.model().rowCount() == 0
    (said,) = (each for each in palette.findChildren(QLabel) if "qqqq" in each.text())
    assert said.isVisible()
    assert palette.rect().contains(said.geometry())
    low = palette.height()
    palette.field.clear()
    palette.search()
    assert not said.isVisible()
    assert palette.height() > 3 * low


def _in_palette(window: MainWindow, words: str) -> None:
    """Write words into the palette and choose the first that is found."""
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(window.palette_box.field, words)
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Return)


def test_the_palette_carries_an_action_out(window: MainWindow, context: ScreenContext) -> None:
    firm = str(context.records.find("firm", number="QH001")[0]["id"])
    context.bus.run(SetFields("firm", firm, {"sector": "C39"}))
    _in_palette(window, "undo")

    assert (context.records.get("firm", firm) or {})["sector"] == "M73"


def test_the_palette_changes_language_and_appearance(
    window: MainWindow, context: ScreenContext
) -> None:
    _in_palette(window, "appearance dark")
    assert context.appearance.choice == "dark"
    _in_palette(window, "language french")
    assert context.lang == "fr"
    context.appearance.choose("light")


def test_the_palette_presses_what_the_page_offers(window: MainWindow) -> None:
    _in_palette(window, "add party")
    code = window.findChild(QLineEdit, "party.code")
    assert code is not None
    assert code.isVisible()


def test_the_palette_tells_the_keys_of_an_action(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(window.palette_box.field, "back")
    window.palette_box.search()
    model = window.palette_box.list.model()
    spoken = [
        str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
    assert any("Back" in each and "Alt+←" in each for each in spoken)
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Escape)


def test_esc_leaves_the_palette(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Escape)

    assert not window.palette_box.isVisible()
    assert page_of(window) == OPENED_FIRST


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
    assert "Enclaves, parties and regions" in window.help.reader.text.toPlainText()
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


def test_all_three_languages_have_all_texts_of_the_window(context: ScreenContext) -> None:
    texts = context.language.texts
    for key, wording in texts.catalogue.items():
        if key.startswith(("ui.", "place.", "page.", "manual.", "start.")):
            assert set(wording) == set(LANGUAGES), key
