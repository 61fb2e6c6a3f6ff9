"""Rules that several entities share, and safe ways to read a value from a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import DomainError
from domain.units import Quarter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.records import Records, Row, Rule


def text_of(row: Row, name: str) -> str | None:
    """Return a known text of a row, None when it is unknown or no text."""
    value = row.get(name)
    return value if isinstance(value, str) and value else None


def whole_of(row: Row, name: str) -> int | None:
    """Return a known whole number of a row, None when it is unknown or no whole number."""
    value = row.get(name)
    return value if isinstance(value, int) else None


def number_of(row: Row, name: str) -> float | None:
    """Return a known number of a row, None when it is unknown or no number."""
    value = row.get(name)
    return value if isinstance(value, int | float) else None


def quarter_in(row: Row, name: str) -> Quarter | None:
    """Return a known quarter of a row, None when it is unknown or not written as one."""
    value = text_of(row, name)
    try:
        return Quarter.parse(value) if value else None
    except DomainError:
        return None


def referred(row: Row, name: str, table: str, records: Records) -> Row | None:
    """Return the record that a field refers to, None when there is none."""
    record = text_of(row, name)
    return records.get(table, record) if record else None


def others(row: Row, table: str, records: Records, *same: str) -> list[Row]:
    """Return the other records that agree with ``row`` in the fields ``same``."""
    found = records.find(table, **{name: row.get(name) for name in same})
    return [each for each in found if each["id"] != row.get("id")]


def at_most(low: str, high: str, key: str) -> Rule:
    """Return the rule that ``low`` is not greater than ``high`` where both are known."""

    def rule(row: Row, _records: Records) -> Iterable[DomainError]:
        value, limit = number_of(row, low), number_of(row, high)
        if value is not None and limit is not None and value > limit:
            yield DomainError(key, field=low, value=value, limit=limit)

    return rule


def in_order(first: str, last: str, key: str) -> Rule:
    """Return the rule that the day or time ``last`` is not before ``first``."""

    def rule(row: Row, _records: Records) -> Iterable[DomainError]:
        start, end = text_of(row, first), text_of(row, last)
        if start is not None and end is not None and end < start:
            yield DomainError(key, field=last, value=end, first=start)

    return rule


def different(one: str, other: str, key: str) -> Rule:
    """Return the rule that two fields do not refer to the same record."""

    def rule(row: Row, _records: Records) -> Iterable[DomainError]:
        value = text_of(row, one)
        if value is not None and value == row.get(other):
            yield DomainError(key, field=other)

    return rule


def named(*names: str) -> Rule:
    """Return the rule that the record has a name in at least one language."""

    def rule(row: Row, _records: Records) -> Iterable[DomainError]:
        if not any((text_of(row, name) or "").strip() for name in names):
            yield DomainError("name_missing", field=names[0])

    return rule


def apart(table: str, same: str, key: str, shown: str, ends: tuple[str, ...] = ("end",)) -> Rule:
    """Return the rule that no two records with the same ``same`` share a day.

    Args:
        table: entity of the records.
        same: field by which records belong together, e.g. the unit of leases.
        key: text key of the refusal.
        shown: field that names the other record in the refusal.
        ends: fields of the last day; the first that is known counts, none is for ever.
    """

    def last_day(row: Row) -> str:
        return next((day for name in ends if (day := text_of(row, name))), "9999-12-31")

    def rule(row: Row, records: Records) -> Iterable[DomainError]:
        start = text_of(row, "start")
        # A span that ends before it starts is refused as such; it has no days to share.
        if start is None or text_of(row, same) is None or last_day(row) < start:
            return
        for other in others(row, table, records, same):
            begun = text_of(other, "start")
            if begun is not None and begun <= last_day(row) and start <= last_day(other):
                yield DomainError(
                    key,
                    field="start",
                    other=other[shown],
                    first=begun,
                    last=text_of({"last": last_day(other)}, "last"),
                )
                return

    return rule


def alone(table: str, *key: str) -> Rule:
    """Return the rule that a natural key stays unique when the last of its fields is unknown."""

    def rule(row: Row, records: Records) -> Iterable[DomainError]:
        known = [row.get(name) for name in key]
        if known[-1] is None and None not in known[:-1] and others(row, table, records, *key):
            yield DomainError("duplicate", table=table, field=key[-2], value=known[-2])

    return rule


def previous_and_next(row: Row, rows: list[Row]) -> tuple[Row | None, Row | None]:
    """Return the records just before and after ``row`` by date, then by id."""

    def place(each: Row) -> tuple[str, str]:
        return str(each.get("date") or ""), str(each.get("id") or "")

    here = place(row)
    ordered = sorted(rows, key=place)
    before = [each for each in ordered if place(each) < here]
    after = [each for each in ordered if place(each) > here]
    return (before[-1] if before else None), (after[0] if after else None)


def total_of(rows: Iterable[Row], name: str) -> int:
    """Return the sum of a whole field, unknown values left out."""
    return sum(value for row in rows if (value := whole_of(row, name)) is not None)


def sum_within(table: str, parent: str, name: str, most: int, key: str) -> Rule:
    """Return the rule that a field of all records of one parent adds up to at most ``most``."""

    def rule(row: Row, records: Records) -> Iterator[DomainError]:
        if text_of(row, parent) is None or whole_of(row, name) is None:
            return
        whole = total_of([*others(row, table, records, parent), row], name)
        if whole > most:
            yield DomainError(key, field=name, value=row.get(name), total=whole, limit=most)

    return rule
