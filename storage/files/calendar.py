"""The calendar of a park's meetings as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.meetings.calendar import calendar_of
from storage.atomic import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from domain.records import Records
    from domain.text import Texts


def write_calendar(records: Records, texts: Texts, lang: str, path: Path, meeting: str = "") -> int:
    """Write the calendar of a meeting, of all meetings and actions when none is named.

    Returns how many events it has.

    Raises:
        StorageError: the file cannot be written.
    """
    content = calendar_of(records, texts, lang, meeting)
    write_atomically(path, content.encode())
    return content.count("BEGIN:VEVENT")
