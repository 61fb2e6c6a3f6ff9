"""What is seen besides the pages: ways in, help and manual, search, tour, who works, notices."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from cli.application import dismiss
from domain.errors import DomainError
from domain.records import Query

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from ui.start import StartWindow
    from ui.window import MainWindow

    Sight = Callable[[MainWindow], AbstractContextManager[QWidget]]

HOME: Final = "home"
"""The page over which all this is seen."""
_WORDS: Final = {"zh": "结算", "fr": "règlement", "en": "settlement"}


@contextmanager
def _start(window: MainWindow) -> Iterator[QWidget]:
    made = _start_window(window)
    made.show()
    yield made
    dismiss(made)


@contextmanager
def _founding(window: MainWindow, *, step: int = 0) -> Iterator[QWidget]:
    """Show a step of founding a park, the answers of those before taken from the workbook."""
    made = _start_window(window)
    made.show()
    made.begin_founding()
    for field, answer in _answers(window).items():
        if step:
            made.founding.lines[field].setText(answer)
    for _ in range(step):
        made.founding.finish()
    yield made
    dismiss(made)


def _answers(window: MainWindow) -> Mapping[str, str]:
    """Return how the park of the workbook would have been founded."""
    from ui.values import Values
    from ui.window_facts import park_name

    context = window.context
    values = Values(context.language, context.specs)
    park, _initial = park_name(values, context.records, context.services)
    sides = {
        str(row["kind"]): values.label("party", row)
        for row in context.records.select(Query("party", order=("-code",)))
        if row["kind"] in {"origin", "host"}
    }
    return {f"park_{context.lang}": park, "quarter": window.quarter(), **sides}


def _start_window(window: MainWindow) -> StartWindow:
    """Return the ways in, of which none leads anywhere: only their picture is wanted."""
    from ui.start import Doors, StartWindow

    def stay(*_asked: object) -> None:
        return None

    context = window.context
    path = context.services.workbook
    return StartWindow(
        context.appearance,
        context.language,
        Doors(stay, stay, stay, stay),
        [path] if path is not None else [],
    )


@contextmanager
def _help(window: MainWindow) -> Iterator[QWidget]:
    window.show_help()
    yield window
    window.show_help()


@contextmanager
def _manual(window: MainWindow) -> Iterator[QWidget]:
    from ui.manual.window import ManualWindow

    window.help.open_window("settlement")
    made = window.findChild(ManualWindow)
    yield made if isinstance(made, ManualWindow) else window
    if isinstance(made, ManualWindow):
        made.close()


@contextmanager
def _palette(window: MainWindow) -> Iterator[QWidget]:
    window.open_palette()
    yield window
    window.palette_box.leave()


@contextmanager
def _search(window: MainWindow) -> Iterator[QWidget]:
    window.open_palette()
    window.palette_box.field.setText(_WORDS[window.context.lang])
    window.palette_box.search()
    yield window
    window.palette_box.leave()


@contextmanager
def _tour(window: MainWindow) -> Iterator[QWidget]:
    from ui.tour.guide import Guide

    guide = Guide(window)
    guide.begin()
    yield window
    guide.leave()
    guide.deleteLater()


@contextmanager
def _who(window: MainWindow) -> Iterator[QWidget]:
    window.who.ask()
    yield window
    window.who.panel.hide()


@contextmanager
def _who_refused(window: MainWindow) -> Iterator[QWidget]:
    window.who.ask()
    window.who.panel.refuse(DomainError("password_wrong", value=window.who.panel.person.key()))
    yield window
    window.who.panel.hide()


@contextmanager
def _crash(window: MainWindow) -> Iterator[QWidget]:
    from ui.crash_notice import CrashNotice

    window.tell_crash(_report(window), ended=False)
    yield window
    for notice in window.findChildren(CrashNotice):
        notice.hide()


def _report(window: MainWindow) -> Path:
    """Write the report of an error that did not happen."""
    from storage.error_report import Circumstances, told, write_report
    from storage.scratch import scratch_folder

    now = Circumstances(HOME, "", window.context.lang)
    moment = datetime.now(UTC)
    text = told(RuntimeError("—"), now, moment, window.context.specs)
    return write_report(scratch_folder("feidi-sight-"), text, moment)


@contextmanager
def _components(window: MainWindow) -> Iterator[QWidget]:
    from ui.gallery_components import components_sheet

    context = window.context
    made = components_sheet(context.appearance, context.language.texts, context.lang)
    made.show()
    yield made
    dismiss(made)


SIGHTS: Final[Mapping[str, Sight]] = {
    "start": _start,
    "founding": _founding,
    "founding.parties": partial(_founding, step=1),
    "founding.people": partial(_founding, step=2),
    "help": _help,
    "manual": _manual,
    "palette": _palette,
    "search": _search,
    "tour": _tour,
    "who": _who,
    "who.refused": _who_refused,
    "crash": _crash,
    "components": _components,
}
"""Name of what is seen → what shows it and takes it away again."""
