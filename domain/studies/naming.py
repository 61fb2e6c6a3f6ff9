"""Name records in a study: the name in each language, so that any of them can be told later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.records import Query
from domain.reports.names import best_name
from domain.standing.rows import text
from domain.studies.study import Said

if TYPE_CHECKING:
    from domain.records import Records, Row

LANGUAGES = ("zh", "fr", "en")


def name_of(row: Row, number: str = "code") -> Said:
    """Return the name of a record, another language's where one is missing, else its number."""
    named = {lang: best_name(row, lang) or text(row, number) for lang in LANGUAGES}
    return Said("", named)


def names(records: Records, table: str, number: str = "code") -> dict[str, Said]:
    """Return the names of all records of an entity by id."""
    columns = (number, "name_zh", "name_fr", "name_en")
    rows = records.select(Query(table, columns=columns, order=(number,)))
    return {text(row, "id"): name_of(row, number) for row in rows}
