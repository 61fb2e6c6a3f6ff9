"""What an operator attained against target and threshold, and what the contract lets follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.formatting import typed_unit
from domain.reports.quarterly.deviations import plain_number
from domain.reports.quarterly.scorecard import missed_state
from domain.reports.tree import Column, MicroBar, Row, Run, Table
from domain.units import WHOLE_BP

if TYPE_CHECKING:
    from fractions import Fraction

    from domain.assessment.operators import Assessment
    from domain.reports.page import Page
    from domain.reports.tree import Cell, Text
    from domain.standing.operators import Assessed

_OUT_OF: Final = 100


def indicators_table(page: Page, now: Assessment) -> Table:
    """Return the indicators with target, threshold, what was attained and the points earned."""
    names = ("name", "weight", "target", "threshold", "actual", "attainment", "", "points")
    columns = tuple(
        Column(
            page.say(f"operator.head.{name}") if name else "",
            "left" if name in {"name", ""} else "right",
            weight=1.6 if name == "name" else 0.8 if name else 0.0,
            kind="label" if name == "name" else "text",
            wrap=name == "name",
            narrow=name not in {"", "attainment"},
        )
        for name in names
    )
    known = sum(line.weight for line in now.lines if line.attainment is not None)
    rows = [_indicator(page, line, known) for line in now.lines]
    total = page.fmt.integer(sum(line.weight for line in now.lines))
    score = page.fmt.measure(now.score, "score")
    rows.append(Row((page.say("total"), total, "", "", "", "", None, score), "total"))
    return Table(
        page.table(),
        page.say("operator.indicators"),
        columns,
        tuple(rows),
        unit=page.say("operator.indicators.unit"),
        note=page.say("space.card.note"),
        density=page.dense("compact"),
    )


def _indicator(page: Page, line: Assessed, known: int) -> Row:
    part = line.attainment
    bar: Cell = None
    points: Fraction | None = None
    if part is not None and known:
        bar = MicroBar(float(part), 1.0, outlined=True, alert=line.missed)
        points = part * line.weight * _OUT_OF / known
    actual = plain_number(page, line.actual)
    return Row(
        (
            measured_name(page, line),
            page.fmt.integer(line.weight),
            plain_number(page, line.target),
            bound(page, line),
            (Run(actual, "bold"),) if line.missed else actual,
            page.fmt.percent(None if part is None else part * WHOLE_BP, 0),
            bar,
            page.fmt.measure(points, "score"),
        )
    )


def measured_name(page: Page, line: Assessed) -> str:
    """Return an indicator with its unit, as heads name theirs; what it counts is not said twice."""
    name, unit = line.name.read_in(page.lang), typed_unit(line.unit.read_in(page.lang), page.lang)
    if not unit or unit.casefold() in name.casefold():
        return name
    return page.say("operator.indicator", name=name, unit=unit)


def bound(page: Page, line: Assessed) -> str:
    """Return a binding threshold with its direction: ≥ 3, ≤ 5; words where there is none."""
    if line.threshold is None:
        return page.say("operator.no_threshold")
    key = "operator.at_most" if line.lower_better else "operator.at_least"
    return page.say(key, limit=plain_number(page, line.threshold))


def consequences_table(page: Page, now: Assessment) -> Table:
    """Return every binding threshold with what the contract says follows when it is missed."""
    names = ("name", "threshold", "actual", "consequence", "outcome")
    columns = tuple(
        Column(
            page.say(f"operator.head.{name}"),
            "right" if name in {"threshold", "actual"} else "left",
            weight=1.6 if name == "consequence" else 1.0,
            kind="label" if name == "name" else "text",
            narrow=name not in {"threshold", "actual"},
        )
        for name in names
    )
    rows = tuple(
        Row(
            (
                measured_name(page, line),
                bound(page, line),
                plain_number(page, line.actual),
                line.consequence.read_in(page.lang) or page.say("operator.no_consequence"),
                _outcome(page, line),
            )
        )
        for line in now.binding
    ) or (Row(((Run(page.say("operator.none_binding"), "muted"),), "", "", "", "")),)
    return Table(
        page.table(),
        page.say("operator.consequences"),
        columns,
        rows,
        unit=page.fmt.quarter(now.quarter),
        note=page.say("operator.consequences.note"),
        density=page.dense("compact"),
    )


def _outcome(page: Page, line: Assessed) -> Text:
    if line.actual is None:
        return page.say("space.card.unknown")
    if not line.missed:
        return page.say("operator.not_due")
    return missed_state(page, line)
