"""Name records in a study: the name in each language, so that any of them can be told later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.called import worded, worded_columns
from domain.formatting import typed_unit
from domain.records import Query
from domain.reports.names import best_name
from domain.standing.rows import text
from domain.studies.study import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.called import Called
    from domain.records import Records, Row

LANGUAGES = ("zh", "fr", "en")


def said_in_each(words: Called) -> Said:
    """Return a recorded text as it is read in each language."""
    return Said("", {lang: typed_unit(words.read_in(lang), lang) for lang in LANGUAGES})


def said_by_rows(rows: Iterable[Row], name: str, recorded: str) -> Said:
    """Return a text that several records share: one that words it speaks for all, the last first.

    Args:
        rows: some records, the latest last; those that record another text do not count.
        name: field of the text.
        recorded: the text as it is recorded.
    """
    own = (row for row in rows if row[name] == recorded)
    known = {each: row[each] for row in own for each in worded_columns(name) if row[each]}
    return said_in_each(worded({name: recorded, **known}, name))


def name_of(row: Row, number: str = "code") -> Said:
    """Return the name of a record, another language's where one is missing, else its number."""
    named = {lang: best_name(row, lang) or text(row, number) for lang in LANGUAGES}
    return Said("", named)


def names(records: Records, table: str, number: str = "code") -> dict[str, Said]:
    """Return the names of all records of an entity by id."""
    columns = (number, "name_zh", "name_fr", "name_en")
    rows = records.select(Query(table, columns=columns, order=(number,)))
    return {text(row, "id"): name_of(row, number) for row in rows}
