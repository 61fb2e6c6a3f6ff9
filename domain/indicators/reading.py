"""Read indicators: one quarter, a series, a change, a status."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from domain.indicators.definition import THRESHOLD_MISSED
from domain.indicators.families import INDICATORS
from domain.indicators.remembered import Remembered
from domain.units import QUARTERS_PER_YEAR, WHOLE_BP, Quarter, quarters_back

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.indicators.definition import Figure, Indicator, Measured, Status
    from domain.records import Records

ChangeKind = Literal["relative", "points", "absolute"]

ENOUGH_KNOWN_BP: Final = 8_000
"""Below this share of those asked, an indicator is not judged."""

SMALL_RELATIVE: Final = Fraction(1, 100)
"""A relative change up to this is no change."""

SMALL_POINTS: Final = 50
"""A difference of shares up to this many basis points is no change."""


def evaluate(records: Records, key: str, quarter: Quarter | str) -> Figure:
    """Return an indicator in a quarter.

    Raises:
        KeyError: there is no such indicator.
    """
    return series(records, key, quarter, 1)[0]


def series(records: Records, key: str, last: Quarter | str, count: int) -> tuple[Figure, ...]:
    """Return an indicator over ``count`` quarters up to ``last``, the oldest first."""
    return readings(records, (key,), last, count)[key]


def readings(
    records: Records, keys: Iterable[str], last: Quarter | str, count: int
) -> dict[str, tuple[Figure, ...]]:
    """Return several indicators over the same quarters; what they share is read once."""
    quarter = Quarter.parse(last) if isinstance(last, str) else last
    quarters = quarters_back(quarter, count)
    remembered = Remembered(records)
    return {key: INDICATORS[key].formula(remembered, quarters) for key in keys}


@dataclass(frozen=True, slots=True)
class Change:
    """How an indicator moved.

    Attributes:
        kind: ``relative`` (a ratio, −0.089), ``points`` (basis points), ``absolute`` (in the
            unit recorded).
        amount: None when either value is unknown, or the earlier one is 0 in a relative change.
    """

    kind: ChangeKind
    amount: Measured | None


def change(
    indicator: Indicator, current: Figure, previous: Figure, *, relative: bool = False
) -> Change:
    """Return the change from one figure to another.

    Shares change by points, amounts of money and area relatively, counts and scores absolutely
    unless ``relative`` is asked for.
    """
    kind: ChangeKind = "absolute"
    if indicator.is_share:
        kind = "points"
    elif indicator.is_amount or relative:
        kind = "relative"
    if current.value is None or previous.value is None:
        return Change(kind, None)
    difference = Fraction(current.value) - previous.value
    if kind != "relative":
        return Change(kind, difference)
    return Change(kind, difference / abs(Fraction(previous.value)) if previous.value else None)


def status(indicator: Indicator, figures: Sequence[Figure]) -> Status:
    """Judge an indicator by its last figures, the oldest first and the current one last.

    The first rule that holds counts:

    1. ``unknown``: no value, or fewer than 80 % of those asked are known;
    2. ``crit``: a binding threshold is missed, or the critical limit is passed;
    3. ``warn``: the limit to watch is passed, or the value is worse than in the last quarter
       and than a year ago;
    4. ``info``: an indicator without a good direction moved since the last quarter;
    5. ``ok`` otherwise.

    A change up to 1 % (0.5 points for shares) is no change. Without a figure of the same quarter
    a year ago rule 3 needs both quarters and does not hold.
    """
    current = figures[-1]
    if not _judged(current):
        return "unknown"
    if current.note == THRESHOLD_MISSED or _passes(indicator, current, indicator.limits.critical):
        return "crit"
    before = figures[-2] if len(figures) > 1 else None
    year_ago = figures[-1 - QUARTERS_PER_YEAR] if len(figures) > QUARTERS_PER_YEAR else None
    if _passes(indicator, current, indicator.limits.watch):
        return "warn"
    if _worse(indicator, current, before) and _worse(indicator, current, year_ago):
        return "warn"
    if indicator.direction == "none" and before is not None and _moved(indicator, current, before):
        return "info"
    return "ok"


def _judged(figure: Figure) -> bool:
    if figure.value is None:
        return False
    return figure.known * WHOLE_BP >= figure.expected * ENOUGH_KNOWN_BP


def _passes(indicator: Indicator, figure: Figure, limit: Measured | None) -> bool:
    if limit is None or figure.value is None:
        return False
    return figure.value < limit if indicator.direction == "up" else figure.value > limit


def _worse(indicator: Indicator, current: Figure, before: Figure | None) -> bool:
    if before is None or indicator.direction == "none":
        return False
    moved = _moved(indicator, current, before)
    return moved < 0 if indicator.direction == "up" else moved > 0


def _moved(indicator: Indicator, current: Figure, before: Figure) -> int:
    """Return −1, 0 or 1 as the indicator fell, stayed or rose by more than a trifle."""
    if current.value is None or before.value is None:
        return 0
    difference = Fraction(current.value) - before.value
    trifle = (
        Fraction(SMALL_POINTS)
        if indicator.is_share
        else SMALL_RELATIVE * abs(Fraction(before.value))
    )
    if abs(difference) <= trifle:
        return 0
    return 1 if difference > 0 else -1
