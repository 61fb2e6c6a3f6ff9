"""Draw where the firms produce: in the host and in the origin, over twelve quarters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from domain.formatting import UNKNOWN
from domain.units import quarters_back
from ui.charts.data import ChartData, Series
from ui.home.facts import OUTPUT, QUARTERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.formatting import Formatter
    from domain.indicators.definition import Figure
    from domain.reports.names import Names
    from domain.units import Quarter
    from ui.home.facts import HomeFacts

_LARGE: Final = {"zh": 10**10, "fr": 10**8, "en": 10**8}
"""Fen in the unit of the axis: 亿元, a million yuan."""


def output_chart(facts: HomeFacts, fmt: Formatter, names: Names) -> ChartData:
    """Return the chart of the output by place."""
    say, lang = fmt.texts.say, fmt.lang
    quarters = quarters_back(facts.quarter, QUARTERS)
    sides = ("host", "origin")
    called = [names.region_short(region) if region else UNKNOWN for region in facts.places]
    named = [
        place if place != UNKNOWN else say(f"home.output.{side}", lang)
        for side, place in zip(sides, called, strict=True)
    ]
    large = _is_large(facts, lang)
    series = tuple(
        Series(place, *_values(facts.figures[key], fmt, large=large))
        for key, place in zip(OUTPUT, named, strict=True)
    )
    unit = say("home.output.unit", lang) if large else fmt.unit("money")
    return ChartData(
        tuple(fmt.quarter(each) for each in quarters),
        series,
        unit,
        year_ticks(quarters),
        description=say("home.output.described", lang, first=named[0], second=named[1]),
        title=say("home.output", lang),
    )


def year_ticks(quarters: Sequence[Quarter]) -> tuple[tuple[int, str], ...]:
    """Return the year below the first quarter of each year, or of the chart."""
    first = [
        (at, str(each.year))
        for at, each in enumerate(quarters)
        if each.number == 1 or (at == 0 and each.number <= 2)  # noqa: PLR2004 - room for two labels
    ]
    return tuple(first)


def _is_large(facts: HomeFacts, lang: str) -> bool:
    known = [figure.value for key in OUTPUT for figure in facts.figures[key] if figure.value]
    return bool(known) and max(known) >= _LARGE[lang]


def _values(
    figures: Sequence[Figure], fmt: Formatter, *, large: bool
) -> tuple[tuple[float | None, ...], tuple[str, ...]]:
    divisor = _LARGE[fmt.lang]
    values = tuple(
        (None if each.value is None else float(each.value) / divisor)
        if large
        else fmt.plotted(each.value, "money")
        for each in figures
    )
    return values, tuple(fmt.with_unit(each.value, "money") for each in figures)
