"""Backups beside the workbook: made, checked, thinned out and brought back."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from storage import database
from storage.atomic import cannot_write, replacing
from storage.copies import copy_to
from storage.errors import StorageError
from storage.lock import acquire, holder_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from domain.records import Specs

_STAMP: Final = "%Y%m%d-%H%M%S"
_NAME: Final = re.compile(r"\.(\d{8}-\d{6})(\.replaced)?\.feidi$")
_REPLACED: Final = ".replaced.feidi"
_KEPT: Final = (("%Y-%m-%d", 7), ("%G-%V", 4), ("%Y-%m", 12))


def backup_folder(workbook: Path) -> Path:
    """Return where a workbook's backups lie when nothing else is said."""
    return workbook.with_name(f"{workbook.stem} backups")


def back_up(connection: sqlite3.Connection, workbook: Path, folder: Path, moment: datetime) -> Path:
    """Write a checked backup named after its moment (UTC) and thin the folder out.

    Raises:
        StorageError: it cannot be written or differs from the workbook.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made = copy_to(connection, folder / f"{workbook.stem}.{_stamp(moment)}.feidi")
        ours = backups(folder, workbook.stem)
        # What a restored backup took the place of is kept until somebody removes it by hand.
        regular = [each for each in ours if not was_replaced(each[0])]
        kept = thinned(when for _, when in regular)
        for path, when in regular:
            if when not in kept:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(folder, error) from error
    return made


def backups(folder: Path, stem: str) -> list[tuple[Path, datetime]]:
    """Return the backups of a workbook with their moments, the newest first."""
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        match = _NAME.search(path.name)
        if match is None or path.name != f"{stem}.{match[1]}{match[2] or ''}.feidi":
            continue
        with contextlib.suppress(ValueError):  # a name that only looks like a moment
            found.append((path, datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)))
    return sorted(found, key=lambda each: each[1], reverse=True)


def was_replaced(backup: Path) -> bool:
    """Tell whether a backup is the workbook that a restored one took the place of."""
    return backup.name.endswith(_REPLACED)


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


def restore(backup: Path, workbook: Path, specs: Specs, folder: Path, moment: datetime) -> Path:
    """Put a backup in the place of a workbook that nobody has open; the present one is kept.

    Returns:
        Where the workbook as it was is kept; a damaged one is kept byte for byte.

    Raises:
        StorageError: ``held``; or the backup is missing, foreign, damaged or newer; or a copy
            cannot be written. The workbook is then as it was.
    """
    lock = acquire(workbook, "—", "")
    if lock is None:
        raise StorageError("held", path=str(workbook), holder=holder_of(workbook).name)
    try:
        chosen = database.open_file(backup, specs, "", "")
        with contextlib.closing(chosen.connection):
            folder.mkdir(parents=True, exist_ok=True)
            kept = _keep(workbook, folder / f"{workbook.stem}.{_stamp(moment)}{_REPLACED}")
            journal = workbook.with_name(f"{workbook.name}-journal")
            journal.unlink(missing_ok=True)  # it would be rolled back into the other file
            copy_to(chosen.connection, workbook)
    except OSError as error:
        raise cannot_write(workbook, error) from error
    finally:
        lock.release()
    return kept


def _keep(workbook: Path, path: Path) -> Path:
    try:
        with contextlib.closing(database.connect(str(workbook))) as connection:
            return copy_to(connection, path)
    except (sqlite3.DatabaseError, StorageError) as error:
        if isinstance(error, StorageError) and error.key not in {"damaged", "copy_differs"}:
            raise
    damaged = path.with_name(f"{path.stem}.damaged.feidi")
    for suffix in ("", "-journal"):
        source = workbook.with_name(workbook.name + suffix)
        if source.exists():
            with replacing(damaged.with_name(damaged.name + suffix)) as temporary:
                shutil.copyfile(source, temporary)
    return damaged


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_STAMP)
