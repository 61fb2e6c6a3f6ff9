"""Steps that bring a workbook of an earlier version up to date, a copy kept before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.copies import copy_to
from storage.schema import VERSION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Step = Callable[[sqlite3.Connection], None]

STEPS: Final[Mapping[int, Step]] = {}
"""Version reached → what reaches it from the version before."""


def upgrade(
    connection: sqlite3.Connection,
    path: Path,
    steps: Mapping[int, Step] = STEPS,
    newest: int = VERSION,
) -> None:
    """Carry out the steps a workbook lacks, all in one transaction.

    A copy named after the old version is kept beside the workbook first.

    Raises:
        StorageError: the copy cannot be written; nothing was changed.
    """
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found >= newest:
        return
    copy_to(connection, path.with_name(f"{path.stem}.v{found}{path.suffix}"))
    connection.execute("BEGIN IMMEDIATE")
    try:
        for version in range(found + 1, newest + 1):
            steps[version](connection)
        connection.execute(f"PRAGMA user_version = {newest}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
