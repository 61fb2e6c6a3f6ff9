"""Narrow a table by what its records have in common, each value with its count."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from domain.records import Aggregate, Condition, Kind, Query
from ui.components.facet_list import Facet, FacetValue
from ui.components.option import Option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.records import EntitySpec, Field, Records, Row, Value
    from ui.values import Values

_KINDS: Final = (Kind.CHOICE, Kind.FLAG, Kind.REFERENCE, Kind.QUARTER)
_MOST_FACETS: Final = 6
_MOST_RECORDS: Final = 12
_FEWEST: Final = 3
_UNKNOWN: Final = "?"
GIVEN: Final = "given"
"""What a condition from elsewhere is called, followed by its number from 0."""


def facet_fields(spec: EntitySpec) -> tuple[Field, ...]:
    """Return the fields worth a facet: the state first, then choices, flags, references."""
    wanted = [each for each in spec.fields if each.kind in _KINDS and each.listed]
    ranks = {Kind.CHOICE: 1, Kind.QUARTER: 2, Kind.REFERENCE: 3, Kind.FLAG: 4}
    wanted.sort(key=lambda each: 0 if each.name == spec.state_field else ranks[each.kind])
    return tuple(wanted[:_MOST_FACETS])


@dataclass(slots=True)
class Narrowing:
    """Which values of which facets are chosen, which words are searched.

    Attributes:
        chosen: field → keys of the chosen values, ``?`` for unknown.
        search: words that must occur.
        given: conditions from elsewhere, as "the leases of this firm".
    """

    chosen: dict[str, set[str]] = field(default_factory=dict)
    search: str = ""
    given: tuple[Condition, ...] = ()

    def switch(self, name: str, key: str, *, on: bool) -> None:
        """Choose a value or not."""
        keys = self.chosen.setdefault(name, set())
        if on:
            keys.add(key)
        else:
            keys.discard(key)
        if not keys:
            del self.chosen[name]

    def drop(self, name: str) -> None:
        """Give up all values of a facet, or a condition from elsewhere."""
        if name.startswith(GIVEN):
            at = int(name.removeprefix(GIVEN))
            self.given = (*self.given[:at], *self.given[at + 1 :])
        else:
            self.chosen.pop(name, None)

    def count(self) -> int:
        """Return how many values are chosen."""
        return sum(len(keys) for keys in self.chosen.values())

    def conditions(self, spec: EntitySpec, without: str = "") -> tuple[Condition, ...]:
        """Return the conditions of all facets but ``without``."""
        made = list(self.given)
        for name, keys in self.chosen.items():
            if name != without:
                made.append(_condition(spec.field(name), keys))
        return tuple(made)

    def query(self, spec: EntitySpec, without: str = "") -> Query:
        """Return the question for the rows that remain."""
        return Query(spec.table, where=self.conditions(spec, without), search=self.search)


def _condition(each: Field, keys: set[str]) -> Condition:
    if _UNKNOWN in keys:
        # "unknown or x" has no operator of its own; unknown alone is what is asked in practice.
        return Condition(each.name, "unknown")
    values: tuple[Value, ...] = tuple(sorted(keys))
    if each.kind is Kind.FLAG:
        values = tuple(int(key) for key in sorted(keys))
    return Condition(each.name, "in", values)


def read_facets(
    records: Records, values: Values, spec: EntitySpec, narrowing: Narrowing
) -> list[Facet]:
    """Return the facets with how many records each value leaves, the other facets applied."""
    facets = []
    for each in facet_fields(spec):
        found = _counts(records, values, spec, each, narrowing)
        chosen = narrowing.chosen.get(each.name, set())
        shown = _shown(records, values, each, found, chosen)
        if len(shown) > 1 or chosen:
            facets.append(facet_of(values, each.name, values.name(spec, each), shown))
    return facets


def facet_of(values: Values, key: str, title: str, shown: Iterable[FacetValue]) -> Facet:
    """Return a facet that shows some of many values at first, and all of them on demand."""
    say, all_values = values.language.say, tuple(shown)
    more, fewer = say("ui.facet.all", count=len(all_values)), say("ui.facet.fewer")
    opening, closing = (
        (words, say("ui.facet.chip", field=title, values=words)) for words in (more, fewer)
    )
    return Facet(key, title, all_values, (opening, closing))


def _counts(
    records: Records, values: Values, spec: EntitySpec, each: Field, narrowing: Narrowing
) -> list[Row]:
    by: tuple[str, ...] = (each.name,)
    query, counted = narrowing.query(spec, each.name), [Aggregate("count", "rows")]
    if each.kind is Kind.REFERENCE:
        if each.name not in narrowing.chosen:
            # Many records need not be counted nor named to know that they are too many.
            few = records.aggregate(replace(query, limit=_MOST_RECORDS + 1), counted, by)
            if not _telling(few):
                return []
        by += values.reference_columns(each)
    return records.aggregate(query, counted, by)


def _shown(
    records: Records, values: Values, each: Field, found: Iterable[Row], chosen: set[str]
) -> list[FacetValue]:
    rows = list(found)
    return [_value(records, values, each, row, chosen) for row in _ordered(each, rows)]


def _telling(rows: list[Row]) -> bool:
    """Tell whether the records referred to divide the rows into few groups of some size."""
    most = max((int(row["count"] or 0) for row in rows), default=0)
    return len(rows) <= _MOST_RECORDS and most >= _FEWEST


def _ordered(each: Field, rows: list[Row]) -> list[Row]:
    if each.kind is Kind.CHOICE and each.choices is not None:
        ranks = {key: rank for rank, key in enumerate(each.choices.values)}
        return sorted(rows, key=lambda row: ranks.get(str(row[each.name]), len(ranks)))
    if each.kind is Kind.QUARTER:
        return sorted(rows, key=lambda row: str(row[each.name] or ""), reverse=True)
    return sorted(rows, key=lambda row: -int(row["count"] or 0))


def _value(records: Records, values: Values, each: Field, row: Row, chosen: set[str]) -> FacetValue:
    value = row[each.name]
    key = _UNKNOWN if value is None else str(value)
    if value is None:
        text = values.language.say("ui.facet.unknown")
    elif each.kind is Kind.REFERENCE:
        text = values.record(records, each.target, key, brief=True)
    else:
        text = values.text(each, value)
    count = values.format.integer(int(row["count"] or 0))
    return FacetValue(key, text, count, key in chosen)


def chip_words(
    records: Records, values: Values, spec: EntitySpec, name: str, keys: Iterable[str]
) -> str:
    """Return the words of an active filter: its field and the values chosen."""
    each = spec.field(name)
    words = []
    for key in sorted(keys):
        if key == _UNKNOWN:
            words.append(values.language.say("ui.facet.unknown"))
        elif each.kind is Kind.REFERENCE:
            words.append(values.record(records, each.target, key, brief=True))
        else:
            words.append(values.text(each, int(key) if each.kind is Kind.FLAG else key))
    return values.language.say(
        "ui.facet.chip",
        field=values.name(spec, each),
        values=values.language.say("ui.comma").join(words),
    )


def given_words(records: Records, values: Values, spec: EntitySpec, given: Condition) -> str:
    """Return the words of a condition from elsewhere."""
    keys = given.value if isinstance(given.value, tuple) else (given.value,)
    known = [str(key) for key in keys if key is not None]
    return chip_words(records, values, spec, spec.field(given.name).name, known)


def given_chips(
    records: Records, values: Values, spec: EntitySpec, narrowing: Narrowing
) -> list[Option]:
    """Return a chip for each condition from elsewhere."""
    return [
        Option(f"{GIVEN}{at}", given_words(records, values, spec, each), "close")
        for at, each in enumerate(narrowing.given)
    ]


def filter_chips(
    records: Records, values: Values, spec: EntitySpec, narrowing: Narrowing
) -> list[Option]:
    """Return a chip for each filter in force, those from elsewhere first."""
    chosen = [
        Option(name, chip_words(records, values, spec, name, keys), "close")
        for name, keys in narrowing.chosen.items()
    ]
    return [*given_chips(records, values, spec, narrowing), *chosen]
