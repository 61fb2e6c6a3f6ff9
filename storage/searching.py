"""Look search words up in the index, so that the query that holds them is put the short way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from storage.queries import NOTHING_KNOWN, Found, holding, labelled
from storage.search_keys import is_indexed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.records import Query, Specs, Value

    Fetch = Callable[[str, Sequence[Value]], list[tuple[Value, ...]]]

_FEW: Final = 2_000
"""Records beyond this are tested in turn: the first page of them comes before all are found."""

_FEW_LABELS: Final = 200


def look_up(fetch: Fetch, specs: Specs, query: Query) -> Found:
    """Return what is known of a query's search words.

    Most words stand in no label of a record that is referred to; then the index alone says which
    records hold them, and neither the table nor its references need to be read for that.
    """
    words = query.search.split()
    if not words:
        return NOTHING_KNOWN
    spec = specs[query.table]
    targets = dict.fromkeys(each.target for each in spec.fields if each.target)
    known: dict[tuple[str, str], tuple[str, ...]] = {}
    alone = is_indexed(spec)
    for word in dict.fromkeys(words):
        for target in targets:
            found = _labelled(fetch, specs, target, word)
            alone = alone and found == ()
            if found is not None:
                known[word, target] = found
    if not alone:
        return Found(labelled=known)
    sql, values = holding(query.table, words)
    rows = fetch(f"SELECT record {sql} LIMIT {_FEW + 1}", values)
    if len(rows) > _FEW:
        return Found(many=True, labelled=known)
    return Found(tuple(str(row[0]) for row in rows), labelled=known)


def _labelled(fetch: Fetch, specs: Specs, target: str, word: str) -> tuple[str, ...] | None:
    """Return the records of an entity whose label holds a word, None when they are many."""
    asked = labelled(specs[target], word)
    if asked is None:
        return ()
    rows = fetch(f"{asked[0]} LIMIT {_FEW_LABELS + 1}", asked[1])
    return tuple(str(row[0]) for row in rows) if len(rows) <= _FEW_LABELS else None
