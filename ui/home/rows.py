"""Put what the home screen read into rows: indicators, dues, what changed, stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from domain.indicators.definition import THRESHOLD_MISSED
from domain.indicators.families import INDICATORS
from domain.indicators.reading import change, status
from domain.indicators.wording import change_text, definition, figure_text, name
from domain.units import QUARTERS_PER_YEAR
from ui.charts.rows import BarRow
from ui.components.progress import Count
from ui.components.tables.cells import Cell, Column
from ui.values import trend_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.formatting import Formatter
    from domain.indicators.definition import Figure
    from domain.units import Quarter
    from ui.home.facts import HomeFacts

_EARLY: Final = ("screened", "panel")
_ALWAYS: Final = ("incubating", "on_watch", "ready", "graduated")
_NAME_PX: Final = -1
_SPARK_PX: Final = 104


@dataclass(frozen=True, slots=True)
class StageRow:
    """A bar of the incubation: the stages that it counts and how it is drawn."""

    stages: tuple[str, ...]
    bar: BarRow


def indicator_columns(fmt: Formatter, quarter: Quarter) -> tuple[Column, ...]:
    """Return the columns of a table of indicators."""
    say, lang = fmt.texts.say, fmt.lang
    before = _against(fmt, "before", quarter.plus(-1))
    year_ago = _against(fmt, "year_ago", quarter.plus(-QUARTERS_PER_YEAR))
    return (
        Column(say("home.column.indicator", lang), "text", _NAME_PX, key="name"),
        Column(say("home.column.value", lang), "figure", 0, key="value"),
        Column("", "unit", -1, key="unit", spoken=say("spoken.unit", lang)),
        Column(before, "change", 0, key="before"),
        Column(year_ago, "change", 0, key="year_ago"),
        Column(say("home.column.trend", lang), "spark", _SPARK_PX, key="trend"),
        Column(say("home.column.state", lang), "state", -1, key="state"),
    )


def _against(fmt: Formatter, period: str, quarter: Quarter) -> str:
    """Head a column of changes: with the quarter, in Chinese with how it lies to this one.

    A quarter written out in Chinese is twice as wide as the figures below it.
    """
    say, lang = fmt.texts.say, fmt.lang
    named = say(f"home.period.{period}", lang) if lang == "zh" else fmt.quarter(quarter)
    return say("home.column.against", lang, period=named)


def indicator_cells(
    fmt: Formatter, key: str, figures: Sequence[Figure], *, short: bool = False
) -> tuple[Cell, ...]:
    """Return the row of an indicator from its last twelve quarters, the oldest first."""
    indicator, current = INDICATORS[key], figures[-1]
    called = name(fmt.texts, fmt.lang, key, short=short)
    shown = figure_text(fmt, indicator, current)
    unit = fmt.unit(indicator.unit)
    answered = answers(fmt, current)
    texts = [figure_text(fmt, indicator, each) for each in figures]
    return (
        Cell(called, tip=definition(fmt.texts, fmt.lang, key)),
        Cell(shown, strong=True, tip=answered),
        Cell(unit),
        _change_cell(fmt, key, current, figures[-2]),
        _change_cell(fmt, key, current, figures[-1 - QUARTERS_PER_YEAR]),
        trend_cell(fmt, plotted(fmt, indicator.unit, figures), texts),
        state_cell(fmt, key, figures),
    )


def plotted(fmt: Formatter, unit: str, figures: Sequence[Figure]) -> tuple[float | None, ...]:
    """Return the figures as a chart draws them."""
    return tuple(fmt.plotted(each.value, unit) for each in figures)


def answers(fmt: Formatter, figure: Figure) -> str:
    """Say how many of those asked have answered, empty where nobody is asked."""
    if not figure.expected:
        return ""
    known, expected = fmt.integer(figure.known), fmt.integer(figure.expected)
    return fmt.texts.say("home.answered", fmt.lang, known=known, expected=expected)


def state_cell(fmt: Formatter, key: str, figures: Sequence[Figure]) -> Cell:
    """Return how an indicator stands, as icon and word."""
    state = status(INDICATORS[key], figures)
    current = figures[-1]
    missed = state == "crit" and current.note == THRESHOLD_MISSED
    word = "threshold" if missed else state
    tip = fmt.texts.say(f"indicator.note.{current.note}", fmt.lang) if current.note else ""
    return Cell(fmt.texts.say(f"indicator.status.{word}", fmt.lang), state=state, tip=tip)


def _change_cell(fmt: Formatter, key: str, current: Figure, previous: Figure) -> Cell:
    indicator = INDICATORS[key]
    text = change_text(fmt, indicator, change(indicator, current, previous))
    return Cell(text, tone="text" if text.strip("—") else "text_note")


def counts(facts: HomeFacts, fmt: Formatter) -> list[Count]:
    """Return how far each grid of the quarter entry is filled."""
    say, lang = fmt.texts.say, fmt.lang
    return [
        Count(
            say(f"home.filled.{each.key}", lang),
            each.known / each.owed if each.owed else 1.0,
            say(
                "home.filled.of",
                lang,
                known=fmt.integer(each.known),
                owed=fmt.integer(each.owed),
            ),
        )
        for each in facts.filled
    ]


def stage_rows(facts: HomeFacts, fmt: Formatter) -> list[StageRow]:
    """Return the bars of the incubation; stages that may be empty are left out when they are."""
    say, lang = fmt.texts.say, fmt.lang
    rows: list[tuple[str, ...]] = []
    if facts.stages.get("lead"):
        rows.append(("lead",))
    rows.append(_EARLY)
    if facts.stages.get("admitted"):
        rows.append(("admitted",))
    rows += [(stage,) for stage in _ALWAYS]
    made = []
    for stages in rows:
        count = sum(facts.stages.get(stage, 0) for stage in stages)
        key = "home.stage.early" if stages is _EARLY else f"choice.stage.{stages[0]}"
        made.append(StageRow(stages, BarRow(say(key, lang), count, fmt.integer(count))))
    return made
