"""Steps that bring a workbook of an earlier version up to date, a copy kept before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.copies import copy_to
from storage.errors import StorageError
from storage.schema import VERSION

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Step = Callable[[sqlite3.Connection], None]

STEPS: Final[dict[int, Step]] = {}
"""Version reached → what reaches it from the version before."""


def since(version: int, steps: dict[int, Step] = STEPS) -> Callable[[Step], Step]:
    """Register a step by the version that it brings a workbook to.

    Raises:
        ValueError: that version has a step already.
    """

    def register(step: Step) -> Step:
        if version in steps:
            message = f"version {version} has a step already"
            raise ValueError(message)
        steps[version] = step
        return step

    return register


def upgrade(
    connection: sqlite3.Connection,
    path: Path,
    steps: Mapping[int, Step] = STEPS,
    newest: int = VERSION,
) -> Path | None:
    """Carry out the steps a workbook lacks, in one transaction; return the copy kept.

    A copy named after the old version is kept beside the workbook first. Foreign keys are checked
    at the end, not enforced on the way, so that a step can rebuild tables.

    Raises:
        StorageError: the copy cannot be written, or no step begins at the version found;
            nothing was changed.
    """
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found >= newest:
        return None
    lacking = [version for version in range(found + 1, newest + 1) if version not in steps]
    if found < 1 or lacking:
        raise StorageError("damaged", path=str(path), detail="system.malformed")
    copy = copy_to(connection, path.with_name(f"{path.stem}.v{found}{path.suffix}"))
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN IMMEDIATE")
        for version in range(found + 1, newest + 1):
            steps[version](connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise StorageError("damaged", path=str(path), detail="system.malformed")
        connection.execute(f"PRAGMA user_version = {newest}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA foreign_keys = ON")
    return copy
