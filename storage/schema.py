"""The tables of a workbook, derived from the entities' specs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from domain.periods import CLOSED, protecting_field
from domain.records import Kind
from storage.search_keys import TABLE as SEARCH_TABLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterator

    from sqlite_utils import Database

    from domain.records import EntitySpec, Field, Specs

APPLICATION_ID: Final = 0x46454944  # "FEID"
VERSION: Final = 1

PYTHON_TYPES: Final[dict[Kind, type]] = {
    Kind.INTEGER: int,
    Kind.NUMBER: float,
    Kind.MONEY: int,
    Kind.SHARE: int,
    Kind.AREA: int,
    Kind.LAND: int,
    Kind.HALF_DAYS: int,
    Kind.FLAG: int,
    Kind.BYTES: bytes,
}
"""How a value of a kind is kept; every other kind is text."""

_NARROWING: Final = (Kind.CHOICE, Kind.FLAG, Kind.QUARTER)
"""Kinds whose values are counted beside a table, to narrow it by."""

# Batches and entries are numbered from 1 without gaps. ``beneath`` is what lies under a batch in
# the stack it was laid on, so that undo needs no more than the last batch to find its way.
_TRAIL: Final = """
CREATE TABLE workbook (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE batch (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, moment TEXT NOT NULL,
    backwards INTEGER NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL, kind TEXT NOT NULL,
    action TEXT NOT NULL, reason TEXT NOT NULL, effect TEXT NOT NULL, origin INTEGER NOT NULL,
    undo_top INTEGER, redo_top INTEGER, beneath INTEGER,
    first_entry INTEGER NOT NULL, last_entry INTEGER NOT NULL) STRICT;
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY, batch INTEGER NOT NULL REFERENCES batch(number),
    entity TEXT NOT NULL, record TEXT NOT NULL, before TEXT, after TEXT,
    previous BLOB NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE INDEX audit_by_record ON audit (record, entity);
CREATE TABLE content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
CREATE TABLE seal (id INTEGER PRIMARY KEY, mark BLOB NOT NULL) STRICT;
CREATE VIEW audit_trail AS
    SELECT a.sequence, b.id AS batch, b.moment, b.backwards, b.person, b.role, b.action, b.reason,
           a.entity, a.record, a.before, a.after,
           lower(hex(a.previous)) AS previous, lower(hex(a.hash)) AS hash
    FROM audit AS a JOIN batch AS b ON b.number = a.batch"""
_APPEND_ONLY: Final = {"batch": "number", "audit": "sequence", "content": ""}


# A closed quarter leaves that state by a reopening only: another person, and a reason.
_QUARTER_TRIGGERS: Final = (
    (
        "CREATE TRIGGER quarter_closed_delete BEFORE DELETE ON quarter "
        f"WHEN OLD.state = '{CLOSED}' BEGIN SELECT RAISE(ABORT, 'quarter_closed'); END"
    ),
    (
        "CREATE TRIGGER quarter_closed_update BEFORE UPDATE ON quarter "
        f"WHEN OLD.state = '{CLOSED}' "
        "AND NOT (NEW.state = 'reopened' AND NEW.quarter IS OLD.quarter "
        "AND NEW.closed_by IS OLD.closed_by AND NEW.digest IS OLD.digest "
        "AND NEW.revision IS OLD.revision AND COALESCE(NEW.reopened_by, '') <> '' "
        "AND NEW.reopened_by IS NOT OLD.closed_by AND trim(COALESCE(NEW.state_reason, '')) <> '') "
        "BEGIN SELECT RAISE(ABORT, 'quarter_closed'); END"
    ),
)
# The record of a closing stays; who reopened the quarter is added to it once.
_CLOSING_TRIGGERS: Final = (
    (
        "CREATE TRIGGER closing_keeps_delete BEFORE DELETE ON closing "
        "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    ),
    (
        "CREATE TRIGGER closing_keeps_update BEFORE UPDATE ON closing "
        "WHEN OLD.reopened_by IS NOT NULL OR NEW.quarter IS NOT OLD.quarter "
        "OR NEW.revision IS NOT OLD.revision OR NEW.closed_by IS NOT OLD.closed_by "
        "OR NEW.closed_at IS NOT OLD.closed_at OR NEW.digest IS NOT OLD.digest "
        "OR NEW.head_hash IS NOT OLD.head_hash "
        "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
    ),
)


def sqlite_utils_database(connection: sqlite3.Connection) -> Database:
    """Wrap a connection with sqlite-utils, without the price of the libraries it tries to load.

    It imports pandas and numpy only to know their types, which takes a second. Refused here, they
    are found missing, which it allows for; whoever needs them later imports them as usual.
    """
    if "sqlite_utils" in sys.modules:
        from sqlite_utils import Database

        return Database(connection, execute_plugins=False)
    spared = [name for name in ("pandas", "numpy") if name not in sys.modules]
    try:
        for name in spared:
            sys.modules[name] = None  # type: ignore[assignment]
        from sqlite_utils import Database
    finally:
        for name in spared:
            del sys.modules[name]
    return Database(connection, execute_plugins=False)


def create_tables(connection: sqlite3.Connection, specs: Specs) -> None:
    """Make every table, index, trigger and view of an empty workbook."""
    for spec in specs.values():
        create_table(connection, spec)
        create_indexes(connection, spec)
    for statement in (*_TRAIL.split(";\n"), SEARCH_TABLE, *triggers(specs)):
        connection.execute(statement)


def create_table(connection: sqlite3.Connection, spec: EntitySpec) -> None:
    """Make the table of an entity."""
    sqlite_utils_database(connection).table(spec.table).create(
        {"id": str, **{each.name: PYTHON_TYPES.get(each.kind, str) for each in spec.fields}},
        pk="id",
        not_null={"id", *(each.name for each in spec.fields if each.required)},
        foreign_keys=[(each.name, each.target, "id") for each in spec.fields if each.target],
        strict=True,
    )


def create_indexes(
    connection: sqlite3.Connection, spec: EntitySpec, known: Collection[str] = ()
) -> None:
    """Make the indexes of an entity's table but those that are known."""
    table = sqlite_utils_database(connection).table(spec.table)
    for columns, unique in indexes(spec):
        name = index_name(spec, columns, unique)
        if name not in known:
            table.create_index(columns, index_name=name, unique=unique)


def index_name(spec: EntitySpec, columns: tuple[str, ...], unique: bool) -> str:  # noqa: FBT001
    """Return the name of an index of an entity's table."""
    return "_".join(("unique" if unique else "by", spec.table, *columns))


def indexes(spec: EntitySpec) -> list[tuple[tuple[str, ...], bool]]:
    """Return the indexes of an entity: columns, and whether they are unique.

    Keys are unique; references, the period and the columns of the default order are indexed, and
    what a table is narrowed by, unless another index begins with them.
    """
    found = [(spec.key, True)] if spec.key else []
    found += [
        ((each.name,), True) for each in spec.fields if each.unique and spec.key != (each.name,)
    ]
    order = _own_columns(spec.order)
    wanted = [order] if order else []
    wanted += [(spec.period,)] if spec.period else []
    wanted += [
        (each.name,)
        for each in spec.fields
        if each.target or (each.listed and each.kind in _NARROWING)
    ]
    for columns in wanted:
        if not any(other[: len(columns)] == columns for other, _ in found):
            found.append((columns, False))
    return found


def _own_columns(order: tuple[str, ...]) -> tuple[str, ...]:
    names: list[str] = []
    for name in order:
        if "." in name:
            break
        names.append(name.removeprefix("-"))
    return tuple(names)


def triggers(specs: Specs) -> Iterator[str]:
    """Yield what keeps other programs from changing the trail or a closed quarter by accident."""
    for table, number in _APPEND_ONLY.items():
        for action in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_keeps_{action.lower()} BEFORE {action} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
            )
        # INSERT OR REPLACE deletes without asking the trigger above.
        other = f"NEW.{number} <> 1 + COALESCE((SELECT MAX({number}) FROM {table}), 0)"
        if table == "batch":
            other += " OR EXISTS (SELECT 1 FROM batch WHERE id = NEW.id)"
        if not number:
            other = "EXISTS (SELECT 1 FROM content WHERE sha256 = NEW.sha256)"
        yield (
            f"CREATE TRIGGER {table}_appends BEFORE INSERT ON {table} WHEN {other} "
            "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        )
    if "quarter" in specs:
        yield from _QUARTER_TRIGGERS
        for spec in specs.values():
            if protecting_field(spec):
                yield from _closed_quarter_triggers(spec, specs)
    if "closing" in specs:
        yield from _CLOSING_TRIGGERS


def _closed_quarter_triggers(spec: EntitySpec, specs: Specs) -> Iterator[str]:
    for action, sides in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        quarters = ", ".join(_protecting_quarter(spec, side, specs) for side in sides)
        yield (
            f"CREATE TRIGGER {spec.table}_closed_{action.lower()} "
            f'BEFORE {action} ON "{spec.table}" '
            f"WHEN EXISTS (SELECT 1 FROM quarter WHERE state = '{CLOSED}' "
            f"AND quarter IN ({quarters})) "
            "BEGIN SELECT RAISE(ABORT, 'quarter_closed'); END"
        )


def _protecting_quarter(spec: EntitySpec, side: str, specs: Specs) -> str:
    if not spec.period_of:
        return _quarter_of(f'{side}."{spec.period}"', spec.field(spec.period))
    reference, _, name = spec.period_of.partition(".")
    owner = specs[spec.field(reference).target]
    quarter = _quarter_of(f'"{name}"', owner.field(name))
    return f'(SELECT {quarter} FROM "{owner.table}" WHERE id = {side}."{reference}")'


def _quarter_of(column: str, period: Field) -> str:
    if period.kind is Kind.QUARTER:
        return column
    return f"substr({column}, 1, 4) || 'Q' || ((CAST(substr({column}, 6, 2) AS INTEGER) + 2) / 3)"
