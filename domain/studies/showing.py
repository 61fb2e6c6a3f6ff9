"""Show what a study found: its words in one language, its tables and charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from domain.reports.axes import value_axis
from domain.reports.charts import Axis, Tick
from domain.reports.tree import Column, Figure, Row, Table
from domain.studies.figures import figure as written_figure
from domain.studies.study import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.formatting import Formatter
    from domain.reports.diagrams import Chart
    from domain.reports.tree import Cell

_BP = 10_000


@dataclass(frozen=True, slots=True)
class Showing:
    """The words of one study in one language."""

    study: str
    fmt: Formatter

    def say(self, key: str, **values: object) -> str:
        """Say a text of the study with figures written as its places ask."""
        return Said(f"study.{self.study}.{key}", values).words(self.fmt)

    def number(self, value: float | None, decimals: int | None = None) -> str:
        """Write a pure number, with the digits that count unless decimals are asked for."""
        if decimals is None:
            return written_figure(value, "", self.fmt)
        return self.fmt.number(value, decimals)

    def percent(self, part: float | None, decimals: int = 0) -> str:
        """Write a part of one in percent."""
        return self.fmt.percent(None if part is None else part * _BP, decimals)

    def span(self, low: str, high: str) -> str:
        """Write a range of two written figures."""
        return self.fmt.span(low, high)

    def figure(self, key: str, chart: Chart, *, note: str = "", **values: object) -> Figure:
        """Return a chart under its title ``<key>`` with the unit ``<key>.unit``."""
        return Figure("", self.say(key, **values), chart, self.say(f"{key}.unit"), note)

    def table(
        self,
        key: str,
        heads: Sequence[str],
        rows: Iterable[Sequence[Cell]],
        *,
        note: str = "",
        **values: object,
    ) -> Table:
        """Return a table: the first column are names, the others figures to the right, or words.

        Args:
            key: its title; the unit is ``<key>.unit``, the heads ``<key>.<head>``.
            heads: of the columns; a head that begins with ``=`` is the word itself, one that
                begins with ``<`` stands over words.
            rows: cells as words.
            note: under the table.
            values: of the title.
        """
        columns = tuple(self._column(key, head, first=not at) for at, head in enumerate(heads))
        body = tuple(Row(tuple(cells)) for cells in rows)
        title = self.say(key, **values)
        return Table("", title, columns, body, self.say(f"{key}.unit"), note)

    def _column(self, key: str, head: str, *, first: bool) -> Column:
        word = head[1:] if head.startswith("=") else self.say(f"{key}.{head.removeprefix('<')}")
        if first or head.startswith("<"):
            return Column(word, "left", wrap=True)
        return Column(word, "right")

    def axis(self, values: Iterable[float | None], decimals: int | None = None) -> Axis:
        """Return an axis from zero that holds values; unknown ones are left out."""
        known = [each for each in values if each is not None] or [1.0]
        return value_axis(min(known), max(known), lambda at: self.number(at, decimals))

    def percent_axis(self) -> Axis:
        """Return the axis from 0 to 100 %, of parts of one."""
        return value_axis(0, 1, self.percent)

    def quarters_axis(self, last: int, step: int = 4) -> Axis:
        """Return an axis of quarters from 0, a word at every year."""
        ticks = [Tick(float(at), self.number(at, 0)) for at in range(0, last + 1, step)]
        return Axis(0.0, float(max(last, 1)), tuple(ticks))


def numbers(value: object) -> list[float]:
    """Return a list of numbers of a result."""
    return cast("list[float]", value)


def rows(value: object) -> list[list[float]]:
    """Return rows of numbers of a result."""
    return cast("list[list[float]]", value)
