"""Catch what nobody caught: write a report, and say where it is and what to do next."""

from __future__ import annotations

import faulthandler
import sys
import threading
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Final

from storage.error_report import FOLDER, Circumstances, told, told_of_dump, write_report

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from domain.text import Texts

    Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
    ThreadHook = Callable[[threading.ExceptHookArgs], object]

_DUMP: Final = "last-words.txt"
_REMEMBERED: Final = ("last_type", "last_value", "last_traceback", "last_exc")


def _nowhere() -> Circumstances:
    return Circumstances()


class Crashes:
    """Stand where errors end that nobody caught.

    Attributes:
        circumstances: tells what the program is doing.
        tell: shows the user where the report is; the plain words go to the standard error.
    """

    def __init__(self, home: Callable[[], Path], texts: Texts, lang: Callable[[], str]) -> None:
        """Keep reports in a folder of ``home``, and say so in a language."""
        self._home = home
        self._texts = texts
        self._lang = lang
        self._seen: set[tuple[str, str, int]] = set()
        self._dump: IO[str] | None = None
        self._before: tuple[Hook, ThreadHook] | None = None
        self.circumstances: Callable[[], Circumstances] = _nowhere
        self.tell: Callable[[Path, bool], None] | None = None

    def watch(self) -> None:
        """Take errors of this and all other threads until ``end``."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.catch
        threading.excepthook = self._catch_of_thread

    def watch_ends(self) -> None:
        """Keep what is left when the program ends without a word; report what an earlier one left.

        Where the folder cannot be written there is nothing to keep it in.
        """
        if faulthandler.is_enabled():
            return  # somebody else keeps them
        path = self._home() / FOLDER / _DUMP
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._dump = path.open("a+", encoding="utf-8", errors="replace")
            self._dump.seek(0)
            left = self._dump.read()
            self._dump.truncate(0)
        except OSError:
            return
        faulthandler.enable(self._dump)
        if left.strip():
            moment = datetime.now(UTC)
            self._write(told_of_dump(left, moment), moment, ended=True)

    def end(self) -> None:
        """Leave errors to whoever took them before, and let go of the file for last words."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
        # The interpreter keeps the last error, and with its frames all that was open then.
        for name in _REMEMBERED:
            vars(sys).pop(name, None)
        if self._dump is not None:
            faulthandler.disable()
            self._dump.close()
            self._dump = None

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Report an error that nobody caught, once for each place it comes from."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        place = _place_of(kind, trace)
        if place in self._seen:
            return
        self._seen.add(place)
        moment = datetime.now(UTC)
        # Imported here: what the program is about is not needed to start it.
        from domain.entities import SPECS

        self._write(told(error, self.circumstances(), moment, SPECS), moment, ended=False)

    def _catch_of_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self.catch(found.exc_type, found.exc_value, found.exc_traceback)

    def _write(self, text: str, moment: datetime, *, ended: bool) -> None:
        lang = self._lang()
        advice = self._texts.say("crash.advice", lang)
        try:
            path = write_report(self._home() / FOLDER, f"{advice}\n\n{text}", moment)
        except OSError:
            # Nothing can be kept: what is known is said where it is seen at once.
            print(text, file=sys.stderr)
            return
        print(self._texts.say("crash.told", lang, file=path.name), file=sys.stderr)
        if self.tell is not None:
            self.tell(path, ended)


def _place_of(kind: type[BaseException], trace: TracebackType | None) -> tuple[str, str, int]:
    at = trace
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    if at is None:
        return (kind.__name__, "", 0)
    return (kind.__name__, at.tb_frame.f_code.co_filename, at.tb_lineno)


def report_error(error: BaseException) -> None:
    """Treat what ended work beside a window as what nobody caught in it."""
    sys.excepthook(type(error), error, error.__traceback__)
