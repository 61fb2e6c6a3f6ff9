"""Remember on this computer how the user left the program."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

_MOST_RECENT: Final = 8


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is restored at the next start; none of it belongs to the workbook.

    Attributes:
        language: ``zh``, ``fr``, ``en``; empty follows the system.
        theme: ``system``, ``light`` or ``dark``.
        page: the screen shown last.
        quarter: the quarter in force.
        geometry: place and size of the window, as Qt saves it, in hexadecimal.
        person: who works.
        role: role that guides what is offered.
        recent: paths of workbooks, the latest first.
    """

    language: str = ""
    theme: str = "system"
    page: str = ""
    quarter: str = ""
    geometry: str = ""
    person: str = ""
    role: str = "clerk"
    recent: tuple[str, ...] = ()

    def with_recent(self, path: Path) -> Preferences:
        """Return them with a workbook put first among the recent ones."""
        kept = [each for each in self.recent if each != str(path)]
        return replace(self, recent=(str(path), *kept)[:_MOST_RECENT])


def preferences_path() -> Path:
    """Return where this user's preferences are kept."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
    return Path(folder) / "feidi" / "preferences.json"


def load_preferences(path: Path) -> Preferences:
    """Read preferences; a missing or unreadable file gives the usual ones.

    Losing them costs the user a click, so that they are no reason to refuse to start.
    """
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(known, dict):
        return Preferences()
    kept = {
        each.name: known[each.name]
        for each in fields(Preferences)
        if each.name != "recent" and isinstance(known.get(each.name), str)
    }
    recent = known.get("recent")
    if isinstance(recent, list):
        kept["recent"] = tuple(each for each in recent if isinstance(each, str))
    return Preferences(**kept)


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write preferences; a place that cannot be written is left alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.new")
        beside.write_text(json.dumps(asdict(preferences), ensure_ascii=False), encoding="utf-8")
        beside.replace(path)
    except OSError:
        return
