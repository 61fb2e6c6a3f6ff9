"""What a page shows besides itself: its views, what its switches offer, a record, a form."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView

from domain.entry import LAYOUTS
from domain.records import Query
from domain.standing.board import board
from ui.components.segments import Segments
from ui.components.side_panel import SidePanel
from ui.screens.entity import EntityScreen
from ui.screens.firm_merging import FirmMergingScreen
from ui.screens.firm_page.page import PARTS
from ui.screens.meetings import MeetingsScreen
from ui.screens.pipeline import PipelineScreen
from ui.screens.quarter import QuarterScreen
from ui.screens.quarter_entry import QuarterEntryScreen
from ui.screens.settlement import SettlementScreen
from ui.screens.table_pages import MADE_ON
from ui.window_facts import VIEW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from ui.screen import Screen
    from ui.window import MainWindow

    Scene = Callable[[], AbstractContextManager[None]]

_LEFT_ALONE: Final = frozenset({"settings.language", "settings.theme", "quarter_entry.kinds"})
"""Switches whose ways are drawn anyhow: of the whole window, or with the grids of the entry."""
_PARTS: Final = "record.parts"
_CHANGES_DATA: Final = frozenset({"open_next", "draw_up", "agree", "print"})
"""Acts that do something at once instead of asking first."""
FIRST: Final = next(iter(LAYOUTS))
"""The grid with which the entry of a quarter begins."""


def scenes(window: MainWindow) -> Mapping[str, Scene]:
    """Return what the page in force shows besides itself, by the name it has after the page's."""
    screen = window.screen_shown()
    if screen is None:
        return {}
    found: dict[str, Scene] = {}
    for option in screen.views():
        if option.key != screen.view():
            picked = partial(window.tabs.picked.emit, f"{screen.name}{VIEW}{option.key}")
            found[option.key] = partial(_beside, window, screen, picked)
    for switch in screen.findChildren(Segments):
        if switch.isVisible() and switch.objectName() not in _LEFT_ALONE:
            found |= _offered_by(switch)
    for sample in screen.samples():
        found[sample] = partial(_page_of_own, window, partial(screen.show_record, sample))
    if isinstance(screen, EntityScreen):
        found |= _of_records(window, screen)
    return found | _of_page(window, screen)


def _offered_by(switch: Segments) -> dict[str, Scene]:
    others = (key for key in switch.offered() if key != switch.current())
    return {key: partial(_switched, switch, key) for key in others}


def _of_records(window: MainWindow, screen: EntityScreen) -> dict[str, Scene]:
    """Return the first record, read and being changed, and a new one, where it may be added."""
    spec, bus = screen.spec, window.context.bus
    free = bus.records.writable and bus.may_change(spec.table) and not spec.kept
    rows = bus.records.select(Query(spec.table, order=spec.order, limit=1))
    found: dict[str, Scene] = {}
    record = str(rows[0]["id"]) if rows else ""
    if record and not _shown(screen):
        found["record"] = partial(_beside, window, screen, partial(screen.show_record, record))
    if record and free:
        found["form"] = partial(_beside, window, screen, partial(_changed, screen, record))
    if free and spec.table not in MADE_ON:
        found["new"] = partial(_beside, window, screen, screen.add_record)
    return found


def _of_page(window: MainWindow, screen: Screen) -> dict[str, Scene]:
    """Return what only one page has."""
    found: dict[str, Scene] = {}
    if isinstance(screen, FirmMergingScreen):
        found = _of_firms(window, screen)
    elif isinstance(screen, PipelineScreen):
        found = _of_pipeline(window, screen)
    elif isinstance(screen, QuarterEntryScreen):
        found = {key: partial(_grid, screen, key) for key in LAYOUTS if key != FIRST}
    elif isinstance(screen, MeetingsScreen):
        found = _of_meetings(window, screen)
    elif isinstance(screen, QuarterScreen):
        found = _of_quarter(window, screen)
    elif isinstance(screen, SettlementScreen):
        found = _of_settlement(window, screen)
    return found


