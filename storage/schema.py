"""The tables of a workbook, derived from the entities' specs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.records import Kind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from domain.records import EntitySpec, Field, Specs

APPLICATION_ID: Final = 0x46454944  # "FEID"
VERSION: Final = 1

_TYPES: Final = {
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

_TRAIL: Final = """
CREATE TABLE workbook (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE batch (
    sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, moment TEXT NOT NULL,
    backwards INTEGER NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL, kind TEXT NOT NULL,
    action TEXT NOT NULL, reason TEXT NOT NULL, effect TEXT NOT NULL);
CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY, batch TEXT NOT NULL REFERENCES batch(id), action TEXT NOT NULL,
    entity TEXT NOT NULL, record TEXT NOT NULL, before TEXT, after TEXT, hash TEXT NOT NULL);
CREATE INDEX audit_by_record ON audit (entity, record);
CREATE INDEX audit_by_batch ON audit (batch);
CREATE TABLE content (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL);
"""
_APPEND_ONLY: Final = ("batch", "audit", "content")


def create_tables(connection: sqlite3.Connection, specs: Specs) -> None:
    """Make every table, index and trigger of an empty workbook."""
    from sqlite_utils import Database

    database = Database(connection)
    for spec in specs.values():
        database.table(spec.table).create(
            {"id": str, **{each.name: _TYPES.get(each.kind, str) for each in spec.fields}},
            pk="id",
            not_null={each.name for each in spec.fields if each.required},
            foreign_keys=[(each.name, each.target, "id") for each in spec.fields if each.target],
        )
        for columns, unique in _indexes(spec):
            name = "_".join(("ix", spec.table, *columns))
            database.table(spec.table).create_index(
                columns, index_name=name, unique=unique, if_not_exists=True
            )
    for statement in (*_TRAIL.split(";\n"), *_triggers(specs)):
        if statement.strip():
            connection.execute(statement)


def _indexes(spec: EntitySpec) -> Iterator[tuple[tuple[str, ...], bool]]:
    if spec.key:
        yield spec.key, True
    for each in spec.fields:
        if each.unique and spec.key != (each.name,):
            yield (each.name,), True
    names = {each.name for each in spec.fields if each.target}
    names |= {name.lstrip("-") for name in spec.order if "." not in name}
    names |= {spec.period} - {""}
    for name in sorted(names):
        yield (name, "id"), False


def _triggers(specs: Specs) -> Iterator[str]:
    for table in _APPEND_ONLY:
        for action in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_keeps_{action.lower()} BEFORE {action} ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
            )
    if "quarter" not in specs:
        return
    for spec in specs.values():
        if spec.period:
            yield from _closed_quarter_triggers(spec, spec.field(spec.period))


def _closed_quarter_triggers(spec: EntitySpec, period: Field) -> Iterator[str]:
    for action, sides in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
        quarters = ", ".join(_quarter_of(f"{side}.{period.name}", period) for side in sides)
        yield (
            f"CREATE TRIGGER {spec.table}_closed_{action.lower()} BEFORE {action} "
            f"ON {spec.table} WHEN EXISTS (SELECT 1 FROM quarter "
            f"WHERE state = 'closed' AND quarter IN ({quarters})) "
            "BEGIN SELECT RAISE(ABORT, 'quarter_closed'); END"
        )


def _quarter_of(column: str, period: Field) -> str:
    if period.kind is Kind.QUARTER:
        return column
    return f"substr({column}, 1, 4) || 'Q' || ((CAST(substr({column}, 6, 2) AS INTEGER) + 2) / 3)"
