"""Choose the ticks of a chart's axis, and where a word under it may break."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from domain.reports.charts import Axis, Tick
from domain.units import QUARTERS_PER_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from domain.units import Quarter

_BREAKS = " 年"
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def two_lines(word: str) -> tuple[str, ...]:
    """Return a word in two lines, broken near its middle after a blank or 年; whole if it has none.

    >>> two_lines("2023年第1季度")
    ('2023年', '第1季度')
    """
    breaks = [at + 1 for at, letter in enumerate(word[:-1]) if letter in _BREAKS]
    if not breaks:
        return (word,)
    at = min(breaks, key=lambda each: abs(2 * each - len(word)))
    return word[:at].strip(), word[at:]


def nice_step(span: float, count: int) -> float:
    """Return the round step (1, 2, 2.5 or 5 × a power of ten) that cuts `span` in ≤ `count` parts.

    Raises ValueError when the span or the count is not positive.
    """
    if span <= 0 or count <= 0:
        message = f"An axis needs a positive span and count, not {span} and {count}."
        raise ValueError(message)
    rough = span / count
    power = 10.0 ** math.floor(math.log10(rough))
    for step in _STEPS:
        # The allowance keeps 0.30000000000000004 from asking for the next step.
        if step * power >= rough * (1 - 1e-9):
            return step * power
    return 10.0 * power


def years_axis(quarters: Sequence[Quarter]) -> Axis:
    """Return an axis over quarters in years, with a tick where each year begins.

    A year that began before the first quarter has none, unless no other year begins.
    """
    low, high = (quarters[at].index / QUARTERS_PER_YEAR for at in (0, -1))
    years = [each for each in range(quarters[0].year, quarters[-1].year + 1) if low <= each <= high]
    ticks = tuple(Tick(float(year), str(year)) for year in years)
    return Axis(low, high, ticks or (Tick(low, str(quarters[0].year)),))


def value_axis(
    low: float, high: float, say: Callable[[float], str], *, count: int = 4, from_zero: bool = True
) -> Axis:
    """Return an axis that holds low…high with round ticks, each said by `say`.

    Bars need `from_zero`; a line's axis may start elsewhere, and the figure must then say so.
    """
    bottom = min(low, 0.0) if from_zero else low
    top = max(high, 0.0) if from_zero else high
    # A span that vanishes beside its values has no ticks to tell apart.
    if top - bottom <= 1e-9 * max(1.0, abs(top), abs(bottom)):
        top = bottom + 1.0
    step = nice_step(top - bottom, count)
    first = math.floor(bottom / step + 1e-9)
    last = math.ceil(top / step - 1e-9)
    places = [round(number * step, 10) for number in range(first, last + 1)]
    return Axis(places[0], places[-1], tuple(Tick(place, say(place)) for place in places))
