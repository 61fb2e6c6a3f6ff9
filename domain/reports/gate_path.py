"""The way of a firm to a change of stage: its stages, since when, how many days, by what paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from domain.records import Condition, Query
from domain.reports.tree import Column, Run, Table
from domain.reports.tree import Row as Line
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.records import Row
    from domain.reports.page import Page

_HEADS: Final = ("stage", "since", "days", "decided_by", "document")


def path_table(page: Page, change: Row) -> Table:
    """Return the firm's stages in the process of a change, the one it enters last and bold."""
    moves = _moves(page, change)
    columns = tuple(
        Column(
            page.say(f"gate_memo.path.{name}"),
            "right" if name == "days" else "left",
            weight=0.4 if name == "days" else 1.0,
            kind="label" if name == "stage" else "text",
            wrap=name != "since",
            narrow=name != "decided_by",
        )
        for name in _HEADS
    )
    return Table(
        page.table(),
        page.say("gate_memo.path"),
        columns,
        tuple(_line(page, moves, at) for at in range(len(moves))),
        note=page.say("gate_memo.path.note"),
    )


def _moves(page: Page, change: Row) -> list[Row]:
    """Return the changes up to the one meant, the oldest first; of one day in their order."""
    where = (
        Condition("firm", "=", change["firm"]),
        Condition("process", "=", change["process"]),
        Condition("date", "<=", change["date"]),
    )
    found = page.records.select(Query("stage_change", where=where, order=("date", "id")))
    own = next((at for at, row in enumerate(found) if row["id"] == change["id"]), len(found) - 1)
    return found[: own + 1]


def _line(page: Page, moves: Sequence[Row], at: int) -> Line:
    move = moves[at]
    last = at == len(moves) - 1
    since = page.fmt.date(text(move, "date"), "medium")
    days = "" if last else page.fmt.integer(_days(move, moves[at + 1]))
    return Line(
        (
            page.choice("stage", text(move, "to_stage")),
            (Run(since, "bold"),) if last else since,
            days,
            text(move, "decided_by") or "—",
            text(move, "evidence") or "—",
        )
    )


def _days(move: Row, following: Row) -> int:
    first, last = (date.fromisoformat(text(row, "date")) for row in (move, following))
    return (last - first).days