def _of_firms(window: MainWindow, screen: FirmMergingScreen) -> dict[str, Scene]:
    rows = window.context.records.select(Query("firm", order=("number",), limit=2))
    firms = [str(row["id"]) for row in rows]
    found: dict[str, Scene] = {}
    if firms:
        for part in PARTS:
            opened = partial(_part_of, screen, firms[0], part)
            found[f"page_{part}"] = partial(_page_of_own, window, opened)
        found["bulk"] = partial(_beside, window, screen, screen.offers.bulk.trigger)
    if len(firms) > 1:
        found["merge"] = partial(_page_of_own, window, partial(screen.open_merging, firms))
    if screen.hint.isVisible():
        found["likely"] = partial(_beside, window, screen, screen.hint.click)
    return found


def _of_pipeline(window: MainWindow, screen: PipelineScreen) -> dict[str, Scene]:
    lanes = board(window.context.records, screen.process.current(), screen.day())
    firm = next((card.firm for lane in lanes for card in lane.cards), "")
    if not firm:
        return {}
    return {"gate": partial(_beside, window, screen, partial(screen.show_record, firm))}


def _of_meetings(window: MainWindow, screen: MeetingsScreen) -> dict[str, Scene]:
    """Return the first meeting of each state."""
    rows = window.context.records.select(Query("meeting", order=("-number",)))
    first = {str(row["state"]): str(row["id"]) for row in rows}
    return {
        state: partial(_page_of_own, window, partial(screen.show_record, meeting))
        for state, meeting in first.items()
    }


def _of_acts(window: MainWindow, screen: QuarterScreen | SettlementScreen) -> dict[str, Scene]:
    """Return the panels of the acts that ask for something first."""
    return {
        act: partial(_beside, window, screen, partial(screen.begin, act))
        for act in screen.offered()
        if act not in _CHANGES_DATA
    }


def _of_quarter(window: MainWindow, screen: QuarterScreen) -> dict[str, Scene]:
    found = _of_acts(window, screen)
    index = screen.differences.table.model().index(0, 0)
    if index.isValid():
        show = partial(screen.differences.table.setCurrentIndex, index)
        found["difference"] = partial(_beside, window, screen, show)
    return found


def _of_settlement(window: MainWindow, screen: SettlementScreen) -> dict[str, Scene]:
    asked: dict[str, Callable[[], object]] = {}
    # The first line of the reckoning is the name of its rule.
    for name, titled, row in (("explain", screen.reckoning, 1), ("pay", screen.lines, 0)):
        index = titled.table.model().index(row, 0)
        if titled.isVisible() and index.isValid():
            asked[name] = partial(titled.table.clicked.emit, index)
    panels = {name: partial(_beside, window, screen, show) for name, show in asked.items()}
    return _of_acts(window, screen) | panels


@contextmanager
def _switched(switch: Segments, key: str) -> Iterator[None]:
    before = switch.current()
    for each in (key, before):
        switch.choose(each)
        switch.chosen.emit(each)
        if each == key:
            yield


@contextmanager
def _grid(screen: QuarterEntryScreen, key: str) -> Iterator[None]:
    screen.choose_layout(key)
    yield
    screen.choose_layout(FIRST)


@contextmanager
def _page_of_own(window: MainWindow, show: Callable[[], object]) -> Iterator[None]:
    show()
    yield
    # The way that a user takes back to the list.
    window.go_back()


@contextmanager
def _beside(window: MainWindow, screen: Screen, show: Callable[[], object]) -> Iterator[None]:
    view, record = screen.view(), _shown(screen)
    show()
    yield
    _close(screen)
    if screen.view() != view:
        window.tabs.picked.emit(f"{screen.name}{VIEW}{view}")
    if record:
        screen.show_record(record)


def _shown(screen: Screen) -> str:
    """Return the record that the page shows beside its table, if any."""
    beside = isinstance(screen, EntityScreen) and screen.panel.isVisible()
    return screen.panel.record if beside and isinstance(screen, EntityScreen) else ""


def _close(screen: Screen) -> None:
    """Leave nothing open beside the page, nothing chosen on it, no form begun."""
    for switch in screen.findChildren(Segments, _PARTS):
        switch.choose("facts")
    for panel in screen.findChildren(SidePanel):
        if not panel.isHidden():
            panel.close_button.click()
    for view in screen.findChildren(QAbstractItemView):
        view.clearSelection()
        view.setCurrentIndex(QModelIndex())


def _changed(screen: EntityScreen, record: str) -> None:
    screen.show_record(record)
    screen.panel.edit()


def _part_of(screen: FirmMergingScreen, firm: str, part: str) -> None:
    screen.open_page(firm)
    screen.page.show_part(part)
