"""Hold the screens: navigation, header, tabs, the page, the status bar."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from typing_extensions import override

from ui.components.buttons import stand_back
from ui.opening import COLLAPSE_PX
from ui.places import PLACES, place_of
from ui.refusal import sentence
from ui.screen import Screen, ScreenContext
from ui.screens import SCREENS, make_screen
from ui.visits import Visits
from ui.window_acts import act_entries, carry_out
from ui.window_counts import NavigationCounts
from ui.window_facts import (
    VIEW,
    action_words,
    known_quarters,
    park_name,
    place_groups,
    say_quarter,
    say_saved,
    say_steps,
    say_user,
    tab_options,
)
from ui.window_frame import WindowFrame
from ui.window_keys import bind_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QCloseEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from domain.errors import DomainError
    from domain.records import Changes, Condition
    from ui.preferences import Preferences
    from ui.window_facts import Workplace


class MainWindow(WindowFrame):
    """Show one workbook.

    Signals:
        left: the window was closed, with the preferences to keep.
        park_asked: the user wants another workbook.
        window_asked: the user wants another window on this workbook.
        tour_asked: the user wants to be shown around the sample park.
    """

    left = Signal(object)
    park_asked = Signal()
    window_asked = Signal()
    tour_asked = Signal()

    def __init__(
        self, workplace: Workplace, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(workplace, parent)
        self._preferences = preferences
        self._screens: dict[str, Screen] = {}
        self._visits = Visits()
        self._current = ""
        self.context = ScreenContext(
            workplace.bus,
            workplace.specs,
            workplace.language,
            workplace.appearance,
            workplace.tasks,
            self,
            workplace.services,
            workplace.today,
        )
        self.counts = NavigationCounts(self.context, self.navigation, workplace.missing, self)
        self._wire()
        bind_keys(self, self)
        self.palette_box.offer(lambda: act_entries(self))
        self._retranslate()
        self._restore()

    # ------------------------------------------------------------------------- as a screen's desk

    def open_screen(self, name: str) -> None:
        """Show a place of the navigation, a screen or the table of an entity."""
        self._visits.visit(self._show(name))
        self._say_heading()

    def open_record(self, table: str, record: str) -> None:
        """Show a record on the screen of its entity."""
        self.open_screen(table)
        self._screens[self._current].show_record(record)

    def open_list(self, table: str, where: Sequence[Condition]) -> None:
        """Show the table of an entity, narrowed."""
        self.open_screen(table)
        self._screens[self._current].narrow(where)

    def tell(self, sentence: str, *, undo: bool = False, icon: str = "check") -> None:
        """Show a sentence at the foot of the window for six seconds."""
        self._toast.show_message(sentence, undo=undo, icon=icon)

    def quarter(self) -> str:
        """Return the quarter in force."""
        return self._quarter

    def user_changed(self) -> None:
        """Show who works, in which role."""
        say_user(self.navigation, self._place)
        self.say_read_only()

    def user_moved(self) -> None:
        """Show who works now, and the screen as they may use it."""
        self.user_changed()
        self._revisit(self._current)

    def ask_user(self) -> None:
        """Ask who works: a person of the list, or while there is none on the settings page."""
        if not self.who.ask():
            self.open_screen("settings")

    def choose_quarter(self, quarter: str) -> None:
        """Put another quarter in force."""
        if quarter == self._quarter:
            return
        self._quarter = quarter
        self._say_quarter()
        self.counts.say(self._quarter)
        screen = self.screen_shown()
        if screen is not None:
            screen.activate(quarter)
            self._say_heading()

    # --------------------------------------------------------------------------------- for others

    def screen_shown(self) -> Screen | None:
        """Return the screen in force, None before the first."""
        return self._screens.get(self._current)

    def busy(self) -> bool:
        """Tell whether work is under way that will change what is shown."""
        screen = self.screen_shown()
        return self._place.tasks.running() > 0 or (screen is not None and screen.busy())

    def preferences(self) -> Preferences:
        """Return how the window stands now, to be restored at the next start."""
        actor = self._place.services.actor() if self._place.services.actor else None
        return replace(
            self._preferences,
            page=self._current,
            quarter=self._quarter,
            language=self._place.language.lang,
            person=actor.person if actor else self._preferences.person,
            role=actor.role if actor else self._preferences.role,
            theme=self._place.appearance.choice,
            geometry=bytes(self.saveGeometry().toHex().data()).decode(),
        )

    # --------------------------------------------------------------------------- what keys start

    def go_back(self) -> None:
        """Show the page before, or what the screen showed before."""
        if self.help.back():
            return
        screen = self.screen_shown()
        if screen is not None and screen.leave():
            self._say_heading()
            return
        self._revisit(self._visits.back())

    def go_forward(self) -> None:
        """Show the page after."""
        if not self.help.forward():
            self._revisit(self._visits.forward())

    def open_place(self, number: int) -> None:
        """Show a place by its number in the navigation, from 0."""
        if number < len(PLACES):
            self.open_screen(PLACES[number].key)

    def open_palette(self) -> None:
        """Search screens and records."""
        self.palette_box.open()

    def find_here(self) -> None:
        """Put the cursor into the screen's search, else into that of everything."""
        screen = self.screen_shown()
        if self.help.focus_search():
            return
        if screen is None or not screen.focus_search():
            self.open_palette()

    def add(self) -> None:
        """Begin a new record where the screen can."""
        screen = self.screen_shown()
        if screen is not None:
            screen.add_record()

    def undo(self) -> None:
        """Take the last action back and tell what it was."""
        self._step(self._place.bus.records.undo_label(), "ui.undone", self._place.bus.undo)

    def redo(self) -> None:
        """Do again what was taken back last and tell what it was."""
        self._step(self._place.bus.records.redo_label(), "ui.redone", self._place.bus.redo)

    def show_help(self) -> None:
        """Explain the screen in force, or close the explanation."""
        self.help.toggle(self._current)

    # ------------------------------------------------------------------------------------- wiring

    def _wire(self) -> None:
        self.navigation.chosen.connect(self.open_screen)
        self.navigation.park_asked.connect(self.park_asked)
        self.navigation.user_asked.connect(self.ask_user)
        self._read_only.link_clicked.connect(self.ask_user)
        self.who.chosen.connect(self.user_moved)
        self.who.list_asked.connect(lambda: self.open_screen("person"))
        self.who.told.connect(self.tell)
        self.who.asking.connect(self._on_asking)
        self.header.back_asked.connect(self.go_back)
        self.header.search_asked.connect(self.open_palette)
        self.header.undo_asked.connect(self.undo)
        self.header.redo_asked.connect(self.redo)
        self.header.quarter.previous_asked.connect(lambda: self._step_quarter(-1))
        self.header.quarter.next_asked.connect(lambda: self._step_quarter(1))
        self.tabs.picked.connect(self._on_tab)
        self.status.help_asked.connect(self.show_help)
        self.help.screen_asked.connect(self.open_screen)
        self.help.tour_asked.connect(self.tour_asked)
        self._toast.undo_asked.connect(self.undo)
        self.palette_box.entry_chosen.connect(partial(carry_out, self))
        self.palette_box.record_chosen.connect(self.open_record)
        bus = self._place.bus
        bus.changed.connect(self._on_changed)
        bus.refused.connect(self._on_refused)
        self._place.language.language_changed.connect(self._on_language_changed)

    def _restore(self) -> None:
        kept = self._preferences
        quarters = known_quarters(self._place.bus.records, self._place.today())
        self._quarter = kept.quarter if kept.quarter in quarters else quarters[-1]
        self._say_quarter()
        if kept.geometry:
            self.restoreGeometry(QByteArray.fromHex(QByteArray(kept.geometry.encode())))
        page = kept.page if kept.page in self.pages() else "home"
        self.open_screen(page)
        self.counts.say(self._quarter)

    # --------------------------------------------------------------------------------- showing

    def _show(self, name: str) -> str:
        specs = self._place.specs
        page = name if name in specs or name in SCREENS else place_of(name, specs).pages[0]
        if page not in self._screens:
            screen = make_screen(self.context, page)
            screen.heading_changed.connect(self._say_heading)
            self._screens[page] = screen
            self._stack.add(screen)
        self._current = page
        screen = self._screens[page]
        self._stack.show_page(screen)
        screen.activate(self._quarter)
        screen.setFocus(Qt.FocusReason.MouseFocusReason)
        self.navigation.set_current(place_of(page, specs).key)
        self.help.follow(page)
        self._fit()
        return page

    def _revisit(self, page: str) -> None:
        if page:
            self._show(page)
            self._say_heading()

    def _say_heading(self) -> None:
        screen = self.screen_shown()
        if screen is None:
            return
        place = place_of(self._current, self._place.specs)
        tabs = tab_options(self._values, self._place.bus.records, self._current, self._screens)
        several = len(tabs) > 1 and not screen.wide and not screen.alone()
        title = self._place.language.say(f"place.{place.key}") if several else screen.title()
        self.header.set_title(
            title, back=screen.alone() or (self._visits.at > 0 and not several), note=screen.note()
        )
        self.header.set_state(*screen.state())
        # What has the focus when nothing on the page has it yet.
        screen.setAccessibleName(screen.title())
        parts = screen.parts
        self.header.set_parts(search=parts.search, steps=parts.steps, quarter=parts.quarter)
        self.header.show_actions(screen.header_actions())
        self.tabs.setVisible(several)
        current = self._current
        if screen.views():
            current = f"{current}{VIEW}{screen.view()}"
        self.tabs.set_pages(tabs, current, self._place.language.say("ui.more"))
        say_steps(self.header, self._place.language, self._place.bus.records)

    def _say_quarter(self) -> None:
        say_quarter(self.header, self._values, self._place, self._quarter)

    def say_saved(self) -> None:
        """Show that all is saved, and when it was last copied."""
        say_saved(self.status, self._values, self._place.bus, self._place.services)

    def _retranslate(self) -> None:
        language, say = self._place.language, self._place.language.say
        self.header.retranslate(language.words)
        self._toast.retranslate(language.words)
        self.navigation.set_places(place_groups(say))
        self.navigation.set_names(say("ui.navigation"), say("ui.user"))
        self._say_park()
        self.user_changed()
        self.who.say_again()
        self.help.say_again()
        if self._crash is not None:
            self._crash.retranslate()
        self.say_saved()

    def _say_park(self) -> None:
        name, initial = park_name(self._values, self._place.bus.records, self._place.services)
        self.navigation.set_park(name, initial)
        self.setWindowTitle(self._place.language.say("ui.window_title", park=name))
        self.setAccessibleName(self.windowTitle())

    def _fit(self) -> None:
        screen = self.screen_shown()
        wide = screen is not None and screen.wide
        if self._current:
            wide = wide or place_of(self._current, self._place.specs).wide
        self.navigation.set_collapsed(collapsed=wide or self.width() < COLLAPSE_PX)
        self.help.fit(self.width())

    # ------------------------------------------------------------------------------------- slots

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._place.bus.settle()
        self._place.tasks.close()
        self.left.emit(self.preferences())
        super().closeEvent(event)

    def _on_asking(self, asking: bool) -> None:  # noqa: FBT001 - a signal
        for part in (self.header, self._stack):
            stand_back(part, behind=asking)

    def _step(self, label: str, key: str, action: Callable[[], Changes]) -> None:
        language = self._place.language
        if not label:
            self.tell(language.say(f"{key}.nothing"), icon="state.info")
        elif action():
            self.tell(language.say(key, action=action_words(language, label)))

    def _step_quarter(self, step: int) -> None:
        quarters = known_quarters(self._place.bus.records, self._place.today())
        at = quarters.index(self._quarter) + step if self._quarter in quarters else 0
        if 0 <= at < len(quarters):
            self.choose_quarter(quarters[at])

    def _on_tab(self, key: str) -> None:
        page, _, view = key.partition(VIEW)
        self.open_screen(page)
        if view:
            self._screens[page].choose_view(view)
            self._say_heading()

    def _on_changed(self, changes: Changes) -> None:
        self.say_saved()
        self.counts.soon()
        self._say_heading()
        if "quarter" in changes.tables:
            self._say_quarter()
        if changes.tables.keys() & {"enclave", "person"}:
            self._say_park()
            self.user_changed()

    def _on_refused(self, error: DomainError) -> None:
        self.tell(sentence(self._values, error), icon="state.crit")

    def _on_language_changed(self) -> None:
        self._retranslate()
        for screen in self._screens.values():
            screen.retranslate()
        self._say_quarter()
        self.counts.say(self._quarter)
        self.navigation.set_current(place_of(self._current, self._place.specs).key)
        self._say_heading()
