"""Read what the window says about the workbook as a whole."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.units import Quarter
from ui.components.navigation import Place
from ui.components.option import Option
from ui.palette import Entry
from ui.places import GROUPS, VIEWS, pages_of, place_of
from ui.values import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from domain.records import Journal, Records, Specs
    from ui.bus import Bus
    from ui.components.navigation import Navigation
    from ui.components.page_header import PageHeader
    from ui.components.status_bar import StatusBar
    from ui.language import Language
    from ui.screen import Screen
    from ui.services import Services
    from ui.tasks import Tasks
    from ui.theme.appearance import Appearance
    from ui.values import Values

VIEW: Final = "/"
"""Stands between a page and one of its views in the key of a tab."""

_UNDONE: Final = ("open", "in_progress", "submitted", "blocked")


@dataclass(frozen=True, slots=True)
class Workplace:
    """What the composition root gives the window.

    Attributes:
        missing: how many figures a quarter still lacks, None where nobody counts them.
    """

    bus: Bus
    specs: Specs
    language: Language
    appearance: Appearance
    tasks: Tasks
    services: Services
    today: Callable[[], date]
    missing: Callable[[Records, str], int] | None = None


def place_groups(say: Callable[[str], str]) -> list[list[Place]]:
    """Return the places of the navigation in the language in force."""
    return [
        [Place(place.key, say(f"place.{place.key}"), place.icon) for place in group]
        for group in GROUPS
    ]


def say_quarter(header: PageHeader, values: Values, place: Workplace, quarter: str) -> None:
    """Show the quarter in force, its state, and whether there are others beside it."""
    records = place.bus.records
    words, state = quarter_state(values, records, quarter)
    header.quarter.set_quarter(values.quarter(quarter), words, state)
    quarters = known_quarters(records, place.today())
    at = quarters.index(quarter) if quarter in quarters else 0
    header.quarter.set_reach(previous=at > 0, following=at + 1 < len(quarters))


def known_quarters(records: Records, today: date) -> list[str]:
    """Return the quarters of the workbook in order; a new one has that of today."""
    rows = records.select(Query("quarter", columns=("quarter",), order=("quarter",)))
    return [str(row["quarter"]) for row in rows] or [str(Quarter.of(today))]


def quarter_state(values: Values, records: Records, quarter: str) -> tuple[str, str]:
    """Return the word for a quarter's state and the state that colours it."""
    rows = records.find("quarter", quarter=quarter)
    key = str(rows[0]["state"]) if rows else "open"
    state, _icon = STATES["quarter_state"].get(key, ("info", ""))
    return values.language.say(f"choice.quarter_state.{key}"), state


def open_actions(records: Records) -> int:
    """Return how many action items are not done."""
    return records.count(Query("action_item", where=(Condition("state", "in", _UNDONE),)))


def park_name(values: Values, records: Records, services: Services) -> tuple[str, str]:
    """Return the park's name and the character that stands for it."""
    rows = records.select(Query("enclave", limit=1))
    name = values.label("enclave", rows[0]) if rows else ""
    if not name:
        name = services.workbook.stem if services.workbook else values.language.say("ui.park")
    chinese = str(rows[0]["name_zh"] or "") if rows else ""
    return name, (chinese or name)[:1].upper()


def page_words(values: Values, page: str) -> str:
    """Return what a page is called: in words of its own, else as its entity is."""
    own = _own_words(values, page)
    return values.language.say(own) if own else values.title(page, many=True)


def _own_words(values: Values, page: str) -> str:
    key = f"page.{page}"
    named = page not in values.specs or values.language.texts.has(key)
    return key if named else ""


def palette_entries(values: Values, pages: Sequence[str]) -> list[Entry]:
    """Return every page as something to go to."""
    specs, say = values.specs, values.language.say
    made = []
    for page in pages:
        place = place_of(page, specs)
        icon = specs[page].icon if page in specs else place.icon
        made.append(Entry(page, page_words(values, page), say(f"place.{place.key}"), icon))
    return made


def tab_options(
    values: Values, records: Records, page: str, screens: Mapping[str, Screen]
) -> list[Option]:
    """Return the tabs of the place that holds a page: its pages, or the views of one."""
    options = []
    for each in pages_of(place_of(page, values.specs), values.specs):
        made = screens.get(each)
        views = made.views() if made is not None else _views_to_come(values, records, each)
        if views:
            options += [replace(view, key=f"{each}{VIEW}{view.key}") for view in views]
        else:
            options.append(
                Option(each, page_words(values, each), "", _count(values, records, each))
            )
    return options


def _views_to_come(values: Values, records: Records, page: str) -> list[Option]:
    """Return the views of a page whose screen is not made yet; only the table tells its count."""
    if page not in VIEWS:
        return []
    views, integer = VIEWS[page], values.format.integer
    return [
        Option(
            way,
            values.language.say(f"{views.said}.{way}"),
            "",
            integer(records.count(Query(page))) if way == views.listing else "",
        )
        for way in views.ways
    ]


def _count(values: Values, records: Records, page: str) -> str:
    counted = not _own_words(values, page)
    return values.format.integer(records.count(Query(page))) if counted else ""


def action_words(language: Language, key: str) -> str:
    """Return what an action of the journal is called, its key where nobody named it."""
    return language.say(key) if language.texts.has(key) else key


def say_steps(header: PageHeader, language: Language, records: Journal) -> None:
    """Tell in the header what undo would take back and redo do again."""
    undo, redo = records.undo_label(), records.redo_label()
    header.set_steps(
        language.say("command.undo_of", action=action_words(language, undo)) if undo else None,
        language.say("command.redo_of", action=action_words(language, redo)) if redo else None,
    )


def say_user(navigation: Navigation, workplace: Workplace) -> None:
    """Tell in the navigation who works, in which role."""
    services, say = workplace.services, workplace.language.say
    actor = services.actor() if services.actor else None
    if actor is not None:
        role = say(f"choice.role.{actor.role}")
        navigation.set_user(actor.person or say("ui.nobody"), role)


def say_saved(status: StatusBar, values: Values, bus: Bus, services: Services) -> None:
    """Tell in the status bar that all is saved, where, and when it was copied."""
    say = values.language.say
    if not bus.writable:
        status.set_saved(say("ui.read_only"), "warn")
    elif bus.saved_at is not None:
        status.set_saved(say("ui.saved_at", time=f"{bus.saved_at.astimezone():%H:%M}"))
    else:
        status.set_saved(say("ui.saved"))
    copies = services.backups() if services.backups else ()
    if copies:
        status.set_backup(say("ui.backup_at", time=values.moment(copies[0].moment)))
    else:
        status.set_backup(say("ui.backup_none"))
    status.set_file(services.workbook.name if services.workbook else "")
    status.set_help(say("ui.help_link"))
