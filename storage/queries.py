"""Questions about records put into SQL; only names that the specs know ever reach the text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from storage.search_keys import SEARCHED, is_indexed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Aggregate, Condition, EntitySpec, Field, Query, Specs, Value

_FUNCTIONS: Final = {"total": "SUM", "known": "COUNT", "least": "MIN", "greatest": "MAX"}
_COMPARED: Final = frozenset({"<", "<=", ">", ">="})
# A list beyond this travels as one value, since a statement takes no more than some thousands.
_MANY: Final = 200
# SQLite refuses patterns of more than 50,000 bytes.
_LONGEST_PATTERN: Final = 5_000


@dataclass(slots=True)
class Statement:
    """SQL under construction: joins follow from the dotted names met on the way.

    Attributes:
        joins: reference → its join, in the order in which they were needed.
        values: what the places of the statement take, in order.
    """

    specs: Specs
    table: str
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
        parts += [self._search(word) for word in query.search.split()]
        return f"WHERE {' AND '.join(parts)}" if parts else ""

    def order(self, names: Sequence[str]) -> str:
        """Return ORDER BY with unknown values last and ties by id."""
        parts = [self._sorted_by(name) for name in names]
        return f"ORDER BY {', '.join((*parts, 't.id'))}"

    def _sorted_by(self, name: str) -> str:
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

    def _search(self, word: str) -> str:
        sought = word.lower()
        own = [f't."{each.name}"' for each in self.spec.fields if each.kind in SEARCHED]
        parts = []
        if is_indexed(self.spec):
            parts.append(self._keyed("t.id", self.table, sought, rest=True))
        elif own:
            parts.append(self._matches(own, word))
        for each in self.spec.fields:
            # References are looked up once, not joined: few records are referred to by many.
            label = self._labelled(each, word) if each.target else ""
            if label:
                parts.append(label)
        return f"({' OR '.join(parts)})" if parts else "0"

    def _labelled(self, each: Field, word: str) -> str:
        """Return the test that a field refers to a record whose label holds a word."""
        target = self.specs[each.target]
        if is_indexed(target):
            return self._keyed(f't."{each.name}"', each.target, word.lower(), rest=False)
        label = [f'"{name}"' for name in target.label if target.field(name).kind in SEARCHED]
        if not label:
            return ""
        found = self._matches(label, word)
        return f't."{each.name}" IN (SELECT id FROM "{target.table}" WHERE {found})'

    def _keyed(self, column: str, table: str, sought: str, *, rest: bool) -> str:
        """Return the test that a record is among those whose search key holds a word."""
        self.values += [table, sought]
        found = "instr(label, ?) > 0"
        if rest:
            self.values.append(sought)
            found = f"({found} OR instr(rest, ?) > 0)"
        keys = f"SELECT record FROM search_key WHERE entity = ? AND {found}"
        return f"{column} IN ({keys})"

    def _matches(self, columns: Sequence[str], word: str) -> str:
        test, pattern = matching(word)
        self.values.extend([pattern] * len(columns))
        return f"({' OR '.join(test.format(column) for column in columns)})"


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


def selection(specs: Specs, query: Query) -> tuple[str, list[Value], tuple[str, ...]]:
    """Return the statement that answers a query, its values, and the names of its columns.

    Without an order the query has the entity's own.
    """
    said = Statement(specs, query.table)
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


def counting(specs: Specs, query: Query) -> tuple[str, list[Value]]:
    """Return the statement that counts the rows of a query, and its values."""
    said = Statement(specs, query.table)
    where = said.where(query)
    return f"SELECT COUNT(*) {said.source()} {where}", said.values


def aggregation(
    specs: Specs, query: Query, figures: Sequence[Aggregate], by: Sequence[str]
) -> tuple[str, list[Value], tuple[str, ...]]:
    """Return the statement that sums a query up, its values, and the names of its columns."""
    said = Statement(specs, query.table)
    groups = [said.column(name) for name in by]
    columns = [*groups, *(_figure(said, each) for each in figures)]
    where = said.where(query)
    sql = f"SELECT {', '.join(columns)} {said.source()} {where}"
    if groups:
        order = ", ".join(f"{group} NULLS LAST" for group in groups)
        sql += f" GROUP BY {', '.join(groups)} ORDER BY {order}"
    return sql, said.values, (*by, *(each.name for each in figures))


def _figure(said: Statement, each: Aggregate) -> str:
    if each.function == "rows":
        return "COUNT(*)"
    return f"{_FUNCTIONS[each.function]}({said.column(each.of)})"
