"""Name the records that the settlement of a report tells of, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.reports.sources import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.models.settled import RuleResult
    from domain.reports.sources import Sources
    from domain.reports.tree import Row
    from domain.settling.statement import Statement


def of_rule(found: Statement, rule: RuleResult, row: Row) -> Row:
    """Let a row of a rule's reckoning lead to the settlement, each party's cell to its line.

    While nothing is drawn up it leads to the version of the rule.
    """
    kept = next((each for each in found.rules if each.rule == rule.terms.code), None)
    record = kept.record if kept else ""
    version = Source("sharing_rule_version", rule.terms.version_id)
    own = (Source("settlement", record) if record else version,)
    if row.style == "group":
        return replace(row, sources=(own,))
    lines = {line.party: line.record for line in kept.lines} if kept else {}
    cells = [
        (Source("settlement_line", lines[party]),) if party in lines else own
        for party in found.parties
    ]
    return replace(row, sources=_where_told(row, (own, (), *cells, own)))


def of_quarter(found: Statement, rows: Iterable[Row]) -> list[Row]:
    """Let the cells of the quarter's sums lead to the lines that they add up, party by party."""
    cells: Sources = tuple(
        tuple(Source("settlement_line", line.record) for line in found.lines_of(party))
        for party in found.parties
    )
    if not found.drawn_up:
        return list(rows)
    return [replace(row, sources=_where_told(row, ((), (), *cells, ()))) for row in rows]


def _where_told(row: Row, sources: Sources) -> Sources:
    """Leave out the sources of cells that say nothing."""
    pairs = zip(row.cells, sources, strict=True)
    return tuple(each if cell is not None else () for cell, each in pairs)
