"""Remember on this computer how the user left the program."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

_MOST_RECENT: Final = 8

PORTABLE: Final = "feidi-data"
"""Name of the folder beside the program that, where it exists, keeps what the user's would."""

_PROGRAM: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Preferences:
    """What is restored at the next start; none of it belongs to the workbook.

    Attributes:
        language: ``zh``, ``fr``, ``en``; empty follows the system.
        papers: what papers are printed in, as ``zh+fr``; empty follows the window.
        theme: ``system``, ``light`` or ``dark``.
        page: the screen shown last.
        quarter: the quarter in force.
        geometry: place and size of the window, as Qt saves it, in hexadecimal.
        person: who works.
        role: role that guides what is offered.
        recent: paths of workbooks, the latest first.
    """

    language: str = ""
    papers: str = ""
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


def preferences_path(program: Path = _PROGRAM) -> Path:
    """Return where preferences are kept: the user's folder, or one that travels with the program.

    Args:
        program: folder of the program, e.g. on a memory stick.
    """
    if (program / PORTABLE).is_dir():
        return program / PORTABLE / "preferences.json"
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
        # A path that is already absolute stays as it is.
        kept["recent"] = tuple(
            str(Path(os.path.normpath(path.parent / each)))
            for each in recent
            if isinstance(each, str)
        )
    return Preferences(**kept)


def save_preferences(path: Path, preferences: Preferences) -> None:
    """Write preferences; a place that cannot be written is left alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        recent = tuple(_travelling(each, path.parent) for each in preferences.recent)
        kept = asdict(replace(preferences, recent=recent))
        beside = path.with_name(f"{path.name}.new")
        beside.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        beside.replace(path)
    except OSError:
        return


def _travelling(workbook: str, folder: Path) -> str:
    """Return the path of a workbook, from ``folder`` where both travel with the program."""
    if folder.name == PORTABLE and Path(workbook).is_relative_to(folder.parent):
        return os.path.relpath(workbook, folder)
    return workbook
