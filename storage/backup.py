"""Backups beside the workbook: made, checked, thinned out and brought back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from storage.copies import copy_to

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

_STAMP: Final = "%Y%m%d-%H%M%S"
_NAME: Final = re.compile(r"\.(\d{8}-\d{6})\.feidi$")
_KEPT: Final = (("%Y-%m-%d", 7), ("%G-%V", 4), ("%Y-%m", 12))


def backup_folder(workbook: Path) -> Path:
    """Return where a workbook's backups lie when nothing else is said."""
    return workbook.with_name(f"{workbook.stem} backups")


def back_up(connection: sqlite3.Connection, workbook: Path, folder: Path, moment: datetime) -> Path:
    """Write a checked backup named after its moment (UTC) and thin the folder out.

    Raises:
        StorageError: it cannot be written or differs from the workbook.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stamp = moment.astimezone(UTC).strftime(_STAMP)
    made = copy_to(connection, folder / f"{workbook.stem}.{stamp}.feidi")
    ours = [(when, path) for path, when in backups(folder, workbook.stem)]
    kept = thinned(when for when, _ in ours)
    for when, path in ours:
        if when not in kept:
            path.unlink()
    return made


def backups(folder: Path, stem: str) -> list[tuple[Path, datetime]]:
    """Return the backups of a workbook with their moments, the newest first."""
    found = []
    for path in folder.glob(f"{stem}.*.feidi") if folder.is_dir() else ():
        match = _NAME.search(path.name)
        if match is not None and path.name == f"{stem}.{match[1]}.feidi":
            found.append((path, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)))
    return sorted(found, key=lambda each: each[1], reverse=True)


def thinned(moments: Iterable[datetime]) -> set[datetime]:
    """Return which backups to keep: the last of 7 days, 4 weeks and 12 months, and the newest."""
    newest_first = sorted(moments, reverse=True)
    kept = set(newest_first[:1])
    for period, count in _KEPT:
        last_of: dict[str, datetime] = {}
        for moment in newest_first:
            last_of.setdefault(moment.strftime(period), moment)
        kept.update(list(last_of.values())[:count])
    return kept
