"""Questions about records put into SQL; only names that the specs know ever reach the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from domain.records import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Aggregate, Condition, EntitySpec, Query, Specs, Value

_SEARCHED: Final = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.QUARTER, Kind.DATE})
_FUNCTIONS: Final = {"total": "SUM", "known": "COUNT", "least": "MIN", "greatest": "MAX"}
_LIKE: Final = "LIKE ? ESCAPE '\\'"
_COMPARED: Final = frozenset({"=", "!=", "<", "<=", ">", ">="})


@dataclass(slots=True)
class Statement:
    """SQL under construction: joins follow from the dotted names met on the way."""

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
            return f't."{self._known(self.spec, first)}"'
        target = self.spec.field(first).target
        alias = f"j_{first}"
        self.joins[first] = f'LEFT JOIN "{target}" AS {alias} ON {alias}.id = t."{first}"'
        return f'{alias}."{self._known(self.specs[target], rest)}"'

    @staticmethod
    def _known(spec: EntitySpec, name: str) -> str:
        return name if name == "id" else spec.field(name).name

    def source(self) -> str:
        """Return FROM with all joins."""
        return " ".join((f'FROM "{self.table}" AS t', *self.joins.values()))

    def where(self, query: Query) -> str:
        """Return WHERE for conditions and search words, empty when there are none."""
        parts = [self._condition(each) for each in query.where]
        parts += [self._search(word) for word in query.search.split()]
        return f"WHERE {' AND '.join(parts)}" if parts else ""

    def _condition(self, each: Condition) -> str:
        column = self.column(each.name)
        if each.operator == "unknown":
            return f"{column} IS NULL"
        if each.operator == "known":
            return f"{column} IS NOT NULL"
        if isinstance(each.value, tuple):
            self.values.extend(each.value)
            return f"{column} IN ({', '.join('?' * len(each.value))})"
        if each.operator == "contains":
            self.values.append(_pattern(str(each.value)))
            return f"{column} {_LIKE}"
        if each.operator not in _COMPARED:
            message = f"no such comparison: {each.operator}"
            raise ValueError(message)
        if each.value is None:
            return f"{column} IS {'NOT ' if each.operator == '!=' else ''}NULL"
        self.values.append(each.value)
        return f"{column} {each.operator} ?"

    def _search(self, word: str) -> str:
        columns = [f't."{each.name}"' for each in self.spec.fields if each.kind in _SEARCHED]
        for each in self.spec.fields:
            if each.target and each.listed:
                target = self.specs[each.target]
                columns += [
                    self.column(f"{each.name}.{name}")
                    for name in target.label
                    if target.field(name).kind in _SEARCHED
                ]
        if not columns:
            return "0"
        self.values.extend([_pattern(word)] * len(columns))
        return f"({' OR '.join(f'{column} {_LIKE}' for column in columns)})"

    def order(self, names: Sequence[str]) -> str:
        """Return ORDER BY with unknown values last and ties by id."""
        parts = []
        for name in names:
            descending = name.startswith("-")
            column = self.column(name.removeprefix("-"))
            parts.append(f"{column} {'DESC' if descending else 'ASC'} NULLS LAST")
        return f"ORDER BY {', '.join((*parts, 't.id'))}"


def _pattern(word: str) -> str:
    for sign in ("\\", "%", "_"):
        word = word.replace(sign, f"\\{sign}")
    return f"%{word}%"


def selection(specs: Specs, query: Query) -> tuple[str, list[Value]]:
    """Return the statement and its values that answer a query."""
    said = Statement(specs, query.table)
    names = query.columns or tuple(each.name for each in said.spec.fields)
    columns = ", ".join(f'{said.column(name)} AS "{name}"' for name in ("id", *names))
    where = said.where(query)
    order = said.order(query.order or said.spec.order)
    sql = f"SELECT {columns} {said.source()} {where} {order}"
    if query.limit is not None or query.offset:
        sql += " LIMIT ? OFFSET ?"
        said.values += [-1 if query.limit is None else query.limit, query.offset]
    return sql, said.values


def counting(specs: Specs, query: Query) -> tuple[str, list[Value]]:
    """Return the statement that counts the rows of a query."""
    said = Statement(specs, query.table)
    where = said.where(query)
    return f"SELECT COUNT(*) {said.source()} {where}", said.values


def aggregation(
    specs: Specs, query: Query, figures: Sequence[Aggregate], by: Sequence[str]
) -> tuple[str, list[Value]]:
    """Return the statement that sums a query up, one row per combination of ``by``."""
    said = Statement(specs, query.table)
    groups = [said.column(name) for name in by]
    wanted = [f'{column} AS "{name}"' for column, name in zip(groups, by, strict=True)]
    wanted += [f'{_figure(said, each)} AS "{each.name}"' for each in figures]
    where = said.where(query)
    sql = f"SELECT {', '.join(wanted)} {said.source()} {where}"
    if groups:
        sql += f" GROUP BY {', '.join(groups)} ORDER BY {', '.join(groups)}"
    return sql, said.values


def _figure(said: Statement, each: Aggregate) -> str:
    if each.function == "rows":
        return "COUNT(*)"
    return f"{_FUNCTIONS[each.function]}({said.column(each.of)})"
