"""Questions about records put into SQL; only names that the specs know ever reach the text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from storage.search_keys import SEARCHED, is_heard, is_indexed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.records import Aggregate, Condition, EntitySpec, Field, Query, Specs, Value

_FUNCTIONS: Final = {"total": "SUM", "known": "COUNT", "least": "MIN", "greatest": "MAX"}
_COMPARED: Final = frozenset({"<", "<=", ">", ">="})
# A list beyond this travels as one value, since a statement takes no more than some thousands.
_MANY: Final = 200
# SQLite refuses patterns of more than 50,000 bytes.
_LONGEST_PATTERN: Final = 5_000


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of search words before the query that holds them is put.

    Attributes:
        records: the only records that hold all the words; None where they are many or other
            records are found through what they refer to.
        many: no record is found through what it refers to, and many hold the words.
        labelled: word and entity → the records whose label holds the word, where they are few.
    """

    records: tuple[str, ...] | None = None
    many: bool = False
    labelled: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


NOTHING_KNOWN: Final = Found()


@dataclass(slots=True)
class Statement:
    """SQL under construction: joins follow from the dotted names met on the way.

    Attributes:
        found: what is known of its search words.
        joins: reference → its join, in the order in which they were needed.
        values: what the places of the statement take, in order.
    """

    specs: Specs
    table: str
    found: Found = NOTHING_KNOWN
    joins: dict[str, str] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)

    @property
    def spec(self) -> EntitySpec:
        """The entity asked about."""
        return self.specs[self.table]

    def column(self, name: str) -> str:
        """Return the SQL of a field, joining the record it is reached through.

        Raises:
            KeyError: the specs know no such field.
        """
        first, dot, rest = name.partition(".")
        if not dot:
            return f't."{known_name(self.spec, first)}"'
        target = self.specs[self.spec.field(first).target]
        alias = f'"{first}."'
        self.joins[first] = f'LEFT JOIN "{target.table}" AS {alias} ON {alias}.id = t."{first}"'
        return f'{alias}."{known_name(target, rest)}"'

    def source(self) -> str:
        """Return FROM with all joins."""
        return " ".join((f'FROM "{self.table}" AS t', *self.joins.values()))

    def where(self, query: Query) -> str:
        """Return WHERE for conditions and search words, empty when there are none."""
        parts = [self._condition(each) for each in query.where]
        words = query.search.split()
        if words and self.found.records is not None:
            parts.append(self._among("t.id", self.found.records))
        elif self.found.many and query.limit is not None:
            parts.append(self._in_turn(words))
        else:
            parts += [self._search(word) for word in words]
        return f"WHERE {' AND '.join(parts)}" if parts else ""

    def order(self, names: Sequence[str]) -> str:
        """Return ORDER BY with unknown values last and ties by id."""
        parts = [self.sorted_by(name) for name in names]
        return f"ORDER BY {', '.join((*parts, 't.id'))}"

    def sorted_by(self, name: str) -> str:
        """Return the order by one field, unknown values last."""
        bare = name.removeprefix("-")
        column = self.column(bare)
        if bare != name:  # SQLite takes unknown for the least, so descending has it last anyway
            return f"{column} DESC"
        # Said without need, NULLS LAST keeps SQLite from using an index.
        return column if self._always_known(bare) else f"{column} NULLS LAST"

    def _always_known(self, name: str) -> bool:
        first, dot, rest = name.partition(".")
        if first == "id":
            return True
        own = self.spec.field(first)
        if not dot or not own.required:
            return own.required
        return rest == "id" or self.specs[own.target].field(rest).required

    def _condition(self, each: Condition) -> str:
        column = self.column(each.name)
        if each.operator in {"unknown", "known"}:
            return f"{column} IS {'NOT ' if each.operator == 'known' else ''}NULL"
        if each.operator == "in":
            return self._among(column, each.value if isinstance(each.value, tuple) else ())
        if isinstance(each.value, tuple):
            message = f"{each.name} {each.operator} takes one value, not {each.value!r}"
            raise TypeError(message)
        if each.operator == "contains":
            return self._matches([column], str(each.value))
        # IS compares like =, and unknown equals unknown.
        sign = {"=": "IS", "!=": "IS NOT"}.get(each.operator, each.operator)
        if sign == each.operator and sign not in _COMPARED:
            message = f"no such comparison: {each.operator}"
            raise ValueError(message)
        self.values.append(each.value)
        return f"{column} {sign} ?"

    def _among(self, column: str, values: tuple[Value, ...]) -> str:
        known = [value for value in values if value is not None]
        if len(known) > _MANY:
            self.values.append(json.dumps(known))
            places = "SELECT value FROM json_each(?)"
        else:
            self.values.extend(known)
            places = ", ".join("?" * len(known))
        unknown = f" OR {column} IS NULL" if len(known) < len(values) else ""
        return f"({column} IN ({places}){unknown})"

    def _in_turn(self, words: Sequence[str]) -> str:
        """Return the test that each record passes in turn, so that the first of many are enough."""
        sql, values = holding(self.table, words)
        self.values += values
        return f"EXISTS (SELECT 1 {sql} AND record = t.id)"

    def _search(self, word: str) -> str:
        own = [f't."{each.name}"' for each in self.spec.fields if each.kind in SEARCHED]
        parts = []
        if not is_indexed(self.spec) and own:
            parts.append(self._matches(own, word))
        if is_indexed(self.spec) or (is_heard(self.spec) and word.isascii()):
            sql, values = holding(self.table, (word,))
            self.values += values
            parts.append(f"t.id IN (SELECT record {sql})")
        for each in self.spec.fields:
            # References are looked up once, not joined: few records are referred to by many.
            label = self._labelled(each, word) if each.target else ""
            if label:
                parts.append(label)
        return f"({' OR '.join(parts)})" if parts else "0"

    def _labelled(self, each: Field, word: str) -> str:
        """Return the test that a field refers to a record whose label holds a word."""
        known = self.found.labelled.get((word, each.target))
        if known is not None:
            return self._among(f't."{each.name}"', known) if known else ""
        asked = labelled(self.specs[each.target], word)
        if asked is None:
            return ""
        self.values += asked[1]
        return f't."{each.name}" IN ({asked[0]})'

    def _matches(self, columns: Sequence[str], word: str) -> str:
        test, pattern = matching(word)
        self.values.extend([pattern] * len(columns))
        return f"({' OR '.join(test.format(column) for column in columns)})"


