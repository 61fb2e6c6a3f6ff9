"""The window tells what is saved and who holds it, and the next start finds it as it was left."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from domain.commands import AddRow
from domain.records import Actor, Query
from tests.ui.window.park_window import open_window, page_of, workplace_over
from ui.places import VIEWS
from ui.preferences import Preferences, load_preferences, save_preferences
from ui.screens import make_screen
from ui.values import Values
from ui.window import MainWindow
from ui.window_facts import tab_options

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from storage.workbook import Workbook
    from ui.screen import Screen, ScreenContext


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


@pytest.mark.parametrize(
    ("holder", "reason"),
    [
        ("吾可久", "吾可久 is editing this workbook"),
        ("", "The file, its folder or the disk takes no writing"),
    ],
)
def test_a_workbook_that_cannot_be_written_says_why_and_offers_no_change(
    qtbot: QtBot, context: ScreenContext, park: Workbook, holder: str, reason: str
) -> None:
    from typing import cast

    from domain.records import Journal
    from ui.bus import Bus

    workplace = workplace_over(context, park)
    bus = Bus(cast("Journal", _Borrowed(park)), parent=context.bus)
    services = replace(workplace.services, holder=holder)
    window = open_window(qtbot, replace(workplace, bus=bus, services=services))

    words = " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())
    assert reason in words
    screen = window.screen_shown()
    assert screen is not None
    assert screen.header_actions() == ()
    assert not screen.add_record()
    window.close()


def test_the_next_start_restores_page_quarter_and_choices(
    qtbot: QtBot, tmp_path: Path, context: ScreenContext, park: Workbook
) -> None:
    window = open_window(qtbot, workplace_over(context, park))
    window.open_screen("region")
    window.choose_quarter("2024Q3")
    with qtbot.waitSignal(window.left) as heard:
        window.close()
    assert heard.args is not None
    save_preferences(tmp_path / "feidi" / "preferences.json", heard.args[0])

    kept = load_preferences(tmp_path / "feidi" / "preferences.json")
    again = MainWindow(workplace_over(context, park), kept)
    qtbot.addWidget(again)

    assert page_of(again) == "region"
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


@pytest.mark.parametrize("page", list(VIEWS))
def test_the_tabs_of_a_place_are_there_before_its_pages_are_opened(
    qtbot: QtBot, context: ScreenContext, page: str
) -> None:
    values = Values(context.language, context.specs)
    screen = make_screen(context, page)
    qtbot.addWidget(screen)

    def tabs(screens: dict[str, Screen]) -> list[tuple[str, str]]:
        found = tab_options(values, context.records, page, screens)
        return [(each.key, each.text) for each in found]

    assert tabs({}) == tabs({page: screen})
    assert [key for key, _ in tabs({}) if key.startswith(f"{page}/")] == [
        f"{page}/{way}" for way in VIEWS[page].ways
    ]
