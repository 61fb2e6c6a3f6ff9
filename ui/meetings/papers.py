"""Write the papers and the calendar of meetings to files that the user names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.refusal import reason_of
from ui.reports.dialogs import REPORT, TABLES, WORDS, ask_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from domain.progress import Progress
    from ui.screen import ScreenContext
    from ui.values import Values


class Papers(QObject):
    """Ask where, write on a worker thread, tell what came of it.

    ``ask`` is given a file name and the endings of its kinds, and returns where to write.
    """

    def __init__(self, context: ScreenContext, values: Values, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._values = values
        self._window = parent
        self.ask: Callable[[str, Sequence[str]], Path | None] = self._ask

    def print(self, kind: str, meeting: str, number: str) -> None:
        """Write a paper of a meeting: ``convocation``, ``minutes`` or ``actions``."""
        say, reports = self._context.say, self._context.services.reports
        sheet = reports().sheet if reports is not None else None
        name = say(f"meetings.file.{kind}", number=number)
        path = self.ask(f"{name}.pdf", (*REPORT, *WORDS, *TABLES))
        if sheet is not None and path is not None:
            languages, to = self._context.language.papers, path
            self._start(lambda progress: sheet(kind, meeting, languages, to, progress))

    def write_calendar(self, meeting: str, number: str) -> None:
        """Write the calendar of a meeting, of all meetings and actions when empty."""
        say, write = self._context.say, self._context.services.write_calendar
        name = number or say("meetings.file.calendar")
        path = self.ask(f"{name}.ics", (".ics",))
        if write is not None and path is not None:
            lang, to = self._context.lang, path
            self._start(lambda _progress: write(meeting, lang, to))

    def _start(self, work: Callable[[Progress], Path]) -> None:
        task = self._context.tasks.start(work)
        task.finished.connect(self._on_written)
        task.failed.connect(self._on_failed)

    def _ask(self, name: str, endings: Sequence[str]) -> Path | None:
        return ask_file(self._context.say, self._window, name, endings)

    def _on_written(self, path: object) -> None:
        name = path.name if isinstance(path, Path) else str(path)
        self._context.desk.tell(self._context.say("meetings.written", file=name))

    def _on_failed(self, error: BaseException) -> None:
        reason = reason_of(self._values, error)
        words = self._context.say("meetings.not_written", reason=reason)
        self._context.desk.tell(words, icon="state.crit")