def holding(table: str, words: Sequence[str]) -> tuple[str, list[Value]]:
    """Return FROM and WHERE for the index's rows of an entity that hold all words."""
    test = "(instr(label, ?) > 0 OR instr(rest, ?) > 0)"
    tests = " AND ".join([test] * len(words))
    values: list[Value] = [table]
    for word in words:
        values += [word.lower()] * 2
    return f"FROM search_key WHERE entity = ? AND {tests}", values


def labelled(spec: EntitySpec, word: str) -> tuple[str, list[Value]] | None:
    """Return the statement for the records whose label holds a word, None when labels hold none."""
    if is_indexed(spec):
        sql = "SELECT record FROM search_key WHERE entity = ? AND instr(label, ?) > 0"
        return sql, [spec.table, word.lower()]
    label = [f'"{name}"' for name in spec.label if spec.field(name).kind in SEARCHED]
    if not label:
        return None
    test, pattern = matching(word)
    tests = " OR ".join(test.format(column) for column in label)
    return f'SELECT id FROM "{spec.table}" WHERE ({tests})', [pattern] * len(label)


def known_name(spec: EntitySpec, name: str) -> str:
    """Return ``name`` when the entity has such a field or it is ``id``.

    Raises:
        KeyError: the entity has no such field.
    """
    return name if name == "id" else spec.field(name).name


def matching(word: str) -> tuple[str, str]:
    """Return a test with a place for the column, and the pattern it takes.

    LIKE disregards case in ASCII only; a word with other letters that have case is sought by GLOB
    with both forms of each letter.
    """
    if len(word) > _LONGEST_PATTERN:
        return "instr({}, ?) > 0", word
    if all(sign.isascii() or sign.lower() == sign.upper() for sign in word):
        for sign in ("\\", "%", "_"):
            word = word.replace(sign, f"\\{sign}")
        return "{} LIKE ? ESCAPE '\\'", f"%{word}%"
    return "{} GLOB ?", f"*{''.join(_either_case(sign) for sign in word)}*"


def _either_case(sign: str) -> str:
    forms = {form for form in (sign, sign.lower(), sign.upper()) if len(form) == 1}
    if len(forms) > 1 or sign in "*?[":
        return f"[{''.join(sorted(forms))}]"
    return sign


def selection(
    specs: Specs, query: Query, found: Found = NOTHING_KNOWN
) -> tuple[str, list[Value], tuple[str, ...]]:
    """Return the statement that answers a query, its values, and the names of its columns.

    Without an order the query has the entity's own.
    """
    said = Statement(specs, query.table, found)
    wanted = query.columns or tuple(each.name for each in said.spec.fields)
    names = ("id", *(name for name in wanted if name != "id"))
    columns = ", ".join(said.column(name) for name in names)
    where = said.where(query)
    order = said.order(query.order or said.spec.order)
    sql = f"SELECT {columns} {said.source()} {where} {order}"
    if query.limit is not None or query.offset:
        sql += " LIMIT ? OFFSET ?"
        said.values += [-1 if query.limit is None else query.limit, query.offset]
    return sql, said.values, names


def counting(specs: Specs, query: Query, found: Found = NOTHING_KNOWN) -> tuple[str, list[Value]]:
    """Return the statement that counts the rows of a query, and its values."""
    said = Statement(specs, query.table, found)
    where = said.where(query)
    return f"SELECT COUNT(*) {said.source()} {where}", said.values


def aggregation(
    specs: Specs,
    query: Query,
    figures: Sequence[Aggregate],
    by: Sequence[str],
    found: Found = NOTHING_KNOWN,
) -> tuple[str, list[Value], tuple[str, ...]]:
    """Return the statement that sums a query up, its values, and the names of its columns.

    The query's limit is that of the groups: where an index knows them, no more rows are read.
    """
    said = Statement(specs, query.table, found)
    groups = [said.column(name) for name in by]
    orders = [said.sorted_by(name) for name in by]
    columns = [*groups, *(_figure(said, each) for each in figures)]
    where = said.where(query)
    sql = f"SELECT {', '.join(columns)} {said.source()} {where}"
    if groups:
        sql += f" GROUP BY {', '.join(groups)} ORDER BY {', '.join(orders)}"
    if query.limit is not None:
        sql += " LIMIT ?"
        said.values.append(query.limit)
    return sql, said.values, (*by, *(each.name for each in figures))


def _figure(said: Statement, each: Aggregate) -> str:
    if each.function == "rows":
        return "COUNT(*)"
    return f"{_FUNCTIONS[each.function]}({said.column(each.of)})"
