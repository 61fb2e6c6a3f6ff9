"""Backups as the window asks for them: made, listed, looked into and brought back."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.entities import SPECS
from domain.records import Actor, Query
from storage.backup import back_up, backup_folder, backups, restore
from storage.database import connect_read_only
from storage.workbook import Workbook
from ui.refusal import storage_refusals
from ui.services import Backup, Holding

if TYPE_CHECKING:
    from pathlib import Path


def back_up_now(path: Path) -> Backup:
    """Write a checked backup of an open workbook, from any thread.

    Raises:
        StorageRefusalError: it cannot be written.
    """
    moment = datetime.now(UTC)
    with storage_refusals(), contextlib.closing(connect_read_only(path)) as connection:
        return _described(back_up(connection, path, backup_folder(path), moment), moment)


def kept_backups(path: Path) -> list[Backup]:
    """Return the backups of a workbook, the newest first."""
    return [_described(made, moment) for made, moment in backups(backup_folder(path), path.stem)]


def holding(backup: Backup) -> Holding:
    """Return what a backup holds, from any thread.

    Raises:
        StorageRefusalError: it is damaged, or of a version that has to be brought forward first.
    """
    nobody = Actor("", "auditor")
    with storage_refusals(), Workbook.open(backup.path, SPECS, nobody, read_only=True) as found:
        quarters = found.select(Query("quarter", columns=("quarter",), order=("quarter",)))
        last = found.trail(1)
        return Holding(
            firms=found.count(Query("firm")),
            quarters=tuple(str(row["quarter"]) for row in quarters),
            moment=last[0].moment if last else "",
            person=last[0].actor.person if last else "",
        )


def bring_back(backup: Path, path: Path) -> Path:
    """Put a backup in the place of a closed workbook; return where the present one is kept.

    Raises:
        StorageRefusalError: somebody has it open, or the backup cannot be used; it is as it was.
    """
    with storage_refusals():
        return restore(backup, path, SPECS, backup_folder(path), datetime.now(UTC))


def _described(path: Path, moment: datetime) -> Backup:
    return Backup(path, moment.isoformat(timespec="seconds"), path.stat().st_size)
