"""The operator's scorecard: weights, targets, thresholds that bind, and what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.indicators.reading import series
from domain.records import Query
from domain.reports.quarterly.deviations import assessed
from domain.reports.tree import Column, MicroBar, Row, Run, Table
from domain.standing.operators import score, scorecards
from domain.standing.rows import text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.reports.page import Page
    from domain.reports.tree import Cell, Text
    from domain.standing.operators import Assessed

_WHOLE_BP: Final = 10_000


def finding(page: Page) -> str:
    """Return what the scorecard comes to, in one sentence; empty without an operator."""
    lines = scorecards(page.records, (page.quarter,))[page.quarter]
    now = series(page.records, "operator_score", page.quarter, 1)[0]
    if now.value is None:
        return ""
    words = page.fmt.measure(now.value, "score")
    missed = sum(line.missed for line in lines)
    if missed:
        return page.count("space.finding.operator", missed, score=words)
    return page.say("space.finding.operator.good", score=words)


def blocks(page: Page) -> list[Table]:
    """Return one scorecard per contract that runs on the quarter's last day."""
    lines = scorecards(page.records, (page.quarter,))[page.quarter]
    contracts = dict.fromkeys(line.contract for line in lines)
    return [
        _card(page, contract, [line for line in lines if line.contract == contract])
        for contract in contracts
    ]


def _card(page: Page, contract: str, lines: Sequence[Assessed]) -> Table:
    rows = page.records.select(Query("operator_contract", columns=("code", "operator")))
    operator = next((text(row, "operator") for row in rows if row["id"] == contract), "")
    names = ("name", "weight", "target", "threshold", "actual", "attainment", "", "state")
    columns = (
        *(
            Column(
                page.say(f"space.card.{name}") if name else "",
                "left" if name in {"name", "", "state"} else "right",
                weight=1 if name else 0,
                narrow=name not in {"", "weight", "target"},
            )
            for name in names
        ),
        Column(page.say("space.card.consequence"), narrow=False),
    )
    value = score(lines)
    return Table(
        page.table(),
        page.say(
            "space.card",
            contract=lines[0].contract_code,
            operator=page.names.party(operator),
        ),
        columns,
        tuple(_row(page, line) for line in lines),
        unit=page.say("space.card.unit", score=page.fmt.measure(value, "score")),
        note=page.say("space.card.note"),
        density="compact",
    )


def _row(page: Page, line: Assessed) -> Row:
    part = line.attainment
    bar: Cell = None
    if part is not None:
        bar = MicroBar(float(part), 1.0, outlined=True, alert=line.missed)
    return Row(
        (
            line.name.read_in(page.lang),
            page.fmt.integer(line.weight),
            assessed(page, line.target, line.unit),
            assessed(page, line.threshold, line.unit),
            assessed(page, line.actual, line.unit),
            page.fmt.percent(None if part is None else part * _WHOLE_BP, 0),
            bar,
            _state(page, line),
            line.consequence.read_in(page.lang) or page.fmt.number(None),
        )
    )


def _state(page: Page, line: Assessed) -> Text:
    if line.actual is None:
        return page.say("space.card.unknown")
    if line.threshold is None:
        return page.say("space.card.none")
    if not line.missed:
        return page.say("space.card.met")
    return missed_state(page, line)


def missed_state(page: Page, line: Assessed) -> Text:
    """Say that a threshold is missed, and for how many quarters in a row."""
    if line.missed_for > 1:
        return (Run(page.count("space.card.missed_for", line.missed_for), "bold"),)
    return (Run(page.say("space.card.missed"), "bold"),)
