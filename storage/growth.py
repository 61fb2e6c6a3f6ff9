"""Give a workbook of an earlier version the tables, fields and indexes it lacks, a copy kept.

What was only added needs no step of its own: an unknown value is no part of the trail, so records
say the same before and after. A field that must be filled in, or that changed, takes a step in
``storage.migrations``.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from storage.copies import copy_to
from storage.errors import StorageError
from storage.schema import create_indexes, create_table, index_name, indexes, triggers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from domain.records import EntitySpec, Specs

_ASIDE: Final = "earlier_"


def lacking(connection: sqlite3.Connection, specs: Specs) -> Iterator[tuple[EntitySpec, str]]:
    """Yield each entity and field that a workbook lacks; ``id`` where it lacks the table."""
    for spec in specs.values():
        found = _columns(connection, spec.table)
        for name in ("id", *(each.name for each in spec.fields)):
            if name not in found:
                yield spec, name
            if not found:
                break


def grow(connection: sqlite3.Connection, path: Path, specs: Specs, moment: str) -> Path | None:
    """Add what a workbook lacks, all in one transaction; return the copy kept of it as it was.

    Args:
        moment: ISO date and time, by which the copy is named.

    Raises:
        StorageError: ``structure`` or ``unknown_field``, naming what cannot be added or would
            be lost, or the copy cannot be written; nothing was changed.
    """
    wanted = {spec.table: spec for spec in specs.values() if _is_unlike(connection, spec)}
    indexed, guarded = _indexes_alike(connection, specs), _guards_alike(connection, specs)
    if not wanted and indexed and guarded:
        return None
    for key, name in _in_the_way(connection, wanted):
        raise StorageError(key, path=str(path), detail=name)
    day = moment[:19].replace("T", "-").replace(":", "")
    copy = copy_to(connection, path.with_name(f"{path.stem}.{day}{path.suffix}"))
    connection.execute("PRAGMA foreign_keys = OFF")
    # Otherwise what refers to a table would follow it when it is put aside.
    connection.execute("PRAGMA legacy_alter_table = ON")
    try:
        connection.execute("BEGIN IMMEDIATE")
        _make(connection, specs, wanted)
        connection.execute("COMMIT")
    except sqlite3.IntegrityError as error:
        raise StorageError("structure", path=str(path), detail=str(error)) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("PRAGMA legacy_alter_table = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
    return copy


def _is_unlike(connection: sqlite3.Connection, spec: EntitySpec) -> bool:
    """Tell whether a table has other fields than its entity, or others that must be filled in."""
    wanted = {"id": True, **{each.name: each.required for each in spec.fields}}
    return _columns(connection, spec.table) != wanted


def _indexes_alike(connection: sqlite3.Connection, specs: Specs) -> bool:
    wanted = {index_name(spec, *each) for spec in specs.values() for each in indexes(spec)}
    return set(_own_indexes(connection)) >= wanted


def _own_indexes(connection: sqlite3.Connection) -> Iterator[str]:
    sql = "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    yield from (name for (name,) in connection.execute(sql).fetchall())


def _guards_alike(connection: sqlite3.Connection, specs: Specs) -> bool:
    found = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return {sql for (sql,) in found} == set(triggers(specs))


def _in_the_way(connection: sqlite3.Connection, wanted: Specs) -> Iterator[tuple[str, str]]:
    """Yield fields that must be filled in and are lacking, and those the program does not know."""
    for spec in wanted.values():
        found = _columns(connection, spec.table)
        if not found:
            continue
        known = {"id", *(each.name for each in spec.fields)}
        must = {each.name for each in spec.fields if each.required}
        yield from (("structure", f"{spec.table}.{name}") for name in sorted(must - set(found)))
        yield from (
            ("unknown_field", f"{spec.table}.{name}") for name in sorted(set(found) - known)
        )


def _make(connection: sqlite3.Connection, specs: Specs, wanted: Specs) -> None:
    """Make the tables anew with what they held, and guard all as the entities now ask."""
    guards = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in guards:
        connection.execute(f'DROP TRIGGER "{name}"')
    for spec in wanted.values():
        _make_table(connection, spec)
    known = set(_own_indexes(connection))
    for spec in specs.values():
        create_indexes(connection, spec, known)
    for statement in triggers(specs):
        connection.execute(statement)


def _make_table(connection: sqlite3.Connection, spec: EntitySpec) -> None:
    kept = sorted(_columns(connection, spec.table))
    aside = f"{_ASIDE}{spec.table}"
    if kept:
        connection.execute(f'ALTER TABLE "{spec.table}" RENAME TO "{aside}"')
    create_table(connection, spec)
    if kept:
        names = ", ".join(f'"{name}"' for name in kept)
        connection.execute(
            f'INSERT INTO "{spec.table}" ({names}) SELECT {names} FROM "{aside}" ORDER BY rowid'
        )
        connection.execute(f'DROP TABLE "{aside}"')


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, bool]:
    """Return the fields of a table, and whether each must be filled in."""
    info = connection.execute('SELECT name, "notnull" FROM pragma_table_info(?)', (table,))
    return {name: bool(must) for name, must in info}
